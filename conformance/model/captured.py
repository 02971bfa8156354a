"""What came back from the product, in the words of the domain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from conformance.model.text import Text


@dataclass(frozen=True, slots=True)
class Captured:
    """A record as read from an answer. An attribute that the answer did not have is not in `values`.

    `implied` are attributes that the operation which answered says by itself, whatever the answer says.
    """

    record: str
    values: Mapping[str, Any] = field(default_factory=dict)
    implied: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str | None:
        """The id that the product gave it, if the answer had one."""
        found = self.values.get("id")
        return found if isinstance(found, str) else None


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found. `more` is true when the suite stopped before the last page.

    `bare` is true when it came as one thing, not as a list: then there may be others (R-13).
    """

    items: tuple[Captured, ...]
    total: Any = None
    more: bool = False
    problem: Text | None = None
    bare: bool = False
