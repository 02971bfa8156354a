"""The comparison itself: it sees what differs, and does not mind how something is written."""

from __future__ import annotations

from typing import Any

import pytest

from .differences import Difference, Intended, differences
from .documents import Document
from .facts import table

OLD: dict[str, Any] = {
    "type": "object",
    "required": ["naam", "url", "eigenaar"],
    "properties": {
        "naam": {"type": "string", "maxLength": 80},
        "url": {"type": "string", "readOnly": True},
        "eigenaar": {"allOf": [{"$ref": "#/components/schemas/Wie"}], "nullable": True},
    },
}
NEW: dict[str, Any] = {
    "allOf": [{"type": "object", "properties": {"naam": {"type": "string"}}}],
    "required": ["naam", "eigenaar"],
    "properties": {
        "naam": {"maxLength": 80},
        "eigenaar": {"anyOf": [{"type": "null"}, {"$ref": "#/components/schemas/Wie"}]},
    },
}


def document(message: dict[str, Any]) -> Document:
    """Give a document with one operation that takes the message."""
    operation = {
        "operationId": "dingCreate",
        "requestBody": {"content": {"application/json": {"schema": message}}},
        "responses": {"204": {"description": "klaar"}},
    }
    wie = {"type": "object", "properties": {"uuid": {"type": "string", "format": "uuid"}}}
    components = {"schemas": {"Wie": wie}, "securitySchemes": {}}
    return Document({"servers": [], "paths": {"/dingen": {"post": operation}}, "components": components})


def compare(ours: dict[str, Any]) -> list[Difference]:
    """Give the differences between the message as published and one of ours."""
    return differences(table(document(OLD)), table(document(ours)))


def test_two_ways_to_write_the_same_message_are_equal() -> None:
    """References, allOf, null and read-only fields do not count as differences."""
    assert compare(NEW) == []


@pytest.mark.parametrize(
    ("field", "change", "what", "published", "ours"),
    [
        ("naam", {"type": "string", "maxLength": 81}, "maxLength", 80, 81),
        ("naam", {"type": ["string", "null"], "maxLength": 80}, "nullable", None, True),
        ("naam", {"type": "string", "maxLength": 80, "pattern": "^a"}, "pattern", None, "^a"),
        ("naam", {"type": "string", "maxLength": 80, "enum": ["a"]}, "enum", None, ["a"]),
        ("eigenaar", {"$ref": "#/components/schemas/Wie"}, "nullable", True, None),
    ],
    ids=["length", "null", "pattern", "values", "not null"],
)
def test_a_changed_fact_is_seen(field: str, change: dict[str, Any], what: str, published: Any, ours: Any) -> None:
    """One fact that changes is one difference, with both values."""
    properties = {"naam": {"type": "string", "maxLength": 80}, "eigenaar": NEW["properties"]["eigenaar"]}
    changed = {"type": "object", "required": ["naam", "eigenaar"], "properties": properties | {field: change}}
    assert compare(changed) == [Difference(f"dingCreate request.{field}", what, published, ours)]


def test_a_field_that_is_no_longer_required_is_seen() -> None:
    """What a message must have counts as a fact."""
    expected = Difference("dingCreate request.naam", "required", published=True, ours=None)
    assert compare(NEW | {"required": ["eigenaar"]}) == [expected]


def test_a_field_too_many_is_seen_once() -> None:
    """Of a field that only one of the two has, what lies below it is not repeated."""
    extra = {"type": "object", "properties": {"a": {"type": "string"}}}
    expected = Difference("dingCreate request.extra", "exists", published=None, ours=True)
    assert compare(NEW | {"properties": NEW["properties"] | {"extra": extra}}) == [expected]


def test_an_intended_difference_covers_only_itself() -> None:
    """Another place, another fact or another value is not what was meant; an unmet place is idle."""
    meant = Intended(("dingCreate *.naam", "elders"), "maxLength", 80, 81, "reden")
    met = Difference("dingCreate request.naam", "maxLength", 80, 81)
    assert meant.covers(met)
    assert not meant.covers(Difference("dingCreate request.naam", "maxLength", 80, 82))
    assert not meant.covers(Difference("dingUpdate request.naam", "maxLength", 80, 81))
    assert meant.idle([met]) == ["elders"]
