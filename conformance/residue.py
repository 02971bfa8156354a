"""Pure: what a run may have left behind in a product, and by what it can be found back there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from conformance.contract import harmless
from conformance.evidence import Event, Record, unpacked
from conformance.model.exchange import Exchange, FailureKind, Request
from conformance.model.finding import Made
from conformance.model.text import Text
from conformance.testdata import MARK

#: How many values are kept of one registration, and how much of each.
_MARKS, _LONGEST = 4, 80
_OURS = (MARK, harmless.MARK)
#: A text without our mark is worth a search from this length on, when it holds a digit: a BSN, a number, an address.
_TELLING = 6
#: A failure by which the request certainly never arrived.
_GATEWAY = (502, 504)
_NEVER_SENT = (FailureKind.CONNECT, FailureKind.TLS)

STOPPED_BEFORE = Text("de ronde stopte voor het opruimen", "the run stopped before cleaning up")
UNDER_WAY = Text("de ronde stopte terwijl dit verzoek onderweg was", "the run stopped while this request was under way")
SILENCE = Text("er kwam geen volledig antwoord", "no complete answer came")
NAMELESS = Text("het antwoord noemt geen id", "the answer tells no id")


@dataclass(frozen=True, slots=True)
class Registration:
    """What a request is about to register: by which action, what kind of record, and whether it is meant to succeed."""

    action: str
    record: str
    meant: bool = True


def marks(request: Request) -> tuple[tuple[str, str], ...]:
    """By what a registration can be found back: paths in the message and values there, the most telling first."""
    try:
        leaves = list(_leaves(json.loads(request.body or b"null"), ""))
    except (ValueError, RecursionError):
        return ()
    unique = {value: path for path, value in reversed(leaves) if _worth(value) < _TELLS_NOTHING}
    told = sorted(((path, value) for value, path in unique.items()), key=lambda each: _worth(each[1]))
    return tuple((path, value[:_LONGEST]) for path, value in told[:_MARKS])


_TELLS_NOTHING = 2


def _worth(text: str) -> int:
    """0 for a text with our mark, 1 for one that may well be unique, 2 for the rest."""
    if any(mark in text for mark in _OURS):
        return 0
    return 1 if len(text) >= _TELLING and any(char.isdigit() for char in text) else _TELLS_NOTHING


def _leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _leaves(each, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each, path)
    elif isinstance(value, str):
        yield path, value


def residue(record: Record) -> tuple[Made, ...]:
    """What the run registered and did not see removed, then what it may have registered without hearing so."""
    made: dict[str, Made] = {}
    for event in record.of("created", "removed"):
        if event["event"] == "created":
            by = event.get("operation", "")
            made[event["id"]] = Made(event["action"], event["record"], event["id"], reason=STOPPED_BEFORE, operation=by)
        elif event["id"] in made:
            made[event["id"]] = replace(made[event["id"]], removed=event["gone"], reason=_text(event["reason"]))
    left = tuple(item for item in made.values() if not item.removed)
    return (*left, *_perhaps(record, made))


def _text(reason: Any) -> Text:
    """A reason as recorded; in logs of format 1 it is English only."""
    return Text(reason["nl"], reason["en"]) if isinstance(reason, Mapping) else Text(str(reason), str(reason))


def _perhaps(record: Record, made: Mapping[str, Made]) -> Iterator[Made]:
    sent = {event["number"]: event for event in record.of("sending")}
    ended = {event["number"]: event for event in record.of("exchange") if event["number"] in sent} if sent else {}
    for number, event in sent.items():
        if reason := _doubt(event, ended.get(number), made):
            found = tuple((name, value) for name, value in event["marks"])
            yield Made(event["action"], event["record"], "", reason=reason, certain=False, marks=found)


def _doubt(sending: Event, event: Event | None, made: Mapping[str, Made]) -> Text | None:
    """Why a registration that was sent may exist without its id being known; None when that is not so."""
    if event is None:
        return UNDER_WAY
    if event.get("superseded"):
        return None
    exchange = unpacked(event)
    if exchange.response is None:
        return SILENCE if exchange.failure and exchange.failure.kind not in _NEVER_SENT else None
    status = exchange.response.status
    if status >= 500:
        # A gateway's answer says nothing; a product that fails on a message that it had to refuse stored nothing.
        if status not in _GATEWAY and not sending.get("meant", True):
            return None
        return Text(f"het antwoord was {status}", f"the answer was {status}")
    return NAMELESS if 200 <= status < 300 and not _told(exchange, made) else None


def _told(exchange: Exchange, made: Mapping[str, Made]) -> bool:
    """Whether the answer to a registration names something that the log knows as registered."""
    response = exchange.response
    assert response is not None
    address = (response.header("location") or "").split("?")[0].rstrip("/").rpartition("/")[2]
    if address in made:
        return True
    try:
        return any(value in made for _, value in _leaves(json.loads(response.body), ""))
    except (ValueError, RecursionError):
        return False
