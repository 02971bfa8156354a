"""What the contract phase leaves behind of each request: enough to judge it again without the product."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from conformance.contract.issues import Expectation, Purpose
from conformance.model.exchange import Exchange

#: Whose exchanges these are, in the evidence log.
SCOPE = "contract"


@dataclass(frozen=True, slots=True)
class Record:
    """One request of the phase with its exchange.

    `order` is its place in the plan, and unique. `case` says in a few words what the request tries; `target` names
    the part of it that deviates. `replay_of` is the number of the exchange that this one repeats.
    """

    order: int
    operation: str
    purpose: Purpose
    expectation: Expectation
    exchange: Exchange
    case: str = ""
    target: str = ""
    replay_of: int | None = None

    @property
    def number(self) -> int:
        """The number of the exchange in the evidence log."""
        return self.exchange.number

    def note(self) -> dict[str, Any]:
        """Everything but the exchange, as JSON for the evidence log."""
        return {
            "order": self.order,
            "operation": self.operation,
            "purpose": self.purpose.value,
            "expectation": self.expectation.value,
            "exchange": self.number,
            "case": self.case,
            "target": self.target,
            "replay_of": self.replay_of,
        }

    @classmethod
    def from_note(cls, note: Mapping[str, Any], exchange: Exchange) -> Record:
        """The record that `note` was taken from. ValueError or KeyError when the note is not one."""
        return cls(
            order=note["order"],
            operation=note["operation"],
            purpose=Purpose(note["purpose"]),
            expectation=Expectation(note["expectation"]),
            exchange=exchange,
            case=note.get("case", ""),
            target=note.get("target", ""),
            replay_of=note.get("replay_of"),
        )
