"""What a run tries: classes, scenarios, requirements and phases, alone and together."""

from __future__ import annotations

from pathlib import Path

import pytest
from running.runs import Ran, call, run
from running.servers import Product, Reference

from conformance.model.suite import Suite


def tried(folder: Path, *arguments: str) -> Ran:
    """One run of a selection against the reference."""
    with Product(Reference().behave) as product:
        return run(folder, product.base_url, *arguments)


def ids(ran: Ran) -> set[str]:
    """The scenarios in the report."""
    return {row["id"] for row in ran.report["scenarios"]}


def test_a_scenario_is_chosen_by_its_id(tmp_path: Path) -> None:
    """That one and no other; the report says that it is no judgement of the whole product, and ends with 0."""
    ran = tried(tmp_path, "--scenario", "partij/verwijderen")
    assert ids(ran) == {"partij/verwijderen"}
    assert ran.report["narrowed"] is True
    assert ran.report["conformant"] is None
    assert ran.code == 0
    assert "Alleen een deel is getoetst" in ran.out


def test_a_folder_or_a_table_chooses_all_in_it(tmp_path: Path, suite: Suite) -> None:
    """A row can be chosen by itself; several options add up."""
    table = {name for name in suite.scenarios if name.startswith("klantcontact/zoeken-op-inhoud/")}
    ran = tried(tmp_path, "--scenario", "klantcontact/zoeken-op-inhoud", "--scenario", "interne-taak/status/verwerkt")
    assert len(table) > 1
    assert ids(ran) == table | {"interne-taak/status/verwerkt"}


def test_a_requirement_chooses_the_scenarios_that_verify_it(tmp_path: Path, suite: Suite) -> None:
    """Whatever class they are in."""
    ran = tried(tmp_path, "--requirement", "PAR-02")
    assert ids(ran) == {name for name, one in suite.scenarios.items() if "PAR-02" in one.verifies}
    verdicts = {row["id"]: row["verdict"] for row in ran.report["requirements"]}
    assert verdicts["PAR-02"] == "passed"
    assert verdicts["ITK-01"] == "untested"
    assert ran.code == 0


def test_options_of_different_kinds_narrow_each_other(tmp_path: Path) -> None:
    """A scenario must meet them all."""
    ran = tried(tmp_path, "--scenario", "partij", "--requirement", "PAR-33", "--class", "partij")
    assert ids(ran)
    assert all(name.startswith("partij/") for name in ids(ran))
    assert all("PAR-33" in row["verifies"] for row in ran.report["scenarios"])


def test_a_class_is_judged_with_the_classes_that_it_stands_on(tmp_path: Path, suite: Suite) -> None:
    """The others are not claimed, and said to be so."""
    closure = suite.closure(("betrokkene",))
    ran = tried(tmp_path, "--class", "betrokkene", "--requirement", "BET-01")
    assert {row["id"] for row in ran.report["classes"]} <= closure
    outside = [row for row in ran.report["requirements"] if row["capability"] not in closure]
    assert outside
    assert {row["verdict"] for row in outside} == {"inapplicable"}
    assert {row["reason"]["nl"] for row in outside} == {"deze klasse is niet geclaimd"}
    assert ran.report["target"]["claims"] == ["betrokkene"]


def test_one_phase_is_only_that_phase(tmp_path: Path) -> None:
    """Nothing of the contract phase is in the report or in the evidence."""
    ran = tried(tmp_path, "--scenario", "partij/verwijderen", "--phase", "scenarios")
    assert ran.report["phases"] == ["scenarios"]
    assert ran.report["contract"] is None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--class", "partijen"], ["--class: 'partijen' does not exist", "did you mean 'partij'?"]),
        (["--class", "x", "--phase", "contract"], ["--class: 'x' does not exist", "known: ", "klantcontact"]),
        (["--requirement", "QQQ"], ["--requirement: 'QQQ' does not exist", "conformance list requirements"]),
        (["--scenario", "qqq"], ["there is no scenario 'qqq'", "conformance list scenarios"]),
        (["--fault", "qqq"], ["there is no fault 'qqq'", "conformance list faults"]),
        (["--requirement", "PAR-02", "--class", "actor"], ["PAR-02 belongs to class 'partij'", "add --class partij"]),
        (["--requirement", "PAR-999"], ["--requirement: 'PAR-999' does not exist", "did you mean 'PAR-"]),
        (["--scenario", "partij/verwijder"], ["no scenario 'partij/verwijder'", "did you mean 'partij/verwijderen'"]),
        (["--scenario", "partij/ver"], ["there is no scenario 'partij/ver'"]),
        (["--scenario", "partij", "--requirement", "ITK-01"], ["no scenario is left", "take one away"]),
        (["--profile", "openklant-0.8"], ["there is no such profile", "did you mean 'openklant-0.9'"]),
        (["--fault", "partij-nummer-dubel-aanvaard"], ["--fault: there is no fault", "did you mean 'partij-nummer-du"]),
        (["--fault", "x", "--base-url", "http://127.0.0.1:1"], ["only the embedded reference has faults"]),
        (["--header", "Authorization: Token x"], ["there is no address to send it to", "--base-url"]),
        (["--base-url", "ftp://example.org"], ["--base-url: 'ftp://example.org' is not an address"]),
        (["--base-url", "http://jan:geheim@example.org/"], ["carries a user name or password"]),
        (["--target", "bestaat-niet.yaml"], ["bestaat-niet.yaml"]),
    ],
    ids=lambda value: " ".join(value) if value[0].startswith("--") else "",
)
def test_a_name_that_does_not_exist_is_said_with_what_was_meant(
    arguments: list[str], words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2, nothing sent, nothing written."""
    monkeypatch.chdir(tmp_path)
    ran = call("run", *arguments)
    assert ran.code == 2, ran.out
    for word in words:
        assert word in ran.err
    assert "jan:geheim" not in ran.err
    assert "Traceback" not in ran.err
    assert list(tmp_path.iterdir()) == []
