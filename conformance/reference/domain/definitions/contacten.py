"""Klantcontact, who was involved in it, what it was about and what came with it."""

from __future__ import annotations

from conformance.reference.domain import checks
from conformance.reference.domain.definitions.parts import (
    BEZOEKADRES,
    CLEAR,
    CONTACTNAAM,
    CORRESPONDENTIEADRES,
    RELEASE,
    REMOVE,
    boolean,
    choice,
    number,
    object_identificator,
    once,
    reference,
    text,
)
from conformance.reference.domain.fields import Consequence, Field, Kind, Resource

_KLANTCONTACT = Resource(
    kind="klantcontact",
    fields=(
        number("nummer"),
        number("referentienummer"),
        text("kanaal", 50, required=True, blank=False, fixed=True),
        text("onderwerp", 200, required=True, blank=False, fixed=True),
        text("inhoud", 1000, grows=True),
        text("reactie", 4000, grows=True),
        boolean("indicatieContactGelukt", nullable=True, fixed=True),
        text("hoofdOnderwerpType", 200, check=checks.uri, fixed=True),
        boolean("verdereActieOndernomen", default=lambda: False, fixed=True),
        text("taal", 3, required=True, blank=False, fixed=True),
        boolean("vertrouwelijk", required=True, fixed=True),
        Field("plaatsgevondenOp", Kind.MOMENT, default=checks.now, fixed=True),
        Field("metadata", Kind.TEXTS, longest=255, fixed=True),
    ),
    uniques=(once("nummer"), once("referentienummer")),
    consequences=(
        Consequence("betrokkene", "hadKlantcontact", REMOVE),
        Consequence("actorKlantcontact", "klantcontact", REMOVE),
        Consequence("interneTaak", "aanleidinggevendKlantcontact", REMOVE),
        Consequence("onderwerpobject", "klantcontact", REMOVE),
        Consequence("onderwerpobject", "wasKlantcontact", CLEAR),
        Consequence("bijlage", "wasBijlageVanKlantcontact", REMOVE),
    ),
)

_BETROKKENE = Resource(
    kind="betrokkene",
    fields=(
        reference("wasPartij", "partij", nullable=True),
        reference("hadKlantcontact", "klantcontact", required=True),
        BEZOEKADRES,
        CORRESPONDENTIEADRES,
        CONTACTNAAM,
        choice("rol", "vertegenwoordiger", "klant", required=True),
        text("organisatienaam", 200),
        boolean("initiator", required=True),
    ),
    consequences=(Consequence("digitaalAdres", "verstrektDoorBetrokkene", RELEASE, other="verstrektDoorPartij"),),
)

# That an onderwerpobject or a bijlage belongs to a klantcontact is OND-05 and BIJ-08; the Open Klant
# contract leaves the field optional, the requirement goes before it.
_ONDERWERPOBJECT = Resource(
    kind="onderwerpobject",
    fields=(
        reference("klantcontact", "klantcontact", required=True),
        reference("wasKlantcontact", "klantcontact", nullable=True),
        object_identificator("onderwerpobjectidentificator"),
    ),
)

_BIJLAGE = Resource(
    kind="bijlage",
    fields=(
        reference("wasBijlageVanKlantcontact", "klantcontact", required=True),
        object_identificator("bijlageidentificator"),
    ),
)

RESOURCES = (_KLANTCONTACT, _BETROKKENE, _ONDERWERPOBJECT, _BIJLAGE)
