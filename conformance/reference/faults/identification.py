"""Faults in the identificatoren of a partij: registering, finding, replacing and removing them."""

from __future__ import annotations

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import value_at
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.removed import stays, takes_along
from conformance.reference.faults.telling import ignored, never, newer_instead, told
from conformance.reference.faults.writing import PATCH, PUT, after, altered, lost, refused, unchanged

_KIND, _OWNER = "partijIdentificator", "identificeerdePartij"
_SOORT = "partijIdentificator.codeSoortObjectId"


def _of_another_soort(core: Core, change: Change) -> bool:
    """The partij has an identificator of another soort, other than the one this falls under."""
    return any(
        value_at(other.values, _SOORT) != value_at(change.values, _SOORT)
        and other.id != change.values.get("subIdentificatorVan")
        for other in core.store.referring(_KIND, _OWNER, change.values.get(_OWNER) or "")
    )


def _drop_others(core: Core, change: Change, record: Record) -> None:
    for other in core.store.referring(_KIND, _OWNER, record.values[_OWNER] or ""):
        if other.id not in (record.id, record.values["subIdentificatorVan"]):
            core.store.remove(other)


def _let_go(core: Core, change: Change, record: Record) -> None:
    for one in core.store.referring(_KIND, _OWNER, record.id):
        core.put(one, **{_OWNER: None})


FAULTS: tuple[Fault, ...] = (
    fault(
        "identificator-register-niet-bewaard",
        "Het register van een partij-identificator wordt niet bewaard.",
        "The register of a partij-identificator is not stored.",
        "IDN-01",
        lost(_KIND, "partijIdentificator.codeRegister"),
    ),
    fault(
        "identificator-verliest-nullen",
        "Een kenmerk van een partij verliest zijn voorloopnullen.",
        "The objectId of a partij loses its leading zeros.",
        "IDN-01",
        altered(_KIND, "partijIdentificator.objectId", lambda value: value.lstrip("0")),
    ),
    fault(
        "identificator-opvragen-geeft-nieuwere",
        "Een partij-identificator opvragen geeft de laatst geregistreerde.",
        "Reading a partij-identificator gives the latest one instead.",
        "IDN-02",
        newer_instead(_KIND, lambda core, record: True),
    ),
    fault(
        "identificator-zoeken-kenmerk-vindt-niets",
        "Zoeken naar partij-identificatoren op een kenmerk vindt nooit iets.",
        "Searching for partij-identificatoren by objectId never finds any.",
        "IDN-03",
        never(_KIND, "partijIdentificatorObjectId"),
    ),
    fault(
        "identificator-zoeken-soort-genegeerd",
        "Zoeken naar partij-identificatoren let niet op de soort.",
        "Searching for partij-identificatoren ignores the soort.",
        "IDN-03",
        ignored(_KIND, "partijIdentificatorCodeSoortObjectId"),
    ),
    fault(
        "partij-toont-een-identificator",
        "Een partij toont hooguit een van haar identificatoren.",
        "A partij shows one of its identificatoren at most.",
        "IDN-05",
        told("partij", "partijIdentificatoren", lambda value: value[:1]),
    ),
    fault(
        "partij-toont-geen-identificatoren",
        "Een partij toont haar identificatoren niet.",
        "A partij does not show its identificatoren.",
        "IDN-05",
        told("partij", "partijIdentificatoren", lambda value: []),
    ),
    fault(
        "identificator-vervanging-zonder-gevolg",
        "Een volledige vervanging van een partij-identificator antwoordt 200 maar verandert niets.",
        "A full replacement of a partij-identificator answers 200 but changes nothing.",
        "IDN-07",
        unchanged(_KIND, on=PUT),
    ),
    fault(
        "partij-wijzigen-laat-identificator-los",
        "Een deelwijziging van een partij maakt haar identificatoren van niemand.",
        "A partial change of a partij makes its identificatoren belong to nobody.",
        "IDN-11",
        after("partij", _let_go, PATCH),
    ),
    fault(
        "identificator-tweede-vervangt-eerste",
        "Een tweede identificator van een partij komt in de plaats van de eerste.",
        "A second identificator of a partij takes the place of the first.",
        "IDN-12",
        after(_KIND, _drop_others),
    ),
    fault(
        "identificator-tweede-geweigerd",
        "Een tweede identificator van een andere soort wordt bij een partij geweigerd.",
        "A second identificator of another soort is refused for a partij.",
        "IDN-12",
        refused(_KIND, _SOORT, _of_another_soort),
    ),
    fault(
        "identificator-verwijderen-zonder-gevolg",
        "Een partij-identificator verwijderen antwoordt 204, maar zij blijft bestaan.",
        "Removing a partij-identificator answers 204, but it stays.",
        "IDN-16",
        stays(_KIND),
    ),
    fault(
        "identificator-verwijderen-neemt-partij-mee",
        "Een partij-identificator verwijderen verwijdert ook haar partij.",
        "Removing a partij-identificator removes its partij as well.",
        "IDN-16",
        takes_along(_KIND, _OWNER, "partij"),
    ),
)
