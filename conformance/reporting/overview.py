"""The report in a few sentences: the verdict, what it rests on, and what a reader must know about it."""

from __future__ import annotations

from collections import Counter

from conformance.model.finding import Made, Spot
from conformance.model.report import ContractSummary, Report, RequirementRow
from conformance.model.text import Text
from conformance.model.verdict import SEVERITY, Verdict
from conformance.reporting.words import CONFORMANT, VERDICT, count, number

#: The name under which the suite presents itself in every format.
SUITE = "klantinteracties-conformance"

_REQUIREMENT = (
    Text("eis is", "requirement was"),
    Text("eisen zijn", "requirements were"),
)
_DEMAND = (
    Text("verplichte eis", "mandatory requirement"),
    Text("verplichte eisen", "mandatory requirements"),
)


def product(report: Report) -> Text:
    """Name and version of the product, or a stand-in when nobody filled in its name."""
    name = " ".join(part for part in (report.product.name, report.product.version) if part)
    return Text(name or "Het product", name or "The product")


def headline(report: Report) -> Text:
    """The verdict as one sentence about the product."""
    name, verdict = product(report), CONFORMANT[report.conformant]
    if report.conformant is None:
        return Text(
            f"{name.nl}: niet vast te stellen of het conform is",
            f"{name.en}: conformity cannot be established",
        )
    return Text(f"{name.nl} is {verdict.nl}", f"{name.en} is {verdict.en}")


def explanation(report: Report) -> Text:
    """What the verdict rests on: how many mandatory requirements came out how."""
    counts = Counter(row.verdict for row in report.requirements if row.counts)
    if not counts:
        return Text("Er is geen enkele verplichte eis getoetst.", "Not one mandatory requirement was tested.")
    total = count(counts.total(), *_DEMAND)
    passed = counts.pop(Verdict.PASSED, 0)
    if not counts and passed > 1:
        return Text(f"Alle {total.nl} zijn gehaald.", f"All {total.en} passed.")
    said = [count(passed, VERDICT[Verdict.PASSED])] if passed else [Text("geen gehaald", "none passed")]
    said += [count(counts[verdict], VERDICT[verdict]) for verdict in SEVERITY if counts[verdict]]
    nl, en = ", ".join(part.nl for part in said), ", ".join(part.en for part in said)
    return Text(f"Van {total.nl}: {nl}.", f"Of {total.en}: {en}.")


def notes(report: Report) -> tuple[Text, ...]:
    """What limits the verdict, most serious first: the run broke off, was partial, or gave warnings."""
    found: list[Text] = []
    if report.incomplete:
        reason = report.incomplete
        found.append(Text(f"De toets is niet afgemaakt: {reason.nl}", f"The run did not finish: {reason.en}"))
    if report.narrowed:
        found.append(
            Text(
                "Alleen een deel is getoetst; dit rapport is geen oordeel over het hele product.",
                "Only a part was tested; this report does not judge the whole product.",
            )
        )
    in_part = [row for row in report.requirements if row.unexpressed]
    if in_part:
        number_of = count(len(in_part), *_REQUIREMENT)
        found.append(
            Text(
                f"{number_of.nl} deels beoordeeld: niet elk scenario is in dit profiel uit te drukken.",
                f"{number_of.en} judged in part: not every scenario can be expressed in this profile.",
            )
        )
    return (*found, *report.warnings)


def not_judged(row: RequirementRow) -> tuple[tuple[Text, tuple[str, ...]], ...]:
    """Which scenarios of a requirement the profile cannot express: per reason, in the order of the scenarios."""
    found: dict[Text, list[str]] = {}
    for one in row.unexpressed:
        found.setdefault(one.reason, []).append(one.scenario)
    return tuple((reason, tuple(scenarios)) for reason, scenarios in found.items())


def totals(report: Report) -> dict[Verdict, int]:
    """How many requirements have each verdict, in the order of the verdicts."""
    counts = Counter(row.verdict for row in report.requirements)
    return {verdict: counts[verdict] for verdict in Verdict}


def left_behind(report: Report) -> tuple[Made, ...]:
    """What the suite registered and could not remove."""
    return tuple(made for made in report.residue if made.certain and not made.removed)


def perhaps_left(report: Report) -> tuple[Made, ...]:
    """What the suite may have registered: no answer told."""
    return tuple(made for made in report.residue if not made.certain)


def requests_of(contract: ContractSummary) -> Text:
    """The budget of the contract phase, and what was sent on top of it to prepare and to clean up."""
    sent, budget = number(contract.requests), number(contract.budget)
    first, last, again = number(contract.preparing), number(contract.removing), number(contract.again)
    nl = f"contractfase: {sent.nl} van hoogstens {budget.nl} verzoeken"
    en = f"contract phase: {sent.en} of at most {budget.en} requests"
    nl += f", plus {first.nl} voorbereiding en {last.nl} opruimen"
    en += f", plus {first.en} to prepare and {last.en} to clean up"
    if contract.again:
        nl, en = f"{nl}, {again.nl} herhaald na 429 of 503", f"{en}, {again.en} repeated after 429 or 503"
    return Text(nl, en)


def place(spot: Spot) -> str:
    """Where a finding arose, for people: file and line with the action, or the operation of the contract."""
    where = f"{spot.file}:{spot.line}" if spot.file and spot.line else spot.file or spot.scenario
    what = spot.action or spot.operation
    return f"{where} ({what})" if where and what else where or what


def remarks(row: RequirementRow, today: str) -> tuple[Text, ...]:
    """What else holds for a requirement on the day `today` (ISO 8601): a waiver and its fate, a dispute."""
    found: list[Text] = []
    if waiver := row.waiver:
        nl, en = (
            f"vrijgesteld tot {waiver.until} door {waiver.by}",
            f"waived until {waiver.until} by {waiver.by}",
        )
        if waiver.until < today:
            nl, en = f"vrijstelling verlopen op {waiver.until}", f"waiver expired on {waiver.until}"
        elif row.verdict is Verdict.PASSED:
            nl, en = nl + "; niet meer nodig", en + "; no longer needed"
        found.append(Text(f"{nl}: {waiver.reason}", f"{en}: {waiver.reason}"))
    if row.disputed:
        weight = Text("", "") if row.counts else Text(": telt nog niet mee", ": does not count yet")
        found.append(Text(f"omstreden{weight.nl}", f"disputed{weight.en}"))
    return tuple(found)
