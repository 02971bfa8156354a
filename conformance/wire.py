"""Pure: values of the domain to their form on the wire and back, as a profile's fields say."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Any, Final, TypeAlias

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
#: An answer may show more decimals of a moment than its database keeps.
_SAME_MOMENT = timedelta(milliseconds=1)
#: RFC 3339, date-time.
_MOMENT = re.compile(r"(?a)\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[-+]\d\d:\d\d)")
MISSING: Final = _Missing()
"""Stands for a member that an answer does not have; never equal to null."""


def get(body: Any, pointer: tuple[str, ...]) -> Any:
    """The value at a JSON Pointer, or MISSING."""
    for part in pointer:
        if isinstance(body, list) and part.isdigit() and int(part) < len(body):
            body = body[int(part)]
        elif isinstance(body, Mapping) and part in body:
            body = body[part]
        else:
            return MISSING
    return body


def put(body: dict[str, Any], pointer: tuple[str, ...], value: Any) -> None:
    """Set a value, making the objects on the way; an explicit null or text on the way is replaced."""
    place: Any = body
    for part, following in pairwise(pointer):
        inner = get(place, (part,))
        if not isinstance(inner, list if following.isdigit() else dict):
            inner = [] if following.isdigit() else {}
            _set(place, part, inner)
        place = inner
    _set(place, pointer[-1], value)


def _set(place: Any, part: str, value: Any) -> None:
    """One member of an object, or item of a list: one that is there, or the next."""
    if not isinstance(place, list):
        place[part] = value
    elif int(part) < len(place):
        place[int(part)] = value
    else:
        place.append(value)


def merged(below: dict[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Two messages as one; where both speak of a member, `above` is heard."""
    found = dict(below)
    for name, value in above.items():
        inner = found.get(name)
        found[name] = merged(inner, value) if isinstance(inner, dict) and isinstance(value, Mapping) else value
    return found


#: The members that travel with a value of a field, each with its place.
Along: TypeAlias = Callable[[Field, Any], Mapping[tuple[str, ...], Any]]


def _as_written(field: Field, _value: Any) -> Mapping[tuple[str, ...], Any]:
    return deepcopy(field.along)


def to_body(
    profile: Profile, record: Record, values: Mapping[str, Any], *, emptying: bool = False, along: Along = _as_written
) -> dict[str, Any]:
    """The message body for these values. An attribute that is not in `values` is left out.

    So is what is empty, where the API has no null for it; unless `emptying` is just what the message is for.
    """
    body: dict[str, Any] = {}
    for name, field in sorted(record.fields.items(), key=lambda entry: len(entry[1].pointer)):
        if name in values and (emptying or not (field.none_absent and values[name] in (None, ""))):
            put(body, field.pointer, to_wire(profile, field, values[name], along=along))
            for pointer, value in along(field, values[name]).items() if values[name] is not None else ():
                put(body, pointer, value)
    return body


def to_wire(profile: Profile, field: Field, value: Any, *, along: Along = _as_written) -> Any:
    """One value as the API writes it. A value that does not fit is sent as it is: that may be the point."""
    if field.values and isinstance(value, str):
        return field.values.get(value, value)
    if field.kind is FieldKind.REFERENCE and value is not None:
        return _reference(profile, value)
    if field.kind is FieldKind.INTEGER and isinstance(value, str) and _INTEGER.fullmatch(value):
        return int(value)
    if field.single and isinstance(value, list | tuple) and len(value) == 1:
        return _reference(profile, value[0])
    if isinstance(value, list | tuple) and field.kind in (FieldKind.REFERENCES, FieldKind.RECORDS):
        one = _reference if field.kind is FieldKind.REFERENCES else partial(_nested, field=field, along=along)
        return [one(profile, item) for item in value]
    return value.id if isinstance(value, Captured) else value


def _reference(profile: Profile, value: Any) -> Any:
    bare = value.id if isinstance(value, Captured) else value
    return {profile.reference_key: bare} if profile.reference_key and isinstance(bare, str) else bare


def _nested(profile: Profile, item: Any, field: Field, along: Along) -> Any:
    values = item.values if isinstance(item, Captured) else item
    if not isinstance(values, Mapping):
        return values
    return to_body(profile, profile.records[field.record], values, along=along)


def from_body(profile: Profile, record: Record, body: Any) -> dict[str, Any]:
    """The attributes that a message body has, in the words of the domain."""
    found = {}
    for name, field in record.fields.items():
        if field.direction == "send":
            continue
        raw = get(body, field.told_at)
        if raw is not MISSING and (field.kind is not FieldKind.TEXT or isinstance(raw, str | None)):
            found[name] = from_wire(profile, field, raw)
        elif field.none_absent:
            found[name] = None
    return found


def from_wire(profile: Profile, field: Field, raw: Any) -> Any:
    """One value as the domain says it. What cannot be understood stays what it was, so that it can be shown."""
    for word, wire in field.values.items():
        if wire is raw or (wire == raw and type(wire) is type(raw)):
            return word
    if field.kind is FieldKind.REFERENCE:
        return _id_of(profile, raw)
    if field.kind is FieldKind.REFERENCES and (isinstance(raw, list) or field.single):
        return tuple(_id_of(profile, item) for item in (raw if isinstance(raw, list) else [raw]))
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
    """Whether two values of the domain are the same: typed, moments to the millisecond, references by id."""
    kind = field.kind if field else FieldKind.PLAIN
    if actual is MISSING and _is_nothing(field, expected):
        return True
    if isinstance(expected, Captured) and kind is not FieldKind.RECORDS:
        expected = expected.id
    if kind is FieldKind.MOMENT and (moment := instant(expected)) is not None:
        other = instant(actual)
        return other is not None and abs(other - moment) < _SAME_MOMENT
    if kind is FieldKind.RECORDS and _described(expected) and isinstance(actual, list | tuple):
        return _matched(list(expected), list(actual))
    if kind in (FieldKind.REFERENCES, FieldKind.RECORDS):
        alike: bool = _ids(expected) == _ids(actual)
        return alike
    same: bool = type(expected) is type(actual) and expected == actual
    return same


def _is_nothing(field: Field | None, value: Any) -> bool:
    """Whether a value is what an API may tell by leaving the member out; the contract says where it may not."""
    return value is None or (isinstance(value, str) and field is not None and field.values.get(value, value) is None)


def _described(expected: Any) -> bool:
    """Whether these are descriptions of things, not the things themselves."""
    return isinstance(expected, list | tuple) and bool(expected) and all(isinstance(i, Mapping) for i in expected)


def _matched(expected: list[Any], actual: list[Any]) -> bool:
    """Whether each of these descriptions fits a thing of its own, and nothing is left over."""
    for wanted in expected:
        fit = next((item for item in actual if isinstance(item, Captured) and _fits(wanted, item)), None)
        if fit is None:
            return False
        actual.remove(fit)
    return not actual


def _fits(wanted: Mapping[str, Any], item: Captured) -> bool:
    told = {name: value.id if isinstance(value, Captured) else value for name, value in wanted.items()}
    return all(name in item.values and item.values[name] == value for name, value in told.items())


def _ids(value: Any) -> Any:
    if not isinstance(value, list | tuple):
        return value
    return sorted(
        str(item.values)
        if isinstance(item, Captured) and item.id is None
        else str(item.id if isinstance(item, Captured) else item)
        for item in value
    )
