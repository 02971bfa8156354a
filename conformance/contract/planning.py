"""What the phase sends, in which order and how much of it: the same plan for the same seed, contract and objects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conformance.contract.document import Contract, Operation

#: Part of the budget that is kept for repeating what raised a suspicion.
REPLAY_PART = 0.15
# What an operation has use for. The rest of its share goes to the operations that take messages: those have the
# fields that most requirements are about.
_REMOVING, _READING, _SEARCHING = 5, 10, 16
# What every operation that takes a message gets before the rest is divided by how much there is to check in it.
_ENOUGH = 16
_CHECKS = ("required", "enum", "maxLength", "minLength", "pattern", "format")
_DEEPEST = 6


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


def shares(
    operations: Sequence[Operation], budget: int, needs: Mapping[str, int] | None = None
) -> Mapping[str, Share]:  # fmt: skip
    """Divide the planned part of a budget, up to what each operation has use for.

    Evenly; or with `needs`, per operation a number, beyond a fair beginning in proportion to them.
    """
    left, quota = planned(budget), dict.fromkeys((each.id for each in operations), 0)
    first = _ENOUGH if needs else 10**9
    left = _evenly(operations, quota, left, {each.id: min(_room(each), first) for each in operations})
    if needs:
        takers = [each for each in operations if each.message is not None]
        total = sum(needs.get(each.id, 0) for each in takers)
        spread = left
        for each in takers if total else ():
            given = spread * needs.get(each.id, 0) // total
            quota[each.id] += given
            left -= given
        _evenly(operations, quota, left, {each.id: _room(each) for each in operations})
    return {each.id: _share(each, quota[each.id]) for each in operations}


def _evenly(operations: Sequence[Operation], quota: dict[str, int], left: int, room: Mapping[str, int]) -> int:
    """Give every operation as much, up to its room. The result is what nobody has room for."""
    open_ = [each for each in operations if quota[each.id] < room[each.id]]
    while open_ and left >= len(open_):
        equal = left // len(open_)
        for each in open_:
            given = min(equal, room[each.id] - quota[each.id])
            quota[each.id] += given
            left -= given
        open_ = [each for each in open_ if quota[each.id] < room[each.id]]
    for each in open_[:left]:
        quota[each.id] += 1
    return left - len(open_[:left])


def needs_of(contract: Contract, operations: Sequence[Operation]) -> Mapping[str, int]:
    """How much each operation has to check, in parts of 100: the operations of one collection share their checks.

    Where paths are verbs, the messages of one collection have less in common: a check is shared by those that have it.
    """
    takers = Counter(each.collection for each in operations if each.message is not None)
    sharing = takers_of(contract, operations)

    def needs(each: Operation) -> int:
        checks = checks_of(contract, each)
        if each.group:
            return sum(100 // sharing[each.collection, *check] for check in checks)
        return 100 * len(checks) // max(1, takers[each.collection])

    return {each.id: needs(each) for each in operations}


def takers_of(contract: Contract, operations: Iterable[Operation]) -> Counter[tuple[str, str, str]]:
    """Per collection, place and keyword how many operations have that check in their messages."""
    return Counter((each.collection, *check) for each in operations for check in checks_of(contract, each))


def checks_of(contract: Contract, operation: Operation) -> frozenset[tuple[str, str]]:
    """The checks that the contract describes for the messages of an operation: places, and what is asked there."""
    if operation.message is None:
        return frozenset()
    pointers = [each for each in operation.message.media.values() if each is not None]
    return frozenset(check for each in pointers for check in _checks(contract, contract.at(each), "", _DEEPEST))


def _checks(contract: Contract, schema: Any, at: str, left: int) -> Iterator[tuple[str, str]]:
    schema = contract.resolve(schema)
    if not isinstance(schema, Mapping) or not left or schema.get("readOnly"):
        return
    for keyword in _CHECKS[1:]:
        if keyword in schema:
            yield at, keyword
    for part in ("allOf", "oneOf", "anyOf"):
        for each in schema.get(part, ()):
            yield from _checks(contract, each, at, left)
    for name in schema.get("required", ()):
        yield f"{at}/{name}", _CHECKS[0]
    for name, each in schema.get("properties", {}).items():
        yield from _checks(contract, each, f"{at}/{name}", left - 1)
    if "items" in schema:
        yield from _checks(contract, schema["items"], f"{at}/*", left)


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
