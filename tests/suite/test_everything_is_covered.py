"""Nothing is forgotten: every requirement is verified, every action can be carried out or is said not to be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from conformance.coverage.table import ALWAYS
from conformance.model.requirement import Requirement
from conformance.model.scenario import Scenario, Step

from .shipped import profiles, suite

#: Judged on every refusal and on every exchange without credentials.
ASIDE = ("API-07", "API-16")


def unable_everywhere(requirement: Requirement) -> bool:
    """No shipped profile can show it, each with its reason."""
    return all(requirement.id in loaded.profile.unable for loaded in profiles().values())


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
    assert set(suite().vocabulary.actions) == set(profile.actions) | (
        set(profile.unable) & set(suite().vocabulary.actions)
    )
    assert not set(profile.actions) & set(profile.unable)


@pytest.mark.parametrize("name", profiles())
def test_a_requirement_that_a_profile_names_exists(name: str) -> None:
    """As unable, and as what a departure from the contract falls under."""
    profile = profiles()[name].profile
    words, requirements = suite().vocabulary, suite().requirements
    unknown = [one for one in profile.unable if one not in words.actions and "." not in one and one not in requirements]
    assert not unknown
    assert set(profile.capabilities) <= set(suite().capabilities)

    def named(table: Any) -> Iterator[str]:
        for value in table.values() if isinstance(table, dict) else ():
            yield from named(value)
            if isinstance(value, str):
                yield value

    mapped = {key: value for key, value in profile.contract_requirements.items() if key != "references"}
    assert not set(named(mapped)) - set(requirements)


def used(scenario: Scenario) -> Iterator[tuple[Step, str]]:
    """Every attribute that a scenario sends or looks at, with its step."""
    for step in scenario.steps:
        expect = step.expect
        more = step.arguments.get("with", {})
        column = more.removeprefix("$row.") if isinstance(more, str) else ""
        given = scenario.row.get(column, {}) if column else more
        looked_at = (
            *(*expect.values, *expect.differs, *expect.text_holds, *expect.each, *expect.none, *expect.looks_like),
            *(*expect.absent, *expect.present, *expect.any_present, *expect.each_present, *expect.blames),
        )
        for name in (*step.arguments, *given, *looked_at):
            attribute = str(scenario.row.get(name.removeprefix("$row."), name)) if name.startswith("$row.") else name
            if attribute != "with":
                yield step, attribute


@pytest.mark.parametrize("name", profiles())
def test_a_scenario_uses_only_what_the_profile_can_say(name: str) -> None:
    """What it cannot say would be blamed on the product, or on the suite."""
    profile, words = profiles()[name].profile, suite().vocabulary
    unsaid = set()
    for scenario in suite().scenarios.values():
        if any(step.action in profile.unable for step in scenario.steps):
            continue
        for step, attribute in used(scenario):
            action, word = profile.actions[step.action], words.actions[step.action]
            record = profile.records[word.record]
            arguments = {*action.path.values(), *(one.argument for one in action.query), action.follow, action.based_on}
            if attribute not in {*record.fields, *record.headers, *arguments}:
                unsaid.add((scenario.id, f"{word.record}.{attribute}"))
    assert not unsaid


@pytest.mark.parametrize("name", profiles())
def test_what_a_profile_registers_it_can_remove_or_says_so(name: str) -> None:
    """Leftovers are told, but better there are none."""
    profile, words = profiles()[name].profile, suite().vocabulary
    stays = [
        action.name
        for action in profile.actions.values()
        if words.actions[action.name].outcome == "created" and not action.undo
    ]
    assert not stays


def test_every_class_has_requirements_or_is_made_of_classes_that_have() -> None:
    """Claiming it must mean something."""
    own = {one.capability for one in suite().requirements.values()}
    assert not [name for name, one in suite().capabilities.items() if name not in own and not one.includes]
    assert own <= set(suite().capabilities)
