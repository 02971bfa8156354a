"""Faults of the functions API in what a thing is called, and in what a registration makes besides."""

from __future__ import annotations

from typing import Any

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action
from conformance.reference.faults.fault import Fault
from conformance.reference.faults.functies_wire import Message, afterwards, functies, said
from conformance.reference.faults.writing import own_ids
from conformance.reference.functies.messages import reference


def _each(told: Any, change: Any) -> Any:
    """The same of every item, where a search tells a list."""
    return [_each(item, change) for item in told] if isinstance(told, list) else change(told)


def _without_sign(told: Message) -> Message:
    name = told.get("naam")
    return told | {"naam": name.replace("&", "en")} if isinstance(name, str) else told


def _like_a_person(told: Message) -> Message:
    name = told.get("naam")
    return told | {"naam": {"achternaam": name}} if isinstance(name, str) else told


def _same_contact_number(_core: Core, change: Change) -> None:
    if change.kind == "klantcontact" and change.action is Action.REGISTER:
        change.values = change.values | {"nummer": "0000000001"}


def _task_made(core: Core, message: Message, _told: Any) -> None:
    actor = next((record.id for record in core.all("actor")), None)
    contact = core.store.get("klantcontact", message.get("klantcontactId", ""))
    if actor and contact:
        task = {"gevraagdeHandeling": "Opvolgen", "status": "te_verwerken", "toegewezenAanActor": actor}
        core.write("interneTaak", Action.REGISTER, task | {"aanleidinggevendKlantcontact": contact.id}, reference)


FAULTS: tuple[Fault, ...] = (
    functies(
        "en-teken-in-naam",
        "Een & in de naam van een organisatie komt als en terug.",
        "An & in the name of an organisation comes back as en.",
        "PAR-14",
        said("_zoek_organisatie", lambda told: _each(told, _without_sign)),
    ),
    functies(
        "organisatie-met-achternaam",
        "Een organisatie komt terug met een naam zoals een persoon die heeft.",
        "An organisation comes back with a name like that of a person.",
        "PAR-14 PAR-15",
        said("_zoek_organisatie", lambda told: _each(told, _like_a_person)),
    ),
    functies(
        "elk-klantcontact-hetzelfde-nummer",
        "Elk klantcontact krijgt hetzelfde nummer.",
        "Every klantcontact gets the same number.",
        "KCT-14",
        lambda seams: seams.storing.append(_same_contact_number),
    ),
    functies(
        "onderwerp-wordt-interne-taak",
        "Vastleggen waar een klantcontact over ging maakt vanzelf een interne taak.",
        "Recording what a klantcontact was about makes an interne taak all by itself.",
        "KLT-04",
        afterwards("_registreer_klantcontact_gaat_over", _task_made),
    ),
    functies(
        "taak-id-van-consument-overgenomen",
        "Een meegestuurd id bepaalt het id van een nieuwe interne taak.",
        "An id in the message decides the id of a new interne taak.",
        "API-01",
        own_ids("interneTaak"),
    ),
)
