"""Faults in actoren, and in what links them to klantcontacten."""

from __future__ import annotations

from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.removed import stays, takes_along
from conformance.reference.faults.telling import inverted, never, newer_instead
from conformance.reference.faults.writing import (
    CHANGES,
    PATCH,
    PUT,
    altered,
    limited,
    lost,
    redefined,
    unchanged,
)

_LINK = "actorKlantcontact"
_EMAIL = "actorIdentificatie.emailadres"

FAULTS: tuple[Fault, ...] = (
    fault(
        "actor-opvragen-geeft-nieuwere",
        "Een actor opvragen geeft de laatst geregistreerde actor.",
        "Reading an actor gives the latest actor instead.",
        "ACT-02",
        newer_instead("actor", lambda core, record: True),
    ),
    fault(
        "actor-zoeken-naam-vindt-niets",
        "Zoeken naar actoren op naam vindt nooit iets.",
        "Searching for actoren by naam never finds any.",
        "ACT-03",
        never("actor", "naam"),
    ),
    fault(
        "actor-zoeken-soort-vindt-niets",
        "Zoeken naar actoren op soort vindt nooit iets.",
        "Searching for actoren by soort never finds any.",
        "ACT-04",
        never("actor", "soortActor"),
    ),
    fault(
        "actor-zoeken-actief-omgekeerd",
        "Zoeken naar actieve actoren geeft de inactieve en omgekeerd.",
        "Searching for active actoren gives the inactive ones, and the other way round.",
        "ACT-04",
        inverted("actor", "indicatieActief"),
    ),
    fault(
        "actor-deelwijziging-vervangt-groep",
        "Een deelwijziging van een gegeven van een actor wist de andere gegevens of wordt geweigerd.",
        "A partial change of one part of an actor's details wipes the other parts or is refused.",
        "ACT-05",
        redefined("actor", "actorIdentificatie", PATCH, merges=False),
    ),
    fault(
        "actor-deelwijziging-zonder-gevolg",
        "Een nieuwe naam van een actor wordt bij een deelwijziging stilzwijgend genegeerd.",
        "A new naam of an actor is silently ignored by a partial change.",
        "ACT-05",
        unchanged("actor", "naam"),
    ),
    fault(
        "actor-vervanging-zonder-gevolg",
        "Een volledige vervanging van een actor antwoordt 200 maar verandert niets.",
        "A full replacement of an actor answers 200 but changes nothing.",
        "ACT-06",
        unchanged("actor", on=PUT),
    ),
    fault(
        "actor-vervanging-wist-email",
        "Een volledige vervanging van een actor bewaart het meegestuurde e-mailadres niet.",
        "A full replacement of an actor does not store the e-mail address that was sent.",
        "ACT-06",
        lost("actor", _EMAIL, on=PUT),
    ),
    fault(
        "actor-email-niet-gecontroleerd",
        "Een ongeldig e-mailadres van een actor wordt aanvaard.",
        "An invalid e-mail address of an actor is accepted.",
        "ACT-08",
        redefined("actor", _EMAIL, check=None),
    ),
    fault(
        "actor-email-grens-te-laag",
        "Een e-mailadres van een actor mag hooguit 80 tekens hebben.",
        "The e-mail address of an actor may have 80 characters at most.",
        "ACT-08",
        limited("actor", _EMAIL, 80),
    ),
    fault(
        "actor-register-niet-bewaard",
        "Het register waarin een actor een kenmerk heeft, wordt niet bewaard.",
        "The register in which an actor has an identificator is not stored.",
        "ACT-12",
        lost("actor", "actoridentificator.codeRegister"),
    ),
    fault(
        "actor-kenmerk-verliest-nullen",
        "Het kenmerk van een actor verliest zijn voorloopnullen.",
        "The objectId of an actor loses its leading zeros.",
        "ACT-12",
        altered("actor", "actoridentificator.objectId", lambda value: value.lstrip("0") if value else value),
    ),
    fault(
        "koppeling-wijzigen-zonder-gevolg",
        "Een andere actor in een koppeling met een klantcontact wordt stilzwijgend genegeerd.",
        "Another actor in a link with a klantcontact is silently ignored.",
        "ACT-16",
        unchanged(_LINK, on=CHANGES),
    ),
    fault(
        "koppeling-verwijderen-neemt-klantcontact-mee",
        "Een actor van een klantcontact loskoppelen verwijdert ook het klantcontact.",
        "Unlinking an actor from a klantcontact removes the klantcontact as well.",
        "ACT-16",
        takes_along(_LINK, "klantcontact", "klantcontact"),
    ),
    fault(
        "actor-verwijderen-zonder-gevolg",
        "Een actor verwijderen antwoordt 204, maar zij blijft bestaan.",
        "Removing an actor answers 204, but it stays.",
        "ACT-16",
        stays("actor"),
    ),
)
