"""A profile: how the words of the domain travel over HTTP in one version of one API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

from conformance.model.sign import Sign
from conformance.model.text import Text
from conformance.model.unable import Unable


class FieldKind(StrEnum):
    """How a value of the domain looks on the wire."""

    PLAIN = "plain"
    INTEGER = "integer"
    MOMENT = "moment"
    REFERENCE = "reference"
    REFERENCES = "references"
    RECORDS = "records"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Field:
    """One attribute's place (JSON Pointer) and form.

    `direction` is `send`, `read`, `both`, or `stated`: read back, but sent only when a scenario says so.
    `single`: a list of one travels as that one. `none_absent`: what is empty is told by leaving the member out.
    `answer` is its place in an answer, where that is another. `along` are members that travel when it does.
    `listed` is the reference list that holds its values, `codes` those that scenarios name, each with a name to
    register it by: a product need not have them (R-31).
    """

    attribute: str
    pointer: tuple[str, ...]
    kind: FieldKind = FieldKind.PLAIN
    values: Mapping[str, Any] = field(default_factory=dict)
    direction: str = "both"
    record: str = ""
    single: bool = False
    none_absent: bool = False
    answer: tuple[str, ...] = ()
    along: Mapping[tuple[str, ...], Any] = field(default_factory=dict)
    listed: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)

    @property
    def told_at(self) -> tuple[str, ...]:
        """Its place in an answer."""
        return self.answer or self.pointer


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
    """A query parameter or member of a message, filled from an argument, or from an attribute of the thing it is."""

    name: str
    argument: str
    values: Mapping[str, Any] = field(default_factory=dict)
    attribute: str = ""
    kind: FieldKind = FieldKind.PLAIN


@dataclass(frozen=True, slots=True)
class Collection:
    """Where a search answer keeps its items, the address of its next page, and the total.

    `absent_is_empty`: an answer without the list found nothing. `single`: an object in its place is the one that
    was found. `empty`: statuses that say that nothing was found.
    """

    items: tuple[str, ...]
    next: tuple[str, ...] = ()
    total: tuple[str, ...] = ()
    absent_is_empty: bool = False
    single: bool = False
    empty: tuple[int, ...] = ()


#: An action with its arguments.
Need: TypeAlias = "tuple[str, Mapping[str, Any]]"


@dataclass(frozen=True, slots=True)
class Action:
    """One action of the domain on the wire.

    `path` fills the path parameters of `operation` from arguments; `based_on` names the argument whose known
    values are sent along (a full replacement); `follow` names the argument that holds an address to open.
    `defaults` are attributes that this API requires and a scenario may leave unsaid. `collection` goes before the
    profile's. `body` puts arguments in the message, `constants` what the API wants there and the domain does not know.
    `one_of`: the one thing that is asked for is found by searching. `choice` picks the operation by an attribute.
    `implied` are values that the operation itself says; `keeps` names what is known of the subject and sent along;
    `needs` is what has to exist first, per name actions with their arguments, of which the first that finds or makes
    it counts: `constants` and `along` may refer to it.
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
    defaults: Mapping[str, Any] = field(default_factory=dict)
    collection: Collection | None = None
    body: Mapping[tuple[str, ...], Parameter] = field(default_factory=dict)
    constants: Mapping[tuple[str, ...], Any] = field(default_factory=dict)
    one_of: bool = False
    choice: Choice | None = None
    implied: Mapping[str, Any] = field(default_factory=dict)
    keeps: tuple[str, ...] = ()
    needs: Mapping[str, tuple[Need, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """The operation follows from the value of an attribute: as it is sent, or as it is known of the subject."""

    attribute: str
    operations: Mapping[str, str]

    @property
    def first(self) -> str:
        """The operation to show where no value is known yet."""
        return next(iter(self.operations.values()))


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of the contract: how it is called. `group` goes before the first path segment as its collection."""

    id: str
    method: str
    path: str
    group: str = ""

    @property
    def collection(self) -> str:
        """The things it is about: its group, else the first path segment, in small letters (R-16)."""
        return self.group or self.path.strip("/").split("/")[0].lower()


@dataclass(frozen=True, slots=True)
class Profile:
    """One API version.

    `unable` says per action, `record.attribute`, `action.argument`, value or requirement why it cannot be expressed
    (see docs/writing-profiles.md for the keys); `media_type` is what messages are sent in; `untried` why a part of
    the contract is never tried; `optional` by which MAY a product may do without a collection; `samples` are per
    operation the messages that name everything that its contract has a place for.
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
    unable: Unable
    capabilities: Mapping[str, tuple[str, ...]]
    contract_requirements: Mapping[str, Any]
    preflight: tuple[str, ...]
    untried: Mapping[str, Text]
    operations: Mapping[str, Operation]
    digest: str
    file: str
    #: What can be seen of an endpoint that speaks it.
    recognise: tuple[Sign, ...] = ()
    media_type: str = "application/json"
    optional: Mapping[str, str] = field(default_factory=dict)
    samples: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)

    def statuses(self, action: str, outcome: str) -> tuple[int, ...]:
        """The status codes by which this action shows this outcome."""
        own = self.actions[action].statuses.get(outcome)
        return own or self.outcomes[outcome].statuses
