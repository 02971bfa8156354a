"""Judging an answer by itself: status, headers, media type, body and the form of errors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from conformance.contract import texts, told
from conformance.contract.differences import differences
from conformance.contract.document import Answer, Contract, Header, Operation
from conformance.contract.issues import Assessment, ContractIssue, Place, Rule
from conformance.contract.links import links
from conformance.contract.parsing import Unreadable, parse_json
from conformance.contract.problems import PROBLEM, problem_faults
from conformance.contract.validators import RESPONSE, validator
from conformance.model.exchange import Response
from conformance.model.text import Told, both

# A gateway without a product behind it: the environment's doing, never the product's.
_GATEWAY = frozenset({502, 503, 504})
# Refusals that HTTP itself gives to any operation (RFC 9110, RFC 6585). A contract need not repeat them, and
# sources differ on 400, 409 and 422 for the same mistake, so none of them is unexpected.
_COMMON = frozenset({400, 401, 403, *range(404, 419), *range(421, 427), 428, 429, 431, 451})
# Refusals by whatever stands before the product: size, rate, protocol. Their form is not the product's.
_INTERMEDIARY = frozenset({407, 408, 411, 413, 414, 421, 425, 426, 429, 431})
# Sent elsewhere: a matter of addresses, which the scenarios blame on the configuration.
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_START = 60
#: Status codes of answers that the product did not give.
NOT_THE_PRODUCT = _GATEWAY | _INTERMEDIARY | _REDIRECTS


@dataclass(slots=True)
class Notes:
    """What judging one exchange has found so far, and which rules it applied."""

    issues: list[ContractIssue] = field(default_factory=list)
    applied: list[Place] = field(default_factory=list)

    def apply(self, rule: Rule, where: str = "", keyword: str = "") -> None:
        """Remember that a rule was applied, whatever comes of it."""
        self.applied.append((rule, where, keyword))

    def add(self, rule: Rule, where: str, expected: Told, actual: Told, keyword: str = "") -> None:
        """Note that a rule was broken. Words of our own come as a Text, a value of the product as it is."""
        wanted, got = both(expected), both(actual)
        told = texts.message(rule, where, wanted, got)
        self.issues.append(ContractIssue(rule, where, wanted, got, told, keyword))

    def assessment(self) -> Assessment:
        """The notes as a value."""
        return Assessment(tuple(self.issues), tuple(self.applied))


def assess_response(contract: Contract, operation: Operation, response: Response, depth: int) -> Notes:
    """Hold one answer against the contract. What a gateway answers by itself is not judged."""
    notes = Notes()
    if response.status in NOT_THE_PRODUCT:
        return notes
    notes.apply(Rule.SERVER_ERROR)
    if response.status >= 500:
        notes.add(Rule.SERVER_ERROR, "", told.ANY_OTHER, f"{response.status} {_start(response.body)}".strip())
        return notes
    answer = operation.answer(response.status)
    notes.apply(Rule.STATUS)
    if answer is None and response.status not in _COMMON:
        notes.add(Rule.STATUS, "", told.one_of(", ".join(operation.answers)), str(response.status))
        return notes
    _headers(notes, contract, answer.headers if answer else _always(operation), response)
    if not response.cut and not _silent(operation, answer, response):
        judge = _problem if response.status >= 400 else _body
        judge(notes, contract, answer, response, depth)
    return notes


def _silent(operation: Operation, answer: Answer | None, response: Response) -> bool:
    """Whether this is a removal with 200, of which the contract describes no content: HTTP allows any (R-14)."""
    removed = operation.method == "DELETE" and response.status == 200
    return removed and answer is not None and not answer.media


def _always(operation: Operation) -> Iterable[Header]:
    """The headers that every described answer of an operation requires, for an answer that is not described."""
    required = [{header for header in answer.headers if header.required} for answer in operation.answers.values()]
    return sorted(set.intersection(*required), key=lambda header: header.name) if required else ()


def _headers(notes: Notes, contract: Contract, headers: Iterable[Header], response: Response) -> None:
    for header in headers:
        value, where = response.header(header.name), f"header {header.name}"
        if value is None:
            if header.required:
                notes.apply(Rule.HEADER, where)
                notes.add(Rule.HEADER, where, told.PRESENT, told.MISSING, "required")
            continue
        notes.apply(Rule.HEADER, where)
        if header.schema is not None:
            clean = value.encode(errors="replace").decode()
            for each in differences(validator(contract, header.schema, RESPONSE), clean):
                notes.add(Rule.HEADER, where, each.expected, each.actual, each.keyword)


def _body(notes: Notes, contract: Contract, answer: Answer | None, response: Response, depth: int) -> None:
    media = answer.media if answer else {}
    if not media:
        if response.body and answer is not None:
            notes.apply(Rule.MEDIA_TYPE)
            notes.add(Rule.MEDIA_TYPE, "", told.NO_BODY, response.media_type or told.A_BODY)
        return
    notes.apply(Rule.MEDIA_TYPE)
    if response.media_type not in media:
        notes.add(Rule.MEDIA_TYPE, "", told.either(media), response.media_type or told.MISSING)
        if "json" not in response.media_type:
            return
    pointer = media.get(response.media_type) or next(iter(media.values()))
    notes.apply(Rule.UNREADABLE)
    value = parse_json(response.body, depth)
    if isinstance(value, Unreadable):
        notes.add(Rule.UNREADABLE, "", "JSON", value.reason)
        return
    _links(notes, value)
    if pointer is None:
        return
    notes.apply(Rule.BODY)
    judge = validator(contract, pointer, RESPONSE)
    if not judge.is_valid(value):
        for each in differences(judge, value):
            notes.add(Rule.BODY, each.where, each.expected, each.actual, each.keyword)


def _links(notes: Notes, value: Any) -> None:
    for link in links(value):
        notes.apply(Rule.LINK, link.where)
        if not link.right:
            notes.add(Rule.LINK, link.where, told.either(link.wanted), link.ends or told.MISSING)


def _problem(notes: Notes, contract: Contract, answer: Answer | None, response: Response, depth: int) -> None:
    media = dict(answer.media) if answer and answer.media else {PROBLEM: None}
    notes.apply(Rule.PROBLEM)
    if response.media_type not in media:
        notes.add(Rule.PROBLEM, "header Content-Type", told.either(media), response.media_type or told.MISSING)
        if "json" not in response.media_type:
            return
    value = parse_json(response.body, depth)
    if isinstance(value, Unreadable):
        notes.add(Rule.PROBLEM, "", "JSON", value.reason)
        return
    told_places = set()
    if PROBLEM in media:
        for where, expected, actual in problem_faults(response.status, value):
            told_places.add(where)
            notes.add(_rule_for(where), where, expected, actual)
    pointer = media.get(response.media_type) or next(iter(media.values()))
    if pointer is None:
        return
    for each in differences(validator(contract, pointer, RESPONSE), value):
        if each.where not in told_places:
            notes.add(_rule_for(each.where), each.where, each.expected, each.actual, each.keyword)


def _rule_for(where: str) -> Rule:
    """What is told per field has a requirement of its own."""
    return Rule.NAMED_FIELD if where.startswith("/invalidParams/") else Rule.PROBLEM


def _start(body: bytes) -> str:
    """The first words of a body, so that two different server errors can be told apart."""
    start = " ".join(body[:_START].decode(errors="replace").split())
    return f"‘{start}{'…' if len(body) > _START else ''}’" if start else ""


def problem_of(response: Response, depth: int) -> Any:
    """The error message in an answer; None when it cannot be read."""
    value = parse_json(response.body, depth)
    return None if isinstance(value, Unreadable) else value
