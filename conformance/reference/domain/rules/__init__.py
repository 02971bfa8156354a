"""The rules between fields and between resources, by resource, each with a name of its own.

DERIVE fills in, NESTED writes along, CHECK refuses, EFFECT follows an accepted write.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from conformance.reference.domain.rules import (
    actor,
    addresses,
    identificator,
    klantcontact,
    links,
    numbers,
    partij,
    taak,
)
from conformance.reference.domain.rules.rule import Rule, Stage

RULES: Mapping[str, tuple[Rule, ...]] = MappingProxyType(
    {
        "partij": (*numbers.PARTIJ, *partij.RULES),
        "digitaalAdres": addresses.RULES,
        "partijIdentificator": identificator.RULES,
        "rekeningnummer": addresses.REKENINGNUMMER_RULES,
        "vertegenwoordiging": links.VERTEGENWOORDIGING_RULES,
        "klantcontact": (*numbers.MET_REFERENTIENUMMER, *klantcontact.RULES),
        "onderwerpobject": links.object_rules("onderwerpobjectidentificator"),
        "bijlage": links.object_rules("bijlageidentificator"),
        "actor": (*links.object_rules("actoridentificator"), *actor.RULES),
        "actorKlantcontact": links.ACTOR_KLANTCONTACT_RULES,
        "interneTaak": (*numbers.MET_REFERENTIENUMMER, *taak.RULES),
    }
)

__all__ = ["RULES", "Rule", "Stage"]
