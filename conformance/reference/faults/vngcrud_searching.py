"""Faults in how VNG CRUD searches and in the collections that it answers with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Values
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, Installer
from conformance.reference.faults.telling import answered, ignored, never, paged
from conformance.reference.faults.vngcrud_answers import crud
from conformance.reference.http.messages import Answer, Call, Operation
from conformance.reference.vngcrud.parameters import PARAMETERS


def _embedded(envelope: Values, change: Any) -> Values:
    return envelope | {"_embedded": {change(name): items for name, items in envelope["_embedded"].items()}}


def _emptied(status: int) -> Installer:
    """A search that finds nothing answers with another status, and without a collection."""

    def nothing(call: Call, answer: Answer) -> bool:
        if call.operation is not Operation.LIST or answer.status != 200 or not call.query:
            return False
        return not any(answer.content["_embedded"].values())

    def alter(answer: Answer) -> Answer:
        return Answer(status, None if status == 204 else {"_links": {}}, answer.media_type, answer.headers)

    return answered(nothing, alter)


def _known_only(call: Call) -> Call:
    """The call without the search parameters that nobody knows."""
    if call.operation is not Operation.LIST:
        return call
    known = PARAMETERS.get(call.kind, {})
    return replace(call, query=tuple(pair for pair in call.query if pair[0] in known))


def _twice(core: Core, call: Call, found: list[Record]) -> list[Record]:
    """Everything once more for each klantcontact in which somebody had several roles."""
    contacts = [record.values["hadKlantcontact"] for record in found if record.kind == "betrokkene"]
    return found * 2 if len(set(contacts)) < len(contacts) else found


FAULTS: tuple[Fault, ...] = (
    crud(
        "crud-embedded-hernoemd",
        "De verzameling in een zoekantwoord heet anders dan beschreven.",
        "The collection in an answer to a search is called something else than described.",
        "API-31",
        paged(lambda call: True, lambda call, envelope: _embedded(envelope, lambda name: f"{name}Lijst")),
    ),
    crud(
        "crud-zonder-embedded",
        "Een zoekantwoord is de kale lijst, zonder omslag.",
        "An answer to a search is the bare list, without an envelope.",
        "API-12",
        answered(
            lambda call, answer: call.operation is Operation.LIST and answer.status == 200,
            lambda answer: Answer(
                200, next(iter(answer.content["_embedded"].values())), answer.media_type, answer.headers
            ),
        ),
    ),
    crud(
        "crud-results-in-plaats-van-embedded",
        "Een zoekantwoord heeft results in plaats van _embedded.",
        "An answer to a search has results instead of _embedded.",
        "API-31",
        paged(
            lambda call: True,
            lambda call, envelope: {"results": next(iter(envelope["_embedded"].values()))},
        ),
    ),
    crud(
        "crud-niets-gevonden-geeft-404",
        "Een zoekvraag die niets vindt, geeft 404 en geen verzameling.",
        "A search that finds nothing gives 404 and no collection.",
        "API-12",
        _emptied(404),
    ),
    crud(
        "crud-betrokkenen-dubbel-gevonden",
        "Had een klantcontact meer dan één betrokkene, dan staan zij elk twee keer in een zoekantwoord.",
        "If a klantcontact had more than one betrokkene, each stands twice in the answer to a search.",
        "API-28",
        lambda seams: seams.selecting.append(_twice),
    ),
    crud(
        "crud-onbekende-zoekterm-genegeerd",
        "Een onbekende zoekterm wordt genegeerd.",
        "An unknown search parameter is ignored.",
        "API-14",
        lambda seams: seams.receiving.append(_known_only),
    ),
    crud(
        "crud-taken-van-iedereen",
        "Zoeken naar de taken van een actor geeft die van iedereen.",
        "Searching the taken of an actor gives those of everyone.",
        "ITK-03",
        ignored("interneTaak", "toegewezenAanActor"),
    ),
    crud(
        "crud-betrokkenen-van-ander-contact",
        "Zoeken naar de betrokkenen van een klantcontact geeft ook die van andere.",
        "Searching the betrokkenen of a klantcontact also gives those of others.",
        "BET-07",
        ignored("betrokkene", "hadKlantcontact"),
    ),
    crud(
        "crud-identificator-zoekt-niet-op-kenmerk",
        "Zoeken naar een partij-identificator let niet op het kenmerk.",
        "Searching a partij-identificator does not look at the characteristic.",
        "IDN-03",
        ignored("partijIdentificator", "objectId"),
    ),
    crud(
        "crud-onderwerp-vindt-niets",
        "Zoeken naar een onderwerp van een klantcontact vindt nooit iets.",
        "Searching the subject of a klantcontact never finds anything.",
        "KCT-05",
        never("klantcontact", "onderwerp"),
    ),
    crud(
        "crud-actor-op-naam-geeft-alles",
        "Zoeken naar een actor op naam geeft alle actoren.",
        "Searching an actor by name gives all actoren.",
        "ACT-03",
        ignored("actor", "naam"),
    ),
)
