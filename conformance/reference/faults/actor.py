"""Faults in actoren: what is stored, found and changed (ACT)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action, value_at
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.neighbours import forgotten, ignored_removal, removing
from conformance.reference.faults.telling import inverted, newer_instead, told, untold
from conformance.reference.faults.writing import (
    CHANGES,
    NEW,
    PATCH,
    PUT,
    after,
    altered,
    limited,
    lost,
    pardoned,
    redefined,
    refused,
    rules_off,
    unchanged,
    unlimited,
    wiped,
)
from conformance.reference.openklant.filters import Test
from conformance.reference.openklant.messages import Operation

_KIND = "actor"
_GROUP, _EXTERNAL = "actorIdentificatie", "actoridentificator"
_PLAIN = re.compile(r"[^a-z0-9 ]")


def _is(soort: str) -> Any:
    return lambda core, change: change.values.get("soortActor") == soort


def _stripped(value: Any) -> Any:
    return value.lstrip("0") if isinstance(value, str) else value


def _plainly(test: Test) -> Test:
    """Names with letters outside ASCII are not found."""

    def matches(core: Core, record: Record) -> bool:
        return str(record.values["naam"]).isascii() and test.matches(core, record)

    return replace(test, matches=matches)


def _needs_soort(core: Core, change: Change) -> None:
    """Attributes of a soort that come without the soort are ignored."""
    if change.kind == _KIND and change.action is Action.AMEND and "soortActor" not in change.sent:
        if change.before is not None and _GROUP in change.sent:
            change.values = change.values | {_GROUP: change.before.values[_GROUP]}


def _keeps_external(core: Core, change: Change) -> None:
    if change.kind == _KIND and change.action is Action.REPLACE and change.before is not None:
        if not change.before.values[_EXTERNAL]:
            change.values = change.values | {_EXTERNAL: None}


def _without_group(soort: str) -> Any:
    def bare(core: Core, change: Change) -> bool:
        return change.values.get("soortActor") == soort and not change.body.get(_GROUP)

    return bare


def _unlinks(core: Core, change: Change, record: Record) -> None:
    """An actor that is made inactive loses its links."""
    if not record.values["indicatieActief"] and change.changed("indicatieActief"):
        for link in core.store.referring("actorKlantcontact", "actor", record.id):
            core.store.remove(link)


def _sitting(core: Core, change: Change) -> bool:
    """A taak that belongs to an inactive actor, whoever it is given to."""
    actors = [core.store.get("actor", one) for one in change.values.get("toegewezenAanActoren") or ()]
    return any(actor is not None and not actor.values["indicatieActief"] for actor in actors)


def _contacts_too(core: Core, record: Record) -> None:
    for link in core.store.referring("actorKlantcontact", "actor", record.id):
        forgotten(core, "klantcontact", link.values["klantcontact"])


def _all_off(core: Core, record: Record) -> None:
    """Whoever has a taak together with this actor loses it as well."""
    for task in core.store.referring("interneTaak", "toegewezenAanActoren", record.id):
        if len(task.values["toegewezenAanActoren"]) > 1:
            core.put(task, toegewezenAanActoren=[])


_EMAIL = f"{_GROUP}.emailadres"
_PHONE = f"{_GROUP}.telefoonnummer"
_JOB = f"{_GROUP}.functie"


def _abroad(core: Core, change: Change) -> bool:
    return str(value_at(change.values, _PHONE)).startswith("+")


FAULTS: tuple[Fault, ...] = (
    fault(
        "eenheid-fax-niet-bewaard",
        "Het faxnummer van een organisatorische eenheid wordt niet bewaard.",
        "The fax number of an organisational unit is not stored.",
        "ACT-01",
        lost(_KIND, f"{_GROUP}.faxnummer"),
    ),
    fault(
        "automaat-omschrijving-niet-bewaard",
        "De omschrijving van een geautomatiseerde actor wordt niet bewaard.",
        "The omschrijving of an automated actor is not stored.",
        "ACT-01",
        lost(_KIND, f"{_GROUP}.omschrijving", when=_is("geautomatiseerde_actor")),
    ),
    fault(
        "actor-opvragen-geeft-nieuwere",
        "Een geautomatiseerde actor opvragen geeft de laatst vastgelegde.",
        "Reading an automated actor gives the latest one instead.",
        "ACT-02",
        newer_instead(_KIND, lambda core, record: not record.values[_EXTERNAL]),
    ),
    fault(
        "automaat-opvragen-zonder-functie",
        "Een geautomatiseerde actor opvragen laat de functie weg.",
        "Reading an automated actor leaves out its functie.",
        "ACT-02",
        told(
            _KIND,
            _GROUP,
            lambda value: {k: "" if k == "functie" and "omschrijving" in value else v for k, v in value.items()},
            (Operation.RETRIEVE,),
        ),
    ),
    fault(
        "actor-opvragen-zonder-groep",
        "Een actor opvragen laat weg wat bij haar soort hoort.",
        "Reading an actor leaves out what belongs to its soort.",
        "ACT-02",
        untold(_KIND, _GROUP, operations=(Operation.RETRIEVE,)),
    ),
    fault(
        "actor-zoeken-naam-zonder-leestekens",
        "Een actor met een letter buiten het gewone alfabet in haar naam is niet te vinden.",
        "An actor with a letter outside plain ASCII in its naam cannot be found.",
        "ACT-03",
        lambda seams: seams.on_test(_KIND, "naam", _plainly),
    ),
    fault(
        "actor-zoeken-actief-omgekeerd",
        "Zoeken van actieve actoren geeft de inactieve, en andersom.",
        "Searching for active actoren gives the inactive ones, and the other way round.",
        "ACT-04",
        inverted(_KIND, "indicatieActief"),
    ),
    fault(
        "actor-deelwijziging-vervangt-groep",
        "Een deel van de gegevens van een actor wijzigen wist de andere.",
        "Changing one of the attributes of an actor wipes the others.",
        "ACT-05",
        redefined(_KIND, _GROUP, PATCH, merges=False),
    ),
    fault(
        "actor-groep-zonder-soort-genegeerd",
        "Wie de gegevens van een actor wijzigt zonder de soort te noemen, verandert niets.",
        "Whoever changes the attributes of an actor without naming the soort changes nothing.",
        "ACT-05",
        lambda seams: seams.storing.append(_needs_soort),
    ),
    fault(
        "actor-kenmerk-deelwijziging-vervangt-groep",
        "Alleen het externe kenmerk van een actor wijzigen wist de andere delen.",
        "Changing only the external number of an actor wipes the other parts.",
        "ACT-05",
        redefined(_KIND, _EXTERNAL, PATCH, merges=False),
        rules_off("identificator-volledig"),
    ),
    fault(
        "actor-deelwijziging-wist-kenmerk",
        "Een deelwijziging van een actor wist haar naam als die niet is meegestuurd.",
        "A partial change of an actor empties its group when it was not sent.",
        "ACT-05",
        wiped(_KIND, _GROUP, {}),
    ),
    fault(
        "actor-soort-wijzigen-wist-gegevens",
        "Een andere soort actor kiezen wist stilzwijgend haar gegevens.",
        "Choosing another soort of actor silently wipes its attributes.",
        "ACT-05",
        pardoned(_KIND, "soortActor", lambda core, change: change.before is not None),
        redefined(_KIND, "actorIdentificatie.functie", PATCH, required=False),
    ),
    fault(
        "actor-vervanging-zonder-gevolg",
        "Een vervanging van een actor antwoordt 200 maar verandert niets.",
        "A replacement of an actor answers 200 but changes nothing.",
        "ACT-06",
        unchanged(_KIND, on=PUT),
    ),
    fault(
        "actor-vervanging-wist-email",
        "Een vervanging van een actor bewaart het meegestuurde e-mailadres niet.",
        "A replacement of an actor does not store the e-mail address that was sent.",
        "ACT-06",
        lost(_KIND, _EMAIL, on=PUT),
    ),
    fault(
        "actor-vervanging-vergeet-kenmerk",
        "Een vervanging geeft een actor geen extern kenmerk als zij er geen had.",
        "A replacement gives an actor no external number when it had none.",
        "ACT-06",
        lambda seams: seams.storing.append(_keeps_external),
    ),
    fault(
        "actor-naam-niet-verplicht",
        "Een actor zonder naam wordt aanvaard.",
        "An actor without naam is accepted.",
        "ACT-07",
        redefined(_KIND, "naam", NEW, required=False, default=lambda: "onbekend"),
    ),
    fault(
        "actor-lege-naam-aanvaard",
        "Een actor met een lege naam wordt aanvaard.",
        "An actor with an empty naam is accepted.",
        "ACT-07 API-20",
        redefined(_KIND, "naam", blank=True),
    ),
    fault(
        "actor-naam-te-lang-aanvaard",
        "De naam van een actor mag langer zijn dan 200 tekens.",
        "The naam of an actor may be longer than 200 characters.",
        "ACT-07",
        unlimited(_KIND, "naam"),
    ),
    fault(
        "medewerker-zonder-gegevens-aanvaard",
        "Een medewerker zonder enig gegeven wordt aanvaard.",
        "An employee without any attributes is accepted.",
        "ACT-07",
        pardoned(_KIND, _JOB, _without_group("medewerker"), NEW, ("required",)),
        pardoned(_KIND, _PHONE, _without_group("medewerker"), NEW, ("required",)),
    ),
    fault(
        "automaat-zonder-gegevens-aanvaard",
        "Een geautomatiseerde actor zonder functie wordt aanvaard.",
        "An automated actor without functie is accepted.",
        "ACT-07",
        pardoned(_KIND, _JOB, _is("geautomatiseerde_actor"), NEW, ("required",)),
    ),
    fault(
        "actor-functie-te-lang-aanvaard",
        "Een functie van 41 tekens wordt aanvaard.",
        "A functie of 41 characters is accepted.",
        "ACT-07",
        unlimited(_KIND, _JOB),
    ),
    fault(
        "actor-functie-grens-te-laag",
        "Een functie van 40 tekens wordt geweigerd.",
        "A functie of 40 characters is refused.",
        "ACT-07",
        limited(_KIND, _JOB, 39),
    ),
    fault(
        "actor-lege-functie-aanvaard",
        "Een lege functie wordt aanvaard.",
        "An empty functie is accepted.",
        "ACT-07",
        redefined(_KIND, _JOB, blank=True),
    ),
    fault(
        "eenheid-eist-omschrijving",
        "Een organisatorische eenheid zonder omschrijving wordt geweigerd.",
        "An organisational unit without omschrijving is refused.",
        "ACT-07",
        refused(
            _KIND,
            f"{_GROUP}.omschrijving",
            lambda core, change: _is("organisatorische_eenheid")(core, change)
            and not value_at(change.values, f"{_GROUP}.omschrijving"),
        ),
    ),
    fault(
        "actor-email-niet-gecontroleerd",
        "Een actor mag een e-mailadres zonder apenstaartje hebben.",
        "An actor may have an e-mail address without an at sign.",
        "ACT-08",
        redefined(_KIND, _EMAIL, check=None),
    ),
    fault(
        "actor-email-grens-te-laag",
        "Een e-mailadres van een actor mag hooguit 80 tekens hebben.",
        "The e-mail address of an actor may have at most 80 characters.",
        "ACT-08",
        limited(_KIND, _EMAIL, 80),
    ),
    fault(
        "actor-landcode-geweigerd",
        "Een telefoonnummer met landcode wordt bij een actor geweigerd.",
        "A telephone number with a country code is refused for an actor.",
        "ACT-08",
        refused(_KIND, _PHONE, _abroad),
    ),
    fault(
        "actor-telefoonnummer-te-lang-aanvaard",
        "Een telefoonnummer van meer dan twintig tekens wordt aanvaard.",
        "A telephone number of more than twenty characters is accepted.",
        "ACT-08",
        redefined(_KIND, _PHONE, longest=None, check=None),
    ),
    fault(
        "actor-altijd-actief-vastgelegd",
        "Een nieuwe actor is altijd actief, wat er ook is meegestuurd.",
        "A new actor is always active, whatever was sent.",
        "ACT-09",
        lost(_KIND, "indicatieActief", True),
    ),
    fault(
        "actor-niet-te-heractiveren",
        "Een inactieve actor weer op actief zetten wordt stilzwijgend genegeerd.",
        "Making an inactive actor active again is silently ignored.",
        "ACT-09",
        altered(
            _KIND,
            "indicatieActief",
            lambda value: False,
            CHANGES,
            lambda core, change: change.old("indicatieActief") is False,
        ),
    ),
    fault(
        "actor-deactiveren-ontkoppelt",
        "Een actor op inactief zetten haalt haar van haar klantcontacten af.",
        "Making an actor inactive takes it off its klantcontacten.",
        "ACT-10",
        after(_KIND, _unlinks, CHANGES),
    ),
    fault(
        "koppeling-inactieve-actor-aanvaard",
        "Een inactieve actor kan aan een nieuw klantcontact worden gekoppeld.",
        "An inactive actor can be linked to a new klantcontact.",
        "ACT-10",
        rules_off("actor-actief"),
    ),
    fault(
        "taak-inactieve-actor-aanvaard",
        "Een inactieve actor kan een nieuwe taak krijgen.",
        "An inactive actor can be given a new taak.",
        "ACT-11",
        rules_off("taak-actor-actief"),
    ),
    fault(
        "taak-van-inactieve-niet-te-verwerken",
        "Een taak van een actor die inactief is geworden, is niet meer te verwerken.",
        "A taak of an actor that became inactive can no longer be dealt with.",
        "ACT-11",
        refused("interneTaak", "toegewezenAanActoren", _sitting, CHANGES),
    ),
    fault(
        "actor-register-niet-bewaard",
        "Het register van het externe kenmerk van een actor wordt in hoofdletters bewaard.",
        "The register of the external number of an actor is stored in capitals.",
        "ACT-12",
        altered(_KIND, f"{_EXTERNAL}.codeRegister", lambda value: value and value.upper(), NEW),
    ),
    fault(
        "actor-kenmerk-verliest-nullen",
        "De voorloopnullen van het externe kenmerk van een actor vallen weg.",
        "The leading zeros of the external number of an actor are lost.",
        "ACT-12",
        altered(_KIND, f"{_EXTERNAL}.objectId", _stripped, NEW),
    ),
    fault(
        "actor-verwijderen-zonder-gevolg",
        "Een actor verwijderen antwoordt 204, maar zij blijft bestaan.",
        "Removing an actor answers 204, but it stays.",
        "ACT-16 API-05",
        ignored_removal(_KIND),
    ),
    fault(
        "actor-verwijderen-neemt-klantcontact-mee",
        "Een actor verwijderen verwijdert ook haar klantcontacten.",
        "Removing an actor removes its klantcontacten as well.",
        "ACT-16",
        removing(_KIND, _contacts_too),
    ),
    fault(
        "actor-verwijderen-ontneemt-taak-alle-actoren",
        "Een actor verwijderen haalt ook de andere actoren van haar taken.",
        "Removing an actor takes the other actoren off its taken as well.",
        "ACT-17",
        removing(_KIND, _all_off),
    ),
)
