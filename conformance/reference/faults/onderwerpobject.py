"""Faults in what a klantcontact was about: zaken, klanttaken, and earlier contacts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Values
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.side_effects import beside, displaced, taken_along, task_made
from conformance.reference.faults.telling import newer_instead, told
from conformance.reference.faults.writing import lost, refused, unchecked
from conformance.reference.http.messages import Call, Operation

_KIND = "onderwerpobject"
_GROUP = "onderwerpobjectidentificator"


def _soort(values: Values) -> Any:
    return (values.get(_GROUP) or {}).get("codeObjecttype")


def _klanttaak(core: Core, change: Change) -> bool:
    return bool(_soort(change.values) == "klanttaak")


def _no_zaak(core: Core, change: Change) -> bool:
    return _soort(change.values) not in (None, "", "zaak")


def _swapped(core: Core, call: Call, record: Record, values: Values) -> Values:
    if record.kind != _KIND:
        return values
    return values | {"klantcontact": values.get("wasKlantcontact"), "wasKlantcontact": values.get("klantcontact")}


def _both_zaken(one: Record, other: Record) -> bool:
    return bool(_soort(one.values) == _soort(other.values) == "zaak")


def _zaak_and_klanttaak(one: Record, other: Record) -> bool:
    return {_soort(one.values), _soort(other.values)} == {"zaak", "klanttaak"}


def _cascading(call: Call) -> Call:
    if call.kind != _KIND or call.operation is not Operation.DESTROY or call.parameter("cascade"):
        return call
    return replace(call, query=(*call.query, ("cascade", "true")))


FAULTS: tuple[Fault, ...] = (
    fault(
        "onderwerpobject-soort-kenmerk-niet-getoond",
        "Het soort kenmerk van een onderwerpobject komt leeg terug.",
        "The kind of identifier of an onderwerpobject comes back empty.",
        "OND-01",
        told(_KIND, f"{_GROUP}.codeSoortObjectId", lambda value: ""),
    ),
    fault(
        "onderwerpobject-opvragen-geeft-nieuwere",
        "Een onderwerpobject opvragen geeft het laatst geregistreerde.",
        "Reading an onderwerpobject gives the latest one instead.",
        "OND-01",
        newer_instead(_KIND, lambda core, record: True),
    ),
    fault(
        "onderwerpobject-klantcontact-onbekend-aanvaard",
        "Een onderwerpobject bij een onbekend klantcontact wordt aanvaard.",
        "An onderwerpobject at an unknown klantcontact is accepted.",
        "OND-04",
        unchecked(_KIND, "klantcontact"),
    ),
    fault(
        "onderwerpobject-eerder-contact-onbekend-aanvaard",
        "Een onderwerpobject dat naar een onbekend eerder klantcontact wijst, wordt aanvaard.",
        "An onderwerpobject that points at an unknown earlier klantcontact is accepted.",
        "OND-04",
        unchecked(_KIND, "wasKlantcontact"),
    ),
    fault(
        "onderwerpobject-eerder-en-later-verwisseld",
        "Het eerdere en het latere klantcontact van een onderwerpobject zijn verwisseld.",
        "The earlier and the later klantcontact of an onderwerpobject are swapped.",
        "OND-07",
        lambda seams: seams.telling.append(_swapped),
    ),
    fault(
        "onderwerpobject-eerder-contact-niet-bewaard",
        "Het eerdere klantcontact van een onderwerpobject wordt niet bewaard.",
        "The earlier klantcontact of an onderwerpobject is not stored.",
        "OND-07",
        lost(_KIND, "wasKlantcontact", None),
    ),
    fault(
        "onderwerpobject-alleen-zaken",
        "Een onderwerpobject dat geen zaak is, wordt geweigerd.",
        "An onderwerpobject that is no zaak is refused.",
        "OND-08",
        refused(_KIND, _GROUP, _no_zaak),
    ),
    fault(
        "onderwerpobject-een-per-klantcontact",
        "Een tweede onderwerpobject bij een klantcontact verdringt het eerste.",
        "A second onderwerpobject at a klantcontact displaces the first.",
        "OND-08 KLT-03 VRZ-04",
        displaced(_KIND, "klantcontact"),
    ),
    fault(
        "onderwerpobject-verwijderen-neemt-klantcontact-mee",
        "Een onderwerpobject verwijderen verwijdert het klantcontact, ook zonder dat daarom gevraagd is.",
        "Removing an onderwerpobject removes the klantcontact, without being asked to.",
        "OND-10",
        lambda seams: seams.receiving.append(_cascading),
    ),
    fault(
        "onderwerpobject-verwijderen-neemt-andere-mee",
        "Een onderwerpobject verwijderen verwijdert alle onderwerpobjecten van het klantcontact.",
        "Removing an onderwerpobject removes every onderwerpobject of the klantcontact.",
        "OND-10",
        taken_along(_KIND, beside(_KIND, "klantcontact")),
    ),
    fault(
        "klanttaak-als-onderwerp-geweigerd",
        "Een klanttaak als onderwerp van een klantcontact wordt geweigerd.",
        "A klanttaak as subject of a klantcontact is refused.",
        "KLT-01",
        refused(_KIND, _GROUP, _klanttaak),
    ),
    fault(
        "klanttaak-en-zaak-verdringen-elkaar",
        "Van een klanttaak en haar zaak blijft bij een klantcontact alleen de laatste staan.",
        "Of a klanttaak and its zaak only the last one stays with a klantcontact.",
        "KLT-03",
        displaced(_KIND, "klantcontact", _zaak_and_klanttaak),
    ),
    fault(
        "klanttaak-wordt-interne-taak",
        "Een klanttaak als onderwerp vastleggen maakt vanzelf een interne taak.",
        "Registering a klanttaak as subject makes an interne taak all by itself.",
        "KLT-04",
        task_made(_KIND, "klantcontact", lambda record: bool(_soort(record.values) == "klanttaak")),
    ),
    fault(
        "onderwerpobject-een-zaak-per-klantcontact",
        "Een tweede zaak bij een klantcontact verdringt de eerste.",
        "A second zaak at a klantcontact displaces the first.",
        "VRZ-04",
        displaced(_KIND, "klantcontact", _both_zaken),
    ),
)
