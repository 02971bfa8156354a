"""Faults in what VNG CRUD says when it refuses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from conformance.reference.faults.fault import Fault, Installer
from conformance.reference.faults.telling import answered
from conformance.reference.faults.vngcrud_answers import crud
from conformance.reference.http.messages import JSON, Answer, Call, Operation


def _refusals(change: Callable[[dict[str, Any]], dict[str, Any]], *statuses: int) -> Installer:
    def refused(call: Call, answer: Answer) -> bool:
        wanted = answer.status in statuses if statuses else answer.status >= 400
        return wanted and isinstance(answer.content, dict)

    return answered(refused, lambda answer: replace(answer, content=change(dict(answer.content))))


def _without(*names: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda content: {key: value for key, value in content.items() if key not in names}


def _params(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def alter(content: dict[str, Any]) -> dict[str, Any]:
        if "invalidParams" not in content:
            return content
        return content | {"invalidParams": [change(dict(each)) for each in content["invalidParams"]]}

    return alter


def _invalid_becomes(status: int) -> Installer:
    def alter(answer: Answer) -> Answer:
        return replace(answer, status=status, content=answer.content | {"status": status})

    return answered(lambda call, answer: answer.status == 400 and call.operation is Operation.CREATE, alter)


FAULTS: tuple[Fault, ...] = (
    crud(
        "crud-fout-zonder-code",
        "In een foutbericht ontbreekt de code.",
        "In an error message the code is missing.",
        "API-06",
        _refusals(_without("code")),
    ),
    crud(
        "crud-fout-zonder-instance",
        "Een foutbericht heeft geen kenmerk van het voorval.",
        "An error has no mark of the occurrence.",
        "API-06",
        _refusals(_without("instance")),
    ),
    crud(
        "crud-fout-met-andere-status",
        "Een foutbericht noemt een andere status dan het antwoord heeft.",
        "An error names another status than the answer has.",
        "API-06",
        _refusals(lambda content: content | {"status": 500}),
    ),
    crud(
        "crud-fout-als-gewone-json",
        "Een foutbericht zegt dat het gewone JSON is.",
        "An error says that it is plain JSON.",
        "API-06",
        answered(lambda call, answer: answer.status >= 400, lambda answer: replace(answer, media_type=JSON)),
    ),
    crud(
        "crud-fout-als-tekst",
        "Een weigering is een zin in plaats van een foutbericht.",
        "A refusal is a sentence instead of an error message.",
        "API-06",
        answered(
            lambda call, answer: answer.status == 400,
            lambda answer: replace(answer, content="Dat kan niet.", media_type="text/plain"),
        ),
    ),
    crud(
        "crud-weigering-noemt-geen-gegeven",
        "Een weigering zegt niet welk gegeven niet klopt.",
        "A refusal does not say which value is wrong.",
        "API-07",
        _refusals(_without("invalidParams"), 400),
    ),
    crud(
        "crud-weigering-noemt-ander-gegeven",
        "Een weigering noemt altijd hetzelfde gegeven.",
        "A refusal always names the same value.",
        "API-07",
        _refusals(_params(lambda each: each | {"name": "volgorde"}), 400),
    ),
    crud(
        "crud-weigering-zonder-reden",
        "Een weigering zegt per gegeven niet waarom.",
        "A refusal does not say why, per value.",
        "API-07",
        _refusals(_params(lambda each: {k: v for k, v in each.items() if k != "reason"}), 400),
    ),
    crud(
        "crud-ongeldige-registratie-geeft-404",
        "Een ongeldige registratie geeft 404.",
        "An invalid registration gives 404.",
        "API-20",
        _invalid_becomes(404),
    ),
)
