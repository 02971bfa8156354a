"""Faults that only a value other than the default, or the other way of writing, brings to light."""

from __future__ import annotations

from dataclasses import replace

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action, Values
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.telling import told_besides
from conformance.reference.faults.writing import PATCH, PUT, altered, always, pardoned, refused, unchanged
from conformance.reference.seams import Seams

_OWNER, _PREFERRED = "verstrektDoorPartij", "voorkeursDigitaalAdres"


def _preference_taken_over(seams: Seams) -> None:
    """An address of another that is listed and preferred at once becomes the partij's own."""

    def take(core: Core, change: Change) -> None:
        preferred = change.sent.get(_PREFERRED)
        if change.kind != "partij" or preferred not in (change.sent.get("digitaleAdressen") or ()):
            return
        record = core.store.get("digitaalAdres", preferred or "")
        if record is not None and record.values[_OWNER] not in (None, change.id):
            core.put(record, **{_OWNER: None})

    seams.deriving.append(take)


def _address_told_but_kept(seams: Seams) -> None:
    """A partial change shows the new visiting address once, and stores the old one."""
    told: dict[str, Values] = {}

    def keep(core: Core, change: Change) -> None:
        mine = change.kind == "partij" and change.action is Action.AMEND and change.sent.get("bezoekadres")
        if mine and change.before is not None:
            told[change.id] = {"bezoekadres": change.values["bezoekadres"]}
            change.values = change.values | {"bezoekadres": change.before.values["bezoekadres"]}

    def show(core: Core, change: Change, record: Record) -> Record:
        return replace(record, values=record.values | told.pop(record.id, {}))

    seams.storing.append(keep)
    seams.finishing.append(show)


def _only_a_note(core: Core, change: Change) -> bool:
    return "interneNotitie" in change.sent and "bezoekadres" not in change.sent


def _number_of_another(core: Core, change: Change) -> bool:
    number = change.values.get("nummer")
    return any(one.id != change.id and one.values["nummer"] == number for one in core.all("partij"))


def _moved(core: Core, change: Change) -> bool:
    return change.changed("identificeerdePartij")


def _third_soort(core: Core, change: Change) -> bool:
    partij = change.values.get(_OWNER)
    others = core.store.referring("digitaalAdres", _OWNER, partij) if partij else ()
    soorten = {one.values["soortDigitaalAdres"] for one in others if one.id != change.id}
    return len(soorten - {change.values.get("soortDigitaalAdres")}) > 1


FAULTS: tuple[Fault, ...] = (
    fault(
        "partij-voorkeursadres-van-ander-in-de-lijst",
        "Wie het adres van een ander ook bij haar eigen adressen noemt, krijgt het als voorkeur.",
        "Whoever also lists the address of another as her own gets it as preference.",
        "PAR-21",
        _preference_taken_over,
    ),
    fault(
        "partij-notitie-wijzigen-wist-bezoekadres",
        "Wie alleen de notitie van een partij wijzigt, raakt het bezoekadres kwijt.",
        "Whoever changes only the notitie of a partij loses the visiting address.",
        "PAR-07",
        altered("partij", "bezoekadres", lambda value: None, PATCH, _only_a_note),
    ),
    fault(
        "partij-vervanging-houdt-geheimhouding",
        "Een volledige vervanging van een partij laat actief en geheimhouding zoals zij waren.",
        "A full replacement of a partij leaves active and confidential as they were.",
        "PAR-08",
        unchanged("partij", "indicatieActief", "indicatieGeheimhouding", on=PUT),
    ),
    fault(
        "partij-nummer-van-ander-met-vervanging",
        "Met een volledige vervanging kan een partij het nummer van een ander krijgen.",
        "A full replacement can give a partij the nummer of another.",
        "PAR-11",
        pardoned("partij", "nummer", _number_of_another, PUT, ("immutable", "unique")),
    ),
    fault(
        "partij-bezoekadres-wijzigen-alleen-in-antwoord",
        "Een nieuw bezoekadres staat alleen in het antwoord op de deelwijziging.",
        "A new visiting address stands only in the answer to the partial change.",
        "PAR-24",
        _address_told_but_kept,
    ),
    fault(
        "partij-geslacht-naast-de-naam",
        "Een partij komt terug met een geslacht naast haar naam.",
        "A partij comes back with a sex beside its name.",
        "PAR-34",
        told_besides("partij", geslacht="x"),
    ),
    fault(
        "identificator-verplaatsen-wist-register",
        "Wie een identificator naar een andere partij verplaatst, raakt het register kwijt.",
        "Whoever moves an identificator to another partij loses the register.",
        "IDN-06",
        altered("partijIdentificator", "partijIdentificator.codeRegister", lambda value: "", PATCH, _moved),
    ),
    fault(
        "digitaal-adres-derde-soort-geweigerd",
        "Een derde soort digitaal adres bij dezelfde partij wordt geweigerd.",
        "A third soort of digital address of the same partij is refused.",
        "DIG-01",
        refused("digitaalAdres", "soortDigitaalAdres", _third_soort),
    ),
    fault(
        "digitaal-adres-vervangen-zonder-eigenaar",
        "Een volledige vervanging kan een digitaal adres zonder eigenaar achterlaten.",
        "A full replacement can leave a digital address without an owner.",
        "DIG-07",
        pardoned("digitaalAdres", _OWNER, always, PUT, ("required",)),
    ),
)
