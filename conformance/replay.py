"""Judges a recorded run again, from its log alone: the same plays, fed with the recorded exchanges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from conformance.binding import Binding
from conformance.evidence import Record, unpacked
from conformance.expressions import Scope
from conformance.judging import say
from conformance.model.exchange import Exchange, Request
from conformance.model.finding import Finding, Kind, ScenarioResult, Spot
from conformance.model.scenario import Scenario
from conformance.model.suite import Suite
from conformance.model.text import Text
from conformance.model.verdict import Blame, Verdict
from conformance.play import Conform, Parse, Play

INTERRUPTED = Text("de ronde stopte tijdens dit scenario", "the run stopped during this scenario")
UNKNOWN = Text("deze suite kent het scenario niet", "this suite does not know the scenario")


@dataclass(frozen=True, slots=True)
class Attempt:
    """What the log holds of one attempt: the exchanges of its steps, in order."""

    scenario: str
    number: int
    exchanges: tuple[Exchange, ...]
    skipped: Text | None = None


def attempts(record: Record) -> Iterator[Attempt]:
    """The attempts of a log in the order in which they began."""
    exchanges: dict[tuple[str, int], list[Exchange]] = {}
    skipped: dict[tuple[str, int], Text] = {}
    for event in record.of("attempt", "exchange", "skipped"):
        key = (event.get("scope", ""), event.get("attempt", 1))
        if event["event"] == "exchange":
            if key in exchanges and event.get("step") and not event.get("superseded"):
                exchanges[key].append(unpacked(event))
            continue
        exchanges[key] = []
        if event["event"] == "skipped":
            skipped[key] = Text(event["reason"]["nl"], event["reason"]["en"])
    for (scenario, number), found in exchanges.items():
        yield Attempt(scenario, number, tuple(found), skipped.get((scenario, number)))


def judge_attempt(
    attempt: Attempt, suite: Suite, binding: Binding, nonce: str, start: datetime, conform: Conform, parse: Parse
) -> ScenarioResult:
    """The result of one recorded attempt, as a live run would have given it."""
    scenario = suite.scenarios.get(attempt.scenario)
    if scenario is None:
        return ScenarioResult(attempt.scenario, Verdict.CANT_TELL, (), attempt=attempt.number, reason=UNKNOWN)
    if attempt.skipped:
        return _cannot_tell(scenario, attempt, attempt.skipped)
    scope = Scope(f"{nonce}/{scenario.id}/{attempt.number}", start, scenario.row)
    conversation = Play(scenario, binding, scope, conform, parse).run()
    recorded = iter(attempt.exchanges)
    try:
        request = next(conversation)
        while True:
            exchange = next(recorded, None)
            if exchange is None:
                return _cannot_tell(scenario, attempt, INTERRUPTED)
            if difference := _difference(request, exchange.request):
                return _other_request(scenario, attempt, exchange, difference)
            request = conversation.send(exchange)
    except StopIteration as stop:
        result: ScenarioResult = stop.value
        return replace(result, attempt=attempt.number)


def _difference(now: Request, then: Request) -> Text | None:
    """Where the recorded request differs from the one this suite would send; None when it does not."""
    for name in ("method", "path", "query", "body", "credentials"):
        if getattr(now, name) != getattr(then, name):
            return say.other_value(name, getattr(then, name), getattr(now, name))
    return None


def _cannot_tell(scenario: Scenario, attempt: Attempt, reason: Text) -> ScenarioResult:
    verdicts = tuple((name, Verdict.CANT_TELL) for name in scenario.verifies)
    numbers = tuple(exchange.number for exchange in attempt.exchanges)
    return ScenarioResult(
        scenario.id, Verdict.CANT_TELL, verdicts, exchanges=numbers, attempt=attempt.number, reason=reason
    )


def _other_request(scenario: Scenario, attempt: Attempt, exchange: Exchange, difference: Text) -> ScenarioResult:
    spot = Spot(scenario.id, file=scenario.file, line=scenario.line)
    findings = tuple(
        Finding(
            name,
            Verdict.CANT_TELL,
            Blame.SUITE,
            Kind.SUITE,
            say.OTHER_REQUEST,
            say.THE_RECORDED,
            difference,
            say.OTHER_REQUEST_HINT,
            spot,
            (exchange.number,),
        )
        for name in scenario.verifies
    )
    return replace(_cannot_tell(scenario, attempt, say.OTHER_REQUEST), findings=findings)
