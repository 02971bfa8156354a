"""Rules of a partij, and of what it owns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conformance.reference.domain.fields import value_at
from conformance.reference.domain.rules.actor import keep_identity
from conformance.reference.domain.rules.identificator import write_along
from conformance.reference.domain.rules.rule import Rule, Stage

if TYPE_CHECKING:
    from conformance.reference.domain.changes import Change
    from conformance.reference.domain.core import Core

_EMPLOYER = "partijIdentificatie.werkteVoorPartij"


def _own(listed: str, kind: str, owner: str, preferred: str) -> Rule:
    """The listed resources become the partij's own, the others it let go of. Nobody else's are taken over."""

    def link(core: Core, change: Change) -> None:
        if listed not in change.sent:
            return
        wanted = change.sent[listed]
        for i, found in enumerate(wanted):
            record = core.store.get(kind, found)
            if record is not None and record.values[owner] not in (None, change.id):
                change.complain(f"{listed}.{i}", "invalid", "Dit hoort bij een andere partij.")
            elif record is not None and record.values[owner] is None:
                core.put(record, **{owner: change.id})
        for record in core.store.referring(kind, owner, change.id):
            if record.id not in wanted:
                core.put(record, **{owner: None})
                if change.values.get(preferred) == record.id and preferred not in change.sent:
                    change.values = change.values | {preferred: None}

    return Rule(f"{listed}-koppelen", Stage.NESTED, link)


def _preferred(field: str, kind: str, owner: str) -> Rule:
    """What a partij prefers is its own (PAR-21)."""

    def own(core: Core, change: Change) -> None:
        record = core.store.get(kind, change.values.get(field) or "")
        if record is not None and record.values[owner] != change.id and change.changed(field):
            change.complain(field, "invalid", "Dit hoort niet bij deze partij.")

    return Rule(f"{field}-is-eigen", Stage.CHECK, own)


def _works_for_organisation(core: Core, change: Change) -> None:
    """A contactpersoon works for an organisatie (PAR-16)."""
    employer = core.store.get("partij", value_at(change.values, _EMPLOYER) or "")
    if employer is not None and employer.values.get("soortPartij") != "organisatie":
        change.complain(_EMPLOYER, "invalid", "Deze partij is geen organisatie.")


def _stays_organisation(core: Core, change: Change) -> None:
    """An organisatie that contactpersonen work for stays one (PAR-16)."""
    if change.before is None or change.old("soortPartij") != "organisatie":
        return
    if change.changed("soortPartij") and core.store.referring("partij", _EMPLOYER, change.id):
        change.complain("soortPartij", "invalid", "Er zijn contactpersonen die voor deze organisatie werkten.")


RULES = (
    _own("digitaleAdressen", "digitaalAdres", "verstrektDoorPartij", "voorkeursDigitaalAdres"),
    _own("rekeningnummers", "rekeningnummer", "partij", "voorkeursRekeningnummer"),
    Rule("identificatoren-bijwerken", Stage.NESTED, write_along),
    _preferred("voorkeursDigitaalAdres", "digitaalAdres", "verstrektDoorPartij"),
    _preferred("voorkeursRekeningnummer", "rekeningnummer", "partij"),
    Rule("werkgever-is-organisatie", Stage.CHECK, _works_for_organisation),
    Rule("organisatie-blijft-werkgever", Stage.CHECK, _stays_organisation),
    keep_identity("soortPartij", "partijIdentificatie"),
)
