"""What came of an attempt so far: its exchanges, its findings, and the verdicts that follow from them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from conformance.expressions import ExpressionError
from conformance.judging import say
from conformance.model.exchange import Exchange
from conformance.model.finding import Finding, Kind, ScenarioResult, Spot
from conformance.model.scenario import Scenario
from conformance.model.text import Text, Told, both
from conformance.model.verdict import Blame, Verdict, worst


class Stop(Exception):
    """The scenario cannot go on; what stopped it is among the findings."""


class Account:
    """The account of one attempt, kept while it goes on."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._findings: list[Finding] = []
        self._observed: dict[str, int] = {}
        self._numbers: list[int] = []
        self._first = self._last = 0.0
        #: How many steps were carried out, and whether the last request got no answer.
        self.done, self.silent = 0, False

    def exchanged(self, exchange: Exchange) -> None:
        """A request went out, and this came of it."""
        if not self._numbers:
            self._first = exchange.started
        self._last = exchange.started + exchange.elapsed
        self._numbers.append(exchange.number)
        self.silent = exchange.response is None

    def count(self, name: str) -> None:
        """A check of a requirement was made."""
        self._observed[name] = self._observed.get(name, 0) + 1

    def formed(self, findings: list[Finding], checked: list[str]) -> None:
        """What was found about the form of an answer, and by checks of which requirements; the scenario goes on."""
        self._findings.extend(findings)
        for name in checked:
            self.count(name)

    def aside(self, findings: list[Finding]) -> None:
        """What was found about something else than what the step is there for; the scenario goes on."""
        self._findings.extend(findings)

    def stop_on(self, findings: list[Finding]) -> None:
        """The scenario ends when there are findings."""
        self._findings.extend(findings)
        if findings:
            raise Stop

    def flaw(self, number: int, error: Exception) -> None:
        """A mistake of ours, told as such: the scenario cannot tell, and nobody else is blamed."""
        step = self._scenario.steps[number - 1]
        spot = Spot(self._scenario.id, number, step.action, "", self._scenario.file, step.line)
        with suppress(Stop):
            self.cannot(spot, Blame.SUITE, say.SUITE_ERROR, f"{type(error).__name__}: {error}", say.SUITE_HINT)

    def lacking(self, spot: Spot, error: ExpressionError) -> None:
        """A value that an earlier answer should have had is not there; or, when not, the scenario is wrong."""
        blame, hint = (Blame.PRODUCT, say.VALUE_HINT) if error.missing else (Blame.SUITE, say.SUITE_HINT)
        self.cannot(spot, blame, say.LACKING, error.text, hint)

    def cannot(self, spot: Spot, blame: Blame, message: Text, detail: Told, hint: Text) -> None:
        """The scenario ends here without telling, for which somebody is to blame."""
        kind = Kind.SUITE if blame is Blame.SUITE else Kind.PRECONDITION
        self._find(self._scenario.verifies, Verdict.CANT_TELL, blame, kind, message, detail, hint, spot)

    def _find(
        self, names: tuple[str, ...], verdict: Verdict, blame: Blame, kind: Kind, message: Text, detail: Told,
        hint: Text, spot: Spot,
    ) -> None:  # fmt: skip
        """The same finding for each of these requirements; the scenario ends."""
        shown, got = tuple(self._numbers[-1:]), both(detail)
        self._findings.extend(
            Finding(name, verdict, blame, kind, message, say.A_VALUE, got, hint, spot, shown) for name in names
        )
        raise Stop

    def result(self, verdict: Verdict | None = None, reason: Text | None = None) -> ScenarioResult:
        """What the attempt came to; with a `verdict`, that is the one for everything."""
        verdicts = tuple((name, verdict or self._verdict(name)) for name in self._scenario.verifies)
        verdicts += () if verdict else tuple(self._by_the_way())
        return ScenarioResult(
            scenario=self._scenario.id,
            verdict=worst(found for _, found in verdicts),
            verdicts=verdicts,
            findings=tuple(self._findings),
            observed=tuple(sorted(self._observed.items())),
            exchanges=tuple(self._numbers),
            seconds=self._last - self._first,
            reason=reason,
        )

    def _by_the_way(self) -> Iterator[tuple[str, Verdict]]:
        """Requirements that only some steps prove: told as far as the scenario came, never held up by the rest."""
        cited = (name for step in self._scenario.steps if step.expect.stated for name in step.verifies)
        for name in dict.fromkeys(cited):
            if name not in self._scenario.verifies and (verdict := self._verdict(name)) is not Verdict.CANT_TELL:
                yield name, verdict

    def _verdict(self, requirement: str) -> Verdict:
        """The verdict for one requirement: passed only when every expectation for it was met."""
        found = [finding.verdict for finding in self._findings if finding.requirement == requirement]
        if Verdict.FAILED in found:
            return Verdict.FAILED
        proofs = [
            number
            for number, step in enumerate(self._scenario.steps, 1)
            if step.expect.stated and requirement in step.verifies
        ]
        return Verdict.PASSED if self.done >= max(proofs) and not found else Verdict.CANT_TELL
