"""The numbers that README and docs mention are the numbers there are."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from conformance.model.requirement import Level
from conformance.plan import load_basis
from conformance.reference.dialects import DIALECTS
from conformance.reference.faults import FAULTS

ROOT = Path(__file__).parents[2]
README = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
PROOF = (ROOT / "docs" / "proof.md").read_text(encoding="utf-8")


def stated(pattern: str, text: str = README) -> list[int]:
    """The numbers in a sentence, in order."""
    found = re.search(pattern, text)
    assert found is not None, pattern
    return [int(each.replace(",", "")) for each in found.groups()]


def test_the_size_of_the_catalogue() -> None:
    """Requirements, those that can be tested, and scenarios."""
    suite = load_basis("openklant-0.9").suite
    coverage = (ROOT / "docs/coverage/coverage.md").read_text(encoding="utf-8")
    musts, shoulds = (stated(rf"{level}: \d+, testable (\d+)", coverage)[0] for level in ("MUST", "SHOULD"))
    sentence = r"holds (\d+) requirements, of which (\d+) MUSTs and (\d+) SHOULDs .*?scenarios \(([\d,]+) in all\)"
    assert stated(sentence) == [len(suite.requirements), musts, shoulds, len(suite.scenarios)]


def test_the_number_of_faults_and_of_those_that_break_one_thing_only() -> None:
    """The catalogue's, and the pinned ones."""
    pinned: Mapping[str, object] = yaml.safe_load((ROOT / "tests/proof/one_each.yaml").read_text(encoding="utf-8"))
    more = sum(isinstance(each, dict) for each in pinned.values())
    assert stated(r"given ([\d,]+) defects of our own") == [len(FAULTS)]
    assert stated(r"For (\d+) requirements a test") == [len(pinned)]
    assert more == 4
    assert "but for four where" in README


@pytest.mark.parametrize("profile", DIALECTS)
def test_how_many_musts_a_profile_can_show(profile: str) -> None:
    """As the coverage tells it."""
    suite = load_basis(profile).suite
    with (ROOT / "docs/coverage/coverage.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    shown = [
        row for row in rows
        if suite.requirements[row["requirement"]].level is Level.MUST and profile not in row["inapplicable in"].split()
    ]  # fmt: skip
    assert stated(rf"\| `{re.escape(profile)}` \| [^|]* \| (\d+) \|") == [len(shown)]


@pytest.mark.parametrize("profile", DIALECTS)
def test_what_the_published_proof_says(profile: str) -> None:
    """Faults, percentage and explanations, as in the matrix beside it."""
    matrix = json.loads((ROOT / "docs/proof" / profile / "matrix.json").read_text(encoding="utf-8"))
    row = re.search(rf"\| `{re.escape(profile)}` \| ([\d,]+) \| ([\d.]+) % \| (\d+) \|", PROOF)
    assert row is not None
    faults, score, explained = row.groups()
    assert int(faults.replace(",", "")) == matrix["faults_total"]
    assert float(score) == round(matrix["score"] * 100, 1)
    assert int(explained) == len(matrix["explained"])
    if profile == "openklant-0.9":
        assert stated(r"For `openklant-0.9` that are ([\d,]+) defects") == [matrix["faults_total"]]


def test_the_published_record_of_runs_without_faults() -> None:
    """Fifty runs at every speed: not one found anything."""
    told = [json.loads(file.read_text(encoding="utf-8")) for file in (ROOT / "docs/proof").glob("*/steady.json")]
    assert {each["profile"] for each in told} == set(DIALECTS)
    assert sum(each["runs"] for each in told) == sum(each["clean"] for each in told) == 50
    assert all(each["concurrencies"] == [1, 2, 3, 4, 6, 8, 12, 16, 24, 32] for each in told)
    assert not any(run["findings"] or run["left_behind"] for each in told for run in each["each"])
