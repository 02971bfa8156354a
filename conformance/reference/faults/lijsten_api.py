"""Faults in how the reference lists behave as an API: access, forms, errors and what is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.definitions.lijsten import CODE, RESOURCES
from conformance.reference.domain.fields import Values
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import REFERENTIELIJSTEN, Fault, fault
from conformance.reference.faults.telling import answered
from conformance.reference.faults.writing import PUT, redefined
from conformance.reference.http.messages import JSON, WRITES, Answer, Call, Operation
from conformance.reference.http.reading import json_object
from conformance.reference.seams import Seams

lijst = partial(fault, dialects=REFERENTIELIJSTEN)
_KINDS = tuple(RESOURCES)


def _without(header: str) -> Callable[[Answer], Answer]:
    return lambda answer: replace(answer, headers={k: v for k, v in answer.headers.items() if k != header})


def _kept_when_refused(seams: Seams) -> None:
    def keep(core: Core, change: Change) -> None:
        known = core.store.sharing(CODE, change.kind, change.values) if change.values.get("code") else ("",)
        if change.before is None and not known:
            core.store.add(change.kind, change.id, change.values | {"naam": str(change.values.get("naam") or "")})

    seams.refusing.append(keep)


def _everything_kept(seams: Seams) -> None:
    """What nobody knows is kept beside the register, and told again."""
    kept: dict[str, Values] = {}

    def receive(call: Call) -> Call:
        if call.operation in WRITES and call.kind in _KINDS and b"onbekendVeld" in call.body:
            kept["last"] = {"onbekendVeld": json_object(call.body)["onbekendVeld"]}
        return call

    def tell(core: Core, call: Call, record: Record, told_: Values) -> Values:
        if "last" in kept and call.operation in WRITES:
            kept[record.id] = kept.pop("last")
        return told_ | kept.get(record.id, {})

    seams.receiving.append(receive)
    seams.telling.append(tell)


def _plain_text(call: Call) -> Call:
    return replace(call, headers={**call.headers, "content-type": JSON}) if call.body else call


def _nameless(answer: Answer) -> Answer:
    if not isinstance(answer.content, dict) or "invalidParams" not in answer.content:
        return answer
    params = [{**each, "name": "bericht"} for each in answer.content["invalidParams"]]
    return replace(answer, content={**answer.content, "invalidParams": params})


def _state_as_text(core: Core, call: Call, record: Record, told_: Values) -> Values:
    state = told_.get("indicatieActief")
    return told_ if state is None else told_ | {"indicatieActief": "ja" if state else "nee"}


def _everyone(seams: Seams) -> None:
    seams.admitting.append(lambda call, admitted: True)


def _forbidden(answer: Answer) -> Answer:
    content = {name: value for name, value in answer.content.items() if name != "invalidParams"}
    return replace(answer, status=403, content=content | {"status": 403})


FAULTS: tuple[Fault, ...] = (
    lijst(
        "lijsten-zonder-versie",
        "Geen antwoord van een referentielijst noemt de versie van de API.",
        "No answer of a reference list names the version of the API.",
        "API-09",
        answered(lambda call, answer: True, _without("api-version")),
    ),
    lijst(
        "lijsten-zonder-plaats",
        "Wie een waarde toevoegt hoort niet waar zij staat.",
        "Who adds a value is not told where it is.",
        "API-03",
        answered(lambda call, answer: call.operation is Operation.CREATE, _without("Location")),
    ),
    lijst(
        "lijsten-fout-als-json",
        "Een weigering komt als gewone JSON.",
        "A refusal comes as plain JSON.",
        "API-06",
        answered(lambda call, answer: answer.status >= 400, lambda answer: replace(answer, media_type=JSON)),
    ),
    lijst(
        "lijsten-voor-iedereen",
        "Ook zonder bewijs van toegang kan alles.",
        "Everything can be done without proof of access as well.",
        "API-16",
        _everyone,
    ),
    lijst(
        "lijsten-noemen-geen-gegeven",
        "Een weigering zegt niet om welk gegeven het gaat.",
        "A refusal does not say which attribute it is about.",
        "API-07",
        answered(lambda call, answer: answer.status == 400, _nameless),
    ),
    lijst(
        "lijsten-verbieden-wat-ongeldig-is",
        "Een ongeldige of dubbele waarde wordt geweigerd als iets wat niet mag (403).",
        "An invalid or duplicate value is refused as something that is not allowed (403).",
        "REF-03 REF-07",
        answered(lambda call, answer: answer.status in (400, 409), _forbidden),
    ),
    lijst(
        "geweigerde-waarde-blijft",
        "Een waarde die wordt geweigerd komt toch in de lijst.",
        "A value that is refused gets into the list nonetheless.",
        "API-08",
        _kept_when_refused,
    ),
    lijst(
        "lijsten-lezen-platte-tekst",
        "Een bericht als platte tekst wordt als JSON gelezen.",
        "A message as plain text is read as JSON.",
        "API-10",
        lambda seams: seams.receiving.append(_plain_text),
    ),
    lijst(
        "lijsten-negeren-parameters",
        "Een zoekparameter die niemand kent wordt genegeerd.",
        "A search parameter that nobody knows is ignored.",
        "API-14",
        lambda seams: seams.receiving.append(lambda call: replace(call, query=())),
    ),
    lijst(
        "lijsten-bewaren-alles",
        "Een gegeven dat niemand kent wordt bewaard.",
        "An attribute that nobody knows is kept.",
        "API-18",
        _everything_kept,
    ),
    lijst(
        "verbeteren-zonder-naam",
        "Een verbetering waarin de naam ontbreekt wordt aanvaard.",
        "A correction without the name is accepted.",
        "API-21",
        *(redefined(kind, "naam", PUT, required=False) for kind in _KINDS),
    ),
    lijst(
        "dubbele-code-geeft-500",
        "Een code die al bestaat laat de server struikelen.",
        "A code that exists already makes the server stumble.",
        "API-30",
        answered(lambda call, answer: answer.status == 409, lambda answer: replace(answer, status=500)),
    ),
    lijst(
        "stand-als-tekst",
        "Of een waarde actief is, komt als ja of nee in tekst terug.",
        "Whether a value is active comes back as a text.",
        "API-31",
        lambda seams: seams.telling.append(_state_as_text),
    ),
)
