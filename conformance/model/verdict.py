"""Outcomes of judging (EARL 1.0, W3C) and who has to act on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from conformance.model.text import Text


class Verdict(StrEnum):
    """What judging found. Spelling as in EARL 1.0."""

    PASSED = "passed"
    FAILED = "failed"
    CANT_TELL = "cantTell"
    INAPPLICABLE = "inapplicable"
    UNTESTED = "untested"


#: How people call them.
VERDICT_NAMES: Mapping[Verdict, Text] = {
    Verdict.PASSED: Text("gehaald", "passed"),
    Verdict.FAILED: Text("niet gehaald", "failed"),
    Verdict.CANT_TELL: Text("niet te beoordelen", "could not be judged"),
    Verdict.UNTESTED: Text("niet getoetst", "not tested"),
    Verdict.INAPPLICABLE: Text("niet van toepassing", "not applicable"),
}


class Blame(StrEnum):
    """Who has to act on a verdict that is not `passed`."""

    PRODUCT = "product"
    CONFIGURATION = "configuration"
    ENVIRONMENT = "environment"
    SUITE = "suite"
    SPECIFICATION = "specification"


#: Worst first. `untested` is worse than `inapplicable`: what was left out could still have failed.
SEVERITY = (
    Verdict.FAILED,
    Verdict.CANT_TELL,
    Verdict.UNTESTED,
    Verdict.PASSED,
    Verdict.INAPPLICABLE,
)


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The roll-up of several verdicts; of none at all it is `untested`, never `passed`."""
    found = set(verdicts)
    return next((verdict for verdict in SEVERITY if verdict in found), Verdict.UNTESTED)
