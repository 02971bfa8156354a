"""All faults together."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from conformance.reference.faults import (
    access,
    additions,
    api,
    belongings,
    betrokkene,
    immutability,
    klantcontact,
    lengths,
    links,
    paging,
    partij,
    partij_admission,
    partij_changes,
    partij_contents,
    partij_existence,
    refusals,
    relations,
    removing,
    searching,
    searching_together,
    taak,
    taak_contents,
)
from conformance.reference.faults.fault import Fault

_MODULES = (
    partij,
    partij_changes,
    partij_existence,
    partij_contents,
    partij_admission,
    klantcontact,
    immutability,
    additions,
    relations,
    taak,
    taak_contents,
    betrokkene,
    belongings,
    links,
    lengths,
    searching,
    searching_together,
    removing,
    api,
    paging,
    access,
    refusals,
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
