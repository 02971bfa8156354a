"""Pure: which scenarios, faults and operations stand behind each requirement, per profile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from conformance.contract.klanttaken import NO_PLACE, REQUIREMENT
from conformance.model.profile import Profile
from conformance.model.requirement import Level, Requirement
from conformance.model.suite import Suite
from conformance.model.text import Text

#: Requirements that are judged on every exchange, besides the scenarios that provoke them.
ALWAYS = ("API-06", "API-09", "API-30", "API-31")

#: Requirements about what lives outside the API: judged where a target names the place, whatever the profile.
ELSEWHERE: Mapping[str, Text] = {REQUIREMENT: NO_PLACE}


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One requirement. `applies` says per profile `yes`, or why it cannot be judged there."""

    requirement: Requirement
    scenarios: tuple[str, ...]
    faults: tuple[str, ...]
    operations: tuple[str, ...]
    applies: Mapping[str, Text | None]

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


def table(suite: Suite, profiles: Iterable[Profile], breaks: Mapping[str, tuple[str, ...]]) -> tuple[CoverageRow, ...]:
    """One row per requirement; `breaks` gives the requirements that each fault breaks."""
    known = tuple(profiles)
    return tuple(_row(requirement, suite, known, breaks) for requirement in suite.requirements.values())


def _row(
    requirement: Requirement, suite: Suite, profiles: tuple[Profile, ...], breaks: Mapping[str, tuple[str, ...]]
) -> CoverageRow:
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
        applies={
            profile.id: profile.unable.get(requirement.id) or ELSEWHERE.get(requirement.id) for profile in profiles
        },
    )


def gaps(rows: Iterable[CoverageRow], levels: tuple[Level, ...] = (Level.MUST, Level.SHOULD)) -> tuple[str, ...]:
    """The testable requirements of these levels that miss a scenario or a fault, as sentences."""
    return tuple(
        f"{row.requirement.id} ({row.requirement.level}) has no {' and no '.join(row.gaps)}"
        for row in rows
        if row.gaps and row.requirement.level in levels
    )
