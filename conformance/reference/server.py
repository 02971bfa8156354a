"""Running the reference implementation: as an ASGI application, for a test, or in the foreground."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

import uvicorn
from starlette.types import ASGIApp

from conformance.reference import dialects
from conformance.reference.dialects import DEFAULT, TOKEN
from conformance.reference.faults import Fault, install
from conformance.reference.http.endpoint import service

_START_WITHIN = 10.0  # seconds


def app(
    faults: Iterable[str | Fault] = (),
    token: str = TOKEN,
    dialect: str = DEFAULT,
    *,
    other_tokens: Iterable[str] = (),
) -> ASGIApp:
    """A reference implementation with an empty register, and the named faults.

    Raises UnknownFault for a fault that does not exist and ValueError for a dialect that does not.
    """
    spoken = dialects.dialect(dialect)
    seams = spoken.seams()
    install(seams, faults)
    return service(spoken, seams, frozenset((token, *other_tokens)))


class RunningReference:
    """A reference implementation behind a real socket on the loopback interface.

    `port` 0 takes a free one. `base_url` ends in the base path of the API, without a slash.
    """

    def __init__(
        self,
        faults: Iterable[str | Fault] = (),
        token: str = TOKEN,
        port: int = 0,
        dialect: str = DEFAULT,
        *,
        other_tokens: Iterable[str] = (),
    ) -> None:
        application = app(faults, token, dialect, other_tokens=other_tokens)
        self._socket = _listening(port)
        self.port: int = self._socket.getsockname()[1]
        self.base_url = f"http://127.0.0.1:{self.port}{dialects.dialect(dialect).base_path}"
        self._server = _Server(_config(application))
        self._thread = threading.Thread(target=self._run, name=f"reference-{self.port}", daemon=True)

    def start(self) -> Self:
        """Serve from a thread of its own; returns when requests are answered."""
        self._thread.start()
        if not self._server.ready.wait(_START_WITHIN):
            raise RuntimeError(f"the reference implementation did not start within {_START_WITHIN} s")
        return self

    def stop(self) -> None:
        """Stop serving and close the socket."""
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(_START_WITHIN)
        self._socket.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _run(self) -> None:
        asyncio.run(self._server.serve(sockets=[self._socket]))


class _Server(uvicorn.Server):
    """A uvicorn server that tells when it is up."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


@contextmanager
def serve(
    faults: Iterable[str | Fault] = (), token: str = TOKEN, port: int = 0, dialect: str = DEFAULT
) -> Iterator[str]:
    """Serve while the block lasts; gives the base address of the API."""
    with RunningReference(faults, token, port, dialect) as running:
        yield running.base_url


def serve_forever(
    faults: Iterable[str | Fault] = (),
    token: str = TOKEN,
    host: str = "127.0.0.1",
    port: int = 8010,
    dialect: str = DEFAULT,
) -> None:
    """Serve in the foreground until interrupted; OSError when the port is taken."""
    uvicorn.Server(_config(app(faults, token, dialect), host=host, port=port)).run()


def _config(application: ASGIApp, host: str = "127.0.0.1", port: int = 0) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=1,
    )


def _listening(port: int) -> socket.socket:
    # With the protocol named, asyncio turns Nagle's algorithm off; without it every answer waits 40 ms.
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    found.bind(("127.0.0.1", port))
    return found
