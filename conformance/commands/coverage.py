"""`conformance coverage`: what stands behind each requirement, and what of the contract a run never tried."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path

from conformance.binding import Binding
from conformance.coverage.exercised import never
from conformance.coverage.table import CoverageRow, gaps, table
from conformance.coverage.writers import as_markdown, write
from conformance.evidence import NAME, read_log, unpacked
from conformance.expressible import inexpressible
from conformance.expressions import Scope
from conformance.loading.profiles import find_profile, load_profile, profile_names
from conformance.loading.suite import load_suite
from conformance.model.profile import Profile
from conformance.model.scenario import Scenario
from conformance.model.text import Text
from conformance.plan import load_basis
from conformance.reference.faults import FAULTS


def run(options: Namespace) -> int:
    """Print or write the coverage; 1 when something testable has no scenario or no fault."""
    rows = rows_now()
    if options.output:
        write(rows, Path(options.output))
        print(f"coverage: {options.output}")
    elif not options.run:
        print(as_markdown(rows))
    found = [*gaps(rows), *(_never_tried(Path(options.run)) if options.run else ())]
    for gap in found:
        print(gap, file=sys.stderr)
    return 1 if found else 0


def rows_now() -> tuple[CoverageRow, ...]:
    """The coverage of the suite as it is."""
    suite = load_suite()
    profiles = [load_profile(find_profile(name), suite.vocabulary).profile for name in profile_names()]

    def wordless(profile: Profile, scenario: Scenario) -> Text | None:
        scope = Scope(scenario.id, row=scenario.row)
        return inexpressible(scenario, Binding(profile, suite.vocabulary, "http://reference"), scope)

    return table(suite, profiles, {name: tuple(fault.breaks) for name, fault in FAULTS.items()}, wordless)


def _never_tried(folder: Path) -> tuple[str, ...]:
    record = read_log(folder / NAME)
    basis = load_basis(record.events[0]["profile"]["id"])
    left = never(basis.contract, (unpacked(event) for event in record.of("exchange"))).all()
    return tuple(f"never tried: {name}" for name in left if not _excused(name, basis.profile.untried))


def _excused(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)
