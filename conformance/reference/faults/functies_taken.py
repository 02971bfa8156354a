"""Faults of the functions API in interne taken, actoren and links."""

from __future__ import annotations

import json
from collections.abc import Callable

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action, Values
from conformance.reference.faults.fault import Fault, Installer
from conformance.reference.faults.functies_wire import concerns, functies, heard, said, without
from conformance.reference.functies.operations import status_of
from conformance.reference.http.messages import Answer, Call

_ZOEK = "_zoek_interne_taak"


def _stored(kind: str, change: Callable[[Core, Change], Values | None]) -> Installer:
    """Store other values of this kind; None leaves them as they are."""

    def alter(core: Core, found: Change) -> None:
        if found.kind == kind and (values := change(core, found)) is not None:
            found.values = found.values | values

    return lambda seams: seams.storing.append(alter)


def _marks(change: Change) -> bool:
    return change.action is Action.AMEND and change.body == {"status": "verwerkt"}


def _corrects(change: Change) -> bool:
    return change.action is Action.AMEND and not _marks(change)


def _new(change: Change) -> bool:
    return change.action is Action.REGISTER


def _deactivated_all_the_same(_core: Core, call: Call, answer: Answer) -> Answer:
    if concerns(call, "_deactiveer_actor") and answer.status == 404:
        told = {"id": json.loads(call.body)["id"], "naam": "Onbekend", "soortActor": "medewerker"}
        return Answer(status_of(call), told | {"indicatieActief": False}, headers=dict(answer.headers))
    return answer


def _not_there_is_wrong(_core: Core, call: Call, answer: Answer) -> Answer:
    if concerns(call, "_markeer_interne_taak") and answer.status == 404 and isinstance(answer.content, dict):
        answer.status, answer.content = 400, answer.content | {"status": 400}
    return answer


FAULTS: tuple[Fault, ...] = (
    functies(
        "onbekende-actor-deactiveren-lukt",
        "Wie een onbekende actor deactiveert, hoort dat het gelukt is.",
        "Whoever deactivates an unknown actor, is told that it was done.",
        "API-27",
        lambda seams: seams.answering.append(_deactivated_all_the_same),
    ),
    functies(
        "onbekende-taak-verwerken-geeft-400",
        "Een onbekende taak als verwerkt aanmerken geeft 400.",
        "Marking an unknown taak as processed gives 400.",
        "API-27",
        lambda seams: seams.answering.append(_not_there_is_wrong),
    ),
    functies(
        "zoekt-niet-op-klantcontact",
        "Zoeken naar taken let niet op het klantcontact.",
        "Searching for taken pays no heed to the klantcontact.",
        "ITK-05",
        heard(_ZOEK, without("klantcontactId")),
    ),
    functies(
        "zoekt-niet-op-status",
        "Zoeken naar taken let niet op de status.",
        "Searching for taken pays no heed to the status.",
        "ITK-03",
        heard(_ZOEK, without("status")),
    ),
    functies(
        "zoekt-niet-op-nummer",
        "Zoeken naar taken let niet op het nummer.",
        "Searching for taken pays no heed to the number.",
        "ITK-04",
        heard(_ZOEK, without("nummer")),
    ),
    functies(
        "zoekt-niet-op-actor",
        "Zoeken naar taken let niet op de actor.",
        "Searching for taken pays no heed to the actor.",
        "ITK-03",
        heard(_ZOEK, without("actorId")),
    ),
    functies(
        "zoekt-niet-op-handeling",
        "Zoeken naar taken let niet op de handeling.",
        "Searching for taken pays no heed to the handeling.",
        "API-31",
        heard(_ZOEK, without("gevraagdeHandeling")),
    ),
    functies(
        "zoekt-niet-op-toelichting",
        "Zoeken naar taken let niet op de toelichting.",
        "Searching for taken pays no heed to the toelichting.",
        "API-31",
        heard(_ZOEK, without("toelichting")),
    ),
    functies(
        "nieuwe-taak-al-verwerkt",
        "Een nieuwe taak is meteen verwerkt.",
        "A new taak is processed at once.",
        "ITK-21",
        _stored("interneTaak", lambda _, change: {"status": "verwerkt"} if _new(change) else None),
    ),
    functies(
        "elke-taak-hetzelfde-nummer",
        "Elke taak krijgt hetzelfde nummer.",
        "Every taak gets the same number.",
        "ITK-19",
        _stored("interneTaak", lambda _, change: {"nummer": "0000000001"} if _new(change) else None),
    ),
    functies(
        "markeren-doet-niets",
        "Een taak als verwerkt aanmerken doet niets.",
        "Marking a taak as processed does nothing.",
        "ITK-06",
        _stored("interneTaak", lambda _, change: {"status": "te_verwerken"} if _marks(change) else None),
    ),
    functies(
        "markeren-wist-toelichting",
        "Een taak als verwerkt aanmerken wist haar toelichting.",
        "Marking a taak as processed wipes its toelichting.",
        "ITK-06",
        _stored("interneTaak", lambda _, change: {"toelichting": ""} if _marks(change) else None),
    ),
    functies(
        "corrigeren-wist-toelichting",
        "Een taak verbeteren zonder toelichting wist die.",
        "Correcting a taak without a toelichting wipes it.",
        "ITK-07",
        _stored(
            "interneTaak",
            lambda _, change: {"toelichting": ""} if _corrects(change) and "toelichting" not in change.sent else None,
        ),
    ),
    functies(
        "corrigeren-geeft-ander-nummer",
        "Een verbeterde taak krijgt een ander nummer.",
        "A corrected taak gets another number.",
        "ITK-08",
        _stored(
            "interneTaak",
            lambda core, change: {"nummer": f"{core.next_number():010d}"} if _corrects(change) else None,
        ),
    ),
    functies(
        "deactiveren-doet-niets",
        "Een actor inactief maken doet niets.",
        "Making an actor inactive does nothing.",
        "ACT-09",
        _stored(
            "actor",
            lambda _, change: {"indicatieActief": True} if change.body == {"indicatieActief": False} else None,
        ),
    ),
    functies(
        "activeren-doet-niets",
        "Een actor weer actief maken doet niets.",
        "Making an actor active again does nothing.",
        "ACT-09",
        _stored(
            "actor",
            lambda _, change: {"indicatieActief": False} if change.body == {"indicatieActief": True} else None,
        ),
    ),
    functies(
        "inactieve-actor-in-klantcontact",
        "Een inactieve actor komt toch in een nieuw klantcontact.",
        "An inactive actor appears in a new klantcontact all the same.",
        "ACT-10",
        lambda seams: seams.rules_off.add("actor-actief"),
    ),
    functies(
        "inactieve-actor-krijgt-taak",
        "Een inactieve actor krijgt toch een nieuwe taak.",
        "An inactive actor gets a new taak all the same.",
        "ACT-11",
        lambda seams: seams.rules_off.add("taak-actor-actief"),
    ),
    functies(
        "koppeling-blijft",
        "Een koppeling weghalen doet niets.",
        "Taking a link away does nothing.",
        "OND-10",
        lambda seams: seams.removing.append(lambda _core, record: record.kind != "onderwerpobject"),
    ),
    functies(
        "taak-ontstond-uit-het-contact",
        "Een contact over een taak heet de oorsprong van die taak.",
        "A contact about a taak is called the origin of that taak.",
        "OND-11",
        said("_registreer_klantcontact_gaat_over_interne_taak", lambda told: told | {"ontstaanUitKlantcontact": True}),
    ),
    functies(
        "koppeling-noemt-ander-object",
        "Een koppeling noemt een ander object dan is gestuurd.",
        "A link names another object than was sent.",
        "OND-01",
        heard("_registreer_klantcontact_gaat_over_object", lambda message: message | {"externId": "1"}),
    ),
)
