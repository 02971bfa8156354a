"""Which of the many generated cases are sent: every part of an operation once before any part twice."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conformance.contract.document import Contract, Operation
from conformance.contract.grounding import Ground
from conformance.contract.issues import Expectation, Rule
from conformance.contract.judging import DEPTH
from conformance.contract.raw import NOT_SENT, Raw
from conformance.contract.requests import Breach, breaches
from conformance.contract.samples import Samples
from conformance.model.exchange import Request

_MOST_LOOKED_AT = 240  # coverage cases of one operation; the largest have six hundred
_CERTAIN_PART, _FITTING_PART = (
    0.55,
    0.3,
)  # of the coverage cases; the rest is arguable, and still finds server errors


@dataclass(frozen=True, slots=True)
class Candidate:
    """A request that could be sent. `certain`: our own validator proves it invalid; `broken`: it departs somehow."""

    request: Request
    expectation: Expectation
    certain: bool
    broken: bool
    target: str
    case: str


class Chooser:
    """Makes requests of generated cases and chooses among them. `turns` numbers everything that is made."""

    def __init__(
        self, contract: Contract, ground: Ground, samples: Samples, seed: int, turns: Iterator[int]
    ) -> None:  # fmt: skip
        self.contract, self.ground, self.samples = contract, ground, samples
        self.seed, self.turns = seed, turns
        self._seen: set[tuple[Any, ...]] = set()

    def candidates(self, operation: Operation, raws: Iterable[Raw], base: Any = NOT_SENT) -> Iterator[Candidate]:
        """The requests for these cases, each only once. With a `base`, only what deviates from it is taken over."""
        for raw in raws:
            turn = next(self.turns)
            template = self.samples.template(operation, (), turn) if base is not NOT_SENT else NOT_SENT
            made = self.ground.request(operation, raw, template, base, turn)
            if made is not None and self.is_new(operation, made[0]):
                yield self._candidate(operation, raw, *made)

    def coverage(self, operation: Operation, raws: Sequence[Raw], quota: int) -> list[Candidate]:
        """The chosen ones of the systematic cases of an operation."""
        base = next((raw.body for raw in raws if not raw.negative), NOT_SENT)
        shuffled = list(raws)
        random.Random(f"{self.seed} {operation.id}").shuffle(shuffled)  # noqa: S311 - repeatable is the point
        spread = spread_out(shuffled, [f"{raw.location} {raw.target}" for raw in shuffled])
        found = list(self.candidates(operation, spread[:_MOST_LOOKED_AT], base))
        certain = _spread([each for each in found if each.certain])
        fitting = _spread([each for each in found if not each.broken])
        arguable = _spread([each for each in found if each.broken and not each.certain])
        first, second = round(quota * _CERTAIN_PART), round(quota * _FITTING_PART)
        chosen = [*certain[:first], *fitting[:second], *arguable[: quota - first - second]]
        return [*chosen, *certain[first:], *fitting[second:]][:quota]

    def is_new(self, operation: Operation, request: Request) -> bool:
        """Whether no such request was made before; which of our own objects it is about makes no difference."""
        about = "" if any(part in self.ground.own for part in request.path.split("/")) else request.path
        key = (operation.id, about, request.query, request.headers, request.body)
        fresh = key not in self._seen
        self._seen.add(key)
        return fresh

    def _candidate(self, operation: Operation, raw: Raw, request: Request, expectation: Expectation) -> Candidate:
        found = breaches(self.contract, operation, request, DEPTH)
        certain = next((each for each in found if each.certain), None)
        nearest = certain or next(iter(found), None)
        broken = nearest is not None or expectation is not Expectation.ANY
        case = f"{raw.scenario}, {_told(nearest)}" if nearest else raw.scenario
        return Candidate(request, expectation, certain is not None, broken, _target(nearest, raw), case)


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
