"""One attempt at one scenario, without any I/O: requests go out of a generator, exchanges come in.

The engine plays against a product, re-judging plays against a recorded log; both get the same result.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import replace
from typing import Any

from conformance.account import Account, Stop
from conformance.addresses import ElsewhereError
from conformance.binding import Binding, Bound, bind, listed
from conformance.expressible import inexpressible
from conformance.expressions import ExpressionError, Scope, resolve
from conformance.judging import say
from conformance.judging.content import (
    FIELD_NAMED,
    NAMES_FIELDS,
    judge_blames,
    judge_disclosure,
    judge_found,
    judge_record,
)
from conformance.judging.outcome import Situation, judge_outcome, judge_unreadable
from conformance.lacking import NOT_THERE
from conformance.message import Inexpressible
from conformance.model.captured import Captured, Found
from conformance.model.exchange import Credentials, Exchange, Request, Response
from conformance.model.finding import Finding, Made, ScenarioResult, Spot
from conformance.model.profile import Action
from conformance.model.scenario import Expect, Scenario, Step
from conformance.model.text import Text
from conformance.model.verdict import Blame, Verdict
from conformance.model.vocabulary import ActionWord
from conformance.reading import next_page, now_there, read, seen

#: How many pages of a search are read. A search that needs more was not bounded by a unique value.
MOST_PAGES = 10

#: How looking for something ends that another way may still give.
_NOT_HERE = ("unknown", "refused")

#: Judges the form of an answer to an operation: findings, and the requirement of every check that was made.
Conform = Callable[[str, Exchange, Spot], tuple[list[Finding], list[str]]]
Parse = Callable[[bytes], Any]
Conversation = Generator[Request, Exchange, ScenarioResult]


class Unreadable(ValueError):
    """A body that is not the JSON it should be; `reason` says why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


class Play:
    """An attempt in progress. `made` grows with everything that the attempt registered, in order."""

    def __init__(
        self, scenario: Scenario, binding: Binding, scope: Scope, conform: Conform, parse: Parse, *,
        going_on: bool = False,
    ) -> None:  # fmt: skip
        """`going_on` carries out whatever steps it can, instead of ending at the first that fails."""
        self.scenario, self.binding, self.scope = scenario, binding, scope
        self._conform, self._parse, self._going_on = conform, parse, going_on
        self.made: list[Made] = []
        #: Operations that this product lacks, as it may, with the reason.
        self.lacked: dict[str, Text] = {}
        self._had: set[str] = set()
        #: Operations that succeeded with our own credentials.
        self._allowed: set[str] = set()
        self.step = 0
        #: What is being done: a step of the scenario, or what that needs first; and by which operation.
        self.doing, self.operation = scenario.steps[0], ""
        self._account = Account(scenario)

    def run(self) -> Conversation:
        """Carry out the steps in order until one fails."""
        reason = inexpressible(self.scenario, self.binding, self.scope)
        if reason:
            return self._account.result(Verdict.INAPPLICABLE, reason)
        try:
            for index, step in enumerate(self.scenario.steps):
                self.step = self.scope.turn = index + 1
                yield from self._attempt(step)
                self._account.done = index + 1
        except Stop:
            pass
        except Exception as error:  # noqa: BLE001 - a flaw of the suite in one scenario must not end the run
            self._account.flaw(self.step, error)
        reason = next(iter(self.lacked.values()), None)
        return self._account.result(Verdict.INAPPLICABLE if reason else None, reason)

    def _attempt(self, step: Step) -> Generator[Request, Exchange, None]:
        try:
            yield from self._do(step)
        except Stop:
            if not self._going_on or self._account.silent:
                raise

    def _do(self, step: Step) -> Generator[Request, Exchange, None]:
        word = self.binding.vocabulary.actions[step.action]
        action = self.binding.profile.actions[step.action]
        spot = Spot(self.scenario.id, self.step, step.action, action.operation, self.scenario.file, step.line)
        yield from self._provide(action, step)
        bound = self._bind(step, spot)
        spot = replace(spot, operation=bound.operation)
        self.doing, self.operation = step, bound.operation
        exchange = yield bound.request
        self._account.exchanged(exchange)
        acceptable = tuple(resolve(step.expect.outcomes, self.scope))
        allowed = bound.operation in self._allowed
        situation = Situation(step, word, spot, exchange, acceptable, step.verifies, allowed)
        body, unreadable = self._body(exchange)
        self.made = now_there(self.made, step.action, bound.operation, exchange, body, self.binding, self._parse)
        profile, response = self.binding.profile, exchange.response
        told = seen(action, word, response, body, profile) if response else ""
        outcome = judge_outcome(situation, profile, self.binding.vocabulary, self.scenario.verifies, told)
        self._stop_when_lacked(bound.operation, word, response)
        self._account.formed(*self._conform(bound.operation, exchange, spot))
        self._account.stop_on(outcome)
        got = yield from self._read(situation, body, unreadable)
        if step.save_as and got is not None:
            self.scope.captures[step.save_as] = got
        self._remember(step, word, bound, response)
        if response and response.status < 300 and step.credentials is Credentials.OWN:
            self._allowed.add(bound.operation)
        if step.expect.stated:
            try:
                self._account.stop_on(self._judge(situation, bound, got, body))
            except ExpressionError as error:
                self._account.lacking(spot, error)

    def _remember(self, step: Step, word: ActionWord, bound: Bound, response: Response | None) -> None:
        """What a thing is known by since a change that succeeded."""
        subject = resolve(step.arguments.get(word.subject), self.scope)
        if response and response.status < 300 and bound.sent and isinstance(subject, Captured) and subject.id:
            known = self.scope.latest.get(subject.id, subject.values)
            self.scope.latest[subject.id] = {**known, **bound.sent, "id": subject.id}

    def _stop_when_lacked(self, operation: str, word: ActionWord, response: Response | None) -> None:
        """End here when the product does not have what is asked of it, and may do without."""
        status = response.status if response else 0
        collection = self.binding.profile.operations[operation].collection
        if status < 300:
            self._had.add(collection)
        lack = self.binding.lacking.get(operation)
        if lack is None or status not in NOT_THERE or collection in self._had:
            return
        # About one thing 404 says that the thing is not there; only about all of them, that there is no such resource.
        if not lack.claimed or word.outcome == "created" or word.many:
            self.lacked[operation] = lack.reason
            raise Stop

    def _provide(self, action: Action, step: Step) -> Generator[Request, Exchange, None]:
        """What an action needs and a scenario does not name, registered once, with values of its own."""
        needs = dict(action.needs)
        with suppress(ExpressionError):  # what an answer lacked is told when the step itself is bound
            needs |= listed(step, self.scope, self.binding)
        for name, ways in needs.items():
            scope = self.scope
            self.scope = replace(scope, key=f"{scope.key}/{name}")
            for left, (needed, given) in enumerate(ways, 1 - len(ways)):
                if name not in scope.captures:
                    usual = (self.binding.vocabulary.actions[needed].outcome, *(_NOT_HERE if left else ()))
                    expect = Expect(usual, stated=False)
                    yield from self._do(Step(needed, given, expect, (), save_as=name, line=step.line))
            self.scope = scope

    def _bind(self, step: Step, spot: Spot) -> Bound:
        try:
            return bind(step, self.scope, self.binding)
        except ElsewhereError as error:
            self._account.cannot(spot, Blame.CONFIGURATION, say.LACKING, error.text, say.ELSEWHERE_HINT)
        except ExpressionError as error:
            self._account.lacking(spot, error)
        except Inexpressible as error:
            self._account.cannot(spot, Blame.SUITE, say.SUITE_ERROR, say.no_place(str(error)), say.SUITE_HINT)
        raise Stop

    def _body(self, exchange: Exchange) -> tuple[Any, Text | None]:
        response = exchange.response
        if response is None or not response.body:
            return None, None if response is None else say.EMPTY_BODY
        try:
            return self._parse(response.body), None
        except Unreadable as error:
            return None, error.reason

    def _read(
        self, situation: Situation, body: Any, unreadable: Text | None
    ) -> Generator[Request, Exchange, Captured | Found | None]:
        response = situation.exchange.response
        action = self.binding.profile.actions[situation.step.action]
        if response is None or not action.reads or not self._says_something(situation, response):
            return None
        empty = (action.collection or self.binding.profile.collection).empty
        if response.cut or (unreadable and response.status not in empty):
            self._account.stop_on(judge_unreadable(situation, response.cut, unreadable or "", self.scenario.verifies))
        got = read(action, situation.word, response, body, self.binding.profile)
        if isinstance(got, Found):
            got = yield from self._more(situation, got, body)
        return got

    def _says_something(self, situation: Situation, response: Response) -> bool:
        """Whether there is something to read: also in an answer whose status says that nothing was found."""
        action = self.binding.profile.actions[situation.step.action]
        empty = (action.collection or self.binding.profile.collection).empty
        return 200 <= response.status < 300 or (situation.word.many and response.status in empty)

    def _more(self, situation: Situation, found: Found, body: Any) -> Generator[Request, Exchange, Found]:
        """Follow the pages of a search."""
        if found.problem:
            self._account.stop_on(judge_unreadable(situation, False, found.problem, self.scenario.verifies))
        items, request, first = list(found.items), situation.exchange.request, found.total
        action = self.binding.profile.actions[situation.step.action]
        for _ in range(MOST_PAGES):
            following = self._following(situation, body, request)
            if following is None:
                return replace(found, items=tuple(items))
            exchange = yield following
            self._account.exchanged(exchange)
            page = replace(situation, exchange=exchange)
            self._account.stop_on(
                judge_outcome(page, self.binding.profile, self.binding.vocabulary, self.scenario.verifies)
            )
            self._account.formed(*self._conform(situation.spot.operation, exchange, situation.spot))
            body, unreadable = self._body(exchange)
            assert exchange.response is not None
            more = read(action, situation.word, exchange.response, body, self.binding.profile)
            if unreadable or not isinstance(more, Found) or more.problem:
                self._account.stop_on(judge_unreadable(page, False, unreadable or say.NO_LIST, self.scenario.verifies))
            else:
                items.extend(more.items)
                if found.total == first and more.total is not None:
                    found = replace(found, total=more.total)  # a count that changes from page to page is a wrong count
        more_pages = self._following(situation, body, request) is not None
        return replace(found, items=tuple(items), more=more_pages)

    def _following(self, situation: Situation, body: Any, request: Request) -> Request | None:
        try:
            return next_page(body, request, self.binding, situation.step.action)
        except ElsewhereError as error:
            self._account.cannot(situation.spot, Blame.CONFIGURATION, say.LACKING, error.text, say.ELSEWHERE_HINT)
        raise Stop

    def _judge(self, situation: Situation, bound: Bound, got: Captured | Found | None, body: Any) -> list[Finding]:
        step, profile = situation.step, self.binding.profile
        response = situation.exchange.response
        aside: list[Finding] = []
        if step.expect.blames and response is not None and response.status in NAMES_FIELDS:
            self._account.count(FIELD_NAMED)
            record = profile.records.get(profile.actions[step.action].sends)
            aside += judge_blames(situation, tuple(resolve(step.expect.blames, self.scope)), record, body)
        if step.credentials is not Credentials.OWN and response is not None and response.status >= 400:
            aside += judge_disclosure(situation, response.body)
        self._account.aside([finding for finding in aside if finding.requirement not in step.verifies])
        findings = [finding for finding in aside if finding.requirement in step.verifies]
        if isinstance(got, Captured):
            findings += judge_record(situation, step.expect, got, bound.sent, profile.records[got.record], self.scope)
        elif isinstance(got, Found):
            record = profile.records[situation.word.record]
            findings += judge_found(situation, step.expect, got, record, self.scope)
        return findings
