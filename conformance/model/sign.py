"""What can be seen of an endpoint, and what it would say about a profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from conformance.model.text import Text

Pointers = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Look:
    """One harmless request: a GET, or a POST that changes nothing (`body` is its JSON text)."""

    path: str
    query: tuple[tuple[str, str], ...] = ()
    body: str | None = None

    @property
    def method(self) -> str:
        """GET, or POST when there is a body."""
        return "GET" if self.body is None else "POST"

    def __str__(self) -> str:
        query = "&".join(f"{name}={value}" for name, value in self.query)
        return f"{self.method} {self.path}" + (f"?{query}" if query else "")


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that a profile predicts about an endpoint.

    Exactly one of these is said:

    exists      whether the path is there at all
    known       whether the search parameter `parameter` is known there
    headers     patterns that headers of the answer match
    otherwise   the form of the answer: `shape` (object or list), members that it `holds` or `lacks`; with `items`
                the members of each item in the list at that pointer
    """

    look: Look
    exists: bool | None = None
    parameter: str = ""
    known: bool = True
    headers: Mapping[str, str] = field(default_factory=dict)
    shape: str = ""
    items: tuple[str, ...] | None = None
    holds: Pointers = ()
    lacks: Pointers = ()


class Answered(StrEnum):
    """What an endpoint said about a sign."""

    YES = "yes"
    NO = "no"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Observation:
    """A sign that was looked for: what was predicted, whether it is so, and what was seen."""

    predicted: Text
    answered: Answered
    seen: Text


class Fit(StrEnum):
    """How well a profile fits an endpoint, best first."""

    FITS = "fits"
    PARTLY = "partly"
    UNKNOWN = "unknown"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Match:
    """One profile held against an endpoint. `address` is where it was found."""

    profile: str
    title: Text
    address: str
    fit: Fit
    observations: tuple[Observation, ...]

    def count(self, answered: Answered) -> int:
        """How many signs were answered so."""
        return sum(each.answered is answered for each in self.observations)

    @property
    def score(self) -> float:
        """The share of the signs that could be seen and are as predicted; 0 when none could be seen."""
        yes, no = self.count(Answered.YES), self.count(Answered.NO)
        return yes / (yes + no) if yes + no else 0.0
