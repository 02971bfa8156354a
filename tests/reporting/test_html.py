"""The page as a document: whole, in two languages, closed to the outside, with no dead links."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

from conformance.model.exchange import Request, Response
from conformance.model.report import Report
from conformance.reporting import html

from .hostile import not_conform
from .samples import HOSTILE, NO_CHANGES, conform, item

VOID = {"meta", "link", "input", "br", "hr"}


class Page(HTMLParser):
    """Every start tag with its attributes, and whether all tags are closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keeps the tag."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Closes the innermost tag, which must be this one."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keeps the text."""
        self.text += data

    def all(self, name: str) -> list[dict[str, str | None]]:
        """The attributes of every tag of that name."""
        return [attributes for tag, attributes in self.tags if tag == name]


def test_the_page_is_well_formed(sample: Report) -> None:
    """Every tag is closed where it should be; there is one h1, one main, one style and one script."""
    page = Page(html.render(sample))

    assert page.open == []
    assert [len(page.all(tag)) for tag in ("h1", "main", "style", "script", "header", "nav")] == [1] * 6


def test_ids_are_unique_and_every_link_within_the_page_arrives(sample: Report) -> None:
    """A finding leads to its requirement, a requirement to its scenarios, and so on."""
    page = Page(html.render(sample))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    within = [link["href"] for link in page.all("a") if (link["href"] or "").startswith("#")]

    assert len(ids) == len(set(ids))
    assert within
    assert {(href or "")[1:] for href in within} <= set(ids)


def test_nothing_comes_from_elsewhere(sample: Report) -> None:
    """No tag loads anything, no link leaves the directory, and the policy forbids the rest."""
    page = Page(html.render(sample))
    addresses = [
        value or "" for _, attributes in page.tags for name, value in attributes.items() if name in ("src", "href")
    ]
    policy = next(each["content"] or "" for each in page.all("meta") if "http-equiv" in each)

    assert {each for each in addresses if not each.startswith("#")} == {
        "data:,",
        "report.json",
        "junit.xml",
        "summary.md",
    }
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_both_languages_say_equally_much(sample: Report) -> None:
    """For every Dutch piece there is an English one."""
    spans = [span.get("lang") for span in Page(html.render(sample)).all("span")]

    assert spans.count("nl") == spans.count("en") > 50


def test_tables_have_captions_and_scoped_heads(sample: Report) -> None:
    """Assistive technology can say to what a cell belongs."""
    page = Page(html.render(sample))

    assert len(page.all("table")) == len(page.all("caption"))
    assert all(head.get("scope") in ("col", "row") for head in page.all("th"))


def test_what_a_requirement_was_not_judged_by_stands_with_it() -> None:
    """The scenario, with the profile's reason; the link leads to the scenario."""
    page = html.render(conform())
    cell = page.partition('id="requirement-KCT-11"')[2].partition("</tr>")[0]
    assert "judged in part, without" in cell
    assert "1 scenario" in cell
    assert NO_CHANGES.nl in cell
    assert '<li><a href="#scenario-klantcontact-blijft-staan"' in cell
    assert "judged in part" not in page.partition('id="requirement-KCT-01"')[2].partition("</tr>")[0]


def test_markup_from_a_product_is_text() -> None:
    """The tags of the hostile answer are characters on the page."""
    page = Page(html.render(not_conform()))

    assert not page.all("img")
    assert "injected" not in [attributes.get("id") for _, attributes in page.tags]
    assert HOSTILE in page.text


def test_no_character_on_the_page_is_hidden() -> None:
    """Neither in what findings say nor in the messages."""
    text = html.render(not_conform())

    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]", text
    )
    assert "[U+202E]" in text
    assert "[byte FF]" in text


def test_a_huge_body_is_cut_with_a_note() -> None:
    """The note gives both numbers, in both languages."""
    text = html.render(not_conform())

    assert "x" * html.BODY_LIMIT in text
    assert "x" * (html.BODY_LIMIT + 1) not in text
    assert ">4.000</span>" in text
    assert ">250.000</span>" in text


def test_a_command_is_whole_or_not_there() -> None:
    """Half a command would repeat another request."""
    long = item(1, Request("POST", "/partijen", body=b"\xff" * 9_000), Response(200))
    text = html.render(replace(conform(), evidence=(long,)))

    assert "printf" not in text
    assert "report.json" in text
