"""Ways to spoil what happens to others: what a removal takes along, and what a newcomer pushes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Effect, value_at
from conformance.reference.domain.removal import Removal
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Installer
from conformance.reference.faults.writing import after
from conformance.reference.seams import Seams

Path: TypeAlias = tuple[str, str]


def forgotten(core: Core, kind: str, record_id: str | None) -> None:
    """Remove a record with what hangs on it, if it is there."""
    found = core.store.get(kind, record_id or "")
    if found is not None:
        Removal(core.store, core.seams.consequences).remove(found)


def removing(kind: str, do: Callable[[Core, Record], Any]) -> Installer:
    """Something nobody asked for that happens before a removal."""

    def remove(core: Core, record: Record) -> bool:
        if record.kind == kind:
            do(core, record)
        return True

    return lambda seams: seams.removing.append(remove)


def takes_along(kind: str, target: str, path: str) -> Installer:
    """A removal that takes along what the record refers to at `path`."""
    return removing(kind, lambda core, record: forgotten(core, target, value_at(record.values, path)))


def takes_siblings(kind: str, path: str) -> Installer:
    """A removal that takes along whatever of its kind refers to the same."""

    def take(core: Core, record: Record) -> None:
        for other in core.store.referring(kind, path, value_at(record.values, path) or ""):
            if other.id != record.id:
                forgotten(core, kind, other.id)

    return removing(kind, take)


def ignored_removal(*kinds: str) -> Installer:
    """A removal that answers well and does nothing."""
    return lambda seams: seams.removing.append(lambda core, record: record.kind not in kinds)


def displaces(kind: str, path: str) -> Installer:
    """A newcomer that takes the place of what was there."""

    def displace(core: Core, change: Change, record: Record) -> None:
        for other in core.store.referring(kind, path, value_at(record.values, path) or ""):
            if other.id != record.id:
                forgotten(core, kind, other.id)

    return after(kind, displace)


def effect(kind: str, referring: str, path: str, what: Effect) -> Installer:
    """Another consequence for what refers to a removed resource."""

    def install(seams: Seams) -> None:
        current = next(c for c in seams.consequences[kind] if (c.kind, c.path) == (referring, path))
        seams.on_removal(kind, {(referring, path): replace(current, effect=what)})

    return install
