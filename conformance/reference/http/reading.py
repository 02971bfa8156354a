"""Reading a message: headers and JSON, as strict as a contract allows. References are a dialect's own."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn

from conformance.reference.domain.violations import Violation
from conformance.reference.http import problems
from conformance.reference.http.messages import JSON

_UNSAFE = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
_MOST_DIGITS = 400


def check_accept(headers: Mapping[str, str], *spoken: str) -> None:
    """Raise 406 unless the caller takes one of these media types; JSON when none is named."""
    taken = {"*/*", "application/*", *(spoken or (JSON,))}
    accept = headers.get("accept", "").strip()
    if not accept or accept == "*/*":
        return
    for entry in accept.split(","):
        media, *options = (part.strip().lower() for part in entry.split(";"))
        if media in taken and not any(re.fullmatch(r"q=0(\.0*)?", option) for option in options):
            return
    raise problems.not_acceptable(spoken[0] if spoken else JSON)


def check_content_type(headers: Mapping[str, str], *spoken: str) -> None:
    """Raise 415 unless the body is said to be one of these in UTF-8; JSON when none is named."""
    known = spoken or (JSON,)
    sent = headers.get("content-type", "")
    media, *options = (part.strip().lower() for part in sent.split(";"))
    charsets = [option.partition("=")[2].strip('"') for option in options if option.startswith("charset=")]
    if media not in known or any(charset not in ("utf-8", "utf8") for charset in charsets):
        raise problems.unsupported_media_type(sent[:100], known[0])


def json_object(body: bytes) -> dict[str, Any]:
    """The JSON object in a body; raises 400 for anything else."""
    try:
        found = json.loads(body.decode("utf-8"), parse_constant=_no_constant, parse_int=_integer)
    except RecursionError:
        raise problems.malformed("Het bericht is te diep genest.") from None
    except ValueError:
        raise problems.malformed("Het bericht is geen geldige JSON in UTF-8.") from None
    if not isinstance(found, dict):
        raise problems.invalid([Violation("nonFieldErrors", "invalid", "Hier hoort een JSON-object.")])
    if _UNSAFE.search(body):
        _check_text(found)
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _integer(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise ValueError(digits)
    return int(digits)


def _check_text(found: Any) -> None:
    """Half surrogates cannot be written out again; NUL in a name cannot be pointed at."""
    waiting = [found]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting.extend(one.values())
            waiting.extend(one)
            if any("\0" in name for name in one):
                raise problems.malformed("Namen met NUL-tekens zijn niet toegestaan.")
        elif isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, str) and not _encodable(one):
            raise problems.malformed("Het bericht bevat een half surrogaatpaar.")


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
