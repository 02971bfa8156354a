"""The screen after a run: it fits, it says the verdict first, and nothing on it moves the cursor."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from conformance.model.report import ClassRow, Report
from conformance.model.requirement import Capability
from conformance.model.text import Text, both
from conformance.model.verdict import Verdict
from conformance.reporting import terminal
from conformance.reporting.visible import width as columns
from conformance.reporting.words import Language

from .hostile import not_conform
from .samples import HOSTILE, UNSEEN, conform, incomplete

PATH = "reports/voorbeeld/index.html"


def _worst() -> Report:
    """Forty findings with endless texts, twenty classes, many notes."""
    report = not_conform()
    endless = Text(f"Lang verhaal {HOSTILE} {UNSEEN} " * 9, f"Long story {HOSTILE} {UNSEEN} " * 9)
    findings = tuple(
        replace(report.findings[3], requirement=f"PAR-{i}", message=endless, hint=endless, expected=both(UNSEEN * 9))
        for i in range(40)
    )
    classes = tuple(ClassRow(Capability(f"klasse-{i}", endless), None, {Verdict.PASSED: i}) for i in range(20))
    return replace(report, findings=findings, classes=classes, warnings=(endless,) * 5)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("make", [conform, not_conform, incomplete, _worst])
def test_it_fits_one_screen(make: Callable[[], Report], language: Language) -> None:
    """At most 40 lines of at most 100 columns, whatever there is to say."""
    lines = terminal.render(make(), PATH, 100, colour=False, language=language).split("\n")

    assert len(lines) <= 40
    assert max(columns(each) for each in lines) <= 100
    assert all(each.isprintable() for each in lines)


def test_a_narrow_terminal_gets_short_lines() -> None:
    """Lines fit in 60 columns too."""
    lines = terminal.render(not_conform(), PATH, 60, colour=False, language="nl").split("\n")

    assert max(columns(each) for each in lines) <= 60


@pytest.mark.parametrize(
    ("make", "start"),
    [(conform, "✓ CONFORM "), (not_conform, "✗ NIET CONFORM "), (incomplete, "? NIET VAST TE STELLEN ")],
)
def test_the_verdict_comes_first_and_the_path_last(make: Callable[[], Report], start: str) -> None:
    """In words with a symbol, so that colour is never needed."""
    text = terminal.render(make(), PATH, 100, colour=False, language="nl")

    assert text.startswith(start)
    assert text.endswith(f"Rapport: {PATH}")


def test_colour_is_added_only_when_asked_for_and_changes_no_word() -> None:
    """Without the escape codes the text is the same."""
    plain = terminal.render(not_conform(), PATH, 100, colour=False, language="nl")
    coloured = terminal.render(not_conform(), PATH, 100, colour=True, language="nl")

    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain != coloured


def test_classes_that_do_not_fit_are_counted() -> None:
    """Nothing disappears silently."""
    text = terminal.render(_worst(), PATH, 100, colour=False, language="nl")
    shown = len(re.findall(r"^  \? klasse-", text, re.MULTILINE))

    assert shown >= 1
    assert f"… en {20 - shown} andere" in text
