"""What a rule is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conformance.reference.domain.changes import Change
    from conformance.reference.domain.core import Core


class Stage(Enum):
    """When a rule is applied to a write; see the package."""

    DERIVE = auto()
    NESTED = auto()
    CHECK = auto()
    EFFECT = auto()


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule; a fault can switch it off by its name."""

    name: str
    stage: Stage
    apply: Callable[[Core, Change], None]


def alone(apply: Callable[[Change], None]) -> Callable[[Core, Change], None]:
    """A rule that looks at nothing but the write itself."""
    return lambda _core, change: apply(change)
