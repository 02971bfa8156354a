"""Checks on single texts; each gives the reason (Dutch) why a text is refused, or None."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from stdnum.nl import bsn

from conformance.reference.domain import surroundings
from conformance.reference.domain.countries import COUNTRIES

_LOCAL = re.compile(r"^[-!#$%&'*+/=?^_`{}|~0-9A-Za-z]+(\.[-!#$%&'*+/=?^_`{}|~0-9A-Za-z]+)*$")
_LABEL = re.compile(r"^[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?$")
_TELEFOON = re.compile(r"^(0[1-9][0-9]{8}|\+[0-9]{9,15}|00[0-9]{7,13})$")
_NIET_TOEGESTAAN = ("0800", "0900", "1400", "140")
_MOMENT = re.compile(r"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$", re.ASCII)
_DATUM = re.compile(r"^\d{4}-\d\d-\d\d$", re.ASCII)
_URI = re.compile(r"^https?://[^\s/?#\[\]@:]+(?::[0-9]{1,5})?(?:[/?#][^\s]*)?$")
_CIJFERS = re.compile(r"^[0-9]+$", re.ASCII)
UUID = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", re.IGNORECASE | re.ASCII)


def email(text: str) -> str | None:
    """An e-mail address with a dotted host name (DIG-13, ACT-08)."""
    local, _, host = text.rpartition("@")
    labels = host.split(".")
    if _LOCAL.match(local) and len(labels) > 1 and all(map(_LABEL.match, labels)) and not labels[-1].isdigit():
        return None
    return "Dit is geen geldig e-mailadres."


def telefoonnummer(text: str) -> str | None:
    """A Dutch or international telephone number, no service numbers (DIG-13)."""
    if _TELEFOON.match(text) and not text.startswith(_NIET_TOEGESTAAN):
        return None
    return "Dit is geen geldig telefoonnummer."


def land(text: str) -> str | None:
    """A country code of ISO 3166-1 alpha-2 (PAR-26)."""
    return None if text in COUNTRIES else "Deze landcode bestaat niet."


def uri(text: str) -> str | None:
    """An absolute http(s) address."""
    return None if _URI.match(text) else "Dit is geen geldige URL."


def cijfers(text: str) -> str | None:
    """A number that people can read out: digits only (PAR-12, KCT-15, ITK-22)."""
    return None if _CIJFERS.match(text) else "Een nummer bestaat alleen uit cijfers."


def elfproef(text: str) -> str | None:
    """A BSN or RSIN: nine digits that pass the eleven test (IDN-14)."""
    if len(text) == 9 and _CIJFERS.match(text) and bsn.is_valid(text):
        return None
    return "Dit nummer voldoet niet aan de elfproef."


def digits_of_length(length: int, text: str) -> str | None:
    """A number of exactly this many digits (IDN-14)."""
    if len(text) == length and _CIJFERS.match(text):
        return None
    return f"Dit nummer heeft precies {length} cijfers."


def moment(text: str) -> datetime | None:
    """The moment an RFC 3339 date-time names, in UTC; None when the text names none (KCT-18)."""
    if not _MOMENT.match(text):
        return None
    try:
        return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def datum(text: str) -> date | None:
    """The day an ISO 8601 calendar date names; None when the text names none."""
    if not _DATUM.match(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def written(at: datetime) -> str:
    """A moment as text, in UTC with a Z."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def now() -> str:
    """The present moment, as text."""
    return written(surroundings.now())
