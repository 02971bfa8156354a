"""The resources as this dialect has them, under the names of the core where the core has a rule about them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from conformance.reference.domain import checks
from conformance.reference.domain.definitions.lijsten import RESOURCES as LIJSTEN
from conformance.reference.domain.definitions.parts import boolean, choice, group, number, once, reference, text
from conformance.reference.domain.definitions.parts import references as many
from conformance.reference.domain.fields import Field, Kind, Resource
from conformance.reference.functies.parts import (
    BEZOEKADRES,
    CORRESPONDENTIEADRES,
    DIGITAAL_ADRES,
    NAAM,
    lijstwaarde,
)

_NUMBERED: dict[str, Any] = {"uniques": (once("nummer"), once("referentienummer"))}
_NUMBERS = (number("nummer", readonly=True), number("referentienummer", readonly=True))
_FUNCTIE = text("functie", 40, required=True, blank=False)
_MAIL, _PHONE = text("emailadres", 200, check=checks.email), text("telefoonnummer", 20, check=checks.telefoonnummer)

_PARTIJ = Resource(
    "partij",
    (
        number("nummer", readonly=True),
        choice("soortPartij", "persoon", "organisatie", "contactpersoon", required=True),
        text("interneNotitie", 200),
        lijstwaarde("voorkeurskanaal"),
        lijstwaarde("voorkeurstaal"),
        BEZOEKADRES,
        CORRESPONDENTIEADRES,
        Field(
            "partijIdentificatie",
            Kind.VARIANT,
            by="soortPartij",
            variants={
                "persoon": (group("contactnaam", *NAAM),),
                "organisatie": (text("naam", 200),),
                "contactpersoon": (group("contactnaam", *NAAM),),
            },
        ),
    ),
    uniques=(once("nummer"),),
)

_ADRES = Resource(
    "digitaalAdres",
    (
        reference("verstrektDoorPartij", "partij", required=True),
        text("adres", 80, required=True, blank=False),
        text("soortDigitaalAdres", required=True, blank=False, fixed=True),
        text("omschrijving", 40, required=True),
        boolean("indicatieActief", readonly=True, default=lambda: True),
    ),
)

_KLANTCONTACT = Resource(
    "klantcontact",
    (
        *_NUMBERS,
        lijstwaarde("kanaal", required=True),
        text("onderwerp", 40, required=True, blank=False),
        choice("indicatieContactGelukt", "onbekend", "ja", required=True),
        choice("initiatiefnemer", "gemeente", "klant", "vertegenwoordiger", required=True),
        boolean("indicatieHergebruikPartij", required=True),
        Field("plaatsgevondenOp", Kind.MOMENT, required=True),
        Field("geregistreerdOp", Kind.MOMENT, readonly=True, default=checks.now),
    ),
    **_NUMBERED,
)

_BETROKKENE = Resource(
    "betrokkene",
    (
        reference("hadKlantcontact", "klantcontact", required=True),
        reference("wasPartij", "partij"),
        BEZOEKADRES,
        CORRESPONDENTIEADRES,
        DIGITAAL_ADRES,
        text("organisatienaam", 200),
        group("persoonsnaam", *NAAM),
        choice("rol", "vertegenwoordiger", "klant", required=True),
        lijstwaarde("voorkeurskanaal"),
        lijstwaarde("voorkeurstaal"),
    ),
)

# The core's name for what this dialect calls an inhoudsdeel.
_BIJLAGE = Resource(
    "bijlage",
    (
        reference("wasBijlageVanKlantcontact", "klantcontact", required=True),
        text("externId", 40, required=True),
        text("externRegister", 40, required=True),
        boolean("indicatieWeerTeGeven", required=True),
        text("omschrijving", 40, required=True),
        choice("soortInhoudsdeel", "informatieobject", "overig_object", "tekst", required=True),
        text("tekst", 200),
    ),
)

_KOPPELING = Resource(
    "onderwerpobject",
    (
        reference("klantcontact", "klantcontact", required=True),
        reference("interneTaak", "interneTaak"),
        text("externId", 40),
        text("externRegister", 40),
        lijstwaarde("soortObject"),
        boolean("ontstaanUitKlantcontact", required=True),
    ),
)

_TAAK = Resource(
    "interneTaak",
    (
        *_NUMBERS,
        text("gevraagdeHandeling", 200, required=True, blank=False),
        reference("aanleidinggevendKlantcontact", "klantcontact", required=True),
        reference("toegewezenAanActor", "actor", required=True, stored=False),
        many("toegewezenAanActoren", "actor"),
        text("toelichting", 400),
        choice("status", "te_verwerken", "verwerkt", required=True),
        Field("toegewezenOp", Kind.MOMENT, readonly=True, default=checks.now),
        Field("afgehandeldOp", Kind.MOMENT, nullable=True),
    ),
    **_NUMBERED,
)

_ACTOR = Resource(
    "actor",
    (
        text("naam", 200, required=True, blank=False),
        choice("soortActor", "medewerker", "geautomatiseerde_actor", "organisatorische_eenheid", required=True),
        boolean("indicatieActief", default=lambda: True),
        text("externId", 40),
        text("externRegister", 40),
        Field(
            "actorIdentificatie",
            Kind.VARIANT,
            by="soortActor",
            variants={
                "medewerker": (
                    _FUNCTIE,
                    text("emailadres", 200, required=True, check=checks.email),
                    text("telefoonnummer", 20, required=True, check=checks.telefoonnummer),
                ),
                "geautomatiseerde_actor": (_FUNCTIE, text("omschrijving", 200, required=True)),
                "organisatorische_eenheid": (text("omschrijving", 40), _MAIL, text("faxnummer", 20), _PHONE),
            },
        ),
    ),
)

_ACTOR_KLANTCONTACT = Resource(
    "actorKlantcontact",
    (reference("actor", "actor", required=True), reference("klantcontact", "klantcontact", required=True)),
)


def _list(kind: str, *more: Field) -> Resource:
    """A list as this dialect has it: no lengths, and a value is active from the start."""
    known = LIJSTEN[kind].with_field("code", longest=None).with_field("naam", longest=None, blank=False)
    fields = tuple(f if f.name != "actief" else boolean("actief", default=lambda: True) for f in known.fields)
    return Resource(kind, (*fields, *more), known.uniques)


def _own_lists() -> Mapping[str, Resource]:
    same = {kind: _list(kind) for kind in ("kanaal", "taal", "soortDigitaalAdres", "soortObject", "land")}
    register = text("externRegister", required=True, blank=False)
    soort = choice("soortPartij", "persoon", "organisatie", "contactpersoon", required=True)
    known = _list("kanaal", register, soort)
    return same | {"soortExternId": Resource("soortExternId", known.fields, known.uniques)}


RESOURCES: Mapping[str, Resource] = MappingProxyType(
    {
        found.kind: found
        for found in (
            _PARTIJ,
            _ADRES,
            _KLANTCONTACT,
            _BETROKKENE,
            _BIJLAGE,
            _KOPPELING,
            _TAAK,
            _ACTOR,
            _ACTOR_KLANTCONTACT,
            *_own_lists().values(),
        )
    }
)
#: Rules about fields that this dialect does not have.
RULES_OFF = frozenset(
    (
        "digitaleAdressen-koppelen",
        "rekeningnummers-koppelen",
        "identificatoren-bijwerken",
        "voorkeursDigitaalAdres-is-eigen",
        "voorkeursDigitaalAdres-vervalt",
        "voorkeursRekeningnummer-is-eigen",
        "werkgever-is-organisatie",
        "organisatie-blijft-werkgever",
    )
)
