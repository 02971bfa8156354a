"""Reading what a message of this dialect holds: ids, references, and what may not be missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from conformance.reference.domain.cleaning import BadReference
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Values
from conformance.reference.domain.store import Record
from conformance.reference.domain.violations import Refused, Unknown, Violation
from conformance.reference.functies.names import violation

_LONGEST_KEY = 40


def reference(raw: Any) -> str:
    """The bare id of another thing."""
    if not isinstance(raw, str) or not raw:
        raise BadReference("invalid", "Hier hoort het id van een ander object, als tekst.")
    if len(raw) > _LONGEST_KEY:
        raise BadReference("max_length", f"Hoogstens {_LONGEST_KEY} tekens toegestaan.")
    return raw.lower()


def demanded(body: Values, *names: str) -> None:
    """Raise Refused for every one of these that a message lacks."""
    missing = [name for name in names if name not in body]
    if missing:
        raise Refused([Violation(name, "required", "Dit veld is verplicht.") for name in missing])


def key(body: Values, name: str = "id") -> str:
    """The id that a message is about; raises Refused when it holds none."""
    demanded(body, name)
    try:
        return reference(body[name])
    except BadReference as bad:
        raise Refused([bad.violation.under(name)]) from None


def known(core: Core, kind: str, body: Values, soort: tuple[str, str] | None = None) -> Record:
    """The thing that a message is about, of this soort; raises Unknown."""
    record = core.find(kind, key(body))
    if soort is not None and record.values[soort[0]] != soort[1]:
        raise Unknown
    return record


def listed(body: Values, name: str, *, least: int = 0) -> list[Any]:
    """The list at this name; raises Refused when it is none, or too short."""
    if least:
        demanded(body, name)
    found = body.get(name, [])
    if not isinstance(found, list):
        raise Refused([Violation(name, "not_a_list", "Hier hoort een lijst.")])
    if len(found) < least:
        raise Refused([Violation(name, "min_items", f"Hier hoort minstens {least} waarde.")])
    return found


def as_object(part: Any) -> Values:
    """One item of a list of objects; raises Refused when it is none."""
    if not isinstance(part, dict):
        raise Refused([Violation("", "invalid", "Hier hoort een object.")])
    return part


@contextmanager
def naming(kind: str, soort: str = "", under: str = "") -> Iterator[None]:
    """Tell refusals inside the block at the names of the message, below `under`."""
    try:
        yield
    except Refused as refused:
        found = [violation(kind, one, soort) for one in refused.violations]
        raise Refused([one.under(under) for one in found] if under else found) from None
