"""Faults in changing a partij (PAR-07, PAR-08, PAR-09)."""

from __future__ import annotations

from dataclasses import replace

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.telling import untold
from conformance.reference.faults.writing import (
    PATCH,
    PUT,
    lost,
    redefined,
    refused,
    renamed,
    unchanged,
    wiped,
)
from conformance.reference.http.messages import Answer, Call, Operation
from conformance.reference.seams import Seams

_NAAM = "partijIdentificatie.contactnaam"


def _only_sent(seams: Seams) -> None:
    def shorten(core: Core, call: Call, answer: Answer) -> Answer:
        if call.kind != "partij" or call.operation is not Operation.PARTIAL_UPDATE or answer.status != 200:
            return answer
        content = {k: v for k, v in answer.content.items() if k in ("uuid", "url", "interneNotitie")}
        return replace(answer, content=content)

    seams.answering.append(shorten)


def _old_answer(seams: Seams) -> None:
    before: dict[str, Record] = {}

    def remember(core: Core, change: Change) -> None:
        if change.kind == "partij" and change.action is Action.REPLACE and change.before is not None:
            before[change.id] = change.before

    def finish(core: Core, change: Change, record: Record) -> Record:
        return before.pop(record.id, record) if change.action is Action.REPLACE else record

    seams.storing.append(remember)
    seams.finishing.append(finish)


FAULTS: tuple[Fault, ...] = (
    fault(
        "partij-deelwijziging-wist-taal",
        "Een deelwijziging van een partij wist de voorkeurstaal als die niet is meegestuurd.",
        "A partial change of a partij wipes the voorkeurstaal when it was not sent.",
        "PAR-07",
        wiped("partij", "voorkeurstaal", ""),
    ),
    fault(
        "partij-deelwijziging-wist-geheimhouding",
        "Een deelwijziging van een partij wist de indicatie geheimhouding als die niet is meegestuurd.",
        "A partial change of a partij wipes indicatieGeheimhouding when it was not sent.",
        "PAR-07",
        wiped("partij", "indicatieGeheimhouding", None),
    ),
    fault(
        "partij-deelwijziging-zonder-gevolg",
        "Een nieuwe interne notitie wordt bij een deelwijziging stilzwijgend genegeerd.",
        "A new interneNotitie is silently ignored by a partial change.",
        "PAR-07",
        unchanged("partij", "interneNotitie"),
    ),
    fault(
        "partij-deelwijziging-antwoordt-deels",
        "Het antwoord op een deelwijziging bevat alleen het gewijzigde, niet de hele partij.",
        "The answer to a partial change holds only what changed, not the whole partij.",
        "PAR-07",
        _only_sent,
    ),
    fault(
        "partij-deelwijziging-eist-alles",
        "Een deelwijziging van een partij wordt geweigerd als de verplichte velden ontbreken.",
        "A partial change of a partij is refused when the required fields are missing.",
        "PAR-07",
        refused("partij", "soortPartij", lambda core, change: "soortPartij" not in change.body, PATCH),
    ),
    fault(
        "partij-deelwijziging-vervangt-groep",
        "Een deelwijziging van een naamdeel wist de andere naamdelen.",
        "A partial change of one part of a name wipes the other parts.",
        "PAR-07",
        redefined("partij", _NAAM, PATCH, merges=False),
        redefined("partij", "partijIdentificatie", PATCH, merges=False),
    ),
    fault(
        "partij-vervanging-zonder-gevolg",
        "Een volledige vervanging van een partij antwoordt 200 maar verandert niets.",
        "A full replacement of a partij answers 200 but changes nothing.",
        "PAR-08",
        unchanged("partij", on=PUT),
    ),
    fault(
        "partij-vervanging-wist-notitie",
        "Een volledige vervanging van een partij bewaart de meegestuurde interne notitie niet.",
        "A full replacement of a partij does not store the interneNotitie that was sent.",
        "PAR-08",
        lost("partij", "interneNotitie", on=PUT),
    ),
    fault(
        "partij-vervanging-antwoordt-oud",
        "Het antwoord op een volledige vervanging toont de partij zoals zij was.",
        "The answer to a full replacement shows the partij as it was.",
        "PAR-08",
        _old_answer,
    ),
    fault(
        "partij-vervanging-antwoordt-kaal",
        "Het antwoord op een volledige vervanging laat taal, notitie en identificatie weg.",
        "The answer to a full replacement leaves out taal, notitie and identification.",
        "PAR-08",
        untold(
            "partij",
            "voorkeurstaal",
            "interneNotitie",
            "partijIdentificatie",
            operations=(Operation.UPDATE,),
        ),
    ),
    fault(
        "partij-id-wijzigbaar-met-patch",
        "Een deelwijziging kan het id van een partij veranderen.",
        "A partial change can alter the id of a partij.",
        "PAR-09 API-19",
        renamed("partij", Action.AMEND),
    ),
    fault(
        "partij-id-wijzigbaar-met-put",
        "Een volledige vervanging kan het id van een partij veranderen.",
        "A full replacement can alter the id of a partij.",
        "PAR-09",
        renamed("partij", Action.REPLACE),
    ),
)
