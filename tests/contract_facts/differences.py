"""What differs between two tables of facts, and which of those differences we mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from .facts import EXISTS, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

INTENDED = Path(__file__).with_name("intended.yaml")


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that is not the same in the published description and in our contract (None: not stated)."""

    where: str
    what: str
    published: Any
    ours: Any

    def __str__(self) -> str:
        return f"{self.where}: {self.what} is {self.published!r} published, {self.ours!r} ours"


@dataclass(frozen=True, slots=True)
class Intended:
    """A difference we mean: the places (a * stands for anything), the fact, both values and the reason."""

    where: tuple[str, ...]
    what: str
    published: Any
    ours: Any
    reason: str

    def covers(self, difference: Difference) -> bool:
        """Whether this is the difference that was meant."""
        meant = (self.what, self.published, self.ours)
        same = meant == (difference.what, difference.published, difference.ours)
        return same and any(_matches(pattern, difference.where) for pattern in self.where)

    def idle(self, differences: Sequence[Difference]) -> list[str]:
        """Give the places where the difference no longer exists."""
        met = [difference for difference in differences if self.covers(difference)]
        return [where for where in self.where if not any(_matches(where, one.where) for one in met)]


def differences(published: Table, ours: Table) -> list[Difference]:
    """Give every fact that is not the same, in the order of the published description.

    A place that only one of the two has counts once, without what lies below it.
    """
    places = dict.fromkeys((*published, *ours))
    lone = {where for where, _ in published} ^ {where for where, _ in ours}
    return [
        Difference(where, what, published.get((where, what)), ours.get((where, what)))
        for where, what in places
        if published.get((where, what)) != ours.get((where, what))
        and (what == EXISTS if where in lone and not _within(where, lone) else where not in lone)
    ]


def _within(where: str, places: set[str]) -> bool:
    """Whether the place lies below one of the places."""
    return any(where[:end] in places for end in range(1, len(where)) if where[end] in ".[( ")


def intended(file: Path = INTENDED) -> list[Intended]:
    """Read the differences we mean from intended.yaml, or the file of another profile."""
    entries = yaml.safe_load(file.read_text(encoding="utf-8"))
    return [
        Intended(
            where=tuple([entry["where"]] if isinstance(entry["where"], str) else entry["where"]),
            what=entry["what"],
            published=entry.get("published"),
            ours=entry.get("ours"),
            reason=entry["reason"],
        )
        for entry in entries
    ]


def _matches(pattern: str, where: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), where) is not None
