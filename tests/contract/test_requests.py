"""What proves that a request is invalid, and what a tolerant product may accept."""

from __future__ import annotations

import json
from typing import Any

import pytest

from conformance.contract.issues import Expectation, Rule
from conformance.contract.judging import judge
from conformance.contract.requests import breaches
from conformance.model.exchange import Exchange, Failure, FailureKind, Request, Response
from conformance.model.finding import Kind

from .library import CONTRACT
from .test_answers import BOOK, FAULT, JSON, PROBLEM, VERSION, answer

LONG = "a" * 41


def message(value: Any, operation: str = "boekenCreate", media: str = "application/json") -> Request:
    """A request with this body."""
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    return Request(CONTRACT.operations[operation].method, "/boeken", (), (("Content-Type", media),), body)


def certain(request: Request, operation: str = "boekenCreate") -> list[str]:
    """Where a request is wrong beyond doubt."""
    found = breaches(CONTRACT, CONTRACT.operations[operation], request, 64)
    return [each.where for each in found if each.certain]


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"titel": None}, "/titel"),
        ({"titel": ["t"]}, "/titel"),
        ({"titel": {}}, "/titel"),
        ({"titel": LONG}, "/titel"),
        ({"titel": ""}, "/titel"),
        ({"soort": "strip"}, "/soort"),
        ({"soort": {"naam": "roman"}}, "/soort"),
        ({"paginas": "veel"}, "/paginas"),
        ({"paginas": 0}, "/paginas"),
        ({"paginas": [1]}, "/paginas"),
        ({"verschenen": "gisteren"}, "/verschenen"),
        ({"verschenen": "2024-13-01"}, "/verschenen"),
        ({"geleend": "misschien"}, "/geleend"),
        ({"geleend": 2}, "/geleend"),
        ({"isbn": "12"}, "/isbn"),
        ({"post": "niemand"}, "/post"),
        ({"vervolgOp": "tekst"}, "/vervolgOp"),
        ({"vervolgOp": {"uuid": "tekst"}}, "/vervolgOp/uuid"),
        ({"vervolgOp": {"url": "http://x"}}, "/vervolgOp/uuid"),
    ],
)
def test_an_invalid_value_is_proven_at_its_place(change: dict[str, Any], where: str) -> None:
    """No reading makes these values fit."""
    assert certain(message({"titel": "t", "soort": "roman", **change})) == [where]


@pytest.mark.parametrize(
    "change",
    [
        {"titel": 12},
        {"titel": "a" * 40 + "  "},
        {"soort": " Roman"},
        {"paginas": "12"},
        {"paginas": 12.0},
        {"paginas": None},
        {"paginas": ""},
        {"verschenen": "2024-01-31T10:00:00Z"},
        {"verschenen": "20240131"},
        {"verschenen": ""},
        {"geleend": "true"},
        {"geleend": 1},
        {"geleend": "ja"},
        {"isbn": " 9789012345678 "},
        {"isbn": "978 9012345678"},
        {"isbn": None},
        {"post": "iemand@hier"},
        {"vervolgOp": {}},
        {"vervolgOp": {"uuid": "0B0E0E0A000040008000000000000001"}},
        {"geteld": "niet van u"},
        {"id": "tekst"},
        {"onbekend": True},
        {"titel": "e\u0301" * 40},
    ],
)
def test_what_a_tolerant_product_may_accept_proves_nothing(change: dict[str, Any]) -> None:
    """Conversion, leaving out, normalising and ignoring are choices of the product."""
    assert certain(message({"titel": "t", "soort": "roman", **change})) == []


def test_missing_required_fields_are_proven_each_at_its_own_place() -> None:
    """PATCH has none."""
    assert certain(message({})) == ["/titel", "/soort"]
    assert certain(message({}, "boekenPartialUpdate"), "boekenPartialUpdate") == []


@pytest.mark.parametrize(
    ("request_", "proven"),
    [
        (message(b"{"), True),
        (message(b"\xff"), True),
        (message(b""), True),
        (message({"titel": "t", "soort": "roman"}, media="text/plain"), True),
        (message(b'{"titel": "t", "titel": "u", "soort": "roman"}'), False),
        (message({"titel": "t", "soort": "roman"}, media="application/vnd.api+json"), False),
        (message({"titel": "t", "soort": "roman"}, media=""), False),
    ],
)
def test_a_message_that_cannot_be_used_is_proven_as_a_whole(request_: Request, proven: bool) -> None:
    """Unreadable JSON, no message and another media type; not what some parsers take."""
    assert certain(request_) == ([""] if proven else [])


@pytest.mark.parametrize(
    ("name", "value", "proven"),
    [
        ("soort", "strip", True), ("soort", "ROMAN", False), ("soort", "", False), ("soort", "roman,gedicht", False),
        ("paginas", "veel", True), ("paginas", "0.5", True), ("paginas", "1.0", False), ("paginas", "-3", False),
        ("paginas", "null", True), ("geleend", "AAA", True), ("geleend", "2", True), ("geleend", "1", False),
        ("geleend", "TRUE", False), ("na", "ooit", True), ("na", "2024-02-30", True), ("na", "2024-02-28", False),
        ("serie__uuid", "1", True), ("serie__uuid", "0b0e0e0a000040008000000000000001", False),
        ("velden", "titel,soort", False), ("velden", "titel,prijs", True), ("velden", "", False),
        ("onbekend", "1", True),
    ],
)  # fmt: skip
def test_search_values_are_proven_wrong_only_beyond_doubt(name: str, value: str, proven: bool) -> None:
    """Codes, numbers, booleans, dates and UUIDs; never empty values, case or limits."""
    found = certain(Request("GET", "/boeken", ((name, value),)), "boekenList")
    assert found == ([f"query {name}"] if proven else [])


def test_a_repeated_search_value_and_an_extra_parameter_elsewhere_prove_nothing() -> None:
    """Only a search returns everything when a parameter is ignored."""
    assert certain(Request("GET", "/boeken", (("geleend", "x"), ("geleend", "y"))), "boekenList") == []
    assert certain(Request("GET", "/boeken/1", (("onbekend", "x"),)), "boekenRetrieve") == []


def rules(request: Request, response: Response, expectation: Expectation = Expectation.ANY) -> set[Rule]:
    """The rules that an exchange breaks."""
    operation = {"GET": "boekenRetrieve", "POST": "boekenCreate", "PUT": "boekenUpdate", "DELETE": "boekenDestroy"}
    exchange = Exchange(request, response)
    return {each.rule for each in judge(CONTRACT, operation[request.method], exchange, expectation)}


FORBIDDEN = answer(403, {**FAULT, "status": 403}, VERSION, PROBLEM)
CREATED = answer(201, BOOK, VERSION, JSON, ("Location", "/boeken/1"))
REFUSED = answer(400, {**FAULT, "status": 400}, VERSION, PROBLEM)
NAMED = answer(
    400, {**FAULT, "status": 400, "invalidParams": [{"name": "soort", "code": "c", "reason": "r"}]}, VERSION, PROBLEM
)  # fmt: skip
FITS, WRONG = message({"titel": "t", "soort": "roman"}), message({"titel": "t", "soort": "strip"})


@pytest.mark.parametrize(
    ("request_", "response", "expectation", "expected"),
    [
        (WRONG, CREATED, Expectation.ANY, {Rule.ACCEPTED_FIELD}),
        (WRONG, NAMED, Expectation.ANY, set()),
        (WRONG, REFUSED, Expectation.ANY, {Rule.INVALID_PARAMS}),
        (FITS, REFUSED, Expectation.ANY, set()),
        (message(b"{"), CREATED, Expectation.ANY, {Rule.ACCEPTED_MESSAGE}),
        (message(b"{"), REFUSED, Expectation.ANY, set()),
        (message(b'{"soort": "strip", "titel": "\\u0000"}'), REFUSED, Expectation.ANY, set()),
        (FITS, REFUSED, Expectation.EXAMPLE, {Rule.REFUSED_EXAMPLE}),
        (FITS, NAMED, Expectation.EXAMPLE, set()),
        (FITS, CREATED, Expectation.EXAMPLE, set()),
        (FITS, CREATED, Expectation.UNAUTHENTICATED, {Rule.CREDENTIALS}),
        (FITS, answer(401, {**FAULT, "status": 401}, VERSION, PROBLEM), Expectation.UNAUTHENTICATED, set()),
        (FITS, FORBIDDEN, Expectation.UNAUTHENTICATED, {Rule.CREDENTIALS}),
        (FITS, Response(429), Expectation.UNAUTHENTICATED, set()),
        (FITS, Response(503), Expectation.UNAUTHENTICATED, set()),
    ],
)  # fmt: skip
def test_what_an_exchange_shows_depends_on_what_was_asked(
    request_: Request, response: Response, expectation: Expectation, expected: set[Rule]
) -> None:
    """A refusal of data that fits is never a failure by itself."""
    assert rules(request_, response, expectation) == expected


UUID = "/boeken/0b0e0e0a-0000-4000-8000-000000000001"
NOT_FOUND = answer(404, FAULT, VERSION, PROBLEM)


@pytest.mark.parametrize(
    ("request_", "response", "wrong"),
    [
        (Request("GET", UUID), NOT_FOUND, False),
        (Request("GET", UUID), REFUSED, True),
        (Request("GET", UUID), answer(200, BOOK, VERSION, JSON), True),
        (Request("DELETE", UUID), answer(204, b"", VERSION), True),
        (Request("GET", "/boeken/geen-sleutel"), REFUSED, False),
        (Request("GET", "/boeken/12"), answer(200, BOOK, VERSION, JSON), True),
        (Request("PUT", UUID, (), FITS.headers, FITS.body), REFUSED, False),
        (Request("PUT", UUID, (), FITS.headers, FITS.body), answer(200, BOOK, VERSION, JSON), True),
    ],
)
def test_an_id_that_does_not_exist_must_be_refused(request_: Request, response: Response, wrong: bool) -> None:
    """With 404 for a well-formed one; a change may be refused for its message first."""
    assert (Rule.UNKNOWN_ID in rules(request_, response, Expectation.UNKNOWN_ID)) is wrong


@pytest.mark.parametrize(
    ("expectation", "status", "expected"),
    [
        (Expectation.METHOD_REFUSED, 405, set()),
        (Expectation.METHOD_REFUSED, 501, set()),
        (Expectation.METHOD_REFUSED, 200, {Rule.METHOD}),
        (Expectation.METHOD_REFUSED, 500, {Rule.SERVER_ERROR}),
        (Expectation.UNKNOWN_PATH, 404, set()),
        (Expectation.UNKNOWN_PATH, 200, {Rule.UNKNOWN_PATH}),
    ],
)
def test_outside_the_contract_only_the_refusal_counts(
    expectation: Expectation, status: int, expected: set[Rule]
) -> None:
    """The form of such a refusal is not the contract's."""
    exchange = Exchange(Request("GET", "/elders"), Response(status))
    assert {each.rule for each in judge(CONTRACT, "", exchange, expectation)} == expected


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (FailureKind.TIMEOUT, True),
        (FailureKind.PROTOCOL, True),
        (FailureKind.STOPPED, False),
        (FailureKind.DEADLINE, False),
    ],
)
def test_no_answer_is_told_unless_the_suite_itself_stopped(kind: FailureKind, told: bool) -> None:
    """A run that was stopped says nothing about the product."""
    exchange = Exchange(Request("GET", "/boeken"), failure=Failure(kind, ""))
    assert [each.check for each in judge(CONTRACT, "boekenList", exchange)] == [Kind.NO_ANSWER] * told
