"""Faults in registering a betrokkene, in who becomes a partij, and in what a contact was about."""

from __future__ import annotations

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.telling import ignored, never, told, untold
from conformance.reference.faults.writing import (
    NEW,
    after,
    altered,
    lost,
    redefined,
    refused,
    told_but_lost,
    unchecked,
)
from conformance.reference.http.messages import Operation

_KIND = "betrokkene"
_ZAAK = "onderwerpobject__onderwerpobjectidentificatorObjectId"


def _make_partij(core: Core, record: Record) -> Record | None:
    if record.values["wasPartij"] is not None:
        return None
    naam = record.values["contactnaam"]
    known = {"soortPartij": "persoon", "indicatieActief": True, "partijIdentificatie": {"contactnaam": naam}}
    return core.write("partij", Action.REGISTER, known, str)


def _becomes_partij(core: Core, change: Change, record: Record) -> None:
    _make_partij(core, record)


def _becomes_linked_partij(core: Core, change: Change, record: Record) -> None:
    partij = _make_partij(core, record)
    if partij is not None:
        core.put(record, wasPartij=partij.id)


def _is_zaak(core: Core, change: Change) -> bool:
    parts = change.values.get("onderwerpobjectidentificator") or {}
    return "zaak" in str(parts.get("codeObjecttype")).lower()


FAULTS: tuple[Fault, ...] = (
    fault(
        "betrokkene-ongekend-wordt-partij",
        "Een ongekende betrokkene registreren maakt vanzelf een partij.",
        "Registering an unknown betrokkene makes a partij all by itself.",
        "PAR-30",
        after(_KIND, _becomes_partij),
    ),
    fault(
        "betrokkene-ongekend-wordt-gekoppelde-partij",
        "Een ongekende betrokkene registreren maakt een partij en koppelt die eraan.",
        "Registering an unknown betrokkene makes a partij and links it.",
        "PAR-30",
        after(_KIND, _becomes_linked_partij),
    ),
    fault(
        "betrokkene-organisatienaam-niet-bewaard",
        "De organisatienaam van een betrokkene wordt niet bewaard.",
        "The organisatienaam of a betrokkene is not stored.",
        "BET-01",
        lost(_KIND, "organisatienaam"),
    ),
    fault(
        "betrokkene-contactnaam-niet-bewaard",
        "De contactnaam van een betrokkene wordt niet bewaard.",
        "The contactnaam of a betrokkene is not stored.",
        "BET-01",
        lost(_KIND, "contactnaam", None),
    ),
    fault(
        "betrokkene-rol-verwisseld",
        "De rol van een betrokkene wordt altijd als vertegenwoordiger bewaard.",
        "The rol of a betrokkene is always stored as vertegenwoordiger.",
        "BET-01",
        lost(_KIND, "rol", "vertegenwoordiger"),
    ),
    fault(
        "betrokkene-initiator-omgekeerd",
        "De indicatie initiator wordt omgekeerd bewaard.",
        "The initiator indication is stored the wrong way round.",
        "BET-01 BET-14",
        altered(_KIND, "initiator", lambda value: not value, NEW),
    ),
    fault(
        "betrokkene-antwoord-onvolledig",
        "Het antwoord op het registreren van een betrokkene laat rol en initiator weg.",
        "The answer to registering a betrokkene leaves out rol and initiator.",
        "BET-01",
        untold(_KIND, "rol", "initiator", operations=(Operation.CREATE,)),
    ),
    fault(
        "betrokkene-organisatienaam-alleen-in-antwoord",
        "Het antwoord op registreren toont de organisatienaam, maar bij opvragen is zij weg.",
        "The answer to a registration shows the organisatienaam, but reading it back does not.",
        "BET-01",
        told_but_lost(_KIND, "organisatienaam"),
    ),
    fault(
        "betrokkene-klantcontact-niet-verplicht",
        "Een betrokkene zonder klantcontact wordt aanvaard.",
        "A betrokkene without klantcontact is accepted.",
        "BET-10",
        redefined(_KIND, "hadKlantcontact", required=False, nullable=True),
    ),
    fault(
        "betrokkene-klantcontact-onbekend-aanvaard",
        "Een betrokkene bij een onbekend klantcontact wordt aanvaard.",
        "A betrokkene at an unknown klantcontact is accepted.",
        "BET-10",
        unchecked(_KIND, "hadKlantcontact"),
    ),
    fault(
        "betrokkene-partij-onbekend-aanvaard",
        "Een betrokkene die een onbekende partij was, wordt aanvaard.",
        "A betrokkene that was an unknown partij is accepted.",
        "BET-10",
        unchecked(_KIND, "wasPartij"),
    ),
    fault(
        "betrokkene-partij-verplicht",
        "Een betrokkene zonder partij wordt geweigerd.",
        "A betrokkene without partij is refused.",
        "BET-10 PAR-30",
        redefined(_KIND, "wasPartij", NEW, required=True, nullable=False),
    ),
    fault(
        "onderwerpobject-zaak-geweigerd",
        "Een zaak als onderwerp van een klantcontact wordt geweigerd.",
        "A zaak as subject of a klantcontact is refused.",
        "OND-06",
        refused("onderwerpobject", "onderwerpobjectidentificator.codeObjecttype", _is_zaak),
    ),
    fault(
        "onderwerpobject-kenmerk-in-hoofdletters",
        "Het kenmerk van een onderwerpobject wordt in hoofdletters bewaard.",
        "The identifier of an onderwerpobject is stored in capitals.",
        "OND-06",
        altered("onderwerpobject", "onderwerpobjectidentificator.objectId", lambda value: value.upper()),
    ),
    fault(
        "klantcontact-zoeken-zaak-genegeerd",
        "Zoeken van klantcontacten op een zaak geeft alle klantcontacten.",
        "Searching klantcontacten by zaak gives all klantcontacten.",
        "OND-06",
        ignored("klantcontact", _ZAAK),
    ),
    fault(
        "klantcontact-zoeken-zaak-vindt-niets",
        "Zoeken van klantcontacten op een zaak vindt nooit iets.",
        "Searching klantcontacten by zaak never finds anything.",
        "OND-06",
        never("klantcontact", _ZAAK),
    ),
    fault(
        "onderwerpobject-zonder-klantcontact-terug",
        "Een onderwerpobject toont niet bij welk klantcontact het hoort.",
        "An onderwerpobject does not show which klantcontact it belongs to.",
        "OND-06",
        told("onderwerpobject", "klantcontact", lambda value: None),
    ),
)
