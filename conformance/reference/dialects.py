"""The dialects that the reference implementation speaks, by the name of the profile they are judged with."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from conformance.reference.dialect import Dialect
from conformance.reference.functies import versions as functies
from conformance.reference.openklant import versions as openklant
from conformance.reference.referentielijsten import versions as referentielijsten
from conformance.reference.vngcrud import versions as vngcrud

#: What every package of a dialect offers.
_OFFERED = (
    *functies.DIALECTS,
    *openklant.DIALECTS,
    *referentielijsten.DIALECTS,
    *vngcrud.DIALECTS,
)
DIALECTS: Mapping[str, Dialect] = MappingProxyType({found.name: found for found in _OFFERED})
DEFAULT = "openklant-0.9"
TOKEN = "geheim"  # noqa: S105 - the token of a register that holds nothing


def dialect(name: str) -> Dialect:
    """The dialect with this name; ValueError when there is none."""
    if name not in DIALECTS:
        raise ValueError(f"unknown dialect {name!r}; known: {', '.join(DIALECTS)}")
    return DIALECTS[name]
