"""What a product sent is shown whole, or it says what was left out."""

from __future__ import annotations

import pytest

from conformance.reporting.visible import Shown, block, body, fitted, line, visible, width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("gewone tekst, é en 日本 🙂", "gewone tekst, é en 日本 🙂"),
        ("\x1b[31mrood", "[U+001B][31mrood"),
        ("a\u202eb\u2066c", "a[U+202E]b[U+2066]c"),
        ("vast\u00a0spatie\u200b", "vast[U+00A0]spatie[U+200B]"),
        ("\ud800\ufffe", "[U+D800][U+FFFE]"),
        ("e\u0301", "e\u0301"),
        ("e" + "\u0301" * 4, "e" + "[U+0301]" * 4),
    ],
)
def test_what_cannot_be_seen_is_written_out(text: str, shown: str) -> None:
    """Controls, bidi marks, odd spaces, halves of characters and piled accents get their code."""
    assert visible(text) == shown


def test_a_line_has_no_breaks_and_a_block_keeps_them() -> None:
    """One-line places cannot be broken out of; blocks keep their layout."""
    assert line("a\nb\tc", 99).text == "a b[U+0009]c"
    assert block("a\r\nb\tc\rd", 99).text == "a\nb\tc[U+000D]d"


def test_a_cut_text_says_how_much_there_was() -> None:
    """The limit counts characters of the original."""
    assert line("\x00" * 10, 4) == Shown("[U+0000]" * 4, 4, 10)
    assert line("\x00" * 10, 4).cut
    assert not line("abcd", 4).cut


def test_json_is_laid_out_with_its_own_tokens() -> None:
    """Doubled names, escapes and spellings of numbers stay: they can be the very fault."""
    sent = b'{"a":1.0e5,"a":[ ],"b":[{"c":"x{,:\\"\\u202e"},null]}'

    assert body(sent, 999).text == (
        '{\n  "a": 1.0e5,\n  "a": [],\n  "b": [\n    {\n      "c": "x{,:\\"\\u202e"\n    },\n    null\n  ]\n}'
    )


@pytest.mark.parametrize("sent", [b"[" * 100_000, b'{"a":[', b"<html>", b'"alleen tekst"'])
def test_what_is_no_readable_json_stays_as_it_was_sent(sent: bytes) -> None:
    """Broken or bottomless JSON is evidence too."""
    assert body(sent, 50).text == sent.decode()[:50]


def test_bytes_that_are_no_text_show_as_bytes() -> None:
    """A code point that was never sent would be a lie."""
    assert body(b"\xff\x00ok\xc3\xa9", 99).text == "[byte FF][U+0000]oké"


def test_a_deep_document_stays_small() -> None:
    """The layout of a deep document does not grow without end."""
    deep = b"[" * 900 + b"]" * 900

    assert len(body(deep, 4_000).text) <= 4_000


def test_a_text_is_fitted_to_columns_not_to_characters() -> None:
    """Wide characters take two columns."""
    assert width("日本e\u0301") == 5
    assert fitted("日本語", 4) == "日…"
    assert fitted("precies", 7) == "precies"
