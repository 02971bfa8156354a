"""The options of pytest do with scenarios what they do with any test."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

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
    assert found.code == 0, found.out
    assert any(line.endswith("status.yaml::interne-taak/status/te-verwerken") for line in found.out.splitlines())
    assert product.heard == []


def test_a_word_selects_scenarios_and_only_those_are_sent(good: Target, plain: Pytest) -> None:
    """With -k nothing else reaches the product: all there is of interne taken is what this scenario asks for."""
    product, file = good
    found = plain("--target", file, "-k", "zonder-status", "-v")
    assert found.code == 0, found.out
    assert outcomes(found.out)["passed"] == found.out.count("PASSED") == 1
    bodies = [heard.body for heard in product.heard if heard.method == "POST" and "internetaken" in heard.target]
    assert bodies
    assert sum(heard.is_list for heard in product.heard) == 1
    assert len(product.heard) < 16


@pytest.mark.parametrize(
    ("mark", "some"), [("ITK_09 and interne_taak and must", True), ("ITK_09 and not must", False), ("KCT_11", False)]
)
def test_requirements_levels_and_classes_are_marks(mark: str, some: bool, good: Target, plain: Pytest) -> None:
    """With -m, also under --strict-markers: a dash in a name becomes an underscore."""
    found = plain("--target", good[1], "-m", mark, "--strict-markers", where="interne-taak/status.yaml")
    assert outcomes(found.out).get("passed", 0) == (2 if some else 0)
    assert found.code == (0 if some else pytest.ExitCode.NO_TESTS_COLLECTED), found.out


def test_it_stops_after_the_first_failure_when_asked(bad: Target, plain: Pytest) -> None:
    """With -x; what runs in the background is stopped too, and all data is removed."""
    product, file = bad
    found = plain("--target", file, "-x")
    assert found.code == pytest.ExitCode.TESTS_FAILED
    assert outcomes(found.out)["failed"] == 1
    assert product.heard
    assert "Traceback" not in found.out


def test_only_what_failed_last_time_is_run_again_when_asked(bad: Target, plain: Pytest) -> None:
    """With --lf."""
    _, file = bad
    first = outcomes(plain("--target", file, "-k", "tijdstip or zonder").out)
    assert first["failed"] > 1
    assert first["passed"] > 1
    again = outcomes(plain("--target", file, "-k", "tijdstip or zonder", "--lf").out)
    assert again["failed"] == first["failed"]
    assert "passed" not in again


def test_the_junit_file_names_scenarios_and_their_own_durations(good: Target, plain: Pytest, tmp_path: Path) -> None:
    """Not the time that pytest waited: the scenarios ran at the same time, before the first one was reported."""
    report, junit = tmp_path / "report", tmp_path / "junit.xml"
    found = plain("--target", good[1], "--junitxml", junit, "--conformance-report", report, "-k", "status")
    assert found.code == 0, found.out
    cases = {case.get("name"): float(case.get("time", "0")) for case in ET.parse(junit).iter("testcase")}
    rows = json.loads((report / "report.json").read_text(encoding="utf-8"))["scenarios"]
    assert set(cases) == {row["id"] for row in rows}
    for row in rows:
        assert row["seconds"] > 0
        assert row["seconds"] <= cases[row["id"]] + 0.002
    assert (report / "index.html").is_file()


def test_allure_results_have_unique_names_and_tell_failed_from_broken(
    bad: Target, plain: Pytest, tmp_path: Path
) -> None:
    """Failed is the product's; broken is what could not be judged, because a preparation was refused."""
    results = tmp_path / "allure"
    found = plain("--target", bad[1], "--alluredir", results, "-k", "status or tijdstip or klantcontact or zonder")
    assert found.code == pytest.ExitCode.TESTS_FAILED
    read = [json.loads(one.read_text(encoding="utf-8")) for one in results.glob("*-result.json")]
    names = [one["name"] for one in read]
    words = ("passed", "failed", "skipped")
    assert len(names) == len(set(names)) == sum(outcomes(found.out).get(word, 0) for word in words)
    assert all(name.startswith("interne-taak/") for name in names)
    assert len({one["historyId"] for one in read}) == len(read)
    status = {one["name"]: one["status"] for one in read}
    assert status["interne-taak/tijdstip-van-verwerking"] == "failed"
    assert status["interne-taak/bij-een-klantcontact"] == "broken"
    assert status["interne-taak/zonder-status"] == "passed"
    broken = next(one for one in read if one["name"] == "interne-taak/bij-een-klantcontact")
    assert "ScenarioUndecided" in broken["statusDetails"]["message"]


def test_a_finding_beside_the_requirement_is_told_and_turns_the_exit_red(plain: Pytest, tmp_path: Path) -> None:
    """A version header is missing everywhere: no scenario of interne taken fails on it, the run does."""
    with Product(Reference(["versieheader-ontbreekt"]).behave) as product:
        found = plain("--target", target(tmp_path, product.base_url), "-k", "status")
    assert_told_aside(found.code, found.out)


def assert_told_aside(code: int, out: str) -> None:
    """Every scenario passed, and yet the run is red and says why."""
    assert set(outcomes(out)) <= {"passed", "deselected"}
    assert "also seen" in out
    assert re.search(r"^API-09: .*interne-taak/status\.yaml:\d+\)", out, re.MULTILINE)
    assert code == pytest.ExitCode.TESTS_FAILED


def test_workers_share_the_scenarios_and_tell_what_they_saw(process: Pytest, tmp_path: Path) -> None:
    """With -n 2 each scenario runs once, in one of two processes; a finding aside reaches the screen from there."""
    with Product(Reference(["versieheader-ontbreekt"]).behave) as product:
        found = process("--target", target(tmp_path, product.base_url), "-n", "2")
    assert_told_aside(found.code, found.out)
    assert outcomes(found.out)["passed"] == 5
    assert sum(heard.is_list for heard in product.heard) == 2
    assert sum(heard.method == "POST" for heard in product.heard) > 10


def test_the_reference_is_judged_when_there_is_no_target(plain: Pytest) -> None:
    """As `conformance run` does without an address."""
    found = plain("-q", where="interne-taak/status.yaml")
    assert found.code == 0, found.out
    assert outcomes(found.out)["passed"] == 2
