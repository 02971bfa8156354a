"""Runs faults against the scenarios: in process, several at once; or over real sockets, to show it is the same."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import UTC, datetime
from functools import cache
from time import monotonic
from typing import Any

from conformance.engine import Engine
from conformance.model.finding import Finding, ScenarioResult
from conformance.model.target import Secret, Target
from conformance.model.verdict import Verdict
from conformance.plan import Basis, Selection, load_basis, parser, select
from conformance.proof.matrix import FaultRow, Matrix
from conformance.proof.rehearsal import Rehearsal
from conformance.rollup import Judged, requirement_rows
from conformance.transport import Transport

#: Kinds of expectation that scenarios can show; a fault must make each of them fail at least once.
KINDS = ("outcome", "value", "members", "blames", "shape", "header", "problem", "server-error")

Heard = Callable[[FaultRow], None]


class NoLog:
    """Takes the place of the evidence log: a proof keeps only its outcome."""

    def write(self, event: str, **fields: Any) -> None:
        """Forget the event."""


def prove(profile: str, faults: Sequence[str], *, sockets: bool = False, workers: int | None = None,
          heard: Heard = lambda _row: None) -> Matrix:  # fmt: skip
    """The matrix for these faults of a profile's reference implementation."""
    began = monotonic()
    basis = load_basis(profile)
    rows: dict[str, FaultRow] = {}
    with ProcessPoolExecutor(workers or os.cpu_count() or 1) as pool:
        waiting = [pool.submit(try_fault, profile, name, sockets) for name in faults]
        for done in as_completed(waiting):
            row = done.result()
            rows[row.fault] = row
            heard(row)
    tested = tuple(
        name for name, each in basis.suite.requirements.items()
        if not each.not_tested and name not in basis.profile.unable
    )  # fmt: skip
    return Matrix(profile, tuple(rows[name] for name in faults), tested, KINDS, round(monotonic() - began, 1))


@cache
def _rehearsal(profile: str) -> tuple[Basis, Rehearsal]:
    """The suite, and how it goes without faults: found out once in each worker."""
    basis = load_basis(profile)
    target = Target("http://reference", profile)
    return basis, Rehearsal(basis, select(basis.suite, target, Selection()))


def try_fault(profile: str, fault: str, sockets: bool = False) -> FaultRow:
    """Run every scenario against the reference with one fault; an empty name means none."""
    from conformance.reference.faults import FAULTS  # noqa: PLC0415 - in the worker, not in whoever asks

    basis, rehearsal = _rehearsal(profile)
    known = FAULTS.get(fault)
    sentence, breaks = (known.sentence, known.breaks) if known else ("No fault at all.", ())
    expected = tuple(name for name in breaks if name in basis.suite.requirements)
    try:
        results = _over_a_socket(basis, fault) if sockets else rehearsal.results([fault] if fault else [])
    except Exception as error:  # noqa: BLE001 - one fault that breaks the suite must not hide the others
        return FaultRow(fault, sentence, expected, (), error=f"{type(error).__name__}: {error}")
    return row_of(basis, fault, sentence, expected, results)


def _over_a_socket(basis: Basis, fault: str) -> list[ScenarioResult]:
    from conformance.reference.server import TOKEN, serve  # noqa: PLC0415

    with serve([fault] if fault else [], TOKEN) as base_url:
        return asyncio.run(_play(basis, base_url, TOKEN))


async def _play(basis: Basis, base_url: str, token: str) -> list[ScenarioResult]:
    target = Target(base_url, basis.profile.id, secrets=(Secret("Authorization", f"Token {token}"),))
    scenarios = select(basis.suite, target, Selection())
    async with Transport(target) as transport:
        engine = Engine(
            basis.binding(base_url), transport, NoLog(), basis.conform(), parser(target.limits.depth),
            nonce="00000000", start=datetime(2026, 1, 1, 12, tzinfo=UTC),
        )  # fmt: skip
        return [await engine.attempt(scenario, 1) for scenario in scenarios]


def row_of(
    basis: Basis, fault: str, sentence: str, expected: tuple[str, ...], results: Iterable[ScenarioResult]
) -> FaultRow:
    """What the results say about one fault."""
    observed: dict[str, int] = {}
    attempts = {}
    for result in results:
        attempts[result.scenario] = (result,)
        for name, number in result.observed:
            observed[name] = observed.get(name, 0) + number
    judged = Judged(attempts, (), observed)
    claimed = basis.suite.closure(())
    rows = requirement_rows(basis.suite, judged, claimed, basis.profile.unable, (), narrowed=False, today="2026-01-01")
    failed = tuple(row.id for row in rows if row.verdict is Verdict.FAILED)
    findings: list[Finding] = [each for each in judged.findings() if each.verdict is Verdict.FAILED]
    return FaultRow(
        fault=fault,
        sentence=sentence,
        expected=expected,
        failed=failed,
        unsure=tuple(row.id for row in rows if row.verdict is Verdict.CANT_TELL),
        kinds=tuple(sorted({str(each.kind) for each in findings})),
        scenarios=tuple(sorted({each.spot.scenario for each in findings}))[:12],
    )
