"""Judging an answer by itself: what is found, and what is left alone."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conformance.contract.answers import assess_response
from conformance.contract.issues import Expectation, Rule
from conformance.contract.judging import assess, check_response, judge
from conformance.model.exchange import Exchange, Pairs, Request, Response
from conformance.model.finding import Kind

from .library import CONTRACT

VERSION = ("API-version", "1.2.3")
JSON = ("Content-Type", "application/json")
HTML = ("Content-Type", "text/html")
PROBLEM = ("Content-Type", "application/problem+json; charset=utf-8")
BOOK = {
    "uuid": "0b0e0e0a-0000-4000-8000-000000000001", "url": "http://a/b", "titel": "t", "soort": "roman", "geteld": 1,
}  # fmt: skip
FAULT = {"title": "t", "status": 404, "detail": "d", "instance": "i", "code": "c"}


CODE = "/invalidParams/0/code"


def answer(status: int, value: Any, *headers: tuple[str, str]) -> Response:
    """An answer with a JSON body, or with these bytes."""
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    return Response(status, headers, body)


def found(operation: str, response: Response) -> list[tuple[Rule, str]]:
    """What checking an answer finds."""
    return [(each.rule, each.where) for each in check_response(CONTRACT, operation, response)]


def test_an_answer_that_follows_the_contract_gives_nothing() -> None:
    """Extra members are allowed."""
    assert found("boekenRetrieve", answer(200, {**BOOK, "meer": 1}, VERSION, JSON)) == []


def test_a_redirect_says_nothing_about_the_product() -> None:
    """It is a matter of addresses."""
    assert found("boekenRetrieve", answer(302, b"", VERSION)) == []


@pytest.mark.parametrize(
    ("response", "rule", "where"),
    [
        (answer(500, b"Traceback", JSON), Rule.SERVER_ERROR, ""),
        (answer(501, b""), Rule.SERVER_ERROR, ""),
        (answer(206, BOOK, VERSION, JSON), Rule.STATUS, ""),
        (answer(499, FAULT, VERSION, PROBLEM), Rule.STATUS, ""),
        (answer(200, BOOK, JSON), Rule.HEADER, "header API-version"),
        (answer(200, BOOK, ("API-VERSION", "een"), JSON), Rule.HEADER, "header API-version"),
        (answer(200, BOOK, VERSION, HTML), Rule.MEDIA_TYPE, ""),
        (answer(200, BOOK, VERSION), Rule.MEDIA_TYPE, ""),
        (answer(200, b'{"uuid', VERSION, JSON), Rule.UNREADABLE, ""),
        (answer(200, b"", VERSION, JSON), Rule.UNREADABLE, ""),
        (answer(200, [BOOK], VERSION, JSON), Rule.BODY, ""),
        (answer(200, {**BOOK, "uuid": "1"}, VERSION, JSON), Rule.BODY, "/uuid"),
        (answer(200, {**BOOK, "verschenen": "2024-02-30"}, VERSION, JSON), Rule.BODY, "/verschenen"),
        (answer(200, {**BOOK, "vervolgOp": {}}, VERSION, JSON), Rule.BODY, "/vervolgOp/uuid"),
        (answer(404, FAULT, PROBLEM), Rule.HEADER, "header API-version"),
        (answer(404, FAULT, VERSION, JSON), Rule.PROBLEM, "header Content-Type"),
        (answer(404, b"<h1>Not found</h1>", VERSION, HTML), Rule.PROBLEM, "header Content-Type"),
        (answer(404, [], VERSION, PROBLEM), Rule.PROBLEM, ""),
        (answer(404, {**FAULT, "status": 400}, VERSION, PROBLEM), Rule.PROBLEM, "/status"),
        (answer(404, {**FAULT, "code": None}, VERSION, PROBLEM), Rule.PROBLEM, "/code"),
        (answer(404, {**FAULT, "invalidParams": [{"name": "x"}]}, VERSION, PROBLEM), Rule.NAMED_FIELD, CODE),
    ],
)  # fmt: skip
def test_a_departure_is_found_at_its_place(response: Response, rule: Rule, where: str) -> None:
    """Every rule that an answer can break."""
    issues = found("boekenRetrieve", response)
    assert (rule, where) in issues


@pytest.mark.parametrize(
    "response",
    [
        answer(502, b"<html>", HTML),
        answer(503, b""),
        answer(504, b""),
        answer(413, b"<html>", HTML),
        answer(429, b"slow down"),
    ],
)
def test_what_stands_before_the_product_is_not_judged(response: Response) -> None:
    """A gateway's own answer says nothing about the product."""
    assert found("boekenRetrieve", response) == []


def test_a_refusal_that_is_not_described_still_has_the_headers_of_every_answer() -> None:
    """409 is not in the contract of this operation; the version header is on all answers that are."""
    told = {**FAULT, "status": 409}
    assert found("boekenUpdate", answer(409, told, PROBLEM)) == [(Rule.HEADER, "header API-version")]
    assert found("boekenUpdate", answer(409, told, VERSION, PROBLEM)) == []


def test_a_body_where_none_is_described_is_told() -> None:
    """A removal has no body."""
    assert found("boekenDestroy", answer(204, b"", VERSION)) == []
    assert found("boekenDestroy", answer(204, {"weg": True}, VERSION, JSON)) == [(Rule.MEDIA_TYPE, "")]


def test_a_removal_with_200_may_have_any_body() -> None:
    """The contract allows the status and is silent on content; then HTTP allows it."""
    removal = CONTRACT.operations["boekenDestroy"]
    allowed = replace(removal, answers={**removal.answers, "200": removal.answers["204"]})
    judged = assess_response(CONTRACT, allowed, answer(200, {}, VERSION, JSON), 64)
    assert judged.issues == []


def test_an_answer_that_was_cut_off_is_only_judged_by_its_head() -> None:
    """The suite read a part: what it does not know it does not judge."""
    response = Response(200, (VERSION, JSON), b'{"uu', cut=True)
    assert found("boekenRetrieve", response) == []


def test_the_same_flaw_in_other_items_counts_as_the_same() -> None:
    """Positions in a list are left out of the place."""
    value = {"count": 2, "results": [{**BOOK, "soort": 1}, {**BOOK, "soort": 2}]}
    issues = check_response(CONTRACT, "boekenList", answer(200, value, VERSION, JSON))
    assert {issue.place for issue in issues} == {"/results/*/soort"}
    assert {issue.check for issue in issues} == {Kind.SHAPE}


def test_every_rule_that_was_applied_is_counted_also_when_all_is_well() -> None:
    """No issue is not the same as no check."""
    exchange = Exchange(Request("GET", "/boeken/1"), answer(200, BOOK, VERSION, JSON))
    applied = {rule for rule, _, _ in assess(CONTRACT, "boekenRetrieve", exchange).applied}
    assert applied == {Rule.SERVER_ERROR, Rule.STATUS, Rule.HEADER, Rule.MEDIA_TYPE, Rule.UNREADABLE, Rule.BODY}


HEADERS = st.lists(
    st.tuples(st.sampled_from(["Content-Type", "API-version", "Location"]), st.text(max_size=20)), max_size=4
).map(tuple)  # fmt: skip
BODIES = st.binary(max_size=80) | st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.dictionaries(st.sampled_from([*BOOK, *FAULT, "results", "invalidParams"]), inner) | st.lists(inner)
    ),
    max_leaves=12,
).map(lambda value: json.dumps(value).encode())


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(sorted(CONTRACT.operations)), st.sampled_from(list(Expectation)), st.integers(100, 599), HEADERS,
    BODIES, BODIES, st.sampled_from(["application/json", "text/plain", "", "\ud800"]),
)  # fmt: skip
def test_nothing_that_a_product_or_a_request_contains_makes_judging_fall_over(
    operation: str, expectation: Expectation, status: int, headers: Pairs, body: bytes, sent: bytes, media: str
) -> None:
    """Any bytes, any headers, any status, for any expectation."""
    request = Request("POST", "/boeken", (("soort", "\ud800"), ("x", "")), (("Content-Type", media),), sent)
    judge(CONTRACT, operation, Exchange(request, Response(status, headers, body)), expectation)
