"""Searching with a message: one thing found is told as that thing, anything else as a list (ruling R-13)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from conformance.reference.domain.cleaning import Cleaner
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action, Field, Values
from conformance.reference.domain.store import Record
from conformance.reference.domain.violations import Refused
from conformance.reference.functies.messages import reference
from conformance.reference.functies.parameters import FIELDS
from conformance.reference.functies.telling import Teller
from conformance.reference.http.messages import Answer, Call
from conformance.reference.http.searching import criteria, select

_DIGITS = 10


def find(core: Core, call: Call, body: Values, what: str, keep: Callable[[Record], bool]) -> list[Record]:
    """What a message asks for, the latest registration first; raises Refused when it is not one to search by."""
    asked = replace(call, query=tuple(_pairs(_cleaned(FIELDS[what], body), body)))
    return [record for record in select(core, asked, criteria(core, asked)) if keep(record)]


def answer(core: Core, call: Call, found: list[Record], status: int) -> Answer:
    """What was found, told."""
    told = [Teller(core, call).tell(record) for record in found]
    return Answer(status, told[0] if len(told) == 1 else told)


def _cleaned(fields: tuple[Field, ...], body: Values) -> Values:
    cleaner = Cleaner(reference, lambda _kind, _id: True)
    values = cleaner.clean(fields, body, Action.AMEND, None)
    if cleaner.violations:
        raise Refused(cleaner.violations)
    return values


def _pairs(values: Mapping[str, Any], sent: Values, prefix: str = "") -> Iterator[tuple[str, str]]:
    """What was sent, as names with dots and texts; cleaning fills in what a group was not given."""
    for name in (name for name in values if name in sent):
        value, path = values[name], f"{prefix}{name}"
        if isinstance(value, dict):
            yield from _pairs(value, sent[name], f"{path}.")
        elif isinstance(value, list):
            for item, raw in zip(value, sent[name], strict=True):
                yield from _pairs(item, raw, f"{path}.")
        else:
            yield path, f"{value:0{_DIGITS}d}" if path == "nummer" else _text(value)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
