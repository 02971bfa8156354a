"""Faults in when an interne taak was dealt with, and in whose klantcontact it follows."""

from __future__ import annotations

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.writing import CHANGES, NEW, after, altered, rules_off

_KIND = "interneTaak"
_CONTACT = "aanleidinggevendKlantcontact"
_EARLIER = "2026-01-01T00:00:00Z"


def _open(core: Core, change: Change) -> bool:
    return change.values.get("status") == "te_verwerken"


def _finished_without_moment(core: Core, change: Change) -> bool:
    done = change.values.get("status") == "verwerkt" and change.old("status") != "verwerkt"
    return done and not change.sent.get("afgehandeldOp")


def _keep_moment(core: Core, change: Change) -> None:
    if change.kind == _KIND and _open(core, change) and change.old("afgehandeldOp"):
        change.values = change.values | {"afgehandeldOp": change.old("afgehandeldOp")}


def _already_done(core: Core, change: Change) -> bool:
    done = change.values.get("status") == "verwerkt" and change.old("status") == "verwerkt"
    return done and not change.sent.get("afgehandeldOp")


def _to_another_contact(core: Core, change: Change, record: Record) -> None:
    other = next((one for one in core.all("klantcontact") if one.id != record.values[_CONTACT]), None)
    if other is not None:
        core.put(record, **{_CONTACT: other.id})


FAULTS: tuple[Fault, ...] = (
    fault(
        "taak-open-met-tijdstip-aanvaard",
        "Een taak die te verwerken is, mag een tijdstip van verwerking hebben.",
        "A taak that is te_verwerken may have a moment of processing.",
        "ITK-11",
        rules_off("open-taak-zonder-tijdstip"),
    ),
    fault(
        "taak-open-krijgt-tijdstip",
        "Een nieuwe taak die te verwerken is, krijgt een tijdstip van verwerking.",
        "A new taak that is te_verwerken gets a moment of processing.",
        "ITK-11",
        altered(_KIND, "afgehandeldOp", lambda value: value or _EARLIER, NEW, _open),
    ),
    fault(
        "taak-tijdstip-niet-ingevuld",
        "Een taak die verwerkt wordt, krijgt niet vanzelf een tijdstip.",
        "A taak that becomes verwerkt does not get a moment by itself.",
        "ITK-12",
        altered(_KIND, "afgehandeldOp", lambda value: None, tuple(Action), _finished_without_moment),
    ),
    fault(
        "taak-heropend-houdt-tijdstip",
        "Een heropende taak houdt haar tijdstip van verwerking.",
        "A reopened taak keeps its moment of processing.",
        "ITK-12",
        lambda seams: seams.storing.append(_keep_moment),
    ),
    fault(
        "taak-tijdstip-verschuift",
        "Een andere wijziging van een verwerkte taak verzet het tijdstip van verwerking.",
        "Another change of a taak that is verwerkt moves its moment of processing.",
        "ITK-12",
        altered(_KIND, "afgehandeldOp", lambda value: _EARLIER, CHANGES, _already_done),
    ),
    fault(
        "taak-bij-ander-klantcontact",
        "Een nieuwe taak komt bij het laatste andere klantcontact te staan.",
        "A new taak ends up with the latest other klantcontact.",
        "VRZ-03",
        after(_KIND, _to_another_contact),
    ),
)
