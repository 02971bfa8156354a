"""The names that this dialect has for the fields of the domain."""

from __future__ import annotations

from collections.abc import Mapping

from conformance.reference.domain.fields import Values
from conformance.reference.domain.violations import Violation

PATHS: Mapping[str, str] = {
    "kanaal": "kanalen",
    "taal": "talen",
    "land": "landen",
    "soortDigitaalAdres": "soortendigitaaladres",
    "soortObject": "soortenobject",
    "soortObjectId": "soortenobjectid",
    "externRegister": "externeregisters",
}
_USUAL = {"code": "code", "naam": "naam", "actief": "indicatieActief"}
_NAMES: Mapping[str, Mapping[str, str]] = {
    "externRegister": {"code": "code", "naam": "naam", "vindplaats": "locatie"},
    "land": {"code": "landcode", "naam": "landnaam", "begin": "ingangsdatumLand", "einde": "einddatumLand"},
}


def _names(kind: str) -> Mapping[str, str]:
    return _NAMES.get(kind, _USUAL)


def told(kind: str, values: Values) -> Values:
    """A value of a list, as it is written out."""
    return {wire: values.get(name) for name, wire in _names(kind).items()}


def read(kind: str, body: Values) -> Values:
    """A message in the names of the domain; members that nobody knows are left out."""
    return {name: body[wire] for name, wire in _names(kind).items() if wire in body}


def named(kind: str, violation: Violation) -> Violation:
    """A violation on the member that the caller wrote."""
    return Violation(_names(kind).get(violation.path, violation.path), violation.code, violation.reason)
