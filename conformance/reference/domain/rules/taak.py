"""Rules of an interne taak: who has it, and when it was dealt with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conformance.reference.domain import checks
from conformance.reference.domain.fields import Action
from conformance.reference.domain.rules.rule import Rule, Stage, alone

if TYPE_CHECKING:
    from conformance.reference.domain.changes import Change
    from conformance.reference.domain.core import Core

_ONE, _MANY = "toegewezenAanActor", "toegewezenAanActoren"


def _one_actor(change: Change) -> None:
    """One actor is a list of one."""
    one = change.sent.get(_ONE)
    if one is not None and not _sent_many(change):
        change.values = change.values | {_MANY: [one]}


def _sent_many(change: Change) -> bool:
    return bool(change.sent.get(_MANY)) if change.action is Action.REGISTER else _MANY in change.sent


def _assigned(change: Change) -> None:
    """A taak has an actor (ITK-14), told in one way (EXT-03)."""
    broken = {violation.path.partition(".")[0] for violation in change.violations}
    if change.sent.get(_ONE) is not None and _sent_many(change):
        change.complain(_ONE, "invalid", f"Stuur {_ONE} of {_MANY}, niet allebei.")
    elif broken.intersection((_ONE, _MANY)):
        return
    elif not change.values.get(_MANY) or (
        change.action is Action.REPLACE and change.sent.get(_ONE) is None and _MANY not in change.sent
    ):
        change.complain(_MANY, "required", "Een interne taak is aan minstens een actor toegewezen.")


def _active(core: Core, change: Change) -> None:
    """An inactive actor gets no new taken (ACT-11)."""
    old = change.old(_MANY)
    for actor_id in change.values.get(_MANY, ()):
        actor = core.store.get("actor", actor_id)
        new = not isinstance(old, list) or actor_id not in old
        if new and actor is not None and actor.values["indicatieActief"] is False:
            field = _ONE if change.sent.get(_ONE) == actor_id else _MANY
            change.complain(field, "invalid", "Deze actor is niet actief.")


def _dealt_with(change: Change) -> None:
    """`afgehandeldOp` follows the status (ITK-10, ITK-12)."""
    if change.values.get("status") == "te_verwerken":
        if not change.sent.get("afgehandeldOp"):
            change.values = change.values | {"afgehandeldOp": None}
    elif change.values.get("status") == "verwerkt" and not change.values.get("afgehandeldOp"):
        change.values = change.values | {"afgehandeldOp": change.old("afgehandeldOp") or checks.now()}


def _open_has_no_moment(change: Change) -> None:
    """An open taak was not dealt with at any moment (ITK-11)."""
    if change.values.get("status") == "te_verwerken" and change.values.get("afgehandeldOp"):
        change.complain("afgehandeldOp", "invalid", "Een taak die te verwerken is, heeft geen tijdstip.")


RULES = (
    Rule("actor-enkelvoud", Stage.DERIVE, alone(_one_actor)),
    Rule("tijdstip-bij-status", Stage.DERIVE, alone(_dealt_with)),
    Rule("taak-toegewezen", Stage.CHECK, alone(_assigned)),
    Rule("taak-actor-actief", Stage.CHECK, _active),
    Rule("open-taak-zonder-tijdstip", Stage.CHECK, alone(_open_has_no_moment)),
)
