"""Scenarios stay small enough to read, and their ids stay what they are: others keep lists of them."""

from __future__ import annotations

import os
from pathlib import Path

from .shipped import FILES, short, suite

IDS = Path(__file__).parent / "ids.txt"


def test_a_scenario_has_few_steps() -> None:
    """Starting situation included."""
    assert not {name: len(one.steps) for name, one in suite().scenarios.items() if len(one.steps) >= 40}


def test_a_scenario_fits_on_a_screen() -> None:
    """Most within 25 lines; a whole case from practice may take more, but none is a story."""
    lines = {short(file): len(file.read_text(encoding="utf-8").splitlines()) for file in FILES}
    long = {name: count for name, count in lines.items() if count > 25}
    assert len(long) < len(lines) / 10, long
    assert not {name: count for name, count in lines.items() if count > 80}


def test_the_ids_of_scenarios_are_stable() -> None:
    """An id that goes away breaks lists of known failures (REWRITE_IDS=yes writes the list: read what changed)."""
    now = "".join(f"{name}\n" for name in sorted(suite().scenarios))
    if os.environ.get("REWRITE_IDS") == "yes":
        IDS.write_text(now, encoding="utf-8")
    known, found = set(IDS.read_text(encoding="utf-8").split()), set(suite().scenarios)
    assert not known - found, "these ids are gone"
    assert not found - known, "these ids are new: add them to the list"


def test_an_id_can_be_used_everywhere() -> None:
    """On a command line, in a file name, in an address, and in every format of the report."""
    allowed = set("abcdefghijklmnopqrstuvwxyz0123456789-/")
    assert not [name for name in suite().scenarios if set(name) - allowed or len(name) > 120]
    assert len({name.lower() for name in suite().scenarios}) == len(suite().scenarios)
