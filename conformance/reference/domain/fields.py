"""What a resource consists of, as values: the vocabulary in which the definitions are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeAlias

Values: TypeAlias = dict[str, Any]
Check: TypeAlias = Callable[[str], str | None]


class Kind(StrEnum):
    """The sorts of value a field can hold."""

    TEXT = "text"
    BOOLEAN = "boolean"
    INTEGER = "integer"
    DATE = "date"
    MOMENT = "moment"
    CHOICE = "choice"
    GROUP = "group"
    VARIANT = "variant"
    REFERENCE = "reference"
    REFERENCES = "references"
    CHILDREN = "children"
    TEXTS = "texts"
    ANYTHING = "anything"  # whatever JSON holds: never in a definition, there for faults


class Action(StrEnum):
    """The three ways to write a resource."""

    REGISTER = "register"
    REPLACE = "replace"
    AMEND = "amend"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a resource or of a group.

    `fixed` values never change after registration and `grows` texts may only be added to (KCT-11, KCT-12).
    `merges` says that a partial write touches only the parts of the group it names.
    `stored` is False for a list that is really a reference the other way round.
    """

    name: str
    kind: Kind
    required: bool = False
    nullable: bool = False
    blank: bool = True
    longest: int | None = None
    shortest: int = 0
    least: int | None = None
    most: int | None = None
    pattern: re.Pattern[str] | None = None
    check: Check | None = None
    choices: tuple[str, ...] = ()
    target: str = ""
    exists: bool = True
    parts: tuple[Field, ...] = ()
    variants: Mapping[str, tuple[Field, ...]] = field(default_factory=dict)
    by: str = ""
    default: Callable[[], Any] | None = None
    readonly: bool = False
    fixed: bool = False
    grows: bool = False
    merges: bool = True
    stored: bool = True

    def empty(self) -> Any:
        """The value of this field when nobody ever gave it one."""
        if self.default is not None:
            return self.default()
        if self.kind is Kind.TEXT:
            return None if self.nullable else ""
        if self.kind in (Kind.REFERENCES, Kind.CHILDREN):
            return []
        return {} if self.kind is Kind.TEXTS else None


@dataclass(frozen=True, slots=True)
class Unique:
    """A combination of fields (dotted paths) that occurs once.

    `skip` names the fields that make a record exempt when they are empty.
    """

    name: str
    paths: tuple[str, ...]
    skip: tuple[str, ...] = ()
    checked: bool = True


class Effect(StrEnum):
    """What happens to a resource when the one it refers to is removed."""

    REMOVE = "remove"
    CLEAR = "clear"
    REFUSE = "refuse"
    RELEASE = "release"  # cleared when another owner remains, removed otherwise
    UNLIST = "unlist"  # taken off a list; refused when the list would become empty
    KEEP = "keep"  # left dangling: never right, there for faults


@dataclass(frozen=True, slots=True)
class Consequence:
    """What removing a resource means for those of `kind` that refer to it at `path`."""

    kind: str
    path: str
    effect: Effect
    other: str = ""  # the other owner, for RELEASE


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource of the standard: its fields, what is unique, and what removing it means for others."""

    kind: str
    fields: tuple[Field, ...]
    uniques: tuple[Unique, ...] = ()
    consequences: tuple[Consequence, ...] = ()

    def with_field(self, path: str, /, **changes: Any) -> Resource:
        """The same resource with one field (dotted path) changed; KeyError when there is no such field."""
        return replace(self, fields=_changed(self.fields, path.split("."), changes))

    def field(self, path: str) -> Field:
        """The field at a dotted path; KeyError when there is none."""
        for found, candidate in walk(self.fields):
            if found == path:
                return candidate
        raise KeyError(path)


def _changed(fields: tuple[Field, ...], steps: list[str], changes: Values) -> tuple[Field, ...]:
    if steps[0] not in {f.name for f in fields}:
        raise KeyError(".".join(steps))
    return tuple(_changed_field(f, steps, changes) if f.name == steps[0] else f for f in fields)


def _changed_field(f: Field, steps: list[str], changes: Values) -> Field:
    if len(steps) == 1:
        return replace(f, **changes)
    if f.kind is not Kind.VARIANT:
        return replace(f, parts=_changed(f.parts, steps[1:], changes))
    variants = {
        name: _changed(parts, steps[1:], changes) if steps[1] in {p.name for p in parts} else parts
        for name, parts in f.variants.items()
    }
    return replace(f, variants=variants)


def walk(fields: tuple[Field, ...], prefix: str = "") -> Iterator[tuple[str, Field]]:
    """Every field with its dotted path, groups before their parts."""
    for f in fields:
        path = prefix + f.name
        yield path, f
        for parts in (f.parts, *f.variants.values()):
            yield from walk(parts, path + ".")


def value_at(values: Values, path: str) -> Any:
    """The value at a dotted path, or None where a step is missing or empty."""
    found: Any = values
    for step in path.split("."):
        if not isinstance(found, dict):
            return None
        found = found.get(step)
    return found


def with_value(values: Values, path: str, value: Any) -> Values:
    """A copy of the values in which the dotted path holds another value."""
    head, _, rest = path.partition(".")
    return values | {head: with_value(values.get(head) or {}, rest, value) if rest else value}
