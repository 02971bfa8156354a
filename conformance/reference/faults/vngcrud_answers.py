"""Faults in how VNG CRUD answers: ids, headers, statuses and media types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Values
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import VNG_CRUD, Fault, Installer, fault
from conformance.reference.faults.telling import answered, told_besides, untold
from conformance.reference.http.messages import JSON, Answer, Call, Operation

crud = partial(fault, dialects=VNG_CRUD)
_HAL = "application/hal+json"
_NOWHERE = "00000000-0000-4000-8000-000000000000"


def _done(call: Call, answer: Answer) -> bool:
    return 200 <= answer.status < 300


def _registered(call: Call, answer: Answer) -> bool:
    return call.operation is Operation.CREATE and answer.status == 201


def _with(**changes: Any) -> Callable[[Answer], Answer]:
    return lambda answer: replace(answer, **changes)


def _without_header(name: str) -> Callable[[Answer], Answer]:
    return lambda answer: replace(answer, headers={k: v for k, v in answer.headers.items() if k != name})


def _header(name: str, value: str) -> Callable[[Answer], Answer]:
    return lambda answer: replace(answer, headers=answer.headers | {name: value})


def _status(operation: Operation, before: int, after: int, *, content: Any = None) -> Installer:
    def alter(answer: Answer) -> Answer:
        return replace(answer, status=after, content=answer.content if content is None else content)

    return answered(lambda call, answer: call.operation is operation and answer.status == before, alter)


def renamed_member(kind: str, name: str, other: str) -> Installer:
    """A member of what is told that has another name."""

    def rename(core: Core, call: Call, record: Record, told: Values) -> Values:
        if record.kind != kind:
            return told
        return {other if key == name else key: value for key, value in told.items()}

    return lambda seams: seams.telling.append(rename)


def _altered(kind: str, name: str, change: Callable[[Any], Any]) -> Installer:
    def alter(core: Core, call: Call, record: Record, told: Values) -> Values:
        return told | {name: change(told[name])} if record.kind == kind and name in told else told

    return lambda seams: seams.telling.append(alter)


def _reference_as_object(kind: str, name: str) -> Installer:
    return _altered(kind, name, lambda value: {"id": value})


def _links_elsewhere(chosen: Callable[[str], bool]) -> Installer:
    """Links whose name is chosen end in an id that nothing has."""

    def mislead(core: Core, call: Call, record: Record, told: Values) -> Values:
        links = {
            name: {"href": f"{link['href'].rpartition('/')[0]}/{_NOWHERE}"} if chosen(name) else link
            for name, link in told["_links"].items()
        }
        return told | {"_links": links}

    return lambda seams: seams.telling.append(mislead)


FAULTS: tuple[Fault, ...] = (
    crud(
        "crud-antwoord-zonder-id",
        "Een antwoord over een partij noemt haar id niet.",
        "An answer about a partij does not tell its id.",
        "API-31",
        untold("partij", "id"),
    ),
    crud(
        "crud-id-heet-uuid",
        "Het id van een klantcontact heet in antwoorden uuid.",
        "The id of a klantcontact is called uuid in answers.",
        "API-31",
        renamed_member("klantcontact", "id", "uuid"),
    ),
    crud(
        "crud-link-naar-zichzelf-elders",
        "De link van een ding naar zichzelf leidt naar een ander id.",
        "The link of a thing to itself leads to another id.",
        "API-11",
        _links_elsewhere(lambda name: name == "self"),
    ),
    crud(
        "crud-link-van-relatie-elders",
        "De link van een relatie leidt naar een ander id dan het gegeven noemt.",
        "The link of a relation leads to another id than the attribute tells.",
        "API-11",
        _links_elsewhere(lambda name: name != "self"),
    ),
    crud(
        "crud-location-wijst-naar-de-verzameling",
        "De header Location wijst naar de verzameling in plaats van naar wat is vastgelegd.",
        "The Location header points at the collection instead of at what was registered.",
        "API-03",
        answered(
            _registered,
            lambda answer: replace(
                answer, headers=answer.headers | {"Location": answer.headers["Location"].rpartition("/")[0]}
            ),
        ),
    ),
    crud(
        "crud-zonder-api-version",
        "Geen enkel antwoord heeft de header api-version.",
        "No answer has the header api-version.",
        "API-09",
        answered(lambda call, answer: True, _without_header("api-version")),
    ),
    crud(
        "crud-fout-zonder-api-version",
        "Een foutbericht noemt de versie van de API niet.",
        "An error does not name the version of the API.",
        "API-09",
        answered(lambda call, answer: answer.status >= 400, _without_header("api-version")),
    ),
    crud(
        "crud-api-version-zonder-nummer",
        "De header api-version is een woord, geen nummer.",
        "The api-version header is a word, not a number.",
        "API-09",
        answered(lambda call, answer: True, _header("api-version", "nieuwste")),
    ),
    crud(
        "crud-gewone-json",
        "Antwoorden zeggen dat zij gewone JSON zijn in plaats van HAL.",
        "Answers say that they are plain JSON instead of HAL.",
        "API-10",
        answered(lambda call, answer: _done(call, answer) and answer.media_type == _HAL, _with(media_type=JSON)),
    ),
    crud(
        "crud-antwoord-als-tekst",
        "Antwoorden op zoekvragen zeggen dat zij platte tekst zijn.",
        "Answers to searches say that they are plain text.",
        "API-10",
        answered(
            lambda call, answer: call.operation is Operation.LIST and answer.status == 200,
            _with(media_type="text/plain"),
        ),
    ),
    crud(
        "crud-registreren-geeft-200",
        "Een geslaagde registratie geeft 200 in plaats van 201.",
        "A registration that succeeded gives 200 instead of 201.",
        "API-03",
        _status(Operation.CREATE, 201, 200),
    ),
    crud(
        "crud-onbekend-id-geeft-400",
        "Het opvragen van een id dat niet bestaat geeft 400.",
        "Getting an id that does not exist gives 400.",
        "API-04",
        _status(Operation.RETRIEVE, 404, 400),
    ),
    crud(
        "crud-wijzigen-van-onbekend-id-geeft-200",
        "Het deels wijzigen van wat er niet is, geeft 200.",
        "Changing part of what is not there gives 200.",
        "API-27",
        _status(Operation.PARTIAL_UPDATE, 404, 200, content={}),
    ),
    crud(
        "crud-verwijderd-geeft-202",
        "Verwijderen geeft 202: het gebeurt later misschien.",
        "Removing gives 202: it may happen later.",
        "API-05",
        _status(Operation.DESTROY, 204, 202),
    ),
    crud(
        "crud-verwijzing-als-object",
        "Een betrokkene verwijst naar haar klantcontact met een object in plaats van een id.",
        "A betrokkene refers to its klantcontact with an object instead of an id.",
        "API-31",
        _reference_as_object("betrokkene", "hadKlantcontact"),
    ),
    crud(
        "crud-nummer-als-tekst",
        "Het nummer van een interne taak komt terug als tekst.",
        "The number of an interne taak comes back as a text.",
        "ITK-22",
        _altered("interneTaak", "nummer", str),
    ),
    crud(
        "crud-gelukt-als-ja-nee-waarde",
        "Of een contact is gelukt, komt terug als waar of onwaar.",
        "Whether a contact succeeded comes back as true or false.",
        "KCT-23",
        _altered("klantcontact", "indicatieContactGelukt", lambda value: value == "ja"),
    ),
    crud(
        "crud-leeg-als-null",
        "Een partij zonder notitie krijgt er een met null.",
        "A partij without a notitie gets one that is null.",
        "API-31",
        told_besides("partij", interneNotitie=None),
    ),
    crud(
        "crud-onderscheid-actor-anders-geschreven",
        "De soort van een geautomatiseerde actor heeft een liggend streepje.",
        "The soort of an automated actor has an underscore.",
        "API-31",
        _altered("actor", "soortActor", lambda value: value.replace("dA", "d_a").replace("eA", "e_a")),
    ),
)
