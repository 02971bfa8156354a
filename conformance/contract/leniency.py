"""Which departures from the contract prove that a request is invalid, and which a tolerant product may accept.

Reporting an accepted invalid request is only fair when no reasonable reading makes the request valid. What is left
out here, and why:

- text for a number or boolean, and the other way round, where the value can be read as the other type
  (`"1"`, `"true"`, `12` for a text): many parsers convert;
- null, an empty text, list or object for a property that may be left out: read as "left out" (errata: without can
  mean left out, null or empty);
- case and surrounding spaces in codes, dates and UUIDs; UUIDs without dashes: products normalise;
- dates with a time, moments without a zone, a space for the T, a fraction: sources disagree (KCT-18);
- addresses of mail and web beyond the crudest test: every product has its own expression;
- the resource's own key and address in a message, unless they are required there as in a reference: a product may
  ignore what it hands out itself (API-19);
- a part that is missing from a group in a partial change: a product may merge the group (IDN-06, ACT-05);
- properties that are not described, and duplicates in a list: ignoring them is common;
- `not`, `dependentRequired` and other keywords about combinations of values: rules of the domain, judged by scenarios.
"""

from __future__ import annotations

import re
import unicodedata
import uuid
from datetime import date, datetime
from typing import Any

#: Members by which a product names its resources.
KEYS = frozenset({"uuid", "id", "url"})
_TRUTH = frozenset({"true", "false", "1", "0", "t", "f", "yes", "no", "y", "n", "on", "off", "ja", "nee", ""})
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_OF_TEXT = frozenset({"format", "pattern", "maxLength", "minLength"})
_OF_NUMBERS = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"})
_CERTAIN = _OF_NUMBERS | {"required", "maxItems", "minItems", "maxProperties"}


def is_empty(value: Any) -> bool:
    """Whether a value can be read as "left out"."""
    return (
        value is None
        or (isinstance(value, str | list | dict) and not value)
        or (isinstance(value, str) and not value.strip())
    )


def proves(keyword: str, limit: Any, value: Any) -> bool:
    """Whether breaking this keyword, with this value, proves that the request is invalid."""
    if keyword == "type":
        return _wrong_type(frozenset(limit), value)
    if keyword in ("enum", "const"):
        return not any(_same(option, value) for option in (limit if keyword == "enum" else [limit]))
    if keyword in _OF_TEXT:
        return isinstance(value, str) and _wrong_text(keyword, limit, value)
    return keyword in _CERTAIN


def _wrong_text(keyword: str, limit: Any, text: str) -> bool:
    if keyword == "format":
        return wrong_format(str(limit), text)
    if keyword == "pattern":
        return not any(_matches(str(limit), each) for each in _variants(text))
    if keyword == "maxLength":
        return len(unicodedata.normalize("NFC", text.strip())) > int(limit)
    return len(unicodedata.normalize("NFD", text)) < int(limit)


def _wrong_type(types: frozenset[str], value: Any) -> bool:
    if isinstance(value, dict | list):
        return ("object" if isinstance(value, dict) else "array") not in types
    if value is None:
        return True
    scalars = types & {"string", "boolean", "integer", "number"}
    return not any(_readable(kind, value) for kind in scalars)


def _readable(kind: str, value: Any) -> bool:
    """Whether a scalar of another type can be read as one of this type."""
    if kind == "string":
        return True
    if kind == "boolean":
        return str(value).strip().lower() in _TRUTH
    return isinstance(value, int | float) or bool(_NUMBER.fullmatch(str(value).strip()))


def _same(option: Any, value: Any) -> bool:
    if option is None or value is None:
        return option is value
    return str(option).strip().casefold() == str(value).strip().casefold()


def wrong_format(name: str, value: str) -> bool:
    """Whether a text cannot be read as this format, even by a tolerant product. Unknown formats never prove it."""
    text = value.strip()
    if name == "uuid":
        return not _parses(uuid.UUID, text)
    if name in ("date", "date-time"):
        return not (_parses(date.fromisoformat, text[:10]) or _parses(datetime.fromisoformat, text.upper()))
    if name == "email":
        return "@" not in text
    if name == "uri":
        return ":" not in text
    return False


def _parses(parse: Any, text: str) -> bool:
    try:
        parse(text)
    except ValueError:
        return False
    return True


def _variants(value: str) -> tuple[str, ...]:
    bare = "".join(value.split())
    return value, value.strip(), bare, bare.upper(), bare.lower(), value.upper(), value.lower()


def _matches(pattern: str, text: str) -> bool:
    try:
        return re.search(pattern, text) is not None
    except re.error:
        return True  # written in another dialect of expressions: it proves nothing
