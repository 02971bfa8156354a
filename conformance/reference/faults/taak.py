"""Faults in registering, reading, changing and finishing an interne taak."""

from __future__ import annotations

from conformance.reference.domain import checks
from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.telling import READS, also, newer_instead, told, untold
from conformance.reference.faults.writing import (
    CHANGES,
    NEW,
    PATCH,
    after,
    altered,
    lost,
    refused,
    told_but_lost,
    unchanged,
    wiped,
)
from conformance.reference.http.messages import Operation
from conformance.reference.seams import Seams

_KIND = "interneTaak"
_ACTOREN = "toegewezenAanActoren"
_CONTACT = "aanleidinggevendKlantcontact"
_RETRIEVE = (Operation.RETRIEVE,)


def _add_to_old_actors(core: Core, change: Change) -> None:
    if change.kind == _KIND and change.before is not None:
        old = change.before.values[_ACTOREN]
        change.values = change.values | {_ACTOREN: list(dict.fromkeys((*old, *change.values[_ACTOREN])))}


def _done(core: Core, change: Change) -> bool:
    return change.values.get("status") == "verwerkt"


def _becomes_done(core: Core, change: Change) -> bool:
    return _done(core, change) and change.changed("status")


def _finish_all(core: Core, change: Change, record: Record) -> None:
    if not _becomes_done(core, change):
        return
    for other in core.store.referring(_KIND, _CONTACT, record.values[_CONTACT]):
        if other.values["status"] != "verwerkt":
            core.put(other, status="verwerkt", afgehandeldOp=checks.now())


def _other_tasks(core: Core, change: Change) -> list[Record]:
    found = core.store.referring(_KIND, _CONTACT, change.values.get(_CONTACT) or "")
    return [task for task in found if task.id != change.id]


def _replace_older(core: Core, change: Change, record: Record) -> None:
    for other in _other_tasks(core, change):
        core.store.remove(other)


def _still_found_as_open(seams: Seams) -> None:
    once_open: set[str] = set()

    def note(core: Core, change: Change) -> None:
        if change.kind != _KIND or change.before is None:
            return
        if change.before.values["status"] == "te_verwerken":
            once_open.add(change.id)

    seams.storing.append(note)
    also(_KIND, "status", lambda core, record: record.id in once_open)(seams)


FAULTS: tuple[Fault, ...] = (
    fault(
        "taak-toelichting-niet-bewaard",
        "De toelichting van een nieuwe interne taak wordt niet bewaard.",
        "The toelichting of a new interne taak is not stored.",
        "ITK-01 ITK-16",
        lost(_KIND, "toelichting"),
    ),
    fault(
        "taak-toelichting-alleen-in-antwoord",
        "Het antwoord op registreren toont de toelichting, maar bij opvragen is zij weg.",
        "The answer to a registration shows the toelichting, but reading it back does not.",
        "ITK-01",
        told_but_lost(_KIND, "toelichting"),
    ),
    fault(
        "taak-antwoord-zonder-actor",
        "Het antwoord op registreren laat de toegewezen actor weg.",
        "The answer to a registration leaves out the actor.",
        "ITK-01",
        untold(_KIND, "toegewezenAanActor", _ACTOREN, operations=(Operation.CREATE,)),
    ),
    fault(
        "taak-antwoord-zonder-klantcontact",
        "Het antwoord op registreren laat het klantcontact weg.",
        "The answer to a registration leaves out the klantcontact.",
        "ITK-01",
        untold(_KIND, _CONTACT, operations=(Operation.CREATE,)),
    ),
    fault(
        "taak-opvragen-geeft-nieuwere",
        "Een interne taak opvragen geeft de laatst geregistreerde taak.",
        "Reading an interne taak gives the latest taak instead.",
        "ITK-02",
        newer_instead(_KIND, lambda core, record: True),
    ),
    fault(
        "taak-opvragen-zonder-handeling",
        "Een interne taak opvragen op id laat de gevraagde handeling weg.",
        "Reading an interne taak by id leaves out the gevraagdeHandeling.",
        "ITK-02 ITK-01",
        untold(_KIND, "gevraagdeHandeling", operations=_RETRIEVE),
    ),
    fault(
        "taak-opvragen-toont-verkeerde-status",
        "Een interne taak opvragen op id toont altijd dat zij te verwerken is.",
        "Reading an interne taak by id always shows it as te_verwerken.",
        "ITK-06 ITK-17",
        told(_KIND, "status", lambda value: "te_verwerken", _RETRIEVE),
    ),
    fault(
        "taak-verwerken-eist-alles",
        "Alleen de status wijzigen wordt geweigerd als de gevraagde handeling ontbreekt.",
        "Changing only the status is refused when gevraagdeHandeling is missing.",
        "ITK-06",
        refused(_KIND, "gevraagdeHandeling", lambda core, change: "gevraagdeHandeling" not in change.body, PATCH),
    ),
    fault(
        "taak-status-niet-wijzigbaar",
        "Een taak op verwerkt zetten wordt stilzwijgend genegeerd.",
        "Setting a taak to verwerkt is silently ignored.",
        "ITK-06 ITK-10",
        unchanged(_KIND, "status", "afgehandeldOp", on=CHANGES),
    ),
    fault(
        "taak-verwerken-wist-toelichting",
        "Een taak op verwerkt zetten wist de toelichting.",
        "Setting a taak to verwerkt wipes its toelichting.",
        "ITK-06",
        altered(
            _KIND,
            "toelichting",
            lambda value: "",
            PATCH,
            lambda core, change: _becomes_done(core, change) and "toelichting" not in change.sent,
        ),
    ),
    fault(
        "taak-verwerkt-blijft-vindbaar-als-open",
        "Een taak die verwerkt is, blijft vindbaar bij de taken die te verwerken zijn.",
        "A taak that was dealt with is still found among those that are te_verwerken.",
        "ITK-06",
        _still_found_as_open,
    ),
    fault(
        "taak-actor-niet-wijzigbaar",
        "Een andere actor voor een taak wordt stilzwijgend genegeerd.",
        "Another actor for a taak is silently ignored.",
        "ITK-07",
        unchanged(_KIND, _ACTOREN, on=CHANGES),
    ),
    fault(
        "taak-oude-actor-blijft",
        "Een andere actor voor een taak komt erbij; de oude blijft.",
        "Another actor for a taak is added; the old one stays.",
        "ITK-07",
        lambda seams: seams.storing.append(_add_to_old_actors),
    ),
    fault(
        "taak-toelichting-niet-wijzigbaar",
        "Een andere toelichting bij een taak wordt stilzwijgend genegeerd.",
        "Another toelichting for a taak is silently ignored.",
        "ITK-07",
        unchanged(_KIND, "toelichting", on=CHANGES),
    ),
    fault(
        "taak-handeling-niet-wijzigbaar",
        "Een andere gevraagde handeling wordt stilzwijgend genegeerd.",
        "Another gevraagdeHandeling is silently ignored.",
        "ITK-07",
        unchanged(_KIND, "gevraagdeHandeling", on=CHANGES),
    ),
    fault(
        "taak-wijzigen-wist-toelichting",
        "Een deelwijziging van een taak wist de toelichting als die niet is meegestuurd.",
        "A partial change of a taak wipes the toelichting when it was not sent.",
        "ITK-06 ITK-07",
        wiped(_KIND, "toelichting", ""),
    ),
    fault(
        "taak-tijdstip-niet-bewaard",
        "Het meegestuurde tijdstip van verwerking komt niet terug.",
        "The moment of processing that was sent does not come back.",
        "ITK-10",
        told(_KIND, "afgehandeldOp", lambda value: None, (*READS, Operation.PARTIAL_UPDATE)),
    ),
    fault(
        "taak-tijdstip-wordt-nu",
        "Het meegestuurde tijdstip van verwerking wordt vervangen door nu.",
        "The moment of processing that was sent is replaced by now.",
        "ITK-10",
        altered(_KIND, "afgehandeldOp", lambda value: checks.now(), tuple(Action), _done),
    ),
    fault(
        "taak-direct-verwerkt-geweigerd",
        "Een taak die bij registratie al verwerkt is, wordt geweigerd.",
        "A taak that is already verwerkt when registered is refused.",
        "ITK-17",
        refused(_KIND, "status", _done),
    ),
    fault(
        "taak-direct-verwerkt-wordt-open",
        "Een taak die bij registratie al verwerkt is, wordt als te verwerken bewaard.",
        "A taak that is already verwerkt when registered is stored as te_verwerken.",
        "ITK-17",
        altered(_KIND, "status", lambda value: "te_verwerken", NEW),
    ),
    fault(
        "taak-tweede-bij-contact-geweigerd",
        "Een tweede taak bij hetzelfde klantcontact wordt geweigerd.",
        "A second taak for the same klantcontact is refused.",
        "ITK-18",
        refused(_KIND, _CONTACT, lambda core, change: bool(_other_tasks(core, change))),
    ),
    fault(
        "taak-tweede-bij-contact-vervangt-eerste",
        "Een tweede taak bij hetzelfde klantcontact vervangt de eerste.",
        "A second taak for the same klantcontact replaces the first.",
        "ITK-18",
        after(_KIND, _replace_older),
    ),
    fault(
        "taak-verwerken-sluit-alle-taken",
        "Een taak op verwerkt zetten zet alle taken van het klantcontact op verwerkt.",
        "Setting a taak to verwerkt does so for every taak of the klantcontact.",
        "ITK-18",
        after(_KIND, _finish_all, CHANGES),
    ),
)
