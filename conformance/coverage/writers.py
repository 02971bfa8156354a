"""Coverage as Markdown, CSV and JSON. Rendering is pure; the same suite gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from conformance.coverage.table import ALWAYS, CoverageRow, gaps
from conformance.model.requirement import Level


def as_markdown(rows: tuple[CoverageRow, ...]) -> str:
    """A table for people, with the totals first and the exceptions with their reasons last."""
    profiles = list(rows[0].applies) if rows else []
    lines = ["# Coverage", "", "Made by `conformance coverage`; a test fails when it is stale.", "", *_totals(rows), ""]
    lines += ["| requirement | level | title | scenarios | faults | " + " | ".join(profiles) + " |"]
    lines += ["|---" * (5 + len(profiles)) + "|"]
    for row in rows:
        each = row.requirement
        scenarios = len(row.scenarios) or ("every exchange" if each.id in ALWAYS else "–")
        cells = ["no" if row.applies[name] else "in part" if name in row.in_part else "yes" for name in profiles]
        lines.append(f"| {each.id} | {each.level} | {each.title.nl} | {scenarios} | {len(row.faults) or '–'} | "
                     + " | ".join(cells) + " |")  # fmt: skip
    return "\n".join([*lines, "", *_exceptions(rows)]) + "\n"


def _totals(rows: tuple[CoverageRow, ...]) -> list[str]:
    lines = []
    for level in Level:
        own = [row for row in rows if row.requirement.level is level]
        testable = [row for row in own if not row.requirement.not_tested and not all(row.applies.values())]
        whole = sum(not row.gaps for row in testable)
        lines.append(f"- {level}: {len(own)}, testable {len(testable)}, with scenario and fault {whole}")
    return lines


def _exceptions(rows: tuple[CoverageRow, ...]) -> list[str]:
    lines = ["## Not tested, and why", ""]
    for row in rows:
        if row.requirement.not_tested:
            lines.append(f"- {row.requirement.id}: {row.requirement.not_tested.en}")
        for profile, reason in row.applies.items():
            if reason:
                lines.append(f"- {row.requirement.id} in {profile}: {reason.en}")
    return [*lines, "", "## Gaps", "", *(f"- {gap}" for gap in gaps(rows, tuple(Level)) or ("none",))]


def as_csv(rows: tuple[CoverageRow, ...]) -> str:
    """One line per requirement, lists separated by spaces."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("requirement", "class", "level", "scenarios", "faults", "operations", "inapplicable in"))
    for row in rows:
        each = row.requirement
        unable = " ".join(name for name, reason in row.applies.items() if reason)
        writer.writerow((each.id, each.capability, each.level, " ".join(row.scenarios), " ".join(row.faults),
                         " ".join(row.operations), unable))  # fmt: skip
    return out.getvalue()


def as_json(rows: tuple[CoverageRow, ...]) -> str:
    """Everything, for machines."""
    data = [
        {
            "id": row.requirement.id, "class": row.requirement.capability, "level": row.requirement.level,
            "scenarios": row.scenarios, "faults": row.faults, "operations": row.operations, "gaps": row.gaps,
            "inapplicable": {name: reason.en for name, reason in row.applies.items() if reason},
            "in_part": [name for name in row.in_part if not row.applies[name]],
            "not_tested": row.requirement.not_tested.en if row.requirement.not_tested else None,
        }
        for row in rows
    ]  # fmt: skip
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def write(rows: tuple[CoverageRow, ...], folder: Path) -> None:
    """Write `coverage.md`, `coverage.csv` and `coverage.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("md", as_markdown(rows)), ("csv", as_csv(rows)), ("json", as_json(rows))):
        (folder / f"coverage.{name}").write_text(text, encoding="utf-8", newline="\n")
