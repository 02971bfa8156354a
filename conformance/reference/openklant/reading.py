"""Reading a message: headers, JSON and references, all as strict as the contract allows."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn

from conformance.reference.domain.checks import UUID
from conformance.reference.domain.cleaning import BadReference
from conformance.reference.domain.violations import Violation
from conformance.reference.openklant import problems

_ACCEPTED = frozenset(("*/*", "application/*", "application/json"))
_UNSAFE = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
_MOST_DIGITS = 400


def check_accept(headers: Mapping[str, str]) -> None:
    """Raise 406 unless the caller takes JSON."""
    accept = headers.get("accept", "").strip()
    if not accept or accept == "*/*":
        return
    for entry in accept.split(","):
        media, *options = (part.strip().lower() for part in entry.split(";"))
        if media in _ACCEPTED and not any(re.fullmatch(r"q=0(\.0*)?", option) for option in options):
            return
    raise problems.not_acceptable()


def check_content_type(headers: Mapping[str, str]) -> None:
    """Raise 415 unless the body is said to be JSON in UTF-8."""
    sent = headers.get("content-type", "")
    media, *options = (part.strip().lower() for part in sent.split(";"))
    charsets = [option.partition("=")[2].strip('"') for option in options if option.startswith("charset=")]
    if media != "application/json" or any(charset not in ("utf-8", "utf8") for charset in charsets):
        raise problems.unsupported_media_type(sent[:100])


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


def reference(raw: Any) -> str:
    """The id in `{"uuid": ...}`; other members, such as `url`, are ignored."""
    if not isinstance(raw, dict):
        raise BadReference("invalid", "Hier hoort een object met een uuid.")
    if "uuid" not in raw:
        raise BadReference("required", "Dit veld is verplicht.", "uuid")
    found = raw["uuid"]
    if found is None:
        raise BadReference("null", "Dit veld mag niet leeg (null) zijn.", "uuid")
    if not isinstance(found, str) or not UUID.match(found):
        raise BadReference("invalid", "Dit is geen geldige UUID.", "uuid")
    return found.lower()
