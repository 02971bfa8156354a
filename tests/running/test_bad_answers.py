"""Answers that are no good: a verdict with the right blame, in bounded time, with all data removed."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from .runs import Ran, run
from .servers import Answer, Behaviour, Heard, Line, Product, Reference, always

JSON_TYPE = ("content-type", "application/json")
VERSION = ("api-version", "0.9.0")


def when_reading(bad: Behaviour) -> Behaviour:
    """A good product, except when one partij is read."""
    good = Reference()

    async def behaviour(heard: Heard, line: Line) -> None:
        reading = heard.method == "GET" and not heard.is_list
        await (bad if reading else good.behave)(heard, line)

    return behaviour


def body(content: bytes, *headers: tuple[str, str]) -> Behaviour:
    """An answer 200 that says it is JSON."""
    return always(Answer(200, content, (JSON_TYPE, VERSION, *headers)))


async def half_a_transfer(heard: Heard, line: Line) -> None:
    """Promise a thousand bytes, send a few, hang up."""
    await line.write(Answer(200, b"", (JSON_TYPE, VERSION)).head(1000) + b'{"uuid": "')
    line.close()


async def broken_connection(heard: Heard, line: Line) -> None:
    """Not a byte, and a reset."""
    line.reset()


async def no_http(heard: Heard, line: Line) -> None:
    """Bytes that are no HTTP at all."""
    await line.write(b"220 mail.example.org ESMTP\r\n\r\n")
    line.close()


async def endless_headers(heard: Heard, line: Line) -> None:
    """A header block that never ends."""
    await line.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        await line.write(b"x-nog-een: " + b"x" * 8000 + b"\r\n")


FAILED, UNCLEAR = ("failed", "product"), ("cantTell", "environment")
ANSWERS = {
    "500": (always(Answer.problem(500)), FAILED, "500"),
    "html": (always(Answer(200, b"<html>Welkom</html>", (("content-type", "text/html"), VERSION))), FAILED, "JSON"),
    "empty": (body(b""), FAILED, "an empty body"),
    "truncated": (body(b'{"uuid": "1f2e", "nummer'), FAILED, "Unterminated string"),
    "not-utf-8": (body(b'{"nummer": "\xff"}'), FAILED, "not UTF-8"),
    "deep": (body(b"[" * 5000 + b"]" * 5000), FAILED, "nested deeper than 64 levels"),
    "null": (body(b"null"), FAILED, "(missing)"),
    "half": (half_a_transfer, UNCLEAR, "without sending complete message body"),
    "reset": (broken_connection, UNCLEAR, "reset by peer"),
    "no-http": (no_http, UNCLEAR, "illegal status line"),
    "endless-headers": (endless_headers, UNCLEAR, "too long"),
    "broken-gzip": (body(b"geen gzip", ("content-encoding", "gzip")), UNCLEAR, "incorrect header check"),
    "50-mb": (body(b'{"notitie": "' + b"x" * 50_000_000 + b'"}'), ("cantTell", "product"), "cut off"),
    "gzip-bomb": (
        body(gzip.compress(b" " * 50_000_000), ("content-encoding", "gzip")),
        ("cantTell", "product"),
        "cut off",
    ),
    "401": (always(Answer.problem(401, VERSION)), ("cantTell", "configuration"), "401"),
    "502": (always(Answer(502, b"<html>Bad Gateway</html>")), UNCLEAR, "502"),
}


@pytest.fixture(params=ANSWERS, scope="module")
def seen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Ran, Product]:
    """One run against a product that gives a bad answer whenever a partij is read."""
    behaviour = ANSWERS[request.param][0]
    with Product(when_reading(behaviour)) as product:
        return request.param, run(tmp_path_factory.mktemp("run"), product.base_url), product


def test_a_bad_answer_gets_a_verdict_and_the_right_blame(seen: tuple[str, Ran, Product]) -> None:
    """What the product did wrong is failed; what cannot be told is left open, and nobody else is blamed."""
    name, ran, _ = seen
    _, (verdict, blame), words = ANSWERS[name]
    row = ran.scenario()
    assert (row["verdict"], row["blame"]) == (verdict, blame)
    told = [f for f in ran.report["findings"] if f["requirement"] == "PAR-02"]
    assert words in told[0]["actual"]["en"]
    assert told[0]["hint"]["nl"]


def test_a_bad_answer_ends_in_a_report_and_an_exit_code(seen: tuple[str, Ran, Product]) -> None:
    """1 when the product failed, 3 when nothing could be told; never a traceback, and the log is whole."""
    name, ran, _ = seen
    assert ran.code == (1 if "failed" in {f["verdict"] for f in ran.report["findings"]} else 3)
    assert ran.code == 1 or ANSWERS[name][1] != FAILED
    assert "Traceback" not in ran.everything
    assert ran.events[-1]["event"] == "end"
    assert ran.report["seconds"] < 10


def test_a_bad_answer_leaves_no_data_behind(seen: tuple[str, Ran, Product]) -> None:
    """Both attempts removed what they registered."""
    _, ran, product = seen
    assert ran.report["residue"] == []
    methods = [heard.method for heard in product.heard]
    assert methods.count("POST") == methods.count("DELETE") == 4


def test_a_bad_answer_takes_little_room(seen: tuple[str, Ran, Product]) -> None:
    """Also when it was 50 MB: the evidence keeps the start."""
    _, ran, _ = seen
    sizes = {file.name: file.stat().st_size for file in ran.folder.iterdir()}
    assert max(sizes.values()) < 600_000, sizes


def test_a_product_that_answers_500_to_everything_is_failed_on_that(tmp_path: Path) -> None:
    """The server error is the first thing to repair; what could not be tried because of it waits."""
    with Product(always(Answer.problem(500))) as product:
        ran = run(tmp_path, product.base_url, "--scenario", "onderwerpobject")
    verdicts = {row["id"]: (row["verdict"], row["blame"]) for row in ran.report["requirements"]}
    assert ran.code == 1
    assert verdicts["API-30"] == ("failed", "product")
    assert "passed" not in {verdict for verdict, _ in verdicts.values()}
    assert ran.out.split("Eerst herstellen")[1].lstrip().startswith(("1 ✗ API-30", "(")), ran.out
