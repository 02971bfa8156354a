"""The one place where a report reaches the disk."""

from __future__ import annotations

from pathlib import Path

from conformance.errors import UserError
from conformance.model.report import Report
from conformance.reporting import html, json_report, junit, summary


def write(report: Report, directory: Path) -> None:
    """Writes `report.json`, `index.html`, `junit.xml` and `summary.md` into `directory`, made when missing.

    Each file appears whole or not at all, and none is touched before all are rendered. A directory that
    cannot be written to is a `UserError`.
    """
    rendered = {
        "report.json": json_report.render(report),
        "index.html": html.render(report),
        "junit.xml": junit.render(report),
        "summary.md": summary.render(report),
    }
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for name, text in rendered.items():
            _replace(directory / name, text)
    except OSError as error:
        raise UserError(
            str(directory),
            f"the report cannot be written here: {error.strerror or error}",
            "choose a directory that you can write to and that has room",
        ) from error


def _replace(path: Path, text: str) -> None:
    """Puts `text` at `path` in one go: a reader sees the old file or the new one, never a half."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
