"""Pure: results of scenarios and of the contract phase become verdicts per requirement, class and product."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from conformance.model.finding import Finding, Kind, ScenarioResult
from conformance.model.report import ClassRow, RequirementRow, ScenarioRow, Unexpressed
from conformance.model.requirement import Level, Requirement
from conformance.model.scenario import Scenario
from conformance.model.suite import Suite
from conformance.model.target import Waiver
from conformance.model.text import Text
from conformance.model.verdict import SEVERITY, VERDICT_NAMES, Blame, Verdict, worst

NOT_CLAIMED = Text("deze klasse is niet geclaimd", "this class was not claimed")
NOT_SELECTED = Text("niet geselecteerd in deze ronde", "not selected in this run")
NOTHING_SEEN = Text("geen scenario van deze ronde toetst dit", "no scenario of this run verifies this")
NO_WORDS = Text("dit profiel heeft hier geen woorden voor", "this profile has no words for this")

#: What was not judged has a reason of its own; of the rest it can be said that it was judged in part.
_NOT_JUDGED = (Verdict.INAPPLICABLE, Verdict.UNTESTED)

#: Kinds of finding that tell something without being a verdict.
REMARKS = (Kind.INSTABILITY,)


@dataclass(frozen=True, slots=True)
class Judged:
    """All that was judged in one run: per scenario its attempts in order, and findings of the contract phase."""

    attempts: Mapping[str, tuple[ScenarioResult, ...]]
    contract: tuple[Finding, ...] = ()
    observed: Mapping[str, int] | None = None

    def final(self, scenario: str) -> ScenarioResult:
        """The attempt that decides: the last, which was alone."""
        return self.attempts[scenario][-1]

    def findings(self) -> tuple[Finding, ...]:
        """Every finding that counts: of the deciding attempts, and of the contract phase."""
        found = [finding for name in self.attempts for finding in self.final(name).findings]
        return (*found, *self.contract)


def unstable(results: tuple[ScenarioResult, ...]) -> bool:
    """Whether the attempts at one scenario ended differently."""
    told = {result.verdicts for result in results if result.exchanges or not result.reason}
    return len(told) > 1


def instabilities(judged: Judged) -> list[Finding]:
    """One remark per scenario that ended otherwise among others than alone, with both exchanges."""
    remarks = []
    for name, results in judged.attempts.items():
        if not unstable(results):
            continue
        first, last = results[0], results[-1]
        shown = next((finding for finding in first.findings if finding.verdict is first.verdict), None)
        if shown is None:
            continue
        among, alone = VERDICT_NAMES[first.verdict], VERDICT_NAMES[last.verdict]
        message = Text(
            f"‘{name}’ was tussen andere scenario's ‘{among.nl}’, alleen ‘{alone.nl}’: {shown.message.nl}",
            f"‘{name}’ ended as ‘{among.en}’ among other scenarios, as ‘{alone.en}’ alone: {shown.message.en}",
        )
        hint = Text(
            "Ga na of het product tegelijke registraties goed verwerkt (vergrendeling, nummeruitgifte, time-outs).",
            "Check that the product handles registrations at the same time well (locking, numbering, time-outs).",
        )
        blame = Blame.ENVIRONMENT if shown.blame is Blame.ENVIRONMENT else Blame.PRODUCT
        remarks.append(
            Finding(
                shown.requirement,
                first.verdict,
                blame,
                Kind.INSTABILITY,
                message,
                alone,
                among,
                hint,
                shown.spot,
                (*shown.exchanges, *last.exchanges[-1:]),
            )
        )
    return remarks


def requirement_rows(
    suite: Suite,
    judged: Judged,
    claimed: frozenset[str],
    unable: Mapping[str, Text],
    waivers: Iterable[Waiver],
    narrowed: bool,
    today: str,
) -> tuple[RequirementRow, ...]:
    """One row per requirement of the catalogue."""
    allowed = {waiver.requirement: waiver for waiver in waivers if waiver.until >= today}
    findings: dict[str, list[Finding]] = {}
    for finding in judged.findings():
        findings.setdefault(finding.requirement, []).append(finding)
    verifying: dict[str, list[str]] = {}
    for name in judged.attempts:
        for verified in dict.fromkeys(suite.scenarios[name].verifies if name in suite.scenarios else ()):
            verifying.setdefault(verified, []).append(name)
    return tuple(
        _row(
            requirement,
            suite,
            judged,
            verifying.get(requirement.id, []),
            findings.get(requirement.id, []),
            allowed.get(requirement.id),
            _excuse(requirement, claimed, unable),
            narrowed,
        )
        for requirement in suite.requirements.values()
    )


def _excuse(requirement: Requirement, claimed: frozenset[str], unable: Mapping[str, Text]) -> Text | None:
    if requirement.capability not in claimed:
        return NOT_CLAIMED
    return unable.get(requirement.id)


def _row(
    requirement: Requirement,
    suite: Suite,
    judged: Judged,
    verifying: list[str],
    findings: list[Finding],
    waiver: Waiver | None,
    excuse: Text | None,
    narrowed: bool,
) -> RequirementRow:
    elsewhere = sorted({f.spot.scenario for f in findings if f.spot.scenario and f.spot.scenario not in verifying})
    verdict, reason = _verdict(requirement, judged, verifying, findings, excuse, narrowed)
    disputed = any(suite.rulings[name].open for name in requirement.rulings)
    blame = next((f.blame for f in findings if f.verdict is verdict), None) if verdict is not Verdict.PASSED else None
    if blame is None and verdict is Verdict.CANT_TELL:
        stop = _stop(requirement, judged, verifying)
        blame = stop.blame if stop else Blame.ENVIRONMENT
        reason = _stopped(stop) if stop else reason
    return RequirementRow(
        id=requirement.id,
        capability=requirement.capability,
        level=requirement.level,
        title=requirement.title,
        statement=requirement.statement,
        source=requirement.source,
        verdict=verdict,
        blame=blame,
        scenarios=(*verifying, *elsewhere),
        reason=reason,
        waiver=waiver,
        disputed=disputed,
        rulings=requirement.rulings,
        counts=requirement.level is Level.MUST
        and not waiver
        and not disputed
        and not excuse
        and not requirement.not_tested,
        unexpressed=() if verdict in _NOT_JUDGED else _unexpressed(requirement, judged, verifying),
    )


def _unexpressed(requirement: Requirement, judged: Judged, verifying: list[str]) -> tuple[Unexpressed, ...]:
    """Which of its scenarios the profile cannot express, and why."""
    results = [judged.final(name) for name in verifying]
    return tuple(
        Unexpressed(result.scenario, result.reason or NO_WORDS)
        for result in results
        if dict(result.verdicts).get(requirement.id) is Verdict.INAPPLICABLE
    )


def _stop(requirement: Requirement, judged: Judged, verifying: list[str]) -> Finding | None:
    """What ended a scenario before it came to this requirement; None when nothing in it did, such as a time limit."""
    for result in map(judged.final, verifying):
        if dict(result.verdicts).get(requirement.id) is Verdict.CANT_TELL:
            ended = [one for one in result.findings if one.spot.scenario and one.kind not in REMARKS]
            if ended:
                return ended[-1]
    return None


def _stopped(stop: Finding) -> Text:
    where = f"{stop.spot.scenario} ({stop.spot.file}:{stop.spot.line})"
    return Text(
        f"niet te beoordelen: {where} stopte bij {stop.requirement}: {stop.message.nl}",
        f"could not be judged: {where} stopped at {stop.requirement}: {stop.message.en}",
    )


def _verdict(
    requirement: Requirement,
    judged: Judged,
    verifying: list[str],
    findings: list[Finding],
    excuse: Text | None,
    narrowed: bool,
) -> tuple[Verdict, Text | None]:
    if excuse:
        return Verdict.INAPPLICABLE, excuse
    seen = [dict(judged.final(name).verdicts).get(requirement.id, Verdict.UNTESTED) for name in verifying]
    seen += [finding.verdict for finding in findings if finding.kind not in REMARKS]
    if (judged.observed or {}).get(requirement.id):
        seen.append(Verdict.PASSED)
    if not seen:
        return Verdict.UNTESTED, requirement.not_tested or (NOT_SELECTED if narrowed else NOTHING_SEEN)
    verdict = worst(seen)
    reasons = (judged.final(name).reason for name in verifying if judged.final(name).verdict is verdict)
    return verdict, next((reason for reason in reasons if reason), None)


def scenario_rows(suite: Suite, judged: Judged) -> tuple[ScenarioRow, ...]:
    """One row per scenario that was tried, in the order of the suite."""
    order = {name: index for index, name in enumerate(suite.scenarios)}
    names = sorted(judged.attempts, key=lambda name: order.get(name, len(order)))
    return tuple(_scenario_row(name, suite.scenarios.get(name), judged.attempts[name]) for name in names)


def _scenario_row(name: str, scenario: Scenario | None, results: tuple[ScenarioResult, ...]) -> ScenarioRow:
    last = results[-1]
    blame = next((f.blame for f in last.findings if f.verdict is last.verdict), None)
    if last.verdict in (Verdict.PASSED, Verdict.INAPPLICABLE):
        blame = None
    return ScenarioRow(
        id=name,
        title=scenario.title if scenario else Text(name, name),
        verifies=scenario.verifies if scenario else (),
        verdict=last.verdict,
        blame=blame,
        seconds=round(last.seconds, 4),
        attempts=len(results),
        unstable=unstable(results),
        file=scenario.file if scenario else "",
        line=scenario.line if scenario else 0,
        exchanges=last.exchanges,
        reason=last.reason,
    )


def conformant(rows: Iterable[RequirementRow]) -> bool | None:
    """True only when every MUST that counts passed; null when none failed but something could not be judged."""
    verdicts = [row.verdict for row in rows if row.counts and row.level is Level.MUST]
    if Verdict.FAILED in verdicts:
        return False
    judged = [verdict for verdict in verdicts if verdict is not Verdict.INAPPLICABLE]
    return True if judged and all(verdict is Verdict.PASSED for verdict in judged) else None


def class_rows(suite: Suite, rows: tuple[RequirementRow, ...], claimed: frozenset[str]) -> tuple[ClassRow, ...]:
    """One row per claimed class that has requirements of its own."""
    found = []
    for name, capability in suite.capabilities.items():
        own = [row for row in rows if row.capability == name]
        if name in claimed and own:
            counts = {verdict: sum(row.verdict is verdict for row in own) for verdict in SEVERITY}
            found.append(ClassRow(capability, conformant(own), counts))
    return tuple(found)
