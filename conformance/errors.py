"""Every mistake a user can make, told the same way: where it is, what is wrong, how to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """A position that a person can open: a file and, when known, a line (counted from 1)."""

    file: Path | str
    line: int | None = None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else str(self.file)


class UserError(Exception):
    """Wrong input. Carries `where`, `what` and `fix`; printing it never needs a traceback.

    `nl` says what is wrong and how to mend it in Dutch, for what may end up in a report.
    """

    def __init__(self, where: Place | str, what: str, fix: str = "", *, nl: tuple[str, str] | None = None) -> None:
        self.where, self.what, self.fix = str(where), what, fix
        super().__init__(f"{self.where}: {what}" + (f"\n  fix: {fix}" if fix else ""))
        self.dutch = f"{self.where}: {nl[0]}\n  doe: {nl[1]}" if nl else ""


class UserErrors(UserError):
    """Several mistakes found in one go, so that nobody has to mend them one run at a time."""

    def __init__(self, errors: Iterable[UserError]) -> None:
        self.errors = tuple(errors)
        first = self.errors[0]
        super().__init__(first.where, first.what, first.fix)

    def __str__(self) -> str:
        return "\n".join(str(error) for error in self.errors)


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A suggestion for a misspelt `word`, or the short list of what is possible, or what is said otherwise."""
    names = sorted(set(known))
    near = difflib.get_close_matches(word, names, n=2, cutoff=0.6)
    if near:
        return "did you mean " + " or ".join(repr(name) for name in near) + "?"
    return "known: " + ", ".join(names) if 0 < len(names) <= 12 else otherwise
