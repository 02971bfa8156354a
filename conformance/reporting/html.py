"""The report for people: one HTML file that needs nothing else, in Dutch and English.

Both languages are in the document and a pair of radio buttons chooses between them, so the report reads
without JavaScript. A content security policy that names the hashes of the only style and script stands
behind the escaping: should markup of a product ever get through, it still would not run or load anything.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from conformance.model.exchange import Pairs, Request
from conformance.model.finding import Finding
from conformance.model.report import EvidenceItem, Report, RequirementRow, ScenarioRow
from conformance.model.text import Text
from conformance.model.verdict import Verdict
from conformance.reporting import overview, visible, words
from conformance.reporting.repair import Repair, by_actor, repairs, unstable

#: Longest shown text in characters: of a body, a sentence, a value or a header, a command, a title.
BODY_LIMIT = 4_000
TEXT_LIMIT = 1_500
TITLE_LIMIT = 150
VALUE_LIMIT = 600
COMMAND_LIMIT = 6_000

#: How many things to repair stand open per party that has to act; the rest is there, folded.
MOST_CARDS = 12

#: How many more exchanges a repair points at besides the one that shows it; `report.json` has them all.
OTHERS = 4

_ATTENTION = frozenset({Verdict.FAILED, Verdict.CANT_TELL})


@dataclass(frozen=True, slots=True)
class _Card:
    """A repair with the exchange that shows it, unless an earlier card does; numbers of others; how many more."""

    position: int
    repair: Repair
    exchange: EvidenceItem | None
    others: tuple[int, ...]
    more: int


@dataclass(frozen=True, slots=True)
class _Group:
    """The rows of one capability, with the number of rows per verdict that occurs."""

    name: str
    rows: tuple[Any, ...]
    tally: tuple[tuple[Verdict, int], ...]
    attention: bool


def render(report: Report) -> str:
    """The report as an HTML document, ending with a line break."""
    # The only markup that is not escaped: our own two files.
    style, script = Markup(_asset("report.css")), Markup(_asset("report.js"))  # noqa: S704
    found = repairs(report)
    cards, rest = _cards(report, found)
    page = (
        _environment()
        .get_template("report.html.j2")
        .render(
            report=report,
            style=style,
            script=script,
            policy=_policy(style, script),
            actors=[(blame, [cards[id(repair)] for repair in its]) for blame, its in by_actor(found)],
            waived=[cards[id(repair)] for repair in found if repair.waived],
            evidence=rest,
            requirements=_groups(report.requirements),
            scenarios=_groups(report.scenarios),
            wavering=[row for row in report.scenarios if row.unstable],
            unstable=unstable(report),
            known={*(row.id for row in report.requirements), *(row.id for row in report.scenarios)},
        )
    )
    return page + "\n"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("conformance.reporting"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {
        "both": both,
        "line": line,
        "told": told,
        "plainly": visible.visible,
        "plain": plain,
        "sentence": words.sentence,
        "anchor": anchor,
        "number": words.number,
        "duration": words.duration,
        "moment": words.moment,
        "place": overview.place,
        "target": target,
        "headers": headers,
        "body": lambda data: visible.body(data, BODY_LIMIT),
    }
    environment.globals |= {"say": say, "words": words, "overview": overview, "verdicts": tuple(Verdict)}
    environment.globals |= {"command_limit": COMMAND_LIMIT, "suite": overview.SUITE, "most": MOST_CARDS}
    return environment


def _asset(name: str) -> str:
    return resources.files("conformance.reporting").joinpath("templates", name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    """A policy that allows this style and this script and forbids everything else."""
    rules = (
        "default-src 'none'",
        f"style-src '{_hash(style)}'",
        f"script-src '{_hash(script)}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(rules)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def both(text: Text) -> Markup:
    """A text in both languages, of which the style shows one; once when they are the same."""
    if text.nl == text.en:
        return line(text.nl, TEXT_LIMIT)
    return say(line(text.nl, TEXT_LIMIT), line(text.en, TEXT_LIMIT))


def told(text: Text, limit: int = VALUE_LIMIT) -> Markup:
    """A value; where the suite's own words stand in it, in both languages."""
    if text.nl == text.en:
        return line(text.nl, limit)
    return say(line(text.nl, limit), line(text.en, limit))


def say(nl: str, en: str) -> Markup:
    """What the page says, in both languages."""
    if nl == en:
        return escape(nl)
    return Markup('<span lang="nl">{}</span><span lang="en">{}</span>').format(nl, en)


def plain(text: str) -> str:
    """A short text from outside for places that cannot hold markup."""
    return visible.line(text, TITLE_LIMIT).text


def line(text: str, limit: int = VALUE_LIMIT) -> Markup:
    """A text from outside on one line, with a note when it was cut."""
    shown = visible.line(text, limit)
    return escape(shown.text) + (note(shown) if shown.cut else "")


def note(shown: visible.Shown) -> Markup:
    """How much of a text is shown."""
    part, total = words.number(shown.shown), words.number(shown.total)
    said = say(f"ingekort: {part.nl} van {total.nl} tekens", f"cut: {part.en} of {total.en} characters")
    return Markup(' <span class="note">[{}]</span>').format(said)


def anchor(name: str) -> str:
    """A name as part of an HTML id."""
    return re.sub("[^A-Za-z0-9]+", "-", name).strip("-")


def target(request: Request) -> str:
    """Path and query as a person reads them."""
    query = "&".join(f"{name}={value}" for name, value in request.query)
    return request.path + (f"?{query}" if query else "")


def headers(pairs: Pairs) -> list[tuple[Markup, Markup]]:
    """Names and values of headers, each on its own line."""
    return [(line(name), line(value)) for name, value in pairs]


def _cards(report: Report, found: Iterable[Repair]) -> tuple[dict[int, _Card], list[EvidenceItem]]:
    """A card per repair, and the other exchanges that cards point at. Every exchange is on the page once."""
    items = {item.number: item for item in report.evidence}
    cards, held, wanted = {}, set[int](), set[int]()
    for position, repair in enumerate(found, start=1):
        shows = repair.first.exchanges[-1] if repair.first.exchanges else -1
        exchange = None if shows in held else items.get(shows)
        others = [
            number for number in _numbers(repair.findings) if number in items and (number != shows or not exchange)
        ]
        cards[id(repair)] = _Card(position, repair, exchange, tuple(others[:OTHERS]), len(others[OTHERS:]))
        held.add(shows)
        wanted.update(others[:OTHERS])
    return cards, [item for item in report.evidence if item.number in wanted - held]


def _numbers(findings: Iterable[Finding]) -> tuple[int, ...]:
    """All exchanges of the first finding, and of the others only the one that shows it."""
    first, *rest = findings
    return tuple(dict.fromkeys([*reversed(first.exchanges), *(n for each in rest for n in each.exchanges[-1:])]))


def _groups(rows: Iterable[RequirementRow | ScenarioRow]) -> list[_Group]:
    """Rows per capability, in the order in which the capabilities turn up."""
    named: dict[str, list[RequirementRow | ScenarioRow]] = {}
    for row in rows:
        name = row.capability if isinstance(row, RequirementRow) else row.id.split("/")[0]
        named.setdefault(name, []).append(row)
    return [_group(name, tuple(its)) for name, its in named.items()]


def _group(name: str, rows: tuple[RequirementRow | ScenarioRow, ...]) -> _Group:
    verdicts = [row.verdict for row in rows]
    tally = tuple((verdict, verdicts.count(verdict)) for verdict in Verdict if verdict in verdicts)
    return _Group(name, rows, tally, any(verdict in _ATTENTION for verdict in verdicts))
