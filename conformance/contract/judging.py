"""Judging exchanges against the contract: pure, and the same for a scenario, a run and a recorded log."""

from __future__ import annotations

import re
from dataclasses import dataclass

from conformance.contract import told
from conformance.contract.answers import NOT_THE_PRODUCT, Notes, assess_response, problem_of
from conformance.contract.differences import shown
from conformance.contract.document import Contract, Operation
from conformance.contract.issues import Assessment, ContractIssue, Expectation, Rule
from conformance.contract.problems import names_fields
from conformance.contract.requests import breaches
from conformance.model.exchange import Exchange, Failure, FailureKind, Response

DEPTH = 64
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_CONTROL = re.compile(rb"\\u00[01]|[\x00-\x08]")
_INVALID = (400, 422)
_SERVER_ERROR = 500
_SILENT = frozenset({FailureKind.DEADLINE, FailureKind.STOPPED})


def check_response(
    contract: Contract, operation_id: str, response: Response, depth: int = DEPTH
) -> tuple[ContractIssue, ...]:
    """Every way in which an answer departs from the contract. KeyError for an unknown operation."""
    return tuple(assess_response(contract, contract.operations[operation_id], response, depth).issues)


def judge(
    contract: Contract,
    operation_id: str,
    exchange: Exchange,
    expectation: Expectation = Expectation.ANY,
    depth: int = DEPTH,
) -> tuple[ContractIssue, ...]:
    """Every way in which an exchange departs from the contract. KeyError for an unknown operation."""
    return assess(contract, operation_id, exchange, expectation, depth).issues


def assess(
    contract: Contract,
    operation_id: str,
    exchange: Exchange,
    expectation: Expectation = Expectation.ANY,
    depth: int = DEPTH,
) -> Assessment:
    """What judging one exchange finds, and which rules it applied. An exchange without an answer is not judged."""
    response = exchange.response
    if response is None:
        return _no_answer(exchange.failure)
    if response.status in NOT_THE_PRODUCT:
        return Assessment()
    if expectation in (Expectation.METHOD_REFUSED, Expectation.UNKNOWN_PATH):
        return _off_contract(expectation, response)
    operation = contract.operations[operation_id]
    notes = assess_response(contract, operation, response, depth)
    if response.status < _SERVER_ERROR:
        _EXPECTED[expectation](notes, _Subject(contract, operation, exchange, response, depth))
    return notes.assessment()


@dataclass(frozen=True, slots=True)
class _Subject:
    """What is being judged."""

    contract: Contract
    operation: Operation
    exchange: Exchange
    response: Response
    depth: int

    @property
    def accepted(self) -> bool:
        """Whether the answer says that the request was carried out."""
        return 200 <= self.response.status < 300


def _no_answer(failure: Failure | None) -> Assessment:
    notes = Notes()
    if failure is not None and failure.kind not in _SILENT:
        notes.add(Rule.NO_ANSWER, "", told.AN_ANSWER, told.failure(failure.kind))
    return notes.assessment()


def _off_contract(expectation: Expectation, response: Response) -> Assessment:
    """Requests that the contract does not describe: only their refusal counts, not its form."""
    notes, status = Notes(), response.status
    if expectation is Expectation.UNKNOWN_PATH:
        notes.apply(Rule.UNKNOWN_PATH)
        if status != 404:
            notes.add(Rule.UNKNOWN_PATH, "", "404", str(status))
        return notes.assessment()
    notes.apply(Rule.METHOD)
    if 200 <= status < 300:
        notes.add(Rule.METHOD, "", "405", str(status))
    elif status >= 500 and status != 501:
        notes.add(Rule.SERVER_ERROR, "", "405", str(status))
    return notes.assessment()


def _any(notes: Notes, subject: _Subject) -> None:
    """What the request proves by itself: an invalid one must be refused, and the refusal must name a field."""
    if not subject.accepted and subject.response.status not in _INVALID:
        return
    request = subject.exchange.request
    found = breaches(subject.contract, subject.operation, request, subject.depth)
    certain = [each for each in found if each.certain]
    for each in certain:
        notes.apply(each.rule, each.where, each.keyword)
        if subject.accepted:
            notes.add(each.rule, each.where, each.expected, each.actual, each.keyword)
    fields = [each for each in certain if each.rule is Rule.ACCEPTED_FIELD and each.where]
    # A message with control characters may be refused as a whole, before anybody looks at its fields.
    if not subject.accepted and fields and not _CONTROL.search(request.body or b""):
        notes.apply(Rule.INVALID_PARAMS)
        if not names_fields(problem_of(subject.response, subject.depth)):
            notes.add(Rule.INVALID_PARAMS, fields[0].where, told.A_NAMED_FIELD, told.NO_NAMED_FIELD)


def _example(notes: Notes, subject: _Subject) -> None:
    """A documented example to register must not be refused without a reason; uniqueness and the like is one."""
    if subject.operation.method != "POST":
        return
    notes.apply(Rule.REFUSED_EXAMPLE)
    status, problem = subject.response.status, problem_of(subject.response, subject.depth)
    if status in (415, *_INVALID) and not names_fields(problem):
        detail = problem.get("detail") if isinstance(problem, dict) else None
        notes.add(Rule.REFUSED_EXAMPLE, "", told.ACCEPTED, told.after(str(status), shown(detail or "")))


def _unauthenticated(notes: Notes, subject: _Subject) -> None:
    # A method that the product does not have is refused to everybody: that says nothing about credentials.
    if subject.response.status == 405:
        return
    notes.apply(Rule.CREDENTIALS)
    if subject.response.status != 401:
        # What is wrong with the answer besides is judged where credentials are right.
        notes.issues.clear()
        notes.add(Rule.CREDENTIALS, "", "401", str(subject.response.status))


def _unknown_id(notes: Notes, subject: _Subject) -> None:
    """404 for a well-formed id. A malformed id, and validation before looking up, may be refused otherwise."""
    notes.apply(Rule.UNKNOWN_ID)
    status = subject.response.status
    well_formed = _UUID.search(subject.exchange.request.path) is not None
    strict = well_formed and subject.operation.method in ("GET", "DELETE")
    refused = status in (404, 410) if strict else 400 <= status < 500
    if not refused and status not in (401, 403, 429):
        notes.add(Rule.UNKNOWN_ID, "", "404", str(status))


_EXPECTED = {
    Expectation.ANY: _any,
    Expectation.EXAMPLE: _example,
    Expectation.UNAUTHENTICATED: _unauthenticated,
    Expectation.UNKNOWN_ID: _unknown_id,
}
