"""What to repair first: the same told once, causes before consequences, nothing lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conformance.model.finding import Finding, Kind, Spot
from conformance.model.report import Report
from conformance.model.target import Waiver
from conformance.model.text import Text
from conformance.model.verdict import Blame, Verdict
from conformance.reporting.repair import by_actor, repairs

from .samples import conform, requirement


def _finding(
    requirement: str,
    cause: str = "",
    message: str = "fout",
    blame: Blame = Blame.PRODUCT,
    failed: bool = True,
) -> Finding:
    verdict = Verdict.FAILED if failed else Verdict.CANT_TELL
    text = Text(message, message)
    return Finding(requirement, verdict, blame, Kind.VALUE, text, text, text, text, Spot(), (), cause)


def _report(*findings: Finding) -> Report:
    return replace(conform(), findings=findings)


def _told(report: Report) -> list[tuple[str, tuple[str, ...]]]:
    return [(repair.first.requirement, repair.blocked) for repair in repairs(report)]


def test_findings_that_say_the_same_are_told_once() -> None:
    """Requirement, message and who has to act together make a group."""
    found = repairs(_report(_finding("A-1"), _finding("A-1"), _finding("A-1", message="anders"), _finding("B-1")))

    assert [(repair.first.requirement, len(repair.findings)) for repair in found] == [
        ("A-1", 2),
        ("A-1", 1),
        ("B-1", 1),
    ]


def test_the_same_seen_at_more_or_fewer_places_is_one_thing_to_mend() -> None:
    """How often an operation showed it makes no other repair."""
    found = repairs(
        _report(
            _finding("A-1", message="serverfout 500"),
            _finding("A-1", message="serverfout 500 (en op 1 andere plek)"),
            _finding("A-1", message="serverfout 500 (en op 13 andere plekken)"),
        )
    )

    assert [len(repair.findings) for repair in found] == [3]


def test_changing_outcomes_are_one_thing_and_come_after_what_was_seen_each_time() -> None:
    """A product that mixes up simultaneous registrations fails everywhere a little."""
    changing = [replace(_finding(name, message=name), kind=Kind.INSTABILITY) for name in ("A-1", "B-1", "C-1")]
    found = repairs(_report(*changing, _finding("D-1")))

    assert [[finding.requirement for finding in repair.findings] for repair in found] == [
        ["D-1"],
        ["A-1", "B-1", "C-1"],
    ]


def test_what_blocks_most_comes_first() -> None:
    """A cause carries all that follows from it, also at one remove."""
    report = _report(
        _finding("A-1"),
        _finding("D-1", cause="C-1", failed=False),
        _finding("C-1", cause="B-1", failed=False),
        _finding("B-1"),
    )

    assert _told(report) == [("B-1", ("D-1", "C-1")), ("A-1", ())]


def test_a_product_failure_comes_before_what_others_have_to_do() -> None:
    """The supplier reads the top of the list first."""
    report = _report(
        _finding("A-1", blame=Blame.SUITE),
        _finding("B-1", blame=Blame.ENVIRONMENT),
        _finding("C-1", blame=Blame.CONFIGURATION),
        _finding("D-1"),
    )

    assert [name for name, _ in _told(report)] == ["D-1", "C-1", "B-1", "A-1"]
    assert [blame for blame, _ in by_actor(repairs(report))] == [
        Blame.PRODUCT,
        Blame.CONFIGURATION,
        Blame.ENVIRONMENT,
        Blame.SUITE,
    ]


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        ([("A-1", "B-1"), ("B-1", "A-1")], {"A-1", "B-1"}),
        ([("A-1", "B-1"), ("B-1", "C-1"), ("C-1", "A-1")], {"A-1", "B-1", "C-1"}),
        ([("A-1", "A-1")], {"A-1"}),
        ([("A-1", "Z-9")], {"A-1"}),
    ],
)
def test_no_finding_gets_lost_in_its_causes(chain: list[tuple[str, str]], expected: set[str]) -> None:
    """Rings, self-references and causes that are not in the report still leave something to read."""
    assert {name for name, _ in _told(_report(*(_finding(*link) for link in chain)))} == expected


def test_a_requirement_with_a_fault_of_its_own_is_a_cause_though_it_also_waits() -> None:
    """One scenario failed by itself, another could not start: the first is what to mend."""
    report = _report(_finding("A-1", cause="B-1", failed=False), _finding("A-1"), _finding("B-1"))

    assert _told(report) == [("B-1", ("A-1",)), ("A-1", ())]


def test_a_waived_failure_comes_last_and_under_no_party() -> None:
    """It is allowed for now; when the waiver no longer holds it counts again."""
    waiver = Waiver("PAR-01", "2027-01-01", "VNG", "later")
    row = requirement("PAR-01", Verdict.FAILED, "partij", waiver=waiver, counts=False)
    report = replace(_report(_finding("PAR-01"), _finding("A-1", blame=Blame.SUITE)), requirements=(row,))

    assert [name for name, _ in _told(report)] == ["A-1", "PAR-01"]
    assert [blame for blame, _ in by_actor(repairs(report))] == [Blame.SUITE]

    counting = replace(report, requirements=(replace(row, counts=True),))
    assert [name for name, _ in _told(counting)] == ["PAR-01", "A-1"]
