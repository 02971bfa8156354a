"""Faults in when a klantcontact took place, along what channel, in what order they come, and what follows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from conformance.reference.domain import checks, surroundings
from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Values
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, Installer, fault
from conformance.reference.faults.side_effects import task_made
from conformance.reference.faults.telling import only
from conformance.reference.faults.writing import NEW, altered, optional, redefined, refused, rules_off
from conformance.reference.http.messages import Call

_KIND = "klantcontact"
_CONTACT = "aanleidinggevendKlantcontact"


def _latest_registration_first(core: Core, call: Call, found: list[Record]) -> list[Record]:
    return sorted(found, key=lambda record: -record.order) if call.kind == _KIND else found


def _hours_ago(core: Core, change: Change) -> bool:
    at = change.values.get("plaatsgevondenOp")
    moment = checks.moment(at) if isinstance(at, str) else None
    return moment is not None and moment < surroundings.now() - timedelta(hours=1)


def _without_done_tasks(core: Core, call: Call, record: Record, values: Values) -> Values:
    tasks = values.get("leiddeTotInterneTaken")
    if record.kind != _KIND or not isinstance(tasks, list):
        return values
    done = {t.id for t in core.store.referring("interneTaak", _CONTACT, record.id) if t.values["status"] == "verwerkt"}
    return values | {"leiddeTotInterneTaken": [task for task in tasks if task["uuid"] not in done]}


def _dated(name: str) -> Installer:
    def add(core: Core, call: Call, record: Record, values: Values) -> Values:
        return values | {name: "2026-01-01T00:00:00Z"} if record.kind == _KIND else values

    return lambda seams: seams.telling.append(add)


def _website(value: Any) -> Any:
    return "website" if isinstance(value, str) and "formulier" in value else value


FAULTS: tuple[Fault, ...] = (
    fault(
        "klantcontact-lijst-op-volgorde-van-vastleggen",
        "Een lijst klantcontacten staat op volgorde van vastleggen in plaats van plaatsvinden.",
        "A list of klantcontacten is in order of registration, not of when they took place.",
        "KCT-10",
        lambda seams: seams.selecting.append(_latest_registration_first),
    ),
    fault(
        "klantcontact-in-de-toekomst-aanvaard",
        "Een klantcontact dat nog moet plaatsvinden, wordt aanvaard.",
        "A klantcontact that has yet to take place is accepted.",
        "KCT-20",
        rules_off("niet-in-de-toekomst"),
    ),
    fault(
        "klantcontact-achteraf-vastleggen-geweigerd",
        "Een klantcontact van langer dan een uur geleden wordt geweigerd.",
        "A klantcontact of more than an hour ago is refused.",
        "KCT-20",
        refused(_KIND, "plaatsgevondenOp", _hours_ago, NEW),
    ),
    fault(
        "klantcontact-maakt-vanzelf-een-taak",
        "Een klantcontact vastleggen maakt vanzelf een interne taak.",
        "Registering a klantcontact makes an interne taak all by itself.",
        "KCT-28",
        task_made(_KIND, None),
    ),
    fault(
        "klantcontact-toont-geen-verwerkte-taken",
        "Een klantcontact toont alleen de taken die nog te verwerken zijn.",
        "A klantcontact shows only the taken that are still te_verwerken.",
        "KCT-29",
        lambda seams: seams.telling.append(_without_done_tasks),
    ),
    fault(
        "taak-verwerkt-onvindbaar-bij-contact",
        "Zoeken van taken op klantcontact vindt alleen wat nog te verwerken is.",
        "Searching taken by klantcontact finds only what is still te_verwerken.",
        "KCT-29",
        only("interneTaak", f"{_CONTACT}__uuid", lambda core, record: record.values["status"] != "verwerkt"),
    ),
    fault(
        "klantcontact-draagt-registratiedatum",
        "Een klantcontact draagt een datum van registratie.",
        "A klantcontact carries a date of registration.",
        "KCT-32",
        _dated("geregistreerdOp"),
    ),
    fault(
        "klantcontact-draagt-wijzigingsdatum",
        "Een klantcontact draagt een datum van wijziging.",
        "A klantcontact carries a date of change.",
        "KCT-32",
        _dated("gewijzigdOp"),
    ),
    fault(
        "klantcontact-kanaal-niet-verplicht",
        "Een klantcontact zonder kanaal wordt aanvaard.",
        "A klantcontact without kanaal is accepted.",
        "KCT-35",
        optional(_KIND, "kanaal", "onbekend"),
    ),
    fault(
        "klantcontact-leeg-kanaal-aanvaard",
        "Een klantcontact met een leeg kanaal wordt aanvaard.",
        "A klantcontact with an empty kanaal is accepted.",
        "KCT-35",
        redefined(_KIND, "kanaal", blank=True, nullable=True),
    ),
    fault(
        "klantcontact-chat-heet-telefoon",
        "Een klantcontact dat een chat was, wordt onder kanaal telefoon bewaard.",
        "A klantcontact that was a chat is kept under channel telefoon.",
        "VRZ-05",
        altered(_KIND, "kanaal", lambda value: "telefoon" if value == "chat" else value),
    ),
    fault(
        "klantcontact-elk-formulier-heet-website",
        "Een klantcontact langs een formulier wordt onder kanaal website bewaard.",
        "A klantcontact by form is stored with website as its kanaal.",
        "VRZ-05",
        altered(_KIND, "kanaal", _website, NEW),
    ),
)
