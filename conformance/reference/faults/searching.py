"""Faults in what one search parameter is worth."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.telling import (
    ignored,
    never,
)

_IGNORED: tuple[tuple[str, str, str, str, str], ...] = (
    ("partij-zoeken-nummer", "partij", "nummer", "partijen op nummer", "PAR-04"),
    ("partij-zoeken-soort", "partij", "soortPartij", "partijen op soort", "PAR-06"),
    ("partij-zoeken-actief", "partij", "indicatieActief", "partijen op actief", "PAR-06"),
    (
        "partij-zoeken-geheimhouding",
        "partij",
        "indicatieGeheimhouding",
        "partijen op geheimhouding",
        "PAR-06",
    ),
    ("klantcontact-zoeken-onderwerp", "klantcontact", "onderwerp", "klantcontacten op onderwerp", "KCT-05"),
    ("klantcontact-zoeken-inhoud", "klantcontact", "inhoud", "klantcontacten op inhoud", "KCT-05"),
    (
        "klantcontact-zoeken-tijdstip",
        "klantcontact",
        "plaatsgevondenOp",
        "klantcontacten op tijdstip",
        "KCT-05",
    ),
    (
        "klantcontact-zoeken-gelukt",
        "klantcontact",
        "indicatieContactGelukt",
        "klantcontacten op gelukt",
        "KCT-05",
    ),
    (
        "klantcontact-zoeken-vertrouwelijk",
        "klantcontact",
        "vertrouwelijk",
        "klantcontacten op vertrouwelijk",
        "KCT-05",
    ),
    ("klantcontact-zoeken-kanaal", "klantcontact", "kanaal", "klantcontacten op kanaal", "KCT-04"),
    (
        "klantcontact-zoeken-partij",
        "klantcontact",
        "hadBetrokkene__wasPartij__uuid",
        "klantcontacten op partij",
        "KCT-07",
    ),
    ("koppeling-zoeken-actor", "actorKlantcontact", "actor__uuid", "koppelingen op actor", "KCT-06"),
    ("betrokkene-zoeken-partij", "betrokkene", "wasPartij__uuid", "betrokkenen op partij", "KCT-07 BET-03"),
    (
        "taak-zoeken-klantcontact",
        "interneTaak",
        "aanleidinggevendKlantcontact__uuid",
        "interne taken op klantcontact",
        "ITK-05",
    ),
    ("taak-zoeken-status", "interneTaak", "status", "interne taken op status", "ITK-03 ITK-06"),
    (
        "taak-zoeken-actor",
        "interneTaak",
        "toegewezenAanActor__uuid",
        "interne taken op actor",
        "ITK-03 ITK-07",
    ),
)


def _simple() -> Iterator[Fault]:
    for name, kind, parameter, what, breaks in _IGNORED:
        yield fault(
            f"{name}-genegeerd",
            f"Bij zoeken van {what} maakt de gezochte waarde niet uit.",
            f"When searching with {parameter} the value makes no difference.",
            breaks,
            ignored(kind, parameter),
        )
        yield fault(
            f"{name}-vindt-niets",
            f"Zoeken van {what} vindt nooit iets.",
            f"Searching with {parameter} never finds anything.",
            breaks,
            never(kind, parameter),
        )


FAULTS: tuple[Fault, ...] = (*_simple(),)
