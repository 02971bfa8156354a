"""Rules of an actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conformance.reference.domain.rules.rule import Rule, Stage, alone

if TYPE_CHECKING:
    from conformance.reference.domain.changes import Change


def keep_identity(soort: str, group: str) -> Rule:
    """A change of soort never silently empties the group that depends on it."""

    def kept(change: Change) -> None:
        before = change.old(group)
        if change.before is None or not change.changed(soort) or not isinstance(before, dict):
            return
        if any((change.sent.get(group) or {}).values()):
            return
        parts = change.resource.field(group).variants.get(change.values[soort], ())
        if any(before.values()):
            change.complain(soort, "invalid", f"Met een andere soort vervalt {group}; stuur die opnieuw mee.")
        elif missing := next((part.name for part in parts if part.required), None):
            change.complain(f"{group}.{missing}", "required", "Deze soort heeft dit gegeven nodig.")

    return Rule("soort-behoudt-identiteit", Stage.CHECK, alone(kept))


RULES = (keep_identity("soortActor", "actorIdentificatie"),)
