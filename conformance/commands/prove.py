"""`conformance prove`: run every fault against everything that could catch it, and publish the kill matrix."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from conformance.errors import UserError, did_you_mean
from conformance.loading.profiles import find_profile
from conformance.proof.matrix import Fate, FaultRow, Matrix
from conformance.proof.runner import agree, every_fault, prove
from conformance.proof.writers import write
from conformance.reference.dialects import DIALECTS

_MOST_TOLD = 25


def run(options: Namespace) -> int:
    """Prove, write the matrix, say what is wrong with it; 0 when it is sound, 1 when it is not."""
    find_profile(options.profile)
    if options.profile not in DIALECTS:
        raise UserError(
            "--profile", f"the reference has no dialect {options.profile!r}", did_you_mean(options.profile, DIALECTS)
        )
    if options.steady:
        from conformance.proof.steady import steady  # noqa: PLC0415 - runs of their own

        return steady(options.profile, options.steady, Path(options.output), print)
    names = _names(options)
    if options.accept and names is not None:
        raise UserError("--accept", "this would not be a whole proof", "leave --fault and --every away")
    matrix = prove(
        options.profile, names, sockets=options.sockets, contract=False if options.sockets else None,
        workers=options.workers, heard=_progress(len(names or every_fault(options.profile))),
    )  # fmt: skip
    folder = Path(options.output)
    if options.accept:
        matrix, file = agree(matrix)
        print(f"agreed from now on: {file}")
    write(matrix, folder)
    _tell(matrix, folder)
    return 0 if matrix.sound else 1


def _names(options: Namespace) -> list[str] | None:
    """The faults that were asked for; None for all of them."""
    if not options.faults and options.every == 1:
        return None
    known = every_fault(options.profile)
    for name in options.faults:
        if name not in known:
            fix = did_you_mean(name, known, "see `conformance list faults`")
            raise UserError("--fault", f"there is no fault {name!r}", fix)
    return list(options.faults or known)[:: options.every]


def _progress(total: int) -> Callable[[FaultRow], None]:
    done = 0

    def heard(row: FaultRow) -> None:
        nonlocal done
        done += 1
        if sys.stderr.isatty() or done % 100 == 0 or done == total:
            print(f"\r{done}/{total} faults", end="" if sys.stderr.isatty() else "\n", file=sys.stderr, flush=True)
        if row.fate is Fate.SURVIVED or row.error:
            print(f"\r{_told(row)}", file=sys.stderr)

    return heard


def _tell(matrix: Matrix, folder: Path) -> None:
    count = {fate: len(matrix.having(fate)) for fate in Fate}
    print(
        f"{count[Fate.KILLED]} of {len(matrix.rows)} faults killed ({matrix.score:.1%} of those within the catalogue), "
        f"{count[Fate.SURVIVED]} survived, {count[Fate.EXPLAINED]} explained, {count[Fate.SILENT]} silent in this API, "
        f"{len(matrix.collateral)} made more fail than they aim at; {matrix.seconds:.0f} s"
    )
    for told in matrix.mistakes[:_MOST_TOLD]:
        print(f"not as agreed: {told}")
    if len(matrix.mistakes) > _MOST_TOLD:
        print(f"not as agreed: {len(matrix.mistakes) - _MOST_TOLD} more, see the matrix")
    if matrix.whole and matrix.untouched:
        print("no fault ever made these fail: " + ", ".join(matrix.untouched))
    if matrix.whole and matrix.idle_kinds:
        print("no fault ever made these kinds of expectation fail: " + ", ".join(matrix.idle_kinds))
    print(f"matrix: {folder / 'matrix.html'}")


def _told(row: FaultRow) -> str:
    if row.error:
        return f"{row.fault}: {row.error}"
    return f"{row.fault}: survived; breaks {', '.join(row.expected)}, failed: {', '.join(row.seen) or 'nothing'}"
