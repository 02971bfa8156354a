"""Plays scenarios against a product: many at once, each with its own data, removed again afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import count
from time import monotonic
from typing import Any

from conformance.binding import Binding
from conformance.cleaning import Cleaner
from conformance.evidence import Recorder, packed
from conformance.expressions import Scope
from conformance.model.exchange import Exchange, Request
from conformance.model.finding import Kind, Made, ScenarioResult
from conformance.model.scenario import Scenario
from conformance.model.text import Text
from conformance.model.verdict import Verdict
from conformance.play import Conform, Parse, Play
from conformance.residue import Registration, marks
from conformance.transport import Transport

#: Waits in seconds before a request that was turned away (429, 503) is sent again.
_BACK_OFF = (0.5, 1.0, 2.0)
_LONGEST_WAIT = 20.0
#: So many attempts in a row without an answer, and the product is taken to be gone.
_GONE_AFTER = 16

GONE = Text(
    "het product antwoordt niet meer; de rest is niet geprobeerd",
    "the product no longer answers; the rest was not tried",
)
LATE = Text("de tijd voor deze ronde was op", "the time for this run was up")
STOPPED = Text("de ronde is gestopt", "the run was stopped")

Deliver = Callable[[ScenarioResult], None]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a phase has to work with: what was made, and the operations that this product turned out to lack."""

    made: tuple[Made, ...]
    lacked: frozenset[str]


class _StoppingError(Exception):
    """The run is being stopped: an attempt ends after its current request, and cleans up."""


class Engine:
    """Runs scenarios on one event loop. `deliver` gets each result as soon as its verdict is final."""

    def __init__(
        self,
        binding: Binding,
        transport: Transport,
        log: Recorder,
        conform: Conform,
        parse: Parse,
        *,
        nonce: str,
        start: datetime,
        concurrency: int = 8,
        run_seconds: float = 3600.0,
    ) -> None:
        self.binding, self.transport, self.log = binding, transport, log
        self._conform, self.parse = conform, parse
        self._nonce, self._start, self._concurrency = nonce, start, concurrency
        self._deadline = monotonic() + run_seconds
        self._numbers = count(1)
        self._not_before = 0.0
        self._silent = 0
        self._ended = False
        self.cleaner = Cleaner(binding, self.send, log)
        #: Set to end every attempt after the request that it is waiting for: nothing sent is ever forgotten.
        self.stopping = False

    async def run(self, scenarios: Iterable[Scenario], deliver: Deliver) -> None:
        """All scenarios at once; those that did not pass once more afterwards, each alone, with fresh data."""
        gate = asyncio.Semaphore(self._concurrency)
        again: list[Scenario] = []

        async def first(scenario: Scenario) -> None:
            async with gate:
                result = await self.attempt(scenario, 1)
            if result.verdict in (Verdict.PASSED, Verdict.INAPPLICABLE, Verdict.UNTESTED):
                deliver(result)
            else:
                again.append(scenario)

        async with asyncio.TaskGroup() as group:
            for scenario in scenarios:
                group.create_task(first(scenario))
        for scenario in again:
            deliver(await self.attempt(scenario, 2))

    async def attempt(self, scenario: Scenario, number: int) -> ScenarioResult:
        """One attempt, from fresh data to nothing left behind, also when it is cancelled."""
        if reason := self._hopeless():
            self._tell_the_end(reason)
            self.log.write("skipped", scope=scenario.id, attempt=number, reason={"nl": reason.nl, "en": reason.en})
            return _skipped(scenario, number, reason)
        scope = Scope(f"{self._nonce}/{scenario.id}/{number}", self._start, scenario.row)
        play = Play(scenario, self.binding, scope, self._conform, self.parse)
        self.log.write("attempt", scope=scenario.id, attempt=number)
        try:
            result = replace(await self._converse(play, scenario.id, number), attempt=number)
        except _StoppingError:
            return _skipped(scenario, number, self._hopeless() or STOPPED)
        finally:
            await self.cleaner.clean(play.made, scenario.id, number)
        self.log.write("judged", scope=scenario.id, attempt=number, verdict=result.verdict)
        self._count_silence(result)
        return result

    async def prepare(self, scenario: Scenario, number: int, seen: list[tuple[str, Exchange]]) -> Prepared:
        """Carry out steps that prepare a phase and leave what they made; `seen` gets what succeeded, by operation."""
        scope = Scope(f"{self._nonce}/{scenario.id}/{number}", self._start)
        play = Play(scenario, self.binding, scope, self._conform, self.parse, going_on=True)
        await self._converse(play, scenario.capability, number, seen)
        return Prepared(tuple(item for item in play.made if not item.removed), frozenset(play.lacked))

    async def _converse(
        self, play: Play, scope: str, attempt: int, seen: list[tuple[str, Exchange]] | None = None
    ) -> ScenarioResult:
        conversation, registered = play.run(), 0
        try:
            request = next(conversation)
            while True:
                if self.stopping or monotonic() > self._deadline:
                    raise _StoppingError
                registers = self._registers(play)
                exchange = await self.send(request, registers, scope=scope, attempt=attempt, step=play.step)
                if seen is not None and exchange.response and exchange.response.status < 300:
                    seen.append((play.operation, exchange))
                try:
                    request = conversation.send(exchange)
                finally:
                    for made in play.made[registered:]:
                        more = {"operation": made.operation} if made.operation else {}
                        told = {"action": made.action, "record": made.record, "id": made.id, **more}
                        self.log.write("created", scope=scope, **told)
                    registered = len(play.made)
        except StopIteration as stop:
            result: ScenarioResult = stop.value
            return result

    def _registers(self, play: Play) -> Registration | None:
        """What the step under way registers, when that is to be removed again."""
        step, profile = play.doing, self.binding.profile
        action = profile.actions[step.action]
        creates = action.undo or self.binding.vocabulary.actions[step.action].outcome == "created"
        if not (creates and action.reads):
            return None
        known = [name for name in step.expect.outcomes if name in profile.outcomes]
        statuses = [status for name in known for status in profile.statuses(step.action, name)]
        meant = not known or any(200 <= status < 300 for status in statuses)
        return Registration(action.name, action.reads, meant)

    async def send(
        self,
        request: Request,
        registers: Registration | None = None,
        transport: Transport | None = None,
        **about: Any,
    ) -> Exchange:
        """Send, record, and wait politely when the product asks for it. `about` goes into the record.

        What `registers` something is recorded before it goes out as well: should the run end before the answer is in,
        the report tells by which marks it can be found back.
        """
        for wait in (*_BACK_OFF, None):
            await asyncio.sleep(max(0.0, self._not_before - monotonic()))
            number = next(self._numbers)
            if registers:
                self.log.write("sending", **about, number=number, **asdict(registers), marks=marks(request))
            exchange = await (transport or self.transport).send(request, number)
            response = exchange.response
            later = response is not None and response.status in (429, 503) and wait is not None
            self.log.write("exchange", **about, **({"superseded": True} if later else {}), **packed(exchange))
            if not later or response is None or wait is None or monotonic() > self._deadline:
                return exchange
            self._not_before = monotonic() + _seconds(response.header("retry-after"), wait)
        raise AssertionError("the last round always returns")

    def _hopeless(self) -> Text | None:
        if self.stopping:
            return STOPPED
        if self._silent >= _GONE_AFTER:
            return GONE
        return LATE if monotonic() > self._deadline else None

    def _tell_the_end(self, reason: Text) -> None:
        """The report must say why the run did not try everything. A run that somebody stops says so itself."""
        if not self._ended and not self.stopping:
            self.log.write("stopped", reason={"nl": reason.nl, "en": reason.en})
            self._ended = True

    def _count_silence(self, result: ScenarioResult) -> None:
        silent = any(finding.kind is Kind.NO_ANSWER for finding in result.findings)
        self._silent = self._silent + 1 if silent else 0


def _skipped(scenario: Scenario, number: int, reason: Text) -> ScenarioResult:
    verdicts = tuple((name, Verdict.CANT_TELL) for name in scenario.verifies)
    return ScenarioResult(scenario.id, Verdict.CANT_TELL, verdicts, attempt=number, reason=reason)


def _seconds(retry_after: str | None, otherwise: float) -> float:
    """How long to wait, bounded: a number of seconds is believed, a date is not worth a clock skew."""
    if retry_after and retry_after.strip().isdigit():
        return min(float(retry_after), _LONGEST_WAIT)
    return otherwise
