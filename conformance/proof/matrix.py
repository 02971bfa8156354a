"""The kill matrix as frozen values: which fault made which requirement fail, and which should have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What became of a fault."""

    KILLED = "killed"
    SURVIVED = "survived"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class FaultRow:
    """One fault. `expected` are the requirements it breaks, as far as the catalogue tests them.

    `failed` are those that failed, `unsure` those that could no longer be judged; `kinds` are the kinds of
    expectation that noticed, and `scenarios` where.
    """

    fault: str
    sentence: str
    expected: tuple[str, ...]
    failed: tuple[str, ...]
    unsure: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()
    error: str = ""

    @property
    def fate(self) -> Fate:
        """Killed when a requirement it breaks failed; beyond when no requirement of the catalogue covers it yet."""
        if not self.expected:
            return Fate.BEYOND
        return Fate.KILLED if set(self.expected) & set(self.failed) else Fate.SURVIVED

    @property
    def missed(self) -> tuple[str, ...]:
        """Requirements that it breaks and that did not fail."""
        return tuple(name for name in self.expected if name not in self.failed)

    @property
    def collateral(self) -> tuple[str, ...]:
        """Requirements that failed besides: the fault does not aim at them, yet their scenarios meet it too."""
        return tuple(name for name in self.failed if name not in self.expected)


@dataclass(frozen=True, slots=True)
class Matrix:
    """All rows together, with the requirements and kinds of expectation that could have failed."""

    profile: str
    rows: tuple[FaultRow, ...]
    requirements: tuple[str, ...]
    kinds: tuple[str, ...]
    seconds: float

    def having(self, fate: Fate) -> tuple[FaultRow, ...]:
        """The faults with this fate."""
        return tuple(row for row in self.rows if row.fate is fate)

    @property
    def collateral(self) -> tuple[FaultRow, ...]:
        """Faults that made more fail than they break."""
        return tuple(row for row in self.rows if row.collateral)

    @property
    def untouched(self) -> tuple[str, ...]:
        """Requirements that no fault ever made fail: their checks are unproven."""
        return _never(self.requirements, (name for row in self.rows for name in row.failed))

    @property
    def idle_kinds(self) -> tuple[str, ...]:
        """Kinds of expectation that no fault ever made fail."""
        return _never(self.kinds, (kind for row in self.rows for kind in row.kinds))

    @property
    def score(self) -> float:
        """The share of faults within the catalogue that were killed, from 0 to 1."""
        within = [row for row in self.rows if row.fate is not Fate.BEYOND]
        return sum(row.fate is Fate.KILLED for row in within) / len(within) if within else 0.0

    @property
    def sound(self) -> bool:
        """Whether every fault was killed and no requirement stayed unproven; what else fell is listed, row by row."""
        return not (self.having(Fate.SURVIVED) or self.untouched or any(row.error for row in self.rows))


def _never(names: Iterable[str], seen: Iterable[str]) -> tuple[str, ...]:
    found = set(seen)
    return tuple(name for name in names if name not in found)
