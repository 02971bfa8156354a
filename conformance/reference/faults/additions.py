"""Faults in adding to the inhoud of a klantcontact (KCT-12)."""

from __future__ import annotations

from conformance.reference.domain import checks
from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.writing import CHANGES, altered

_KIND = "klantcontact"


def _appended(core: Core, change: Change) -> bool:
    return bool(change.before) and change.changed("inhoud")


def _addition_only(core: Core, change: Change) -> None:
    if change.kind == _KIND and _appended(core, change) and change.before is not None:
        old = change.before.values["inhoud"]
        change.values = change.values | {"inhoud": change.values["inhoud"].removeprefix(old).strip()}


FAULTS: tuple[Fault, ...] = (
    fault(
        "klantcontact-aanvullen-wist-oude-inhoud",
        "Bij het aanvullen van de inhoud verdwijnt de tekst die er al stond.",
        "Adding to the inhoud drops the text that was there.",
        "KCT-12",
        lambda seams: seams.storing.append(_addition_only),
    ),
    fault(
        "klantcontact-aanvullen-verzet-tijdstip",
        "Bij het aanvullen van de inhoud wordt het tijdstip van het klantcontact nu.",
        "Adding to the inhoud sets the moment of the klantcontact to now.",
        "KCT-12",
        altered(_KIND, "plaatsgevondenOp", lambda value: checks.now(), CHANGES, _appended),
    ),
)
