"""What each format looks like for a good, a bad and a broken-off run: a change here is one for readers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from syrupy.assertion import SnapshotAssertion

from conformance.model.report import Report
from conformance.reporting import json_report, junit, summary, terminal
from conformance.reporting.words import Language

from .conftest import SAMPLES

PATH = "reports/voorbeeld/index.html"


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("render", [json_report.render, junit.render, summary.render], ids=["json", "junit", "md"])
def test_a_file_of_the_report_looks_like_this(
    name: str, render: Callable[[Report], str], text_snapshot: SnapshotAssertion
) -> None:
    """The files for programs and for a build's summary."""
    text = render(SAMPLES[name]())

    assert _shortened(text) == text_snapshot


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_terminal_shows_this(name: str, language: Language, text_snapshot: SnapshotAssertion) -> None:
    """One screen, in both languages."""
    assert terminal.render(SAMPLES[name](), PATH, 100, colour=False, language=language) == text_snapshot


def _shortened(text: str) -> str:
    """The text without the endless body of the bad sample, which nobody wants to read in a snapshot."""
    return text.replace("x" * 65_536, "x…")
