"""The matrix as JSON, CSV and one HTML page. Rendering is pure."""

from __future__ import annotations

import csv
import io
import json
from importlib import resources
from pathlib import Path
from typing import Any

from conformance.proof.matrix import Fate, Matrix


def as_json(matrix: Matrix) -> str:
    """The whole matrix, with its totals."""
    rows = [
        {
            "fault": row.fault, "sentence": row.sentence, "fate": row.fate, "expected": row.expected,
            "failed": row.failed, "unsure": row.unsure, "missed": row.missed, "collateral": row.collateral,
            "kinds": row.kinds, "scenarios": row.scenarios, "error": row.error,
        }
        for row in matrix.rows
    ]  # fmt: skip
    return (
        json.dumps({"profile": matrix.profile, **totals(matrix), "faults": rows}, indent=1, ensure_ascii=False) + "\n"
    )


def totals(matrix: Matrix) -> dict[str, Any]:
    """The figures that people quote."""
    return {
        "sound": matrix.sound,
        "score": round(matrix.score, 4),
        "faults_total": len(matrix.rows),
        "killed": len(matrix.having(Fate.KILLED)),
        "survived": [row.fault for row in matrix.having(Fate.SURVIVED)],
        "beyond": [row.fault for row in matrix.having(Fate.BEYOND)],
        "collateral": [row.fault for row in matrix.collateral],
        "requirements_never_failed": list(matrix.untouched),
        "kinds_never_failed": list(matrix.idle_kinds),
        "seconds": matrix.seconds,
    }


def as_csv(matrix: Matrix) -> str:
    """One line per fault and requirement that was expected to fail, failed, or could not be told."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("fault", "requirement", "expected", "seen"))
    for row in matrix.rows:
        for name in sorted({*row.expected, *row.failed, *row.unsure}):
            seen = "failed" if name in row.failed else "cantTell" if name in row.unsure else "passed"
            writer.writerow((row.fault, name, "failed" if name in row.expected else "passed", seen))
    return out.getvalue()


def as_html(matrix: Matrix) -> str:
    """A page that a supplier can read: totals, what is wrong with the proof, and every fault."""
    from jinja2 import Environment, select_autoescape  # noqa: PLC0415 - only when a page is written

    source = resources.files("conformance").joinpath("proof/matrix.html").read_text(encoding="utf-8")
    environment = Environment(autoescape=select_autoescape(default=True), trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(source).render(matrix=matrix, totals=totals(matrix), Fate=Fate)


def write(matrix: Matrix, folder: Path) -> None:
    """Write `matrix.json`, `matrix.csv` and `matrix.html`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("json", as_json(matrix)), ("csv", as_csv(matrix)), ("html", as_html(matrix))):
        (folder / f"matrix.{name}").write_text(text, encoding="utf-8", newline="\n")
