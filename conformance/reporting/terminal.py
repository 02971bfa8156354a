"""The report on one screen: the verdict first, then what to repair first, then the counts."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path

from conformance.model.finding import Finding
from conformance.model.report import ClassRow, Report
from conformance.model.text import Text
from conformance.model.verdict import Verdict
from conformance.reporting.overview import explanation, left_behind, notes, perhaps_left, place, product, requests_of
from conformance.reporting.repair import Repair, repairs
from conformance.reporting.visible import fitted, line, visible
from conformance.reporting.visible import width as width_of
from conformance.reporting.words import (
    ACTOR,
    CONFORMANT,
    LIKE,
    PERHAPS,
    RECORD,
    REQUEST,
    SYMBOL,
    VERDICT,
    WAITING,
    Language,
    class_verdict,
    count,
    duration,
    of,
)

#: The lines of one screen, and how many things to repair fit on it.
LINES = 40
REPAIRS = 5

_COLOUR = {Verdict.PASSED: "32", Verdict.FAILED: "31", Verdict.CANT_TELL: "33"}
_BOLD = "1"
#: So many classes are shown as they are.
_FEW = 4
#: What makes a class worth a line when only a part was tested.
_SEEN = (Verdict.PASSED, Verdict.FAILED, Verdict.CANT_TELL)


def render(report: Report, report_path: Path | str, width: int, colour: bool, language: Language) -> str:
    """At most 40 lines of at most `width` columns; escape codes only when `colour` is true."""
    screen = _Screen(max(width, 40), colour, language)
    for sentences, most in ((2, REPAIRS), (1, REPAIRS), (1, REPAIRS - 1)):
        top = [*_verdict(report, screen), *_repairs(report, screen, sentences, most)]
        bottom = _bottom(report, report_path, screen)
        room = LINES - len(top) - len(bottom)
        if room >= min(len(report.classes) + 2, 8):
            break
    return "\n".join([*top, *_classes(report, screen, room), *bottom])


class _Screen:
    """What every line needs to know: the columns, the language, whether there is colour."""

    def __init__(self, width: int, colour: bool, language: Language) -> None:
        self.width, self.colour, self.language = width, colour, language

    def say(self, nl: str, en: str) -> str:
        """The text in the language of the screen."""
        return nl if self.language == "nl" else en

    def text(self, text: Text) -> str:
        """The text in the language of the screen, without anything that a terminal would act on."""
        return line(of(text, self.language), 4 * self.width).text

    def fit(self, text: str, code: str = "") -> str:
        """One line that fits, in colour when that was asked for."""
        shown = fitted(line(text, 4 * self.width).text, self.width)
        return f"\x1b[{code}m{shown}\x1b[0m" if code and self.colour else shown

    def wrap(self, text: str, indent: str, most: int) -> list[str]:
        """The text on at most `most` lines that start with `indent`."""
        room = self.width - len(indent)
        lines = textwrap.wrap(text, room, max_lines=most, placeholder=" …", break_on_hyphens=False)
        return [indent + fitted(each, room) for each in lines]


def _verdict(report: Report, screen: _Screen) -> list[str]:
    verdict = LIKE[report.conformant]
    word = screen.text(CONFORMANT[report.conformant]).upper()
    by = f" ({report.product.supplier})" if report.product.supplier else ""
    what = screen.say("profiel", "profile")
    lines = [
        screen.fit(
            f"{SYMBOL[verdict]} {word}  {screen.text(product(report))}{by}, {what} {report.profile}",
            f"{_BOLD};{_COLOUR[verdict]}",
        ),
        *screen.wrap(screen.text(explanation(report)), "  ", 2),
    ]
    for note in notes(report)[:3]:
        lines += screen.wrap("! " + screen.text(note), "  ", 2)
    return lines


def _repairs(report: Report, screen: _Screen, sentences: int, most: int) -> list[str]:
    found = repairs(report)
    if not found:
        return []
    title = screen.say("Eerst herstellen", "Repair first")
    count = f" ({most} {screen.say('van', 'of')} {len(found)})" if len(found) > most else ""
    lines = ["", screen.fit(title + count, _BOLD)]
    for position, repair in enumerate(found[:most], start=1):
        lines += _repair(position, repair, screen, sentences)
    return lines


def _repair(position: int, repair: Repair, screen: _Screen, sentences: int) -> list[str]:
    first = repair.first
    waived = screen.say(", vrijgesteld", ", waived") if repair.waived else ""
    head = f"{position} {SYMBOL[first.verdict]} {first.requirement} [{screen.text(ACTOR[first.blame])}{waived}] "
    message = screen.wrap(head + screen.text(first.message), "  ", sentences)
    blocked = f"{screen.text(count(len(repair.blocked), *WAITING))} · " if repair.blocked else ""
    return [
        screen.fit(message[0], _COLOUR.get(first.verdict, "")),
        *("  " + each for each in message[1:]),
        *_compared(first, screen, sentences),
        *screen.wrap("→ " + screen.text(first.hint), "    ", sentences),
        screen.fit(f"    {blocked}{place(first.spot)}"),
    ]


def _compared(finding: Finding, screen: _Screen, lines: int) -> list[str]:
    """Expected and actual: on one line where they fit, else each on its own when there is room for that."""
    expected = f"{screen.say('verwacht', 'expected')}: {screen.text(finding.expected)}"
    actual = f"{screen.say('gekregen', 'actual')}: {screen.text(finding.actual)}"
    half = (screen.width - 7) // 2
    if lines > 1 and width_of(f"    {expected} · {actual}") > screen.width:
        return [screen.fit(f"    {expected}"), screen.fit(f"    {actual}")]
    if lines == 1:
        expected = fitted(expected, half)
    return [screen.fit(f"    {expected} · {actual}")]


def _classes(report: Report, screen: _Screen, room: int) -> list[str]:
    if not report.classes:
        return []
    most, shown = max(room - 3, 1), report.classes
    if report.narrowed and len(shown) > _FEW:
        shown = tuple(row for row in shown if any(row.counts.get(verdict) for verdict in _SEEN)) or shown
    rows = shown if len(shown) <= room - 2 else tuple(sorted(shown, key=_worst_first))[:most]
    name = max(len(row.capability.id) for row in rows)
    lines = ["", screen.fit(screen.say("Per klasse", "Per class"), _BOLD)]
    lines += [_class(row, screen, name) for row in rows]
    more = len(report.classes) - len(rows)
    if more:
        lines.append(screen.say(f"  … en {more} andere", f"  … and {more} more"))
    return lines


def _worst_first(row: ClassRow) -> int:
    return (False, None, True).index(row.conformant)


def _class(row: ClassRow, screen: _Screen, name: int) -> str:
    verdict, _ = class_verdict(row)
    counts = " · ".join(f"{row.counts[verdict]} {screen.text(VERDICT[verdict])}" for verdict in _told(row.counts))
    return screen.fit(f"  {SYMBOL[verdict]} {row.capability.id:<{name}}  {counts}", _COLOUR.get(verdict, ""))


def _told(counts: Mapping[Verdict, int]) -> list[Verdict]:
    order = (Verdict.PASSED, Verdict.FAILED, Verdict.CANT_TELL, Verdict.UNTESTED, Verdict.INAPPLICABLE)
    return [verdict for verdict in order if counts.get(verdict)]


def _bottom(report: Report, report_path: Path | str, screen: _Screen) -> list[str]:
    left, perhaps = len(left_behind(report)), len(perhaps_left(report))
    facts = (count(report.requests, *REQUEST), duration(report.seconds), Text(*[f"seed {report.seed}"] * 2))
    lines = [""]
    stayed = [screen.text(count(number, *noun)) for number, noun in ((left, RECORD), (perhaps, PERHAPS)) if number]
    if stayed:
        lines.append(screen.fit(f"! {' · '.join(stayed)}", _COLOUR[Verdict.CANT_TELL]))
    if report.contract:
        lines += screen.wrap(screen.text(requests_of(report.contract)), "", 2)
    lines.append(screen.fit(" · ".join(screen.text(fact) for fact in facts)))
    lines.append(f"{screen.say('Rapport', 'Report')}: {visible(str(report_path))}")
    return lines
