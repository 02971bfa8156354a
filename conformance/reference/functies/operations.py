"""The functions on partijen, addresses, klantcontacten, taken and actoren."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeAlias

from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action, Values
from conformance.reference.domain.store import Record
from conformance.reference.domain.violations import Refused, Violation
from conformance.reference.functies import composing, searching
from conformance.reference.functies.lists import unlisted, whole
from conformance.reference.functies.messages import as_object, demanded, known, listed, naming, reference
from conformance.reference.functies.names import BEHEER, FUNCTIES, from_wire
from conformance.reference.functies.telling import Teller
from conformance.reference.http.messages import Answer, Call, Operation

Function: TypeAlias = "Callable[[Core, Call, Values], Answer]"
#: Per path the kind it is about, its nearest meaning, and what it does.
Functions: TypeAlias = "Mapping[str, tuple[str, Operation, Function]]"
_SOORT = {"partij": "soortPartij", "actor": "soortActor"}


def told(core: Core, call: Call, record: Record) -> Answer:
    """A thing as an answer: 201 in the management, 200 elsewhere, as published."""
    return Answer(status_of(call), Teller(core, call).tell(record))


def status_of(call: Call) -> int:
    """The status of an answer that went well."""
    return 201 if call.route.startswith(BEHEER) else 200


def _register(core: Core, call: Call, body: Values, *, soort: str = "", given: Values | None = None) -> Answer:
    kind = call.kind
    with core.store.all_or_nothing(), naming(kind, soort):
        sent = from_wire(kind, body, soort) | ({_SOORT[kind]: soort} if soort else {})
        record = core.write(kind, Action.REGISTER, sent, reference, given=given)
        if kind == "partij":
            _addresses(core, body, record.id)
    return told(core, call, record)


def _amend(core: Core, call: Call, body: Values, *, soort: str = "") -> Answer:
    kind = call.kind
    record = known(core, kind, body, (_SOORT[kind], soort) if soort else None)
    sent = {name: value for name, value in body.items() if name not in ("id", "soortPartij", "soortActor")}
    sent.pop("indicatieActief", None)
    with core.store.all_or_nothing(), naming(kind, soort):
        record = core.write(kind, Action.AMEND, from_wire(kind, sent, soort), reference, record.id)
        if kind == "partij" and "digitaalAdres" in body:
            for address in core.store.referring("digitaalAdres", "verstrektDoorPartij", record.id):
                core.remove("digitaalAdres", address.id)
            _addresses(core, body, record.id)
    return told(core, call, record)


def _addresses(core: Core, body: Values, partij: str) -> None:
    found: list[Violation] = []
    for place, address in enumerate(listed(body, "digitaalAdres")):
        try:
            _write_address(core, as_object(address) | {"partijId": partij})
        except Refused as refused:
            found.extend(one.under(f"digitaalAdres.{place}") for one in refused.violations)
    if found:
        raise Refused(found)


def _write_address(core: Core, body: Values) -> Record:
    with naming("digitaalAdres"):
        code = body.get("codeSoortDigitaalAdres")
        wrong = list(unlisted(core, "soortDigitaalAdres", code, "codeSoortDigitaalAdres"))
        if wrong:
            raise Refused(wrong)
        return core.write("digitaalAdres", Action.REGISTER, from_wire("digitaalAdres", body), reference)


def _register_address(core: Core, call: Call, body: Values) -> Answer:
    return told(core, call, _write_address(core, body))


def _amend_address(core: Core, call: Call, body: Values) -> Answer:
    record = known(core, call.kind, body)
    demanded(body, "adres", "omschrijving")
    sent = {name: body[name] for name in ("adres", "omschrijving")}
    return told(core, call, core.write(call.kind, Action.AMEND, sent, reference, record.id))


def _search(core: Core, call: Call, body: Values, *, what: str) -> Answer:
    by = _SOORT.get(call.kind, "")
    found = searching.find(core, call, body, what, lambda record: what in (call.kind, record.values.get(by)))
    return searching.answer(core, call, found, status_of(call))


def _contact(core: Core, call: Call, body: Values, *, given: Callable[[Core], Values] = lambda _: {}) -> Answer:
    own = given(core)
    own = {name: value for name, value in own.items() if not (name == "initiatiefnemer" and name in body)}
    return told(core, call, composing.register(core, body, own))


def _about_taak(core: Core, call: Call, body: Values) -> Answer:
    demanded(body, "interneTaakId")
    given = {"ontstaanUitKlantcontact": False, "soortObject": whole(core, "soortObject", "interne_taak")}
    sent: Values = {name: body[name] for name in ("interneTaakId", "klantcontactId") if name in body}
    return _register(core, call, sent, given=given)


def _about_object(core: Core, call: Call, body: Values) -> Answer:
    demanded(body, "externId", "externRegister", "soortObject")
    return _register(core, call, {name: value for name, value in body.items() if name != "interneTaakId"})


def _remove(core: Core, call: Call, body: Values) -> Answer:
    record = known(core, call.kind, body)
    answer = told(core, call, record)
    core.remove(call.kind, record.id)
    return answer


def _correct(core: Core, call: Call, body: Values) -> Answer:
    names = ("id", "actorId", "gevraagdeHandeling", "toelichting", "status")
    return _amend(core, call, {name: body[name] for name in names if name in body})


def _settle(core: Core, call: Call, body: Values) -> Answer:
    record = known(core, call.kind, body)
    return told(core, call, core.write(call.kind, Action.AMEND, {"status": "verwerkt"}, reference, record.id))


def _activate(core: Core, call: Call, body: Values, *, active: bool) -> Answer:
    record = known(core, call.kind, body)
    return told(core, call, core.write(call.kind, Action.AMEND, {"indicatieActief": active}, reference, record.id))


def _of_soort(kind: str, soort: str) -> Functions:
    return {
        f"{FUNCTIES}_registreer_{soort}": (kind, Operation.CREATE, partial(_register, soort=soort)),
        f"{FUNCTIES}_wijzig_{soort}": (kind, Operation.PARTIAL_UPDATE, partial(_amend, soort=soort)),
        f"{FUNCTIES}_zoek_{soort}": (kind, Operation.LIST, partial(_search, what=soort)),
    }


_OPEN = {"status": "te_verwerken"}
FUNCTIONS: Functions = {
    **_of_soort("partij", "persoon"),
    **_of_soort("partij", "organisatie"),
    **_of_soort("actor", "medewerker"),
    **_of_soort("actor", "geautomatiseerde_actor"),
    **_of_soort("actor", "organisatorische_eenheid"),
    f"{FUNCTIES}_registreer_digitaal_adres": ("digitaalAdres", Operation.CREATE, _register_address),
    f"{FUNCTIES}_wijzig_digitaal_adres": ("digitaalAdres", Operation.PARTIAL_UPDATE, _amend_address),
    f"{FUNCTIES}_zoek_digitaal_adres": ("digitaalAdres", Operation.LIST, partial(_search, what="digitaalAdres")),
    f"{FUNCTIES}_registreer_klantcontact": ("klantcontact", Operation.COMPOSE, _contact),
    f"{FUNCTIES}_registreer_binnenkomend_telefoongesprek": (
        "klantcontact",
        Operation.COMPOSE,
        partial(_contact, given=composing.phone_call),
    ),
    f"{FUNCTIES}_registreer_keukentafelgesprek": (
        "klantcontact",
        Operation.COMPOSE,
        partial(_contact, given=composing.conversation_at_home),
    ),
    f"{FUNCTIES}_registreer_klantcontact_gaat_over_object": ("onderwerpobject", Operation.CREATE, _about_object),
    f"{FUNCTIES}_registreer_klantcontact_gaat_over_interne_taak": ("onderwerpobject", Operation.CREATE, _about_taak),
    f"{FUNCTIES}_verwijder_klantcontact_gaat_over": ("onderwerpobject", Operation.DESTROY, _remove),
    f"{FUNCTIES}_registreer_interne_taak": ("interneTaak", Operation.CREATE, partial(_register, given=_OPEN)),
    f"{FUNCTIES}_corrigeer_interne_taak": ("interneTaak", Operation.PARTIAL_UPDATE, _correct),
    f"{FUNCTIES}_markeer_interne_taak_verwerkt": ("interneTaak", Operation.PARTIAL_UPDATE, _settle),
    f"{FUNCTIES}_zoek_interne_taak": ("interneTaak", Operation.LIST, partial(_search, what="interneTaak")),
    f"{BEHEER}_zoek_actor": ("actor", Operation.LIST, partial(_search, what="actor")),
    f"{BEHEER}_activeer_actor": ("actor", Operation.PARTIAL_UPDATE, partial(_activate, active=True)),
    f"{BEHEER}_deactiveer_actor": ("actor", Operation.PARTIAL_UPDATE, partial(_activate, active=False)),
}
