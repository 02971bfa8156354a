"""What an instance takes from its surroundings: the time, and ids that nobody had before.

Both come from the system, unless whoever runs an instance gives others: a proof compares answers byte by byte,
and can only do so when the same requests get the same ids and moments.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where the time and fresh ids come from."""

    now: Callable[[], datetime]
    fresh_id: Callable[[], str]


SYSTEM = Surroundings(lambda: datetime.now(UTC), lambda: str(uuid.uuid4()))
_CURRENT: ContextVar[Surroundings] = ContextVar("surroundings", default=SYSTEM)


def now() -> datetime:
    """The present moment, in UTC."""
    return _CURRENT.get().now()


def fresh_id() -> str:
    """An id that was not given before, as a UUID."""
    return _CURRENT.get().fresh_id()


@contextmanager
def within(surroundings: Surroundings) -> Iterator[None]:
    """Take time and ids from elsewhere while the block lasts."""
    before = _CURRENT.set(surroundings)
    try:
        yield
    finally:
        _CURRENT.reset(before)
