"""Rules of what ties resources together, and of identificatoren that point outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conformance.reference.domain.rules.rule import Rule, Stage, alone

if TYPE_CHECKING:
    from conformance.reference.domain.changes import Change
    from conformance.reference.domain.core import Core


def object_rules(group: str) -> tuple[Rule, ...]:
    """An identificator has all four parts or none (API-26)."""

    def complete(change: Change) -> None:
        parts = change.values.get(group)
        if not isinstance(parts, dict):
            return
        if not any(parts.values()):
            change.values = change.values | {group: None}
            return
        for part, value in parts.items():
            if not value:
                change.complain(f"{group}.{part}", "required", "Een identificator heeft al zijn delen.")

    return (Rule("identificator-volledig", Stage.CHECK, alone(complete)),)


def _not_oneself(change: Change) -> None:
    """A partij does not represent itself (VTW-05)."""
    one, other = (change.values.get(f) for f in ("vertegenwoordigendePartij", "vertegenwoordigdePartij"))
    if one is not None and one == other:
        change.complain("vertegenwoordigdePartij", "invalid", "Een partij vertegenwoordigt zichzelf niet.")


def _active_actor(core: Core, change: Change) -> None:
    """An inactive actor takes no part in new klantcontacten (ACT-10)."""
    actor = core.store.get("actor", change.values.get("actor") or "")
    if actor is not None and change.changed("actor") and actor.values["indicatieActief"] is False:
        change.complain("actor", "invalid", "Deze actor is niet actief.")


VERTEGENWOORDIGING_RULES = (Rule("niet-zichzelf", Stage.CHECK, alone(_not_oneself)),)
ACTOR_KLANTCONTACT_RULES = (Rule("actor-actief", Stage.CHECK, _active_actor),)
