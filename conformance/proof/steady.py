"""Runs without any fault, at every speed and in every order: whatever happens, nothing may be found.

Each run is a run as any other, over real sockets, against a fresh reference implementation. The seed is another one
each time, concurrency goes from 1 to 32, and the scenarios come in a shuffled order. One run in five has the contract
phase as well, in fifty runs once at every speed.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from conformance.embedded import reference_target
from conformance.model.report import Report
from conformance.plan import PHASES, Basis, Plan, Selection, load_basis, select
from conformance.session import Session

_SPEEDS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32)
_CONTRACT_EVERY = 5
_NAME = "steady.json"


@dataclass(frozen=True, slots=True)
class Steady:
    """One run and what it found, which should be nothing.

    `left_behind` counts what was registered and not removed although the API has a way to remove it.
    """

    seed: int
    concurrency: int
    phases: tuple[str, ...]
    first: str
    requests: int
    seconds: float
    conformant: bool | None
    findings: tuple[str, ...]
    left_behind: int

    @property
    def clean(self) -> bool:
        """Whether it found nothing and left nothing behind."""
        return self.conformant is True and not self.findings and not self.left_behind


def steady(profile: str, times: int, folder: Path, say: Callable[[str], None]) -> int:
    """Make so many runs, write what came of them, and give 0 when all were clean, else 1."""
    basis = load_basis(profile)
    runs: list[Steady] = []
    for seed in range(1, times + 1):
        runs.append(one(basis, seed))
        say(f"{seed}/{times} seed {seed}, {runs[-1].concurrency} at once: {'clean' if runs[-1].clean else 'not clean'}")
        _write(runs, basis, folder)
    return 0 if all(run.clean for run in runs) else 1


def one(basis: Basis, seed: int) -> Steady:
    """One run; everything about it follows from the seed."""
    concurrency, phases = plan_of(seed)
    with reference_target(basis.profile.id) as target, tempfile.TemporaryDirectory() as folder:
        scenarios = list(select(basis.suite, target, Selection()))
        random.Random(seed).shuffle(scenarios)  # noqa: S311 - an order that can be had again
        plan = Plan(basis, target, Selection(phases=phases), tuple(scenarios), seed, concurrency)
        report = _played(plan, Path(folder))
    found = (f"{each.requirement} {each.kind} {each.spot.scenario or each.spot.operation}" for each in report.findings)
    return Steady(
        seed, concurrency, phases, scenarios[0].id, report.requests, round(report.seconds, 1), report.conformant,
        tuple(found), sum(bool(basis.profile.actions[each.action].undo) for each in report.residue),
    )  # fmt: skip


def plan_of(seed: int) -> tuple[int, tuple[str, ...]]:
    """How many scenarios at once a run takes, and which phases it has."""
    contract = (seed + seed // len(_SPEEDS)) % _CONTRACT_EVERY == 0
    return _SPEEDS[seed % len(_SPEEDS)], PHASES if contract else PHASES[:1]


def _played(plan: Plan, folder: Path) -> Report:
    with Session(plan, folder) as session:
        session.start()
        for scenario in plan.scenarios:
            session.result(scenario.id)
        if "contract" in plan.selection.phases:
            session.contract(lambda _sent, _budget: None)
        session.close()
        return session.report()


def _write(runs: Sequence[Steady], basis: Basis, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    told = {
        "profile": basis.profile.id,
        "runs": len(runs),
        "clean": sum(run.clean for run in runs),
        "requests": sum(run.requests for run in runs),
        "concurrencies": sorted({run.concurrency for run in runs}),
    }
    head = json.dumps(told, indent=1).removesuffix("}").rstrip()
    rows = ",\n".join("  " + json.dumps(asdict(run), ensure_ascii=False) for run in runs)
    (folder / _NAME).write_text(f'{head},\n "each": [\n{rows}\n ]\n}}\n', encoding="utf-8", newline="\n")
