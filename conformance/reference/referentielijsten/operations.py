"""The 35 operations: five on each of seven lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from conformance.reference.domain.cleaning import BadReference
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Values
from conformance.reference.domain.lijsten import by_code
from conformance.reference.domain.store import Record
from conformance.reference.domain.violations import Refused, Unknown
from conformance.reference.http import problems
from conformance.reference.http.messages import ACTIONS, WRITES, Answer, Call, Operation
from conformance.reference.http.reading import check_accept, check_content_type, json_object
from conformance.reference.http.searching import select
from conformance.reference.referentielijsten.telling import PATHS, named, read, told


def perform(core: Core, call: Call) -> Answer:
    """Do what a call asks; every refusal comes out as a Problem."""
    if call.operation is None:
        raise problems.method_not_allowed(call.method, call.allowed)
    check_accept(call.headers)
    if call.query:
        raise problems.unknown_parameters(dict.fromkeys(name for name, _ in call.query))
    if call.operation in WRITES:
        check_content_type(call.headers)
    try:
        return _OPERATIONS[call.operation](core, call)
    except Unknown:
        raise problems.not_found("Deze code staat niet in de lijst.") from None
    except Refused as refused:
        raise _refusal(call, refused) from None


def _refusal(call: Call, refused: Refused) -> problems.Problem:
    """409 when the code is taken, 400 for everything else."""
    problem = problems.invalid(named(call.kind, violation) for violation in refused.violations)
    if all(violation.code == "unique" for violation in refused.violations):
        problem.status, problem.code, problem.title = 409, "conflict", "Deze code staat al in de lijst."
    return problem


def _tell(core: Core, call: Call, record: Record) -> Values:
    found = told(record.kind, record.values)
    for hook in core.seams.telling:
        found = hook(core, call, record, found)
    return found


def _list(core: Core, call: Call) -> Answer:
    return Answer(200, [_tell(core, call, record) for record in reversed(select(core, call, []))])


def _retrieve(core: Core, call: Call) -> Answer:
    return Answer(200, _tell(core, call, by_code(core, call.kind, call.key, reading=True)))


def _write(core: Core, call: Call, key: str | None) -> Record:
    assert call.operation is not None
    body = read(call.kind, json_object(call.body))
    return core.write(call.kind, ACTIONS[call.operation], body, _no_reference, key)


def _create(core: Core, call: Call) -> Answer:
    record = _write(core, call, None)
    code = quote(str(record.values["code"]), safe="")
    place = f"{call.base}/{PATHS[call.kind]}/{code}"
    return Answer(201, _tell(core, call, record), headers={"Location": place})


def _replace(core: Core, call: Call) -> Answer:
    record = by_code(core, call.kind, call.key)
    return Answer(200, _tell(core, call, _write(core, call, record.id)))


def _destroy(core: Core, call: Call) -> Answer:
    core.remove(call.kind, by_code(core, call.kind, call.key).id)
    return Answer(204)


def _no_reference(_raw: Any) -> str:
    raise BadReference("invalid", "Een waarde van een lijst verwijst nergens naar.")


_OPERATIONS: Mapping[Operation, Callable[[Core, Call], Answer]] = {
    Operation.LIST: _list,
    Operation.RETRIEVE: _retrieve,
    Operation.CREATE: _create,
    Operation.UPDATE: _replace,
    Operation.DESTROY: _destroy,
}
