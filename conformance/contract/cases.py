"""The cases of one run, phase by phase: what fits, fixed probes, examples, coverage, random data, and last removal."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from conformance.contract.choosing import Candidate, Chooser
from conformance.contract.document import Contract, Operation
from conformance.contract.grounding import Ground
from conformance.contract.issues import Expectation, Purpose
from conformance.contract.mapping import Requirements
from conformance.contract.own import Own
from conformance.contract.planning import needs_of, shares
from conformance.contract.probes import NO_PATHS, Probe, probes, removal
from conformance.contract.raw import NOT_SENT, Generating, Raw
from conformance.contract.samples import Samples
from conformance.model.exchange import Request

#: Operations whose cases come in turn. Changes to one object wait for each other, so a row of them would stall.
_SIDE_BY_SIDE = 10


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


class Cases:
    """Makes the cases. Use it from one thread; ask for `removals` when every answer to `main` is in."""

    def __init__(
        self, contract: Contract, requirements: Requirements, operations: Sequence[str], generator: Generating,
        ground: Ground, samples: Samples, seed: int, budget: int,
    ) -> None:  # fmt: skip
        self.contract, self._generator, self._ground, self._samples = contract, generator, ground, samples
        self._operations = [contract.operations[each] for each in operations]
        room = max(0, budget - len(NO_PATHS))
        self._shares = shares(self._operations, room, needs_of(contract, self._operations))
        self._left = {name: share.total for name, share in self._shares.items()}
        self._turns = itertools.count(1)
        self._chooser = Chooser(contract, requirements, ground, samples, seed, self._turns)
        self._coverage: dict[str, list[Raw]] = {}
        #: Operations whose cases could not be made, with the reason: a flaw of the suite, never of the product.
        self.unmade: dict[str, str] = {}

    def first(self) -> Iterator[Case]:
        """Full messages that register something, so that what is asked and searched after that has every part."""
        about = {each.collection for each in self._operations}
        for operation in self.contract.operations.values():
            if operation.collection in about and self._ground.registers(operation):
                yield from self._full(operation)

    def main(self) -> Iterator[Case]:
        """Everything but removal, phase by phase over all operations, so that an early stop still saw them all."""
        keeping = [each for each in self._operations if each.method != "DELETE"]
        # Where paths are verbs: a check is tried first where something comes of it when it is not made.
        keeping.sort(key=lambda each: bool(each.group) and not self._ground.registers(each))
        if any(self._left.values()):
            for path in NO_PATHS:
                probe = Probe(Purpose.PROBE, Expectation.UNKNOWN_PATH, Request("GET", path), "unknown path")
                yield self._probe("", probe)
        for make in (self._opening, self._documented, self._covering, self._random):
            for start in range(0, len(keeping), _SIDE_BY_SIDE):
                yield from _in_turn([self._guarded(each, make) for each in keeping[start : start + _SIDE_BY_SIDE]])

    def removals(self, own: Own) -> Iterator[Case]:
        """Removal of what the phase registered itself, and of what does not exist."""
        for operation in self._operations:
            if operation.method == "DELETE":
                victim, unknown = own.spare(operation.collection), own.unknown(next(self._turns))
                fitting = self._fitting_of(operation)
                for probe in removal(fitting, victim, unknown)[: self._left[operation.id]]:
                    yield self._probe(operation.id, probe)

    def _guarded(self, operation: Operation, make: Callable[[Operation], Iterator[Case]]) -> Iterator[Case]:
        """The cases of one phase of one operation, never more than its share; a generator that fails is told."""
        try:
            for case in itertools.islice(make(operation), self._left[operation.id]):
                self._left[operation.id] -= 1
                yield case
        except Exception as error:  # noqa: BLE001 - whatever a generator raises, the others must go on
            self.unmade[operation.id] = f"{type(error).__name__}: {error}"[:200]

    def _opening(self, operation: Operation) -> Iterator[Case]:
        share, fitting = self._shares[operation.id], self._fitting_of(operation)
        request = fitting(None)
        if request is not None and share.fitting:
            yield self._probe(operation.id, Probe(Purpose.POSITIVE, Expectation.ANY, request, "fitting request"))
        if not self._ground.registers(operation):
            yield from self._full(operation)
        unknown = self._ground.own.unknown(next(self._turns))
        for probe in itertools.islice(probes(self.contract, operation, fitting, unknown), share.probes):
            yield self._probe(operation.id, probe)

    def _full(self, operation: Operation) -> Iterator[Case]:
        for message in self._samples.full(operation):
            turn = next(self._turns)
            request = self._ground.plain(operation, self._samples.fresh(message, turn), turn)
            if request is not None:
                yield self._probe(operation.id, Probe(Purpose.POSITIVE, Expectation.ANY, request, "full message"))

    def _documented(self, operation: Operation) -> Iterator[Case]:
        quota = self._shares[operation.id].coverage // 3
        for example in (operation.message.examples if operation.message else ())[:quota]:
            quota -= 1
            request = self._ground.plain(operation, example, next(self._turns))
            if request is not None and self._chooser.is_new(operation, request):
                probe = Probe(Purpose.EXAMPLE, Expectation.EXAMPLE, request, "documented example")
                yield self._probe(operation.id, probe)
        if quota:
            raws = self._generator.examples(operation.id)[:quota]
            yield from self._of(operation, self._chooser.candidates(operation, raws))

    def _covering(self, operation: Operation) -> Iterator[Case]:
        raws, quota = self._covered(operation), self._shares[operation.id].coverage
        yield from self._of(operation, self._chooser.coverage(operation, raws, quota))
        self._coverage.pop(operation.id, None)

    def _random(self, operation: Operation) -> Iterator[Case]:
        wanted = self._left[operation.id]
        # Some of what is drawn turns out to be the same request once it is grounded: draw a few more.
        drawn = self._generator.fuzz(operation.id, wanted + wanted // 4 + 1) if wanted else []
        yield from self._of(operation, self._chooser.candidates(operation, drawn))

    def _fitting_of(self, operation: Operation) -> Callable[[str | None], Request | None]:
        def fitting(id_: str | None) -> Request | None:
            turn = next(self._turns)
            body = self._samples.template(operation, self._positives(operation), turn)
            return self._ground.plain(operation, body, turn, id_)

        return fitting

    def _positives(self, operation: Operation) -> Iterable[Raw]:
        return [raw for raw in self._covered(operation) if not raw.negative and raw.body is not NOT_SENT]

    def _covered(self, operation: Operation) -> list[Raw]:
        if operation.id not in self._coverage:
            self._coverage[operation.id] = self._generator.coverage(operation.id)
        return self._coverage[operation.id]

    def _of(self, operation: Operation, candidates: Iterable[Candidate]) -> Iterator[Case]:
        for each in candidates:
            purpose = Purpose.NEGATIVE if each.broken else Purpose.POSITIVE
            yield Case(
                next(self._turns), operation.id, purpose, each.expectation, each.request, each.case, each.target
            )  # fmt: skip

    def _probe(self, operation: str, probe: Probe) -> Case:
        return Case(next(self._turns), operation, probe.purpose, probe.expectation, probe.request, probe.case)


def _in_turn(sources: list[Iterator[Case]]) -> Iterator[Case]:
    """One case of every source, then another one, until all are empty."""
    while sources:
        left = []
        for source in sources:
            case = next(source, None)
            if case is not None:
                left.append(source)
                yield case
        sources = left
