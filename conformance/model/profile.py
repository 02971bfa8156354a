"""A profile: how the words of the domain travel over HTTP in one version of one API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from conformance.model.text import Text


class FieldKind(StrEnum):
    """How a value of the domain looks on the wire."""

    PLAIN = "plain"
    INTEGER = "integer"
    MOMENT = "moment"
    REFERENCE = "reference"
    REFERENCES = "references"
    RECORDS = "records"


@dataclass(frozen=True, slots=True)
class Field:
    """One attribute's place (JSON Pointer) and form.

    `direction` is `send`, `read`, `both`, or `stated`: read back, but sent only when a scenario says so.
    """

    attribute: str
    pointer: tuple[str, ...]
    kind: FieldKind = FieldKind.PLAIN
    values: Mapping[str, Any] = field(default_factory=dict)
    direction: str = "both"
    record: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """The attributes of one kind of resource on the wire. `key` is where a reference keeps its id."""

    name: str
    fields: Mapping[str, Field]
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The status codes that count as one domain outcome."""

    name: str
    statuses: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A query parameter, filled from an argument."""

    name: str
    argument: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Action:
    """One action of the domain on the wire.

    `path` fills the path parameters of `operation` from arguments; `based_on` names the argument whose known
    values are sent along (a full replacement); `follow` names the argument that holds an address to open.
    """

    name: str
    operation: str
    sends: str = ""
    reads: str = ""
    path: Mapping[str, str] = field(default_factory=dict)
    query: tuple[Parameter, ...] = ()
    undo: str = ""
    based_on: str = ""
    follow: str = ""
    statuses: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Collection:
    """Where a search answer keeps its items, the address of its next page, and the total."""

    items: tuple[str, ...]
    next: tuple[str, ...] = ()
    total: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of the contract: how it is called."""

    id: str
    method: str
    path: str


@dataclass(frozen=True, slots=True)
class Profile:
    """One API version.

    `unable` says per action, `record.attribute` or requirement why it cannot be expressed; `untried` why a part of
    the contract is never tried.
    """

    id: str
    title: Text
    api_version: str
    base_path: str
    authentication: str
    reference_key: str
    outcomes: Mapping[str, Outcome]
    records: Mapping[str, Record]
    actions: Mapping[str, Action]
    collection: Collection
    unable: Mapping[str, Text]
    capabilities: Mapping[str, tuple[str, ...]]
    contract_requirements: Mapping[str, Any]
    preflight: str
    untried: Mapping[str, Text]
    operations: Mapping[str, Operation]
    digest: str
    file: str

    def statuses(self, action: str, outcome: str) -> tuple[int, ...]:
        """The status codes by which this action shows this outcome."""
        own = self.actions[action].statuses.get(outcome)
        return own or self.outcomes[outcome].statuses
