"""Operators on whole calls: access, search parameters, status codes, media types and headers, one operation each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from conformance.reference.dialect import Dialect
from conformance.reference.domain.core import Core
from conformance.reference.faults.fault import Fault, Installer
from conformance.reference.faults.operators.facts import Facts, Operator, Parameter
from conformance.reference.http.messages import JSON, PROBLEM_JSON, Answer, Call
from conformance.reference.http.problems import Problem

_HTML = "text/html"
_REFUSED = 400


def operators(facts: Facts, spoken: Dialect) -> Iterator[Operator]:
    """Every operator on calls of this operation."""
    yield from _access(facts)
    yield from _accepted(facts)
    yield from _refusals(facts)
    if facts.method == "GET":
        yield from _searching(facts, spoken)


def _made(facts: Facts, name: str, nl: str, en: str, breaks: tuple[str, ...], install: Installer, on: int) -> Operator:
    fault = Fault(f"{name}:{facts.id}", f"{facts.id}: {en}.", f"{facts.id}: {nl}.", breaks, (install,))
    return Operator(fault, (facts.id,), on)


def _mine(facts: Facts, call: Call) -> bool:
    return call.method == facts.method and call.route == facts.route


def _answer(facts: Facts, when: Callable[[Call, Answer], bool], change: Callable[[Answer], None]) -> Installer:
    def alter(core: Core, call: Call, answer: Answer) -> Answer:
        if _mine(facts, call) and when(call, answer):
            change(answer)
        return answer

    return lambda seams: seams.answering.append(alter)


def _accepted(facts: Facts) -> Iterator[Operator]:
    def went_well(call: Call, answer: Answer) -> bool:
        return answer.status == facts.success

    other = facts.other_success
    yield _made(
        facts, "status", f"antwoordt {other} in plaats van {facts.success}",
        f"answers {other} instead of {facts.success}", (facts.rules["status"],),
        _answer(facts, went_well, _with_status(other)), 2,
    )  # fmt: skip
    for header, requirement in facts.headers.items():
        yield _made(
            facts, f"kop-weg-{header.lower()}", f"de header {header} ontbreekt", f"the header {header} is missing",
            (requirement,), _answer(facts, went_well, _without_header(header)), 2,
        )  # fmt: skip
    if facts.told:
        yield _made(
            facts, "soort-antwoord", "een goed antwoord heet HTML", "a good answer is called HTML",
            (facts.rules["media-type"],), _answer(facts, went_well, _of_type(_HTML)), 2,
        )  # fmt: skip


def _refusals(facts: Facts) -> Iterator[Operator]:
    def told(call: Call, answer: Answer) -> bool:
        return answer.status >= _REFUSED and answer.media_type == PROBLEM_JSON

    yield _made(
        facts, "fout-als-json", "een fout heet gewone JSON", "an error is called plain JSON",
        (facts.rules["problem"],), _answer(facts, told, _of_type(JSON)), 4,
    )  # fmt: skip
    if "{" in facts.route:
        yield _made(
            facts, "onbekend-als-400", "een onbekend id geeft 400", "an unknown id gives 400",
            (facts.rules["unknown-id"],), _answer(facts, lambda call, answer: answer.status == 404, _refusing), 4,
        )  # fmt: skip
    if facts.asked:
        yield _made(
            facts, "weigering-als-500", "een weigering is een serverfout", "a refusal is a server error",
            (facts.rules["server-error"],),
            _answer(facts, lambda call, answer: answer.status == _REFUSED, _with_status(500)), 4,
        )  # fmt: skip
        yield _made(
            facts, "weigering-zonder-veld", "een weigering noemt geen veld", "a refusal names no field",
            (facts.rules["invalid-params"],),
            _answer(facts, lambda call, answer: answer.status == _REFUSED, _naming_nothing), 4,
        )  # fmt: skip


def _with_status(status: int) -> Callable[[Answer], None]:
    def change(answer: Answer) -> None:
        answer.status = status
        if isinstance(answer.content, dict) and "status" in answer.content and answer.media_type == PROBLEM_JSON:
            answer.content = {**answer.content, "status": status}

    return change


_refusing = _with_status(_REFUSED)


def _without_header(name: str) -> Callable[[Answer], None]:
    def change(answer: Answer) -> None:
        answer.headers = {key: value for key, value in answer.headers.items() if key.lower() != name.lower()}

    return change


def _of_type(media_type: str) -> Callable[[Answer], None]:
    def change(answer: Answer) -> None:
        answer.media_type = media_type

    return change


def _naming_nothing(answer: Answer) -> None:
    if isinstance(answer.content, dict):
        answer.content = {key: value for key, value in answer.content.items() if key != "invalidParams"}


def _access(facts: Facts) -> Iterator[Operator]:
    rights = (facts.rules["credentials"],)
    for name, sent, nl, en in (
        (
            "zonder-bewijs",
            False,
            "laat iedereen toe die geen toegangsbewijs stuurt",
            "lets in who sends no credentials",
        ),
        ("vals-bewijs", True, "laat ook een vals toegangsbewijs toe", "lets in false credentials"),
    ):
        yield _made(facts, name, nl, en, rights, _admitting(facts, sent), 4)


def _admitting(facts: Facts, sent: bool) -> Installer:
    def admit(call: Call, admitted: bool) -> bool:
        return admitted or (_mine(facts, call) and bool(call.headers.get("authorization")) is sent)

    return lambda seams: seams.admitting.append(admit)


def _searching(facts: Facts, spoken: Dialect) -> Iterator[Operator]:
    known = frozenset(each.name for each in facts.parameters)
    for each in facts.parameters:
        yield _parameter(facts, each, "genegeerd", "zonder gevolg", "has no effect", each.counts, _ignoring)
        if each.refused:
            yield _parameter(
                facts, each, "waarde-ongetoetst", "mag elke waarde hebben", "may have any value", (each.refused,),
                lambda facts, each: _lenient(facts, lambda name: name == each.name, spoken),
            )  # fmt: skip
    if "{" not in facts.route:
        yield _made(
            facts, "onbekende-parameter", "een onbekende zoekparameter wordt genegeerd",
            "an unknown search parameter is ignored", (facts.rules["accepted-parameter"],),
            _lenient(facts, lambda name: name not in known, spoken), 4,
        )  # fmt: skip


def _parameter(
    facts: Facts, each: Parameter, name: str, nl: str, en: str, breaks: tuple[str, ...],
    installing: Callable[[Facts, Parameter], Installer],
) -> Operator:  # fmt: skip
    fault = Fault(
        f"{name}:{facts.id}:{each.name}",
        f"The search parameter {each.name} of {facts.id} {en}.",
        f"De zoekparameter {each.name} van {facts.id}: {nl}.",
        breaks,
        (installing(facts, each),),
    )
    return Operator(fault, (facts.id,), 4 if name != "genegeerd" else 0)


def _ignoring(facts: Facts, each: Parameter) -> Installer:
    def receive(call: Call) -> Call:
        if not _mine(facts, call):
            return call
        return replace(call, query=tuple(pair for pair in call.query if pair[0] != each.name))

    return lambda seams: seams.receiving.append(receive)


def _lenient(facts: Facts, pardoned: Callable[[str], bool], spoken: Dialect) -> Installer:
    def retry(core: Core, call: Call, answer: Answer) -> Answer:
        query = tuple(pair for pair in call.query if not pardoned(pair[0]))
        if not _mine(facts, call) or answer.status not in (_REFUSED, 404) or query == call.query:
            return answer
        try:
            other = spoken.perform(core, replace(call, query=query))
        except Problem:
            return answer
        other.headers = {**spoken.headers, **other.headers}
        return other

    return lambda seams: seams.answering.append(retry)
