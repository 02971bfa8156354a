"""Removing a resource: what goes with it, what lets go of it, and what forbids it (API-29)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from conformance.reference.domain.fields import Consequence, Effect, value_at, with_value
from conformance.reference.domain.store import Record, Store
from conformance.reference.domain.violations import InUse


@dataclass(slots=True)
class Removal:
    """One removal: first decide what is doomed, then check, then let go, then forget."""

    store: Store
    consequences: Mapping[str, tuple[Consequence, ...]]
    doomed: dict[str, Record] = field(default_factory=dict)

    def remove(self, *records: Record) -> None:
        """Remove these records and what cannot exist without them; raises InUse."""
        for record in records:
            self._doom(record)
        for record in list(self.doomed.values()):
            for consequence, referrer in self._referrers(record):
                self._let_go(consequence, referrer, record)
        for record in self.doomed.values():
            current = self.store.get(record.kind, record.id)
            if current is not None:
                self.store.remove(current)

    def _doom(self, record: Record) -> None:
        if record.id in self.doomed:
            return
        self.doomed[record.id] = record
        for consequence, referrer in self._referrers(record):
            orphaned = consequence.effect is Effect.RELEASE and not value_at(referrer.values, consequence.other)
            if orphaned or consequence.effect is Effect.REMOVE:
                self._doom(referrer)

    def _referrers(self, record: Record) -> Iterator[tuple[Consequence, Record]]:
        for consequence in self.consequences.get(record.kind, ()):
            for referrer in self.store.referring(consequence.kind, consequence.path, record.id):
                if referrer.id not in self.doomed:
                    yield consequence, referrer

    def _let_go(self, consequence: Consequence, referrer: Record, target: Record) -> None:
        match consequence.effect:
            case Effect.REFUSE:
                raise InUse(f"Er is nog een {referrer.kind} die hiernaar verwijst.")
            case Effect.CLEAR | Effect.RELEASE:
                self.store.change(referrer, with_value(referrer.values, consequence.path, None))
            case Effect.UNLIST:
                left = [one for one in referrer.values[consequence.path] if one != target.id]
                if not left:
                    raise InUse(f"Een {referrer.kind} zou niets meer hebben in {consequence.path}.")
                self.store.change(referrer, with_value(referrer.values, consequence.path, left))
            case Effect.REMOVE | Effect.KEEP:
                pass
