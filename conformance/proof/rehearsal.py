"""Every scenario against the reference with one fault, at the price of what the fault changes.

A scenario is a conversation, and what the suite says depends on nothing but the answers. So each scenario is
played once against the reference without faults, and written down. With a fault, the same requests are made again:
as long as every answer is the same to the byte, the judgement is the same as well, and only a scenario that got
another answer is played again from the start. Each scenario has a register of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from conformance.expressions import Scope
from conformance.model.exchange import Exchange
from conformance.model.finding import ScenarioResult
from conformance.model.scenario import Scenario
from conformance.model.target import Limits
from conformance.plan import Basis, parser
from conformance.play import Play
from conformance.proof.paths import Paths
from conformance.reference.direct import Direct, address
from conformance.reference.faults import Fault

START = datetime(2026, 1, 1, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange of a rehearsed scenario: the step that it was for (from 1) and the operation that it is about."""

    step: int
    operation: str
    exchange: Exchange

    @property
    def hundred(self) -> int:
        """The first digit of the status of the answer."""
        return self.exchange.response.status // 100 if self.exchange.response else 0


@dataclass(frozen=True, slots=True)
class Line:
    """How one scenario went without faults."""

    scenario: Scenario
    turns: tuple[Turn, ...]
    result: ScenarioResult


@dataclass(frozen=True, slots=True)
class Outcome:
    """How every scenario ended, and whether any answer was another one than without the fault."""

    results: tuple[ScenarioResult, ...]
    changed: bool


class Rehearsal:
    """The scenarios of one suite, rehearsed against the reference of one profile."""

    def __init__(self, basis: Basis, scenarios: Iterable[Scenario]) -> None:
        self._spoken = basis.profile.id
        self._binding = basis.binding(address(self._spoken))
        self._conform, self._parse = basis.conform(), parser(Limits().depth)
        self._paths = Paths(basis.contract)
        self.lines = tuple(self._rehearsed(scenario) for scenario in scenarios)
        self._touched: dict[tuple[str, int], list[int]] = {}
        for index, line in enumerate(self.lines):
            for key in {(turn.operation, on) for turn in line.turns for on in (0, turn.hundred)}:
                self._touched.setdefault(key, []).append(index)

    def outcome(self, faults: Sequence[str | Fault], operations: Sequence[str] = (), on: int = 0) -> Outcome:
        """How every scenario ends when the reference has these faults.

        With `operations` the faults can only change their answers, and of those only the ones whose status without
        them begins with the digit `on`, when that is not 0: other scenarios need not be tried.
        """
        results = [line.result for line in self.lines]
        changed = False
        for index in self.touched(operations, on):
            found = self._again(self.lines[index], faults)
            if found is not None:
                results[index], changed = found, True
        return Outcome(tuple(results), changed)

    def touched(self, operations: Sequence[str] = (), on: int = 0) -> Sequence[int]:
        """Which lines a fault in these operations can change at all; every line when none is named."""
        if not operations:
            return range(len(self.lines))
        return sorted({index for name in operations for index in self._touched.get((name, on), ())})

    def _rehearsed(self, scenario: Scenario) -> Line:
        turns: list[Turn] = []
        result = self._play(scenario, (), turns)
        return Line(scenario, tuple(turns), result)

    def _again(self, line: Line, faults: Sequence[str | Fault]) -> ScenarioResult | None:
        """The result when an answer differs; None when everything stays as it was."""
        register = Direct(faults, START, self._spoken)
        for turn in line.turns:
            known = turn.exchange
            if register.send(known.request, known.number).response != known.response:
                return self._play(line.scenario, faults, [])
        return None

    def _play(self, scenario: Scenario, faults: Sequence[str | Fault], turns: list[Turn]) -> ScenarioResult:
        register = Direct(faults, START, self._spoken)
        scope = Scope(f"rehearsal/{scenario.id}", START, scenario.row)
        play = Play(scenario, self._binding, scope, self._conform, self._parse)
        conversation = play.run()
        try:
            request = next(conversation)
            while True:
                exchange = register.send(request, len(turns) + 1)
                about = self._paths.operation(request.method, request.path)
                turns.append(Turn(play.step, about.id if about else "", exchange))
                request = conversation.send(exchange)
        except StopIteration as stop:
            result: ScenarioResult = stop.value
            return result
