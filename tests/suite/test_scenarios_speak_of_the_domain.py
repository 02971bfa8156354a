"""A scenario is written in the words of the domain: how they travel over HTTP is for the profiles alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from .shipped import FILES, SHARED, data, short, suite, texts, vocabulary_words, wire_only

METHODS = re.compile(r"\b(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|HTTP|REST|URL|(?i:endpoint|status ?code|header))\b")
STATUS = re.compile(r"(?<![\w.,-])[1-5]\d\d(?![\w.,%-])")
PATH = re.compile(r"(?<![\w}$.:/])/[a-z]|[a-z-]+/\{|\{[a-z]+\}/")
#: In such a text a number is a length.
LENGTH = re.compile(r"\b(tekens|characters)\b")
GENERATED = re.compile(r"\$\{[^}]*\}")
WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
#: Texts that hold a slash because the scenario is about just such texts.
ALLOWED_PATHS = re.compile(r"https?://\S+|</?[a-z]+>")


def wire_in(text: str) -> str:
    """What in a text belongs to HTTP; empty when nothing does."""
    plain = GENERATED.sub("x", text)
    if match := METHODS.search(plain) or (None if LENGTH.search(plain) else STATUS.search(plain)):
        return match.group()
    if match := PATH.search(ALLOWED_PATHS.sub("", plain)):
        return match.group()
    return next(
        (word for word in WORD.findall(plain) if word in wire_only() and (word != word.lower() or "__" in word)), ""
    )


@pytest.mark.parametrize("file", [*FILES, *SHARED], ids=short)
def test_a_scenario_says_nothing_about_http(file: Path) -> None:
    """No path, method, status code, and no name that only the API has; titles, keys and values alike."""
    content = {key: value for key, value in data(file).items() if key not in ("title", "is")}
    titles = data(file).get("title", {}).values()
    assert not [(text, wire) for text in [*texts(content), *titles] if (wire := wire_in(text))]


@pytest.mark.parametrize(
    "text",
    [
        "PATCH",
        "with a DELETE",
        "/partijen",
        "zie /klantcontacten/1",
        "partijen/{uuid}",
        "404",
        "geeft 400",
        "soortPartij",
        "wasPartij",
        "onderwerpobject__uuid",
        "pageSize",
        "de header",
        "statuscode 200",
    ],
)
def test_what_belongs_to_http_is_recognised(text: str) -> None:
    """Otherwise the test above would prove nothing."""
    assert wire_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "registreer_persoon",
        "onderwerp van 200 tekens",
        "${tekst 404}",
        "2026-01-01",
        "en/of",
        "Vraag over afval",
        "1011AA",
        "12345",
    ],
)
def test_what_belongs_to_the_domain_is_left_alone(text: str) -> None:
    """Nor would it be of use."""
    assert not wire_in(text)


def test_every_key_of_a_scenario_is_a_word_of_the_vocabulary() -> None:
    """Apart from the names of rows and columns, and of the attributes inside a value."""
    known = vocabulary_words() | {"title", "verifies", "given", "rows", "steps", "nl", "en"}

    def keys(value: Any) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*map(keys, value.values()), set())
        return set().union(*map(keys, value)) if isinstance(value, list) else set()

    unknown = {
        (short(file), key) for file in FILES for key in keys({**data(file), "rows": {}}) - known if key == key.lower()
    }
    assert not unknown


def test_the_words_of_the_api_are_known() -> None:
    """The contracts are read for what they name."""
    assert {"soortPartij", "indicatieContactGelukt", "pageSize"} <= wire_only()
    assert not {"partij", "onderwerp", "registreer_persoon"} & wire_only()
    assert len(suite().scenarios) > 250
