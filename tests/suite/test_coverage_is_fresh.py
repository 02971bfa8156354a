"""The coverage that is published is that of the suite as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from conformance.commands.coverage import rows_now
from conformance.coverage.table import CoverageRow, gaps
from conformance.coverage.writers import as_csv, as_json, as_markdown
from conformance.model.requirement import Level

PUBLISHED = Path(__file__).parents[2] / "docs" / "coverage"
REBUILD = "rebuild it: conformance coverage --output docs/coverage"


@pytest.fixture(scope="module")
def rows() -> tuple[CoverageRow, ...]:
    """The coverage of this checkout."""
    return rows_now()


@pytest.mark.parametrize(("name", "render"), [("md", as_markdown), ("csv", as_csv), ("json", as_json)])
def test_the_published_coverage_is_not_stale(name, render, rows) -> None:
    """Byte for byte what the command would write now."""
    assert (PUBLISHED / f"coverage.{name}").read_text(encoding="utf-8") == render(rows), REBUILD


def test_every_testable_must_and_should_has_a_scenario(rows) -> None:
    """Or is judged on every exchange."""
    assert [row.requirement.id for row in rows if "scenario" in row.gaps] == []


def test_every_testable_must_has_a_fault_that_breaks_it(rows) -> None:
    """A check that cannot fail is a defect."""
    assert gaps(rows, (Level.MUST,)) == ()
