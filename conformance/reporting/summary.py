"""The report as GitHub-flavoured Markdown for the summary of a build: Dutch, with English folded below it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from conformance.model.report import Report
from conformance.model.text import Text
from conformance.model.verdict import Verdict
from conformance.reporting.overview import (
    SUITE,
    explanation,
    headline,
    left_behind,
    notes,
    perhaps_left,
    place,
    requests_of,
)
from conformance.reporting.repair import Repair, repairs
from conformance.reporting.visible import line, visible
from conformance.reporting.words import (
    ACTOR,
    LIKE,
    SYMBOL,
    VERDICT,
    Language,
    class_verdict,
    duration,
    moment,
    of,
)

#: How many things to mend are written out, and how many requirements are listed.
REPAIRS = 10
REQUIREMENTS = 50

#: Longest piece of text from a product, in characters.
LIMIT = 300

_SHOWN = (Verdict.PASSED, Verdict.FAILED, Verdict.CANT_TELL, Verdict.UNTESTED, Verdict.INAPPLICABLE)


def render(report: Report) -> str:
    """The summary in both languages, ending with a line break."""
    english = _summary(report, "en")
    return f"{_summary(report, 'nl')}\n<details><summary>English</summary>\n\n{english}\n</details>\n"


def _summary(report: Report, language: Language) -> str:
    parts = [
        f"## {SYMBOL[LIKE[report.conformant]]} {_md(of(headline(report), language))}",
        _md(of(explanation(report), language)),
        *(f"> {_md(of(note, language))}" for note in notes(report)),
        _repairs(report, language),
        _classes(report, language),
        _requirements(report, language),
        _residue(report, language),
        _perhaps(report, language),
        _again(report, language),
        _facts(report, language),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _repairs(report: Report, language: Language) -> str:
    found = repairs(report)
    if not found:
        return ""
    title = Text("Eerst herstellen", "Repair first")
    lines = [f"### {of(title, language)}", ""]
    for position, repair in enumerate(found[:REPAIRS], start=1):
        lines += _repair(position, repair, language)
    more = len(found) - REPAIRS
    if more > 0:
        lines += [
            "",
            of(Text(f"… en nog {more}, zie `index.html`.", f"… and {more} more, see `index.html`."), language),
        ]
    return "\n".join(lines)


def _repair(position: int, repair: Repair, language: Language) -> list[str]:
    first = repair.first
    waived = Text(" (vrijgesteld)", " (waived)") if repair.waived else Text("", "")
    head = f"{SYMBOL[first.verdict]} **{_md(first.requirement)}** {_md(of(first.message, language))}"
    points = [
        (Text("verwacht", "expected"), _code(of(first.expected, language))),
        (Text("gekregen", "actual"), _code(of(first.actual, language))),
        (Text("herstel", "repair"), _md(of(first.hint, language))),
        (Text("waar", "where"), _code(place(first.spot))),
    ]
    if repair.blocked:
        points.append((Text("hierop wachten", "waiting for this"), _md(", ".join(repair.blocked))))
    mark = f"{position}. "
    lines = [f"{mark}{head} · {of(ACTOR[first.blame], language)}{of(waived, language)}"]
    return lines + [f"{' ' * len(mark)}- {of(name, language)}: {said}" for name, said in points]


def _classes(report: Report, language: Language) -> str:
    if not report.classes:
        return ""
    heads = [of(Text("klasse", "class"), language), of(Text("oordeel", "verdict"), language)]
    heads += [of(VERDICT[verdict], language) for verdict in _SHOWN]
    rows = [
        [
            _md(row.capability.id),
            f"{SYMBOL[class_verdict(row)[0]]} {of(class_verdict(row)[1], language)}",
            *(str(row.counts.get(verdict, 0)) for verdict in _SHOWN),
        ]
        for row in report.classes
    ]
    title = of(Text("Per klasse", "Per class"), language)
    return f"### {title}\n\n{_table(heads, rows, numbers=len(_SHOWN))}"


def _requirements(report: Report, language: Language) -> str:
    """The mandatory requirements that failed or could not be judged; the rest is in the other formats."""
    bad = [row for row in report.requirements if row.verdict in (Verdict.FAILED, Verdict.CANT_TELL)]
    if not bad:
        return ""
    heads = Text("eis|titel|oordeel|aan zet", "requirement|title|verdict|to act")
    rows = [
        [
            _md(row.id),
            _md(of(row.title, language)),
            f"{SYMBOL[row.verdict]} {of(VERDICT[row.verdict], language)}",
            of(ACTOR[row.blame], language) if row.blame else "",
        ]
        for row in bad[:REQUIREMENTS]
    ]
    more = len(bad) - REQUIREMENTS
    tail = of(Text(f"\n\n… en nog {more}.", f"\n\n… and {more} more."), language) if more > 0 else ""
    title = of(Text("Eisen die aandacht vragen", "Requirements that need attention"), language)
    return f"### {title}\n\n{_table(of(heads, language).split('|'), rows)}{tail}"


def _residue(report: Report, language: Language) -> str:
    left = left_behind(report)
    if not left:
        return ""
    title = Text(f"Achtergebleven testgegevens: {len(left)}", f"Test data left behind: {len(left)}")
    lines = [f"- {_md(made.record)} {_code(made.id)}: {_md(of(made.reason, language))}" for made in left[:REPAIRS]]
    return f"### {of(title, language)}\n\n" + "\n".join(lines)


def _perhaps(report: Report, language: Language) -> str:
    found = perhaps_left(report)
    if not found:
        return ""
    title = Text(
        f"Misschien achtergebleven: {len(found)}; zoek op deze waarden",
        f"Perhaps left behind: {len(found)}; search for these values",
    )
    lines = [
        f"- {_md(made.record)}: {_md(of(made.reason, language))}"
        + "".join(f"; {_md(name)} {_code(value)}" for name, value in made.marks)
        for made in found[:REPAIRS]
    ]
    return f"### {of(title, language)}\n\n" + "\n".join(lines)


def _again(report: Report, language: Language) -> str:
    if not report.command:
        return ""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", report.command)), default=0))
    title = of(Text("Deze ronde herhalen", "Repeat this run"), language)
    return f"### {title}\n\n{fence}sh\n{visible(report.command)}\n{fence}"


def _facts(report: Report, language: Language) -> str:
    facts = [
        f"{SUITE} {report.suite_version}",
        f"{of(Text('profiel', 'profile'), language)} {report.profile}",
        f"seed {report.seed}",
        of(moment(report.started), language),
        of(duration(report.seconds), language),
    ]
    if report.contract:
        facts.append(of(requests_of(report.contract), language))
    return _md(" · ".join(facts))


def _table(heads: list[str], rows: Iterable[list[str]], numbers: int = 0) -> str:
    marks = ["---"] * (len(heads) - numbers) + ["--:"] * numbers
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [heads, marks, *rows])


def _md(text: str) -> str:
    """Text without any power in Markdown or HTML: no links, no images, no markup, on one line."""
    shown = line(text, LIMIT)
    safe = shown.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    safe = re.sub(r"([\\`*_{}\[\]()#+!~$])", r"\\\1", safe).replace("|", "&#124;")
    return safe + ("…" if shown.cut else "")


def _code(text: str) -> str:
    """Text in a code span that it cannot end, with an ellipsis when it was cut."""
    shown = line(text, LIMIT)
    fence = "`" * (max((len(run) for run in re.findall("`+", shown.text)), default=0) + 1)
    inner = shown.text + ("…" if shown.cut else "")
    return f"{fence} {inner} {fence}" if "`" in inner else f"`{inner or ' '}`"
