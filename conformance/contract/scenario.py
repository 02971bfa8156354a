"""The contract check that every exchange of a scenario gets besides its own expectations."""

from __future__ import annotations

from conformance.contract import texts
from conformance.contract.answers import assess_response
from conformance.contract.document import Contract
from conformance.contract.issues import Rule
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
    observed, findings = [], []
    for place in notes.applied:
        requirement = (
            about if about and place[0] in _OF_THE_BODY else requirements.requirement(operation, place)
        )
        if requirement is not None:
            observed.append(requirement)
    for issue in notes.issues:
        place = (issue.rule, issue.where, issue.keyword)
        requirement = (
            about if about and issue.rule in _OF_THE_BODY else requirements.requirement(operation, place)
        )
        if requirement is not None:
            findings.append(
                Finding(
                    requirement,
                    Verdict.FAILED,
                    Blame.PRODUCT,
                    issue.check,
                    issue.message,
                    issue.expected,
                    issue.actual,
                    texts.hint(issue.rule),
                    spot or Spot(operation=operation_id),
                    (exchange.number,),
                )  # fmt: skip
            )
    return findings, observed
