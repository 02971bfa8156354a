"""The form of an error message: problem details (RFC 9457) with the members that the standard adds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from conformance.contract import told
from conformance.contract.differences import shown
from conformance.model.text import Text

PROBLEM = "application/problem+json"
_TEXTS = ("title", "detail", "instance", "code")
_PARTS = ("name", "code", "reason")

Fault = tuple[str, Text, Text]


def problem_faults(status: int, value: Any) -> Iterator[Fault]:
    """What is wrong with the body of a 4xx answer, as (where, expected, actual)."""
    if not isinstance(value, dict):
        yield "", told.A_PROBLEM, shown(value)
        return
    for name in _TEXTS:
        if not isinstance(value.get(name), str):
            yield f"/{name}", told.A_TEXT, shown(value[name]) if name in value else told.MISSING
    given = value.get("status")
    if given != status or isinstance(given, bool):
        yield "/status", told.same_status(status), shown(given) if "status" in value else told.MISSING
    if value.get("invalidParams") is not None:
        yield from _entries(value["invalidParams"])


def _entries(entries: Any) -> Iterator[Fault]:
    if not isinstance(entries, list):
        yield "/invalidParams", told.A_LIST, shown(entries)
        return
    for index, entry in enumerate(entries):
        at = f"/invalidParams/{index}"
        if not isinstance(entry, dict):
            yield at, told.A_NAMED_PART, shown(entry)
            continue
        for part in _PARTS:
            if not isinstance(entry.get(part), str):
                yield f"{at}/{part}", told.A_TEXT, shown(entry[part]) if part in entry else told.MISSING


def names_fields(value: Any) -> bool:
    """Whether the error message says of at least one field that it is wrong."""
    entries = value.get("invalidParams") if isinstance(value, dict) else None
    return isinstance(entries, list) and any(isinstance(entry, dict) and entry.get("name") for entry in entries)
