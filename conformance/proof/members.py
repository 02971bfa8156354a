"""The members that a schema describes, gathered from everywhere that it speaks of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from conformance.contract.document import Contract, Pointer

_DEEPEST = 6
_INLINED = "_expand"
_PARTS = ("allOf", "oneOf", "anyOf", "then", "else")


@dataclass(slots=True)
class Place:
    """What the schemas say about one member, gathered from everywhere that they speak of it.

    `kinds` tells by identity which schemas of the document it may have, or its items.
    """

    types: set[str] = field(default_factory=set)
    required: bool = False
    choices: list[Any] = field(default_factory=list)
    longest: int | None = None
    shortest: int = 0
    form: str = ""
    pattern: str = ""
    kinds: set[int] = field(default_factory=set)


def members(contract: Contract, pointer: Pointer | None, hidden: str) -> dict[str, Place]:
    """What stands where in the schema at this pointer; members with the annotation `hidden` do not count."""
    found: dict[str, Place] = {}
    if pointer is not None:
        _walk(contract, contract.at(pointer), "", found, hidden, _DEEPEST)
    return found


def _walk(contract: Contract, schema: Any, at: str, found: dict[str, Place], hidden: str, left: int) -> None:
    schema = contract.resolve(schema)
    if not isinstance(schema, Mapping) or not left:
        return
    for part in _PARTS:
        inner = schema.get(part, ())
        for each in inner if isinstance(inner, list) else [inner]:
            _walk(contract, each, at, found, hidden, left)
    required = schema.get("required", ())
    for name, each in schema.get("properties", {}).items():
        told = contract.resolve(each)
        if name == _INLINED or (isinstance(told, Mapping) and told.get(hidden)):
            continue
        pointer = f"{at}/{name}"
        place = found.setdefault(pointer, Place())
        place.required = place.required or name in required
        place.kinds |= set(kinds(contract, each))
        _gather(contract, told, place)
        _walk(contract, each, pointer, found, hidden, left - 1)
    if "items" in schema:
        _walk(contract, schema["items"], f"{at}/*", found, hidden, left)


def _gather(contract: Contract, schema: Any, place: Place) -> None:
    schema = contract.resolve(schema)
    if not isinstance(schema, Mapping):
        return
    kinds = schema.get("type", ())
    place.types |= {kinds} if isinstance(kinds, str) else set(kinds)
    codes = [*schema.get("enum", ()), *([schema["const"]] if "const" in schema else [])]
    place.choices += [code for code in codes if code is not None and code not in place.choices]
    if "maxLength" in schema:  # the longest of several ways to write it counts
        place.longest = max(schema["maxLength"], place.longest or 0)
    place.shortest = schema.get("minLength", place.shortest)
    place.form, place.pattern = schema.get("format", place.form), schema.get("pattern", place.pattern)
    for part in ("allOf", "oneOf", "anyOf"):
        for each in schema.get(part, ()):
            _gather(contract, each, place)


def kinds(contract: Contract, schema: Any) -> Iterator[int]:
    """By identity the schemas that a value may have, or the items of it."""
    schema = contract.resolve(schema)
    if isinstance(schema, Mapping):
        yield id(schema)
        for each in (schema.get("items", True), *schema.get("anyOf", ()), *schema.get("oneOf", ())):
            yield from kinds(contract, each)
