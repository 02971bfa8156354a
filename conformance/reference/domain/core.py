"""The domain core of one instance: register, replace, amend, find, select and remove resources."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import count
from typing import TypeAlias

from conformance.reference.domain.changes import Change
from conformance.reference.domain.cleaning import Cleaner, ReadReference, fixed_violations
from conformance.reference.domain.fields import Action, Resource, Unique, Values
from conformance.reference.domain.removal import Removal
from conformance.reference.domain.rules import RULES, Rule, Stage
from conformance.reference.domain.store import Record, Store
from conformance.reference.domain.surroundings import fresh_id
from conformance.reference.domain.violations import Refused, Unknown, Violation
from conformance.reference.seams import Seams, Search

FIXED_FIELDS = "vaste-velden"
_Rules: TypeAlias = Mapping[tuple[str, Stage], tuple[Rule, ...]]


def _rules(without: Collection[str] = ()) -> _Rules:
    return {
        (kind, stage): tuple(rule for rule in rules if rule.stage is stage and rule.name not in without)
        for kind, rules in RULES.items()
        for stage in Stage
    }


_ALL_RULES = _rules()


class Core:
    """One register. Every write is atomic: it is stored whole or it leaves nothing behind (API-08)."""

    def __init__(self, seams: Seams) -> None:
        self.seams = seams
        self.store = Store(seams.layout)
        self._numbers = count(1)
        self._rules = _rules(seams.rules_off) if seams.rules_off else _ALL_RULES

    def find(self, kind: str, key: str, *, reading: bool = False) -> Record:
        """The resource with this id, to read it or to write it; raises Unknown."""
        found = self.store.get(kind, key.lower())
        for hook in self.seams.finding:
            found = hook(self, Search(kind, key, reading), found)
        if found is None:
            raise Unknown
        return found

    def all(self, kind: str) -> Iterator[Record]:
        """Every resource of a kind, the latest registration first."""
        return self.store.newest_first(kind)

    def write(
        self,
        kind: str,
        action: Action,
        body: Values,
        read_reference: ReadReference,
        key: str | None = None,
        given: Values | None = None,
    ) -> Record:
        """Store what a message asks for; raises Refused with every violation, or Unknown for the key.

        `given` holds field values that the core itself supplies, such as the klantcontact of a
        composed registration; they count as sent.
        """
        before = None if key is None else self.find(kind, key)
        resource = self.seams.definitions[kind, action]
        cleaner = Cleaner(read_reference, lambda target, found: self.store.get(target, found) is not None)
        old = before.values if before is not None else None
        given = given or {}
        fields = tuple(f for f in resource.fields if f.name not in given) if given else resource.fields
        sent = cleaner.clean(fields, body, action, old) | given
        change = self.change(resource, action, before, sent, cleaner.violations, body)
        try:
            with self.store.all_or_nothing():
                return self._accept(change)
        except Refused:
            for hook in self.seams.refusing:
                hook(self, change)
            raise

    def _accept(self, change: Change) -> Record:
        record = self.apply(change)
        if change.violations:
            raise Refused(change.violations)
        for finish in self.seams.finishing:
            record = finish(self, change, record)
        return record

    def change(
        self,
        resource: Resource,
        action: Action,
        before: Record | None,
        sent: Values,
        violations: list[Violation] | None = None,
        body: Values | None = None,
    ) -> Change:
        """The write that these cleaned values amount to."""
        hidden = {f.name for f in resource.fields if not f.stored}
        values = (before.values if before else {}) | {k: v for k, v in sent.items() if k not in hidden}
        identity = before.id if before else fresh_id()
        found = violations if violations is not None else []
        return Change(resource.kind, action, identity, resource, before, sent, values, found, body or {})

    def apply(self, change: Change) -> Record:
        """Put a write in the store and run every rule over it; violations are gathered on the change.

        Only inside `store.all_or_nothing()`: with violations the caller has to raise.
        """
        for hook in self.seams.deriving:
            hook(self, change)
        self._run(Stage.DERIVE, change)
        record = self._put(change, change.before)
        self._run(Stage.NESTED, change)
        self._run(Stage.CHECK, change)
        self._check_fixed(change)
        self._check_uniques(change)
        for pardon in self.seams.pardoning:
            change.violations[:] = [found for found in change.violations if not pardon(self, change, found)]
        if not change.violations:
            for hook in self.seams.storing:
                hook(self, change)
            if change.values is not record.values:
                record = self._put(change, record)
            self._run(Stage.EFFECT, change)
        return self.store.get(change.kind, change.id) or record

    def remove(self, kind: str, key: str) -> None:
        """Remove a resource with what depends on it; raises Unknown or InUse."""
        record = self.find(kind, key)
        allowed = [hook(self, record) for hook in self.seams.removing]
        if not all(allowed):
            return
        with self.store.all_or_nothing():
            Removal(self.store, self.seams.consequences).remove(record)

    def put(self, record: Record, **values: object) -> Record:
        """Change single fields of a stored record, without rules: for effects of another write."""
        return self.store.change(record, record.values | values)

    def next_number(self) -> int:
        """A number that was not given before."""
        return next(self._numbers)

    def _put(self, change: Change, present: Record | None) -> Record:
        if present is None:
            return self.store.add(change.kind, change.id, change.values)
        return self.store.change(present, change.values)

    def _run(self, stage: Stage, change: Change) -> None:
        for rule in self._rules.get((change.kind, stage), ()):
            rule.apply(self, change)

    def _check_fixed(self, change: Change) -> None:
        if change.before is not None and FIXED_FIELDS not in self.seams.rules_off:
            known = {violation.path for violation in change.violations}
            found = fixed_violations(change.resource.fields, change.before.values, change.values)
            change.violations.extend(violation for violation in found if violation.path not in known)

    def _check_uniques(self, change: Change) -> None:
        for unique in change.resource.uniques:
            if unique.checked and set(self.store.sharing(unique, change.kind, change.values)) - {change.id}:
                change.complain(_named(unique), "unique", "Deze waarde is al in gebruik.")


def _named(unique: Unique) -> str:
    """The field a uniqueness clash is reported on; a combination has no single one."""
    single = [path for path in unique.paths if path in unique.skip]
    return single[-1] if single and unique.name != "soort-per-partij" else "nonFieldErrors"
