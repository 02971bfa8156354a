"""The contract phase where a reference is a bare id, a message is no plain JSON and paths differ in capitals."""

from __future__ import annotations

import json
from typing import Any

import pytest

from conformance.contract.document import Contract, collection_of
from conformance.contract.grounding import Ground
from conformance.contract.harmless import freshen
from conformance.contract.issues import Expectation
from conformance.contract.mapping import Requirements
from conformance.contract.own import Own
from conformance.contract.raw import NOT_SENT, Raw

OURS, OTHER = "11111111-0000-4000-8000-000000000000", "22222222-0000-4000-8000-000000000000"
MESSAGE = {"content": {"application/hal+json": {"schema": {"type": "object"}}}}
ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "maxLength": 40}}
CONTRACT = Contract.of(
    {
        "openapi": "3.1.0",
        "info": {"title": "Proef", "version": "1.0.0"},
        "paths": {
            "/bijContact": {
                "get": {"operationId": "zoek", "responses": {"200": {"description": "goed"}}},
                "post": {"operationId": "maak", "requestBody": MESSAGE, "responses": {"201": {"description": "goed"}}},
            },
            "/bijcontact/{id}": {
                "parameters": [ID],
                "put": {
                    "operationId": "vervang",
                    "requestBody": MESSAGE,
                    "responses": {"200": {"description": "goed"}},
                },
            },
        },
    }
)
REFERENCES = {"wasPartij": "partijen"}


def ground(*, bare: bool = True) -> Ground:
    """What makes requests safe, with one object of our own in each collection."""
    own = Own({"partijen": [OURS], "bijcontact": [OTHER]}, 1)
    return Ground(CONTRACT, own, REFERENCES, bare=bare)


def raw(body: Any = NOT_SENT, **query: str) -> Raw:
    """A generated case that fits."""
    return Raw(False, "proef", "", "body", {}, query, {}, body, None)


def sent(body: dict[str, Any], *, bare: bool = True) -> Any:
    """The message that becomes of a body."""
    made = ground(bare=bare).request(CONTRACT.operations["maak"], raw(body), 1)
    assert made is not None
    assert made[0].body is not None
    return json.loads(made[0].body)


@pytest.mark.parametrize("path", ["/bijContact", "/bijcontact/{id}", "bijContact"])
def test_paths_that_differ_in_capitals_are_about_one_collection(path: str) -> None:
    """As published: the list with capitals, one thing without (R-16)."""
    assert collection_of(path) == "bijcontact"


def test_a_change_is_about_an_object_of_our_own_whatever_the_capitals() -> None:
    """Otherwise there would be nothing to change."""
    request = ground().plain(CONTRACT.operations["vervang"], {}, 1)
    assert request is not None
    assert request.path == f"/bijcontact/{OTHER}"
    assert request.headers == (("Content-Type", "application/hal+json"),)


def test_a_text_in_the_place_of_a_bare_reference_becomes_an_id_of_our_own() -> None:
    """Where references are objects it stays the wrong value that it is; what is too long stays wrong as well."""
    assert sent({"wasPartij": "x"}) == {"wasPartij": OURS}
    assert sent({"wasPartij": "x"}, bare=False) == {"wasPartij": "x"}
    assert sent({"wasPartij": "x" * 40}) == {"wasPartij": OURS}
    assert len(sent({"wasPartij": "y" + "x" * 40})["wasPartij"]) == 41
    assert sent({"wasPartij": "", "naam": "x"}) == {"wasPartij": "", "naam": "x"}


def test_a_search_by_a_bare_reference_asks_for_an_object_of_our_own() -> None:
    """Any other id would find nothing."""
    made = ground().request(CONTRACT.operations["zoek"], raw(NOT_SENT, wasPartij="x", naam="x"), 1)
    assert made is not None
    assert made[0].query == (("wasPartij", OURS), ("naam", "x"))
    assert made[1] is Expectation.ANY


def test_a_number_that_must_be_unique_can_be_sent_again() -> None:
    """Also one that is no text; small numbers and yes or no stay as they are."""
    body = {"nummer": 1234567890, "huisnummer": 12, "actief": True}
    first, second = freshen(body, "seed", 1), freshen(body, "seed", 2)
    assert first["nummer"] != second["nummer"]
    assert all(isinstance(one["nummer"], int) and len(str(one["nummer"])) == 10 for one in (first, second))
    assert (first["huisnummer"], first["actief"]) == (12, True)


def test_the_requirements_of_a_collection_are_found_whatever_the_capitals() -> None:
    """The table of a profile may write the path as published."""
    table = {"fallback": "ALG-01", "fields": {"bijContact": {"/rol": "ROL-01"}}}
    assert Requirements.of(table).fields == {"bijcontact": {"/rol": "ROL-01"}}
