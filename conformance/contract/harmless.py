"""Making generated values harmless and recognisable: they may be stored, mailed, dialled or opened by the product."""

from __future__ import annotations

import hashlib
import re
from typing import Any

MARK = "contracttoets-"
_MAIL = re.compile(r"([^@\s]*)@([^@\s]+)")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://", re.ASCII)
_PHONES = (
    (re.compile(r"\+[0-9]{7,15}"), "+31600000000"),
    (re.compile(r"00[1-9][0-9]{6,13}"), "0031600000000"),
    (re.compile(r"0[1-9][0-9]{8}"), "0600000000"),
)
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_LARGE = 10_000
_PLAIN = 16  # a longer run of one character is filling, and becomes our mark


def harmless(text: str) -> str:
    """A text of about the same length and shape that reaches nobody: mail, web, telephone and citizen numbers."""
    if match := _MAIL.fullmatch(text):
        return _mail(match)
    if _ADDRESS.match(text):
        return "https://example.org/" + "a" * max(0, len(text) - len("https://example.org/"))
    for pattern, nobody in _PHONES:
        if pattern.fullmatch(text):
            return nobody
    if len(text) == 9 and elfproef(text):
        return fresh_digits(text, "harmless", 0)
    if len(text) > _PLAIN and len(set(text)) == 1:
        return (MARK * (len(text) // len(MARK) + 1))[: len(text)]
    return text


def _mail(match: re.Match[str]) -> str:
    local, domain = match.groups()
    if domain.lower() in ("example.org", "example.com", "example.net") or domain.endswith((".example", ".invalid")):
        return match.group()
    return f"{local}{'a' * max(0, len(domain) - len('example.org'))}@example.org"


def elfproef(text: str) -> bool:
    """Whether nine digits are a well-formed citizen service number or RSIN."""
    if len(text) != len(_WEIGHTS) or not (text.isascii() and text.isdigit()) or not int(text):
        return False
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, text, strict=True)) % 11 == 0


def fresh_digits(text: str, seed: object, turn: int) -> str:
    """Other digits of the same length, equally well-formed: a number that must be unique can be sent again."""
    checked = elfproef(text)
    for attempt in range(1000):
        digest = hashlib.sha256(f"{seed} {turn} {attempt} {text}".encode()).hexdigest()
        digits = str(int(digest, 16))[-len(text) :]
        # Citizen numbers that start with 9999 are the ones that test data uses.
        found = "9999" + digits[4:] if checked else "9" + digits[1:]
        if not checked or elfproef(found):
            return found
    return text


def freshen(value: Any, seed: object, turn: int) -> Any:
    """The value with every number of five digits or more, also one written as a text, replaced by a fresh one."""
    if isinstance(value, dict):
        return {name: freshen(each, seed, turn) for name, each in value.items()}
    if isinstance(value, list):
        return [freshen(each, seed, turn) for each in value]
    if not is_number(value):
        return value
    if isinstance(value, int):
        return int(fresh_digits(str(value), seed, turn))
    dialled = any(pattern.fullmatch(value) for pattern, _ in _PHONES)
    return harmless(value) if dialled else fresh_digits(value, seed, turn)


def is_number(value: Any) -> bool:
    """Whether this is a number of five digits or more, maybe one that is written as a text."""
    if isinstance(value, str):
        return len(value) >= len(str(_LARGE)) and value.isascii() and value.isdigit()
    return isinstance(value, int) and not isinstance(value, bool) and value >= _LARGE
