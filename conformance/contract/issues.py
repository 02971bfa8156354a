"""What judging one exchange against the contract can find, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from conformance.model.finding import Kind
from conformance.model.text import Text


class Rule(StrEnum):
    """Which rule of the contract was broken: finer than `Kind`, so that a profile can map each to a requirement."""

    SERVER_ERROR = "server-error"
    STATUS = "status"
    MEDIA_TYPE = "media-type"
    UNREADABLE = "unreadable"
    BODY = "body"
    LINK = "link"
    HEADER = "header"
    PROBLEM = "problem"
    INVALID_PARAMS = "invalid-params"
    NAMED_FIELD = "named-field"
    ACCEPTED_MESSAGE = "accepted-message"
    ACCEPTED_FIELD = "accepted-field"
    ACCEPTED_VALUE = "accepted-value"
    ACCEPTED_PARAMETER = "accepted-parameter"
    REFUSED_EXAMPLE = "refused-example"
    CREDENTIALS = "credentials"
    UNKNOWN_ID = "unknown-id"
    METHOD = "method"
    UNKNOWN_PATH = "unknown-path"
    NO_ANSWER = "no-answer"


KINDS = {
    Rule.SERVER_ERROR: Kind.SERVER_ERROR,
    Rule.STATUS: Kind.UNDOCUMENTED,
    Rule.MEDIA_TYPE: Kind.UNDOCUMENTED,
    Rule.UNREADABLE: Kind.UNREADABLE,
    Rule.BODY: Kind.SHAPE,
    Rule.LINK: Kind.SHAPE,
    Rule.HEADER: Kind.HEADER,
    Rule.PROBLEM: Kind.PROBLEM,
    Rule.INVALID_PARAMS: Kind.BLAMES,
    Rule.NAMED_FIELD: Kind.PROBLEM,
    Rule.ACCEPTED_MESSAGE: Kind.ACCEPTED_INVALID,
    Rule.ACCEPTED_FIELD: Kind.ACCEPTED_INVALID,
    Rule.ACCEPTED_VALUE: Kind.ACCEPTED_INVALID,
    Rule.ACCEPTED_PARAMETER: Kind.ACCEPTED_INVALID,
    Rule.REFUSED_EXAMPLE: Kind.REFUSED_VALID,
    Rule.CREDENTIALS: Kind.OUTCOME,
    Rule.UNKNOWN_ID: Kind.OUTCOME,
    Rule.METHOD: Kind.OUTCOME,
    Rule.UNKNOWN_PATH: Kind.OUTCOME,
    Rule.NO_ANSWER: Kind.NO_ANSWER,
}


class Purpose(StrEnum):
    """Why a request was sent: a documented example, data that fits, data that does not fit, or a fixed probe."""

    EXAMPLE = "example"
    POSITIVE = "positive"
    NEGATIVE = "negative"
    PROBE = "probe"


class Expectation(StrEnum):
    """What the answer must be, where the request alone does not say so."""

    ANY = "any"
    EXAMPLE = "example"
    UNAUTHENTICATED = "unauthenticated"
    UNKNOWN_ID = "unknown-id"
    METHOD_REFUSED = "method-refused"
    UNKNOWN_PATH = "unknown-path"


@dataclass(frozen=True, slots=True)
class ContractIssue:
    """One way in which an exchange departs from the contract.

    `where` is a JSON pointer into the body, or `header <name>`, `query <name>`, or empty for the whole answer.
    `keyword` is the JSON Schema keyword that was broken, where there is one.
    """

    rule: Rule
    where: str
    expected: Text
    actual: Text
    message: Text
    keyword: str = ""

    @property
    def check(self) -> Kind:
        """The kind of finding this leads to."""
        return KINDS[self.rule]

    @property
    def place(self) -> str:
        """`where` with array positions left out, so that the same defect in other items counts as the same."""
        return "/".join("*" if part.isdigit() else part for part in self.where.split("/"))


Place = tuple[Rule, str, str]


@dataclass(frozen=True, slots=True)
class Assessment:
    """What was found, and every rule that was really applied as (rule, where, keyword): no issue is not no check."""

    issues: tuple[ContractIssue, ...] = ()
    applied: tuple[Place, ...] = ()
