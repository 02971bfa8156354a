"""The report for build servers, in the form of JUnit that both Ant's and Jenkins' schemas accept.

Those schemas agree on little: one outcome per test case, no attributes on `testsuites`, a time without
zone, no type on what was skipped, and per suite properties first and `system-out` and `system-err` last.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.etree import ElementTree
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
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


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
    bad = [finding for finding in findings if finding.verdict is row.verdict]
    reason = row.reason.en if row.reason else row.verdict.value
    message = "; ".join(dict.fromkeys(f"{f.requirement}: {f.message.en}" for f in bad)) or reason
    kind = bad[0].kind.value if bad else row.verdict.value
    if outcome == "failure" and bad and all(finding.requirement in allowed for finding in bad):
        outcome, message = "skipped", f"waived: {message}"
    where = f"{row.file}:{row.line}" if row.file else ""
    return _Case(capability, row.id, row.seconds, outcome, kind, message, _detail(findings) or where)


def _operations(report: Report) -> list[_Case]:
    """The operations of the contract that have findings; one passed case when the phase found nothing."""
    groups: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if finding.spot.operation and not finding.spot.scenario:
            groups.setdefault(finding.spot.operation, []).append(finding)
    if report.contract and not groups:
        return [_Case("contract", "all operations", report.contract.seconds)]
    cases = []
    for operation, findings in sorted(groups.items()):
        verdict = worst(finding.verdict for finding in findings)
        message = "; ".join(dict.fromkeys(f"{f.requirement}: {f.message.en}" for f in findings))
        outcome, kind = _OUTCOME.get(verdict, ""), findings[0].kind.value
        cases.append(_Case("contract", operation, 0.0, outcome, kind, message, _detail(findings)))
    return cases


def _detail(findings: Iterable[Finding]) -> str:
    """The findings one under the other: what is wrong, who acts, expected and actual, what to do, where."""
    return "\n\n".join(
        "\n".join(
            (
                f"{finding.requirement}: {finding.message.en}",
                f"to act:   {ACTOR[finding.blame].en}",
                f"expected: {finding.expected}",
                f"actual:   {finding.actual}",
                f"repair:   {finding.hint.en}",
                f"where:    {place(finding.spot)}",
            )
        )
        for finding in findings
    )


def _suite(root: Element, report: Report, index: int, name: str, cases: list[_Case], seconds: float) -> None:
    tally = {
        kind: str(sum(case.outcome == kind for case in cases)) for kind in ("failure", "error", "skipped")
    }
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
