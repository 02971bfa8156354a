"""The matrix as JSON, CSV and one HTML page. Rendering is pure."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from conformance.model.text import Text
from conformance.proof.matrix import Fate, FaultRow, Matrix


def as_json(matrix: Matrix) -> str:
    """The whole matrix, with its totals: one fault per line, so that two matrices can be compared by eye."""
    head = json.dumps({"profile": matrix.profile, **totals(matrix)}, indent=1, ensure_ascii=False)
    rows = ",\n".join("  " + json.dumps(_row(row), ensure_ascii=False) for row in matrix.rows)
    return f'{head.removesuffix("}").rstrip()},\n "faults": [\n{rows}\n ]\n}}\n'


def _row(row: FaultRow) -> dict[str, Any]:
    told: dict[str, Any] = {
        "fault": row.fault, "fate": row.fate, "made": row.made, "sentence": _both(row.sentence),
        "expected": row.expected, "failed": row.failed, "contract_phase": row.by_contract if row.tried else None,
        "unsure": row.unsure, "missed": row.missed, "collateral": row.collateral, "kinds": row.kinds,
        "scenarios": row.scenarios, "explained": _both(row.explained), "error": row.error,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value not in ((), "", None)}


def _both(text: Text | None) -> dict[str, str] | None:
    return {"nl": text.nl, "en": text.en} if text else None


def totals(matrix: Matrix) -> dict[str, Any]:
    """The figures that people quote."""
    return {
        "sound": matrix.sound,
        "score": round(matrix.score, 4),
        "faults_total": len(matrix.rows),
        "faults_made_by_operators": sum(row.made for row in matrix.rows),
        "killed": len(matrix.having(Fate.KILLED)),
        "killed_only_by_contract_phase": sum(not set(row.expected) & set(row.failed) for row in _killed(matrix)),
        "tried_with_contract_phase": sum(row.tried for row in matrix.rows),
        "survived": [row.fault for row in matrix.having(Fate.SURVIVED)],
        "explained": [row.fault for row in matrix.having(Fate.EXPLAINED)],
        "silent": [row.fault for row in matrix.having(Fate.SILENT)],
        "beyond": [row.fault for row in matrix.having(Fate.BEYOND)],
        "musts_that_spare_a_fault": list(matrix.spared),
        "collateral_faults": len(matrix.collateral),
        "failed_nothing_else": sum(not row.collateral and not row.unsure for row in _killed(matrix)),
        "requirements_never_failed": list(matrix.untouched) if matrix.whole else None,
        "kinds_never_failed": list(matrix.idle_kinds) if matrix.whole else None,
        "mistakes": list(matrix.mistakes),
        "seconds": matrix.seconds,
    }


def _killed(matrix: Matrix) -> tuple[FaultRow, ...]:
    return matrix.having(Fate.KILLED)


def by_operator(matrix: Matrix) -> Iterator[tuple[str, int, int, int]]:
    """For the catalogue (no name) and for each operator: faults, killed, killed by the contract phase alone."""
    groups: dict[str, list[FaultRow]] = {}
    for row in matrix.rows:
        groups.setdefault(row.fault.partition(":")[0] if row.made else "", []).append(row)
    for name, rows in groups.items():
        killed = [row for row in rows if row.fate is Fate.KILLED]
        yield name, len(rows), len(killed), sum(not set(row.expected) & set(row.failed) for row in killed)


def as_csv(matrix: Matrix) -> str:
    """One line per fault and requirement that was expected to fail, failed, or could not be told."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("fault", "requirement", "expected", "seen"))
    for row in matrix.rows:
        for name in sorted({*row.expected, *row.seen, *row.unsure}):
            seen = "failed" if name in row.seen else "cantTell" if name in row.unsure else "passed"
            writer.writerow((row.fault, name, "failed" if name in row.expected else "passed", seen))
    return out.getvalue()


def as_html(matrix: Matrix) -> str:
    """A page that a supplier can read: totals, what is wrong with the proof, and every fault."""
    from jinja2 import Environment, select_autoescape  # noqa: PLC0415 - only when a page is written

    source = resources.files("conformance").joinpath("proof/matrix.html").read_text(encoding="utf-8")
    environment = Environment(autoescape=select_autoescape(default=True), trim_blocks=True, lstrip_blocks=True)
    page = environment.from_string(source)
    return page.render(matrix=matrix, totals=totals(matrix), groups=list(by_operator(matrix)), Fate=Fate)


def write(matrix: Matrix, folder: Path) -> None:
    """Write `matrix.json`, `matrix.csv` and `matrix.html`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("json", as_json(matrix)), ("csv", as_csv(matrix)), ("html", as_html(matrix))):
        (folder / f"matrix.{name}").write_text(text, encoding="utf-8", newline="\n")
