"""The append-only record of a run: one JSON object per line, written at once, so that a crash loses nothing.

The last line holds the number of lines and the SHA-256 of everything before it; a log without it is incomplete,
one with a wrong sum was changed afterwards.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from conformance.errors import Place, UserError
from conformance.model.exchange import Credentials, Exchange, Failure, FailureKind, Request, Response

#: Format 2 tells of registrations before they are sent, and why something stayed in two languages. 1 can be read too.
FORMAT = 2
READABLE = (1, 2)
NAME = "evidence.ndjson"
Event = Mapping[str, Any]


class Recorder(Protocol):
    """Whatever takes the events of a run."""

    def write(self, event: str, **fields: Any) -> None:
        """Take one event."""


class Log:
    """Writes events. One `os.write` per line: after `kill -9` every line is whole or absent."""

    def __init__(self, file: Path) -> None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
        except OSError as error:
            here = file.is_file()
            what = "a run was recorded here already" if here else f"cannot be written: {error.strerror}"
            raise UserError(Place(file), what, "choose another --output") from None
        self._path, self._sum, self._lines, self._size = file, hashlib.sha256(), 0, 0
        self._places: dict[int, int] = {}
        #: Why nothing more can be written, such as a disk without room. Every line until then is whole.
        self.full = ""
        #: Called once when that happens.
        self.when_full: Callable[[], None] = lambda: None

    def write(self, event: str, **fields: Any) -> None:
        """Append one event."""
        line = json.dumps({"event": event, **fields}, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "replace"
        )
        if event == "exchange" and not self.full:
            self._places[fields["number"]] = self._size
        self._append(line + b"\n")

    def _append(self, line: bytes) -> None:
        rest = line
        try:
            while rest and not self.full:
                rest = rest[os.write(self._file, rest) :]
        except OSError as error:
            self.full = error.strerror or str(error)
            os.ftruncate(self._file, self._size)
            self.when_full()
        if self.full:
            return
        self._sum.update(line)
        self._lines += 1
        self._size += len(line)

    def exchanges(self, numbers: Iterable[int]) -> list[Exchange]:
        """The exchanges with these numbers as they were recorded, without reading the whole log."""
        found = []
        with self._path.open("rb") as file:
            for number in sorted(set(numbers) & self._places.keys()):
                file.seek(self._places[number])
                found.append(unpacked(json.loads(file.readline())))
        return found

    def close(self, **fields: Any) -> None:
        """Append the closing line and close the file."""
        self.write("end", **fields, lines=self._lines, sha256=self._sum.hexdigest())
        os.close(self._file)


@dataclass(frozen=True, slots=True)
class Record:
    """A log as read back. `complete` is false when the closing line is missing; `intact` when its sum is right."""

    events: tuple[Event, ...]
    complete: bool
    intact: bool

    def of(self, *names: str) -> Iterator[Event]:
        """The events with these names, in order."""
        return (event for event in self.events if event["event"] in names)


def read_log(file: Path) -> Record:
    """A recorded run. Raises UserError for a file that is no evidence log."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise UserError(Place(file), f"cannot be read: {error.strerror}", "give the folder of a run") from None
    lines = raw.split(b"\n")
    if lines and lines[-1]:
        lines[-1] = b""  # a line that was cut off by a crash
    events: list[Event] = []
    for number, line in enumerate(lines, 1):
        if line:
            events.append(_event(file, number, line))
    if not events or events[0].get("event") != "run" or events[0].get("format") not in READABLE:
        raise UserError(
            Place(file, 1),
            "this is not an evidence log of this suite",
            f"its first line must be a run, format {' or '.join(map(str, READABLE))}",
        )
    complete = events[-1]["event"] == "end"
    return Record(tuple(events), complete, complete and _intact(raw, events[-1]))


def _event(file: Path, number: int, line: bytes) -> Event:
    try:
        event = json.loads(line)
    except (ValueError, RecursionError):
        raise UserError(Place(file, number), "this line is not JSON", "the log was damaged; use the original") from None
    if not isinstance(event, dict) or not isinstance(event.get("event"), str):
        raise UserError(Place(file, number), "this line is no event", "the log was damaged; use the original")
    return event


def _intact(raw: bytes, end: Event) -> bool:
    body = raw[: raw.rstrip(b"\n").rfind(b"\n") + 1]
    return hashlib.sha256(body).hexdigest() == end.get("sha256") and body.count(b"\n") == end.get("lines")


def packed(exchange: Exchange) -> dict[str, Any]:
    """An exchange as fields of an event."""
    request, response, failure = exchange.request, exchange.response, exchange.failure
    fields: dict[str, Any] = {
        "number": exchange.number,
        "started": round(exchange.started, 6),
        "elapsed": round(exchange.elapsed, 6),
        "request": {
            "method": request.method,
            "path": request.path,
            "query": request.query,
            "headers": request.headers,
            "credentials": request.credentials,
            **_packed_body(request.body),
        },
    }
    if response is not None:
        fields["response"] = {"status": response.status, "headers": response.headers, **_packed_body(response.body)}
        if response.cut:
            fields["response"]["cut"] = True
    if failure is not None:
        fields["failure"] = {"kind": failure.kind, "detail": failure.detail}
    return fields


def _packed_body(body: bytes | None) -> dict[str, str]:
    if body is None:
        return {}
    try:
        return {"body": body.decode("utf-8")}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(body).decode()}


def unpacked(event: Event) -> Exchange:
    """The exchange that an event holds. Raises UserError when it does not."""
    try:
        request, response, failure = event["request"], event.get("response"), event.get("failure")
        return Exchange(
            Request(
                request["method"],
                request["path"],
                _pairs(request["query"]),
                _pairs(request["headers"]),
                _unpacked_body(request),
                Credentials(request["credentials"]),
            ),
            response
            and Response(
                response["status"],
                _pairs(response["headers"]),
                _unpacked_body(response) or b"",
                response.get("cut", False),
            ),
            failure and Failure(FailureKind(failure["kind"]), failure["detail"]),
            event["started"],
            event["elapsed"],
            event["number"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise UserError(NAME, f"an exchange in the log is damaged ({error})", "use the original log") from None


def _pairs(value: Any) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), str(text)) for name, text in value)


def _unpacked_body(fields: Mapping[str, Any]) -> bytes | None:
    if "base64" in fields:
        return base64.b64decode(fields["base64"])
    return fields["body"].encode("utf-8", "surrogatepass") if "body" in fields else None
