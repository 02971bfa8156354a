"""What the standard asks, and what was decided where it contradicts itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from conformance.model.text import Text


class Level(StrEnum):
    """How strongly a requirement binds (RFC 2119 words)."""

    MUST = "MUST"
    SHOULD = "SHOULD"
    MAY = "MAY"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One testable sentence of the standard.

    `source` names documents and codes; `not_tested` says why no scenario verifies it;
    `rulings` are the decisions that shape how it is judged.
    """

    id: str
    capability: str
    level: Level
    title: Text
    statement: Text
    source: tuple[str, ...]
    rulings: tuple[str, ...] = ()
    not_tested: Text | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision on clauses that contradict each other; while `open`, what it touches is disputed."""

    id: str
    title: Text
    decision: Text
    clauses: tuple[str, ...]
    open: bool
    date: str
    by: str


@dataclass(frozen=True, slots=True)
class Capability:
    """A conformance class that a product can claim. `includes` are classes that it stands on."""

    id: str
    title: Text
    includes: tuple[str, ...] = ()
