"""Faults in the API as a whole that show with one kind of thing or in one way of asking."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Values
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.neighbours import forgotten
from conformance.reference.faults.writing import PUT, unchanged
from conformance.reference.http import problems
from conformance.reference.http.messages import Answer, Call, Operation
from conformance.reference.openklant.expanding import EXPANDABLE

_SUBJECT = "onderwerpobject"


def _mended(call: Call) -> Call:
    """Broken JSON is mended, and a list stands for its first member."""
    if not call.body:
        return call
    try:
        found = json.loads(call.body)
    except ValueError:
        return replace(call, body=call.body + b"}")
    return replace(call, body=json.dumps(found[0]).encode()) if isinstance(found, list) and found else call


def _plain_text(call: Call) -> Call:
    plain = call.headers.get("content-type", "").startswith("text/plain")
    return replace(call, headers={**call.headers, "content-type": "application/json"}) if plain else call


def _unknown_not_expanded(call: Call) -> Call:
    known = EXPANDABLE.get(call.kind, ())
    return replace(call, query=tuple((k, v) for k, v in call.query if k != "expand" or v in known))


def _subjects_not_expanded(core: Core, call: Call, answer: Answer) -> Answer:
    step = "gingOverOnderwerpobjecten"
    if not isinstance(answer.content, dict) or step not in answer.content.get("_expand", ()):
        return answer
    return replace(answer, content=answer.content | {"_expand": answer.content["_expand"] | {step: []}})


def _one_step_deep(core: Core, call: Call, answer: Answer) -> Answer:
    """Of what is to be sent along in steps only the first step comes."""
    along = answer.content.get("_expand") if isinstance(answer.content, dict) else None
    if call.kind not in ("klantcontact", "partij") or not along:
        return answer
    first = {step: _bare(found) for step, found in along.items()}
    return replace(answer, content=answer.content | {"_expand": first})


def _bare(found: Any) -> Any:
    """What was sent along, without what came with it."""
    if isinstance(found, list):
        return [_bare(one) for one in found]
    return {name: value for name, value in found.items() if name != "_expand"} if isinstance(found, dict) else found


def _refused_when_replaced(core: Core, call: Call, answer: Answer) -> Answer:
    """A replacement of what does not exist is called a bad message."""
    if answer.status != 404 or call.operation is not Operation.UPDATE:
        return answer
    other = problems.malformed("Dit bestaat niet.").answer()
    return replace(other, headers=answer.headers | other.headers)


def _removed_anyway(core: Core, call: Call, answer: Answer) -> Answer:
    """Removing a bijlage that never existed goes well."""
    unknown = answer.status == 404 and call.kind == "bijlage" and call.operation is Operation.DESTROY
    return Answer(204, headers=answer.headers) if unknown else answer


def _no_is_yes(call: Call) -> Call:
    """Asking in so many words not to remove the klantcontact along removes it."""
    if call.kind == _SUBJECT and call.parameter("cascade") == "false":
        return replace(call, query=(("cascade", "true"),))
    return call


def _kept_loses(core: Core, call: Call, answer: Answer) -> Answer:
    """A klantcontact that is kept when an onderwerpobject goes loses its betrokkenen."""
    if call.kind == _SUBJECT and call.operation is Operation.DESTROY and answer.status == 200:
        for url in answer.content["behouden"]:
            for one in core.store.referring("betrokkene", "hadKlantcontact", str(url).rpartition("/")[2]):
                forgotten(core, "betrokkene", one.id)
    return answer


def _represented_without_addresses(core: Core, call: Call, record: Record, values: Values) -> Values:
    if record.kind != "partij" or call.operation is not Operation.RETRIEVE:
        return values
    represented = core.store.referring("vertegenwoordiging", "vertegenwoordigdePartij", record.id)
    return values | {"digitaleAdressen": []} if represented else values


def _represents(core: Core, call: Call, record: Record, values: Values) -> Values:
    """A partij that represents nobody shows who represents it."""
    if record.kind != "partij" or values["vertegenwoordigden"]:
        return values
    found = core.store.referring("vertegenwoordiging", "vertegenwoordigdePartij", record.id)
    told: list[Any] = [one.values["vertegenwoordigendePartij"] for one in found]
    at = str(values["url"]).rpartition("/")[0]
    return values | {"vertegenwoordigden": [{"uuid": one, "url": f"{at}/{one}"} for one in told]}


FAULTS: tuple[Fault, ...] = (
    fault(
        "platte-tekst-aanvaard",
        "Een bericht als platte tekst wordt aanvaard.",
        "A message as plain text is accepted.",
        "API-10",
        lambda seams: seams.receiving.append(_plain_text),
    ),
    fault(
        "kapotte-json-aanvaard",
        "Kapotte JSON wordt hersteld, en van een lijst geldt het eerste deel.",
        "Broken JSON is mended, and of a list the first part holds.",
        "API-10",
        lambda seams: seams.receiving.append(_mended),
    ),
    fault(
        "meeleveren-onbekend-genegeerd",
        "Meeleveren van iets dat niet bestaat, wordt genegeerd.",
        "Sending along something that does not exist is ignored.",
        "EXT-01",
        lambda seams: seams.receiving.append(_unknown_not_expanded),
    ),
    fault(
        "meeleveren-een-stap-diep",
        "Van wat in stappen meegeleverd moet worden, komt alleen de eerste stap.",
        "Of what is to be sent along in steps only the first step comes.",
        "EXT-01",
        lambda seams: seams.answering.append(_one_step_deep),
    ),
    fault(
        "meeleveren-zonder-onderwerpen",
        "Onderwerpen die meegeleverd moeten worden, blijven leeg.",
        "Subjects that are to be sent along stay empty.",
        "EXT-01",
        lambda seams: seams.answering.append(_subjects_not_expanded),
    ),
    fault(
        "onbekend-id-vervangen-geeft-400",
        "Iets met een onbekend id vervangen geeft 400.",
        "Replacing something with an unknown id gives 400.",
        "API-27",
        lambda seams: seams.answering.append(_refused_when_replaced),
    ),
    fault(
        "bijlage-onbekend-id-verwijderen-geeft-204",
        "Een bijlage met een onbekend id verwijderen geeft 204.",
        "Removing a bijlage with an unknown id gives 204.",
        "API-04",
        lambda seams: seams.answering.append(_removed_anyway),
    ),
    fault(
        "meeverwijderen-nee-is-ja",
        "Wie uitdrukkelijk niet om meeverwijderen vraagt, raakt het klantcontact kwijt.",
        "Whoever asks in so many words not to remove along loses the klantcontact.",
        "OND-10",
        lambda seams: seams.receiving.append(_no_is_yes),
    ),
    fault(
        "meeverwijderen-neemt-betrokkenen-van-behouden-contact",
        "Een klantcontact dat bij meeverwijderen behouden blijft, raakt zijn betrokkenen kwijt.",
        "A klantcontact that is kept when removing along loses its betrokkenen.",
        "EXT-07",
        lambda seams: seams.answering.append(_kept_loses),
    ),
    fault(
        "onderwerpobject-vervangen-zonder-gevolg",
        "Een vervanging van een onderwerpobject antwoordt 200 maar verandert niets.",
        "A replacement of an onderwerpobject answers 200 but changes nothing.",
        "OND-03",
        unchanged(_SUBJECT, on=PUT),
    ),
    fault(
        "vertegenwoordigde-toont-geen-adressen",
        "Een partij die vertegenwoordigd wordt, noemt haar digitale adressen niet.",
        "A partij that is represented does not name its digital addresses.",
        "API-22",
        lambda seams: seams.telling.append(_represented_without_addresses),
    ),
    fault(
        "partij-toont-vertegenwoordigers",
        "Een partij die niemand vertegenwoordigt, toont wie haar vertegenwoordigt.",
        "A partij that represents nobody shows who represents it.",
        "VTW-01",
        lambda seams: seams.telling.append(_represents),
    ),
)
