"""The end of every command that judges: write the report, show the summary, choose the exit code."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Literal

from conformance.model.finding import Kind
from conformance.model.report import Report
from conformance.model.verdict import Verdict
from conformance.reporting import terminal, write

CONFORMANT, NOT_CONFORMANT, UNDECIDED, SUITE_FAILED = 0, 1, 3, 4


def conclude(report: Report, output: Path, language: Literal["nl", "en"]) -> int:
    """Write every format into `output`, print the summary, and give the exit code."""
    write(report, output)
    width = shutil.get_terminal_size((100, 24)).columns
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    print(terminal.render(report, output / "index.html", width, colour, language))
    return exit_code(report)


def exit_code(report: Report) -> int:
    """0 conformant, 1 not, 3 undecided, 4 when a flaw of the suite is why.

    A narrowed run that passed all it was asked for also ends with 0.
    """
    if report.conformant is not None:
        return CONFORMANT if report.conformant else NOT_CONFORMANT
    if any(finding.kind is Kind.SUITE for finding in report.findings):
        return SUITE_FAILED
    if report.narrowed and not report.incomplete:
        tried = [row.verdict for row in report.requirements if row.counts and row.verdict is not Verdict.UNTESTED]
        if tried and all(verdict in (Verdict.PASSED, Verdict.INAPPLICABLE) for verdict in tried):
            return CONFORMANT
    return UNDECIDED
