"""Faults in what a betrokkene has to hold, and in what it leaves alone: the partij, and other betrokkenen."""

from __future__ import annotations

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.side_effects import displaced
from conformance.reference.faults.writing import after, anything, optional, refused

_KIND = "betrokkene"


def _named(values: object) -> bool:
    return isinstance(values, dict) and any(values.values())


def _rename_partij(core: Core, change: Change, record: Record) -> None:
    partij = core.store.get("partij", record.values["wasPartij"] or "")
    naam = record.values["contactnaam"]
    if partij is not None and partij.values["soortPartij"] == "persoon" and _named(naam):
        known = partij.values["partijIdentificatie"] or {}
        core.put(partij, partijIdentificatie=known | {"contactnaam": naam})


def _share_address(core: Core, change: Change, record: Record) -> None:
    betrokkene = core.store.get(_KIND, record.values["verstrektDoorBetrokkene"] or "")
    if betrokkene is not None and betrokkene.values["wasPartij"] and not record.values["verstrektDoorPartij"]:
        core.put(record, verstrektDoorPartij=betrokkene.values["wasPartij"])


def _nameless(core: Core, change: Change) -> bool:
    return not _named(change.values.get("contactnaam")) and not change.values.get("organisatienaam")


def _same_role(core: Core, change: Change) -> bool:
    present = core.store.referring(_KIND, "hadKlantcontact", change.values.get("hadKlantcontact") or "")
    return any(other.values["rol"] == change.values.get("rol") for other in present)


FAULTS: tuple[Fault, ...] = (
    fault(
        "betrokkene-rol-niet-verplicht",
        "Een betrokkene zonder rol wordt aanvaard en is dan klant.",
        "A betrokkene without rol is accepted and becomes klant.",
        "BET-09",
        optional(_KIND, "rol", "klant"),
    ),
    fault(
        "betrokkene-initiator-niet-verplicht",
        "Een betrokkene zonder indicatie initiator wordt aanvaard.",
        "A betrokkene without initiator is accepted.",
        "BET-09",
        optional(_KIND, "initiator", False),
    ),
    fault(
        "betrokkene-rol-onbekend-aanvaard",
        "Een betrokkene met een onbekende rol wordt aanvaard.",
        "A betrokkene with an unknown rol is accepted.",
        "BET-09",
        anything(_KIND, "rol"),
    ),
    fault(
        "betrokkene-naam-overschrijft-partij",
        "De naam die een betrokkene opgaf, wordt de naam van de partij.",
        "The name that a betrokkene gave becomes the name of the partij.",
        "BET-11",
        after(_KIND, _rename_partij),
    ),
    fault(
        "betrokkene-adres-wordt-adres-van-partij",
        "Een eenmalig digitaal adres van een betrokkene wordt ook een adres van de partij.",
        "A digital address that a betrokkene gave once also becomes one of the partij.",
        "BET-11",
        after("digitaalAdres", _share_address),
    ),
    fault(
        "betrokkene-zonder-naam-geweigerd",
        "Een betrokkene zonder naam wordt geweigerd.",
        "A betrokkene without a name is refused.",
        "BET-12",
        refused(_KIND, "contactnaam", _nameless),
    ),
    fault(
        "betrokkene-een-per-rol",
        "Een tweede betrokkene met dezelfde rol bij een klantcontact wordt geweigerd.",
        "A second betrokkene with the same rol at a klantcontact is refused.",
        "BET-13",
        refused(_KIND, "rol", _same_role),
    ),
    fault(
        "betrokkene-nieuwe-verdringt-eerste",
        "Een nieuwe betrokkene bij een klantcontact verdringt de vorige.",
        "A new betrokkene at a klantcontact displaces the one before.",
        "BET-13",
        displaced(_KIND, "hadKlantcontact"),
    ),
)
