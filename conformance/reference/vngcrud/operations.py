"""The 66 operations: six per resource."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from conformance.reference.domain.cleaning import BadReference
from conformance.reference.domain.core import Core
from conformance.reference.domain.violations import InUse, Refused, Unknown, Violation
from conformance.reference.http import problems
from conformance.reference.http.messages import ACTIONS, PROBLEM_JSON, WRITES, Answer, Call, Operation
from conformance.reference.http.reading import check_accept, check_content_type, json_object
from conformance.reference.http.searching import criteria, select
from conformance.reference.vngcrud.names import PLACES, from_wire, violation
from conformance.reference.vngcrud.telling import Teller

HAL = "application/hal+json"
_SPOKEN = (HAL, "application/json")
_LONGEST_KEY = 40


def perform(core: Core, call: Call) -> Answer:
    """Do what a call asks; every refusal comes out as a Problem."""
    if call.operation is None:
        raise problems.method_not_allowed(call.method, call.allowed)
    check_accept(call.headers, *_SPOKEN)
    _check_parameters(core, call)
    if call.operation in WRITES:
        check_content_type(call.headers, *_SPOKEN)
    try:
        return _OPERATIONS[call.operation](core, call)
    except Unknown:
        raise problems.not_found() from None
    except InUse as in_use:
        raise problems.conflict(in_use.reason) from None
    except Refused as refused:
        raise _refusal([violation(call.kind, found) for found in refused.violations]) from None


def told(problem: problems.Problem) -> Answer:
    """A refusal as an answer: every member of it, and of each named field, that the common part describes."""
    content: dict[str, Any] = {"type": f"urn:fout:{problem.code}", **problem.answer().content}
    if problem.params is not None:
        content["invalidParams"] = [
            {"type": f"urn:fout:{p.code}", "name": p.path, "code": p.code, "reason": p.reason} for p in problem.params
        ]
    return Answer(problem.status, content, PROBLEM_JSON, dict(problem.headers))


def _refusal(found: list[Violation]) -> problems.Problem:
    """400; 409 when nothing is wrong but that the value is taken."""
    refused = problems.invalid(found)
    if all(one.code == "unique" for one in found):
        refused.status, refused.code, refused.title = 409, "conflict", "Al in gebruik."
    return refused


def _check_parameters(core: Core, call: Call) -> None:
    known = core.seams.parameters[call.kind] if call.operation is Operation.LIST else {}
    unknown = dict.fromkeys(name for name, _ in call.query if name not in known)
    if unknown:
        raise problems.unknown_parameters(unknown)


def _reference(raw: Any) -> str:
    """The bare id of another resource."""
    if not isinstance(raw, str) or not raw:
        raise BadReference("invalid", "Hier hoort het id van een ander object, als tekst.")
    if len(raw) > _LONGEST_KEY:
        raise BadReference("max_length", f"Hoogstens {_LONGEST_KEY} tekens toegestaan.")
    return raw.lower()


def _list(core: Core, call: Call) -> Answer:
    teller = Teller(core, call)
    path, _, name = PLACES[call.kind]
    items = [teller.tell(record) for record in select(core, call, criteria(core, call))]
    envelope: dict[str, Any] = {"_links": {"self": {"href": f"{call.base}/{path}"}}, "_embedded": {name: items}}
    for hook in core.seams.paging:
        envelope = hook(call, envelope)
    return Answer(200, envelope, HAL)


def _retrieve(core: Core, call: Call) -> Answer:
    return Answer(200, Teller(core, call).tell(core.find(call.kind, call.key, reading=True)), HAL)


def _write(core: Core, call: Call) -> Answer:
    assert call.operation is not None
    registering = call.operation is Operation.CREATE
    if not registering:
        core.find(call.kind, call.key)
    body = from_wire(call.kind, json_object(call.body))
    key = None if registering else call.key
    record = core.write(call.kind, ACTIONS[call.operation], body, _reference, key)
    teller = Teller(core, call)
    location = {"Location": teller.url(record.kind, record.id)} if registering else {}
    return Answer(201 if registering else 200, teller.tell(record), HAL, location)


def _destroy(core: Core, call: Call) -> Answer:
    core.remove(call.kind, call.key)
    return Answer(204)


_OPERATIONS: Mapping[Operation, Callable[[Core, Call], Answer]] = {
    Operation.LIST: _list,
    Operation.RETRIEVE: _retrieve,
    Operation.CREATE: _write,
    Operation.UPDATE: _write,
    Operation.PARTIAL_UPDATE: _write,
    Operation.DESTROY: _destroy,
}
