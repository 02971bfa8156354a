"""Operators on messages: one check of the contract that is skipped, so that a wrong message is accepted.

What was refused is tried once more with the one departure mended. When nothing else was wrong the outcome is what a
product gives that never made this check: accepted, with a value of its own making.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from conformance.reference.dialect import Dialect
from conformance.reference.domain.core import Core
from conformance.reference.faults.fault import Fault
from conformance.reference.faults.operators import places
from conformance.reference.faults.operators.facts import Facts, Member, Operator
from conformance.reference.http.messages import Answer, Call
from conformance.reference.http.problems import Problem
from conformance.reference.seams import Seams

_REFUSED = (400, 409, 422)
_ACCEPTED = (200, 201)
#: What each skipped check is called, and what it lets through.
_SKIPPED = {
    "required": ("verplicht", "mag ontbreken", "may be missing"),
    "null": ("leeg", "mag leeg (null) zijn", "may be null"),
    "enum": ("lijst", "mag een code buiten de lijst hebben", "may have a code outside the list"),
    "maxLength": ("lengte", "mag een teken te lang zijn", "may be one character too long"),
    "minLength": ("niets", "mag een lege tekst zijn", "may be an empty text"),
    "format": ("vorm", "mag een andere vorm hebben", "may have another form"),
    "reference": ("verwijzing", "mag een verwijzing zonder goed id zijn", "may be a reference without a proper id"),
    "pattern": ("patroon", "mag van het patroon afwijken", "may depart from the pattern"),
}


def operators(facts: Iterable[Facts], spoken: Dialect) -> Iterator[Operator]:
    """Every check of the messages about one kind of resource, skipped wherever such a message is taken.

    A check that a replacement makes for reasons of its own is one of its own: it breaks another requirement.
    """
    found: dict[tuple[str, str, str, tuple[str, ...]], dict[str, tuple[Facts, Member]]] = {}
    every = tuple(facts)
    homes = {(each.method, each.route): each.collection for each in every}
    for each in every:
        for member in each.asked:
            for keyword, requirements in member.breaks.items():
                key = (each.collection, keyword, member.pointer, requirements)
                found.setdefault(key, {})[each.id] = (each, member)
    for (collection, keyword, pointer, requirements), where in found.items():
        name, nl, en = _SKIPPED[keyword]
        fault = Fault(
            f"{name}-ongetoetst:{collection}:{pointer}:{requirements[0]}",
            f"In a message about {collection} {pointer} {en}.",
            f"In een bericht over {collection} {nl}: {pointer}.",
            requirements,
            (_Skipped(keyword, where, homes, spoken).install,),
        )
        yield Operator(fault, tuple(where), 4)


@dataclass(frozen=True, slots=True)
class _Skipped:
    """One check that is not made in messages to these operations; `homes` tells which things each call is about."""

    keyword: str
    where: Mapping[str, tuple[Facts, Member]]
    homes: Mapping[tuple[str, str], str]
    spoken: Dialect
    among: Mapping[tuple[str, str], Member] = field(init=False)
    key: str = field(init=False)

    def __post_init__(self) -> None:
        found = {(facts.method, facts.route): member for facts, member in self.where.values()}
        object.__setattr__(self, "among", found)
        object.__setattr__(self, "key", next(facts.key for facts, _ in self.where.values()))

    def install(self, seams: Seams) -> None:
        """Put it into the seams of one instance."""
        latest: dict[str, Any] = {}

        def retry(core: Core, call: Call, answer: Answer) -> Answer:
            member = self.among.get((call.method, call.route))
            if member and answer.status in _REFUSED:
                answer = self._again(core, call, answer, member, latest)
            home = self.homes.get((call.method, call.route)) if call.method == "POST" else None
            if home and answer.status in _ACCEPTED and isinstance(answer.content, dict):
                latest[home] = answer.content.get(self.key)
            return answer

        seams.answering.append(retry)

    def _again(self, core: Core, call: Call, answer: Answer, member: Member, latest: Mapping[str, Any]) -> Answer:
        """What a refused call gives with its message mended; the refusal when no way of mending helps."""
        for fixed in self._mended(call.body, member, latest):
            try:
                other = self.spoken.perform(core, replace(call, body=json.dumps(fixed).encode()))
            except Problem:
                continue
            other.headers = {**self.spoken.headers, **other.headers}
            return other
        return answer

    def _mended(self, message: bytes, member: Member, latest: Mapping[str, Any]) -> Iterator[Any]:
        """The message with every value that may fit in the place of the one that departs; nothing when none departs."""
        try:
            body = json.loads(message)
        except (ValueError, RecursionError):
            return
        name, found = member.steps[-1], False

        def departing(holder: places.Holder) -> bool:
            there = name in holder
            return not there if self.keyword == "required" else there and member.departs(self.keyword, holder[name])

        def look(holder: places.Holder) -> places.Holder:
            nonlocal found
            found = found or departing(holder)
            return holder

        places.changed(body, member.steps, look)
        for give in self._instead(member, latest) if found else ():

            def mend(holder: places.Holder, give: Callable[[Any], Any] = give) -> places.Holder:
                return {**holder, name: give(holder.get(name))} if departing(holder) else holder

            yield places.changed(body, member.steps, mend)

    def _instead(self, member: Member, latest: Mapping[str, Any]) -> Iterator[Callable[[Any], Any]]:
        """Ways to make a value that fits out of one that departs."""
        known = latest.get(member.target) if member.target else None
        if self.keyword == "maxLength":
            yield lambda value: value[: member.longest]
            yield from (_always(each) for each in (known, *member.samples) if each)
            return
        if self.keyword == "reference":
            yield (
                lambda value: (
                    [each for each in value if not member.departs("reference", each)]
                    if isinstance(value, list)
                    else None
                )
            )
        for reference in ({self.key: known}, known) if known else ():
            yield _always([reference] if "array" in member.types else reference)
        for sample in (*member.samples, *member.choices):
            yield _always(sample)


def _always(sample: Any) -> Callable[[Any], Any]:
    return lambda _value: sample
