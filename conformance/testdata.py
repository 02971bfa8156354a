"""Fictitious test data: unique per run, recognisable as ours, and able to reach nobody.

Every value follows from a key (run, scenario, attempt, generator, label), so that an evidence log can be
judged again with the same values. Checksums come from python-stdnum.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

MARK = "kitproef"
"""Every unique text that the suite makes starts with this word, so that leftovers can be found."""


def _number(key: str, below: int) -> int:
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big") % below


def unique(key: str) -> str:
    """A text of 22 characters that nobody else uses."""
    return f"{MARK}-{hashlib.sha256(key.encode()).hexdigest()[:13]}"


def number(key: str) -> str:
    """A number of ten digits, as text."""
    return f"9{_number(key, 10**9):09d}"


def bsn(key: str) -> str:
    """A burgerservicenummer that passes the elfproef and starts with 9, like those of test data.

    Those start with 9999, but then only a few thousand are left, and in a run each must be unique.
    """
    return _eleven("9", key)


def rsin(key: str) -> str:
    """An RSIN that passes the same check, in another range (8…)."""
    return _eleven("8", key)


def _eleven(prefix: str, key: str) -> str:
    """Nine digits that pass the elfproef: for ten bodies in eleven exactly one last digit does."""
    from stdnum.nl import bsn as rule  # noqa: PLC0415 - only where an identifier is made

    bodies = (f"{prefix}{_number(f'{key}/{attempt}', 10**7):07d}" for attempt in range(1000))
    return next(body + digit for body in bodies for digit in "0123456789" if rule.is_valid(body + digit))


def kvk(key: str) -> str:
    """A KvK number: eight digits, without a checksum."""
    return f"99{_number(key, 10**6):06d}"


def establishment(key: str) -> str:
    """A vestigingsnummer: twelve digits, without a checksum."""
    return f"9999{_number(key, 10**8):08d}"


def six_digits(key: str) -> str:
    """Six digits: behind two zeros they are a KvK number, of a series that is not issued."""
    return f"{_number(key, 10**6):06d}"


def email(key: str) -> str:
    """An address in a domain reserved for documentation (RFC 2606)."""
    return f"{unique(key)}@example.org"


def phone(key: str) -> str:
    """A number outside the series that are issued (060), so that nobody's phone rings."""
    return f"060{_number(key, 10**7):07d}"


def identifier(key: str) -> str:
    """A UUID, version 4 in form."""
    return str(uuid.UUID(bytes=hashlib.sha256(key.encode()).digest()[:16], version=4))


def bag_id(key: str) -> str:
    """An identification of a nummeraanduiding: sixteen digits, object type 20, in a municipality without number."""
    return f"999920{_number(key, 10**10):010d}"


def iban(key: str) -> str:
    """An account number at a bank code that does not exist (ZZZZ), with the right check digits (ISO 13616)."""
    from stdnum import iban as rule  # noqa: PLC0415 - only where an account number is made

    account = f"ZZZZ{_number(key, 10**10):010d}"
    return f"NL{rule.calc_check_digits(f'NL00{account}')}{account}"


def phone_abroad(key: str) -> str:
    """The same made-up number as `phone` gives, in international form (E.164)."""
    return f"+31{phone(key)[1:]}"


GENERATORS: dict[str, Callable[[str], str]] = {
    "uniek": unique,
    "nummer": number,
    "bsn": bsn,
    "rsin": rsin,
    "kvk": kvk,
    "vestiging": establishment,
    "zes_cijfers": six_digits,
    "email": email,
    "telefoon": phone,
    "telefoon_internationaal": phone_abroad,
    "iban": iban,
    "uuid": identifier,
    "bag_id": bag_id,
}


def text_of(length: int, key: str) -> str:
    """A unique text of exactly `length` characters, without spaces at its ends."""
    start = unique(key)
    return (start + "-" + "abcdefghij" * (length // 10 + 1))[:length]


def moment(start: datetime, days: int = 0) -> str:
    """The run's start, moved by whole days, as RFC 3339 in UTC, to the second."""
    return (start.astimezone(UTC) + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
