"""The rules between fields and between resources, by resource, each with a name of its own.

DERIVE fills in, NESTED writes along, CHECK refuses, EFFECT follows an accepted write.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from conformance.reference.domain.rules import (
    actor,
    adres,
    identificator,
    klantcontact,
    koppeling,
    nummers,
    partij,
    taak,
)
from conformance.reference.domain.rules.rule import Rule, Stage

RULES: Mapping[str, tuple[Rule, ...]] = MappingProxyType(
    {
        "partij": (*nummers.PARTIJ, *partij.RULES),
        "digitaalAdres": adres.RULES,
        "partijIdentificator": identificator.RULES,
        "rekeningnummer": adres.REKENINGNUMMER_RULES,
        "vertegenwoordiging": koppeling.VERTEGENWOORDIGING_RULES,
        "klantcontact": (*nummers.MET_REFERENTIENUMMER, *klantcontact.RULES),
        "onderwerpobject": koppeling.object_rules("onderwerpobjectidentificator"),
        "bijlage": koppeling.object_rules("bijlageidentificator"),
        "actor": (*koppeling.object_rules("actoridentificator"), *actor.RULES),
        "actorKlantcontact": koppeling.ACTOR_KLANTCONTACT_RULES,
        "interneTaak": (*nummers.MET_REFERENTIENUMMER, *taak.RULES),
    }
)

__all__ = ["RULES", "Rule", "Stage"]
