"""Messages that have every part: sent as they are, and the surroundings of one departure at a time."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import Any

import pytest

from conformance.contract.cases import Case, Cases
from conformance.contract.choosing import Chooser
from conformance.contract.deviating import graft
from conformance.contract.document import Contract
from conformance.contract.grounding import Ground
from conformance.contract.issues import Purpose
from conformance.contract.judging import DEPTH
from conformance.contract.mapping import Requirements
from conformance.contract.own import Own
from conformance.contract.planning import needs_of
from conformance.contract.raw import Raw
from conformance.contract.requests import breaches
from conformance.contract.samples import Samples
from conformance.model.exchange import Request
from conformance.plan import load_basis

ADRES = {
    "type": "object",
    "required": ["plaats", "soort"],
    "properties": {"plaats": {"type": "string", "maxLength": 12}, "soort": {"enum": ["thuis", "werk"]}},
}
VELDEN = {"naam": {"type": "string"}, "adres": ADRES, "adressen": {"type": "array", "items": ADRES}}
ANSWER = {"200": {"description": "goed"}}


def _operation(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    body = {"required": True, "content": {"application/json": {"schema": schema}}}
    return {"post": {"operationId": name, "x-collection": "lezer", "requestBody": body, "responses": ANSWER}}


CODE = {"code": {"type": "string", "minLength": 1}}
CONTRACT = Contract.of(
    {
        "openapi": "3.1.0",
        "info": {"title": "Lezers", "version": "1.0.0"},
        "paths": {
            "/_zoek": _operation("zoek", {"type": "object", "properties": VELDEN}),
            "/_maak": _operation("maak", {"type": "object", "required": ["code"], "properties": VELDEN | CODE}),
            "/_wijzig": _operation("wijzig", {"type": "object", "required": ["code"], "properties": VELDEN | CODE}),
        },
    }
)
EEN = {"plaats": "Verweg", "soort": "thuis"}
FULL = {
    "maak": [{"code": "een", "naam": "Lezer", "adres": EEN, "adressen": [EEN]}],
    "wijzig": [{"code": "een", "naam": "Lezer", "adres": EEN}],
    "zoek": [{"adres": EEN}],
}
REQUIREMENTS = Requirements.of({"fallback": "ALG-01"})
OURS = "11111111-0000-4000-8000-000000000000"


class _Nothing:
    """Makes up nothing, so that what is sent comes from the full messages."""

    def examples(self, _operation_id: str) -> list[Raw]:
        return []

    def coverage(self, _operation_id: str) -> list[Raw]:
        return [Raw(False, "fits", "", "body", {}, {}, {}, {}, None)]

    def fuzz(self, _operation_id: str, _count: int) -> list[Raw]:
        return []


def _ground() -> Ground:
    own = Own({"lezer": [OURS]}, 1)
    return Ground(CONTRACT, own, {}, bare=True, keys={"lezer": "code"}, registering=frozenset({"maak"}))


def _cases(budget: int = 400, operations: tuple[str, ...] = ("zoek", "maak", "wijzig")) -> Cases:
    samples = Samples(CONTRACT, {"maak": {"code": "een"}}, 1, FULL)
    return Cases(CONTRACT, REQUIREMENTS, operations, _Nothing(), _ground(), samples, 1, budget)


def _body(case: Case) -> Any:
    return json.loads(case.request.body or b"null")


def _without(body: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name not in names}


def test_a_full_message_is_sent_once_and_what_registers_goes_first() -> None:
    """So what is searched for has every part, whatever operations are under test; nothing is expected of the answer."""
    cases = _cases(operations=("zoek",))
    first, later = list(cases.first()), list(cases.main())
    assert [(each.operation, each.purpose, each.case) for each in first] == [("maak", Purpose.POSITIVE, "full message")]
    full = [each for each in later if each.case == "full message"]
    assert [each.operation for each in full] == ["zoek"]
    assert _body(full[0]) == FULL["zoek"][0]


def test_the_id_that_a_consumer_chooses_is_new_where_something_is_registered_and_else_our_own() -> None:
    """What an operation on a path without an id is about stands in its message."""
    asked = [*_cases().first(), *_cases().main()]
    chosen = {
        each.operation: _body(each)["code"] for each in asked if each.case in ("full message", "fitting request")
        if each.operation != "zoek"
    }  # fmt: skip
    assert chosen["wijzig"] == OURS
    assert chosen["maak"] != OURS


@pytest.mark.parametrize(
    ("where", "missing", "expected"),
    [
        ("/adres/plaats", False, {"plaats": 5, "soort": "thuis"}),
        ("/adres/plaats", True, {"soort": "thuis"}),
        ("/adressen/0/plaats", False, [{"plaats": 5, "soort": "thuis"}]),
        ("/adressen/1/plaats", False, [EEN, {"plaats": 5, "soort": "thuis"}]),
    ],
)
def test_a_part_that_the_message_lacks_comes_from_the_full_one(where: str, missing: bool, expected: Any) -> None:
    """Another value of the made-up part would be refused for a reason of its own."""
    made_up = {"plaats": 5, "soort": "onbekend"}
    body = {"adres": _without(made_up, "plaats") if missing else made_up, "adressen": [made_up, made_up]}
    found = graft({"code": "een"}, body, where, FULL["maak"][0], missing=missing)
    assert found == {"code": "een", where.split("/")[1]: expected}


def test_a_part_that_no_message_has_still_comes_from_the_one_that_was_made_up() -> None:
    """That says less, but something."""
    body = {"adres": {"plaats": 5, "soort": "onbekend"}}
    assert graft({"code": "een"}, body, "/adres/plaats", {"code": "een"}) == {"code": "een", **body}
    assert graft({"code": "een"}, body, "/adres/plaats") == {"code": "een", **body}


def _departures(operation: str) -> Iterator[tuple[str, str]]:
    samples = Samples(CONTRACT, {"maak": {"code": "een"}}, 1, FULL)
    chooser = Chooser(CONTRACT, REQUIREMENTS, _ground(), samples, 1, itertools.count(1))
    known = CONTRACT.operations[operation]
    for each in chooser.coverage(known, _Nothing().coverage(operation), 60):
        found = [one for one in breaches(CONTRACT, known, each.request, DEPTH) if one.certain]
        assert len(found) < 2
        yield from ((one.where, one.keyword) for one in found)


def test_every_check_is_tried_alone() -> None:
    """Left out, null, too long, empty, outside the list: also of parts that the accepted message does not have."""
    assert set(_departures("maak")) >= {
        ("/code", "required"), ("/code", "type"), ("/code", "minLength"),
        ("/adres/plaats", "required"), ("/adres/plaats", "type"), ("/adres/plaats", "maxLength"),
        ("/adres/soort", "required"), ("/adres/soort", "enum"),
        ("/adressen/0/plaats", "maxLength"), ("/adressen/0/soort", "enum"),
    }  # fmt: skip


def test_what_may_be_anything_is_not_departed_from() -> None:
    """A message to search by may lack anything, and an empty text can be read as left out."""
    assert not [where for where, _ in _departures("zoek") if where in ("/adres", "/naam")]


def test_one_text_too_long_is_one_character_too_long() -> None:
    """A product that counts one too many is found out."""
    samples = Samples(CONTRACT, {}, 1, FULL)
    long = [each.body["adres"]["plaats"] for each in samples.spoiled(CONTRACT.operations["zoek"])
            if each.scenario == "one too long"]  # fmt: skip
    assert [len(each) for each in long] == [13]


def test_without_a_full_message_nothing_is_added() -> None:
    """Other profiles send what they sent."""
    samples = Samples(CONTRACT, {}, 1)
    assert not list(samples.spoiled(CONTRACT.operations["maak"]))
    assert not samples.full(CONTRACT.operations["maak"])


def test_a_thing_of_another_sort_has_a_message_of_its_own() -> None:
    """Each is sent as it is, and each is departed from with the rest of that same message around it."""
    thuis, werk = {"code": "een", "adres": EEN}, {"code": "een", "naam": "Werk", "adres": EEN | {"soort": "werk"}}
    samples = Samples(CONTRACT, {"maak": {"code": "een", "naam": "Ander"}}, 1, {"maak": [thuis, werk]})
    cases = Cases(CONTRACT, REQUIREMENTS, ["maak"], _Nothing(), _ground(), samples, 1, 400)
    sent = [(each.case, _body(each) | {"code": ""}) for each in [*cases.first(), *cases.main()] if each.request.body]
    assert [body for case, body in sent if case == "full message"] == [thuis | {"code": ""}, werk | {"code": ""}]
    long = [body for case, body in sent if case == "one too long, maxLength at /adres/plaats"]
    assert {(body.get("naam"), body["adres"]["soort"]) for body in long} >= {(None, "thuis"), ("Werk", "werk")}


def test_where_paths_are_verbs_a_check_is_shared_by_the_operations_that_have_it() -> None:
    """The code is asked by two of them, the address by all three."""
    needs = needs_of(CONTRACT, list(CONTRACT.operations.values()))
    assert needs["maak"] == needs["wijzig"] > needs["zoek"] > 0


@pytest.mark.parametrize(
    ("profile", "known"),
    [
        ("vng-functies-00.01.00", "registreerklantcontact"),
        ("vng-crud-0.0.3", "putpartijen"),
        ("openklant-0.9", "maakKlantcontactCreate"),
        ("openklant-0.7", "maakKlantcontactCreate"),
    ],
)
def test_what_a_profile_of_the_suite_calls_a_sample_fits_its_contract(profile: str, known: str) -> None:
    """Otherwise what is sent in it would be refused for another reason than the one departure."""
    basis = load_basis(profile)
    assert known in basis.profile.samples
    for name, messages in basis.profile.samples.items():
        operation = basis.contract.operations[name]
        for each in messages:
            message = json.dumps(each).encode()
            request = Request(operation.method, operation.path, (), (("Content-Type", operation.media),), message)
            assert not breaches(basis.contract, operation, request, DEPTH), (name, each)
