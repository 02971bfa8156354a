"""Faults in registering, reading, changing and removing a bijlage."""

from __future__ import annotations

from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.side_effects import displaced, pointed_at, removal_ignored, taken_along
from conformance.reference.faults.telling import newer_instead, told
from conformance.reference.faults.writing import PATCH, PUT, altered, limited, refused, unchanged, unchecked

_KIND = "bijlage"
_GROUP = "bijlageidentificator"
_CONTACT = "wasBijlageVanKlantcontact"


FAULTS: tuple[Fault, ...] = (
    fault(
        "bijlage-register-niet-getoond",
        "Het register in het kenmerk van een bijlage komt leeg terug.",
        "The register in the identifier of a bijlage comes back empty.",
        "BIJ-01",
        told(_KIND, f"{_GROUP}.codeRegister", lambda value: ""),
    ),
    fault(
        "bijlage-opvragen-geeft-nieuwere",
        "Een bijlage opvragen geeft de laatst geregistreerde bijlage.",
        "Reading a bijlage gives the latest bijlage instead.",
        "BIJ-01",
        newer_instead(_KIND, lambda core, record: True),
    ),
    fault(
        "bijlage-vervangen-laat-klantcontact-staan",
        "Bij vervangen blijft een bijlage bij het oude klantcontact.",
        "A full replacement leaves a bijlage at the old klantcontact.",
        "BIJ-03",
        unchanged(_KIND, _CONTACT, on=PUT),
    ),
    fault(
        "bijlage-kenmerk-niet-wijzigbaar",
        "Een ander kenmerk voor een bijlage wordt stilzwijgend genegeerd.",
        "Another identifier for a bijlage is silently ignored.",
        "BIJ-03",
        unchanged(_KIND, _GROUP, on=PATCH),
    ),
    fault(
        "bijlage-klantcontact-onbekend-aanvaard",
        "Een bijlage bij een onbekend klantcontact wordt aanvaard.",
        "A bijlage at an unknown klantcontact is accepted.",
        "BIJ-04",
        unchecked(_KIND, _CONTACT),
    ),
    fault(
        "bijlage-een-per-klantcontact",
        "Een tweede bijlage bij een klantcontact verdringt de eerste.",
        "A second bijlage at a klantcontact displaces the first.",
        "BIJ-05",
        displaced(_KIND, _CONTACT),
    ),
    fault(
        "bijlage-tweede-geweigerd",
        "Een tweede bijlage bij een klantcontact wordt geweigerd.",
        "A second bijlage at a klantcontact is refused.",
        "BIJ-05",
        refused(
            _KIND,
            _CONTACT,
            lambda core, change: bool(core.store.referring(_KIND, _CONTACT, change.values.get(_CONTACT) or "")),
        ),
    ),
    fault(
        "bijlage-kenmerk-tot-40",
        "Een bijlage met een kenmerk van meer dan 40 tekens wordt geweigerd.",
        "A bijlage with an identifier of more than 40 characters is refused.",
        "BIJ-06",
        limited(_KIND, f"{_GROUP}.objectId", 40),
    ),
    fault(
        "bijlage-kenmerk-afgekapt",
        "Het kenmerk van een bijlage wordt na 40 tekens afgekapt.",
        "The identifier of a bijlage is cut after 40 characters.",
        "BIJ-06",
        altered(_KIND, f"{_GROUP}.objectId", lambda value: value[:40]),
    ),
    fault(
        "bijlage-verwijderen-neemt-klantcontact-mee",
        "Een bijlage verwijderen verwijdert ook het klantcontact.",
        "Removing a bijlage also removes the klantcontact.",
        "BIJ-07",
        taken_along(_KIND, pointed_at("klantcontact", _CONTACT)),
    ),
    fault(
        "bijlage-verwijderen-zonder-gevolg",
        "Een bijlage verwijderen antwoordt 204, maar zij blijft bestaan.",
        "Removing a bijlage answers 204, but it stays.",
        "BIJ-07",
        removal_ignored(_KIND),
    ),
    fault(
        "bijlage-zonder-klantcontact-getoond",
        "Een bijlage toont niet bij welk klantcontact zij hoort.",
        "A bijlage does not show which klantcontact it belongs to.",
        "VRZ-02 API-22",
        told(_KIND, _CONTACT, lambda value: None),
    ),
)
