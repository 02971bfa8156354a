"""The contract check that every exchange of a scenario gets besides its own expectations."""

from __future__ import annotations

from conformance.contract import texts
from conformance.contract.answers import assess_response
from conformance.contract.document import Contract
from conformance.contract.issues import ContractIssue, Place, Rule
from conformance.contract.judging import DEPTH
from conformance.contract.mapping import Requirements
from conformance.model.exchange import Exchange
from conformance.model.finding import Finding, Spot
from conformance.model.verdict import Blame, Verdict

_OF_THE_BODY = frozenset({Rule.BODY, Rule.UNREADABLE})


def conform(
    contract: Contract,
    requirements: Requirements,
    operation_id: str,
    exchange: Exchange,
    about: str = "",
    spot: Spot | None = None,
    depth: int = DEPTH,
) -> tuple[list[Finding], list[str]]:
    """The findings about the form of one answer, and the requirement of every rule that was applied.

    `about` is the requirement that the body of the answer belongs to, where the scenario knows it better than the
    profile's table. An exchange without an answer gives nothing: that is judged elsewhere.
    """
    if exchange.response is None:
        return [], []
    operation = contract.operations[operation_id]
    notes = assess_response(contract, operation, exchange.response, depth)

    def requirement(place: Place) -> str | None:
        return about if about and place[0] in _OF_THE_BODY else requirements.requirement(operation, place)

    observed = [name for name in map(requirement, notes.applied) if name is not None]
    findings = []
    for issue in notes.issues:
        name = requirement((issue.rule, issue.where, issue.keyword))
        if name is not None:
            findings.append(_finding(name, issue, spot or Spot(operation=operation_id), exchange.number))
    return findings, observed


def _finding(requirement: str, issue: ContractIssue, spot: Spot, number: int) -> Finding:
    return Finding(
        requirement=requirement,
        verdict=Verdict.FAILED,
        blame=Blame.PRODUCT,
        kind=issue.check,
        message=issue.message,
        expected=issue.expected,
        actual=issue.actual,
        hint=texts.hint(issue.rule),
        spot=spot,
        exchanges=(number,),
    )
