"""Reading a contract: what is found, and what is wrong with a document that is not one."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from conformance.contract.document import Contract
from conformance.contract.validators import REQUEST, RESPONSE, validator
from conformance.errors import UserError

from .library import CONTRACT, DOCUMENT

UUID = "0b0e0e0a-0000-4000-8000-000000000001"


def test_operations_are_found_with_what_belongs_to_their_path() -> None:
    """Parameters of a path item count for each of its operations."""
    operation = CONTRACT.operations["boekenPartialUpdate"]
    assert (operation.method, operation.path, operation.collection) == ("PATCH", "/boeken/{uuid}", "boeken")
    assert [each.name for each in operation.parameters] == ["uuid"]
    assert operation.takes_id
    assert operation.modifies


def test_references_to_headers_and_answers_are_followed() -> None:
    """An answer by reference has its headers and its schema."""
    answer = CONTRACT.operations["boekenList"].answer(401)
    assert answer is not None
    assert [(each.name, each.required) for each in answer.headers] == [("API-version", True)]
    assert answer.media["application/problem+json"] is not None


def test_an_answer_is_found_by_its_code_its_hundred_or_the_default() -> None:
    """The most precise description counts."""
    document = copy.deepcopy(DOCUMENT)
    document["paths"]["/boeken"]["get"]["responses"] |= {"4XX": {"description": ""}, "default": {"description": ""}}
    operation = Contract.of(document).operations["boekenList"]
    found = [operation.answer(status) for status in (400, 404, 302)]
    assert [each.status for each in found if each] == ["400", "4XX", "default"]


def test_equal_documents_have_equal_digests_and_others_do_not() -> None:
    """The digest is about content, not about order."""
    shuffled = dict(reversed(DOCUMENT.items()))
    assert Contract.of(shuffled).digest == CONTRACT.digest
    assert Contract.of({**DOCUMENT, "info": {"title": "Anders"}}).digest != CONTRACT.digest


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"openapi": "3.0.3"}, "not an OpenAPI 3.1 document"),
        ({"paths": {"/x": {"get": {"responses": {}}}}}, "has no operationId"),
        ({"paths": {"/x": {"get": {"operationId": "x", "parameters": [{"$ref": "#/nergens"}]}}}}, "leads nowhere"),
    ],
)
def test_a_document_that_cannot_be_used_says_what_is_wrong(change: dict[str, Any], what: str) -> None:
    """The message says where, what and how to mend it."""
    with pytest.raises(UserError, match=what) as raised:
        Contract.of({**DOCUMENT, **change}, "profiel/contract.yaml")
    assert raised.value.where == "profiel/contract.yaml"
    assert raised.value.fix


def test_a_read_only_property_counts_for_nothing_in_a_request() -> None:
    """It may have any value, and it need not be there."""
    pointer = ("components", "schemas", "Boek")
    value = {"uuid": UUID, "url": "http://a", "titel": "t", "soort": "roman"}
    assert validator(CONTRACT, pointer, REQUEST).is_valid({**value, "geheim": "x", "geteld": "nee"})
    assert validator(CONTRACT, pointer, REQUEST).is_valid({**value, "geheim": "x"})
    assert not validator(CONTRACT, pointer, RESPONSE).is_valid({**value, "geteld": "nee"})


def test_a_write_only_property_is_not_required_in_an_answer() -> None:
    """Also when the requirement stands beside the schema that has the property."""
    pointer = ("components", "schemas", "Boek")
    value = {
        "uuid": "0b0e0e0a-0000-4000-8000-000000000001",
        "url": "http://a",
        "titel": "t",
        "soort": "roman",
        "geteld": 1,
    }
    assert validator(CONTRACT, pointer, RESPONSE).is_valid(value)
    assert not validator(CONTRACT, pointer, REQUEST).is_valid(value)
