"""What a reader of scenario files keeps while it reads: the file, its table, what was captured, and the mistakes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from conformance.errors import UserError, did_you_mean
from conformance.expressions import problems
from conformance.loading.yamlfile import PathKey, YamlFile

#: The keys of a step besides its action.
STEP_KEYS = ("as", "by", "with", "without", "sent_as", "expect", "verifies")
_COLUMN = re.compile(r"\$row\.([a-z][a-zA-Z0-9_]*)")


def names(value: Any) -> tuple[str, ...]:
    """One word or a list of words, as words."""
    return (value,) if isinstance(value, str) else tuple(value)


def advice(word: str, known: Collection[str], otherwise: str) -> str:
    """What was probably meant, or else what to do."""
    return did_you_mean(word, known) or otherwise


@dataclass(slots=True)
class Marks:
    """The state of reading one file. `captures` says per name which attributes it has; None for a search."""

    source: YamlFile
    rows: Mapping[str, Mapping[str, Any]] | None = None
    captures: dict[str, tuple[str, ...] | None] = field(default_factory=dict)
    mistakes: list[UserError] = field(default_factory=list)

    @property
    def columns(self) -> set[str] | None:
        """The columns of the table; None when there is no table."""
        return {column for row in self.rows.values() for column in row} if self.rows else None

    def wrong(self, path: PathKey, what: str, fix: str) -> None:
        """Note a mistake at a place in the file."""
        self.mistakes.append(UserError(self.source.place(*path), what, fix))

    def expressions(self, value: Any, path: PathKey) -> None:
        """Note every expression in a value that could not be given a value."""
        for problem in problems(value, self.captures, self.columns):
            what, _, fix = problem.partition("; ")
            self.wrong(path, what, fix)

    def given(self, value: Any, path: PathKey) -> Iterator[tuple[Any, PathKey]]:
        """The values that stand here: itself, or for a column what each row has, with the place of each."""
        match = _COLUMN.fullmatch(value) if isinstance(value, str) else None
        if match is None:
            yield value, path
            return
        for name, row in (self.rows or {}).items():
            if match[1] in row:
                yield row[match[1]], ("rows", name, match[1])

    def words(self, value: Any, known: Collection[str], what: str, path: PathKey) -> tuple[str, ...]:
        """Words from a closed list, also when they stand in the table. `what` tells of `{}` that is not in it."""
        for index, name in enumerate(names(value)):
            here = path if isinstance(value, str) else (*path, index)
            self.expressions(name, here)
            for word, place in self.given(name, here):
                if not isinstance(word, str):
                    self.wrong(place, what.format(repr(word)), "write one word in each row")
                elif word not in known:
                    self.wrong(place, what.format(repr(word)), advice(word, known, _VOCABULARY))
        return names(value)

    def check_table(self, steps: Any) -> None:
        """The rows: all with the same columns, each column used, and no expression in them without a value."""
        columns, used = self.columns or set(), set(_COLUMN.findall(repr(steps)))
        for column in sorted(columns - used):
            self.wrong(
                ("rows",), f"no step uses the column {column!r}", f"refer to it as $row.{column}, or take it out"
            )
        for name, row in (self.rows or {}).items():
            for column in sorted(columns - set(row)):
                self.wrong(("rows", name), f"row {name!r} lacks {column!r}", "fill the same columns in every row")
            for column, value in row.items():
                if "$row" in repr(value):
                    self.wrong(("rows", name, column), "a row cannot refer to a row", "write the value out")
                else:
                    self.expressions(value, ("rows", name, column))


_VOCABULARY = "see scenarios/vocabulary.yaml for the words that exist"
