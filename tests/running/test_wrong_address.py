"""A wrong address, key, certificate or profile ends a run at once, with what to change."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from .runs import Ran, run
from .servers import Answer, Behaviour, Heard, Line, Product, Reference, always, changed, from_request

WEB_PAGE = Answer(200, b"<!doctype html><title>Welkom</title>", (("content-type", "text/html; charset=utf-8"),))


def assert_stopped_at_once(ran: Ran, *words: str) -> None:
    """One clear message, exit code 2, and a report that says why there is no verdict."""
    assert ran.code == 2, ran.err
    for word in (*words, "\n  fix: "):
        assert word in ran.err
    assert "Traceback" not in ran.err
    assert ran.err.count("\n  fix: ") == 1
    report = ran.report
    assert report["conformant"] is None
    assert report["scenarios"] == []
    assert words[0] in report["incomplete"]["en"]
    assert words[0] not in report["incomplete"]["nl"]
    assert "\n  doe: " in report["incomplete"]["nl"]
    assert ran.events[-1]["event"] == "end"
    assert f"report of what was done: {ran.folder / 'index.html'}" in ran.err


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        (always(Answer.problem(401)), ["these credentials are not accepted (answer 401)", "Authorization: Token"]),
        (always(Answer.problem(403)), ["these credentials are not accepted (answer 403)", "Authorization: Token"]),
        (always(WEB_PAGE), ["this is a web page, not an API", "/klantinteracties/api/v1"]),
        (always(Answer(200, b"<html></html>")), ["this is a web page, not an API"]),
        (always(Answer.problem(404)), ["this address does not exist there (answer 404)", "base_url must end where"]),
        (always(Answer.json(200, {"anders": []})), ["not in the form of profile openklant-0.9", "list profiles"]),
        (always(Answer.json(200, ["iets"])), ["not in the form of profile openklant-0.9"]),
    ],
    ids=["401", "403", "web-page", "page-without-type", "404", "other-api", "other-json"],
)
def test_a_wrong_place_is_said_after_one_request(behaviour: Behaviour, words: list[str], tmp_path: Path) -> None:
    """Nobody gets two hundred failures for one mistake in the target file."""
    with Product(behaviour) as product:
        ran = run(tmp_path, product.base_url, "--class", "partij")
    assert_stopped_at_once(ran, *words)
    assert len(product.heard) == 1


def test_a_product_that_wants_credentials_says_so_to_who_gave_none(tmp_path: Path) -> None:
    """Forgotten credentials are not called wrong credentials."""
    with Product(Reference().behave) as product:
        ran = run(tmp_path, product.base_url, more="auth: {scheme: none}\n")
    assert_stopped_at_once(ran, "the product wants credentials, none were given (answer 401)")


def test_a_dead_host_is_said_in_one_message(tmp_path: Path) -> None:
    """Nothing listens on a port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    ran = run(tmp_path, f"http://127.0.0.1:{port}/klantinteracties/api/v1")
    assert_stopped_at_once(ran, "nothing answers there", "start the product, or correct base_url")


def test_a_host_that_does_not_exist_is_said_in_one_message(tmp_path: Path) -> None:
    """A name under .invalid resolves nowhere (RFC 2606)."""
    ran = run(tmp_path, "http://product.invalid/klantinteracties/api/v1")
    assert_stopped_at_once(ran, "nothing answers there", "correct base_url")


def test_a_host_that_accepts_and_says_nothing_is_given_up_in_time(tmp_path: Path) -> None:
    """The request deadline bounds the wait for the very first answer too."""

    async def silent(heard: Heard, line: Line) -> None:
        await line.hang()

    with Product(silent) as product:
        ran = run(tmp_path, product.base_url, request_seconds=0.2)
    assert_stopped_at_once(ran, "no complete answer within 0.2 s", "check that the product is up")
    assert ran.report["seconds"] < 5


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_to_another_host_is_never_followed(status: int, tmp_path: Path) -> None:
    """The other server hears nothing at all, so it cannot hear the credentials."""
    with Product(Reference().behave) as other:
        elsewhere = f"http://localhost:{other.port}{other.base_path}/partijen"
        with Product(always(Answer(status, b"", (("location", elsewhere),)))) as product:
            ran = run(tmp_path, product.base_url)
    assert_stopped_at_once(ran, f"the server redirects to '{elsewhere}'", "as base_url")
    assert other.heard == []


def test_a_redirect_in_the_middle_of_a_run_is_not_followed_either(tmp_path: Path) -> None:
    """It becomes a scenario that cannot be judged, for whoever wrote the target file."""
    with Product(Reference().behave) as other:
        elsewhere = f"http://localhost:{other.port}{other.base_path}/partijen"
        moved = always(Answer(307, b"", (("location", elsewhere),)))
        with Product(from_request(2, moved)) as product:
            ran = run(tmp_path, product.base_url)
    assert (ran.scenario()["verdict"], ran.scenario()["blame"]) == ("cantTell", "configuration")
    assert ran.code in (1, 3)
    assert other.heard == []


def test_a_next_page_on_another_host_is_not_opened(tmp_path: Path) -> None:
    """An address in an answer is no reason to send credentials there."""
    with Product(Reference().behave) as other:
        elsewhere = f"http://localhost:{other.port}{other.base_path}/internetaken?page=2"

        def lead_away(heard: Heard, answer: Answer) -> Answer | None:
            if b'"next"' not in answer.body or heard.is_list:
                return None
            return Answer.json(200, json.loads(answer.body) | {"next": elsewhere}, *answer.headers[1:])

        with Product(changed(lead_away)) as product:
            ran = run(tmp_path, product.base_url, "--scenario", "interne-taak/bij-een-klantcontact")
    row = ran.scenario("interne-taak/bij-een-klantcontact")
    assert (row["verdict"], row["blame"]) == ("cantTell", "configuration")
    assert other.heard == []


def test_a_message_holds_no_control_codes_of_the_server(tmp_path: Path) -> None:
    """A redirect cannot clear the screen or set the title of the terminal."""
    hostile = Answer(302, b"", (("location", "https://example.org/\x1b[2J\x1b]0;titel\x07"),))
    with Product(always(hostile)) as product:
        ran = run(tmp_path, product.base_url)
    assert ran.code == 2
    assert "\x1b" not in ran.err
    assert "\x07" not in ran.err
