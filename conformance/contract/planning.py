"""What the phase sends, in which order and how much of it: the same plan for the same seed, contract and objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conformance.contract.document import Operation

#: Part of the budget that is kept for repeating what raised a suspicion.
REPLAY_PART = 0.15
# What an operation has use for. The rest of its share goes to the operations that take messages: those have the
# fields that most requirements are about.
_REMOVING, _READING, _SEARCHING = 5, 10, 16


@dataclass(frozen=True, slots=True)
class Share:
    """How many requests of each kind one operation gets."""

    probes: int
    fitting: int
    coverage: int
    fuzz: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.probes + self.fitting + self.coverage + self.fuzz


def planned(budget: int) -> int:
    """How much of a budget is planned ahead."""
    return budget - int(budget * REPLAY_PART)


def shares(operations: Sequence[Operation], budget: int) -> Mapping[str, Share]:
    """Divide the planned part of a budget evenly, up to what each operation has use for."""
    left, quota = planned(budget), dict.fromkeys((each.id for each in operations), 0)
    open_ = list(operations)
    while open_ and left >= len(open_):
        equal = left // len(open_)
        for each in open_:
            given = min(equal, _room(each) - quota[each.id])
            quota[each.id] += given
            left -= given
        open_ = [each for each in open_ if quota[each.id] < _room(each)]
    for each in open_[:left]:
        quota[each.id] += 1
    return {each.id: _share(each, quota[each.id]) for each in operations}


def _room(operation: Operation) -> int:
    if operation.message is not None:
        return 10**9
    if operation.method == "DELETE":
        return _REMOVING
    return _READING if operation.takes_id else _SEARCHING


def _share(operation: Operation, quota: int) -> Share:
    fitting = min(1, quota)
    probes = min(4, (quota - fitting) // 3 if quota < 12 else 4)
    if operation.method == "DELETE":
        return Share(quota - fitting, fitting, 0, 0)
    rest = quota - fitting - probes
    coverage = rest - rest // 4
    return Share(probes, fitting, coverage, rest - coverage)
