"""Snapshots as files that a person can open, and a server that hands out what is on disk."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from conformance.model.report import Report

from .hostile import not_conform
from .samples import conform, incomplete

SAMPLES = {"conform": conform, "not-conform": not_conform, "incomplete": incomplete}


class _TextFile(SingleFileSnapshotExtension):
    """A snapshot as a text file of its own."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def text_snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Compares with a text file in `__snapshots__`."""
    return snapshot.use_extension(_TextFile)


@pytest.fixture(params=SAMPLES)
def sample(request: pytest.FixtureRequest) -> Report:
    """Each of the three sample reports in turn."""
    return SAMPLES[request.param]()


@dataclass(frozen=True, slots=True)
class Site:
    """A directory, the address on loopback at which its files can be had, and the paths asked for so far."""

    directory: Path
    address: str
    asked: list[str]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A real server for a directory of this test's own."""
    asked: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Keeps the path instead of printing it."""
            asked.append(self.path)

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(tmp_path))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield Site(tmp_path, f"http://127.0.0.1:{server.server_port}", asked)
        finally:
            server.shutdown()
            thread.join()
