"""Reading JSON from strangers: a value or a reason, never an exception, and never a stack that runs out."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conformance.contract.parsing import Unreadable, parse_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("body", "reason", "lenient"),
    [
        (b"", "empty", False),
        (b"  \n", "empty", False),
        (b'{"a": ', "not JSON", False),
        (b"<html>", "not JSON", False),
        (b"{'a': 1}", "not JSON", False),
        (b'{"a": "\xff"}', "not UTF-8 at byte 7", False),
        (b"\x00", "not JSON", False),
        ('{"a": 1}'.encode("utf-16"), "not UTF-8", False),
        (b'\xef\xbb\xbf{"a": 1}', "byte order mark", True),
        (b"NaN", "NaN", True),
        (b"[-Infinity]", "Infinity", True),
        (b"1e999", "too large", True),
        (b"9" * 5000, "beyond", True),
        (b'{"a": 1, "a": 1}', "'a' occurs twice", True),
        (b'"\\ud800"', "surrogate", True),
        (b"[" * 5000 + b"]" * 5000, "deeper than 64", True),
        (b'{"a":' * 5000, "deeper than 64", True),
    ],
)
def test_what_is_not_json_gives_a_reason(body: bytes, reason: str, lenient: bool) -> None:
    """The reason names the flaw; `lenient` is set for what other parsers may take."""
    found = parse_json(body, 64)
    assert isinstance(found, Unreadable)
    assert reason in found.reason.en
    assert found.lenient is lenient


@settings(max_examples=200, deadline=None)
@given(st.binary())
def test_any_bytes_give_a_value_or_a_reason(body: bytes) -> None:
    """Nothing that a server can send makes reading fall over."""
    parse_json(body, 64)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='{}[]",:\\eu0 1', max_size=60))
def test_anything_that_looks_like_json_gives_a_value_or_a_reason(text: str) -> None:
    """Brackets, quotes and escapes in any order."""
    parse_json(text.encode(), 8)


@settings(max_examples=150, deadline=None)
@given(VALUES)
def test_valid_json_is_read_as_it_is(value: Any) -> None:
    """What Python writes is read back the same."""
    assert parse_json(json.dumps(value).encode(), 64) == value


@pytest.mark.parametrize("depth", [1, 2, 63, 64])
def test_nesting_is_allowed_up_to_the_limit_and_not_beyond(depth: int) -> None:
    """Brackets inside texts do not count."""
    inside = b'"[[[[{{{{\\"[["'
    assert not isinstance(parse_json(b"[" * depth + inside + b"]" * depth, depth), Unreadable)
    assert isinstance(parse_json(b"[" * (depth + 1) + inside + b"]" * (depth + 1), depth), Unreadable)


def test_a_large_body_of_escaped_quotes_takes_no_time() -> None:
    """A body made to slow down the search for strings is refused as quickly as any other."""
    body = b"[" * 65 + b'"' + b'\\"' * 2_000_000
    assert isinstance(parse_json(body, 64), Unreadable)
