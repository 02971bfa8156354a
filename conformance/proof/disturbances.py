"""What an environment does to a run, exchange by exchange: never a verdict about the product may come of it.

Each disturbance takes the place of one answer. The request reached the product or it did not; the suite cannot know. In
the first case what it asked for was done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from conformance.expressions import Scope
from conformance.model.exchange import Exchange, Failure, FailureKind, Response
from conformance.model.finding import ScenarioResult
from conformance.model.target import Limits
from conformance.model.verdict import Blame, Verdict
from conformance.plan import Basis, parser
from conformance.play import Play
from conformance.proof.rehearsal import START, Line
from conformance.reference.direct import Direct, address

_GATEWAY = b"<html><body><h1>Bad Gateway</h1></body></html>"
_HTML = (("content-type", "text/html"),)


@dataclass(frozen=True, slots=True)
class Disturbance:
    """What comes instead of an answer: nothing, with a reason, or the answer of something in between."""

    failure: FailureKind | None = None
    status: int = 0
    delivered: bool = True

    def instead(self, exchange: Exchange) -> Exchange:
        """The exchange as the suite sees it."""
        if self.failure:
            return replace(exchange, response=None, failure=Failure(self.failure, "disturbed on purpose"))
        return replace(exchange, response=Response(self.status, _HTML, _GATEWAY))


DISTURBANCES: Mapping[str, Disturbance] = {
    "refused": Disturbance(FailureKind.CONNECT, delivered=False),
    "name-unknown": Disturbance(FailureKind.CONNECT, delivered=False),
    "too-slow": Disturbance(FailureKind.TIMEOUT),
    "past-the-deadline": Disturbance(FailureKind.DEADLINE),
    "reset": Disturbance(FailureKind.PROTOCOL),
    "half-closed": Disturbance(FailureKind.PROTOCOL, delivered=False),
    "too-many-requests": Disturbance(status=429, delivered=False),
    "bad-gateway": Disturbance(status=502),
    "unavailable": Disturbance(status=503, delivered=False),
    "gateway-timeout": Disturbance(status=504),
}
#: How far the clock of the product may be off.
SKEWS = tuple(timedelta(minutes=minutes) for minutes in (-1440, -90, -5, 5, 90, 1440))


class Weather:
    """The scenarios of a profile, to be played in bad weather."""

    def __init__(self, basis: Basis) -> None:
        self._basis = basis
        self._spoken = basis.profile.id

    def disturbed(self, line: Line, at: int, disturbance: Disturbance) -> ScenarioResult:
        """How a scenario ends when the exchange at this place (from 0) is disturbed, and no other."""
        return self._played(line, Direct((), START, self._spoken), at, disturbance)

    def skewed(self, line: Line, skew: timedelta) -> ScenarioResult:
        """How a scenario ends when the clock of the product is off by so much."""
        return self._played(line, Direct((), START + skew, self._spoken), -1, Disturbance())

    def _played(self, line: Line, register: Direct, at: int, disturbance: Disturbance) -> ScenarioResult:
        scope = Scope(f"rehearsal/{line.scenario.id}", START, line.scenario.row)
        parse = parser(Limits().depth)
        binding = self._basis.binding(address(self._spoken))
        conversation = Play(line.scenario, binding, scope, self._basis.conform(), parse).run()
        number = 0
        try:
            request = next(conversation)
            while True:
                hit = number == at
                number += 1
                untouched = hit and not disturbance.delivered
                exchange = Exchange(request, number=number) if untouched else register.send(request, number)
                request = conversation.send(disturbance.instead(exchange) if hit else exchange)
        except StopIteration as stop:
            result: ScenarioResult = stop.value
            return result


def wrong(line: Line, result: ScenarioResult) -> Iterator[str]:
    """What a disturbance changed that it may not change."""
    before = dict(line.result.verdicts)
    for name, verdict in result.verdicts:
        if verdict is not before[name] and verdict is not Verdict.CANT_TELL:
            yield f"{line.scenario.id}: {name} is {verdict} instead of {before[name]}"
    for finding in result.findings:
        if finding.blame is not Blame.ENVIRONMENT:
            yield f"{line.scenario.id}: {finding.requirement} blames {finding.blame}: {finding.message.en}"
