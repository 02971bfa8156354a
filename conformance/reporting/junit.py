"""The report for build servers, in the form of JUnit that both Ant's and Jenkins' schemas accept.

Those schemas agree on little: one outcome per test case, no attributes on `testsuites`, a time without
zone, no type on what was skipped, and per suite properties first and `system-out` and `system-err` last.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element, SubElement

from conformance.model.finding import Finding
from conformance.model.report import Report, ScenarioRow
from conformance.model.verdict import Verdict, worst
from conformance.reporting.overview import SUITE, explanation, headline, place
from conformance.reporting.visible import block, line
from conformance.reporting.words import ACTOR

#: Longest message and longest detail of one test case, in characters.
MESSAGE_LIMIT = 500
DETAIL_LIMIT = 8_000

_OUTCOME = {
    Verdict.FAILED: "failure",
    Verdict.CANT_TELL: "error",
    Verdict.INAPPLICABLE: "skipped",
    Verdict.UNTESTED: "skipped",
}


@dataclass(frozen=True, slots=True)
class _Case:
    """One test case: its outcome is the name of an element, or empty when it passed."""

    classname: str
    name: str
    seconds: float
    outcome: str = ""
    type: str = ""
    message: str = ""
    detail: str = ""


def render(report: Report) -> str:
    """The report as XML text, ending with a line break."""
    suites = [("scenarios", _scenarios(report), sum(row.seconds for row in report.scenarios))]
    operations = _operations(report)
    if operations:
        suites.append(("contract", operations, report.contract.seconds if report.contract else 0.0))
    root = Element("testsuites")
    for index, (name, cases, seconds) in enumerate(suites):
        _suite(root, report, index, name, cases, seconds)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _scenarios(report: Report) -> list[_Case]:
    findings: dict[str, list[Finding]] = {}
    for finding in report.findings:
        findings.setdefault(finding.spot.scenario, []).append(finding)
    allowed = {row.id for row in report.requirements if row.waiver and not row.counts}
    return [_scenario(row, findings.get(row.id, []), allowed) for row in report.scenarios]


def _scenario(row: ScenarioRow, findings: list[Finding], allowed: set[str]) -> _Case:
    """A scenario as a test case; one that fails on waived requirements alone counts as skipped."""
    capability = row.id.split("/")[0]
    outcome = _OUTCOME.get(row.verdict, "")
    if not outcome:
        return _Case(capability, row.id, row.seconds)
    own = [finding for finding in findings if finding.requirement in row.verifies]
    bad = [finding for finding in own if finding.verdict is row.verdict]
    message = _message(bad) or (row.reason.en if row.reason else row.verdict.value)
    kind = bad[0].kind.value if bad else row.verdict.value
    if outcome == "failure" and bad and all(finding.requirement in allowed for finding in bad):
        outcome, message = "skipped", f"waived: {message}"
    where = f"{row.file}:{row.line}" if row.file else ""
    return _Case(capability, row.id, row.seconds, outcome, kind, message, _detail(own) or where)


def _operations(report: Report) -> list[_Case]:
    """The operations of the contract that have findings; one passed case when the phase found nothing.

    Here is also what a scenario shows about requirements that it does not verify, such as the form of
    an answer: the scenario itself may well have passed.
    """
    verifies = {row.id: row.verifies for row in report.scenarios}
    groups: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if finding.requirement not in verifies.get(finding.spot.scenario, ()):
            groups.setdefault(finding.spot.operation or finding.requirement, []).append(finding)
    if report.contract and not groups:
        return [_Case("contract", "all operations", report.contract.seconds)]
    return [_operation(name, findings) for name, findings in sorted(groups.items())]


def _operation(name: str, findings: list[Finding]) -> _Case:
    verdict = worst(finding.verdict for finding in findings)
    outcome, kind = _OUTCOME.get(verdict, ""), findings[0].kind.value
    return _Case("contract", name, 0.0, outcome, kind, _message(findings), _detail(findings))


def _message(findings: Iterable[Finding]) -> str:
    return "; ".join(dict.fromkeys(f"{finding.requirement}: {finding.message.en}" for finding in findings))


def _detail(findings: Iterable[Finding]) -> str:
    """The findings one under the other, those that say the same once: what, who acts, values, what to do, where."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.requirement, finding.message.en), []).append(finding)
    return "\n\n".join(_told(its[0], len(its) - 1) for its in groups.values())


def _told(finding: Finding, others: int) -> str:
    lines = (
        f"{finding.requirement}: {finding.message.en}",
        f"to act:   {ACTOR[finding.blame].en}",
        f"expected: {finding.expected.en}",
        f"actual:   {finding.actual.en}",
        f"repair:   {finding.hint.en}",
        f"where:    {place(finding.spot)}" + (f" and {others} more" if others else ""),
    )
    return "\n".join(lines)


def _suite(root: Element, report: Report, index: int, name: str, cases: list[_Case], seconds: float) -> None:
    tally = {kind: str(sum(case.outcome == kind for case in cases)) for kind in ("failure", "error", "skipped")}
    suite = SubElement(
        root,
        "testsuite",
        {
            "id": str(index),
            "name": name,
            "package": SUITE,
            "timestamp": report.started[:19],
            "hostname": urlsplit(report.base_url).hostname or "localhost",
            "tests": str(len(cases)),
            "failures": tally["failure"],
            "errors": tally["error"],
            "skipped": tally["skipped"],
            "time": f"{seconds:.3f}",
        },
    )
    _properties(suite, report)
    for case in cases:
        _case(suite, case)
    SubElement(suite, "system-out").text = _safe(f"{headline(report).en}. {explanation(report).en}")
    SubElement(suite, "system-err").text = _safe(report.incomplete.en if report.incomplete else "")


def _properties(suite: Element, report: Report) -> None:
    known = {
        "product": report.product.name,
        "supplier": report.product.supplier,
        "version": report.product.version,
        "profile": report.profile,
        "seed": str(report.seed),
        "suite": report.suite_version,
    }
    properties = SubElement(suite, "properties")
    for name, value in known.items():
        SubElement(properties, "property", {"name": name, "value": line(value, MESSAGE_LIMIT).text})


def _case(suite: Element, case: _Case) -> None:
    names = {
        "classname": line(case.classname, MESSAGE_LIMIT).text,
        "name": line(case.name, MESSAGE_LIMIT).text,
    }
    element = SubElement(suite, "testcase", {**names, "time": f"{case.seconds:.3f}"})
    if case.outcome:
        told = {"message": line(case.message, MESSAGE_LIMIT).text}
        if case.outcome != "skipped":
            told = {"type": case.type, **told}
        SubElement(element, case.outcome, told).text = _safe(case.detail)


def _safe(text: str) -> str:
    """Text without the characters that XML forbids, with a note when it was cut."""
    shown = block(text, DETAIL_LIMIT)
    return shown.text + (f"\n[cut: {shown.shown} of {shown.total} characters shown]" if shown.cut else "")
