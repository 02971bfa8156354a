"""Ways to let something happen that nobody asked for, after a write or a removal. Each gives an installer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action
from conformance.reference.domain.removal import Removal
from conformance.reference.domain.store import Record
from conformance.reference.domain.violations import InUse
from conformance.reference.faults.fault import Installer
from conformance.reference.faults.writing import after
from conformance.reference.seams import Seams

Alike: TypeAlias = Callable[[Record, Record], bool]


def _always(one: Record, other: Record) -> bool:
    return True


def displaced(kind: str, path: str, alike: Alike = _always) -> Installer:
    """A registration that takes the place of what was there already with the same `path`."""

    def displace(core: Core, change: Change, record: Record) -> None:
        for other in core.store.referring(kind, path, record.values.get(path) or ""):
            if other.id != record.id and alike(record, other):
                core.store.remove(other)

    return after(kind, displace)


def taken_along(kind: str, others: Callable[[Core, Record], Iterable[Record | None]]) -> Installer:
    """A removal that removes more than what was asked."""

    def remove(core: Core, record: Record) -> bool:
        if record.kind == kind:
            found = [other for other in others(core, record) if other is not None and other.id != record.id]
            Removal(core.store, core.seams.consequences).remove(*found)
        return core.store.get(record.kind, record.id) is not None

    return lambda seams: seams.removing.append(remove)


def pointed_at(kind: str, path: str) -> Callable[[Core, Record], list[Record | None]]:
    """What a record refers to at `path`."""
    return lambda core, record: [core.store.get(kind, record.values.get(path) or "")]


def beside(kind: str, path: str) -> Callable[[Core, Record], list[Record]]:
    """The records of the same kind that refer to the same thing at `path`."""
    return lambda core, record: core.store.referring(kind, path, record.values.get(path) or "")


def removal_ignored(kind: str) -> Installer:
    """A removal that is answered and has no consequence."""
    return lambda seams: seams.removing.append(lambda core, record: record.kind != kind)


def removal_refused(kind: str) -> Installer:
    """A removal that is refused without reason."""

    def refuse(core: Core, record: Record) -> bool:
        if record.kind == kind:
            raise InUse("Dit kan hier niet worden verwijderd.")
        return True

    def install(seams: Seams) -> None:
        seams.removing.append(refuse)

    return install


def task_made(kind: str, path: str | None, when: Callable[[Record], bool] = lambda record: True) -> Installer:
    """A registration that makes an interne taak for the klantcontact at `path`, None for the record itself."""

    def make(core: Core, change: Change, record: Record) -> None:
        contact = record.id if path is None else record.values.get(path)
        if contact is None or not when(record):
            return
        unit = {"naam": "Afdeling", "soortActor": "organisatorische_eenheid", "indicatieActief": True}
        actor = core.write("actor", Action.REGISTER, unit, str)
        task = {"gevraagdeHandeling": "Opvolgen", "status": "te_verwerken", "aanleidinggevendKlantcontact": contact}
        core.write("interneTaak", Action.REGISTER, task | {"toegewezenAanActoren": [actor.id]}, str)

    return after(kind, make)
