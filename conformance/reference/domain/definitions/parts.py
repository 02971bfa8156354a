"""Fields and groups that several resources share, and short ways to write them."""

from __future__ import annotations

import re
from typing import Any

from conformance.reference.domain import checks
from conformance.reference.domain.fields import Effect, Field, Kind, Unique


def text(name: str, longest: int | None = None, **more: Any) -> Field:
    """A text field; lengths are counted in characters."""
    return Field(name, Kind.TEXT, longest=longest, **more)


def boolean(name: str, **more: Any) -> Field:
    """A yes/no field."""
    return Field(name, Kind.BOOLEAN, **more)


def choice(name: str, *choices: str, **more: Any) -> Field:
    """A field with a closed list of values."""
    return Field(name, Kind.CHOICE, choices=choices, **more)


def group(name: str, *parts: Field, **more: Any) -> Field:
    """A group of fields."""
    return Field(name, Kind.GROUP, parts=parts, **more)


def reference(name: str, target: str, **more: Any) -> Field:
    """A reference to one other resource."""
    return Field(name, Kind.REFERENCE, target=target, **more)


def references(name: str, target: str, **more: Any) -> Field:
    """A list of references."""
    return Field(name, Kind.REFERENCES, target=target, **more)


def number(name: str, **more: Any) -> Field:
    """A number that people can read out: at most ten digits (PAR-12, KCT-15, ITK-22)."""
    return text(name, 10, nullable=True, blank=False, check=checks.cijfers, fixed=True, **more)


def once(path: str) -> Unique:
    """A field whose value occurs once; an empty value does not count."""
    return Unique(path, (path,), skip=(path,))


CONTACTNAAM = group(
    "contactnaam",
    text("voorletters", 10),
    text("voornaam", 200),
    text("voorvoegselAchternaam", 10),
    text("achternaam", 200),
    nullable=True,
)

_ADRES = (
    text("nummeraanduidingId", 16, pattern=re.compile(r"^[0-9]{16}\Z")),
    text("straatnaam", 255),
    Field("huisnummer", Kind.INTEGER, nullable=True, least=1, most=99999),
    text("huisnummertoevoeging", 20),
    text("postcode", 7, pattern=re.compile(r"^[1-9][0-9]{3} [A-Z]{2}\Z")),
    text("stad", 255),
    text("adresregel1", 80),
    text("adresregel2", 80),
    text("adresregel3", 80),
    text("land", 2, check=checks.land),
)
BEZOEKADRES = group("bezoekadres", *_ADRES, nullable=True)
CORRESPONDENTIEADRES = group("correspondentieadres", *_ADRES, nullable=True)


def object_identificator(name: str) -> Field:
    """The four parts that point at an object in another register (API-26)."""
    parts = ("objectId", "codeObjecttype", "codeRegister", "codeSoortObjectId")
    return group(name, *(text(part, 200) for part in parts), nullable=True)


REMOVE, CLEAR, REFUSE = Effect.REMOVE, Effect.CLEAR, Effect.REFUSE
RELEASE, UNLIST = Effect.RELEASE, Effect.UNLIST
