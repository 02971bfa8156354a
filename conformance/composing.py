"""Pure: an evidence log becomes the report, the same way during a run, afterwards, and at somebody else's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from conformance.contract.klanttaken import NO_PLACE, REQUIREMENT, judge_klanttaken
from conformance.contract.klanttaken import SCOPE as ELSEWHERE
from conformance.contract.ledger import Judgement, judge_recorded
from conformance.contract.records import SCOPE
from conformance.contract.records import Record as Case
from conformance.evidence import Event, Record, unpacked
from conformance.model.exchange import Exchange
from conformance.model.finding import Finding
from conformance.model.report import ContractSummary, EvidenceItem, Report
from conformance.model.target import Product, Waiver
from conformance.model.text import Text
from conformance.model.verdict import Verdict
from conformance.plan import Basis, parser
from conformance.replay import attempts, judge_attempt
from conformance.reporting.curl import curl
from conformance.residue import residue
from conformance.rollup import Judged, class_rows, conformant, instabilities, requirement_rows, scenario_rows

NOT_ENDED = Text(
    "de ronde is afgebroken; dit rapport beslaat wat tot dan toe is vastgelegd",
    "the run was cut off; this report covers what was recorded until then",
)
OTHER_TEXTS = Text(
    "beoordeeld met andere scenario's of een ander profiel dan waarmee de ronde liep",
    "judged with other scenarios or another profile than the run was made with",
)
MOST_EVIDENCE = 400


def judge(record: Record, basis: Basis) -> Judged:
    """Recompute every result of a recorded run."""
    run = record.events[0]
    binding = basis.binding(run["target"]["base_url"], run["claims"])
    conform, parse = basis.conform(), parser(run["target"]["limits"]["depth"])
    start = datetime.fromisoformat(run["started"])
    results: dict[str, list[Any]] = {}
    observed: dict[str, int] = {}
    for attempt in attempts(record):
        result = judge_attempt(attempt, basis.suite, binding, run["nonce"], start, conform, parse)
        results.setdefault(attempt.scenario, []).append(result)
        for name, number in result.observed:
            observed[name] = observed.get(name, 0) + number
    contract = judge_contract(record, basis)
    for name, number in contract.observed:
        observed[name] = observed.get(name, 0) + number
    klanttaken = judge_elsewhere(record, basis)
    for name, number in klanttaken.observed:
        observed[name] = observed.get(name, 0) + number
    found = (*contract.findings, *contract.observations, *klanttaken.findings)
    return Judged({name: tuple(each) for name, each in results.items()}, found, observed)


def judge_contract(record: Record, basis: Basis) -> Judgement:
    """What the contract phase found, from its recorded exchanges."""
    notes = {event["exchange"]: event for event in record.of("case")}
    cases = [
        Case.from_note(notes[event["number"]], unpacked(event))
        for event in record.of("exchange")
        if event["number"] in notes and not event.get("superseded")
    ]
    return judge_recorded(basis.contract, basis.requirements, cases, record.events[0]["target"]["limits"]["depth"])


def judge_elsewhere(record: Record, basis: Basis) -> Judgement:
    """What the klanttaken outside this API show, from their recorded exchanges; nothing when none were asked for."""
    for note in record.of("klanttaken"):
        if note["form"] in basis.klanttaken:
            exchanges = [unpacked(each) for each in _of_klanttaken(record) if not each.get("superseded")]
            depth = record.events[0]["target"]["limits"]["depth"]
            return judge_klanttaken(basis.klanttaken[note["form"]], exchanges, depth)
    return Judgement()


def _of_klanttaken(record: Record) -> list[Event]:
    return [event for event in record.of("exchange") if event.get("scope") == ELSEWHERE]


def _unable(record: Record, basis: Basis) -> Mapping[str, Text]:
    """What this run could not show: what the profile says, and klanttaken when there is no place for them."""
    said = {name: reason for name in basis.suite.requirements if (reason := basis.profile.unable.get(name))}
    said.pop(REQUIREMENT, None)
    there = any(True for _ in record.of("klanttaken"))
    return said if there else {**said, REQUIREMENT: NO_PLACE}


def compose(record: Record, basis: Basis, version: str) -> Report:
    """The report of a recorded run."""
    run, last = record.events[0], record.events[-1]
    judged = judge(record, basis)
    suite, target = basis.suite, run["target"]
    claimed = suite.closure(tuple(run["claims"]))
    finished = last["finished"] if record.complete else run["started"]
    waivers = [Waiver(**waiver) for waiver in target["waivers"]]
    rows = requirement_rows(suite, judged, claimed, _unable(record, basis), waivers, run["narrowed"], finished[:10])
    verdict = conformant(rows)
    incomplete = _incomplete(record)
    findings = (*judged.findings(), *instabilities(judged))
    exchanges = _exchanges(record)
    shown = {row.id for row in rows if row.verdict is not Verdict.PASSED}
    named = {
        name for requirement in suite.requirements.values() if requirement.id in shown for name in requirement.rulings
    }
    return Report(
        conformant=None if incomplete and verdict else verdict,
        classes=class_rows(suite, rows, claimed),
        requirements=rows,
        scenarios=scenario_rows(suite, judged),
        findings=findings,
        residue=residue(record),
        evidence=_evidence(findings, exchanges, record),
        rulings=tuple(ruling for name, ruling in suite.rulings.items() if name in named),
        suite_version=version,
        profile=basis.profile.id,
        profile_digest=basis.profile.digest,
        base_url=target["base_url"],
        product=Product(**target["product"]),
        claims=tuple(run["claims"]),
        phases=tuple(run["phases"]),
        narrowed=run["narrowed"],
        seed=run["seed"],
        started=run["started"],
        finished=finished,
        seconds=last.get("seconds", max((e.started + e.elapsed for e in exchanges.values()), default=0.0)),
        requests=len(exchanges),
        contract=_contract(record),
        incomplete=incomplete,
        warnings=_warnings(record, basis),
        command=run.get("command", ""),
    )


def _incomplete(record: Record) -> Text | None:
    for event in record.of("stopped"):
        return Text(event["reason"]["nl"], event["reason"]["en"])
    return None if record.complete else NOT_ENDED


def _warnings(record: Record, basis: Basis) -> tuple[Text, ...]:
    run = record.events[0]
    found = [Text(event["nl"], event["en"]) for event in record.of("warning")]
    if (
        run["profile"]["digest"] != basis.profile.digest
        or any(
            name not in basis.suite.scenarios or basis.suite.scenarios[name].digest != digest
            for name, digest in run["scenarios"].items()
        )
        or any(
            note["form"] not in basis.klanttaken or basis.klanttaken[note["form"]].digest != note["digest"]
            for note in record.of("klanttaken")
        )
    ):
        found.append(OTHER_TEXTS)
    return tuple(found)


def _exchanges(record: Record) -> dict[int, Exchange]:
    return {event["number"]: unpacked(event) for event in record.of("exchange")}


def _evidence(
    findings: tuple[Finding, ...], exchanges: Mapping[int, Exchange], record: Record
) -> tuple[EvidenceItem, ...]:
    run = record.events[0]
    elsewhere = {event["number"] for event in _of_klanttaken(record)}
    place = next(record.of("klanttaken"), None)
    wanted = sorted({number for finding in findings for number in finding.exchanges if number in exchanges})
    base, headers = run["target"]["base_url"], tuple(run["target"]["credential_headers"]) or ("Authorization",)

    def command(number: int) -> str:
        if place is not None and number in elsewhere:
            return curl(exchanges[number].request, place["base_url"], tuple(place["credential_headers"]))
        return curl(exchanges[number].request, base, headers)

    return tuple(EvidenceItem(number, exchanges[number], command(number)) for number in wanted[:MOST_EVIDENCE])


def _contract(record: Record) -> ContractSummary | None:
    for event in record.of("contract"):
        sent = [each for each in record.of("exchange") if each.get("scope") == SCOPE]
        again = sum(bool(each.get("superseded")) for each in sent)
        # A step above 0 belongs to preparing, step 0 to cleaning up; what is generated has none.
        steps = [each.get("step") for each in sent if not each.get("superseded")]
        return ContractSummary(
            event["requests"], event["budget"], event["operations"], event["seconds"],
            preparing=sum(bool(step) for step in steps), removing=steps.count(0), again=again,
        )  # fmt: skip
    return None
