"""Named defects of the reference implementation: proof that a scenario can fail (design idea 3).

Each fault breaks as little as it can. Several may be switched on together.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from conformance.reference.faults.catalogue import FAULTS
from conformance.reference.faults.fault import Fault
from conformance.reference.seams import Seams


class UnknownFault(ValueError):
    """There is no fault with this id; `near` holds ids that look like it."""

    def __init__(self, identity: str) -> None:
        self.id = identity
        self.near = tuple(difflib.get_close_matches(identity, FAULTS, n=3, cutoff=0.5))
        hint = f"; did you mean {', '.join(self.near)}?" if self.near else ""
        super().__init__(f"there is no fault {identity!r}{hint}")


def install(seams: Seams, names: Iterable[str | Fault]) -> None:
    """Put faults into the seams of one instance, by name or as they are; raises UnknownFault."""
    for name in names:
        if isinstance(name, str) and name not in FAULTS:
            raise UnknownFault(name)
        found = FAULTS[name] if isinstance(name, str) else name
        for installer in found.install:
            installer(seams)


def offered(dialect: str) -> Mapping[str, Fault]:
    """The faults that can be switched on where this dialect is spoken."""
    return {name: found for name, found in FAULTS.items() if dialect in found.dialects}


def breaking(requirement: str) -> tuple[Fault, ...]:
    """The faults that a check of this requirement has to catch."""
    return tuple(found for found in FAULTS.values() if requirement in found.breaks)


__all__ = ["FAULTS", "Fault", "UnknownFault", "breaking", "install", "offered"]
