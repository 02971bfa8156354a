"""Faults in what an interne taak has to hold: status, klantcontact, actor, lengths, number."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.writing import (
    NEW,
    duplicates,
    optional,
    redefined,
    refused,
    rules_off,
    unchecked,
)

_KIND = "interneTaak"

_ACTOREN = "toegewezenAanActoren"

_CONTACT = "aanleidinggevendKlantcontact"

_SOORTEN = {
    "medewerker": "medewerker",
    "organisatorische_eenheid": "organisatorische eenheid",
    "geautomatiseerde_actor": "geautomatiseerde actor",
}


def _for_soort(soort: str) -> Callable[[Core, Change], bool]:
    def given(core: Core, change: Change) -> bool:
        sent = change.sent.get("toegewezenAanActor")
        ids = [*(change.values.get(_ACTOREN) or ()), *([sent] if sent else ())]
        actors = [core.store.get("actor", one) for one in ids]
        return any(actor is not None and actor.values["soortActor"] == soort for actor in actors)

    return given


def _per_soort() -> Iterator[Fault]:
    for soort, zin in _SOORTEN.items():
        yield fault(
            f"taak-voor-{soort.replace('_', '-')}-geweigerd",
            f"Een interne taak voor een {zin} wordt geweigerd.",
            f"An interne taak for a {soort} is refused.",
            "ITK-15",
            refused(_KIND, _ACTOREN, _for_soort(soort)),
        )


FAULTS: tuple[Fault, ...] = (
    fault(
        "taak-status-niet-verplicht",
        "Een taak zonder status wordt aanvaard en is dan te verwerken.",
        "A taak without status is accepted and becomes te_verwerken.",
        "ITK-09",
        optional(_KIND, "status", "te_verwerken"),
    ),
    fault(
        "taak-status-onbekend-aanvaard",
        "Een taak met een onbekende status wordt aanvaard.",
        "A taak with an unknown status is accepted.",
        "ITK-09",
        redefined(_KIND, "status", choices=()),
    ),
    fault(
        "taak-klantcontact-niet-verplicht",
        "Een taak zonder aanleidinggevend klantcontact wordt aanvaard.",
        "A taak without aanleidinggevendKlantcontact is accepted.",
        "ITK-13",
        redefined(_KIND, _CONTACT, required=False, nullable=True),
    ),
    fault(
        "taak-klantcontact-onbekend-aanvaard",
        "Een taak bij een onbekend klantcontact wordt aanvaard.",
        "A taak for an unknown klantcontact is accepted.",
        "ITK-13",
        unchecked(_KIND, _CONTACT),
    ),
    fault(
        "taak-actor-niet-verplicht",
        "Een taak zonder actor wordt aanvaard.",
        "A taak without actor is accepted.",
        "ITK-14",
        rules_off("taak-toegewezen"),
    ),
    fault(
        "taak-actor-onbekend-aanvaard",
        "Een taak voor een onbekende actor wordt aanvaard.",
        "A taak for an unknown actor is accepted.",
        "ITK-14",
        unchecked(_KIND, _ACTOREN),
        unchecked(_KIND, "toegewezenAanActor"),
    ),
    *_per_soort(),
    fault(
        "taak-handeling-niet-verplicht",
        "Een taak zonder gevraagde handeling wordt aanvaard.",
        "A taak without gevraagdeHandeling is accepted.",
        "ITK-16",
        optional(_KIND, "gevraagdeHandeling", "Onbekend"),
    ),
    fault(
        "taak-toelichting-verplicht",
        "Een taak zonder toelichting wordt geweigerd.",
        "A taak without toelichting is refused.",
        "ITK-16",
        redefined(_KIND, "toelichting", NEW, required=True),
    ),
    fault(
        "taak-nummer-dubbel-aanvaard",
        "Twee interne taken mogen hetzelfde nummer of referentienummer hebben.",
        "Two interne taken may have the same nummer or referentienummer.",
        "ITK-19",
        duplicates(_KIND, "nummer", "referentienummer"),
    ),
)
