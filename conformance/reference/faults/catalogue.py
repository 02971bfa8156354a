"""All faults together."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from conformance.reference.faults import (
    access,
    actors,
    additions,
    addresses,
    api,
    api_cases,
    belongings,
    betrokkene,
    betrokkene_changes,
    betrokkene_contents,
    bijlage,
    closer_look,
    coercion,
    contact_cases,
    follow_up_cases,
    functies_actoren,
    functies_contacten,
    functies_partijen,
    functies_taken,
    functies_wire,
    identification,
    immutability,
    klantcontact,
    klantcontact_contents,
    lengths,
    lijsten_answers,
    lijsten_api,
    lijsten_values,
    links,
    numbers,
    onderwerpobject,
    paging,
    partij,
    partij_admission,
    partij_cases,
    partij_changes,
    partij_contents,
    partij_details,
    partij_existence,
    partij_reach,
    references,
    refusals,
    relations,
    removing,
    representation,
    searching,
    searching_edges,
    searching_parameters,
    searching_together,
    stale_reads,
    stale_searches,
    strictness,
    taak,
    taak_contents,
    taak_moments,
    texts,
    vngcrud_answers,
    vngcrud_domain,
    vngcrud_problems,
    vngcrud_searching,
)
from conformance.reference.faults.elsewhere import NAMED, everywhere
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
    partij_reach,
    partij_details,
    closer_look,
    identification,
    representation,
    addresses,
    actors,
    betrokkene_changes,
    betrokkene_contents,
    bijlage,
    klantcontact_contents,
    numbers,
    onderwerpobject,
    references,
    searching_parameters,
    strictness,
    taak_moments,
    api_cases,
    coercion,
    contact_cases,
    follow_up_cases,
    partij_cases,
    searching_edges,
    stale_reads,
    stale_searches,
    texts,
    vngcrud_answers,
    vngcrud_domain,
    vngcrud_problems,
    vngcrud_searching,
    lijsten_values,
    lijsten_answers,
    lijsten_api,
    functies_wire,
    functies_actoren,
    functies_taken,
    functies_contacten,
    functies_partijen,
)


def _collected() -> Mapping[str, Fault]:
    found: dict[str, Fault] = {}
    for module in _MODULES:
        for one in module.FAULTS:
            if one.id in found:
                raise RuntimeError(f"two faults are called {one.id}")
            found[one.id] = everywhere(one)
    if unknown := NAMED - found.keys():
        raise RuntimeError(f"there are no faults called {', '.join(sorted(unknown))}")
    return MappingProxyType(found)


FAULTS: Mapping[str, Fault] = _collected()
