"""The places where a fault may take hold. Without faults every seam does what the standard says.

The domain core and the dialects ask the seams instead of knowing about faults; a fault only adds to them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, Self, TypeAlias

from conformance.reference.domain.fields import Action, Consequence, Field, Resource, Values

if TYPE_CHECKING:
    from conformance.reference.domain.changes import Change
    from conformance.reference.domain.core import Core
    from conformance.reference.domain.store import Layout, Record
    from conformance.reference.domain.violations import Violation
    from conformance.reference.http.filters import Param, Test
    from conformance.reference.http.messages import Answer, Call

ALL_ACTIONS = tuple(Action)
Deriving: TypeAlias = "Callable[[Core, Change], None]"
Pardoning: TypeAlias = "Callable[[Core, Change, Violation], bool]"
Storing: TypeAlias = "Callable[[Core, Change], None]"
Finishing: TypeAlias = "Callable[[Core, Change, Record], Record]"
Refusing: TypeAlias = "Callable[[Core, Change], None]"
Removing: TypeAlias = "Callable[[Core, Record], bool]"
Finding: TypeAlias = "Callable[[Core, Search, Record | None], Record | None]"
Telling: TypeAlias = "Callable[[Core, Call, Record, Values], Values]"
Selecting: TypeAlias = "Callable[[Core, Call, list[Record]], list[Record]]"
Testing: TypeAlias = "Callable[[Test], Test]"
Paging: TypeAlias = "Callable[[Call, Values], Values]"
Admitting: TypeAlias = "Callable[[Call, bool], bool]"
Answering: TypeAlias = "Callable[[Core, Call, Answer], Answer]"
Receiving: TypeAlias = "Callable[[Call], Call]"
Combining: TypeAlias = Literal["together", "apart", "any"]
Combination: TypeAlias = tuple[Combining, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Search:
    """A look-up of one resource by the last segment of its address."""

    kind: str
    key: str
    reading: bool


@dataclass(slots=True)
class Seams:
    """What the faults of one instance change. Each list is asked in the order the faults were given.

    definitions  the fields of a resource, per way of writing it
    parameters   what can be searched by, per kind
    layout       what the register keeps track of; faults leave it alone
    rules_off    names of rules (and derivations, effects) that are not applied
    deriving     may alter or complain about a write before the rules see it
    pardoning    may overlook one violation of a write; it is asked after every check
    storing      may alter what is about to be stored, after every check
    finishing    may alter the register after an accepted write, and choose the record that is answered
    refusing     told of a refused write, after it was undone
    removing     told of a removal that is allowed; False stops it while the consumer hears it went well
    finding      may give another record, or none, for an id
    telling      may alter one resource as it is told in an answer (per call)
    selecting    may alter what a search selects, newest first, before paging
    testing      may replace the test behind one search parameter
    combining    how the tests of one search are combined, when all its parameters are among those named
    paging       may alter the envelope of a list
    admitting    may admit or refuse a caller
    receiving    may alter a call before it is handled
    answering    may alter the whole answer: status, headers, content
    """

    definitions: dict[tuple[str, Action], Resource]
    parameters: Mapping[str, Mapping[str, Param]]
    layout: Layout
    consequences: dict[str, tuple[Consequence, ...]]
    rules_off: set[str] = field(default_factory=set)
    deriving: list[Deriving] = field(default_factory=list)
    pardoning: list[Pardoning] = field(default_factory=list)
    storing: list[Storing] = field(default_factory=list)
    finishing: list[Finishing] = field(default_factory=list)
    refusing: list[Refusing] = field(default_factory=list)
    removing: list[Removing] = field(default_factory=list)
    finding: list[Finding] = field(default_factory=list)
    telling: list[Telling] = field(default_factory=list)
    selecting: list[Selecting] = field(default_factory=list)
    testing: dict[tuple[str, str], list[Testing]] = field(default_factory=dict)
    combining: dict[str, Combination] = field(default_factory=dict)
    paging: list[Paging] = field(default_factory=list)
    admitting: list[Admitting] = field(default_factory=list)
    receiving: list[Receiving] = field(default_factory=list)
    answering: list[Answering] = field(default_factory=list)

    @classmethod
    def of(
        cls,
        resources: Mapping[str, Resource],
        parameters: Mapping[str, Mapping[str, Param]],
        layout: Layout,
        rules_off: Collection[str],
    ) -> Self:
        """The seams of a dialect, without faults."""
        return cls(
            {(kind, action): found for kind, found in resources.items() for action in Action},
            parameters,
            layout,
            {kind: found.consequences for kind, found in resources.items()},
            set(rules_off),
        )

    def redefine(self, kind: str, path: str, /, *, on: Iterable[Action] = ALL_ACTIONS, **changes: Any) -> None:
        """Change one field of a resource for some ways of writing it."""
        for action in on:
            self.definitions[kind, action] = self.definitions[kind, action].with_field(path, **changes)

    def uncheck(self, kind: str, unique: str, *, on: Iterable[Action] = ALL_ACTIONS) -> None:
        """Stop checking that a combination of fields occurs once."""
        for action in on:
            resource = self.definitions[kind, action]
            uniques = tuple(replace(u, checked=u.checked and u.name != unique) for u in resource.uniques)
            self.definitions[kind, action] = replace(resource, uniques=uniques)

    def add_part(self, kind: str, group: str, soort: str, part: Field) -> None:
        """Let one soort carry a part that belongs to another."""
        for action in ALL_ACTIONS:
            found = self.definitions[kind, action].field(group)
            variants = dict(found.variants) | {soort: (*found.variants[soort], part)}
            self.redefine(kind, group, on=(action,), variants=variants)

    def on_test(self, kind: str, parameter: str, change: Testing) -> None:
        """Replace the test behind one search parameter."""
        self.testing.setdefault((kind, parameter), []).append(change)

    def on_removal(self, kind: str, consequences: Mapping[tuple[str, str], Consequence]) -> None:
        """Give other consequences, by (kind, path) of the referring resource, to removing a `kind`."""
        self.consequences[kind] = tuple(consequences.get((c.kind, c.path), c) for c in self.consequences[kind])
