"""Partij and everything that belongs to one."""

from __future__ import annotations

import re

from conformance.reference.domain.definitions.parts import (
    BEZOEKADRES,
    CLEAR,
    CONTACTNAAM,
    CORRESPONDENTIEADRES,
    REFUSE,
    RELEASE,
    REMOVE,
    boolean,
    choice,
    group,
    number,
    once,
    reference,
    references,
    text,
)
from conformance.reference.domain.fields import Consequence, Field, Kind, Resource, Unique

_IDENTIFICATOR_FIELDS = (
    text("anderePartijIdentificator", 200),
    group(
        "partijIdentificator",
        choice("codeObjecttype", "natuurlijk_persoon", "niet_natuurlijk_persoon", "vestiging", required=True),
        choice("codeSoortObjectId", "bsn", "vestigingsnummer", "kvk_nummer", "rsin", required=True),
        text("objectId", 200, required=True, blank=False),
        choice("codeRegister", "brp", "hr", required=True),
        required=True,
    ),
    reference("subIdentificatorVan", "partijIdentificator", nullable=True),
)

_PARTIJ = Resource(
    kind="partij",
    fields=(
        number("nummer"),
        text("interneNotitie", 1000),
        references("digitaleAdressen", "digitaalAdres", nullable=True, stored=False),
        reference("voorkeursDigitaalAdres", "digitaalAdres", nullable=True),
        references("rekeningnummers", "rekeningnummer", nullable=True, stored=False),
        reference("voorkeursRekeningnummer", "rekeningnummer", nullable=True),
        Field(
            "partijIdentificatoren",
            Kind.CHILDREN,
            nullable=True,
            stored=False,
            parts=(reference("identificeerdePartij", "partij", nullable=True), *_IDENTIFICATOR_FIELDS),
        ),
        choice("soortPartij", "persoon", "organisatie", "contactpersoon", required=True),
        boolean("indicatieGeheimhouding", nullable=True),
        text("voorkeurstaal", 3),
        boolean("indicatieActief", required=True),
        BEZOEKADRES,
        CORRESPONDENTIEADRES,
        Field(
            "partijIdentificatie",
            Kind.VARIANT,
            by="soortPartij",
            variants={
                "persoon": (CONTACTNAAM,),
                "organisatie": (text("naam", 200),),
                "contactpersoon": (reference("werkteVoorPartij", "partij", nullable=True), CONTACTNAAM),
            },
        ),
    ),
    uniques=(once("nummer"),),
    consequences=(
        Consequence("digitaalAdres", "verstrektDoorPartij", RELEASE, other="verstrektDoorBetrokkene"),
        Consequence("partijIdentificator", "identificeerdePartij", REMOVE),
        Consequence("rekeningnummer", "partij", REMOVE),
        Consequence("categorieRelatie", "partij", REMOVE),
        Consequence("vertegenwoordiging", "vertegenwoordigendePartij", REMOVE),
        Consequence("vertegenwoordiging", "vertegenwoordigdePartij", REMOVE),
        Consequence("betrokkene", "wasPartij", CLEAR),
        Consequence("partij", "partijIdentificatie.werkteVoorPartij", CLEAR),
    ),
)

_DIGITAAL_ADRES = Resource(
    kind="digitaalAdres",
    fields=(
        reference("verstrektDoorBetrokkene", "betrokkene", nullable=True),
        reference("verstrektDoorPartij", "partij", nullable=True),
        text("adres", 80, required=True, blank=False),
        choice("soortDigitaalAdres", "email", "telefoonnummer", "overig", required=True),
        boolean("isStandaardAdres", default=lambda: False),
        text("omschrijving", 40),
        text("referentie", 50, pattern=re.compile(r"^[-a-zA-Z0-9_]+\Z")),
        Field("verificatieDatum", Kind.DATE, nullable=True),
    ),
    uniques=(
        Unique(
            "referentie",
            ("verstrektDoorPartij", "soortDigitaalAdres", "referentie"),
            skip=("verstrektDoorPartij", "referentie"),
        ),
    ),
    consequences=(Consequence("partij", "voorkeursDigitaalAdres", CLEAR),),
)

_PARTS = "partijIdentificator."
_IDENTIFICATOR = Resource(
    kind="partijIdentificator",
    fields=(reference("identificeerdePartij", "partij", nullable=True), *_IDENTIFICATOR_FIELDS),
    uniques=(
        Unique(
            "identificator",
            (
                *(_PARTS + part for part in ("codeRegister", "codeObjecttype", "codeSoortObjectId", "objectId")),
                "subIdentificatorVan",
            ),
            skip=(_PARTS + "objectId",),
        ),
        Unique(
            "soort-per-partij",
            ("identificeerdePartij", _PARTS + "codeSoortObjectId"),
            skip=("identificeerdePartij",),
        ),
    ),
    consequences=(Consequence("partijIdentificator", "subIdentificatorVan", REFUSE),),
)

_REKENINGNUMMER = Resource(
    kind="rekeningnummer",
    fields=(
        reference("partij", "partij", nullable=True),
        text(
            "iban",
            34,
            required=True,
            blank=False,
            pattern=re.compile(r"^[A-Za-z]{2}[0-9]{2}[A-Za-z0-9]{1,30}\Z"),
        ),
        text("bic", 11, shortest=8, pattern=re.compile(r"^\S+\Z")),
    ),
    consequences=(Consequence("partij", "voorkeursRekeningnummer", CLEAR),),
)

_VERTEGENWOORDIGING = Resource(
    kind="vertegenwoordiging",
    fields=(
        reference("vertegenwoordigendePartij", "partij", required=True),
        reference("vertegenwoordigdePartij", "partij", required=True),
    ),
    uniques=(Unique("paar", ("vertegenwoordigendePartij", "vertegenwoordigdePartij")),),
)

_CATEGORIE = Resource(
    kind="categorie",
    fields=(text("naam", 80),),
    consequences=(Consequence("categorieRelatie", "categorie", REMOVE),),
)

_CATEGORIE_RELATIE = Resource(
    kind="categorieRelatie",
    fields=(
        reference("partij", "partij", nullable=True),
        reference("categorie", "categorie", nullable=True),
        Field("beginDatum", Kind.DATE, nullable=True),
        Field("eindDatum", Kind.DATE, nullable=True),
    ),
)

RESOURCES = (
    _PARTIJ,
    _DIGITAAL_ADRES,
    _IDENTIFICATOR,
    _REKENINGNUMMER,
    _VERTEGENWOORDIGING,
    _CATEGORIE,
    _CATEGORIE_RELATIE,
)
