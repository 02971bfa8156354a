"""What a product sent, made safe to read: nothing hidden, nothing endless.

Answers hold anything: control characters that move a terminal's cursor, marks that turn text around,
characters without a width, megabytes. Here all of that becomes plain text; escaping for HTML, XML or
Markdown is the business of the writer.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass

#: Accents piled up on one letter cover the lines around it; more than this many are written out.
_PILE = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4,}")

#: The pieces of JSON: a string, one of the marks that decide the layout, or anything else but white space.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[\]{},:]|[^\s\[\]{},:"]+', re.DOTALL)
_DEEPEST = 30


@dataclass(frozen=True, slots=True)
class Shown:
    """A text to show, with how many characters are shown (`shown`) of how many there were (`total`)."""

    text: str
    shown: int
    total: int

    @property
    def cut(self) -> bool:
        """Whether something was left out."""
        return self.shown < self.total


def visible(text: str, keep: str = "") -> str:
    """`text` with each unprintable character written as a code like `[U+202E]`, except those in `keep`."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() or c in keep else f"[U+{ord(c):04X}]" for c in text)
    return _PILE.sub(lambda pile: "".join(f"[U+{ord(c):04X}]" for c in pile[0]), text)


def line(text: str, limit: int) -> Shown:
    """`text` on one line, of at most `limit` characters; line breaks become spaces."""
    return _cut(" ".join(text.split("\n")), limit, keep="")


def block(text: str, limit: int) -> Shown:
    """`text` with its line breaks and tabs, of at most `limit` characters."""
    return _cut(text.replace("\r\n", "\n"), limit, keep="\n\t")


def body(data: bytes, limit: int) -> Shown:
    """A body to read: JSON laid out, other text as it is, bytes that are no text as `[byte FF]`."""
    text = data.decode("utf-8", "surrogateescape")
    if len(text) <= 4 * limit and _is_json(text):
        text = _laid_out(text)
    shown = re.sub("[\udc80-\udcff]", lambda found: f"[byte {ord(found[0]) - 0xDC00:02X}]", text[:limit])
    return Shown(block(shown, len(shown)).text, min(len(text), limit), len(text))


def width(text: str) -> int:
    """The columns that `text` takes on a terminal."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def fitted(text: str, columns: int) -> str:
    """`text` in at most `columns` columns, with an ellipsis when something had to go."""
    if width(text) <= columns:
        return text
    used, end = 0, 0
    while end < len(text) and used + width(text[end]) < columns:
        used += width(text[end])
        end += 1
    return text[:end].rstrip() + "…"


def _cut(text: str, limit: int, keep: str) -> Shown:
    return Shown(visible(text[:limit], keep), min(len(text), limit), len(text))


def _is_json(text: str) -> bool:
    """Whether `text` is an object or a list in JSON; nested too deep to read counts as not."""
    if not text.lstrip().startswith(("{", "[")):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _laid_out(text: str) -> str:
    """JSON on indented lines. The tokens stay as they were sent, so doubled names and escapes show."""
    parts: list[str] = []
    depth, before = 0, ""
    for token in _TOKEN.findall(text):
        depth -= token in ("}", "]")
        opened = before in ("{", "[")
        if token in ("}", "]"):
            parts.append("" if opened else _indent(depth))
        elif opened or before == ",":
            parts.append(_indent(depth))
        elif before == ":":
            parts.append(" ")
        parts.append(token)
        depth += token in ("{", "[")
        before = token
    return "".join(parts)


def _indent(depth: int) -> str:
    return "\n" + "  " * min(depth, _DEEPEST)
