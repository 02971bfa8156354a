"""One attempt at one scenario, without any I/O: requests go out of a generator, exchanges come in.

The engine plays against a product, re-judging plays against a recorded log; both get the same result.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

from conformance.binding import Binding, Bound, ElsewhereError, Inexpressible, bind, next_page, read
from conformance.expressions import ExpressionError, Scope, resolve
from conformance.judging import say
from conformance.judging.content import FIELD_NAMED, judge_blames, judge_disclosure, judge_found, judge_record
from conformance.judging.outcome import Situation, judge_outcome, judge_unreadable
from conformance.model.captured import Captured, Found
from conformance.model.exchange import Credentials, Exchange, Request, Response
from conformance.model.finding import Finding, Kind, Made, ScenarioResult, Spot
from conformance.model.scenario import Scenario, Step
from conformance.model.text import Text
from conformance.model.verdict import Blame, Verdict, worst

#: How many pages of a search are read. A search that needs more was not bounded by a unique value.
MOST_PAGES = 10

#: Judges the form of an answer to an operation: findings, and the requirement of every check that was made.
Conform = Callable[[str, Exchange, Spot], tuple[list[Finding], list[str]]]
Parse = Callable[[bytes], Any]
Conversation = Generator[Request, Exchange, ScenarioResult]


class Unreadable(Exception):
    """A body that is not the JSON it should be; the message says why."""


class _Stop(Exception):
    """The scenario cannot go on; what stopped it is among the findings."""


class Play:
    """An attempt in progress. `made` grows with everything that the attempt registered, in order."""

    def __init__(self, scenario: Scenario, binding: Binding, scope: Scope, conform: Conform, parse: Parse) -> None:
        self.scenario, self.binding, self.scope = scenario, binding, scope
        self._conform, self._parse = conform, parse
        self.made: list[Made] = []
        self.step = 0
        self._findings: list[Finding] = []
        self._observed: dict[str, int] = {}
        self._numbers: list[int] = []
        self._done = 0
        self._first = self._last = 0.0

    def run(self) -> Conversation:
        """Carry out the steps in order until one fails."""
        reason = self._inexpressible()
        if reason:
            return self._result(Verdict.INAPPLICABLE, reason)
        try:
            for index, step in enumerate(self.scenario.steps):
                self.step = index + 1
                yield from self._do(step)
                self._done = index + 1
        except _Stop:
            pass
        except Exception as error:  # noqa: BLE001 - a flaw of the suite in one scenario must not end the run
            self._flaw(error)
        return self._result()

    def _flaw(self, error: Exception) -> None:
        """A mistake of ours, told as such: the scenario cannot tell, and nobody else is blamed."""
        step = self.scenario.steps[self.step - 1]
        spot = Spot(self.scenario.id, self.step, step.action, "", self.scenario.file, step.line)
        with suppress(_Stop):
            self._cannot(spot, Blame.SUITE, say.SUITE_ERROR, f"{type(error).__name__}: {error}", say.SUITE_HINT)

    def _inexpressible(self) -> Text | None:
        unable = self.binding.profile.unable
        for step in self.scenario.steps:
            names = (
                step.action,
                *(
                    f"{self.binding.vocabulary.actions[step.action].record}.{name}"
                    for name in (*step.arguments, *step.expect.values)
                ),
            )
            for name in names:
                if name in unable:
                    return unable[name]
        return None

    def _do(self, step: Step) -> Generator[Request, Exchange, None]:
        word = self.binding.vocabulary.actions[step.action]
        action = self.binding.profile.actions[step.action]
        spot = Spot(self.scenario.id, self.step, step.action, action.operation, self.scenario.file, step.line)
        bound = self._bind(step, spot)
        exchange = yield bound.request
        self._note(exchange)
        acceptable = tuple(resolve(step.expect.outcomes, self.scope))
        situation = Situation(step, word, spot, exchange, acceptable, step.verifies)
        body, unreadable = self._body(exchange)
        self._register(step, action.undo, body, exchange)
        self._look_at_form(action.operation, exchange, spot)
        outcome = judge_outcome(situation, self.binding.profile, self.binding.vocabulary, self.scenario.verifies)
        self._stop_on(outcome)
        got = yield from self._read(situation, body, unreadable)
        if step.save_as and got is not None:
            self.scope.captures[step.save_as] = got
        if step.expect.stated:
            try:
                self._stop_on(self._judge(situation, bound, got, body))
            except ExpressionError as error:
                self._lacking(step, spot, error)

    def _bind(self, step: Step, spot: Spot) -> Bound:
        try:
            return bind(step, self.scope, self.binding)
        except ElsewhereError as error:
            self._cannot(spot, Blame.CONFIGURATION, say.LACKING, str(error), say.ELSEWHERE_HINT)
        except ExpressionError as error:
            self._lacking(step, spot, error)
        except Inexpressible as error:
            self._cannot(spot, Blame.SUITE, say.SUITE_ERROR, f"{error} has no place in the profile", say.SUITE_HINT)
        raise _Stop

    def _lacking(self, step: Step, spot: Spot, error: ExpressionError) -> None:
        """A value that an earlier answer should have had is not there; or, when not, the scenario is wrong."""
        if error.missing and step.expect.stated:
            self._fail(step, spot, str(error))
        blame, hint = (Blame.PRODUCT, say.VALUE_HINT) if error.missing else (Blame.SUITE, say.SUITE_HINT)
        self._cannot(spot, blame, say.LACKING, str(error), hint)

    def _fail(self, step: Step, spot: Spot, detail: str) -> None:
        self._find(step.verifies, Verdict.FAILED, Blame.PRODUCT, Kind.VALUE, say.LACKING, detail, say.VALUE_HINT, spot)

    def _cannot(self, spot: Spot, blame: Blame, message: Text, detail: str, hint: Text) -> None:
        kind = Kind.SUITE if blame is Blame.SUITE else Kind.PRECONDITION
        self._find(self.scenario.verifies, Verdict.CANT_TELL, blame, kind, message, detail, hint, spot)

    def _find(
        self, names: tuple[str, ...], verdict: Verdict, blame: Blame, kind: Kind, message: Text, detail: str,
        hint: Text, spot: Spot,
    ) -> None:  # fmt: skip
        """The same finding for each of these requirements; the scenario ends."""
        shown = tuple(self._numbers[-1:])
        self._findings.extend(
            Finding(name, verdict, blame, kind, message, "a value", detail, hint, spot, shown) for name in names
        )
        raise _Stop

    def _note(self, exchange: Exchange) -> None:
        if not self._numbers:
            self._first = exchange.started
        self._last = exchange.started + exchange.elapsed
        self._numbers.append(exchange.number)

    def _body(self, exchange: Exchange) -> tuple[Any, str]:
        response = exchange.response
        if response is None or not response.body:
            return None, "" if response is None else "an empty body"
        try:
            return self._parse(response.body), ""
        except Unreadable as error:
            return None, str(error)

    def _register(self, step: Step, undo: str, body: Any, exchange: Exchange) -> None:
        """Remember what now exists in the product, whether or not it should."""
        response = exchange.response
        if response is None or not 200 <= response.status < 300:
            return
        profile = self.binding.profile
        action = profile.actions[step.action]
        if undo and action.reads:
            captured = read(action, self.binding.vocabulary.actions[step.action], response, body, profile)
            if isinstance(captured, Captured) and (identifier := captured.id or _last_segment(response)):
                self.made.append(Made(step.action, captured.record, identifier))
        elif not action.reads:
            gone = {str(value) for value in exchange.request.path.split("/")}
            self.made = [replace(made, removed=True) if made.id in gone else made for made in self.made]

    def _look_at_form(self, operation: str, exchange: Exchange, spot: Spot) -> None:
        findings, checked = self._conform(operation, exchange, spot)
        self._findings.extend(findings)
        for name in checked:
            self._observed[name] = self._observed.get(name, 0) + 1

    def _stop_on(self, findings: list[Finding]) -> None:
        self._findings.extend(findings)
        if findings:
            raise _Stop

    def _read(
        self, situation: Situation, body: Any, unreadable: str
    ) -> Generator[Request, Exchange, Captured | Found | None]:
        response = situation.exchange.response
        action = self.binding.profile.actions[situation.step.action]
        if response is None or not action.reads or not 200 <= response.status < 300:
            return None
        if response.cut or unreadable:
            self._stop_on(judge_unreadable(situation, response.cut, unreadable, self.scenario.verifies))
        got = read(action, situation.word, response, body, self.binding.profile)
        if isinstance(got, Found):
            got = yield from self._more(situation, got, body)
        return got

    def _more(self, situation: Situation, found: Found, body: Any) -> Generator[Request, Exchange, Found]:
        """Follow the pages of a search."""
        if found.problem:
            self._stop_on(judge_unreadable(situation, False, found.problem, self.scenario.verifies))
        items, request = list(found.items), situation.exchange.request
        action = self.binding.profile.actions[situation.step.action]
        for _ in range(MOST_PAGES):
            following = self._following(situation, body, request)
            if following is None:
                return replace(found, items=tuple(items))
            exchange = yield following
            self._note(exchange)
            page = replace(situation, exchange=exchange)
            self._stop_on(judge_outcome(page, self.binding.profile, self.binding.vocabulary, self.scenario.verifies))
            self._look_at_form(action.operation, exchange, situation.spot)
            body, unreadable = self._body(exchange)
            assert exchange.response is not None
            more = read(action, situation.word, exchange.response, body, self.binding.profile)
            if unreadable or not isinstance(more, Found) or more.problem:
                self._stop_on(judge_unreadable(page, False, unreadable or "no list", self.scenario.verifies))
            else:
                items.extend(more.items)
        more_pages = self._following(situation, body, request) is not None
        return replace(found, items=tuple(items), more=more_pages)

    def _following(self, situation: Situation, body: Any, request: Request) -> Request | None:
        try:
            return next_page(body, request, self.binding)
        except ElsewhereError as error:
            self._cannot(situation.spot, Blame.CONFIGURATION, say.LACKING, str(error), say.ELSEWHERE_HINT)
        raise _Stop

    def _judge(self, situation: Situation, bound: Bound, got: Captured | Found | None, body: Any) -> list[Finding]:
        step, profile = situation.step, self.binding.profile
        response = situation.exchange.response
        aside: list[Finding] = []
        if step.expect.blames and response is not None and response.status == 400:
            self._observed[FIELD_NAMED] = self._observed.get(FIELD_NAMED, 0) + 1
            record = profile.records.get(profile.actions[step.action].sends)
            aside += judge_blames(situation, tuple(resolve(step.expect.blames, self.scope)), record, body)
        if step.credentials is not Credentials.OWN and response is not None and response.status >= 400:
            aside += judge_disclosure(situation, response.body)
        self._findings.extend(finding for finding in aside if finding.requirement not in step.verifies)
        findings = [finding for finding in aside if finding.requirement in step.verifies]
        if isinstance(got, Captured):
            findings += judge_record(situation, step.expect, got, bound.sent, profile.records[got.record], self.scope)
        elif isinstance(got, Found):
            record = profile.records[situation.word.record]
            findings += judge_found(situation, step.expect, got, record, self.scope)
        return findings

    def _result(self, verdict: Verdict | None = None, reason: Text | None = None) -> ScenarioResult:
        verdicts = tuple((name, verdict or self._verdict(name)) for name in self.scenario.verifies)
        verdicts += () if verdict else tuple(self._by_the_way())
        return ScenarioResult(
            scenario=self.scenario.id,
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
        cited = (name for step in self.scenario.steps if step.expect.stated for name in step.verifies)
        for name in dict.fromkeys(cited):
            if name not in self.scenario.verifies and (verdict := self._verdict(name)) is not Verdict.CANT_TELL:
                yield name, verdict

    def _verdict(self, requirement: str) -> Verdict:
        """The verdict for one requirement: passed only when every expectation for it was met."""
        found = [finding.verdict for finding in self._findings if finding.requirement == requirement]
        if Verdict.FAILED in found:
            return Verdict.FAILED
        proofs = [
            number
            for number, step in enumerate(self.scenario.steps, 1)
            if step.expect.stated and requirement in step.verifies
        ]
        return Verdict.PASSED if self._done >= max(proofs) and not found else Verdict.CANT_TELL


def _last_segment(response: Response) -> str:
    """The id in the address of what was registered, for an answer that does not tell it otherwise."""
    return (response.header("location") or "").split("?")[0].rstrip("/").rpartition("/")[2]
