"""The resources as this dialect has them: what is required, how long, and without what came later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from conformance.reference.domain.definitions import RESOURCES as CORE
from conformance.reference.domain.definitions.parts import boolean, choice, group, once, reference, text
from conformance.reference.domain.fields import Field, Kind, Resource, Unique, walk

_GONE = {
    "partij": (
        "digitaleAdressen",
        "rekeningnummers",
        "voorkeursRekeningnummer",
        "partijIdentificatoren",
    ),
    "digitaalAdres": ("isStandaardAdres", "referentie", "verificatieDatum"),
    "partijIdentificator": ("subIdentificatorVan",),
    "klantcontact": ("referentienummer", "reactie", "hoofdOnderwerpType", "verdereActieOndernomen", "metadata"),
    "interneTaak": ("referentienummer", "toegewezenOp"),
}
_GONE_UNIQUES = ("referentienummer", "referentie")


def _word(name: str, longest: int, **more: Any) -> Field:
    """A text that is either left out or not empty."""
    return text(name, longest, blank=False, **more)


_NUMMER = Field("nummer", Kind.INTEGER, required=True, fixed=True)
_CONTACTNAAM = group(
    "contactnaam",
    _word("voorletters", 10),
    _word("voornaam", 80),
    _word("voorvoegselAchternaam", 10),
    _word("achternaam", 200),
)
_REQUIRED_NAME = replace(_CONTACTNAAM, required=True)
_FUNCTIE = _word("functie", 40, required=True)


def _address(name: str) -> Field:
    lines = (_word(f"adresregel{n}", 80) for n in (1, 2, 3))
    return group(name, *lines, _word("land", 40), _word("nummeraanduidingId", 40))


def _identificator(name: str) -> Field:
    parts = ("objectId", "codeObjecttype", "codeRegister", "codeSoortObjectId")
    return group(name, *(_word(part, 40, required=True) for part in parts), required=True)


def _contact(*, required: bool) -> tuple[Field, Field]:
    """Mail and telephone of an actor, with the checks that the core has for them."""
    soort = "medewerker" if required else "organisatorische_eenheid"
    known = {f.name: f for f in CORE["actor"].field("actorIdentificatie").variants[soort]}
    mail, phone = known["emailadres"], known["telefoonnummer"]
    return replace(mail, required=required, blank=False), replace(phone, required=required, blank=False)


_ADDRESSES = (_address("bezoekadres"), _address("correspondentieadres"))
#: The fields that this dialect says otherwise, instead of the core's of that name.
_OWN: Mapping[str, tuple[Field, ...]] = {
    "partij": (
        _NUMMER,
        _word("interneNotitie", 1000),
        reference("voorkeursDigitaalAdres", "digitaalAdres"),
        boolean("indicatieGeheimhouding", required=True),
        _word("voorkeurstaal", 40),
        *_ADDRESSES,
        Field(
            "partijIdentificatie",
            Kind.VARIANT,
            by="soortPartij",
            variants={
                "persoon": (_CONTACTNAAM,),
                "organisatie": (_word("naam", 200),),
                "contactpersoon": (reference("werkteVoorPartij", "partij"), _REQUIRED_NAME),
            },
        ),
    ),
    "betrokkene": (
        reference("wasPartij", "partij"),
        *_ADDRESSES,
        _CONTACTNAAM,
        _word("organisatienaam", 200),
    ),
    "digitaalAdres": (
        reference("verstrektDoorBetrokkene", "betrokkene"),
        reference("verstrektDoorPartij", "partij"),
        _word("soortDigitaalAdres", 40),
        _word("omschrijving", 40, required=True),
    ),
    "partijIdentificator": (
        _word("anderePartijIdentificator", 200),
        _identificator("partijIdentificator"),
        reference("identificeerdePartij", "partij", required=True),
    ),
    "klantcontact": (
        _NUMMER,
        _word("kanaal", 40, fixed=True),
        _word("taal", 40, fixed=True),
        _word("inhoud", 1000, grows=True),
        choice("indicatieContactGelukt", "onbekend", "ja", "nee", required=True, fixed=True),
        Field("plaatsgevondenOp", Kind.MOMENT, required=True, fixed=True),
    ),
    "interneTaak": (
        _NUMMER,
        reference("toegewezenAanActor", "actor", required=True, stored=False),
        _word("toelichting", 1000),
        Field("afgehandeldOp", Kind.MOMENT),
    ),
    "actor": (
        choice("soortActor", "medewerker", "geautomatiseerdeActor", "organisatorischeEenheid", required=True),
        boolean("indicatieActief", required=True),
        replace(_identificator("actoridentificator"), required=False),
        Field(
            "actorIdentificatie",
            Kind.VARIANT,
            by="soortActor",
            variants={
                "medewerker": (_FUNCTIE, *_contact(required=True)),
                "geautomatiseerdeActor": (_FUNCTIE, _word("omschrijving", 200)),
                "organisatorischeEenheid": (_word("omschrijving", 200), *_contact(required=False)),
            },
        ),
    ),
    "onderwerpobject": (
        reference("wasKlantcontact", "klantcontact"),
        _identificator("onderwerpobjectidentificator"),
    ),
    "bijlage": (_identificator("bijlageidentificator"),),
}


def _resources() -> Mapping[str, Resource]:
    found = {kind: _resource(kind, core) for kind, core in CORE.items()}
    paths = {(kind, path) for kind, one in found.items() for path, _ in walk(one.fields)}
    return MappingProxyType({kind: _consistent(one, paths) for kind, one in found.items()})


def _resource(kind: str, core: Resource) -> Resource:
    own = {f.name: f for f in _OWN.get(kind, ())}
    fields = tuple(own.get(f.name, f) for f in core.fields if f.name not in _GONE.get(kind, ()))
    uniques = tuple(_unique(unique) for unique in core.uniques if unique.name not in _GONE_UNIQUES)
    return replace(core, fields=fields, uniques=uniques)


def _unique(unique: Unique) -> Unique:
    return once("nummer") if unique.name == "nummer" else unique


def _consistent(resource: Resource, paths: set[tuple[str, str]]) -> Resource:
    """Removing something means nothing to a field that this dialect does not have."""
    kept = tuple(each for each in resource.consequences if (each.kind, each.path) in paths)
    return replace(resource, consequences=kept)


RESOURCES = _resources()
#: Rules about fields that this dialect does not have, and numbers, which its consumers choose.
RULES_OFF = frozenset(("nummer-toekennen", "vestiging-onder-kvk", "kvk-blijft-ouder"))
