"""A scenario: one behaviour, in the words of the domain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from conformance.model.exchange import Credentials
from conformance.model.text import Text


@dataclass(frozen=True, slots=True)
class Expect:
    """What must be seen after a step.

    `outcomes` are the domain outcomes that are acceptable, any one of them. The rest are expectations on what
    came back; each is judged apart. `stated` is false when the scenario left everything to the action: such a step is
    a precondition, not a proof. `usual` is true when it left the outcome to the action: that it ends well is what
    counts then, and which of the codes for that it has is for the contract to judge.
    """

    outcomes: tuple[str, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    differs: Mapping[str, Any] = field(default_factory=dict)
    text_holds: Mapping[str, Any] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    as_sent: bool = False
    same_as: str = ""
    apart_from: tuple[str, ...] = ()
    contains: tuple[Any, ...] = ()
    excludes: tuple[Any, ...] = ()
    exactly: tuple[Any, ...] | None = None
    each: Mapping[str, Any] = field(default_factory=dict)
    none: Mapping[str, Any] = field(default_factory=dict)
    distinct: bool = False
    total: Any = None
    blames: tuple[str, ...] = ()
    looks_like: Mapping[str, str] = field(default_factory=dict)
    any_present: tuple[str, ...] = ()
    each_present: tuple[str, ...] = ()
    in_order: str = ""
    stated: bool = True
    usual: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One action with its arguments. `line` is where it stands in its file.

    `sent_as` names a form that the API does not take, for steps that try just that.
    """

    action: str
    arguments: Mapping[str, Any]
    expect: Expect
    verifies: tuple[str, ...]
    save_as: str = ""
    without: tuple[str, ...] = ()
    credentials: Credentials = Credentials.OWN
    sent_as: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Scenario:
    """One behaviour. Its id is its path; a row of a table of values adds its name."""

    id: str
    capability: str
    title: Text
    verifies: tuple[str, ...]
    steps: tuple[Step, ...]
    file: str
    line: int = 1
    row: Mapping[str, Any] = field(default_factory=dict)
    digest: str = ""
