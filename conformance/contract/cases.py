"""The cases of one run, phase by phase: fixed probes, what fits, examples, coverage, random data, and last removal."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conformance.contract.document import Contract, Operation
from conformance.contract.generating import NOT_SENT, Generator, Raw
from conformance.contract.grounding import Ground
from conformance.contract.issues import Expectation, Purpose, Rule
from conformance.contract.judging import DEPTH
from conformance.contract.own import Own
from conformance.contract.planning import Share, rounds, shares
from conformance.contract.requests import breaches
from conformance.contract.samples import Samples
from conformance.model.exchange import Credentials, Request

_MOST_CANDIDATES = 240  # coverage cases looked at per operation
_CERTAIN_PART, _FITTING_PART = 0.55, 0.3  # of the coverage cases; the rest is arguable
_NO_METHOD = "ONBEKEND"
_NO_PATHS = ("/contracttoets-bestaat-niet", "/contracttoets/bestaat/niet")


@dataclass(frozen=True, slots=True)
class Case:
    """One request of the plan. `order` is its place in the plan; `operation` is empty outside the contract."""

    order: int
    operation: str
    purpose: Purpose
    expectation: Expectation
    request: Request
    case: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    request: Request
    expectation: Expectation
    certain: bool
    broken: bool
    target: str
    case: str


class Cases:
    """Makes the cases. Use it from one thread; `removals` comes after every answer to `main` is in."""

    def __init__(
        self, contract: Contract, operations: Sequence[str], generator: Generator, ground: Ground, samples: Samples,
        seed: int, budget: int,
    ) -> None:  # fmt: skip
        self.contract, self.seed = contract, seed
        self._generator, self._ground, self._samples = generator, ground, samples
        self._operations = [contract.operations[each] for each in operations]
        self.shares = shares(self._operations, max(0, budget - len(_NO_PATHS)))
        self._coverage: dict[str, list[Raw]] = {}
        self._unused: dict[str, int] = {}
        self._sent: set[tuple[Any, ...]] = set()
        self._order = 0
        #: Operations whose cases could not be made, with the reason: a flaw of the suite, never of the product.
        self.unmade: dict[str, str] = {}

    def main(self) -> Iterator[Case]:
        """Everything but removal, phase by phase over all operations, so that an early stop still saw them all."""
        keeping = [each for each in self._operations if each.method != "DELETE"]
        for path in _NO_PATHS if keeping and self.shares[keeping[0].id].total else ():
            yield self._case("", Purpose.PROBE, Expectation.UNKNOWN_PATH, Request("GET", path), "unknown path")
        for make in (self._opening, self._examples_and_coverage, self._fuzz):
            for operation in keeping:
                yield from self._guarded(make, operation)

    def removals(self, own: Own) -> Iterator[Case]:
        """Removal of what the phase registered itself, and of what does not exist."""
        for operation in self._operations:
            if operation.method == "DELETE":
                yield from self._removal(operation, self.shares[operation.id].total, own)

    def _guarded(self, make: Any, operation: Operation) -> Iterator[Case]:
        try:
            yield from make(operation, self.shares[operation.id])
        except Exception as error:
            self.unmade[operation.id] = f"{type(error).__name__}: {error}"[:200]

    def _case(
        self, operation: str, purpose: Purpose, expectation: Expectation, request: Request, case: str, target: str = ""
    ) -> Case:
        self._order += 1
        return Case(self._order, operation, purpose, expectation, request, case, target)

    def _opening(self, operation: Operation, share: Share) -> Iterator[Case]:
        fitting = self._fitting(operation)
        if fitting is not None and share.fitting:
            yield self._case(operation.id, Purpose.POSITIVE, Expectation.ANY, fitting, "fitting request")
        for request, expectation, name in list(self._probes(operation))[: share.probes]:
            yield self._case(operation.id, Purpose.PROBE, expectation, request, name)

    def _fitting(self, operation: Operation, id_: str | None = None) -> Request | None:
        self._order += 1
        body = self._samples.template(operation, self._positives(operation), self._order)
        return self._ground.plain(operation, body, self._order, id_)

    def _probes(self, operation: Operation) -> Iterator[tuple[Request, Expectation, str]]:
        fitting = self._fitting(operation)
        if fitting is not None:
            yield _as(fitting, Credentials.NONE), Expectation.UNAUTHENTICATED, "no credentials"
        if operation.takes_id:
            unknown = self._fitting(operation, self._ground.own.unknown(self._order))
            if unknown is not None:
                yield unknown, Expectation.UNKNOWN_ID, "unknown id"
        if fitting is not None:
            yield _as(fitting, Credentials.FALSE), Expectation.UNAUTHENTICATED, "false credentials"
        yield from self._method_probe(operation)

    def _method_probe(self, operation: Operation) -> Iterator[tuple[Request, Expectation, str]]:
        """A method that the path does not have: a made-up one for a collection, POST for one of our own objects."""
        same_path = [each for each in self._operations if each.path == operation.path]
        if same_path[0] is not operation:
            return
        declared = {each.method for each in self.contract.operations.values() if each.path == operation.path}
        request = Request(_NO_METHOD, operation.path)
        if operation.takes_id:
            found = self._ground.plain(operation, NOT_SENT, self._order)
            if found is None or "POST" in declared:
                return
            request = Request("POST", found.path, (), (("Content-Type", "application/json"),), b"{}")
        yield request, Expectation.METHOD_REFUSED, "method that is not described"

    def _positives(self, operation: Operation) -> Iterable[Raw]:
        if operation.message is None:
            return ()
        return [raw for raw in self._covered(operation) if not raw.negative]

    def _covered(self, operation: Operation) -> list[Raw]:
        if operation.id not in self._coverage:
            self._coverage[operation.id] = list(self._generator.coverage(operation.id))
        return self._coverage[operation.id]

    def _examples_and_coverage(self, operation: Operation, share: Share) -> Iterator[Case]:
        quota = share.coverage
        for case in self._examples(operation, quota // 3):
            quota -= 1
            yield case
        yield from self._chosen(operation, quota)
        self._coverage.pop(operation.id, None)

    def _examples(self, operation: Operation, quota: int) -> Iterator[Case]:
        documented = operation.message.examples if operation.message else ()
        for example in documented[:quota]:
            self._order += 1
            request = self._ground.plain(operation, example, self._order)
            if request is not None and self._new(operation, request):
                yield self._case(operation.id, Purpose.EXAMPLE, Expectation.EXAMPLE, request, "documented example")
        left = max(0, quota - len(documented))
        raws = self._generator.examples(operation.id) if left else ()
        candidates = self._candidates(operation, list(raws)[:left], NOT_SENT)
        for candidate in candidates:
            yield self._of(operation, candidate)

    def _chosen(self, operation: Operation, quota: int) -> Iterator[Case]:
        raws = self._covered(operation)
        base = next((raw.body for raw in raws if not raw.negative), NOT_SENT)
        random.Random(f"{self.seed} {operation.id}").shuffle(raws)
        groups: dict[str, list[int]] = {}
        for index, raw in enumerate(raws):
            groups.setdefault(f"{raw.location} {raw.target}", []).append(index)
        picked = [raws[index] for index in list(rounds(groups))[:_MOST_CANDIDATES]]
        candidates = list(self._candidates(operation, picked, base))
        certain = [each for each in candidates if each.certain]
        fitting = [each for each in candidates if not each.broken]
        arguable = [each for each in candidates if each.broken and not each.certain]
        most = round(quota * _CERTAIN_PART), round(quota * _FITTING_PART)
        chosen = [*_spread(certain)[: most[0]], *_spread(fitting)[: most[1]]]
        spare = [*_spread(certain)[most[0] :], *_spread(fitting)[most[1] :]]
        chosen += _spread(arguable)[: quota - most[0] - most[1]]
        for candidate in [*chosen, *spare][:quota]:
            quota -= 1
            yield self._of(operation, candidate)
        self._unused[operation.id] = quota

    def _fuzz(self, operation: Operation, share: Share) -> Iterator[Case]:
        wanted = share.fuzz + self._unused.get(operation.id, 0)
        # Some of what is drawn turns out to be the same request once it is grounded: draw a few more.
        drawn = self._generator.fuzz(operation.id, wanted + wanted // 4) if wanted else []
        for candidate in itertools.islice(self._candidates(operation, drawn, NOT_SENT), wanted):
            yield self._of(operation, candidate)

    def _candidates(self, operation: Operation, raws: Iterable[Raw], base: Any) -> Iterator[_Candidate]:
        for raw in raws:
            self._order += 1
            template = self._samples.template(operation, (), self._order) if base is not NOT_SENT else NOT_SENT
            made = self._ground.request(operation, raw, template, base, self._order)
            if made is None or not self._new(operation, made[0]):
                continue
            found = breaches(self.contract, operation, made[0], DEPTH)
            certain = next((each for each in found if each.certain), None)
            nearest = certain or next(iter(found), None)
            broken = nearest is not None or made[1] is not Expectation.ANY
            target = nearest.where if nearest else raw.target
            name = f"{raw.scenario}, {nearest.keyword} at {nearest.where or 'the message'}" if nearest else raw.scenario
            plain = nearest is not None and nearest.rule is Rule.ACCEPTED_MESSAGE
            yield _Candidate(*made, certain is not None, broken, f"({nearest.keyword})" if plain and nearest else target, name)

    def _of(self, operation: Operation, candidate: _Candidate) -> Case:
        purpose = Purpose.NEGATIVE if candidate.broken else Purpose.POSITIVE
        return self._case(
            operation.id, purpose, candidate.expectation, candidate.request, candidate.case, candidate.target
        )  # fmt: skip

    def _new(self, operation: Operation, request: Request) -> bool:
        about = "" if any(part in self._ground.own for part in request.path.split("/")) else request.path
        key = (operation.id, about, request.query, request.headers, request.body)
        fresh = key not in self._sent
        self._sent.add(key)
        return fresh

    def _removal(self, operation: Operation, quota: int, own: Own) -> Iterator[Case]:
        unknown = self._ground.plain(operation, NOT_SENT, self._order, own.unknown(self._order))
        victim = own.spare(operation.collection)
        cases: list[tuple[Purpose, Expectation, Request | None, str]] = []
        if victim is not None:
            request = self._ground.plain(operation, NOT_SENT, self._order, victim)
            assert request is not None
            cases = [
                (Purpose.POSITIVE, Expectation.ANY, request, "removal of our own object"),
                (Purpose.PROBE, Expectation.UNKNOWN_ID, request, "removal of what was removed"),
                (Purpose.PROBE, Expectation.UNAUTHENTICATED, _as(request, Credentials.NONE), "no credentials"),
                (Purpose.PROBE, Expectation.UNAUTHENTICATED, _as(request, Credentials.FALSE), "false credentials"),
            ]
        cases.insert(1, (Purpose.PROBE, Expectation.UNKNOWN_ID, unknown, "unknown id"))
        kept = cases[:quota]
        # Without credentials first: afterwards the object is gone, and a refusal proves nothing.
        for purpose, expectation, made, name in sorted(kept, key=lambda each: each[1] is not Expectation.UNAUTHENTICATED):
            if made is not None:
                yield self._case(operation.id, purpose, expectation, made, name)


def _as(request: Request, credentials: Credentials) -> Request:
    return Request(request.method, request.path, request.query, request.headers, request.body, credentials)


def _spread(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The candidates in an order in which every target comes once before one comes twice."""
    groups: dict[str, list[int]] = {}
    for index, each in enumerate(candidates):
        groups.setdefault(each.target, []).append(index)
    return [candidates[index] for index in rounds(groups)]
