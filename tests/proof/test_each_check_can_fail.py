"""For every MUST a fault that makes it fail, and nothing else than what is written down as following from it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from conformance.commands.coverage import rows_now
from conformance.model.requirement import Level
from conformance.proof.matrix import FaultRow
from conformance.proof.runner import prove, try_fault
from conformance.reference.faults import FAULTS

PROFILE = "openklant-0.9"
TABLE: Mapping[str, Any] = yaml.safe_load((Path(__file__).parent / "one_each.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def rows() -> dict[str, FaultRow]:
    """Every fault of the table against every scenario, in process, on all cores."""
    faults = sorted({entry["fault"] for entry in TABLE.values()})
    return {row.fault: row for row in prove(PROFILE, faults).rows}


def test_every_testable_must_stands_in_the_table() -> None:
    """A check that cannot fail is a defect."""
    testable = {
        row.requirement.id
        for row in rows_now()
        if row.requirement.level is Level.MUST and not row.requirement.not_tested and not all(row.applies.values())
    }
    assert testable - TABLE.keys() == set()


@pytest.mark.parametrize("requirement", sorted(TABLE))
def test_the_fault_fails_its_requirement_and_only_what_follows_from_it(
    requirement: str, rows: dict[str, FaultRow]
) -> None:
    """What follows stands in the table under `also`: failed, or no longer to be told."""
    entry = TABLE[requirement]
    row = rows[entry["fault"]]
    assert requirement in FAULTS[entry["fault"]].breaks
    assert requirement in row.failed
    assert set(row.failed) | set(row.unsure) == {requirement, *entry.get("also", ())}


def test_without_a_fault_nothing_fails() -> None:
    """The reference meets everything that the scenarios ask."""
    row = try_fault(PROFILE, "")
    assert (row.failed, row.unsure, row.error) == ((), (), "")


@pytest.mark.parametrize("fault", ["klantcontact-onderwerp-wijzigbaar-met-patch", "zonder-token-401-met-gegevens"])
def test_over_real_sockets_the_row_is_the_same(fault: str) -> None:
    """In process is only a faster way to the same answer."""
    near, far = try_fault(PROFILE, fault), try_fault(PROFILE, fault, sockets=True)
    assert (near.failed, near.unsure, near.kinds) == (far.failed, far.unsure, far.kinds)
