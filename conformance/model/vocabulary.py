"""The words that scenarios are written in: records, their attributes, actions and outcomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from conformance.model.text import Text


@dataclass(frozen=True, slots=True)
class ActionWord:
    """An action of the domain.

    `subject` is the argument that names the thing acted upon; `record` what is sent and given back;
    `filters` the search arguments; `outcome` what usually happens; `requirement` where to look first when it
    does not work; `defaults` what a valid registration needs and the scenario did not say.
    """

    name: str
    does: Text
    record: str
    outcome: str
    requirement: str
    subject: str = ""
    many: bool = False
    takes: tuple[str, ...] = ()
    defaults: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words together. `records` maps a record to its attributes."""

    records: Mapping[str, tuple[str, ...]]
    actions: Mapping[str, ActionWord]
    outcomes: Mapping[str, Text]

    def arguments(self, action: str) -> tuple[str, ...]:
        """Every argument that the action accepts."""
        word = self.actions[action]
        subject = (word.subject,) if word.subject else ()
        attributes = () if word.many or word.outcome == "removed" else self.records.get(word.record, ())
        return (*subject, *word.takes, *attributes)
