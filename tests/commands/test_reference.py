"""`conformance reference`: a product to try the suite on, in the foreground."""

from __future__ import annotations

import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from running.runs import call, process

FAULT = "versieheader-ontbreekt"


@contextmanager
def serving(folder: Path, *arguments: object) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """The command in a process of its own, and the lines that it printed before it listened."""
    child = process("-m", "conformance", "reference", "--port", "0", *arguments, cwd=folder)
    lines: list[str] = []
    try:
        assert child.stdout is not None
        while not lines or not lines[-1].startswith("header:"):
            line = child.stdout.readline()
            assert line, child.communicate()[1]
            lines.append(line.rstrip("\n"))
        yield child, lines
    finally:
        child.kill()
        child.communicate()


def told(lines: list[str]) -> tuple[str, dict[str, str]]:
    """The address and the header, taken from what was printed."""
    values = dict(line.split(": ", 1) for line in lines)
    name, value = values["header"].strip().split(": ", 1)
    return values["base URL"].strip(), {name: value}


def ask(url: str, headers: dict[str, str]) -> httpx.Response:
    """One request, as soon as the server listens."""
    transport = httpx.HTTPTransport(retries=8)
    with httpx.Client(transport=transport, trust_env=False, timeout=10) as client:
        return client.get(f"{url}/partijen", headers=headers)


def test_it_prints_where_it_is_and_answers_until_ctrl_c(tmp_path: Path) -> None:
    """What it prints can be pasted; Ctrl-C is how it ends, so that is no failure."""
    with serving(tmp_path) as (child, lines):
        url, header = told(lines)
        assert header == {"Authorization": "Token geheim"}
        assert url.endswith("/klantinteracties/api/v1")
        assert ask(url, header).status_code == 200
        assert ask(url, {}).status_code == 401
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=30)
    assert child.returncode == 0
    assert out + err == ""


def test_it_takes_another_token_and_a_fault_and_says_so(tmp_path: Path) -> None:
    """The fault is there, with its sentence on the screen; the usual token no longer works."""
    with serving(tmp_path, "--token", "anders", "--fault", FAULT) as (_, lines):
        url, header = told([line for line in lines if not line.startswith("fault:")])
        assert lines[0] == f"fault: {FAULT}: No answer names the version of the API."
        assert header == {"Authorization": "Token anders"}
        answer = ask(url, header)
        assert answer.status_code == 200
        assert "api-version" not in answer.headers
        assert ask(url, {"Authorization": "Token geheim"}).status_code == 401


def test_a_port_that_is_taken_is_said_before_anything_is_promised() -> None:
    """Exit code 2, and no address on the screen that somebody else answers."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = call("reference", "--port", port)
    assert ran.code == 2
    assert ran.err == f"127.0.0.1:{port}: cannot listen there: Address already in use\n  fix: choose another --port\n"
    assert ran.out == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--fault", "versieheader-ontbreek"], ["--fault: there is no fault", f"did you mean '{FAULT}'"]),
        (["--profile", "openklant-0.8"], ["--profile: the reference has no dialect", "'openklant-0.9'"]),
        (["--port", "99999"], ["cannot listen there", "choose another --port"]),
        (["--host", "product.invalid"], ["cannot listen there"]),
    ],
    ids=["fault", "profile", "port", "host"],
)
def test_what_it_cannot_serve_is_said(arguments: list[str], words: list[str]) -> None:
    """Nothing listens, nothing is printed as if it did."""
    ran = call("reference", *arguments)
    assert ran.code == 2
    assert ran.out == ""
    for word in words:
        assert word in ran.err
