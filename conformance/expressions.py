"""References and generated values in scenarios: `$contact.onderwerp`, `${uniek}`, `${tekst 201}`.

The language is closed: a reference, a generator with at most two words, and nothing else. No code is executed.
A text that is one expression keeps the type of its value; an expression inside a text becomes text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from conformance import testdata
from conformance.errors import did_you_mean
from conformance.model.captured import Captured, Found
from conformance.model.text import Text

REFERENCE = re.compile(r"\$([a-z][a-zA-Z0-9_]*)(?:\.([a-z][a-zA-Z0-9_]*))?")
GENERATED = re.compile(r"\$\{([a-z][a-z_]*)(?: ([A-Za-z0-9_-]{1,40}))?\}")
_TIMES = {"nu": 0, "gisteren": -1, "morgen": 1}
#: So much before the run began is now: a clock that lags a little must not take it for the future.
_MARGIN = timedelta(minutes=2)
#: Bounds of `${tekst N}` in characters; a shorter text could not be unique.
SHORTEST_TEXT, LONGEST_TEXT = 22, 10_000


class ExpressionError(ValueError):
    """An expression that cannot have a value. `missing` is true when a product left the value out."""

    def __init__(self, message: str, *, missing: bool = False, nl: str = "") -> None:
        super().__init__(message)
        self.missing = missing
        #: The same for people. What only a mistake in the suite can cause is told in English alone.
        self.text = Text(nl or message, message)


@dataclass(slots=True)
class Scope:
    """What expressions may refer to: earlier captures, the row of the table, and the keys for generated values.

    `turn` is the number of the step: what a profile generates differs from step to step. `latest` has per id what
    is known of a thing since it was changed.
    """

    key: str
    start: datetime = field(default_factory=lambda: datetime(2026, 1, 1, tzinfo=UTC))
    row: Mapping[str, Any] = field(default_factory=dict)
    captures: dict[str, Captured | Found] = field(default_factory=dict)
    turn: int = 0
    latest: dict[str, Mapping[str, Any]] = field(default_factory=dict)


def resolve(value: Any, scope: Scope) -> Any:
    """The value with every expression in it replaced. Raises ExpressionError."""
    if isinstance(value, str):
        return _text(value, scope)
    if isinstance(value, Mapping):
        return {key: resolve(item, scope) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [resolve(item, scope) for item in value]
    return value


def _text(text: str, scope: Scope) -> Any:
    if "$" not in text:
        return text
    if whole := REFERENCE.fullmatch(text):
        return _look_up(whole, scope)
    if whole := GENERATED.fullmatch(text):
        return _generate(whole, scope)
    return GENERATED.sub(lambda match: str(_generate(match, scope)), text)


def _look_up(match: re.Match[str], scope: Scope) -> Any:
    name, attribute = match.groups()
    if name == "row":
        if attribute not in scope.row:
            raise ExpressionError(f"this row has no {attribute!r}")
        return resolve(scope.row[attribute], replace(scope, row={}))
    captured = scope.captures.get(name)
    if captured is None:
        raise ExpressionError(
            f"nothing was captured as {name!r}", missing=True, nl=f"er is niets vastgehouden als {name!r}"
        )
    if not attribute:
        return captured
    if isinstance(captured, Found):
        raise ExpressionError(f"{name!r} is what a search found, it has no attributes")
    if attribute not in captured.values:
        raise ExpressionError(
            f"the answer captured as {name!r} has no {attribute!r}",
            missing=True,
            nl=f"het antwoord dat is vastgehouden als {name!r} heeft geen {attribute!r}",
        )
    return captured.values[attribute]


def _generate(match: re.Match[str], scope: Scope) -> Any:
    name, label = match.groups()
    if name in _TIMES:
        return testdata.moment(scope.start - _MARGIN, _TIMES[name])
    if name == "tekst":
        length, _, variant = (label or "").partition("-")
        if not _is_length(length):
            raise ExpressionError(_NO_LENGTH)
        return testdata.text_of(int(length), f"{scope.key}/tekst/{variant}")
    if name not in testdata.GENERATORS:
        raise ExpressionError(f"unknown value ${{{name}}}")
    return testdata.GENERATORS[name](f"{scope.key}/{name}/{label or ''}")


_NO_LENGTH = f"${{tekst N}} needs a length from {SHORTEST_TEXT} to {LONGEST_TEXT}"


def _is_length(text: str) -> bool:
    return text.isdigit() and len(text) <= len(str(LONGEST_TEXT)) and SHORTEST_TEXT <= int(text) <= LONGEST_TEXT


#: Per capture the attributes that it can have; None for what a search found, which has none.
Captures = Mapping[str, Collection[str] | None]


def problems(value: Any, captures: Captures, row: Collection[str] | None) -> Iterator[str]:
    """What is wrong with the expressions in a value, before anything runs, as `what; fix`: for lint.

    `row` are the columns of the scenario's table, None when it has no table.
    """
    if isinstance(value, Mapping):
        for item in value.values():
            yield from problems(item, captures, row)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from problems(item, captures, row)
    elif isinstance(value, str) and "$" in value:
        yield from _text_problems(value, captures, row)


def _text_problems(text: str, captures: Captures, row: Collection[str] | None) -> Iterator[str]:
    if match := REFERENCE.fullmatch(text):
        name, attribute = match.groups()
        yield from _row_problems(attribute, row) if name == "row" else _capture_problems(name, attribute, captures)
        return
    for match in GENERATED.finditer(text):
        name, label = match.groups()
        if name == "tekst":
            if not _is_length((label or "").partition("-")[0]):
                yield f"{_NO_LENGTH}; such as ${{tekst 200}}"
        elif name not in testdata.GENERATORS and name not in _TIMES:
            known = sorted([*testdata.GENERATORS, *_TIMES, "tekst"])
            yield f"unknown value ${{{name}}}; {did_you_mean(name, known) or 'known: ' + ', '.join(known)}"
    if "$" in GENERATED.sub("", text):
        yield (
            f"{text!r} holds a $ that means nothing; a reference ($name, $name.attribute) must be the whole value, "
            "and ${…} holds one word, or two"
        )


def _row_problems(attribute: str | None, row: Collection[str] | None) -> Iterator[str]:
    if row is None:
        yield "$row is used, but this scenario has no rows; add rows, or write the value itself"
    elif attribute is None:
        yield "$row must say which column; write $row.name"
    elif attribute not in row:
        yield f"the rows have no {attribute!r}; {did_you_mean(attribute, row) or 'add it to every row'}"


def _capture_problems(name: str, attribute: str | None, captures: Captures) -> Iterator[str]:
    if name not in captures:
        fix = did_you_mean(name, captures) or f"give an earlier step as: {name}"
        yield f"nothing earlier is captured as {name!r}; {fix}"
        return
    known = captures[name]
    if attribute and known is None:
        yield f"{name!r} is what a search found, it has no attributes; get the one that you need, and use that"
    elif attribute and attribute not in (known or ()):
        yield f"what is captured as {name!r} has no {attribute!r}; {did_you_mean(attribute, known or ())}"
