"""What a person reads, in the two languages of every report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in Dutch and in English."""

    nl: str
    en: str


#: A value of a product is the same in every language; what the suite says itself is not.
Told = Text | str


def both(told: Told) -> Text:
    """What is told, in both languages; a value as it is."""
    return told if isinstance(told, Text) else Text(told, told)
