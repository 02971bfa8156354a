"""Faults in reading by id: a memory that is filled by registrations and emptied only by a change."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Values, value_at
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, Installer, fault
from conformance.reference.http.messages import Answer, Call, Operation
from conformance.reference.seams import Seams, Search

Suits: TypeAlias = Callable[[Core, Record], bool]
_QUIET = (Operation.CREATE, Operation.COMPOSE, Operation.RETRIEVE, Operation.LIST)
_ABOUT_PARTIJ = (
    ("betrokkene", "wasPartij"),
    ("digitaalAdres", "verstrektDoorPartij"),
    ("partijIdentificator", "identificeerdePartij"),
    ("vertegenwoordiging", "vertegenwoordigendePartij"),
    ("vertegenwoordiging", "vertegenwoordigdePartij"),
    ("rekeningnummer", "partij"),
    ("categorieRelatie", "partij"),
)
_OWN_NUMBERS = 1_000_000  # what the reference gives itself stays far below what people choose


def _stale(kind: str, asked: Suits, given: Callable[[Core, Record, Record], bool] | None = None) -> Installer:
    """As long as nothing was changed or refused, reading one that suits gives the latest that suits as well."""

    def install(seams: Seams) -> None:
        disturbed: list[str] = []

        def note(core: Core, call: Call, answer: Answer) -> Answer:
            if call.operation not in _QUIET or answer.status >= 300:
                disturbed.append(call.key)
            return answer

        def swap(core: Core, search: Search, found: Record | None) -> Record | None:
            if found is None or search.kind != kind or not search.reading or disturbed or not asked(core, found):
                return found
            return next((other for other in core.all(kind) if _fits(core, other, found)), found)

        def _fits(core: Core, other: Record, found: Record) -> bool:
            return given(core, other, found) if given is not None else asked(core, other)

        seams.answering.append(note)
        seams.finding.append(swap)

    return install


def _only_a_surname(core: Core, record: Record) -> bool:
    naam: Values = value_at(record.values, "partijIdentificatie.contactnaam") or {}
    known = {part for part, value in naam.items() if value}
    plain = record.values["soortPartij"] == "persoon" and known == {"achternaam"}
    if not plain or int(record.values["nummer"] or 0) >= _OWN_NUMBERS:
        return False
    return not any(core.store.referring(kind, path, record.id) for kind, path in _ABOUT_PARTIJ)


def _bsn(core: Core, record: Record) -> bool:
    return bool(value_at(record.values, "partijIdentificator.codeSoortObjectId") == "bsn")


def _only_address(core: Core, record: Record) -> bool:
    owner = record.values["verstrektDoorPartij"]
    return owner is not None and len(core.store.referring("digitaalAdres", "verstrektDoorPartij", owner)) == 1


def _unknown_klant(core: Core, record: Record) -> bool:
    return record.values["rol"] == "klant" and record.values["wasPartij"] is None


def _unknown_beside(core: Core, other: Record, found: Record) -> bool:
    beside = other.values["hadKlantcontact"] == found.values["hadKlantcontact"]
    bare = not core.store.referring("digitaalAdres", "verstrektDoorBetrokkene", other.id)
    return beside and bare and other.values["wasPartij"] is None


def _jobless(core: Core, call: Call, record: Record, values: Values) -> Values:
    """An automated actor without omschrijving is read with a functie that nobody gave."""
    automated = record.kind == "actor" and record.values["soortActor"] == "geautomatiseerde_actor"
    if not automated or call.operation is not Operation.RETRIEVE or values["actorIdentificatie"]["omschrijving"]:
        return values
    return values | {"actorIdentificatie": values["actorIdentificatie"] | {"functie": "onbekend"}}


def _zeros_lost(core: Core, call: Call, record: Record, values: Values) -> Values:
    """A KvK number is read as a number."""
    if record.kind != "partijIdentificator" or call.kind != record.kind or call.operation is not Operation.RETRIEVE:
        return values
    parts = values["partijIdentificator"]
    if parts["codeSoortObjectId"] != "kvk_nummer":
        return values
    return values | {"partijIdentificator": parts | {"objectId": parts["objectId"].lstrip("0")}}


FAULTS: tuple[Fault, ...] = (
    fault(
        "persoon-opvragen-uit-verouderd-geheugen",
        "Zolang er niets is gewijzigd, geeft opvragen van een persoon de laatst vastgelegde.",
        "As long as nothing was changed, reading a person gives the latest one.",
        "PAR-02",
        _stale("partij", _only_a_surname),
    ),
    fault(
        "identificator-opvragen-uit-verouderd-geheugen",
        "Zolang er niets is gewijzigd, geeft opvragen van een BSN het laatst vastgelegde.",
        "As long as nothing was changed, reading a BSN gives the latest one.",
        "IDN-02",
        _stale("partijIdentificator", _bsn),
    ),
    fault(
        "digitaal-adres-opvragen-uit-verouderd-geheugen",
        "Zolang er niets is gewijzigd, geeft opvragen van een digitaal adres het laatst vastgelegde.",
        "As long as nothing was changed, reading a digital address gives the latest one.",
        "DIG-03",
        _stale("digitaalAdres", _only_address),
    ),
    fault(
        "betrokkene-opvragen-uit-verouderd-geheugen",
        "Zolang er niets is gewijzigd, geeft opvragen van een betrokkene de laatste van hetzelfde klantcontact.",
        "As long as nothing was changed, reading a betrokkene gives the latest one of the same klantcontact.",
        "BET-02",
        _stale("betrokkene", _unknown_klant, _unknown_beside),
    ),
    fault(
        "onderwerpobject-opvragen-uit-verouderd-geheugen",
        "Zolang er niets is gewijzigd, geeft opvragen van een onderwerpobject het laatst vastgelegde.",
        "As long as nothing was changed, reading an onderwerpobject gives the latest one.",
        "OND-01",
        _stale("onderwerpobject", lambda core, record: True),
    ),
    fault(
        "automaat-opvragen-zonder-eigen-functie",
        "Een geautomatiseerde actor zonder omschrijving komt bij opvragen met een andere functie terug.",
        "An automated actor without omschrijving is read with another functie.",
        "ACT-02",
        lambda seams: seams.telling.append(_jobless),
    ),
    fault(
        "kvk-nummer-opvragen-zonder-nullen",
        "Een KvK-nummer komt bij opvragen zonder zijn voorloopnullen terug.",
        "A KvK number is read without its leading zeros.",
        "IDN-01",
        lambda seams: seams.telling.append(_zeros_lost),
    ),
)
