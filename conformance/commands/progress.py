"""Progress on standard error: a line that renews itself on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
from time import monotonic

from conformance.model.finding import ScenarioResult
from conformance.model.verdict import Verdict

_QUIET_SECONDS = 10.0


class Progress:
    """Hears of every result and says how far the run is."""

    def __init__(self, scenarios: int, *, quiet: bool) -> None:
        self._total, self._done, self._not_passed = scenarios, 0, 0
        self._quiet, self._live = quiet, sys.stderr.isatty()
        self._said = monotonic()

    def heard(self, result: ScenarioResult) -> None:
        """A scenario has its verdict."""
        self._done += 1
        self._not_passed += result.verdict not in (Verdict.PASSED, Verdict.INAPPLICABLE)
        self._say(f"scenarios {self._done}/{self._total}, not passed {self._not_passed}", self._done == self._total)

    def requests(self, sent: int, budget: int) -> None:
        """The contract phase has sent so many requests."""
        self._say(f"contract: {sent} of at most {budget} requests", sent >= budget)

    def _say(self, text: str, last: bool) -> None:
        if self._quiet:
            return
        if self._live:
            print(f"\r{text:<60}", end="", file=sys.stderr, flush=True)
        elif last or monotonic() - self._said > _QUIET_SECONDS:
            print(text, file=sys.stderr, flush=True)
            self._said = monotonic()

    def clear(self) -> None:
        """Make room for the summary."""
        if self._live and not self._quiet:
            print("\r" + " " * 60 + "\r", end="", file=sys.stderr, flush=True)
