"""What a person reads, in the two languages of every report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in Dutch and in English."""

    nl: str
    en: str
