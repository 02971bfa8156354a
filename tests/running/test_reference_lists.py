"""A whole run on the reference lists: an API without pages, whose ids the consumer chooses."""

from __future__ import annotations

from pathlib import Path

from .runs import call

PROFILE = "vng-referentielijsten-00.00.06"


def test_the_reference_lists_are_conformant_in_both_phases(tmp_path: Path) -> None:
    """Nothing is left behind in lists that other people read, and what an API has no words for is said."""
    run = ("run", "--profile", PROFILE, "--class", "referentielijst", "--budget", "400", "--language", "en")
    ran = call(*run, "--quiet", "--output", tmp_path / "out", folder=tmp_path / "out")
    report = ran.report
    assert (ran.code, report["conformant"]) == (0, True), ran.out
    verdicts = {row["id"]: row["verdict"] for row in report["requirements"] if row["id"].startswith("REF")}
    assert set(verdicts.values()) == {"passed", "inapplicable"}
    assert {name for name, verdict in verdicts.items() if verdict == "inapplicable"} == {"REF-10", "REF-11"}
    assert report["residue"] == []
    assert report["contract"]["requests"] > 200


def test_a_fault_of_the_lists_is_found_by_a_run(tmp_path: Path) -> None:
    """The same run on a reference that keeps what it says it removed."""
    run = ("run", "--profile", PROFILE, "--class", "referentielijst", "--phase", "scenarios", "--quiet")
    ran = call(*run, "--fault", "verwijderen-zet-uit", "--output", tmp_path / "out", folder=tmp_path / "out")
    failed = {row["id"] for row in ran.report["requirements"] if row["verdict"] == "failed"}
    assert ran.code == 1
    assert failed == {"REF-06"}
