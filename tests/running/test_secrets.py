"""No secret in anything that a run says or writes, however a product sends it back."""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

from conformance.model.target import Secret
from conformance.redaction import HIDDEN, Redactor

from .runs import VARIABLE, Ran, call, run, target
from .servers import Answer, Behaviour, Heard, Line, Product, Reference

#: Everything that is written differently somewhere: in a URL, in JSON, in HTML, in a shell.
CANARY = "k4n4r1e/Zeer+Geheim=&%20\"'<\\>$~|fictief"


def forms(secret: str) -> set[str]:
    """How a secret could be written in an answer or a file."""
    percent = quote(secret, safe="")
    quoted = json.dumps(secret)[1:-1]
    entities = html.escape(secret)
    return {
        secret,
        percent,
        percent.replace("%2F", "%2f").replace("%3D", "%3d"),
        quote(secret),
        quote_plus(secret),
        quoted,
        quoted.replace("/", "\\/"),
        entities,
        json.dumps(quoted)[1:-1],
        quote(percent),
        entities.replace("&#x27;", "&#39;"),
    }


def assert_no_secret(text: str, secret: str = CANARY) -> None:
    """None of its forms; not even the part that looks the same in all of them."""
    assert "k4n4r1e" not in text
    for form in forms(secret):
        assert form not in text


def echoing(good: Reference) -> Behaviour:
    """A product that sends the credentials back in every answer, in every form, and gets an answer wrong as well."""

    async def behaviour(heard: Heard, line: Line) -> None:
        answer = await good.answer(heard)
        secret = heard.headers["authorization"].removeprefix("Token ")
        headers = (
            ("x-debug", f"Token {secret}"),
            ("x-debug-url", f"https://example.org/?token={quote(secret, safe='')}"),
            (f"x-{quote(secret, safe='')}", "ja"),
        )
        body = answer.body
        if heard.method == "GET" and not heard.is_list:
            body = json.dumps({"uuid": sorted(forms(secret)), "detail": f"Token {secret}"}).encode()
            body += "".join(sorted(forms(secret))).encode()
        elif body:
            body = json.dumps(json.loads(body) | {"_debug": secret, "_url": quote(secret)}).encode()
        await line.answer(replace(answer, body=body, headers=(*answer.headers, *headers)))

    return behaviour


@pytest.fixture(params=["target", "header", "environment"])
def leaky(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Ran, Product]]:
    """A failing run with all formats, the secret given in each way that there is."""
    more, arguments = "auth: {scheme: none}\n", ["--allure", "--scenario", "partij/opvragen-op-id"]
    if request.param == "target":
        monkeypatch.setenv(VARIABLE, CANARY)
        more = ""
    elif request.param == "header":
        arguments += ["--header", f"Authorization: Token {CANARY}"]
    else:
        monkeypatch.setenv("CONFORMANCE_HEADER", f"Authorization: Token {CANARY}")
    with Product(echoing(Reference(token=CANARY))) as product:
        yield run(tmp_path, product.base_url, *arguments, more=more), product


def test_a_secret_that_comes_back_is_nowhere_to_be_found(leaky: tuple[Ran, Product]) -> None:
    """Evidence, report in five formats, allure results, screen: the answers are in there, the secret is not."""
    ran, product = leaky
    assert ran.code == 1
    assert {heard.headers["authorization"] for heard in product.heard} == {f"Token {CANARY}"}
    assert HIDDEN in ran.everything
    assert {"report.json", "index.html", "junit.xml", "summary.md", "evidence.ndjson", "allure-results"} == {
        file.name for file in ran.folder.iterdir()
    }
    assert_no_secret(ran.everything)


def test_a_secret_is_not_shown_when_the_run_ends_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A redirect to a page that holds the credentials in its address."""
    monkeypatch.setenv(VARIABLE, CANARY)

    async def to_login(heard: Heard, line: Line) -> None:
        back = quote(heard.headers["authorization"], safe="")
        await line.answer(Answer(302, b"", (("location", f"https://login.example.org/?from={back}"),)))

    with Product(to_login) as product:
        ran = run(tmp_path, product.base_url)
    assert ran.code == 2
    assert "https://login.example.org/?from=***" in ran.err
    assert_no_secret(ran.everything)


def test_a_secret_at_the_very_edge_of_a_cut_body_does_not_leak_in_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The body is cut in the middle of the secret, where no comparison finds it whole."""
    monkeypatch.setenv(VARIABLE, CANARY)
    good = Reference(token=CANARY)

    async def long(heard: Heard, line: Line) -> None:
        answer = await good.answer(heard)
        if heard.method == "GET" and not heard.is_list:
            for edge in (65_536, 200_000):
                size = edge - len(answer.body)
                answer = replace(answer, body=answer.body + b"x" * (size - 12) + CANARY.encode() + b"x" * 50)
        await line.answer(answer)

    with Product(long) as product:
        ran = run(tmp_path, product.base_url)
    assert ran.code == 3
    assert_no_secret(ran.everything)


def test_a_basic_credential_is_hidden_in_all_its_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not only the base64: also the user with the password, and the password."""
    monkeypatch.setenv(VARIABLE, f"toets:{CANARY}")
    good = Reference()

    async def echo(heard: Heard, line: Line) -> None:
        given = heard.headers["authorization"]
        plain = base64.b64decode(given.removeprefix("Basic ")).decode()
        answer = await good.answer(replace(heard, headers=heard.headers | {"authorization": "Token geheim"}))
        extra = (("x-1", given), ("x-2", plain), ("x-3", plain.partition(":")[2]))
        await line.answer(replace(answer, headers=(*answer.headers, *extra)))

    with Product(echo) as product:
        ran = run(tmp_path, product.base_url, more=f"auth: {{scheme: basic, secret_env: {VARIABLE}}}\n")
    assert ran.code == 0, ran.out
    assert_no_secret(ran.everything)
    assert base64.b64encode(f"toets:{CANARY}".encode()).decode() not in ran.everything


@pytest.mark.parametrize("value", ["geheim\x07", "wachtwoordé", "sleutel\x00"])
def test_a_secret_that_cannot_travel_in_a_header_is_refused_without_showing_it(value: str, tmp_path: Path) -> None:
    """Before anything is sent or written."""
    with Product(Reference().behave) as product:
        file = target(tmp_path, product.base_url, "auth: {scheme: none}\n")
        ran = call("run", "--target", file, "--header", f"X-Sleutel: {value}", "--output", tmp_path / "out")
    assert ran.code == 2
    assert "header" in ran.err
    assert value.strip("\x07\x00é") not in ran.err
    assert not (tmp_path / "out").exists()
    assert product.heard == []


def test_a_short_secret_does_not_change_ordinary_words() -> None:
    """Hiding must not alter what is judged: ‘geheim’ is not taken out of ‘geheimhouding’."""
    redactor = Redactor((Secret("Authorization", "Token geheim"),))
    assert redactor.text('{"geheimhouding": true, "token": "geheim"}') == '{"geheimhouding": true, "token": "***"}'
    assert redactor.text("a=1&t=%3Dgeheim&geheimpje") == "a=1&t=%3D***&geheimpje"


def test_every_other_byte_stays_what_it_was() -> None:
    """Also bytes that are no text."""
    redactor = Redactor((Secret("X-Sleutel", "0123456789abcdef"),))
    assert redactor.body(b"\xff\x000123456789abcdef\xfe%") == b"\xff\x00***\xfe%"
    assert redactor.body(bytes(range(256))) == bytes(range(256))


@pytest.mark.parametrize(
    ("more", "value"),
    [
        (f"auth: {{scheme: token, secret_env: {VARIABLE}}}\n", "k4z"),
        (f"auth: {{scheme: basic, secret_env: {VARIABLE}}}\n", "toetser:k4z"),
        (f"auth: {{scheme: header, header: X-Api-Key, secret_env: {VARIABLE}}}\n", "k4z"),
    ],
)
def test_a_proof_of_access_that_is_too_short_to_hide_is_refused(
    more: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is sent or written, and without repeating it."""
    monkeypatch.setenv(VARIABLE, value)
    with Product(Reference().behave) as product:
        ran = run(tmp_path, product.base_url, more=more)
    assert ran.code == 2
    assert "fewer than 4 characters cannot be kept out of the evidence" in ran.err
    assert "k4z" not in ran.err
    assert not ran.folder.exists()
    assert product.heard == []


def test_a_short_value_of_another_header_is_hidden_where_it_can_be_nothing_else(tmp_path: Path) -> None:
    """As the value of a header and after its name; a number in a record stays what it is."""
    good = Reference()

    async def echo(heard: Heard, line: Line) -> None:
        answer = await good.answer(heard)
        given = heard.headers["x-organisatie"]
        extra = (("x-1", given), ("x-2", f"X-Organisatie: {given}"), ("x-3", f"waarde {given}0"))
        await line.answer(replace(answer, headers=(*answer.headers, *extra)))

    with Product(echo) as product:
        ran = run(tmp_path, product.base_url, "--header", "X-Organisatie: 7q", "--scenario", "partij/opvragen-op-id")
    assert ran.code == 0, ran.err
    answers = [dict(event["response"]["headers"]) for event in ran.events if event["event"] == "exchange"]
    assert {headers["x-1"] for headers in answers} == {HIDDEN}
    assert {headers["x-2"] for headers in answers} == {f"X-Organisatie: {HIDDEN}"}
    assert {headers["x-3"] for headers in answers} == {"waarde 7q0"}
    assert "7q" not in ran.out + ran.err + (ran.folder / "report.json").read_text(encoding="utf-8")


def test_a_user_without_a_password_is_the_secret_then() -> None:
    """Some products take an API key as the user of a basic credential."""
    value = "Basic " + base64.b64encode(b"k4n4r1e:").decode()
    assert Redactor((Secret("Authorization", value),)).text("user k4n4r1e") == f"user {HIDDEN}"
