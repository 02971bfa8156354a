"""The form of an error message: problem details (RFC 9457) with the members that the standard adds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from conformance.contract.differences import shown

PROBLEM = "application/problem+json"
_TEXTS = ("title", "detail", "instance", "code")
_PARTS = ("name", "code", "reason")

Fault = tuple[str, str, str]


def problem_faults(status: int, value: Any) -> Iterator[Fault]:
    """What is wrong with the body of a 4xx answer, as (where, expected, actual)."""
    if not isinstance(value, dict):
        yield "", "an object with title, status, detail, instance and code", shown(value)
        return
    for name in _TEXTS:
        if not isinstance(value.get(name), str):
            yield f"/{name}", "a text", shown(value[name]) if name in value else "(missing)"
    told = value.get("status")
    if told != status or isinstance(told, bool):
        yield "/status", f"{status}, as in the HTTP answer", shown(told) if "status" in value else "(missing)"
    if value.get("invalidParams") is not None:
        yield from _entries(value["invalidParams"])


def _entries(entries: Any) -> Iterator[Fault]:
    if not isinstance(entries, list):
        yield "/invalidParams", "a list", shown(entries)
        return
    for index, entry in enumerate(entries):
        at = f"/invalidParams/{index}"
        if not isinstance(entry, dict):
            yield at, "an object with name, code and reason", shown(entry)
            continue
        for part in _PARTS:
            if not isinstance(entry.get(part), str):
                yield f"{at}/{part}", "a text", shown(entry[part]) if part in entry else "(missing)"


def names_fields(value: Any) -> bool:
    """Whether the error message says of at least one field that it is wrong."""
    entries = value.get("invalidParams") if isinstance(value, dict) else None
    return isinstance(entries, list) and any(isinstance(entry, dict) and entry.get("name") for entry in entries)
