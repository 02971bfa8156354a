"""Products that misbehave, on real loopback sockets: every byte of every answer is in the hands of a test."""

from __future__ import annotations

import asyncio
import json
import ssl
import struct
import threading
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field, replace
from socket import SO_LINGER, SOL_SOCKET
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from conformance.reference.openklant.messages import BASE_PATH
from conformance.reference.server import app

#: What the embedded reference accepts; also what every test sends unless it says otherwise.
TOKEN = "geheim"
JSON = ("content-type", "application/json")
_WITHIN = 10.0
_LISTS = ("partijen", "klantcontacten", "actoren", "internetaken", "betrokkenen", "digitaleadressen")


@dataclass(frozen=True)
class Heard:
    """One request as it arrived."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def is_list(self) -> bool:
        """Whether it asks for a whole collection: the first thing that every run asks."""
        return self.method == "GET" and self.target.endswith("/partijen")


@dataclass(frozen=True)
class Answer:
    """What goes back, unless the behaviour writes bytes of its own."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()

    @classmethod
    def json(cls, status: int, value: Any, *headers: tuple[str, str]) -> Answer:
        """An answer with a JSON body."""
        return cls(status, json.dumps(value).encode(), (JSON, *headers))

    @classmethod
    def problem(cls, status: int, *headers: tuple[str, str]) -> Answer:
        """An error as the standard wants it."""
        body = {"type": "about:blank", "title": "Fout", "status": status, "detail": "fout", "instance": "urn:uuid:0"}
        return cls(status, json.dumps(body).encode(), (("content-type", "application/problem+json"), *headers))

    def head(self, length: int | None = None) -> bytes:
        """The status line and the headers, with the length of the body or one of the test's own."""
        lines = [f"HTTP/1.1 {self.status} Answer"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        lines.append(f"content-length: {len(self.body) if length is None else length}")
        return "\r\n".join([*lines, "", ""]).encode("latin-1")


@dataclass
class Line:
    """The connection on which a request came: what a behaviour answers with."""

    writer: asyncio.StreamWriter
    open: bool = True

    async def answer(self, answer: Answer) -> None:
        """A whole, honest answer."""
        await self.write(answer.head() + answer.body)

    async def write(self, data: bytes) -> None:
        """Bytes, at once."""
        self.writer.write(data)
        await self.writer.drain()

    def close(self) -> None:
        """End the connection in an orderly way."""
        self.open = False
        self.writer.close()

    def reset(self) -> None:
        """Break the connection: the other side gets a RST."""
        self.open = False
        self.writer.get_extra_info("socket").setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()

    async def hang(self) -> None:
        """Say nothing more for as long as the server lives."""
        await asyncio.Event().wait()


Behaviour = Callable[[Heard, Line], Awaitable[None]]


@dataclass
class Product:
    """A server that behaves as told. `heard` is everything that reached it. Use as a context manager."""

    behaviour: Behaviour
    tls: ssl.SSLContext | None = None
    base_path: str = BASE_PATH
    heard: list[Heard] = field(default_factory=list)
    port: int = 0
    #: Mistakes of the test's own behaviour: they make the test fail when the server stops.
    mistakes: list[Exception] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._tasks: set[asyncio.Task[None]] = set()
        self._lines: list[Line] = []
        self._server = self._do(asyncio.start_server(self._serve, "127.0.0.1", self.port, ssl=self.tls))
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        self._do(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_WITHIN)
        self._loop.close()
        if self.mistakes:
            raise self.mistakes[0]

    @property
    def base_url(self) -> str:
        """Where the API begins."""
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}{self.base_path}"

    def vanish(self) -> None:
        """Be gone from now on: connections end and new ones are refused. For use by a behaviour."""
        self._server.close()
        for line in self._lines:
            line.close()

    def _do(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(_WITHIN)

    async def _stop(self) -> None:
        self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        line = Line(writer)
        self._lines.append(line)
        try:
            while line.open and (heard := await _read(reader)):
                self.heard.append(heard)
                await self.behaviour(heard, line)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the other side went away, or the server stops
        except Exception as mistake:  # noqa: BLE001 - told to the test
            self.mistakes.append(mistake)
        finally:
            self._tasks.discard(task)
            writer.close()


async def _read(reader: asyncio.StreamReader) -> Heard | None:
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    method, target, _ = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Heard(method, target, headers, await reader.readexactly(int(headers.get("content-length", "0"))))


class Reference:
    """The reference implementation as something to put behind a behaviour: called, not listening."""

    def __init__(self, faults: Iterable[str] = (), token: str = TOKEN) -> None:
        self._app = app(faults, token)

    async def answer(self, heard: Heard) -> Answer:
        """What the reference answers to a request."""
        parts = urlsplit(heard.target)
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": heard.method,
            "scheme": "http",
            "path": unquote(parts.path),
            "raw_path": parts.path.encode(),
            "query_string": parts.query.encode(),
            "root_path": "",
            "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in heard.headers.items()],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
        }
        status, headers, body = 0, [], b""

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": heard.body, "more_body": False}

        async def send(message: Any) -> None:
            nonlocal status, headers, body
            if message["type"] == "http.response.start":
                status, headers = message["status"], message["headers"]
            else:
                body += message.get("body", b"")

        await self._app(scope, receive, send)
        pairs = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers)
        return Answer(status, body, tuple(pair for pair in pairs if pair[0].lower() != "content-length"))

    async def behave(self, heard: Heard, line: Line) -> None:
        """The behaviour of a good product."""
        await line.answer(await self.answer(heard))

    def left(self) -> dict[str, int]:
        """How many records of each kind the register holds; kinds without any are left out."""

        async def count() -> dict[str, int]:
            found = {}
            for name in _LISTS:
                heard = Heard("GET", f"{BASE_PATH}/{name}", {"authorization": f"Token {TOKEN}"}, b"")
                found[name] = json.loads((await self.answer(heard)).body)["count"]
            return {name: number for name, number in found.items() if number}

        return asyncio.run(count())


def always(answer: Answer) -> Behaviour:
    """The same answer to everything."""

    async def behaviour(heard: Heard, line: Line) -> None:
        await line.answer(answer)

    return behaviour


def from_request(number: int, bad: Behaviour, faults: Iterable[str] = ()) -> Behaviour:
    """A good product, until request `number` (from 1): from there on the bad behaviour."""
    good, seen = Reference(faults), 0

    async def behaviour(heard: Heard, line: Line) -> None:
        nonlocal seen
        seen += 1
        await (bad if seen >= number else good.behave)(heard, line)

    return behaviour


def changed(change: Callable[[Heard, Answer], Answer | None]) -> Behaviour:
    """A good product of which `change` may alter an answer; None leaves it as it is."""
    good = Reference()

    async def behaviour(heard: Heard, line: Line) -> None:
        answer = await good.answer(heard)
        await line.answer(change(heard, answer) or answer)

    return behaviour


def with_header(answer: Answer, name: str, value: str) -> Answer:
    """The answer with one more header."""
    return replace(answer, headers=(*answer.headers, (name, value)))
