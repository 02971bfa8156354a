"""Writing the report: four whole files, or none."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from conformance.errors import UserError
from conformance.model.report import Report
from conformance.reporting import write

from .hostile import not_conform
from .samples import conform

NAMES = ["index.html", "junit.xml", "report.json", "summary.md"]


def test_it_writes_four_files_into_a_new_directory(tmp_path: Path, sample: Report) -> None:
    """Nothing else is left beside them, and all are UTF-8 with plain line ends."""
    directory = tmp_path / "een" / "twee"
    write(sample, directory)

    assert sorted(path.name for path in directory.iterdir()) == NAMES
    for name in NAMES:
        content = (directory / name).read_bytes()
        assert b"\r" not in content
        assert content.decode("utf-8").endswith("\n")


def test_an_older_report_is_replaced_whole(tmp_path: Path) -> None:
    """A reader who has the old file open, or reads meanwhile, never sees a half."""
    write(not_conform(), tmp_path)
    whole = {(tmp_path / "report.json").read_text("utf-8")}
    write(conform(), tmp_path)
    whole.add((tmp_path / "report.json").read_text("utf-8"))
    done, seen = threading.Event(), set()

    def look() -> None:
        while not done.is_set():
            seen.add((tmp_path / "report.json").read_text("utf-8"))

    reader = threading.Thread(target=look)
    reader.start()
    try:
        for _ in range(20):
            write(not_conform(), tmp_path)
            write(conform(), tmp_path)
    finally:
        done.set()
        reader.join()
    assert seen
    assert seen <= whole


def test_a_report_that_cannot_be_rendered_leaves_the_old_one_alone(tmp_path: Path) -> None:
    """All is rendered before anything is written."""
    write(conform(), tmp_path)
    before = {name: (tmp_path / name).read_bytes() for name in NAMES}

    with pytest.raises(AttributeError):
        write(replace(not_conform(), scenarios=(None,)), tmp_path)  # type: ignore[arg-type]
    assert {name: (tmp_path / name).read_bytes() for name in NAMES} == before


def test_a_place_that_cannot_be_written_to_is_told_as_a_mistake(tmp_path: Path) -> None:
    """Where, what and what to do; no traceback, no litter."""
    blocked = tmp_path / "bestand"
    blocked.write_text("in de weg", encoding="utf-8")

    with pytest.raises(UserError) as caught:
        write(conform(), blocked)
    assert caught.value.where == str(blocked)
    assert caught.value.fix


def test_a_file_that_cannot_be_replaced_leaves_no_litter(tmp_path: Path) -> None:
    """When the last step fails, the unfinished file goes too."""
    (tmp_path / "summary.md").mkdir()

    with pytest.raises(UserError):
        write(conform(), tmp_path)
    assert not list(tmp_path.glob(".*"))
