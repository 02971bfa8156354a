"""All faults together."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from conformance.reference.faults import (
    aanvullen,
    adressen,
    api,
    betrokkene,
    klantcontact,
    koppelingen,
    lengtes,
    onveranderlijk,
    paginering,
    partij,
    partij_bestaan,
    partij_gegevens,
    partij_toelating,
    partij_wijzigen,
    problemen,
    relaties,
    taak,
    taak_gegevens,
    toegang,
    verwijderen,
    zoeken,
    zoeken_samen,
)
from conformance.reference.faults.fault import Fault

_MODULES = (
    partij,
    partij_wijzigen,
    partij_bestaan,
    partij_gegevens,
    partij_toelating,
    klantcontact,
    onveranderlijk,
    aanvullen,
    relaties,
    taak,
    taak_gegevens,
    betrokkene,
    adressen,
    koppelingen,
    lengtes,
    zoeken,
    zoeken_samen,
    verwijderen,
    api,
    paginering,
    toegang,
    problemen,
)


def _collected() -> Mapping[str, Fault]:
    found: dict[str, Fault] = {}
    for module in _MODULES:
        for one in module.FAULTS:
            if one.id in found:
                raise RuntimeError(f"two faults are called {one.id}")
            found[one.id] = one
    return MappingProxyType(found)


FAULTS: Mapping[str, Fault] = _collected()
