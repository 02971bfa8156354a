"""For every requirement that can be tested a fault that makes it fail, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from conformance.commands.coverage import rows_now
from conformance.proof.matrix import FaultRow
from conformance.proof.runner import prove, try_fault
from conformance.reference.faults import FAULTS

PROFILE = "openklant-0.9"
_FILE = yaml.safe_load((Path(__file__).parent / "one_each.yaml").read_text(encoding="utf-8"))
#: Per requirement its fault, and what the catalogue asks besides in other words.
TABLE: Mapping[str, tuple[str, tuple[str, ...]]] = {
    name: (entry, ()) if isinstance(entry, str) else (entry["fault"], tuple(entry["also"]))
    for name, entry in _FILE.items()
}

#: An id of another form breaks every use of that id.
BREAKS_MORE = {"API-02"}


@pytest.fixture(scope="session")
def rows() -> dict[str, FaultRow]:
    """Every fault of the table against every scenario, in process, on all cores."""
    faults = sorted({fault for fault, _ in TABLE.values()})
    return {row.fault: row for row in prove(PROFILE, faults, contract=False).rows}


def test_every_requirement_that_can_be_tested_stands_in_the_table() -> None:
    """A check that cannot fail is a defect."""
    testable = {row.requirement.id for row in rows_now() if not row.requirement.not_tested and not row.applies[PROFILE]}
    assert testable - TABLE.keys() == BREAKS_MORE


@pytest.mark.parametrize("requirement", sorted(TABLE))
def test_the_fault_fails_its_requirement_and_no_other(requirement: str, rows: dict[str, FaultRow]) -> None:
    """Neither does another requirement become one that cannot be judged."""
    fault, also = TABLE[requirement]
    row = rows[fault]
    assert requirement in FAULTS[fault].breaks
    assert (set(row.failed), row.unsure, row.error) == ({requirement, *also}, (), "")


def test_without_a_fault_nothing_fails() -> None:
    """The reference meets everything that the scenarios ask, and the contract phase."""
    row = try_fault(PROFILE, "", contract=True)
    assert (row.failed, row.by_contract, row.unsure, row.error) == ((), (), (), "")
    assert row.tried


@pytest.mark.parametrize("fault", ["klantcontact-onderwerp-wijzigbaar-met-patch", "zonder-token-401-met-gegevens"])
def test_over_real_sockets_the_row_is_the_same(fault: str) -> None:
    """In process is only a faster way to the same answer."""
    near, far = try_fault(PROFILE, fault, contract=False), try_fault(PROFILE, fault, sockets=True, contract=False)
    assert (near.failed, near.unsure, near.kinds) == (far.failed, far.unsure, far.kinds)
