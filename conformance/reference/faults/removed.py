"""Ways to spoil the removal of what ties resources together. Each gives an installer for the seams."""

from __future__ import annotations

from conformance.reference.domain.core import Core
from conformance.reference.domain.removal import Removal
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Installer


def stays(kind: str) -> Installer:
    """A removal that is answered as if it went well, and does nothing."""
    return lambda seams: seams.removing.append(lambda core, record: record.kind != kind)


def takes_along(kind: str, path: str, other: str) -> Installer:
    """Removing a `kind` removes the `other` that it refers to at `path` as well."""

    def remove(core: Core, record: Record) -> bool:
        target = core.store.get(other, record.values.get(path) or "") if record.kind == kind else None
        if target is None:
            return True
        with core.store.all_or_nothing():
            Removal(core.store, core.seams.consequences).remove(record, target)
        return False

    return lambda seams: seams.removing.append(remove)
