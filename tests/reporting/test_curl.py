"""A command that repeats a request really repeats it: it is run, and the bytes that arrive are compared."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from conformance.model.exchange import Credentials, Request
from conformance.reporting.curl import INVALID_CREDENTIAL, curl
from conformance.transport import FALSE_CREDENTIAL

SECRET = "Token geheim \"a\" 'b' $HOME `id` \\ !"

needs_curl = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")


@dataclass
class Received:
    """What arrived at the server."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Server:
    """A server on loopback that keeps every request."""

    address: str
    received: list[Received] = field(default_factory=list)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Answers 200 to everything and remembers what came."""
    kept = Server("")

    class Keep(BaseHTTPRequestHandler):
        def keep(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            kept.received.append(Received(self.command, self.path, headers, self.rfile.read(length)))
            self.send_response(200)
            self.send_header("content-length", "0")
            self.end_headers()

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = keep  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Keep) as running:
        kept.address = f"http://127.0.0.1:{running.server_port}/klantinteracties/api/v1"
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        try:
            yield kept
        finally:
            running.shutdown()
            thread.join()


@pytest.fixture
def repeated(server: Server) -> Callable[[Request], Received]:
    """Runs the command in a shell, as someone would who pastes it, and returns what arrived."""

    def run(request: Request) -> Received:
        server.received.clear()
        command = curl(request, server.address)
        environment = {"PATH": os.environ["PATH"], "AUTHORIZATION": SECRET}
        ended = subprocess.run(
            ["/bin/sh"],
            input=command.encode() + b"\n",
            capture_output=True,
            env=environment,
            timeout=30,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        assert len(server.received) == 1
        return server.received[0]

    return run


BODIES = {
    "json": b'{"naam": "O\'Hara \\"de\\" \\\\ $HOME `id` !"}',
    "utf-8": '{"naam": "Çelik-日本"}'.encode(),
    "newlines": b"a\n\n  b\n",
    "crlf": b"a\r\nb\r\n",
    "nul and other bytes": bytes(range(256)),
    "looks like a file": b"@/etc/hostname",
    "looks like an option": b"-n -e %s %d \\n",
    "only a quote": b"'",
    "hidden marks": "\u202e\u200b\ufeff".encode(),
    "empty": b"",
    "long text": b"x" * 150_000,
    "long bytes": bytes(range(256)) * 500,
    "above a megabyte": b"y" * 1_100_000,
}


@needs_curl
@pytest.mark.parametrize("name", BODIES)
def test_every_byte_of_a_body_arrives(name: str, repeated: Callable[[Request], Received]) -> None:
    """Whatever the body holds, the shell and curl leave it alone."""
    body = BODIES[name]
    received = repeated(Request("POST", "/partijen", (), (("Content-Type", "application/json"),), body))

    assert received.body == body
    assert received.headers["content-type"] == "application/json"
    assert received.headers["content-length"] == str(len(body))


@needs_curl
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])
def test_the_method_stays_and_nothing_is_added(method: str, repeated: Callable[[Request], Received]) -> None:
    """Without a body curl adds no content type of its own."""
    received = repeated(Request(method, "/partijen/1"))

    assert (received.method, received.target) == (method, "/klantinteracties/api/v1/partijen/1")
    assert "content-type" not in received.headers
    assert ("content-length" in received.headers) is (method in ("POST", "PUT", "PATCH"))


@needs_curl
def test_the_query_is_escaped_once(repeated: Callable[[Request], Received]) -> None:
    """Names and values keep their meaning; what is escaped in the path already stays as it is."""
    query = (("naam", "De Vries & Zn. [x]{y} 'é'"), ("leeg", ""), ("a=b", "1+1 #2"))
    received = repeated(Request("GET", "/partijen/a%2Fb c/$x", query))

    path, _, asked = received.target.partition("?")
    assert path == "/klantinteracties/api/v1/partijen/a%2Fb%20c/$x"
    assert asked == ("naam=De%20Vries%20%26%20Zn.%20%5Bx%5D%7By%7D%20%27%C3%A9%27&leeg=&a%3Db=1%2B1%20%232")


@needs_curl
def test_headers_arrive_as_they_were(repeated: Callable[[Request], Received]) -> None:
    """Quotes, dollars and empty values in headers survive; counted headers are counted anew."""
    headers = (("X-Een", "a 'b' \"c\" $HOME !"), ("X-Leeg", ""), ("Content-Length", "999"), ("X-Tab", "a\tb"))
    received = repeated(Request("GET", "/partijen", (), headers))

    assert received.headers["x-een"] == "a 'b' \"c\" $HOME !"
    assert received.headers["x-leeg"] == ""
    assert received.headers["x-tab"] == "a\tb"
    assert "content-length" not in received.headers


@needs_curl
@pytest.mark.parametrize(
    ("credentials", "sent"),
    [(Credentials.OWN, SECRET), (Credentials.NONE, None), (Credentials.FALSE, f"Token {FALSE_CREDENTIAL}")],
)
def test_credentials_are_filled_in_by_the_shell(
    credentials: Credentials, sent: str | None, repeated: Callable[[Request], Received]
) -> None:
    """One's own come from a variable, none are left out, false ones are plainly wrong."""
    assert repeated(Request("GET", "/partijen", credentials=credentials)).headers.get("authorization") == sent


def test_a_false_credential_is_the_one_that_the_suite_sends() -> None:
    """Else the command would repeat another request."""
    assert INVALID_CREDENTIAL == FALSE_CREDENTIAL


def test_no_secret_stands_in_the_command() -> None:
    """Not from the headers of the request, and not from the address."""
    headers = (("authorization", "Token s3cr3t"), ("Cookie", "s3cr3t"), ("X-Api-Key", "s3cr3t"))
    command = curl(Request("GET", "/", (), headers), "https://u:s3cr3t@example.org/x", ("X-Api-Key",))

    assert "s3cr3t" not in command
    assert '-H "X-Api-Key: $X_API_KEY"' in command
    assert "https://example.org/x/" in command


@pytest.mark.parametrize("name", BODIES)
def test_a_command_can_be_pasted(name: str) -> None:
    """All of it is printable: nothing gets lost on the way through a terminal or a page."""
    command = curl(Request("POST", "/\u202e", (("a", "\x00"),), (("X", "\x7f"),), BODIES[name]), "https://example.org")

    assert command.replace("\n", "").isprintable()
