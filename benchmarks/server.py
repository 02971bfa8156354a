"""The reference implementation in a process of its own, with added latency where asked."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.types import ASGIApp, Receive, Scope, Send

from conformance.reference import server


def delayed(app: ASGIApp, seconds: float) -> ASGIApp:
    """The application, each answer later by so many seconds."""

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(seconds)
        await app(scope, receive, send)

    return slow


@contextmanager
def reference(delay: float = 0.0) -> Iterator[str]:
    """Serve from another process, so that server and suite do not share one interpreter; gives the base URL."""
    command = [sys.executable, "-m", "benchmarks.server", str(delay)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def main(delay: float) -> None:
    """Print the base URL and serve until terminated."""
    if delay:
        plain = server.app
        server.app = lambda *args, **kwargs: delayed(plain(*args, **kwargs), delay)
    with server.RunningReference() as running:
        print(running.base_url, flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main(float(sys.argv[1]))
