"""Faults in actoren, what ties resources together, and what they point at."""

from __future__ import annotations

from conformance.reference.domain.fields import Action
from conformance.reference.faults.fault import Fault, Installer, fault
from conformance.reference.faults.writing import (
    CHANGES,
    NEW,
    duplicates,
    lost,
    optional,
    redefined,
    rules_off,
    unchanged,
    unchecked,
)

_VTW = "vertegenwoordiging"


def _groups_replaced(kind: str, group: str) -> Installer:
    return redefined(kind, group, (Action.AMEND,), merges=False)


FAULTS: tuple[Fault, ...] = (
    fault(
        "object-identificator-onvolledig-aanvaard",
        "Een identificator van een actor, onderwerp of bijlage mag delen missen.",
        "An identificator of an actor, onderwerp or bijlage may lack parts.",
        "API-26",
        rules_off("identificator-volledig"),
    ),
    fault(
        "onderwerpobject-zonder-klantcontact-aanvaard",
        "Een onderwerpobject zonder klantcontact wordt aanvaard.",
        "An onderwerpobject without klantcontact is accepted.",
        "OND-05",
        redefined("onderwerpobject", "klantcontact", required=False, nullable=True),
    ),
    fault(
        "onderwerpobject-deelwijziging-vervangt-groep",
        "Alleen het objectId van een onderwerpobject corrigeren wist de andere delen.",
        "Correcting only the objectId of an onderwerpobject wipes the other parts.",
        "OND-03",
        _groups_replaced("onderwerpobject", "onderwerpobjectidentificator"),
        rules_off("identificator-volledig"),
    ),
    fault(
        "bijlage-zonder-klantcontact-aanvaard",
        "Een bijlage zonder klantcontact wordt aanvaard.",
        "A bijlage without klantcontact is accepted.",
        "BIJ-08",
        redefined("bijlage", "wasBijlageVanKlantcontact", required=False, nullable=True),
    ),
    fault(
        "betrokkene-deelwijziging-vervangt-naam",
        "Alleen de voornaam van een betrokkene wijzigen wist de andere naamdelen.",
        "Changing only the voornaam of a betrokkene wipes the other parts of the name.",
        "BET-06",
        _groups_replaced("betrokkene", "contactnaam"),
    ),
    fault(
        "actor-functie-niet-verplicht",
        "Een medewerker zonder functie wordt aanvaard.",
        "An employee without functie is accepted.",
        "ACT-07",
        optional("actor", "actorIdentificatie.functie", "onbekend"),
    ),
    fault(
        "actor-soort-onbekend-aanvaard",
        "Een actor met een onbekende soort wordt aanvaard.",
        "An actor with an unknown soort is accepted.",
        "ACT-07",
        redefined("actor", "soortActor", choices=()),
    ),
    fault(
        "actor-actief-niet-wijzigbaar",
        "Een actor op inactief zetten wordt stilzwijgend genegeerd.",
        "Making an actor inactive is silently ignored.",
        "ACT-09",
        unchanged("actor", "indicatieActief", on=CHANGES),
    ),
    fault(
        "actor-functie-niet-bewaard",
        "De functie van een actor wordt niet bewaard.",
        "The functie of an actor is not stored.",
        "ACT-01",
        lost("actor", "actorIdentificatie.functie", "onbekend", NEW),
    ),
    fault(
        "actor-inactief-koppelbaar",
        "Een inactieve actor kan aan een klantcontact gekoppeld worden en een taak krijgen.",
        "An inactive actor can be linked to a klantcontact and be given a taak.",
        "ACT-10 ACT-11",
        rules_off("actor-actief", "taak-actor-actief"),
    ),
    fault(
        "koppeling-dubbel-aanvaard",
        "Dezelfde actor kan twee keer aan hetzelfde klantcontact gekoppeld worden.",
        "The same actor can be linked to the same klantcontact twice.",
        "ACT-15",
        duplicates("actorKlantcontact", "paar"),
    ),
    fault(
        "koppeling-actor-onbekend-aanvaard",
        "Een onbekende actor kan aan een klantcontact gekoppeld worden.",
        "An unknown actor can be linked to a klantcontact.",
        "ACT-13",
        unchecked("actorKlantcontact", "actor"),
    ),
    fault(
        "vertegenwoordiging-van-zichzelf-aanvaard",
        "Een partij kan zichzelf vertegenwoordigen.",
        "A partij can represent itself.",
        "VTW-05",
        rules_off("niet-zichzelf"),
    ),
    fault(
        "vertegenwoordiging-dubbel-aanvaard",
        "Dezelfde vertegenwoordiging kan twee keer worden vastgelegd.",
        "The same representation can be recorded twice.",
        "VTW-05",
        duplicates(_VTW, "paar"),
    ),
    fault(
        "vertegenwoordiging-partij-onbekend-aanvaard",
        "Een vertegenwoordiging met een onbekende partij wordt aanvaard.",
        "A representation with an unknown partij is accepted.",
        "VTW-03",
        unchecked(_VTW, "vertegenwoordigdePartij"),
    ),
)
