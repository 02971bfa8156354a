"""One write on its way into the store."""

from __future__ import annotations

from dataclasses import dataclass, field

from conformance.reference.domain.fields import Action, Resource, Values
from conformance.reference.domain.store import Record
from conformance.reference.domain.violations import Violation


@dataclass(slots=True)
class Change:
    """A write: the message, what of it was sent (cleaned), what stood there, and what will stand there."""

    kind: str
    action: Action
    id: str
    resource: Resource
    before: Record | None
    sent: Values
    values: Values
    violations: list[Violation] = field(default_factory=list)
    body: Values = field(default_factory=dict)

    def old(self, name: str) -> object:
        """The stored value of a top-level field, None before registration."""
        return self.before.values.get(name) if self.before is not None else None

    def changed(self, name: str) -> bool:
        """Whether this write gives a top-level field another value."""
        return self.before is None or self.before.values.get(name) != self.values.get(name)

    def complain(self, path: str, code: str, reason: str) -> None:
        """Note a violation; the write will be refused."""
        self.violations.append(Violation(path, code, reason))
