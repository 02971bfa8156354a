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
from conformance.reference.direct import Direct

START = datetime(2026, 1, 1, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Line:
    """How one scenario went without faults."""

    scenario: Scenario
    exchanges: tuple[Exchange, ...]
    result: ScenarioResult


class Rehearsal:
    """The scenarios of one suite, rehearsed against the reference of one profile."""

    def __init__(self, basis: Basis, scenarios: Iterable[Scenario]) -> None:
        self._binding = basis.binding(Direct.base_url)
        self._conform, self._parse = basis.conform(), parser(Limits().depth)
        self._lines = [self._line(scenario) for scenario in scenarios]

    def results(self, faults: Sequence[str]) -> list[ScenarioResult]:
        """How every scenario ends when the reference has these faults."""
        return [self._again(line, faults) for line in self._lines]

    def _line(self, scenario: Scenario) -> _Line:
        heard: list[Exchange] = []
        result = self._play(scenario, (), heard)
        return _Line(scenario, tuple(heard), result)

    def _again(self, line: _Line, faults: Sequence[str]) -> ScenarioResult:
        register = Direct(faults, START)
        for known in line.exchanges:
            if register.send(known.request, known.number).response != known.response:
                return self._play(line.scenario, faults, [])
        return line.result

    def _play(self, scenario: Scenario, faults: Sequence[str], heard: list[Exchange]) -> ScenarioResult:
        register = Direct(faults, START)
        scope = Scope(f"rehearsal/{scenario.id}", START, scenario.row)
        conversation = Play(scenario, self._binding, scope, self._conform, self._parse).run()
        try:
            request = next(conversation)
            while True:
                exchange = register.send(request, len(heard) + 1)
                heard.append(exchange)
                request = conversation.send(exchange)
        except StopIteration as stop:
            result: ScenarioResult = stop.value
            return result
