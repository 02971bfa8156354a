"""The 85 operations: six per resource, and the composed registration."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action, Values
from conformance.reference.domain.removal import Removal
from conformance.reference.domain.store import Record
from conformance.reference.domain.violations import InUse, Refused, Unknown, Violation
from conformance.reference.http import problems
from conformance.reference.http.messages import ACTIONS, WRITES, Answer, Call, Operation
from conformance.reference.http.reading import check_accept, check_content_type, json_object
from conformance.reference.openklant import expanding
from conformance.reference.openklant.reading import at_the_uuid, reference
from conformance.reference.openklant.searching import search
from conformance.reference.openklant.telling import Teller

_LISTING = frozenset(("page", "pageSize"))
_NOTHING: frozenset[str] = frozenset()


def perform(core: Core, call: Call) -> Answer:
    """Do what a call asks; every refusal comes out as a Problem."""
    if call.operation is None:
        raise problems.method_not_allowed(call.method, call.allowed)
    check_accept(call.headers)
    _check_parameters(core, call)
    if call.operation in WRITES:
        check_content_type(call.headers)
    try:
        return _OPERATIONS[call.operation](core, call)
    except Unknown:
        raise problems.not_found() from None
    except InUse as in_use:
        raise problems.conflict(in_use.reason) from None
    except Refused as refused:
        raise problems.invalid(map(at_the_uuid, refused.violations)) from None


def _known_parameters(core: Core, call: Call) -> Iterable[str]:
    expand = ("expand",) if call.kind in expanding.EXPANDABLE else ()
    match call.operation:
        case Operation.LIST:
            return {*core.seams.parameters[call.kind], *_LISTING, *expand}
        case Operation.RETRIEVE:
            return expand
        case Operation.DESTROY if call.kind == "onderwerpobject":
            return ("cascade",)
    return _NOTHING


def _check_parameters(core: Core, call: Call) -> None:
    if call.query:
        known = _known_parameters(core, call)
        unknown = dict.fromkeys(name for name, _ in call.query if name not in known)
        if unknown:
            raise problems.unknown_parameters(unknown)


def _list(core: Core, call: Call) -> Answer:
    return Answer(200, search(core, call))


def _retrieve(core: Core, call: Call) -> Answer:
    tree = expanding.wanted(call) if call.query else {}
    record = core.find(call.kind, call.key, reading=True)
    teller = Teller(core, call)
    told = teller.tell(record)
    return Answer(200, expanding.expand(teller, record, told, tree) if tree else told)


def _create(core: Core, call: Call) -> Answer:
    record = core.write(call.kind, Action.REGISTER, json_object(call.body), reference)
    teller = Teller(core, call)
    return Answer(201, teller.tell(record), headers={"Location": teller.url(record.kind, record.id)})


def _change(core: Core, call: Call) -> Answer:
    core.find(call.kind, call.key)
    assert call.operation is not None
    body = json_object(call.body)
    record = core.write(call.kind, ACTIONS[call.operation], body, reference, call.key)
    return Answer(200, Teller(core, call).tell(record))


def _destroy(core: Core, call: Call) -> Answer:
    cascade = call.parameter("cascade")
    if cascade not in (None, "true", "false"):
        raise problems.invalid([Violation("cascade", "invalid", "Hier hoort true of false.")])
    if cascade == "true":
        return Answer(200, {"behouden": _cascade(core, call)})
    core.remove(call.kind, call.key)
    return Answer(204)


def _cascade(core: Core, call: Call) -> list[str]:
    """Remove an onderwerpobject and its klantcontact, unless that is about something else too (EXT-07)."""
    record = core.find("onderwerpobject", call.key)
    contact = core.store.get("klantcontact", record.values["klantcontact"] or "")
    kept: list[str] = []
    with core.store.all_or_nothing():
        Removal(core.store, core.seams.consequences).remove(record)
        if contact is not None:
            if _still_subject(core, contact):
                kept.append(Teller(core, call).url("klantcontact", contact.id))
            else:
                Removal(core.store, core.seams.consequences).remove(contact)
    return kept


def _still_subject(core: Core, contact: Record) -> bool:
    roles = ("klantcontact", "wasKlantcontact")
    return any(core.store.referring("onderwerpobject", role, contact.id) for role in roles)


_PARTS = {"klantcontact": "", "betrokkene": "hadKlantcontact", "onderwerpobject": "klantcontact"}


def _compose(core: Core, call: Call) -> Answer:
    """Register a klantcontact with a betrokkene and an onderwerpobject, all or nothing (EXT-02, KCT-34)."""
    body = json_object(call.body)
    records: dict[str, Record] = {}
    violations: list[Violation] = []
    if body.get("klantcontact") is None:
        code, reason = ("null", "leeg (null) zijn") if "klantcontact" in body else ("required", "ontbreken")
        violations.append(Violation("klantcontact", code, f"Dit veld mag niet {reason}."))
    with core.store.all_or_nothing():
        for part, field in _PARTS.items():
            if body.get(part) is not None:
                given = {field: _contact_id(records)} if field else {}
                try:
                    records[part] = _write_part(core, part, body[part], given)
                except Refused as refused:
                    violations.extend(violation.under(part) for violation in refused.violations)
        if violations:
            raise Refused(violations)
    teller = Teller(core, call)
    return Answer(201, {part: teller.tell(record) for part, record in records.items()})


def _contact_id(records: Mapping[str, Record]) -> str | None:
    return records["klantcontact"].id if "klantcontact" in records else None


def _write_part(core: Core, part: str, body: object, given: Values) -> Record:
    if not isinstance(body, dict):
        raise Refused([Violation("", "invalid", "Hier hoort een object.")])
    return core.write(part, Action.REGISTER, body, reference, given=given)


_OPERATIONS: Mapping[Operation, Callable[[Core, Call], Answer]] = {
    Operation.LIST: _list,
    Operation.RETRIEVE: _retrieve,
    Operation.CREATE: _create,
    Operation.UPDATE: _change,
    Operation.PARTIAL_UPDATE: _change,
    Operation.DESTROY: _destroy,
    Operation.COMPOSE: _compose,
}
