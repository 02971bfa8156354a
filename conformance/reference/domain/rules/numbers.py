"""Every partij, klantcontact and interne taak has a number (PAR-12, KCT-15, ITK-22).

The consumer may choose it (F2173); without one the core gives the next free number. The Open Klant
contract would allow none at all, the requirement goes before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from conformance.reference.domain.rules.rule import Rule, Stage

if TYPE_CHECKING:
    from conformance.reference.domain.changes import Change
    from conformance.reference.domain.core import Core


def _give_number(core: Core, change: Change, *names: str) -> None:
    if change.before is not None or any(change.values.get(name) for name in names):
        return
    uniques = {unique.name: unique for unique in change.resource.uniques}
    while True:
        number = f"{core.next_number():010d}"
        given = dict.fromkeys(names, number)
        if not any(core.store.sharing(uniques[name], change.kind, given) for name in names):
            change.values = change.values | given
            return


PARTIJ = (Rule("nummer-toekennen", Stage.DERIVE, lambda core, change: _give_number(core, change, "nummer")),)
MET_REFERENTIENUMMER = (
    Rule(
        "nummer-toekennen",
        Stage.DERIVE,
        lambda core, change: _give_number(core, change, "nummer", "referentienummer"),
    ),
)
