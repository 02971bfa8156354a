"""`conformance prove`: run every fault against every scenario and publish the kill matrix."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from conformance.errors import UserError, did_you_mean
from conformance.loading.profiles import find_profile
from conformance.proof.matrix import Fate, FaultRow
from conformance.proof.runner import prove
from conformance.proof.writers import write
from conformance.reference.faults import FAULTS
from conformance.reference.server import DIALECTS


def run(options: Namespace) -> int:
    """Prove, write the matrix, say what is wrong with it; 0 when it is sound, 1 when it is not."""
    find_profile(options.profile)
    if options.profile not in DIALECTS:
        raise UserError(
            "--profile", f"the reference has no dialect {options.profile!r}", did_you_mean(options.profile, DIALECTS)
        )
    for name in options.faults:
        if name not in FAULTS:
            raise UserError("--fault", f"there is no fault {name!r}", did_you_mean(name, FAULTS))
    names = options.faults or [name for name, fault in FAULTS.items() if options.profile in fault.dialects]
    names = names[:: options.every]
    done = 0

    def heard(row: FaultRow) -> None:
        nonlocal done
        done += 1
        if sys.stderr.isatty() or done % 25 == 0 or done == len(names):
            print(f"\r{done}/{len(names)} faults", end="" if sys.stderr.isatty() else "\n", file=sys.stderr, flush=True)
        if row.fate is Fate.SURVIVED or row.error:
            print(f"\r{_told(row)}", file=sys.stderr)

    matrix = prove(options.profile, names, sockets=options.sockets, heard=heard)
    folder = Path(options.output)
    write(matrix, folder)
    killed, survived, beyond = (len(matrix.having(fate)) for fate in Fate)
    print(
        f"{killed} of {len(matrix.rows)} faults killed ({matrix.score:.1%} of those within the catalogue), "
        f"{survived} survived, {len(matrix.collateral)} made more fail than they aim at, "
        f"{beyond} beyond the catalogue; "
        f"{matrix.seconds:.0f} s"
    )
    whole = not options.faults and options.every == 1
    if whole and matrix.untouched:
        print("no fault ever made these fail: " + ", ".join(matrix.untouched))
    if whole and matrix.idle_kinds:
        print("no fault ever made these kinds of expectation fail: " + ", ".join(matrix.idle_kinds))
    print(f"matrix: {folder / 'matrix.html'}")
    wrong = matrix.having(Fate.SURVIVED) or any(row.error for row in matrix.rows)
    return 1 if wrong or (whole and (matrix.untouched or matrix.idle_kinds)) else 0


def _told(row: FaultRow) -> str:
    if row.error:
        return f"{row.fault}: {row.error}"
    return f"{row.fault}: survived; breaks {', '.join(row.expected)}, failed: {', '.join(row.failed) or 'nothing'}"
