"""A generated case before it is made harmless, in terms of our own: what makes it up is not known here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol


class NotSent:
    """No body at all, which is something else than null."""


NOT_SENT = NotSent()


@dataclass(frozen=True, slots=True)
class Raw:
    """A generated case before it is made harmless.

    `negative` is the generator's opinion; what a request proves is decided by our own validator. `target` is the
    parameter or the pointer in the schema that deviates, as far as the generator tells.
    """

    negative: bool
    scenario: str
    target: str
    location: str
    path: Mapping[str, Any]
    query: Mapping[str, Any]
    headers: Mapping[str, str]
    body: Any
    media_type: str | None


class Generating(Protocol):
    """Something that makes up cases for the operations of a contract. Used from one thread."""

    def examples(self, operation_id: str) -> list[Raw]:
        """The documented examples of an operation, completed where needed."""

    def coverage(self, operation_id: str) -> list[Raw]:
        """Every boundary and every violation that the schema of an operation has room for; the first one fits."""

    def fuzz(self, operation_id: str, count: int) -> list[Raw]:
        """`count` random cases, half of them fitting; fewer when the schema leaves no room."""
