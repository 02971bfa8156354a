"""`conformance rejudge` and `conformance report`: a recorded run becomes a report again, without network."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path

from conformance import __version__
from conformance.commands.summary import conclude
from conformance.composing import compose
from conformance.errors import Place, UserError
from conformance.evidence import NAME, Record, read_log
from conformance.model.report import Report
from conformance.plan import load_basis


def run(options: Namespace) -> int:
    """Judge the log in a folder; says which verdicts differ from the report that lies there."""
    folder = Path(options.folder)
    record = _read(folder)
    report = _composed(record, options.profile, folder / NAME)
    before = _verdicts(folder / "report.json")
    code = conclude(report, Path(options.output) if options.output else folder, options.language)
    now = {row.id: str(row.verdict) for row in report.requirements}
    for name in sorted(before.keys() & now.keys()):
        if before[name] != now[name]:
            print(f"{name}: was {before[name]}, is now {now[name]}", file=sys.stderr)
    return code


def _read(folder: Path) -> Record:
    record = read_log(folder / NAME)
    if record.complete and not record.intact:
        raise UserError(
            Place(folder / NAME),
            "the log was changed after the run: its checksum does not match",
            "use the original log; a changed one proves nothing",
        )
    return record


def _composed(record: Record, profile: str | None, file: Path) -> Report:
    try:
        return compose(record, load_basis(profile or record.events[0]["profile"]["id"]), __version__)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        if record.intact:
            raise
        what = f"the log cannot be understood ({type(error).__name__}: {error})"
        raise UserError(Place(file), what, "the log was damaged; use the original") from None


def _verdicts(file: Path) -> dict[str, str]:
    """Verdicts by requirement in an earlier report; none when there is no readable one."""
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))["requirements"]
        return {row["id"]: row["verdict"] for row in rows}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
