"""Pure: values of the domain to their form on the wire and back, as a profile's fields say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final

from conformance.model.captured import Captured
from conformance.model.profile import Field, FieldKind, Profile, Record


class NotTranslated(str):
    """A text on the wire that only looks like a word of the domain: the API has another way to say it.

    It is shown as it was, but equals nothing that a scenario expects.
    """

    __slots__ = ()


class _Missing:
    def __repr__(self) -> str:
        return "(missing)"


#: A number that is written as JSON writes it, so that it comes back as the same text.
_INTEGER = re.compile(r"0|[1-9][0-9]{0,17}")
#: RFC 3339, date-time.
_MOMENT = re.compile(r"(?a)\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[-+]\d\d:\d\d)")
MISSING: Final = _Missing()
"""Stands for a member that an answer does not have; never equal to null."""


def get(body: Any, pointer: tuple[str, ...]) -> Any:
    """The value at a JSON Pointer, or MISSING."""
    for part in pointer:
        if not isinstance(body, Mapping) or part not in body:
            return MISSING
        body = body[part]
    return body


def put(body: dict[str, Any], pointer: tuple[str, ...], value: Any) -> None:
    """Set a value, making the objects on the way; an explicit null or text on the way is replaced."""
    for part in pointer[:-1]:
        inner = body.get(part)
        if not isinstance(inner, dict):
            inner = body[part] = {}
        body = inner
    body[pointer[-1]] = value


def to_body(profile: Profile, record: Record, values: Mapping[str, Any]) -> dict[str, Any]:
    """The message body for these values. An attribute that is not in `values` is left out."""
    body: dict[str, Any] = {}
    for name, field in sorted(record.fields.items(), key=lambda entry: len(entry[1].pointer)):
        if name in values:
            put(body, field.pointer, to_wire(profile, field, values[name]))
    return body


def to_wire(profile: Profile, field: Field, value: Any) -> Any:
    """One value as the API writes it. A value that does not fit is sent as it is: that may be the point."""
    if field.values and isinstance(value, str):
        return field.values.get(value, value)
    if field.kind is FieldKind.REFERENCE and value is not None:
        return _reference(profile, value)
    if field.kind is FieldKind.INTEGER and isinstance(value, str) and _INTEGER.fullmatch(value):
        return int(value)
    if isinstance(value, list | tuple) and field.kind in (FieldKind.REFERENCES, FieldKind.RECORDS):
        one = _reference if field.kind is FieldKind.REFERENCES else partial(_nested, field=field)
        return [one(profile, item) for item in value]
    return value.id if isinstance(value, Captured) else value


def _reference(profile: Profile, value: Any) -> Any:
    bare = value.id if isinstance(value, Captured) else value
    return {profile.reference_key: bare} if profile.reference_key and isinstance(bare, str) else bare


def _nested(profile: Profile, item: Any, field: Field) -> Any:
    values = item.values if isinstance(item, Captured) else item
    return to_body(profile, profile.records[field.record], values) if isinstance(values, Mapping) else values


def from_body(profile: Profile, record: Record, body: Any) -> dict[str, Any]:
    """The attributes that a message body has, in the words of the domain."""
    found = {}
    for name, field in record.fields.items():
        if field.direction != "send" and (raw := get(body, field.pointer)) is not MISSING:
            found[name] = from_wire(profile, field, raw)
    return found


def from_wire(profile: Profile, field: Field, raw: Any) -> Any:
    """One value as the domain says it. What cannot be understood stays what it was, so that it can be shown."""
    for word, wire in field.values.items():
        if wire is raw or (wire == raw and type(wire) is type(raw)):
            return word
    if field.kind is FieldKind.REFERENCE:
        return _id_of(profile, raw)
    if field.kind is FieldKind.REFERENCES and isinstance(raw, list):
        return tuple(_id_of(profile, item) for item in raw)
    if field.kind is FieldKind.RECORDS and isinstance(raw, list):
        record = profile.records[field.record]
        return tuple(Captured(field.record, from_body(profile, record, item)) for item in raw)
    if field.kind is FieldKind.INTEGER and isinstance(raw, int) and not isinstance(raw, bool):
        return str(raw)
    mistaken = isinstance(raw, str) and (raw in field.values or field.kind is FieldKind.INTEGER)
    return NotTranslated(raw) if mistaken else raw


def _id_of(profile: Profile, raw: Any) -> Any:
    return raw.get(profile.reference_key, raw) if isinstance(raw, Mapping) else raw


def instant(value: Any) -> datetime | None:
    """The moment that an RFC 3339 text means, in UTC; None when it is not one. Without a zone it is not one."""
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        return None
    try:
        return datetime.fromisoformat(value.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def equal(field: Field | None, expected: Any, actual: Any) -> bool:
    """Whether two values of the domain are the same: typed, moments as instants, references by id."""
    kind = field.kind if field else FieldKind.PLAIN
    if isinstance(expected, Captured) and kind is not FieldKind.RECORDS:
        expected = expected.id
    if kind is FieldKind.MOMENT and (moment := instant(expected)) is not None:
        return moment == instant(actual)
    if kind in (FieldKind.REFERENCES, FieldKind.RECORDS):
        alike: bool = _ids(expected) == _ids(actual)
        return alike
    same: bool = type(expected) is type(actual) and expected == actual
    return same


def _ids(value: Any) -> Any:
    if not isinstance(value, list | tuple):
        return value
    return sorted(
        str(item.values)
        if isinstance(item, Captured) and item.id is None
        else str(item.id if isinstance(item, Captured) else item)
        for item in value
    )
