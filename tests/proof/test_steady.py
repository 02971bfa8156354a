"""Runs without any fault: the record says what was run and what it found, and one finding is enough to fail."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from conformance.embedded import reference_target
from conformance.proof import steady as module
from conformance.proof.steady import plan_of, steady

PROFILE = "vng-referentielijsten-00.00.06"


def record(folder: Path) -> dict[str, Any]:
    """What the runs left behind."""
    told: dict[str, Any] = json.loads((folder / "steady.json").read_text(encoding="utf-8"))
    return told


def test_fifty_runs_have_every_speed_five_times_and_the_contract_phase_once_at_each() -> None:
    """From one scenario at a time to thirty-two."""
    plans = [plan_of(seed) for seed in range(1, 51)]
    assert set(Counter(speed for speed, _ in plans).values()) == {5}
    assert sorted(speed for speed, phases in plans if "contract" in phases) == [1, 2, 3, 4, 6, 8, 12, 16, 24, 32]


def test_a_reference_without_faults_gives_a_clean_record(tmp_path: Path) -> None:
    """Every run has a seed, a speed and an order of its own."""
    said: list[str] = []
    assert steady(PROFILE, 3, tmp_path, said.append) == 0
    told = record(tmp_path)
    assert (told["profile"], told["runs"], told["clean"]) == (PROFILE, 3, 3)
    assert told["requests"] > 1000
    assert len({(run["seed"], run["concurrency"], run["first"]) for run in told["each"]}) == 3
    assert all(not run["findings"] and not run["left_behind"] for run in told["each"])
    assert said[-1] == "3/3 seed 3, 4 at once: clean"


def test_a_defect_shows_in_the_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise fifty clean runs would say nothing."""
    monkeypatch.setattr(module, "reference_target", lambda profile: reference_target(profile, ("lijstnaam-afgekapt",)))
    assert steady(PROFILE, 1, tmp_path, lambda _line: None) == 1
    told = record(tmp_path)
    assert told["clean"] == 0
    assert told["each"][0]["findings"]
