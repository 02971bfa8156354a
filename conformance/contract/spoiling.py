"""A message that has every part, with one departure from the contract at a time: nothing is left to chance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jsonschema_rs

from conformance.contract.differences import differences
from conformance.contract.harmless import MARK
from conformance.contract.raw import Raw

#: A text that is in no list of codes and has no form.
_WRONG = f"{MARK}onjuist"
#: So many more characters are too long wherever a length is named.
_MUCH = 5000


def spoiled(full: Any, judge: jsonschema_rs.Validator) -> Iterator[Raw]:
    """The full message with every departure that its contract names, each alone; of what may be anything, none."""
    for path in _places(full, ()):
        for scenario, body in _departures(full, path, judge):
            target = "".join(f"/{part}" for part in path)
            yield Raw(True, scenario, target, "body", {}, {}, {}, body, None)


def _departures(full: Any, path: tuple[str | int, ...], judge: jsonschema_rs.Validator) -> Iterator[tuple[str, Any]]:
    if isinstance(path[-1], str):
        yield from _if_wrong("left out", _changed(full, path, None, leaving_out=True), judge)
    yield from _if_wrong("null", _changed(full, path, None), judge)
    value = _at(full, path)
    if isinstance(value, str):
        long = value + (value[-1:] or "x") * _MUCH
        longest = _longest(_changed(full, path, long), judge)
        if longest is not None:
            yield "one too long", _changed(full, path, long[: longest + 1])
        yield from _if_wrong("another text", _changed(full, path, _WRONG[:longest]), judge)
        yield from _if_wrong("empty", _changed(full, path, ""), judge)


def _if_wrong(scenario: str, body: Any, judge: jsonschema_rs.Validator) -> Iterator[tuple[str, Any]]:
    if not judge.is_valid(body):
        yield scenario, body


def _longest(body: Any, judge: jsonschema_rs.Validator) -> int | None:
    found = (each.error.kind for each in differences(judge, body) if each.keyword == "maxLength")
    return max((int(kind.value) for kind in found), default=None)  # of several alternatives the longest


def _places(value: Any, at: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    """Every member and every item, however deep."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for part, each in inside:
        yield (*at, part)
        yield from _places(each, (*at, part))


def _at(value: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        value = value[part]
    return value


def _changed(value: Any, path: tuple[str | int, ...], new: Any, *, leaving_out: bool = False) -> Any:
    """A copy with another value at a place, or without it."""
    part, rest = path[0], path[1:]
    result = value.copy()
    if rest:
        result[part] = _changed(value[part], rest, new, leaving_out=leaving_out)
    elif leaving_out:
        del result[part]
    else:
        result[part] = new
    return result
