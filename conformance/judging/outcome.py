"""How a step ended: judged from the status alone, with who has to act."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from conformance.judging import say
from conformance.model.exchange import Credentials, Exchange
from conformance.model.finding import Finding, Kind, Spot
from conformance.model.profile import Profile
from conformance.model.scenario import Step
from conformance.model.text import Text, Told, both
from conformance.model.verdict import Blame, Verdict
from conformance.model.vocabulary import ActionWord, Vocabulary

#: Answers that come from an overloaded product or from something before it, not from the operation itself.
UNAVAILABLE = (429, 502, 503, 504)
#: What says that something was done, and gives it.
_DONE = frozenset({200, 201})
REDIRECTS = (301, 302, 303, 307, 308)
NO_SERVER_ERROR = "API-30"


@dataclass(frozen=True, slots=True)
class Situation:
    """What every judge needs to know about a step: where it is, and the exchange that ended it.

    `allowed` is true when the same operation succeeded before with the same credentials: a refusal is not about those.
    """

    step: Step
    word: ActionWord
    spot: Spot
    exchange: Exchange
    acceptable: tuple[str, ...]
    verifies: tuple[str, ...]
    allowed: bool = False

    def findings(
        self,
        verdict: Verdict,
        blame: Blame,
        kind: Kind,
        message: Text,
        expected: Told,
        actual: Told,
        hint: Text,
        requirements: Iterable[str] | None = None,
        cause: str = "",
    ) -> list[Finding]:
        """The same finding for each requirement that it touches; by default those that the step proves."""
        touched = self.verifies if requirements is None else tuple(requirements)
        shown, wanted, got = (self.exchange.number,), both(expected), both(actual)
        return [
            Finding(name, verdict, blame, kind, message, wanted, got, hint, self.spot, shown, cause) for name in touched
        ]


def judge_outcome(
    situation: Situation, profile: Profile, vocabulary: Vocabulary, scenario: tuple[str, ...], seen: str = ""
) -> list[Finding]:
    """Findings when the step did not end as it must; `scenario` are the requirements that can no longer be told.

    `seen` is the outcome that the message tells, where the status alone does not.
    """
    step = situation.step
    if situation.exchange.response is None:
        return _silence(situation, scenario)
    status = situation.exchange.response.status
    shown = {name for name in situation.acceptable if status in profile.statuses(step.action, name)}
    if seen in situation.acceptable or (not seen and (shown or _done(situation, status, profile))):
        return []
    names = [vocabulary.outcomes[name] for name in situation.acceptable]
    expected = Text(" / ".join(name.nl for name in names), " / ".join(name.en for name in names))
    unsure = _unsure(situation, status, scenario, expected)
    if unsure:
        return unsure
    if step.expect.stated:
        message = say.outcome_differs(situation.word.does, expected, status)
        if seen == "unknown" and status < 300:
            message = say.found_nothing(situation.word.does)
        return situation.findings(
            Verdict.FAILED, Blame.PRODUCT, Kind.OUTCOME, message, expected, str(status), say.OUTCOME_HINT
        )
    return _precondition(situation, status, scenario, expected)


def _done(situation: Situation, status: int, profile: Profile) -> bool:
    """Whether it ended well by another code for that than the API says: the contract tells (API-31)."""
    expect, action = situation.step.expect, situation.step.action
    usual = {code for name in expect.outcomes for code in profile.statuses(action, name)} if expect.usual else set()
    return status in _DONE and not usual.isdisjoint(_DONE)


def _silence(situation: Situation, scenario: tuple[str, ...]) -> list[Finding]:
    """No answer says nothing about the product."""
    failure = situation.exchange.failure
    detail = say.failure(failure.kind, failure.detail) if failure else ""
    return situation.findings(
        Verdict.CANT_TELL, Blame.ENVIRONMENT, Kind.NO_ANSWER, say.NO_ANSWER, say.AN_ANSWER, detail, say.NO_ANSWER_HINT,
        scenario,
    )  # fmt: skip


def _precondition(situation: Situation, status: int, scenario: tuple[str, ...], expected: Text) -> list[Finding]:
    """What had to be done first failed; another requirement says what is wrong with that."""
    message = say.precondition(situation.word.does, status)
    cause = NO_SERVER_ERROR if status >= 500 else situation.word.requirement
    return situation.findings(
        Verdict.CANT_TELL, Blame.PRODUCT, Kind.PRECONDITION, message, expected, str(status), say.PRECONDITION_HINT,
        scenario, cause,
    )  # fmt: skip


def _unsure(situation: Situation, status: int, scenario: tuple[str, ...], expected: Text) -> list[Finding]:
    """Answers that say nothing about the operation: unavailable, no rights, sent elsewhere."""
    refusing = situation.allowed and situation.acceptable == ("refused",)
    cases = (
        (status in UNAVAILABLE, Blame.ENVIRONMENT, Kind.NO_ANSWER, say.NO_ANSWER, say.GATEWAY_HINT),
        (
            status in (401, 403) and situation.step.credentials is Credentials.OWN and not refusing,
            Blame.CONFIGURATION,
            Kind.OUTCOME,
            say.NO_RIGHT,
            say.NO_RIGHT_HINT,
        ),
        (status in REDIRECTS, Blame.CONFIGURATION, Kind.OUTCOME, say.REDIRECTED, say.REDIRECT_HINT),
    )
    for applies, blame, kind, message, hint in cases:
        if applies:
            return situation.findings(Verdict.CANT_TELL, blame, kind, message, expected, str(status), hint, scenario)
    return []


def judge_unreadable(situation: Situation, cut: bool, detail: Told, scenario: tuple[str, ...]) -> list[Finding]:
    """Findings for an answer with the right status that cannot be read: it fails what it had to prove."""
    if cut:
        return situation.findings(
            Verdict.CANT_TELL,
            Blame.PRODUCT,
            Kind.UNREADABLE,
            say.CUT,
            say.WITHIN_LIMIT,
            say.CUT_OFF,
            say.CUT_HINT,
            scenario,
        )
    stated = situation.step.expect.stated
    verdict = Verdict.FAILED if stated else Verdict.CANT_TELL
    return situation.findings(
        verdict,
        Blame.PRODUCT,
        Kind.UNREADABLE,
        say.UNREADABLE,
        "JSON",
        detail,
        say.READ_HINT,
        None if stated else scenario,
        "" if stated else situation.word.requirement,
    )
