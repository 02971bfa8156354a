"""Faults of the register behind VNG CRUD, where those of Open Klant do not reach: other filters, other fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action, Consequence, Effect, Values, value_at, with_value
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, Installer
from conformance.reference.faults.removed import stays
from conformance.reference.faults.telling import ignored, never, told_besides
from conformance.reference.faults.vngcrud_answers import crud, renamed_member
from conformance.reference.faults.writing import after, altered, lost, redefined, refused, rules_off
from conformance.reference.http.messages import Call, Operation
from conformance.reference.seams import Seams


def _after_removal(effect: Effect, removed: str, kind: str, path: str) -> Installer:
    """Removing something has another effect on what refers to it."""
    return lambda seams: seams.on_removal(removed, {(kind, path): Consequence(kind, path, effect)})


def _preferred_taken_over(seams: Seams) -> None:
    """Whoever prefers the address of another becomes its owner."""

    def take(core: Core, change: Change) -> None:
        preferred = change.values.get("voorkeursDigitaalAdres") if change.kind == "partij" else None
        record = core.store.get("digitaalAdres", preferred) if isinstance(preferred, str) else None
        if record is not None and change.before is not None and record.values["verstrektDoorPartij"] != change.id:
            core.put(record, verstrektDoorPartij=change.id)

    seams.deriving.append(take)


def _number(record: Record) -> int:
    return 900_000_000 + int(record.id.replace("-", "")[:6], 16)


def _becomes_partij(core: Core, change: Change, record: Record) -> None:
    """Whoever is not known becomes a persoon of the register."""
    if record.values["wasPartij"] is None:
        known = {"soortPartij": "persoon", "indicatieActief": True, "indicatieGeheimhouding": False}
        naam = {name: part for name, part in (record.values["contactnaam"] or {}).items() if part}
        named = {"nummer": _number(record), "partijIdentificatie": {"contactnaam": naam} if naam else {}}
        core.write("partij", Action.REGISTER, known | named, str)


def _becomes_task(core: Core, change: Change, record: Record) -> None:
    """A klanttaak is an interne taak for a department as well."""
    if value_at(record.values, "onderwerpobjectidentificator.codeObjecttype") == "klanttaak":
        unit = {"naam": "Afdeling", "soortActor": "organisatorischeEenheid", "indicatieActief": True}
        actor = core.write("actor", Action.REGISTER, unit, str)
        task = {"nummer": _number(record), "gevraagdeHandeling": "Opvolgen", "status": "te_verwerken"}
        about = {"aanleidinggevendKlantcontact": record.values["klantcontact"], "toegewezenAanActor": actor.id}
        core.write("interneTaak", Action.REGISTER, task | about, str)


def _birthday(core: Core, call: Call, record: Record, told: Values) -> Values:
    if record.kind != "partij" or value_at(told, "partijtype.contactnaam") is None:
        return told
    return with_value(told, "partijtype.geboortedatum", "1970-01-01")


def _short_ids(seams: Seams) -> None:
    given: set[str] = set()

    def shorten(core: Core, change: Change) -> None:
        if change.kind == "partij" and change.before is None:
            given.add(change.id)
            change.id = f"p{len(given):06d}"

    seams.deriving.append(shorten)


def _half_read(*names: str) -> Callable[[Call], Call]:
    """Search values that are neither true nor false count as not given."""

    def keep(call: Call) -> Call:
        good = (pair for pair in call.query if pair[0] not in names or pair[1] in ("true", "false"))
        return replace(call, query=tuple(good)) if call.operation is Operation.LIST else call

    return keep


FAULTS: tuple[Fault, ...] = (
    crud(
        "crud-koppelingen-van-iedere-actor",
        "Zoeken naar de klantcontacten van een actor geeft die van alle actoren.",
        "Searching the klantcontacten of an actor gives those of all actoren.",
        "KCT-06",
        ignored("actorKlantcontact", "actorId"),
    ),
    crud(
        "crud-contacten-van-iedere-partij",
        "Zoeken naar waar een partij betrokken was, geeft ook waar anderen dat waren.",
        "Searching where a partij was involved also gives where others were.",
        "KCT-07 BET-03",
        ignored("betrokkene", "wasPartij"),
    ),
    crud(
        "crud-taken-bij-ieder-contact",
        "Zoeken naar de taken bij een klantcontact geeft die bij alle klantcontacten.",
        "Searching the taken of a klantcontact gives those of all klantcontacten.",
        "ITK-05",
        ignored("interneTaak", "aanleidinggevendKlantcontact"),
    ),
    crud(
        "crud-onderwerp-niet-op-kenmerk-te-vinden",
        "Zoeken naar een onderwerpobject op kenmerk vindt nooit iets.",
        "Searching an onderwerpobject by its identifier never finds anything.",
        "OND-02",
        never("onderwerpobject", "objectId"),
    ),
    crud(
        "crud-bijlagen-bij-ieder-contact",
        "Zoeken naar de bijlagen bij een klantcontact geeft die bij alle klantcontacten.",
        "Searching the bijlagen of a klantcontact gives those of all klantcontacten.",
        "BIJ-02",
        ignored("bijlage", "wasBijlageVanKlantcontact"),
    ),
    crud(
        "crud-vertegenwoordigde-maakt-niet-uit",
        "Zoeken op wie vertegenwoordigd wordt, geeft alle vertegenwoordigingen.",
        "Searching by who is represented gives all representations.",
        "VTW-02",
        ignored("vertegenwoordiging", "vertegenwoordigdePartij"),
    ),
    crud(
        "crud-onderwerp-blijft-na-verwijderen",
        "Het verwijderen van een onderwerpobject lijkt te lukken, maar het blijft.",
        "Removing an onderwerpobject seems to work, but it stays.",
        "OND-10",
        stays("onderwerpobject"),
    ),
    crud(
        "crud-taak-zonder-verwijderde-actor",
        "Een actor met een taak is te verwijderen; de taak heeft daarna niemand.",
        "An actor with a taak can be removed; the taak then has nobody.",
        "ACT-17",
        _after_removal(Effect.CLEAR, "actor", "interneTaak", "toegewezenAanActoren"),
    ),
    crud(
        "crud-adres-wijst-naar-verwijderde-partij",
        "Na het verwijderen van een partij wijst haar digitale adres er nog naar.",
        "After removing a partij, its digital address still points at it.",
        "API-29",
        _after_removal(Effect.KEEP, "partij", "digitaalAdres", "verstrektDoorPartij"),
    ),
    crud(
        "crud-partij-krijgt-ander-nummer",
        "Een partij krijgt een ander nummer dan de consument gaf.",
        "A partij gets another number than the consumer gave.",
        "PAR-12",
        altered("partij", "nummer", lambda value: value + 1),
    ),
    crud(
        "crud-klantcontact-krijgt-ander-nummer",
        "Een klantcontact krijgt een ander nummer dan de consument gaf.",
        "A klantcontact gets another number than the consumer gave.",
        "KCT-15",
        altered("klantcontact", "nummer", lambda value: value + 1),
    ),
    crud(
        "crud-voorkeursadres-wisselt-van-eigenaar",
        "Wie het digitale adres van een ander als voorkeur noemt, wordt er de eigenaar van.",
        "Whoever names the digital address of another as preferred becomes its owner.",
        "PAR-37",
        _preferred_taken_over,
    ),
    crud(
        "crud-voorkeursadres-bedacht",
        "Een partij zonder voorkeur voor een digitaal adres komt er met een terug.",
        "A partij without a preferred digital address comes back with one.",
        "PAR-22",
        told_besides("partij", voorkeursDigitaalAdres="onbekend"),
    ),
    crud(
        "crud-persoon-met-geboortedatum",
        "Een persoon komt terug met een geboortedatum.",
        "A person comes back with a date of birth.",
        "PAR-34",
        lambda seams: seams.telling.append(_birthday),
    ),
    crud(
        "crud-land-niet-bewaard",
        "Het land van een adres wordt niet bewaard.",
        "The country of an address is not kept.",
        "PAR-26",
        lost("partij", "bezoekadres.land"),
        lost("partij", "correspondentieadres.land"),
    ),
    crud(
        "crud-vreemd-register-geweigerd",
        "Een kenmerk uit een ander register dan brp en hr wordt geweigerd.",
        "An identifier from another register than brp and hr is refused.",
        "IDN-10",
        refused(
            "partijIdentificator",
            "partijIdentificator.codeRegister",
            lambda core, change: value_at(change.values, "partijIdentificator.codeRegister") not in ("brp", "hr", None),
        ),
    ),
    crud(
        "crud-taal-verplicht",
        "Een klantcontact zonder taal wordt geweigerd.",
        "A klantcontact without a language is refused.",
        "KCT-22",
        redefined("klantcontact", "taal", required=True),
    ),
    crud(
        "crud-identificator-van-niemand",
        "Een partij-identificator zonder partij wordt aanvaard.",
        "A partij-identificator without a partij is accepted.",
        "IDN-17",
        redefined("partijIdentificator", "identificeerdePartij", required=False),
        rules_off("identificator-van-partij"),
    ),
    crud(
        "crud-partij-met-kort-id",
        "Het id van een partij is een volgnummer.",
        "The id of a partij is a serial number.",
        "API-02",
        _short_ids,
    ),
    crud(
        "crud-ja-nee-zoekwaarde-genegeerd",
        "Een zoekwaarde die waar of onwaar moet zijn en iets anders is, telt niet mee.",
        "A search value that must be true or false and is something else does not count.",
        "API-15",
        lambda seams: seams.receiving.append(
            _half_read("indicatieActief", "indicatieGeheimhouding", "vertrouwelijk", "initiator")
        ),
    ),
    crud(
        "crud-ongekende-wordt-partij",
        "Wie als betrokkene niet bekend is, wordt vanzelf een partij.",
        "Whoever is not known as betrokkene, becomes a partij all by itself.",
        "PAR-30",
        after("betrokkene", _becomes_partij),
    ),
    crud(
        "crud-klanttaak-wordt-interne-taak",
        "Een klanttaak als onderwerp geeft ook een interne taak.",
        "A klanttaak as subject gives an interne taak as well.",
        "KLT-04",
        after("onderwerpobject", _becomes_task),
    ),
    crud(
        "crud-verwijzing-met-andere-naam",
        "Een interne taak noemt haar klantcontact onder een andere naam.",
        "An interne taak names its klantcontact by another name.",
        "API-22",
        renamed_member("interneTaak", "aanleidinggevendKlantcontact", "klantcontact"),
    ),
)
