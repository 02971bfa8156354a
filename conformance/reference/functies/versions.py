"""The version of this dialect that the reference speaks."""

from __future__ import annotations

from typing import Any

from conformance.reference.dialect import Dialect
from conformance.reference.domain.core import Core
from conformance.reference.domain.violations import InUse, Refused, Unknown
from conformance.reference.functies import lists, managing, operations
from conformance.reference.functies.definitions import RESOURCES, RULES_OFF
from conformance.reference.functies.parameters import PARAMETERS
from conformance.reference.http import problems
from conformance.reference.http.messages import PROBLEM_JSON, Answer, Call, Route
from conformance.reference.http.reading import check_accept, check_content_type, json_object

_FUNCTIONS = {**operations.FUNCTIONS, **managing.FUNCTIONS}


def perform(core: Core, call: Call) -> Answer:
    """Do what a call asks; every refusal comes out as a Problem."""
    if call.operation is None:
        raise problems.method_not_allowed(call.method, call.allowed)
    check_accept(call.headers)
    check_content_type(call.headers)
    _, _, function = _FUNCTIONS[call.route]
    try:
        return function(core, call, json_object(call.body))
    except Unknown:
        raise problems.not_found("Dit bestaat niet.") from None
    except InUse as in_use:
        raise problems.conflict(in_use.reason) from None
    except Refused as refused:
        raise _refusal(refused) from None


def _refusal(refused: Refused) -> problems.Problem:
    """400; 409 when nothing is wrong but that the value is taken."""
    problem = problems.invalid(refused.violations)
    if all(one.code == "unique" for one in refused.violations):
        problem.status, problem.code, problem.title = 409, "conflict", "Al in gebruik."
    return problem


def told(problem: problems.Problem) -> Answer:
    """A refusal as an answer: every member of it, and of each named field, that the common part describes."""
    content: dict[str, Any] = {"type": f"urn:fout:{problem.code}", **problem.answer().content}
    if problem.params is not None:
        content["invalidParams"] = [
            {"type": f"urn:fout:{p.code}", "name": p.path, "code": p.code, "reason": p.reason} for p in problem.params
        ]
    return Answer(problem.status, content, PROBLEM_JSON, dict(problem.headers))


V000100 = Dialect(
    "vng-functies-00.01.00",
    "/api",
    {path: Route(kind, {"POST": operation}) for path, (kind, operation, _) in _FUNCTIONS.items()},
    perform,
    {"api-version": "00.01.00", "Cache-Control": "no-store"},
    RESOURCES,
    PARAMETERS,
    RULES_OFF,
    scheme="Bearer",
    told=told,
    fill=lists.fill,
)
DIALECTS = (V000100,)
