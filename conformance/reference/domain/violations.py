"""What is wrong with a message, and the refusals the core raises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing wrong: the dotted path of the field, a machine code, a reason in Dutch."""

    path: str
    code: str
    reason: str

    def under(self, prefix: str) -> Violation:
        """The same violation, found inside a group or a list."""
        return Violation(f"{prefix}.{self.path}" if self.path else prefix, self.code, self.reason)


class Refused(Exception):
    """A write that breaks a rule. Nothing of it was stored."""

    def __init__(self, violations: Sequence[Violation]) -> None:
        self.violations = tuple(violations)
        super().__init__("; ".join(f"{v.path}: {v.reason}" for v in self.violations))


class InUse(Exception):
    """A removal that would leave something pointing at nothing it can do without."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class Unknown(Exception):
    """There is no such resource."""
