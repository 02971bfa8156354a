"""Faults in the links between actoren and klantcontacten (ACT-13, ACT-15, ACT-16)."""

from __future__ import annotations

from conformance.reference.domain.core import Core
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.neighbours import ignored_removal, takes_along
from conformance.reference.faults.writing import (
    CHANGES,
    NEW,
    PATCH,
    redefined,
    refused,
    unchanged,
    unchecked,
)

_KIND = "actorKlantcontact"


def _soort(core: Core, record_id: object) -> str:
    found: Record | None = core.store.get("actor", str(record_id))
    return str(found.values["soortActor"]) if found is not None else ""


FAULTS: tuple[Fault, ...] = (
    fault(
        "koppeling-klantcontact-onbekend-aanvaard",
        "Een actor kan aan een onbekend klantcontact gekoppeld worden.",
        "An actor can be linked to an unknown klantcontact.",
        "ACT-13",
        unchecked(_KIND, "klantcontact"),
    ),
    fault(
        "koppeling-actor-niet-verplicht",
        "Een koppeling zonder actor wordt aanvaard.",
        "A link without actor is accepted.",
        "ACT-13",
        redefined(_KIND, "actor", NEW, required=False, nullable=True),
    ),
    fault(
        "koppeling-onbekend-bij-wijzigen-aanvaard",
        "Een koppeling kan naar een onbekende actor of een onbekend klantcontact worden verplaatst.",
        "A link can be moved to an unknown actor or klantcontact.",
        "ACT-13",
        redefined(_KIND, "actor", CHANGES, exists=False),
        redefined(_KIND, "klantcontact", CHANGES, exists=False),
    ),
    fault(
        "koppeling-automaat-geweigerd",
        "Een geautomatiseerde actor kan niet aan een klantcontact gekoppeld worden.",
        "An automated actor cannot be linked to a klantcontact.",
        "ACT-13",
        refused(
            _KIND, "actor", lambda core, change: _soort(core, change.values.get("actor")) == "geautomatiseerde_actor"
        ),
    ),
    fault(
        "koppeling-dubbel-bij-wijzigen-aanvaard",
        "Met een wijziging kan dezelfde actor twee keer bij hetzelfde klantcontact staan.",
        "A change can put the same actor at the same klantcontact twice.",
        "ACT-15",
        lambda seams: seams.uncheck(_KIND, "paar", on=CHANGES),
    ),
    fault(
        "koppeling-wijzigen-zonder-gevolg",
        "Een deelwijziging van een koppeling antwoordt 200 maar verandert niets.",
        "A partial change of a link answers 200 but changes nothing.",
        "ACT-16",
        unchanged(_KIND, on=PATCH),
    ),
    fault(
        "koppeling-verwijderen-zonder-gevolg",
        "Een koppeling verwijderen antwoordt 204, maar zij blijft bestaan.",
        "Removing a link answers 204, but it stays.",
        "ACT-16",
        ignored_removal(_KIND),
    ),
    fault(
        "koppeling-verwijderen-neemt-klantcontact-mee",
        "Een koppeling verwijderen verwijdert het klantcontact.",
        "Removing a link removes the klantcontact.",
        "ACT-16",
        takes_along(_KIND, "klantcontact", "klantcontact"),
    ),
    fault(
        "koppeling-verwijderen-neemt-actor-mee",
        "Een koppeling verwijderen verwijdert de actor.",
        "Removing a link removes the actor.",
        "ACT-16",
        takes_along(_KIND, "actor", "actor"),
    ),
)
