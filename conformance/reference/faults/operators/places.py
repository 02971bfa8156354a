"""Changing one member of a JSON value without touching the value itself: the register keeps what it has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

Holder: TypeAlias = Mapping[str, Any]
Change: TypeAlias = Callable[[Holder], Any]


def changed(value: Any, steps: Sequence[str], change: Change) -> Any:
    """A copy in which whatever holds the member at the end of `steps` is changed, at every position of a list."""
    head, rest = steps[0], steps[1:]
    if head == "*":
        return [changed(each, rest, change) for each in value] if isinstance(value, list) and rest else value
    if not isinstance(value, dict):
        return value
    if not rest:
        return change(value)
    return {**value, head: changed(value[head], rest, change)} if head in value else value


def without(name: str) -> Change:
    """The member is not there."""
    return lambda holder: {key: value for key, value in holder.items() if key != name}


def renamed(name: str, other: str) -> Change:
    """The member goes by another name."""
    return lambda holder: {(other if key == name else key): value for key, value in holder.items()}


def replaced(name: str, give: Callable[[Any], Any]) -> Change:
    """The member, when it is there, has another value."""
    return lambda holder: {**holder, name: give(holder[name])} if name in holder else holder
