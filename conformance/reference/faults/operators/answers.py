"""Operators on answers: a member left out, renamed, of another type, empty, or a code that is not in the list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from conformance.reference.domain.core import Core
from conformance.reference.faults.fault import Fault, Installer
from conformance.reference.faults.operators import places
from conformance.reference.faults.operators.facts import Facts, Member, Operator
from conformance.reference.http.messages import Answer, Call
from conformance.reference.seams import Seams

_BODY = "body"


def operators(facts: Facts) -> Iterator[Operator]:
    """Every operator on what this operation answers when all went well."""
    for member in facts.told:
        name = member.steps[-1]
        if name == "*":
            continue
        if member.required:
            yield _made(facts, member, "veld-weg", "ontbreekt", "is missing", places.without(name))
            if facts.method == "GET":
                yield from _other_forms(facts, member, name)
        if member.choices:
            change = places.replaced(name, lambda value: value if value is None else f"{value}-anders")
            yield _made(
                facts, member, "code-onbekend", "heeft een code die niet bestaat", "has an unknown code", change
            )


def _other_forms(facts: Facts, member: Member, name: str) -> Iterator[Operator]:
    yield _made(
        facts, member, "veld-hernoemd", "heet anders", "goes by another name", places.renamed(name, f"{name}Nieuw")
    )
    if member.types:
        change = places.replaced(name, _retyped)
        yield _made(facts, member, "veld-soort", "is van een andere soort", "is of another type", change)
        if "null" not in member.types:
            change = places.replaced(name, lambda value: None)
            yield _made(facts, member, "veld-leeg", "is leeg (null)", "is null", change)


def _retyped(value: Any) -> Any:
    """The value as a value of a type that no member has in place of it."""
    if isinstance(value, dict):
        return [value]
    if isinstance(value, list):
        return {"items": value}
    if isinstance(value, str):
        return {"value": value}
    return value if value is None else str(value)


def _made(facts: Facts, member: Member, name: str, nl: str, en: str, change: places.Change) -> Operator:
    fault = Fault(
        f"{name}:{facts.id}:{member.pointer}",
        f"In the answer of {facts.id} {member.pointer} {en}.",
        f"In het antwoord van {facts.id} {nl}: {member.pointer}.",
        (facts.rules[_BODY],),
        (_told(facts, lambda content: places.changed(content, member.steps, change)),),
    )
    return Operator(fault, (facts.id,), 2)


def _told(facts: Facts, change: Callable[[Any], Any]) -> Installer:
    def alter(core: Core, call: Call, answer: Answer) -> Answer:
        if call.method == facts.method and call.route == facts.route and answer.status == facts.success:
            answer.content = change(answer.content)
        return answer

    def install(seams: Seams) -> None:
        seams.answering.append(alter)

    return install
