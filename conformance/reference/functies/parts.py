"""Groups of fields that several messages of this dialect share."""

from __future__ import annotations

from typing import Any

from conformance.reference.domain.definitions.parts import boolean, choice, group, reference, text
from conformance.reference.domain.fields import Field, Kind


def lijstwaarde(name: str, **more: Any) -> Field:
    """A value of a reference list, which travels whole."""
    parts = (text("code", required=True, blank=False), boolean("indicatieActief", required=True))
    return group(name, *parts, text("naam", required=True, blank=False), merges=False, **more)


def _day(name: str, **more: Any) -> Field:
    return Field(name, Kind.DATE, **more)


_LAND = group(
    "land",
    text("landcode", required=True, blank=False),
    text("landnaam", required=True, blank=False),
    _day("ingangsdatumLand", required=True),
    _day("einddatumLand"),
    merges=False,
)
_ADRES = (
    choice("aanduidingBijHuisnummer", "bij", "tegenover"),
    *(text(f"adresregelBuitenland{n}", 80) for n in (1, 2, 3)),
    text("huisletter", 1),
    Field("huisnummer", Kind.INTEGER),
    text("huisnummertoevoeging", 4),
    _LAND,
    text("postcode", 7),
    text("straat", 80),
    text("woonplaats", 80),
)
_SOORTEN = ("binnenlands_adres", "buitenlands_adres")
BEZOEKADRES = group("bezoekadres", *_ADRES, choice("soortBezoekadres", *_SOORTEN, required=True))
CORRESPONDENTIEADRES = group(
    "correspondentieadres",
    *_ADRES,
    Field("antwoordnummer", Kind.INTEGER),
    Field("postbusnummer", Kind.INTEGER),
    choice("soortCorrespondentieadres", *_SOORTEN, "postbusnummer", "antwoordnummer", required=True),
)
NAAM = (text("voornaam"), text("voorvoegselAchternaam"), text("achternaam"))
#: With a betrokkene; its id and partij may not exist yet (ruling R-28).
DIGITAAL_ADRES = group(
    "digitaalAdres",
    text("adres", 80, required=True, blank=False),
    text("omschrijving", 40, required=True),
    lijstwaarde("soortDigitaalAdres", required=True),
    text("id", 40),
    reference("partijId", "partij"),
    boolean("indicatieActief"),
)
