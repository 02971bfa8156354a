"""Faults in who may see what (API-16)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from conformance.reference.domain.core import Core
from conformance.reference.faults.fault import Fault, Installer, fault
from conformance.reference.faults.telling import answered
from conformance.reference.http import problems
from conformance.reference.http.messages import ACTIONS, Answer, Call, Operation
from conformance.reference.openklant.operations import perform


def _admit(when: Callable[[Call], bool]) -> Installer:
    return lambda seams: seams.admitting.append(lambda call, admitted: admitted or when(call))


def _no_token(call: Call) -> bool:
    return not call.headers.get("authorization")


def _other_token(call: Call) -> bool:
    return bool(call.headers.get("authorization"))


def _reads(call: Call) -> bool:
    return call.operation in (Operation.LIST, Operation.RETRIEVE)


def _performed(core: Core, call: Call) -> Answer | None:
    try:
        return perform(core, call)
    except problems.Problem:
        return None


def _leaky_401(core: Core, call: Call, answer: Answer) -> Answer:
    done = _performed(core, call) if answer.status == 401 and _reads(call) else None
    return answer if done is None else replace(answer, content=answer.content | done.content)


def _working_401(core: Core, call: Call, answer: Answer) -> Answer:
    if answer.status == 401 and call.operation in (*ACTIONS, Operation.COMPOSE):
        _performed(core, call)
    return answer


def _removing_401(core: Core, call: Call, answer: Answer) -> Answer:
    """What belongs to a klantcontact or partij goes, although the answer is a refusal."""
    if answer.status == 401 and call.operation is Operation.DESTROY and call.kind in ("bijlage", "partijIdentificator"):
        _performed(core, call)
    return answer


FAULTS: tuple[Fault, ...] = (
    fault(
        "zonder-token-toegang",
        "Zonder toegangsgegevens is alles toegankelijk.",
        "Without credentials everything is accessible.",
        "API-16",
        _admit(_no_token),
    ),
    fault(
        "vals-token-toegang",
        "Elk token geeft toegang.",
        "Any token gives access.",
        "API-16",
        _admit(_other_token),
    ),
    fault(
        "lezen-zonder-token",
        "Lezen kan zonder geldige toegangsgegevens.",
        "Reading needs no valid credentials.",
        "API-16",
        _admit(_reads),
    ),
    fault(
        "zonder-token-403",
        "Zonder geldige toegangsgegevens is het antwoord 403 in plaats van 401.",
        "Without valid credentials the answer is 403 instead of 401.",
        "API-16",
        answered(
            lambda call, answer: answer.status == 401,
            lambda answer: replace(answer, status=403, content=answer.content | {"status": 403}),
        ),
    ),
    fault(
        "zonder-token-401-met-gegevens",
        "Het 401-antwoord bevat de gevraagde gegevens.",
        "The 401 answer holds the data that was asked for.",
        "API-16",
        lambda seams: seams.answering.append(_leaky_401),
    ),
    fault(
        "zonder-token-401-maar-bewaard",
        "Zonder toegangsgegevens is het antwoord 401, maar de registratie gaat door.",
        "Without credentials the answer is 401, but the registration goes through.",
        "API-16",
        lambda seams: seams.answering.append(_working_401),
    ),
    fault(
        "zonder-token-401-maar-verwijderd",
        "Zonder toegangsgegevens is het antwoord 401, maar een bijlage of identificator verdwijnt.",
        "Without credentials the answer is 401, but a bijlage or identificator disappears.",
        "API-16",
        lambda seams: seams.answering.append(_removing_401),
    ),
)
