"""What each search of this dialect can be asked by, and where the register keeps that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conformance.reference.dialect import by_parameter
from conformance.reference.domain.definitions.parts import boolean, choice, group, text
from conformance.reference.domain.fields import Field, Kind, walk
from conformance.reference.functies.parts import (
    BEZOEKADRES,
    CORRESPONDENTIEADRES,
    NAAM,
    lijstwaarde,
)
from conformance.reference.http.filters import Hop, Match, Param

_ID, _NUMMER = text("id", 40), Field("nummer", Kind.INTEGER)
_ACTOREN = ("medewerker", "geautomatiseerde_actor", "organisatorische_eenheid")
_SOORT_ADRES = lijstwaarde("soortDigitaalAdres")
_ADRESSEN = (
    Field(
        "digitaalAdres",
        Kind.CHILDREN,
        parts=(
            *(text(name, longest) for name, longest in (("adres", 80), ("omschrijving", 40))),
            *(text(name, 40) for name in ("id", "partijId")),
            boolean("indicatieActief"),
            _SOORT_ADRES,
        ),
    ),
)
_PARTIJ = (_ID, _NUMMER, BEZOEKADRES, CORRESPONDENTIEADRES, *_ADRESSEN, lijstwaarde("voorkeurskanaal"))
_MAIL, _FUNCTIE, _ACTORNAAM = text("eMailadres", 200), text("functie", 40), text("naam", 200)
_EXTERN = (text("externId", 40), text("externRegister", 40))

#: Per search the members of its message.
FIELDS: Mapping[str, tuple[Field, ...]] = {
    "persoon": (*_PARTIJ, group("naam", *NAAM)),
    "organisatie": (*_PARTIJ, text("naam", 200)),
    "digitaalAdres": (
        _ID,
        text("adres", 80),
        text("omschrijving", 40),
        text("partijId", 40),
        boolean("indicatieActief"),
        _SOORT_ADRES,
    ),
    "interneTaak": (
        _ID,
        _NUMMER,
        text("actorId", 40),
        text("klantcontactId", 40),
        text("gevraagdeHandeling", 200),
        text("toelichting", 400),
        choice("status", "te_verwerken", "verwerkt"),
        Field("geregistreerdOp", Kind.MOMENT),
    ),
    "medewerker": (_ACTORNAAM, _FUNCTIE, _MAIL),
    "geautomatiseerde_actor": (_ACTORNAAM, _FUNCTIE, text("omschrijving", 200)),
    "organisatorische_eenheid": (
        _ACTORNAAM,
        _MAIL,
        *_EXTERN,
        text("omschrijving", 40),
        *(text(name, 20) for name in ("faxnummer", "telefoonnummer")),
    ),
    "actor": (_ACTORNAAM, choice("soortActor", *_ACTOREN)),
}


_MATCHES = {Kind.INTEGER: Match.INTEGER, Kind.BOOLEAN: Match.BOOLEAN}


def _parts(*fields: Field) -> Iterator[Param]:
    for path, field in walk(fields):
        if field.kind is not Kind.GROUP:
            yield Param(path, _MATCHES.get(field.kind, Match.EXACT), path)


def _identity(*names: str, of: str) -> Iterator[Param]:
    for name in names:
        yield Param(name, Match.EXACT, f"{of}.{'emailadres' if name == 'eMailadres' else name}")


_OWN_ADRES = Hop("digitaalAdres", "verstrektDoorPartij", reverse=True)
_KEY, _NUMBER = Param("id", Match.KEY, "id"), Param("nummer", Match.EXACT, "nummer")
PARAMETERS = by_parameter(
    {
        "partij": (
            _KEY,
            _NUMBER,
            *(Param(f"naam.{f.name}", Match.EXACT, f"partijIdentificatie.contactnaam.{f.name}") for f in NAAM),
            Param("naam", Match.EXACT, "partijIdentificatie.naam"),
            *_parts(BEZOEKADRES, CORRESPONDENTIEADRES, lijstwaarde("voorkeurskanaal")),
            Param("digitaalAdres.id", Match.KEY, "id", (_OWN_ADRES,)),
            Param("digitaalAdres.partijId", Match.KEY, "verstrektDoorPartij", (_OWN_ADRES,)),
            Param("digitaalAdres.adres", Match.EXACT, "adres", (_OWN_ADRES,)),
            Param("digitaalAdres.omschrijving", Match.EXACT, "omschrijving", (_OWN_ADRES,)),
            Param("digitaalAdres.soortDigitaalAdres.code", Match.EXACT, "soortDigitaalAdres", (_OWN_ADRES,)),
        ),
        "digitaalAdres": (
            _KEY,
            *(Param(name, Match.EXACT, name) for name in ("adres", "omschrijving")),
            Param("partijId", Match.KEY, "verstrektDoorPartij"),
            Param("soortDigitaalAdres.code", Match.EXACT, "soortDigitaalAdres"),
        ),
        "interneTaak": (
            _KEY,
            _NUMBER,
            Param("actorId", Match.KEY, "toegewezenAanActoren"),
            Param("klantcontactId", Match.KEY, "aanleidinggevendKlantcontact"),
            *(Param(name, Match.EXACT, name) for name in ("gevraagdeHandeling", "toelichting", "status")),
            Param("geregistreerdOp", Match.MOMENT, "toegewezenOp"),
        ),
        "actor": (
            Param("naam", Match.EXACT, "naam"),
            Param("soortActor", Match.CHOICE, "soortActor", choices=_ACTOREN),
            *(Param(name, Match.EXACT, name) for name in ("externId", "externRegister")),
            *_identity("eMailadres", "faxnummer", "functie", "omschrijving", "telefoonnummer", of="actorIdentificatie"),
        ),
    }
)
