"""The options of pytest do with scenarios what they do with any test."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from running.runs import target
from running.servers import Product, Reference

from .conftest import Pytest

Target = tuple[Product, Path]


def outcomes(text: str) -> dict[str, int]:
    """The counts of the last line."""
    return {word: int(number) for number, word in re.findall(r"(\d+) (passed|failed|skipped|deselected)", text)}


def test_collecting_starts_nothing(good: Target, plain: Pytest) -> None:
    """Not a request, not a server; one item per scenario, its id as its name."""
    product, file = good
    found = plain("--target", file, "--collect-only", "-q", "-k", "status")
    assert found.returncode == 0, found.stdout
    assert "scenarios/interne-taak/status.yaml::interne-taak/status/te-verwerken" in found.stdout.splitlines()
    assert product.heard == []


def test_a_word_selects_scenarios_and_only_those_are_sent(good: Target, plain: Pytest) -> None:
    """With -k nothing else reaches the product."""
    product, file = good
    found = plain("--target", file, "-k", "zonder-status or zonder-actor", "-v")
    assert found.returncode == 0, found.stdout
    assert outcomes(found.stdout)["passed"] == found.stdout.count(" PASSED ") > 1
    bodies = [heard.body for heard in product.heard if heard.method == "POST" and "internetaken" in heard.target]
    assert bodies
    assert all(b'"status"' not in body or b'"toegewezenAanActor' not in body for body in bodies)


@pytest.mark.parametrize(("mark", "expected"), [("ITK_10", 2), ("ITK_10 and not must", 0), ("interne_taak and KCT_11", 0)])
def test_requirements_levels_and_classes_are_marks(
    mark: str, expected: int, good: Target, plain: Pytest
) -> None:
    """With -m, also under --strict-markers: a dash in a name becomes an underscore."""
    found = plain("--target", good[1], "-m", mark, "--strict-markers")
    assert outcomes(found.stdout).get("passed", 0) == expected
    assert found.returncode == (0 if expected else pytest.ExitCode.NO_TESTS_COLLECTED), found.stdout


def test_it_stops_after_the_first_failure_when_asked(bad: Target, plain: Pytest) -> None:
    """With -x; the rest of the run is stopped too, and leaves no data."""
    product, file = bad
    found = plain("--target", file, "-x")
    assert found.returncode == pytest.ExitCode.TESTS_FAILED
    assert outcomes(found.stdout)["failed"] == 1
    made = sum(heard.method == "POST" for heard in product.heard)
    gone = sum(heard.method == "DELETE" for heard in product.heard)
    assert 0 < made <= gone + 40
    assert "Traceback" not in found.stdout + found.stderr


def test_only_what_failed_last_time_is_run_again_when_asked(bad: Target, plain: Pytest) -> None:
    """With --lf."""
    product, file = bad
    once = plain("--target", file, where="interne-taak/status.yaml")
    first = outcomes(once.stdout)
    assert first["failed"] > 0
    sent = len(product.heard)
    again = plain("--target", file, "--lf", where="interne-taak/status.yaml")
    assert outcomes(again.stdout)["failed"] == first["failed"]
    assert "passed" not in outcomes(again.stdout)
    assert len(product.heard) > sent


def test_the_junit_file_names_scenarios_and_their_own_durations(plain: Pytest, tmp_path: Path) -> None:
    """Not the time that pytest waited: the scenarios ran at the same time, before the first one was reported."""
    reference = Reference()
    report, junit = tmp_path / "report", tmp_path / "junit.xml"
    with Product(reference.behave) as product:
        file = target(tmp_path, product.base_url)
        found = plain("--target", file, "--junitxml", junit, "--conformance-report", report, "-k", "status")
    assert found.returncode == 0, found.stdout
    cases = {case.get("name"): float(case.get("time", "0")) for case in ElementTree.parse(junit).iter("testcase")}
    rows = json.loads((report / "report.json").read_text(encoding="utf-8"))["scenarios"]
    assert set(cases) == {row["id"] for row in rows}
    for row in rows:
        assert row["seconds"] > 0
        assert row["seconds"] <= cases[row["id"]] + 0.002
    assert (report / "index.html").is_file()


def test_allure_results_have_unique_names_and_tell_failed_from_broken(
    plain: Pytest, tmp_path: Path
) -> None:
    """Failed is the product's; broken is what could not be judged."""
    results = tmp_path / "allure"
    with Product(Reference(["taak-tweede-bij-contact-geweigerd"]).behave) as product:
        file = target(tmp_path, product.base_url)
        found = plain("--target", file, "--alluredir", results, "-k", "klantcontact or status")
    assert found.returncode == pytest.ExitCode.TESTS_FAILED
    read = [json.loads(one.read_text(encoding="utf-8")) for one in results.glob("*-result.json")]
    names = [one["name"] for one in read]
    assert len(names) == len(set(names)) == sum(outcomes(found.stdout).get(w, 0) for w in ("passed", "failed"))
    assert all(name.startswith("interne-taak/") for name in names)
    assert len({one["historyId"] for one in read}) == len(read)
    assert {"passed", "failed"} <= {one["status"] for one in read}


def test_what_cannot_be_judged_is_broken_in_allure(plain: Pytest, tmp_path: Path) -> None:
    """The preparation was refused: nobody knows whether the product meets the requirement."""
    results = tmp_path / "allure"
    with Product(Reference(["taak-toelichting-verplicht"]).behave) as product:
        file = target(tmp_path, product.base_url)
        found = plain("--target", file, "--alluredir", results, where="interne-taak/op-verwerkt-zetten.yaml")
    assert found.returncode == pytest.ExitCode.TESTS_FAILED
    (one,) = [json.loads(one.read_text(encoding="utf-8")) for one in results.glob("*-result.json")]
    assert one["status"] == "broken"
    assert "ScenarioUndecided" in one["statusDetails"]["message"]


def test_workers_share_the_scenarios(good: Target, plain: Pytest) -> None:
    """With -n 2: every scenario once, each worker cleans up what it made."""
    product, file = good
    found = plain("--target", file, "-n", "2")
    listed = plain("--collect-only", "-q")
    assert found.returncode == 0, found.stdout
    assert outcomes(found.stdout)["passed"] == listed.stdout.count("::") > 20
    assert sum(heard.is_list for heard in product.heard) == 2


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "workers"])
def test_a_finding_beside_the_requirement_is_told_and_turns_the_exit_red(
    workers: tuple[str, ...], plain: Pytest, tmp_path: Path
) -> None:
    """A version header is missing everywhere: no scenario of interne taken fails on it, the run does."""
    with Product(Reference(["versieheader-ontbreekt"]).behave) as product:
        file = target(tmp_path, product.base_url)
        found = plain("--target", file, "-k", "status", *workers)
    assert set(outcomes(found.stdout)) <= {"passed", "deselected"}
    assert "also seen" in found.stdout
    assert re.search(r"^API-09: .*interne-taak/status\.yaml:\d+\)", found.stdout, re.MULTILINE)
    assert found.returncode == pytest.ExitCode.TESTS_FAILED


def test_the_reference_is_judged_when_there_is_no_target(plain: Pytest) -> None:
    """As `conformance run` does without an address."""
    found = plain("-q", where="interne-taak/status.yaml")
    assert found.returncode == 0, found.stdout
    assert outcomes(found.stdout)["passed"] > 1
