"""Nothing is forgotten: every requirement is verified, every action can be carried out or is said not to be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from typing import Any

import pytest

from conformance.binding import Binding
from conformance.coverage.table import ALWAYS, ELSEWHERE
from conformance.expressible import inexpressible
from conformance.expressions import Scope
from conformance.model.requirement import Level, Requirement
from conformance.model.scenario import Scenario, Step
from conformance.model.unable import is_pattern

from .shipped import profiles, suite

#: Judged on every refusal and on every exchange without credentials.
ASIDE = ("API-07", "API-16")
START = datetime(2026, 11, 24, tzinfo=UTC)


def unable_everywhere(requirement: Requirement) -> bool:
    """No shipped profile can show it, each with its reason."""
    return requirement.id in ELSEWHERE or all(requirement.id in loaded.profile.unable for loaded in profiles().values())


def verified() -> set[str]:
    """The requirements of which a scenario has a proof."""
    return {
        name
        for scenario in suite().scenarios.values()
        for step in scenario.steps
        if step.expect.stated
        for name in step.verifies
        if name in scenario.verifies
    }


def test_every_requirement_is_verified_or_says_why_not() -> None:
    """By a scenario, on every exchange, or nowhere because no profile can show it."""
    always = {*ALWAYS, *ASIDE}
    open_ends = [
        one.id
        for one in suite().requirements.values()
        if not one.not_tested and one.id not in verified() | always and not unable_everywhere(one)
    ]
    assert not open_ends


def decides(name: str) -> bool:
    """Whether a product falls with this requirement."""
    requirement = suite().requirements[name]
    return requirement.level is Level.MUST and not any(suite().rulings[one].open for one in requirement.rulings)


def test_what_does_not_decide_holds_up_nothing_that_does() -> None:
    """A scenario stops where it fails: a wish or a disputed requirement must not leave a MUST behind it unjudged."""
    held = [
        f"{scenario.file}:{step.line} holds up {name}"
        for scenario in suite().scenarios.values()
        for number, step in enumerate(scenario.steps)
        if step.expect.stated and not any(decides(name) for name in step.verifies)
        for name in scenario.verifies
        if decides(name) and any(one.expect.stated and name in one.verifies for one in scenario.steps[number + 1 :])
    ]
    assert not held, "\n".join(dict.fromkeys(held))


def test_what_is_said_not_to_be_tested_is_not() -> None:
    """The reason would be untrue."""
    assert not [one.id for one in suite().requirements.values() if one.not_tested and one.id in verified()]


def test_every_requirement_says_where_it_comes_from() -> None:
    """And its rulings exist and are used."""
    requirements = suite().requirements.values()
    assert all(one.source for one in requirements)
    assert {name for one in requirements for name in one.rulings} <= set(suite().rulings)


@pytest.mark.parametrize("name", profiles())
def test_every_action_is_bound_or_declared_unable(name: str) -> None:
    """Per profile, and never both."""
    profile = profiles()[name].profile
    words = suite().vocabulary.actions
    assert set(words) == set(profile.actions) | {name for name in words if name in profile.unable}
    assert not set(profile.actions) & set(profile.unable)


@pytest.mark.parametrize("name", profiles())
def test_a_requirement_that_a_profile_names_exists(name: str) -> None:
    """As unable, and as what a departure from the contract falls under."""
    profile = profiles()[name].profile
    words, requirements = suite().vocabulary, suite().requirements
    names = [one for one in profile.unable if "." not in one and not is_pattern(one)]
    assert not [one for one in names if one not in words.actions and one not in requirements]
    assert not [
        one
        for one in profile.unable
        if is_pattern(one) and one[:3].isupper() and not any(fnmatchcase(name, one) for name in requirements)
    ]
    assert set(profile.capabilities) <= set(suite().capabilities)

    def named(table: Any) -> Iterator[str]:
        for value in table.values() if isinstance(table, dict) else ():
            yield from named(value)
            if isinstance(value, str):
                yield value

    mapped = {key: value for key, value in profile.contract_requirements.items() if key != "references"}
    assert not set(named(mapped)) - set(requirements)


def used(scenario: Scenario) -> Iterator[tuple[Step, set[str]]]:
    """Every attribute that a scenario sends or looks at, with its step."""
    for step in scenario.steps:
        expect = step.expect
        more = step.arguments.get("with", {})
        column = more.removeprefix("$row.") if isinstance(more, str) else ""
        given = scenario.row.get(column, {}) if column else more
        looked_at = (
            *(*expect.values, *expect.differs, *expect.text_holds, *expect.each, *expect.none, *expect.looks_like),
            *(*expect.absent, *expect.present, *expect.any_present, *expect.each_present),
        )
        # Of the attributes that a refusal may name, the profile has to know one.
        for names in (*([name] for name in (*step.arguments, *given, *looked_at)), expect.blames):
            attributes = {meant(name, scenario) for name in names}
            if attributes - {"with"}:
                yield step, attributes


def meant(name: str, scenario: Scenario) -> str:
    """The attribute that a name stands for, also when a column of the table says which."""
    return str(scenario.row.get(name.removeprefix("$row."), name)) if name.startswith("$row.") else name


@pytest.mark.parametrize("name", profiles())
def test_a_scenario_uses_only_what_the_profile_can_say(name: str) -> None:
    """What it cannot say would be blamed on the product, or on the suite."""
    profile, words = profiles()[name].profile, suite().vocabulary
    binding, unsaid = Binding(profile, words, "http://product.invalid"), set()
    for scenario in suite().scenarios.values():
        if inexpressible(scenario, binding, Scope("n", START, scenario.row)):
            continue
        for step, attributes in used(scenario):
            action, word = profile.actions[step.action], words.actions[step.action]
            record = profile.records[word.record]
            arguments = {one.argument for one in (*action.query, *action.body.values())}
            arguments |= {*action.path.values(), action.follow, action.based_on}
            arguments |= {action.choice.attribute} if action.choice else set()
            if not attributes & {*record.fields, *record.headers, *arguments}:
                unsaid.add((scenario.id, f"{word.record}.{min(attributes)}"))
    assert not unsaid


@pytest.mark.parametrize("name", profiles())
def test_what_a_profile_registers_it_can_remove_or_says_so(name: str) -> None:
    """Leftovers are told, but better there are none."""
    profile, words = profiles()[name].profile, suite().vocabulary
    removable = {words.actions[name].record for name in profile.actions if words.actions[name].outcome == "removed"}
    stays = [
        action.name
        for action in profile.actions.values()
        if words.actions[action.name].outcome == "created"
        and words.actions[action.name].record in removable
        and not action.undo
    ]
    assert not stays


def test_every_class_has_requirements_or_is_made_of_classes_that_have() -> None:
    """Claiming it must mean something."""
    own = {one.capability for one in suite().requirements.values()}
    assert not [name for name, one in suite().capabilities.items() if name not in own and not one.includes]
    assert own <= set(suite().capabilities)
