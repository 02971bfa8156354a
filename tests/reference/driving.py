"""Driving the ASGI application without a network, writing down what it answers.

Ids and generated moments are written as they first appear, so that two records can be compared line by line.
"""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from conformance.reference.openklant.messages import BASE_PATH
from conformance.reference.server import app

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_NOW = re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of the application."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON; None when there is none."""
        return json.loads(self.body) if self.body else None


class Differs(Exception):
    """The walk went differently from the one it is compared with."""


@dataclass(slots=True)
class Walker:
    """Calls one application and writes down what it answers."""

    faults: tuple[str, ...] = ()
    expected: list[str] | None = None
    record: list[str] = field(default_factory=list)
    token: str | None = "geheim"
    _seen: dict[str, str] = field(default_factory=dict)
    _app: Any = None
    _loop: Any = None

    def __post_init__(self) -> None:
        self._app = app(self.faults)
        self._loop = asyncio.new_event_loop()

    def close(self) -> None:
        """Close the event loop."""
        self._loop.close()

    def call(
        self,
        method: str,
        path: str,
        message: Any = None,
        *,
        raw: bytes | None = None,
        headers: dict[str, str] | None = None,
        **query: Any,
    ) -> Reply:
        """Do one request; raises Differs when its answer is not the expected one."""
        body = raw if raw is not None else b"" if message is None else json.dumps(message).encode()
        sent = {"host": "register.example.org", **({"content-type": "application/json"} if body else {})}
        if self.token:
            sent["authorization"] = f"Token {self.token}"
        sent |= headers or {}
        reply = self._loop.run_until_complete(self._send(method, BASE_PATH + path, body, sent, query))
        self._note(method, path, reply)
        return reply

    def make(self, path: str, message: dict[str, Any]) -> dict[str, Any]:
        """Register something and give what is told about it."""
        reply = self.call("POST", path, message)
        return reply.json if isinstance(reply.json, dict) else {}

    async def _send(self, method: str, path: str, body: bytes, headers: dict[str, str], query: Any) -> Reply:
        started: dict[str, Any] = {}
        chunks: list[bytes] = []
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "root_path": "",
            "scheme": "http",
            "query_string": urlencode(query, doseq=True).encode(),
            "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
            "server": ("register.example.org", 80),
        }

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                started.update(message)
            else:
                chunks.append(message.get("body", b""))

        await self._app(scope, receive, send)
        found = {k.decode().lower(): v.decode() for k, v in started["headers"]}
        return Reply(started["status"], found, b"".join(chunks))

    def _note(self, method: str, path: str, reply: Reply) -> None:
        kept = ("content-type", "location", "api-version", "www-authenticate", "allow")
        heads = {k: v for k, v in reply.headers.items() if k in kept}
        line = self._plain(f"{method} {path} {reply.status} {heads} {reply.body.decode()}")
        self.record.append(line)
        if self.expected is not None:
            position = len(self.record) - 1
            if position >= len(self.expected) or self.expected[position] != line:
                raise Differs(line)

    def _plain(self, line: str) -> str:
        named = _UUID.sub(lambda found: self._seen.setdefault(found[0], f"<id {len(self._seen)}>"), line)
        return _NOW.sub("<nu>", named)
