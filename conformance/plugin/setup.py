"""From the options of plain pytest to a plan."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from conformance.embedded import DEFAULT_PROFILE, reference_target
from conformance.loading.targets import check_claims, load_target
from conformance.plan import Plan, Selection, load_basis


@contextmanager
def plan_for(target_file: str | None, scenarios: Path, concurrency: int) -> Iterator[Plan]:
    """A plan for a target file; without one, for the reference implementation, which runs as long as the block."""
    if target_file:
        target = load_target(Path(target_file), os.environ)
        basis = load_basis(target.profile, scenarios)
        check_claims(target, basis.suite, target_file)
        yield Plan(basis, target, Selection(phases=("scenarios",)), (), concurrency=concurrency)
        return
    with reference_target(DEFAULT_PROFILE) as target:
        yield Plan(
            load_basis(DEFAULT_PROFILE, scenarios),
            target,
            Selection(phases=("scenarios",)),
            (),
            concurrency=concurrency,
        )
