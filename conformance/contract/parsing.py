"""Reading JSON that a stranger sent: every body gives a value or a reason, never an exception."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import NoReturn, TypeAlias

from conformance.model.text import Text

JSON: TypeAlias = "dict[str, JSON] | list[JSON] | str | int | float | bool | None"

_MARKED = Text("begint met een byte order mark", "starts with a byte order mark")
_EMPTY = Text("leeg", "empty")
_BOM = b"\xef\xbb\xbf"
# A string also ends where the body ends: otherwise every quote in a body full of escapes starts a new search.
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)', re.DOTALL)
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a body is not JSON (RFC 8259). `lenient`: some parsers read it anyway, so that refusing is a choice."""

    reason: Text
    lenient: bool = False


class _RefusedError(ValueError):
    """Something that Python's parser takes and RFC 8259 does not, or leaves undefined."""

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(en)
        self.reason = Text(nl, en)


def parse_json(body: bytes, depth: int) -> JSON | Unreadable:
    """The JSON value in `body`, nested at most `depth` levels; or the reason why there is none."""
    if body.startswith(_BOM) or _deeper(body, depth):
        deep = Text(f"dieper genest dan {depth} niveaus", f"nested deeper than {depth} levels")
        return Unreadable(_MARKED if body.startswith(_BOM) else deep, lenient=True)
    try:
        return _decoded(body.decode())
    except UnicodeDecodeError as error:
        return Unreadable(Text(f"geen UTF-8 bij byte {error.start}", f"not UTF-8 at byte {error.start}"))
    except json.JSONDecodeError as error:
        told = f"bij teken {error.pos}: {error.msg}", f"at character {error.pos}: {error.msg}"
        return Unreadable(Text(f"geen JSON {told[0]}", f"not JSON {told[1]}") if body.strip() else _EMPTY)
    except _RefusedError as error:
        return Unreadable(error.reason, lenient=True)
    except (ValueError, RecursionError) as error:
        kind = type(error).__name__
        beyond = Text(f"een waarde die niet te lezen is: {kind}", f"a value beyond what can be read: {kind}")
        return Unreadable(beyond, lenient=True)


def _decoded(text: str) -> JSON:
    value: JSON = _DECODER.decode(text)
    if "\\u" in text:
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise _RefusedError("een half surrogaatpaar", "half of a surrogate pair") from None
    return value


def _deeper(body: bytes, depth: int) -> bool:
    """Whether brackets nest deeper than `depth`: measured before parsing, so that no parser can be overrun."""
    if body.count(b"[") + body.count(b"{") <= depth:
        return False
    level = 0
    for bracket in _STRING.sub(b"", body).translate(None, _NOT_BRACKETS):
        level += 1 if bracket in b"[{" else -1
        if level > depth:
            return True
    return False


def _members(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
    members = dict(pairs)
    if len(members) != len(pairs):
        twice = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        raise _RefusedError(f"de sleutel {twice[:40]!r} komt twee keer voor", f"the key {twice[:40]!r} occurs twice")
    return members


def _constant(name: str) -> NoReturn:
    raise _RefusedError(f"{name} is geen JSON-waarde", f"{name} is not a JSON value")


def _number(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise _RefusedError(f"het getal {text[:40]} is te groot", f"the number {text[:40]} is too large")
    return value


_DECODER = json.JSONDecoder(object_pairs_hook=_members, parse_constant=_constant, parse_float=_number)
