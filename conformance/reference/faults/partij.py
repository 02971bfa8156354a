"""Faults in registering and reading a partij."""

from __future__ import annotations

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Values
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, Installer, fault
from conformance.reference.faults.telling import newer_instead, untold
from conformance.reference.faults.writing import (
    altered,
    lost,
    told_but_lost,
)
from conformance.reference.http.messages import Call, Operation
from conformance.reference.seams import Seams, Search

_NAAM = "partijIdentificatie.contactnaam"

_CREATE = (Operation.CREATE,)

_REFERRING = (
    ("betrokkene", "wasPartij"),
    ("digitaalAdres", "verstrektDoorPartij"),
    ("partijIdentificator", "identificeerdePartij"),
    ("vertegenwoordiging", "vertegenwoordigendePartij"),
    ("vertegenwoordiging", "vertegenwoordigdePartij"),
)


def _bare_person(core: Core, record: Record) -> bool:
    return record.values["soortPartij"] == "persoon" and not any(
        core.store.referring(kind, path, record.id) for kind, path in _REFERRING
    )


def _key_is(path: str) -> Installer:
    def find(core: Core, search: Search, found: Record | None) -> Record | None:
        if found is None and search.kind == "partij" and search.reading:
            return next((r for r in core.all("partij") if r.values.get(path) == search.key), None)
        return found

    return lambda seams: seams.finding.append(find)


def _identificator_is_key(seams: Seams) -> None:
    def find(core: Core, search: Search, found: Record | None) -> Record | None:
        if found is None and search.kind == "partij" and search.reading:
            for one in core.all("partijIdentificator"):
                if one.values["partijIdentificator"]["objectId"] == search.key:
                    return core.store.get("partij", one.values["identificeerdePartij"] or "")
        return found

    seams.finding.append(find)


def _name_of_newest(seams: Seams) -> None:
    def mix(core: Core, call: Call, record: Record, told: Values) -> Values:
        if record.kind != "partij" or call.operation is not Operation.RETRIEVE:
            return told
        if not _bare_person(core, record):
            return told
        newest = next((r for r in core.all("partij") if _bare_person(core, r)), record)
        parts = newest.values["partijIdentificatie"]
        return told | {"partijIdentificatie": told["partijIdentificatie"] | parts}

    seams.telling.append(mix)


def _noted(core: Core, change: Change) -> bool:
    return bool(change.values.get("interneNotitie"))


FAULTS: tuple[Fault, ...] = (
    fault(
        "partij-notitie-niet-bewaard",
        "De interne notitie van een nieuwe partij wordt niet bewaard.",
        "The interneNotitie of a new partij is not stored.",
        "PAR-01 PAR-23",
        lost("partij", "interneNotitie"),
    ),
    fault(
        "partij-taal-niet-bewaard",
        "De voorkeurstaal van een nieuwe partij met een interne notitie wordt niet bewaard.",
        "The voorkeurstaal of a new partij with an interneNotitie is not stored.",
        "PAR-01 PAR-29",
        lost("partij", "voorkeurstaal", when=_noted),
    ),
    fault(
        "partij-notitie-alleen-in-antwoord",
        "Het antwoord op registreren toont de interne notitie, maar bij opvragen is zij weg.",
        "The answer to a registration shows the interneNotitie, but reading it back does not.",
        "PAR-01",
        told_but_lost("partij", "interneNotitie"),
    ),
    fault(
        "partij-taal-alleen-in-antwoord",
        "Bij een partij met een notitie toont het antwoord de voorkeurstaal, maar bij opvragen is zij weg.",
        "For a partij with an interneNotitie the answer shows the voorkeurstaal, but reading it back does not.",
        "PAR-01",
        told_but_lost("partij", "voorkeurstaal", when=_noted),
    ),
    fault(
        "partij-antwoord-onvolledig",
        "Het antwoord op het registreren van een partij laat de interne notitie weg.",
        "The answer to registering a partij leaves out the interneNotitie.",
        "PAR-01",
        untold("partij", "interneNotitie", operations=_CREATE),
    ),
    fault(
        "partij-achternaam-in-hoofdletters",
        "De achternaam van een partij wordt in hoofdletters bewaard.",
        "The achternaam of a partij is stored in capitals.",
        "PAR-01 PAR-14",
        altered("partij", f"{_NAAM}.achternaam", lambda value: value and value.upper()),
    ),
    fault(
        "partij-opvragen-geeft-nieuwere",
        "Een persoon opvragen geeft de laatst geregistreerde persoon zonder relaties.",
        "Reading a person gives the latest person without relations instead.",
        "PAR-02",
        newer_instead("partij", _bare_person),
    ),
    fault(
        "partij-opvragen-mengt-namen",
        "Een persoon opvragen geeft de naam van de laatst geregistreerde persoon.",
        "Reading a person shows the name of the latest person.",
        "PAR-02",
        _name_of_newest,
    ),
    fault(
        "partij-nummer-is-padsleutel",
        "Een partij is ook op te vragen met haar nummer in het pad.",
        "A partij can also be read with its nummer in the path.",
        "PAR-03",
        _key_is("nummer"),
    ),
    fault(
        "partij-kenmerk-is-padsleutel",
        "Een partij is ook op te vragen met een extern kenmerk, zoals een BSN, in het pad.",
        "A partij can also be read with an external identifier, such as a BSN, in the path.",
        "PAR-03",
        _identificator_is_key,
    ),
)
