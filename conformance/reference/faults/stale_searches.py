"""Faults in what a search shows: things as they once were."""

from __future__ import annotations

from dataclasses import replace

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Values
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import OPENKLANT, REFERENTIELIJSTEN, VNG_CRUD, Fault, fault
from conformance.reference.faults.functies_wire import FUNCTIES
from conformance.reference.http.messages import Call
from conformance.reference.seams import Seams


def _as_first_kept(seams: Seams) -> None:
    """What a search finds is shown as it was when it was registered."""
    first: dict[str, Values] = {}

    def note(core: Core, change: Change, record: Record) -> Record:
        if change.before is None:
            first[record.id] = record.values
        return record

    def select(core: Core, call: Call, found: list[Record]) -> list[Record]:
        return [replace(record, values=first.get(record.id, record.values)) for record in found]

    seams.finishing.append(note)
    seams.selecting.append(select)


FAULTS: tuple[Fault, ...] = (
    fault(
        "zoeken-toont-eerste-stand",
        "Een zoekvraag toont elk ding zoals het werd vastgelegd, ook nadat het is gewijzigd.",
        "A search shows each thing as it was registered, also after it was changed.",
        "API-12",
        _as_first_kept,
        dialects=(*OPENKLANT, *VNG_CRUD, *REFERENTIELIJSTEN, *FUNCTIES),
    ),
)
