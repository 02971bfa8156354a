"""What the operators need to know of a contract, handed to them: the reference reads no contract itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from conformance.reference.domain import checks
from conformance.reference.faults.fault import Fault

_TYPES: Mapping[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "null": lambda value: value is None,
}
_FORMS: Mapping[str, Callable[[str], bool]] = {
    "date": lambda text: checks.datum(text) is not None,
    "date-time": lambda text: isinstance(checks.moment(text), datetime),
    "email": lambda text: checks.email(text) is None,
    "uuid": lambda text: checks.UUID.match(text) is not None,
    "uri": lambda text: checks.uri(text) is None,
}


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a message or an answer.

    pointer   where it stands, `*` for every position of a list
    breaks    per keyword of JSON Schema the requirements that a departure falls under
    samples   values that were accepted here before
    target    the route of the collection that it refers to, for a reference, which has its id at `key`
    """

    pointer: str
    types: frozenset[str] = frozenset()
    required: bool = False
    choices: tuple[Any, ...] = ()
    longest: int | None = None
    shortest: int = 0
    form: str = ""
    pattern: str = ""
    breaks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    samples: tuple[Any, ...] = ()
    target: str = ""
    key: str = "uuid"

    @property
    def steps(self) -> tuple[str, ...]:
        """The parts of the pointer."""
        return tuple(self.pointer.split("/")[1:])

    def departs(self, keyword: str, value: Any) -> bool:
        """Whether a value that is there departs from the contract by this keyword."""
        match keyword:
            case "null":
                return value is None and bool(self.types) and "null" not in self.types
            case "type":
                fits = any(_TYPES[name](value) for name in self.types)
                return value is not None and bool(self.types) and not fits
            case "enum":
                return value is not None and not isinstance(value, dict | list) and value not in self.choices
            case "reference":
                return any(isinstance(each, dict) and not self._refers(each) for each in _each(value))
        return isinstance(value, str) and self._text_departs(keyword, value)

    def _refers(self, value: dict[str, Any]) -> bool:
        found = value.get(self.key)
        return isinstance(found, str) and _FORMS["uuid"](found)

    def _text_departs(self, keyword: str, value: str) -> bool:
        match keyword:
            case "maxLength":
                return self.longest is not None and len(value) == self.longest + 1
            case "minLength":
                return len(value) < self.shortest
            case "format":
                return self.form in _FORMS and value != "" and not _FORMS[self.form](value)
            case "pattern":
                return value != "" and re.search(self.pattern, value) is None
        return False


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A search parameter: which requirements ask that its value counts, and which that a wrong one is refused."""

    name: str
    counts: tuple[str, ...]
    refused: str


@dataclass(frozen=True, slots=True)
class Facts:
    """One operation.

    `route` is its path as the dialect lists it; `collection` the things it is about; `key` the member that holds an id.
    `success` is the status of an answer that says it went well, and `other_success` one that says so too but that the
    contract does not allow.
    `rules` says per rule of the contract which requirement a departure falls under.
    """

    id: str
    method: str
    route: str
    collection: str
    success: int
    other_success: int
    headers: Mapping[str, str]
    told: tuple[Member, ...]
    asked: tuple[Member, ...]
    parameters: tuple[Parameter, ...]
    rules: Mapping[str, str]
    key: str = "uuid"


@dataclass(frozen=True, slots=True)
class Operator:
    """A fault that was made from the contract, and which answers of which operations it can change at all.

    `on` is the hundred of the status that such an answer has without the fault: 2 or 4; 0 for any.
    """

    fault: Fault
    operations: tuple[str, ...]
    on: int = 0
