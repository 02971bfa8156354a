"""Ways to put a fault into what the functions API hears and says; and faults in how it says it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from conformance.reference.domain.core import Core
from conformance.reference.faults.fault import Fault, Installer, fault
from conformance.reference.functies.versions import perform
from conformance.reference.http.messages import Answer, Call
from conformance.reference.http.problems import Problem
from conformance.reference.seams import Seams

FUNCTIES = ("vng-functies-00.01.00",)
Message: TypeAlias = dict[str, Any]
#: A message that would have been accepted, out of one that was refused; None when that is another matter.
Repair: TypeAlias = Callable[[Core, Message], Message | None]


def functies(identity: str, zin: str, sentence: str, breaks: str, *install: Installer) -> Fault:
    """Write down a fault of the functions API; `breaks` holds requirement ids with spaces between them."""
    return fault(f"functies-{identity}", zin, sentence, breaks, *install, dialects=FUNCTIES)


def heard(function: str, change: Callable[[Message], Mapping[str, Any]]) -> Installer:
    """Let functions whose name begins like this hear another message."""

    def receive(call: Call) -> Call:
        message = _message(call) if concerns(call, function) else None
        return call if message is None else replace(call, body=json.dumps(change(message)).encode())

    return lambda seams: seams.receiving.append(receive)


def said(function: str, change: Callable[[Any], Any]) -> Installer:
    """Let functions whose name begins like this answer something else when all went well."""

    def alter(_core: Core, call: Call, answer: Answer) -> Answer:
        if concerns(call, function) and answer.status < 300:
            answer.content = change(answer.content)
        return answer

    return lambda seams: seams.answering.append(alter)


def afterwards(function: str, act: Callable[[Core, Message, Any], None], *, refused: bool = False) -> Installer:
    """Do something to the register after such a function succeeded, or was refused."""

    def alter(core: Core, call: Call, answer: Answer) -> Answer:
        message = _message(call) if concerns(call, function) else None
        if message is not None and (answer.status == 400) is refused and answer.status in (200, 201, 400):
            act(core, message, answer.content)
        return answer

    return lambda seams: seams.answering.append(alter)


def accepting(function: str, repair: Repair, pretend: Callable[[Message], Message] = lambda _: {}) -> Installer:
    """Accept what such a function should refuse: by what comes of a repaired message, dressed up as what was sent."""

    def alter(core: Core, call: Call, answer: Answer) -> Answer:
        message = _message(call) if concerns(call, function) and answer.status == 400 else None
        repaired = repair(core, message) if message is not None else None
        if message is None or repaired is None:
            return answer
        try:
            other = perform(core, replace(call, body=json.dumps(repaired).encode()))
        except Problem:
            return answer
        other.headers = dict(answer.headers)
        other.content = other.content | pretend(message)
        return other

    return lambda seams: seams.answering.append(alter)


def concerns(call: Call, function: str) -> bool:
    """Whether a call is to a function whose name begins like this."""
    return call.route.rpartition("/")[2].startswith(function)


def without(*names: str) -> Callable[[Message], Message]:
    """A message less these members."""
    return lambda message: {name: value for name, value in message.items() if name not in names}


def _message(call: Call) -> Message | None:
    try:
        found = json.loads(call.body)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _refusals(change: Callable[[Message], Message]) -> Installer:
    def alter(_core: Core, _call: Call, answer: Answer) -> Answer:
        if answer.status >= 400 and isinstance(answer.content, dict):
            answer.content = change(answer.content)
        return answer

    return lambda seams: seams.answering.append(alter)


def _without_version(_core: Core, _call: Call, answer: Answer) -> Answer:
    answer.headers.pop("api-version", None)
    return answer


def _as_text(_core: Core, _call: Call, answer: Answer) -> Answer:
    if answer.status < 300:
        answer.media_type = "text/plain"
    return answer


def _lets_registrations_in(seams: Seams) -> None:
    seams.admitting.append(lambda call, admitted: admitted or concerns(call, "_registreer"))


FAULTS: tuple[Fault, ...] = (
    functies(
        "zonder-versie",
        "Geen antwoord noemt de versie.",
        "No answer tells the version.",
        "API-09",
        lambda seams: seams.answering.append(_without_version),
    ),
    functies(
        "antwoord-als-tekst",
        "Een goed antwoord heet gewone tekst.",
        "A good answer is called plain text.",
        "API-10",
        lambda seams: seams.answering.append(_as_text),
    ),
    functies(
        "fout-zonder-code", "Een fout heeft geen code.", "An error has no code.", "API-06", _refusals(without("code"))
    ),
    functies(
        "weigering-noemt-niets",
        "Een weigering noemt geen gegeven.",
        "A refusal names no value.",
        "API-07",
        _refusals(without("invalidParams")),
    ),
    functies(
        "registreren-zonder-toegang",
        "Wie zich niet bekendmaakt mag toch registreren.",
        "Whoever does not make himself known may register all the same.",
        "API-16",
        _lets_registrations_in,
    ),
    functies(
        "alleen-het-eerste",
        "Vindt een zoekopdracht er meer, dan komt een lijst met alleen het eerste terug.",
        "When a search finds several, a list with only the first comes back.",
        "ITK-05",
        said("_zoek_interne_taak", lambda found: found[:1] if isinstance(found, list) else found),
    ),
    functies(
        "gevonden-onder-results",
        "Een zoekopdracht antwoordt met een pagina in plaats van een ding of een lijst.",
        "A search answers with a page instead of a thing or a list.",
        "ITK-05",
        said("_zoek_interne_taak", lambda found: {"results": found}),
    ),
    functies(
        "alle-lijsten",
        "Wie één referentielijst vraagt krijgt ze allemaal.",
        "Whoever asks for one reference list gets them all.",
        "REF-01",
        heard(
            "_haal_referentielijsten",
            lambda _: dict.fromkeys(("kanaal", "land", "voorkeurstaal", "soortObject", "soortDigitaalAdres"), True),
        ),
    ),
    functies(
        "nederlands-heet-ook-nl",
        "De functies vinden Nederlands ook met de code van twee letters.",
        "The functions find Dutch by its code of two letters as well.",
        "REF-08",
        heard(
            "_raadpleeg_voorkeurstaal",
            lambda message: message | {"code": "nld"} if message.get("code") == "nl" else message,
        ),
    ),
    functies(
        "geen-lijsten",
        "Gevraagde talen komen niet terug.",
        "Languages that were asked for do not come back.",
        "REF-01",
        said("_haal_referentielijsten", without("voorkeurstalen")),
    ),
)
