"""Which of the many generated cases are sent: the most telling ones, every part once before any part twice."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from conformance.contract.deviating import alone, transplant
from conformance.contract.document import Contract, Operation
from conformance.contract.grounding import Ground
from conformance.contract.issues import Expectation, Rule
from conformance.contract.judging import DEPTH
from conformance.contract.mapping import Requirements
from conformance.contract.planning import takers_of
from conformance.contract.raw import NOT_SENT, Raw
from conformance.contract.requests import Breach, breaches
from conformance.contract.samples import Samples
from conformance.model.exchange import Request
from conformance.model.text import both

_MOST_LOOKED_AT = 240  # coverage cases of one operation; the largest have six hundred
_MOST_BESIDE_FULL = 80  # besides a full message with one departure at a time
# Of the coverage cases; the rest is arguable, and still finds server errors.
_PARTS = 0.55, 0.3  # what is certainly wrong, and what fits
_PARTS_WITH_FULL = 0.9, 0.06  # where one message has every part, most of what fits was seen with that
_OVERLOOKED = ("required", "enum", "const", "maxLength", "format", "pattern", "minLength")
_RANK = {name: rank for rank, name in enumerate(_OVERLOOKED)}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A request that could be sent.

    `certain` is what our own validator proves to be wrong with it, `others` how much it proves besides; `broken` says
    that it departs from the contract somehow.
    """

    request: Request
    expectation: Expectation
    certain: Breach | None
    others: int
    broken: bool
    target: str
    case: str


class Chooser:
    """Makes requests of generated cases and chooses among them. `turns` numbers everything that is made."""

    def __init__(
        self, contract: Contract, requirements: Requirements, ground: Ground, samples: Samples, seed: int,
        turns: Iterator[int],
    ) -> None:  # fmt: skip
        self.contract, self.requirements, self.ground, self.samples = contract, requirements, ground, samples
        self.seed, self.turns = seed, turns
        self._seen: set[tuple[Any, ...]] = set()
        self._tried: Counter[tuple[str, ...]] = Counter()
        self._takers = takers_of(contract, contract.operations.values())

    def candidates(
        self, operation: Operation, raws: Iterable[Raw], base: Any = NOT_SENT, *, proven: bool = False
    ) -> Iterator[Candidate]:
        """The requests for these cases, each only once. With a `base`, only what deviates from it is taken over.

        When only what is `proven` counts, what deviates otherwise is not taken over either.
        """
        for raw in raws:
            for body in self._bodies(operation, raw, base, proven=proven):
                case = replace(raw, body=body)
                made = self.ground.request(operation, case, next(self.turns))
                if made is not None and self.is_new(operation, made[0]):
                    yield self._candidate(operation, raw, *made)

    def _bodies(self, operation: Operation, raw: Raw, base: Any, *, proven: bool) -> Iterator[Any]:
        if not isinstance(raw.body, dict) or operation.message is None:
            yield raw.body
        elif base is NOT_SENT:
            yield self.ground.described(raw.body)
        else:
            template = self.samples.template(operation, (), next(self.turns))
            full = next(iter(self.samples.full(operation)), NOT_SENT)
            apart = list(alone(self.contract, operation, raw.body, template, full)) if raw.negative else []
            yield from apart or ([] if proven else [transplant(base, raw.body, template)])

    def coverage(self, operation: Operation, raws: Sequence[Raw], quota: int) -> list[Candidate]:
        """The chosen ones of the systematic cases of an operation."""
        base = next((raw.body for raw in raws if not raw.negative), NOT_SENT)
        shuffled = list(raws)
        random.Random(f"{self.seed} {operation.id}").shuffle(shuffled)  # noqa: S311 - repeatable is the point
        spread = spread_out(shuffled, [f"{raw.location} {raw.target}" for raw in shuffled])
        most = _MOST_BESIDE_FULL if self.samples.has_full(operation) else _MOST_LOOKED_AT
        spoiled = list(self.samples.spoiled(operation))
        whole = (replace(raw, body=self.samples.fresh(raw.body, next(self.turns))) for raw in spoiled)
        found = [
            *self.candidates(operation, whole),  # some parts go with the rest of the full message only
            *self.candidates(operation, spoiled, base, proven=True),  # within what the product accepted before
            *self.candidates(operation, spread[:most], base),
        ]
        certain = self._telling(operation, [each for each in found if each.certain])
        fitting = _spread([each for each in found if not each.broken])
        arguable = _spread([each for each in found if each.broken and not each.certain])
        parts = _PARTS_WITH_FULL if self.samples.has_full(operation) else _PARTS
        first, second = (round(quota * part) for part in parts)
        chosen = [*itertools.islice(certain, first), *fitting[:second], *arguable[: quota - first - second]]
        # What the other kinds leave of the quota is for what tells most.
        chosen += itertools.islice(certain, max(0, quota - len(chosen)))
        return [*chosen, *fitting[second:]][:quota]

    def _telling(self, operation: Operation, candidates: list[Candidate]) -> Iterator[Candidate]:
        """The proven ones, the most telling first.

        That is one deviation rather than several; then what was tried least in this collection, by whatever method;
        then what has a requirement of its own; then what products overlook: almost any framework notices a wrong type.
        """
        open_ = dict(enumerate(candidates))
        full = self.samples.has_full(operation)

        def telling(index: int) -> tuple[int, ...]:
            breach = open_[index].certain
            assert breach is not None
            label = self._label(operation, breach)
            own = label[1] != self.requirements.fallback
            rank = _RANK.get(breach.keyword, len(_RANK))
            # With a full message everything can be tried: first what no other operation can try.
            order = (label[3] == "type", self._shared(operation, label), rank) if full else (not own, rank)
            return open_[index].others, self._tried[label], *order, index

        while open_:
            best = min(open_, key=telling)
            chosen = open_.pop(best)
            assert chosen.certain is not None
            self._tried[self._label(operation, chosen.certain)] += 1
            yield chosen

    def _label(self, operation: Operation, breach: Breach) -> tuple[str, ...]:
        place = (breach.rule, breach.where, breach.keyword)
        about = self.requirements.requirement(operation, place) or self.requirements.fallback
        # Null and a value of another type are two departures, where there is room for both.
        null = breach.keyword == "type" and both(breach.actual).en == "null" and self.samples.has_full(operation)
        return operation.collection, about, breach.where, "null" if null else breach.keyword

    def _shared(self, operation: Operation, label: tuple[str, ...]) -> int:
        """How many operations of this collection make the check that a deviation is about."""
        collection, _, where, keyword = label
        if self.ground.chooses(operation, where):
            return 1  # elsewhere it says which one is meant
        pointer = "/".join("*" if part.isdigit() else part for part in where.split("/"))
        return self._takers[collection, pointer, "required" if keyword == "null" else keyword]

    def is_new(self, operation: Operation, request: Request) -> bool:
        """Whether no such request was made before; which of our own objects it is about makes no difference."""
        about = "" if any(unquote(part) in self.ground.own for part in request.path.split("/")) else request.path
        key = (operation.id, about, request.query, request.headers, request.body)
        fresh = key not in self._seen
        self._seen.add(key)
        return fresh

    def _candidate(self, operation: Operation, raw: Raw, request: Request, expectation: Expectation) -> Candidate:
        found = breaches(self.contract, operation, request, DEPTH)
        proven = [each for each in found if each.certain]
        nearest = next(iter(proven or found), None)
        broken = nearest is not None or expectation is not Expectation.ANY
        case = f"{raw.scenario}, {_told(nearest)}" if nearest else raw.scenario
        certain = nearest if proven else None
        return Candidate(request, expectation, certain, len(proven) - 1, broken, _target(nearest, raw), case)


def _target(breach: Breach | None, raw: Raw) -> str:
    if breach is None:
        return raw.target
    return f"({breach.keyword})" if breach.rule is Rule.ACCEPTED_MESSAGE else breach.where


def _told(breach: Breach) -> str:
    return f"{breach.keyword} at {breach.where or 'the message'}"


def _spread(candidates: Sequence[Candidate]) -> list[Candidate]:
    return spread_out(candidates, [each.target for each in candidates])


def spread_out(items: Sequence[Any], labels: Sequence[str]) -> list[Any]:
    """The items in an order in which every label comes once before one comes twice."""
    groups: dict[str, list[Any]] = {}
    for item, label in zip(items, labels, strict=True):
        groups.setdefault(label, []).append(item)
    return list(_rounds(groups))


def _rounds(groups: Mapping[str, Sequence[Any]]) -> Iterator[Any]:
    for index in range(max((len(group) for group in groups.values()), default=0)):
        for group in groups.values():
            if index < len(group):
                yield group[index]
