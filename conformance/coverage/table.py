"""Pure: which scenarios, faults and operations stand behind each requirement, per profile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from conformance.contract.klanttaken import NO_PLACE, REQUIREMENT
from conformance.model.profile import Profile
from conformance.model.requirement import Level, Requirement
from conformance.model.scenario import Scenario
from conformance.model.suite import Suite
from conformance.model.text import Text

#: Requirements that are judged on every exchange, besides the scenarios that provoke them.
ALWAYS = ("API-06", "API-09", "API-30", "API-31")

#: Requirements about what lives outside the API: judged where a target names the place, whatever the profile.
ELSEWHERE: Mapping[str, Text] = {REQUIREMENT: NO_PLACE}


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One requirement. `applies` says per profile nothing, or why it cannot be judged there.

    `in_part` names the profiles that have no words for some of its scenarios.
    """

    requirement: Requirement
    scenarios: tuple[str, ...]
    faults: tuple[str, ...]
    operations: tuple[str, ...]
    applies: Mapping[str, Text | None]
    in_part: tuple[str, ...] = ()

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is missing: a scenario, or a fault; nothing for what is not tested or applies nowhere."""
        if self.requirement.not_tested or all(self.applies.values()):
            return ()
        missing = []
        if not self.scenarios and self.requirement.id not in ALWAYS:
            missing.append("scenario")
        if not self.faults:
            missing.append("fault")
        return tuple(missing)


#: Why a profile cannot express a scenario; None when it can.
Wordless = Callable[[Profile, Scenario], Text | None]


def table(
    suite: Suite, profiles: Iterable[Profile], breaks: Mapping[str, tuple[str, ...]], wordless: Wordless
) -> tuple[CoverageRow, ...]:
    """One row per requirement; `breaks` gives the requirements that each fault breaks."""
    known = tuple(profiles)
    reasons = {
        profile.id: {name: reason for name, each in suite.scenarios.items() if (reason := wordless(profile, each))}
        for profile in known
    }
    return tuple(_row(requirement, suite, known, breaks, reasons) for requirement in suite.requirements.values())


def _row(
    requirement: Requirement, suite: Suite, profiles: tuple[Profile, ...], breaks: Mapping[str, tuple[str, ...]],
    reasons: Mapping[str, Mapping[str, Text]],
) -> CoverageRow:  # fmt: skip
    scenarios = [each for each in suite.scenarios.values() if requirement.id in each.verifies]
    operations = {
        profile.actions[step.action].operation
        for profile in profiles
        for scenario in scenarios
        for step in scenario.steps
        if requirement.id in step.verifies and step.expect.stated and step.action in profile.actions
    }
    files = dict.fromkeys(each.file.removesuffix(".yaml").removeprefix("scenarios/") for each in scenarios)
    return CoverageRow(
        requirement=requirement,
        scenarios=tuple(files),
        faults=tuple(name for name, broken in breaks.items() if requirement.id in broken),
        operations=tuple(sorted(operations)),
        applies={each.id: _why_not(requirement, each, scenarios, reasons[each.id]) for each in profiles},
        in_part=tuple(name for name, left in reasons.items() if len({each.id in left for each in scenarios}) > 1),
    )


def _why_not(
    requirement: Requirement, profile: Profile, scenarios: list[Scenario], reasons: Mapping[str, Text]
) -> Text | None:
    """Why a profile cannot show a requirement: it says so, or it has words for none of the scenarios."""
    said = profile.unable.get(requirement.id) or ELSEWHERE.get(requirement.id)
    if said or not scenarios or requirement.id in ALWAYS or any(each.id not in reasons for each in scenarios):
        return said
    return reasons[scenarios[0].id]


def gaps(rows: Iterable[CoverageRow], levels: tuple[Level, ...] = (Level.MUST, Level.SHOULD)) -> tuple[str, ...]:
    """The testable requirements of these levels that miss a scenario or a fault, as sentences."""
    return tuple(
        f"{row.requirement.id} ({row.requirement.level}) has no {' and no '.join(row.gaps)}"
        for row in rows
        if row.gaps and row.requirement.level in levels
    )
