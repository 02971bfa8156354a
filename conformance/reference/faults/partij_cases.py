"""Faults around a partij that show in one special case: refused without reason, or not what it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action, Values, value_at
from conformance.reference.domain.store import Record
from conformance.reference.domain.surroundings import fresh_id
from conformance.reference.domain.violations import InUse
from conformance.reference.faults.fault import Fault, Installer, fault
from conformance.reference.faults.writing import PUT, after, lost, refused, unchanged
from conformance.reference.http.messages import Call, Operation

_IDENTIFICATOR, _OWNER = "partijIdentificator", "identificeerdePartij"
_NAAM = "partijIdentificatie.naam"


def _soort(values: Values) -> Any:
    return value_at(values, f"{_IDENTIFICATOR}.codeSoortObjectId")


def _not_removed(kind: str, when: Callable[[Record], bool]) -> Installer:
    """A removal that is refused as long as `when` says so."""

    def refuse(core: Core, record: Record) -> bool:
        if record.kind == kind and when(record):
            raise InUse("Dit kan hier niet worden verwijderd.")
        return True

    return lambda seams: seams.removing.append(refuse)


def _sole_trader(core: Core, change: Change) -> bool:
    return "eenmanszaak" in str(value_at(change.values, _NAAM)).lower()


def _organisation(core: Core, change: Change) -> bool:
    return change.values.get("soortPartij") == "organisatie"


def _kvk_without_partij(core: Core, call: Call, record: Record, values: Values) -> Values:
    """A KvK number beside an RSIN is read without its partij."""
    read = call.kind == record.kind == _IDENTIFICATOR and call.operation is Operation.RETRIEVE
    if not read or _soort(record.values) != "kvk_nummer":
        return values
    beside = core.store.referring(_IDENTIFICATOR, _OWNER, record.values[_OWNER] or "")
    return values | {_OWNER: None} if any(_soort(one.values) == "rsin" for one in beside) else values


def _organisation_lets_go(core: Core, change: Change, record: Record) -> Record:
    amended = change.kind == "partij" and change.action is Action.AMEND and change.sent.get("interneNotitie")
    if amended and record.values["soortPartij"] == "organisatie":
        for one in core.store.referring(_IDENTIFICATOR, _OWNER, record.id):
            core.put(one, **{_OWNER: None})
    return record


def _bsn_left(core: Core, change: Change) -> None:
    """Of a partij that is refused for its second identificator the first one stays behind."""
    children: list[Values] = change.sent.get("partijIdentificatoren") or []
    if change.kind != "partij" or change.before is not None or len(children) < 2 or _soort(children[0]) != "bsn":
        return
    first = children[0] | {_OWNER: None}
    core.store.add(_IDENTIFICATOR, fresh_id(), {k: v for k, v in first.items() if k != "id"})


def _notitie_kept(core: Core, change: Change) -> None:
    """A change that is refused for an identificator stores the notitie all the same."""
    about = any(found.path.startswith("partijIdentificatoren") for found in change.violations)
    if change.kind == "partij" and change.before is not None and about:
        current = core.store.get("partij", change.before.id)
        if current is not None:
            core.put(current, interneNotitie=change.values["interneNotitie"])


def _replacement_keeps_soort(core: Core, change: Change) -> None:
    if change.kind == _IDENTIFICATOR and change.action is Action.REPLACE and change.before is not None:
        number = {"objectId": value_at(change.values, f"{_IDENTIFICATOR}.objectId")}
        change.values = change.values | {_IDENTIFICATOR: change.before.values[_IDENTIFICATOR] | number}


def _other_soorten_too(core: Core, change: Change, record: Record) -> None:
    """A new standard address takes that part from addresses of another soort as well."""
    if record.values["isStandaardAdres"]:
        for other in core.store.referring("digitaalAdres", "verstrektDoorPartij", record.values["verstrektDoorPartij"]):
            if other.id != record.id:
                core.put(other, isStandaardAdres=False)


FAULTS: tuple[Fault, ...] = (
    fault(
        "organisatie-vervanging-wist-notitie",
        "Een vervanging van een organisatie bewaart de meegestuurde notitie niet.",
        "A replacement of an organisation does not store the notitie that was sent.",
        "PAR-08",
        lost("partij", "interneNotitie", on=PUT, when=_organisation),
    ),
    fault(
        "persoon-met-lege-lijst-geweigerd",
        "Een persoon met een lege lijst van identificatoren wordt geweigerd.",
        "A person with an empty list of identificatoren is refused.",
        "PAR-19",
        refused("partij", "partijIdentificatoren", lambda core, change: change.body.get("partijIdentificatoren") == []),
    ),
    fault(
        "eenmanszaak-geweigerd",
        "Een organisatie die eenmanszaak heet, wordt geweigerd.",
        "An organisation that is called a sole trader is refused.",
        "PAR-32",
        refused("partij", _NAAM, _sole_trader),
    ),
    fault(
        "contactpersoon-niet-te-verwijderen",
        "Een contactpersoon verwijderen geeft 409.",
        "Removing a contactpersoon gives 409.",
        "PAR-33",
        _not_removed("partij", lambda record: record.values["soortPartij"] == "contactpersoon"),
    ),
    fault(
        "identificator-vervanging-houdt-soort",
        "Bij een vervanging houdt een identificator haar oude soort en register.",
        "With a replacement an identificator keeps its old soort and register.",
        "IDN-07",
        lambda seams: seams.storing.append(_replacement_keeps_soort),
    ),
    fault(
        "organisatie-wijzigen-laat-identificator-los",
        "Een deelwijziging van een organisatie maakt haar identificatoren los.",
        "A partial change of an organisation takes its identificatoren away.",
        "IDN-11",
        lambda seams: seams.finishing.append(_organisation_lets_go),
    ),
    fault(
        "kvk-nummer-naast-rsin-zonder-partij",
        "Een KvK-nummer naast een RSIN komt bij opvragen zonder zijn partij terug.",
        "A KvK number beside an RSIN is read without its partij.",
        "IDN-12",
        lambda seams: seams.telling.append(_kvk_without_partij),
    ),
    fault(
        "identificator-dubbel-bij-wijzigen-aanvaard",
        "Met een wijziging krijgt een partij het BSN van een ander.",
        "A change can give a partij the BSN of another.",
        "IDN-13",
        lambda seams: seams.uncheck(_IDENTIFICATOR, "identificator", on=(Action.REPLACE, Action.AMEND)),
    ),
    fault(
        "partij-wijzigen-half-doorgevoerd",
        "Een wijziging die om een identificator wordt geweigerd, bewaart de notitie wel.",
        "A change that is refused for an identificator stores the notitie all the same.",
        "IDN-15",
        lambda seams: seams.refusing.append(_notitie_kept),
    ),
    fault(
        "geweigerde-partij-laat-bsn-achter",
        "Van een partij die om haar tweede identificator is geweigerd, blijft het BSN achter.",
        "Of a partij that is refused for its second identificator the BSN stays behind.",
        "API-08",
        lambda seams: seams.refusing.append(_bsn_left),
    ),
    fault(
        "digitaal-adres-omschrijving-niet-wijzigbaar",
        "Een andere omschrijving bij een digitaal adres wordt stilzwijgend genegeerd.",
        "Another omschrijving for a digital address is silently ignored.",
        "DIG-05",
        unchanged("digitaalAdres", "omschrijving"),
    ),
    fault(
        "digitaal-adres-standaard-over-soorten-heen",
        "Een nieuw standaardadres ontneemt ook adressen van een andere soort die rol.",
        "A new standard address takes that part from addresses of another soort as well.",
        "EXT-04",
        after("digitaalAdres", _other_soorten_too),
    ),
    fault(
        "digitaal-adres-van-betrokkene-niet-te-verwijderen",
        "Een digitaal adres van een betrokkene verwijderen geeft 409.",
        "Removing a digital address of a betrokkene gives 409.",
        "API-23",
        _not_removed("digitaalAdres", lambda record: record.values["verstrektDoorBetrokkene"] is not None),
    ),
)
