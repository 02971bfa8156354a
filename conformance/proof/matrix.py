"""The kill matrix as frozen values: which fault made which requirement fail, and which should have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from conformance.model.text import Text


class Fate(StrEnum):
    """What became of a fault."""

    KILLED = "killed"
    SURVIVED = "survived"
    EXPLAINED = "explained"
    SILENT = "silent"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class FaultRow:
    """One fault. `expected` are the requirements it breaks, as far as the catalogue tests them.

    `failed` are those that failed in the scenarios, `unsure` those that could no longer be judged, `by_contract` those
    that failed in the contract phase, which was `tried` or not. `kinds` are the kinds of expectation that noticed, and
    `scenarios` where. `silent` is a fault of another API version that changes no answer in this one. `made` says that
    an operator made it from the contract.
    """

    fault: str
    sentence: Text
    expected: tuple[str, ...]
    failed: tuple[str, ...]
    unsure: tuple[str, ...] = ()
    by_contract: tuple[str, ...] = ()
    tried: bool = False
    kinds: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()
    silent: bool = False
    made: bool = False
    explained: Text | None = None
    error: str = ""

    @property
    def seen(self) -> tuple[str, ...]:
        """Every requirement that failed, in either phase."""
        return tuple(dict.fromkeys((*self.failed, *self.by_contract)))

    @property
    def fate(self) -> Fate:
        """Killed when a requirement it breaks failed; beyond when no requirement of the catalogue covers it."""
        if set(self.expected) & set(self.seen):
            return Fate.KILLED
        if self.silent:
            return Fate.SILENT
        if self.explained:
            return Fate.EXPLAINED
        return Fate.SURVIVED if self.expected else Fate.BEYOND

    @property
    def missed(self) -> tuple[str, ...]:
        """Requirements that it breaks and that did not fail."""
        return tuple(name for name in self.expected if name not in self.seen)

    @property
    def collateral(self) -> tuple[str, ...]:
        """Requirements that failed besides: the fault does not aim at them, yet their scenarios meet it too."""
        return tuple(name for name in self.seen if name not in self.expected)


@dataclass(frozen=True, slots=True)
class Matrix:
    """All rows together, with the requirements and kinds of expectation that could have failed.

    `mistakes` are what does not agree with what was agreed on before: see `agreed`. `whole` says that no fault was
    left out, so that what never failed says something.
    """

    profile: str
    rows: tuple[FaultRow, ...]
    requirements: tuple[str, ...]
    musts: frozenset[str]
    kinds: tuple[str, ...]
    seconds: float
    whole: bool = True
    mistakes: tuple[str, ...] = ()

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
        return _never(self.requirements, (name for row in self.rows for name in row.seen))

    @property
    def idle_kinds(self) -> tuple[str, ...]:
        """Kinds of expectation that no fault ever made fail."""
        return _never(self.kinds, (kind for row in self.rows for kind in row.kinds))

    @property
    def score(self) -> float:
        """The share of faults within the catalogue that were killed, from 0 to 1; explained ones were not."""
        within = [row for row in self.rows if row.fate not in (Fate.BEYOND, Fate.SILENT)]
        return sum(row.fate is Fate.KILLED for row in within) / len(within) if within else 0.0

    @property
    def spared(self) -> tuple[str, ...]:
        """MUSTs that let a fault pass which breaks them and nothing else."""
        left = self.having(Fate.SURVIVED)
        return tuple(sorted({name for row in left for name in row.expected if name in self.musts}))

    @property
    def sound(self) -> bool:
        """Whether every fault was killed or explained, nothing stayed unproven, and all is as agreed."""
        wrong = self.having(Fate.SURVIVED) or self.mistakes or any(row.error for row in self.rows)
        return not (wrong or (self.whole and (self.untouched or self.idle_kinds)))


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was looked at before and found in order.

    `explained` says per fault why nothing can catch it; `also` what else follows from a fault, and `noticed` which
    kinds of expectation noticed it.
    """

    explained: Mapping[str, Text] = field(default_factory=dict)
    also: Mapping[str, frozenset[str]] = field(default_factory=dict)
    noticed: Mapping[str, frozenset[str]] = field(default_factory=dict)


def _never(names: Iterable[str], seen: Iterable[str]) -> tuple[str, ...]:
    found = set(seen)
    return tuple(name for name in names if name not in found)
