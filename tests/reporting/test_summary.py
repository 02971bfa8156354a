"""The summary of a build: rendered as Markdown it holds our words and no one else's markup."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from conformance.model.target import Product
from conformance.model.text import Text, both
from conformance.reporting import summary
from conformance.reporting.visible import line

from .hostile import not_conform
from .samples import HOSTILE, conform

HARMLESS = {"<details>", "<summary>", "</summary>", "</details>"}


def _tokens(text: str) -> list[Token]:
    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "linkify"], ignoreInvalid=True)
    tokens = markdown.parse(text)
    return [each for token in tokens for each in (token, *(token.children or ()))]


@pytest.mark.parametrize(
    "name",
    [
        HOSTILE,
        "![x](https://example.org/x.png) [klik](https://example.org) <https://example.org>",
        "**vet** _schuin_ `code` ~~weg~~ $x$ | cel | # kop",
        "&lt;b&gt; &#60;b&#62; <!-- weg -->",
        "regel\n\n# kop\n- punt\n```",
    ],
)
def test_text_from_outside_has_no_power(name: str) -> None:
    """No link, image, emphasis, heading or HTML comes from what a product or its owner wrote."""
    report = replace(conform(), product=Product(name, name, "1"), command="")
    tokens = _tokens(summary.render(report))

    assert not {token.type for token in tokens} & {
        "link_open",
        "image",
        "strong_open",
        "em_open",
        "code_inline",
        "fence",
    }
    html = [token.content.strip() for token in tokens if token.type in ("html_block", "html_inline")]
    assert html == ["<details><summary>English</summary>", "</details>"]
    headings = [token for token in tokens if token.type == "heading_open"]
    bare = _tokens(summary.render(replace(conform(), command="")))
    assert len(headings) == len([each for each in bare if each.type == "heading_open"])


def test_what_is_shown_is_what_was_said() -> None:
    """Escaping loses nothing: the reader sees the very characters."""
    report = replace(conform(), product=Product(HOSTILE, "", ""))
    heading = next(token for token in _tokens(summary.render(report)) if token.type == "inline")

    shown = "".join(child.content for child in heading.children or ())
    assert shown == f"✓ {HOSTILE} is conform"


def test_a_value_stays_within_its_code_span() -> None:
    """Backticks in a value cannot end the span it stands in."""
    report = not_conform()
    finding = replace(report.findings[3], actual=both("`` ` <b>x</b> ```"))
    tokens = _tokens(summary.render(replace(report, findings=(finding,))))

    assert "`` ` <b>x</b> ```" in [token.content for token in tokens if token.type == "code_inline"]


def test_tables_keep_their_columns() -> None:
    """A bar in a name starts no new cell: every row has as many cells as the head above it."""
    report = not_conform()
    bars = Text("a | b \\| c", "a | b \\| c")
    rows = tuple(replace(row, title=bars) for row in report.requirements)
    lines = summary.render(replace(report, requirements=rows)).splitlines()
    bars_per_row = {each.count("|") for each in lines if each.startswith("|")}
    tokens = _tokens("\n".join(lines))
    cells = ["".join(part.content for part in token.children or ()) for token in tokens if token.type == "inline"]

    assert bars_per_row == {5, 8}
    assert cells.count("a | b \\| c") == 2 * len(rows)


def test_a_long_report_fits_a_build_summary() -> None:
    """GitHub refuses a summary above 1 MiB; ours stays far below however much went wrong."""
    report = not_conform()
    findings = tuple(replace(report.findings[3], requirement=f"PAR-{i}", actual=both("z" * 9_999)) for i in range(900))
    text = summary.render(replace(report, findings=findings, requirements=report.requirements * 900))

    assert len(text.encode()) < 100_000
    assert "… en nog 890" in text
    assert line("z" * 9_999, summary.LIMIT).text in text
