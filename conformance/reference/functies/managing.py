"""The functions on reference lists."""

from __future__ import annotations

from functools import partial
from typing import Any, NoReturn

from conformance.reference.domain.cleaning import BadReference
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action, Values
from conformance.reference.domain.store import Record
from conformance.reference.domain.violations import Refused, Unknown, Violation
from conformance.reference.functies import lists
from conformance.reference.functies.messages import demanded, naming
from conformance.reference.functies.names import BEHEER, FUNCTIES, LISTS, from_wire
from conformance.reference.functies.operations import Functions, told
from conformance.reference.functies.telling import Teller
from conformance.reference.http.messages import Answer, Call, Operation

#: Per kind the word for it in a path, in the message that asks for whole lists, and in the answer to that.
_WORDS = {
    "kanaal": ("kanaal", "kanaal", "kanalen"),
    "taal": ("voorkeurstaal", "voorkeurstaal", "voorkeurstalen"),
    "soortDigitaalAdres": ("soort_digitaal_adres", "soortDigitaalAdres", "soortenDigitaalAdres"),
    "soortObject": ("soort_object", "soortObject", "soortenObject"),
    "soortExternId": ("soort_extern_id", "soortExternId", "soortenExternId"),
    "land": ("land", "land", "landen"),
}


def _no_reference(_raw: Any) -> NoReturn:
    raise BadReference("invalid", "Een waarde van een lijst verwijst nergens naar.")


def _known(core: Core, kind: str, body: Values) -> Record:
    name = "landcode" if kind == "land" else "code"
    demanded(body, name)
    if not isinstance(body[name], str) or not body[name]:
        raise Refused([Violation(name, "invalid", "Hier hoort een code.")])
    found = lists.find(core, kind, body[name])
    if found is None:
        raise Unknown
    return core.find(kind, found.id, reading=True)


def _whole(core: Core, call: Call, body: Values) -> Answer:
    wrong = [name for _, name, _ in _WORDS.values() if not isinstance(body.get(name, False), bool)]
    if wrong:
        raise Refused([Violation(name, "invalid", "Hier hoort true of false.") for name in wrong])
    teller = Teller(core, call)
    wanted = {kind: many for kind, (_, name, many) in _WORDS.items() if body.get(name)}
    content = {
        many: [teller.tell(record) for record in reversed(list(core.all(kind)))] for kind, many in wanted.items()
    }
    return Answer(200, content)


def _read(core: Core, call: Call, body: Values) -> Answer:
    return told(core, call, _known(core, call.kind, body))


def _register(core: Core, call: Call, body: Values) -> Answer:
    sent = {name: value for name, value in body.items() if name != "indicatieActief"}
    with naming(call.kind):
        record = core.write(call.kind, Action.REGISTER, from_wire(call.kind, sent), _no_reference)
    return told(core, call, record)


def _correct(core: Core, call: Call, body: Values, *, needs: tuple[str, ...]) -> Answer:
    record = _known(core, call.kind, body)
    demanded(body, *needs)
    sent = {name: value for name, value in body.items() if name in needs}
    with naming(call.kind):
        record = core.write(call.kind, Action.AMEND, from_wire(call.kind, sent), _no_reference, record.id)
    return told(core, call, record)


def _switch(core: Core, call: Call, body: Values, *, active: bool) -> Answer:
    record = _known(core, call.kind, body)
    return told(core, call, core.write(call.kind, Action.AMEND, {"actief": active}, _no_reference, record.id))


def _functions() -> Functions:
    found: dict[str, Any] = {
        f"{FUNCTIES}_haal_referentielijsten_waarden_op": ("", Operation.LIST, _whole),
    }
    for kind, (word, _, _) in _WORDS.items():
        needs = tuple(name for name in LISTS[kind] if name not in ("code", "landcode", "indicatieActief"))
        change = Operation.PARTIAL_UPDATE
        found |= {
            f"{FUNCTIES}_raadpleeg_{word}": (kind, Operation.RETRIEVE, _read),
            f"{BEHEER}_raadpleeg_{word}": (kind, Operation.RETRIEVE, _read),
            f"{BEHEER}_registreer_{word}": (kind, Operation.CREATE, _register),
            f"{BEHEER}_corrigeer_{word}": (kind, change, partial(_correct, needs=needs)),
        }
        if kind == "land":
            found[f"{BEHEER}_deactiveer_land"] = (kind, change, partial(_correct, needs=("einddatumLand",)))
            continue
        found[f"{BEHEER}_activeer_{word}"] = (kind, change, partial(_switch, active=True))
        found[f"{BEHEER}_deactiveer_{word}"] = (kind, change, partial(_switch, active=False))
    return found


FUNCTIONS = _functions()
