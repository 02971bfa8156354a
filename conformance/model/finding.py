"""What judging has to say about one scenario or one operation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from conformance.model.text import Text
from conformance.model.verdict import Blame, Verdict


class Kind(StrEnum):
    """Which expectation was not met."""

    OUTCOME = "outcome"
    VALUE = "value"
    MEMBERS = "members"
    BLAMES = "blames"
    SHAPE = "shape"
    HEADER = "header"
    PROBLEM = "problem"
    SERVER_ERROR = "server-error"
    UNDOCUMENTED = "undocumented"
    ACCEPTED_INVALID = "accepted-invalid"
    REFUSED_VALID = "refused-valid"
    UNREADABLE = "unreadable"
    NO_ANSWER = "no-answer"
    PRECONDITION = "precondition"
    INSTABILITY = "instability"
    SUITE = "suite"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the suite a finding arose: a step of a scenario, or an operation of the contract."""

    scenario: str = ""
    step: int = 0
    action: str = ""
    operation: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """One expectation that was not met, for one requirement.

    `exchanges` are numbers in the evidence log, the one that shows it last.
    `hint` says what to repair; `cause` is the requirement of an earlier finding that this follows from.
    """

    requirement: str
    verdict: Verdict
    blame: Blame
    kind: Kind
    message: Text
    expected: Text
    actual: Text
    hint: Text
    spot: Spot
    exchanges: tuple[int, ...] = ()
    cause: str = ""


_NO_REASON = Text("", "")


@dataclass(frozen=True, slots=True)
class Made:
    """A thing the suite registered in the product, and whether it is gone again.

    Not `certain`: a registration of which no answer told the outcome; its `id` is empty, and it can be found back by
    its `marks`, which are paths in the message and values there.
    """

    action: str
    record: str
    id: str
    removed: bool = False
    reason: Text = _NO_REASON
    certain: bool = True
    marks: tuple[tuple[str, str], ...] = ()
    #: The operation that registered it, where an action has more than one.
    operation: str = ""


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """The judgement of one attempt at one scenario.

    `verdicts` has one entry for each requirement that the scenario verifies; `observed` counts, per
    requirement, the checks that every exchange gets besides (error form, version header, contract).
    `seconds` is the time from first request to last answer.
    """

    scenario: str
    verdict: Verdict
    verdicts: tuple[tuple[str, Verdict], ...]
    findings: tuple[Finding, ...] = ()
    observed: tuple[tuple[str, int], ...] = ()
    exchanges: tuple[int, ...] = ()
    attempt: int = 1
    seconds: float = 0.0
    reason: Text | None = None
