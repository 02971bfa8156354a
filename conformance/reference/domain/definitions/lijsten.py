"""The reference lists, as data: each list is a kind, each of its values a record."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from conformance.reference.domain.definitions.parts import boolean, once, text
from conformance.reference.domain.fields import Field, Kind, Resource

CODE = once("code")
#: The lists whose values can be switched off; a land ends on a day, an extern register only goes away.
SWITCHED = ("kanaal", "taal", "soortDigitaalAdres", "soortObject", "soortObjectId")


def _value(kind: str, *more: Field) -> Resource:
    """A value has a code of its own that never changes, and a name (REF-03, REF-04, REF-07)."""
    code = text("code", 40, required=True, blank=False, shortest=1, fixed=True)
    return Resource(kind, (code, text("naam", 80, required=True), *more), uniques=(CODE,))


def _day(name: str) -> Field:
    return Field(name, Kind.DATE, required=True)


RESOURCES: Mapping[str, Resource] = MappingProxyType(
    {
        **{kind: _value(kind, boolean("actief", required=True)) for kind in SWITCHED},
        "externRegister": _value("externRegister", text("vindplaats", 40, required=True)),
        "land": _value("land", _day("begin"), _day("einde")),
    }
)
