"""A long walk through the whole API, the same every time, in which every fault leaves a trace."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from . import walk_contacten, walk_details, walk_onderwerpen, walk_partijen, walk_taken
from .driving import Differs, Walker

PARTS = (walk_partijen.STAGES, walk_contacten.STAGES, walk_taken.STAGES, walk_details.STAGES, walk_onderwerpen.STAGES)


def walk(walker: Walker) -> None:
    """Do the whole walk."""
    world: dict[str, Any] = {}
    for stages in PARTS:
        for stage in stages:
            stage(walker, world)


def record_of(faults: Iterable[str] = ()) -> list[str]:
    """The record of a whole walk."""
    walker = Walker(tuple(faults))
    try:
        walk(walker)
    finally:
        walker.close()
    return walker.record


def first_difference(faults: Iterable[str], expected: list[str]) -> str | None:
    """The first line in which a walk with these faults goes differently, None when there is none."""
    walker = Walker(tuple(faults), expected)
    try:
        walk(walker)
    except Differs as difference:
        return str(difference)
    finally:
        walker.close()
    return None
