"""Rules of a digitaal adres and of a rekeningnummer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conformance.reference.domain import checks
from conformance.reference.domain.rules.rule import Rule, Stage, alone

if TYPE_CHECKING:
    from conformance.reference.domain.changes import Change
    from conformance.reference.domain.core import Core

_OWNERS = ("verstrektDoorPartij", "verstrektDoorBetrokkene")
_CHECKS = {"email": checks.email, "telefoonnummer": checks.telefoonnummer}


def _form(change: Change) -> None:
    """An address has the form of its soort (DIG-13)."""
    check = _CHECKS.get(change.values.get("soortDigitaalAdres", ""))
    adres = change.values.get("adres")
    reason = check(adres) if check is not None and isinstance(adres, str) else None
    if reason:
        change.complain("adres", "invalid", reason)


def _owned(change: Change) -> None:
    """An address was given by a partij or a betrokkene (DIG-07); a write does not make it ownerless."""
    had = change.before is None or any(change.old(owner) for owner in _OWNERS)
    if had and not any(change.values.get(owner) for owner in _OWNERS):
        change.complain("verstrektDoorPartij", "required", "Een digitaal adres is door iemand verstrekt.")


def _standard(change: Change) -> None:
    """Only an address of a partij can be its standard address (EXT-04)."""
    if change.values.get("isStandaardAdres") and not change.values.get("verstrektDoorPartij"):
        change.complain("isStandaardAdres", "invalid", "Een standaardadres hoort bij een partij.")


def _only_standard(core: Core, change: Change) -> None:
    """A new standard address takes the place of the old one (EXT-04)."""
    partij = change.values.get("verstrektDoorPartij")
    if not change.values.get("isStandaardAdres") or not partij:
        return
    soort = change.values["soortDigitaalAdres"]
    for other in core.store.referring("digitaalAdres", "verstrektDoorPartij", partij):
        if other.id != change.id and other.values["soortDigitaalAdres"] == soort:
            core.put(other, isStandaardAdres=False)


def no_longer_preferred(owner: str, preferred: str) -> Rule:
    """What moves to another partij is no longer the preference of the first (PAR-21)."""

    def let_go(core: Core, change: Change) -> None:
        if change.before is None or not change.changed(owner):
            return
        for partij in core.store.referring("partij", preferred, change.id):
            if partij.id != change.values.get(owner):
                core.put(partij, **{preferred: None})

    return Rule(f"{preferred}-vervalt", Stage.EFFECT, let_go)


RULES = (
    Rule("adres-vorm", Stage.CHECK, alone(_form)),
    Rule("adres-van-iemand", Stage.CHECK, alone(_owned)),
    Rule("standaardadres-van-partij", Stage.CHECK, alone(_standard)),
    Rule("standaardadres-enig", Stage.EFFECT, _only_standard),
    no_longer_preferred("verstrektDoorPartij", "voorkeursDigitaalAdres"),
)
REKENINGNUMMER_RULES = (no_longer_preferred("partij", "voorkeursRekeningnummer"),)
