"""What a profile says it cannot express, by name or by pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase

from conformance.model.text import Text

_MARK = re.compile(r"[=>#]")
_PATTERN = re.compile(r"[*?\[]")


def mark(key: str) -> str:
    """What a key is about: a value (`=`), a length (`>`), how many there are (`#`), or with none of these all of it."""
    found = _MARK.search(key)
    return found.group() if found else ""


def bare(key: str) -> str:
    """What a key is about, without the value, length or number."""
    return _MARK.split(key, maxsplit=1)[0]


def is_pattern(key: str) -> bool:
    """Whether a key stands for several names."""
    return _PATTERN.search(key) is not None


def _kind(key: str) -> tuple[str, bool]:
    return mark(key), "." in bare(key)


class Unable(Mapping[str, Text]):
    """Reasons by name. A name is there under itself, or else under the first shell pattern that it fits.

    A pattern about names says nothing about values, and one without a dot nothing about attributes and arguments.
    Iterating gives the keys as they were written.
    """

    __slots__ = ("_patterns", "_reasons")

    def __init__(self, reasons: Mapping[str, Text]) -> None:
        self._reasons = dict(reasons)
        self._patterns = [(_kind(key), key) for key in self._reasons if is_pattern(key)]

    def __getitem__(self, name: str) -> Text:
        exact = self._reasons.get(name)
        return exact if exact is not None else self._reasons[self.key(name)]

    def key(self, name: str) -> str:
        """The key under which a name is found; KeyError when it is not."""
        if name in self._reasons:
            return name
        kind = _kind(name)
        for of_kind, key in self._patterns:
            if of_kind == kind and fnmatchcase(name, key):
                return key
        raise KeyError(name)

    def stated(self, name: str) -> Text | None:
        """The reason under just this name, patterns left aside."""
        return self._reasons.get(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._reasons)

    def __len__(self) -> int:
        return len(self._reasons)
