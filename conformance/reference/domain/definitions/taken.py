"""Actoren, their part in klantcontacten, and interne taken."""

from __future__ import annotations

from conformance.reference.domain import checks
from conformance.reference.domain.definitions.parts import (
    REMOVE,
    UNLIST,
    boolean,
    choice,
    number,
    object_identificator,
    once,
    reference,
    references,
    text,
)
from conformance.reference.domain.fields import Consequence, Field, Kind, Resource, Unique

_TELEFOON = text("telefoonnummer", 20, check=checks.telefoonnummer)
_EMAIL = text("emailadres", 254, check=checks.email)
_FUNCTIE = text("functie", 40, required=True, blank=False)

_ACTOR = Resource(
    kind="actor",
    fields=(
        text("naam", 200, required=True, blank=False),
        choice("soortActor", "medewerker", "geautomatiseerde_actor", "organisatorische_eenheid", required=True),
        boolean("indicatieActief", default=lambda: True),
        object_identificator("actoridentificator"),
        Field(
            "actorIdentificatie",
            Kind.VARIANT,
            by="soortActor",
            variants={
                "medewerker": (
                    _FUNCTIE,
                    _EMAIL,
                    text("telefoonnummer", 20, required=True, blank=False, check=checks.telefoonnummer),
                ),
                "geautomatiseerde_actor": (_FUNCTIE, text("omschrijving", 200)),
                "organisatorische_eenheid": (
                    text("omschrijving", 200),
                    _EMAIL,
                    text("faxnummer", 20),
                    _TELEFOON,
                ),
            },
        ),
    ),
    consequences=(
        Consequence("interneTaak", "toegewezenAanActoren", UNLIST),
        Consequence("actorKlantcontact", "actor", REMOVE),
    ),
)

_ACTOR_KLANTCONTACT = Resource(
    kind="actorKlantcontact",
    fields=(
        reference("actor", "actor", required=True),
        reference("klantcontact", "klantcontact", required=True),
    ),
    uniques=(Unique("paar", ("actor", "klantcontact")),),
)

_INTERNE_TAAK = Resource(
    kind="interneTaak",
    fields=(
        number("nummer"),
        number("referentienummer"),
        text("gevraagdeHandeling", 200, required=True, blank=False),
        reference("aanleidinggevendKlantcontact", "klantcontact", required=True),
        reference("toegewezenAanActor", "actor", stored=False),
        references("toegewezenAanActoren", "actor"),
        text("toelichting", 1000),
        choice("status", "te_verwerken", "verwerkt", required=True),
        Field("toegewezenOp", Kind.MOMENT, readonly=True, default=checks.now),
        Field("afgehandeldOp", Kind.MOMENT, nullable=True),
    ),
    uniques=(once("nummer"), once("referentienummer")),
)

RESOURCES = (_ACTOR, _ACTOR_KLANTCONTACT, _INTERNE_TAAK)
