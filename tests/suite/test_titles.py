"""A title says what must be seen, in two languages, so that a reader of a report needs nothing else."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from .shipped import FILES, data, short, suite

LONGEST = 200
#: Words with which a sentence says nothing that can be checked.
VAGUE = {
    "nl": "correct correcte juist juiste netjes eventueel zou zouden enz enzovoort normaal gewoon passend adequaat "
    "bijvoorbeeld diverse verschillende robuust foutloos zinvol logisch",
    "en": "correct correctly proper properly should would might could etc appropriate appropriately normally handles "
    "handled various several suitable robust meaningful gracefully",
}


def titles() -> dict[str, dict[str, set[str]]]:
    """Per language, in which files a title stands."""
    found: dict[str, dict[str, set[str]]] = {"nl": defaultdict(set), "en": defaultdict(set)}
    for scenario in suite().scenarios.values():
        for language in found:
            found[language][getattr(scenario.title, language)].add(scenario.file)
    return found


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_title_belongs_to_one_scenario(language: str) -> None:
    """In either language; the rows of a table share theirs."""
    assert not {title: files for title, files in titles()[language].items() if len(files) > 1}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_title_says_what_can_be_checked(language: str) -> None:
    """No word that leaves it to the reader."""
    vague = set(VAGUE[language].split())
    assert not [title for title in titles()[language] if vague & set(re.findall(r"\w+", title.lower()))]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_title_is_one_sentence_of_a_length_that_can_be_read(language: str) -> None:
    """It starts with a capital or a word that has none, has no full stop, and no spaces too many."""
    wrong = [
        title
        for title in titles()[language]
        if not 12 <= len(title) <= LONGEST
        or title[0].islower()
        or title.endswith((".", ":", ","))
        or title != " ".join(title.split())
    ]
    assert not wrong


def test_a_title_is_written_in_both_languages() -> None:
    """And not the same text twice."""
    assert not [file for file in FILES if data(file)["title"]["nl"] == data(file)["title"]["en"]]
    english = re.compile(r"\b(the|with|not|are|and)\b")
    assert not [short(file) for file in FILES if english.search(data(file)["title"]["nl"])]


def test_a_requirement_is_told_in_both_languages() -> None:
    """Its title and its statement; a title names one requirement."""
    requirements = suite().requirements.values()
    texts = [text for one in requirements for text in (one.title, one.statement)]
    assert not [text for text in texts if not text.nl.strip() or not text.en.strip()]
    assert (
        len({one.title.nl for one in requirements}) == len({one.title.en for one in requirements}) == len(requirements)
    )
