"""Faults in ids, addresses and headers of the API as a whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from conformance.reference.domain import checks
from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.definitions import RESOURCES
from conformance.reference.domain.fields import Action, Values
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, Installer, fault
from conformance.reference.faults.telling import answered, untold
from conformance.reference.faults.writing import CHANGES, own_ids, redefined, renamed
from conformance.reference.http.messages import Answer, Call, Operation
from conformance.reference.seams import Seams

_UNKNOWN = "00000000-0000-4000-8000-000000000000"


def _created(call: Call, answer: Answer) -> bool:
    return call.operation is Operation.CREATE and answer.status == 201


def _location(change: Callable[[str], str | None], kind: str = "") -> Installer:
    def alter(answer: Answer) -> Answer:
        headers = dict(answer.headers)
        location = change(headers.pop("Location", ""))
        return replace(answer, headers=headers | ({"Location": location} if location else {}))

    return answered(lambda call, answer: _created(call, answer) and kind in ("", call.kind), alter)


def _bare(answer: Answer) -> Answer:
    return replace(answer, content={k: answer.content[k] for k in ("uuid", "url")})


def _unknown_id(operation: Operation, change: Callable[[Answer], Answer]) -> Installer:
    """Another answer for an id that never existed; what was removed still gives 404."""

    def install(seams: Seams) -> None:
        gone: set[str] = set()

        def note(core: Core, record: Record) -> bool:
            gone.add(record.id)
            return True

        def alter(core: Core, call: Call, answer: Answer) -> Answer:
            unknown = answer.status == 404 and call.operation is operation
            if unknown and checks.UUID.match(call.key) and call.key.lower() not in gone:
                return change(answer)
            return answer

        seams.removing.append(note)
        seams.answering.append(alter)

    return install


def _with_headers(answer: Answer, status: int, content: Any) -> Answer:
    return Answer(status, content, headers=answer.headers)


def _version(change: str | None, only_errors: bool = False) -> Installer:
    def alter(answer: Answer) -> Answer:
        headers = {k: v for k, v in answer.headers.items() if k != "API-version"}
        return replace(answer, headers=headers | ({"API-version": change} if change else {}))

    return answered(lambda call, answer: answer.status >= 400 or not only_errors, alter)


def _full_name_writable(seams: Seams) -> None:
    given: dict[str, str] = {}

    def take(core: Core, change: Change) -> None:
        name = change.body.get("volledigeNaam")
        if change.kind == "betrokkene" and change.before is not None and isinstance(name, str):
            given[change.id] = name

    def tell(core: Core, call: Call, record: Record, told: Values) -> Values:
        return told | {"volledigeNaam": given[record.id]} if record.id in given else told

    seams.storing.append(take)
    seams.telling.append(tell)


FAULTS: tuple[Fault, ...] = (
    fault(
        "id-van-consument-overgenomen",
        "Een meegestuurd id bepaalt het id van wat wordt geregistreerd.",
        "An id in the message decides the id of what is registered.",
        "API-01",
        own_ids(*RESOURCES),
    ),
    fault(
        "partij-id-van-consument-overgenomen",
        "Een meegestuurd id bepaalt het id van een nieuwe partij.",
        "An id in the message decides the id of a new partij.",
        "API-01",
        own_ids("partij"),
    ),
    fault(
        "klantcontact-id-van-consument-overgenomen",
        "Een meegestuurd id bepaalt het id van een nieuw klantcontact.",
        "An id in the message decides the id of a new klantcontact.",
        "API-01",
        own_ids("klantcontact"),
    ),
    fault(
        "registratie-zonder-location",
        "Het antwoord op een registratie heeft geen header Location.",
        "The answer to a registration has no Location header.",
        "API-03",
        _location(lambda location: None),
    ),
    fault(
        "registratie-location-wijst-nergens-heen",
        "De header Location van een registratie wijst naar iets dat niet bestaat.",
        "The Location header of a registration points at something that does not exist.",
        "API-03",
        _location(lambda location: location.rpartition("/")[0] + "/" + _UNKNOWN),
    ),
    fault(
        "betrokkene-location-wijst-nergens-heen",
        "De header Location van een nieuwe betrokkene wijst naar iets dat niet bestaat.",
        "The Location header of a new betrokkene points at something that does not exist.",
        "API-03",
        _location(lambda location: location.rpartition("/")[0] + "/" + _UNKNOWN, "betrokkene"),
    ),
    fault(
        "registratie-location-wijst-naar-collectie",
        "De header Location van een registratie wijst naar de collectie.",
        "The Location header of a registration points at the collection.",
        "API-03",
        _location(lambda location: location.rpartition("/")[0]),
    ),
    fault(
        "partij-registratie-antwoordt-kaal",
        "Het antwoord op het registreren van een partij bevat alleen het id.",
        "The answer to registering a partij holds only its id.",
        "API-03 PAR-01",
        answered(lambda call, answer: call.kind == "partij" and _created(call, answer), _bare),
    ),
    fault(
        "onbekend-id-opvragen-geeft-400",
        "Een onbekend id opvragen geeft 400.",
        "Reading an unknown id gives 400.",
        "API-04",
        _unknown_id(Operation.RETRIEVE, lambda answer: replace(answer, status=400)),
    ),
    fault(
        "onbekend-id-opvragen-geeft-leeg-antwoord",
        "Een onbekend id opvragen geeft 200 met een leeg object.",
        "Reading an unknown id gives 200 with an empty object.",
        "API-04",
        _unknown_id(Operation.RETRIEVE, lambda answer: _with_headers(answer, 200, {})),
    ),
    fault(
        "onbekend-id-verwijderen-geeft-204",
        "Een onbekend id verwijderen geeft 204.",
        "Removing an unknown id gives 204.",
        "API-04",
        _unknown_id(Operation.DESTROY, lambda answer: _with_headers(answer, 204, None)),
    ),
    fault(
        "versieheader-ontbreekt",
        "Geen enkel antwoord noemt de versie van de API.",
        "No answer names the version of the API.",
        "API-09",
        _version(None),
    ),
    fault(
        "versieheader-ontbreekt-bij-fouten",
        "Foutantwoorden noemen de versie van de API niet.",
        "Error answers do not name the version of the API.",
        "API-09",
        _version(None, only_errors=True),
    ),
    fault(
        "versieheader-zonder-versie",
        "De versieheader bevat geen versienummer.",
        "The version header holds no version number.",
        "API-09",
        _version("actueel"),
    ),
    fault(
        "klantcontact-id-wijzigbaar",
        "Een wijziging kan het id van een klantcontact veranderen.",
        "A change can alter the id of a klantcontact.",
        "API-19",
        renamed("klantcontact", Action.AMEND, Action.REPLACE),
    ),
    fault(
        "taak-id-wijzigbaar",
        "Een wijziging kan het id van een interne taak veranderen.",
        "A change can alter the id of an interne taak.",
        "API-19",
        renamed("interneTaak", Action.AMEND, Action.REPLACE),
    ),
    fault(
        "taak-toegewezen-op-wijzigbaar",
        "Een wijziging kan het moment van toewijzing van een taak veranderen.",
        "A change can alter the moment at which a taak was assigned.",
        "API-19",
        redefined("interneTaak", "toegewezenOp", CHANGES, readonly=False),
    ),
    fault(
        "taak-toegewezen-op-mee-te-sturen",
        "Bij registratie kan het moment van toewijzing van een taak worden meegestuurd.",
        "The moment at which a taak was assigned can be sent on registration.",
        "API-19",
        redefined("interneTaak", "toegewezenOp", (Action.REGISTER,), readonly=False),
    ),
    fault(
        "betrokkene-volledige-naam-wijzigbaar",
        "De volledige naam van een betrokkene kan los van haar delen worden gewijzigd.",
        "The full name of a betrokkene can be changed apart from its parts.",
        "API-19",
        _full_name_writable,
    ),
    fault(
        "betrokkene-zonder-url",
        "Een betrokkene komt terug zonder eigen adres.",
        "A betrokkene comes back without an address of its own.",
        "API-31",
        untold("betrokkene", "url", operations=(Operation.RETRIEVE, Operation.LIST)),
    ),
)
