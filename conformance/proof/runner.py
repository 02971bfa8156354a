"""Tries many faults, on all cores, and puts together what came of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import replace
from pathlib import Path
from time import monotonic

from conformance.model.requirement import Level
from conformance.model.verdict import Verdict
from conformance.proof.agreed import accept, load_agreed, mistakes
from conformance.proof.matrix import FaultRow, Matrix
from conformance.proof.trials import Trials, trials

#: Kinds of expectation that can show a defect; a fault must make each of them fail at least once.
KINDS = (
    "outcome", "value", "members", "blames", "shape", "header", "problem", "server-error", "undocumented",
    "accepted-invalid",
)  # fmt: skip

Heard = Callable[[FaultRow], None]


def every_fault(profile: str) -> tuple[str, ...]:
    """The name of every fault there is for a profile: catalogue and operators."""
    return trials(profile).names()


def prove(
    profile: str, faults: Sequence[str] | None = None, *, sockets: bool = False, contract: bool | None = None,
    workers: int | None = None, heard: Heard = lambda _row: None,
) -> Matrix:  # fmt: skip
    """The matrix for these faults of a profile's reference implementation, or for all of them.

    `workers` 0 tries them here, one after another. See `Trials.row` for `contract`.
    """
    began = monotonic()
    here = trials(profile)  # made before the workers start, so that they have it from the beginning
    names = here.names() if faults is None else tuple(faults)
    agreed = load_agreed(profile, here.names())
    rows: dict[str, FaultRow] = {}

    def take(row: FaultRow) -> None:
        rows[row.fault] = replace(row, explained=agreed.explained.get(row.fault))
        heard(rows[row.fault])

    if workers == 0:
        for name in names:
            take(here.row(name, sockets=sockets, contract=contract))
    else:
        with ProcessPoolExecutor(workers or os.cpu_count() or 1) as pool:
            waiting = [pool.submit(try_fault, profile, name, sockets, contract) for name in names]
            for done in as_completed(waiting):
                take(done.result())
    known, ordered = here.basis.suite.requirements, tuple(rows[name] for name in names)
    musts = frozenset(name for name in here.judged if known[name].level is Level.MUST)
    return Matrix(
        profile, ordered, here.judged, musts, KINDS,
        round(monotonic() - began, 1), faults is None, (*_calm(here), *mistakes(agreed, ordered)),
    )  # fmt: skip


def agree(matrix: Matrix) -> tuple[Matrix, Path]:
    """Agree from now on with what a whole proof shows; what else is wrong stays wrong. Gives the file as well."""
    here = trials(matrix.profile)
    file = accept(matrix.profile, matrix.rows)
    agreed = load_agreed(matrix.profile, here.names())
    return replace(matrix, mistakes=(*_calm(here), *mistakes(agreed, matrix.rows))), file


def _calm(here: Trials) -> Iterator[str]:
    """What is not well without any fault: then nothing that is found with one says anything."""
    for line in here.rehearsal.lines:
        if line.result.verdict not in (Verdict.PASSED, Verdict.INAPPLICABLE):
            yield f"without any fault: {line.scenario.id} {line.result.verdict} ({', '.join(line.scenario.verifies)})"


def try_fault(profile: str, fault: str, sockets: bool = False, contract: bool | None = None) -> FaultRow:
    """Try one fault in this process; an empty name means none."""
    return trials(profile).row(fault, sockets=sockets, contract=contract)
