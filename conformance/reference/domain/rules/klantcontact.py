"""Rules of a klantcontact. That it does not change is in its fields (`fixed`, `grows`)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from conformance.reference.domain import checks, surroundings
from conformance.reference.domain.rules.rule import Rule, Stage, alone

if TYPE_CHECKING:
    from conformance.reference.domain.changes import Change

# Clocks differ, and people write local times; a day is wide enough for both.
TOLERANCE = timedelta(days=1)


def _not_in_the_future(change: Change) -> None:
    """A klantcontact has taken place (KCT-20)."""
    at = change.values.get("plaatsgevondenOp")
    moment = checks.moment(at) if isinstance(at, str) else None
    if change.before is None and moment is not None and moment > surroundings.now() + TOLERANCE:
        change.complain("plaatsgevondenOp", "invalid", "Een klantcontact ligt niet in de toekomst.")


def _no_further_action(change: Change) -> None:
    """Further action is for contacts that failed (EXT-06)."""
    if change.values.get("indicatieContactGelukt") and change.values.get("verdereActieOndernomen"):
        change.complain(
            "verdereActieOndernomen", "invalid", "Bij een gelukt contact is er geen verdere actie ondernomen."
        )


RULES = (
    Rule("niet-in-de-toekomst", Stage.CHECK, alone(_not_in_the_future)),
    Rule("gelukt-zonder-verdere-actie", Stage.CHECK, alone(_no_further_action)),
)
