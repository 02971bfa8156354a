"""`conformance detect`: which profile fits an endpoint, by looking, over real sockets."""

from __future__ import annotations

import json
import re
import socket
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from running.runs import ROOT, Ran, call, run
from running.servers import TOKEN, Answer, Behaviour, Heard, Line, Product, Reference, always

from conformance.loading.profiles import profile_names
from conformance.reference.dialects import DIALECTS
from conformance.reference.server import RunningReference

HEADER = f"Authorization: Token {TOKEN}"
NONE_OF_THEM = {"items": [{"id": 1}]}


def detect(url: str, *more: object) -> Ran:
    """One look, with the reference's token."""
    return call("detect", "--base-url", url, "--header", HEADER, *more)


def found(ran: Ran) -> dict[str, Any]:
    """What it says as JSON."""
    said: dict[str, Any] = json.loads(ran.out)
    return said


def profile(said: dict[str, Any], name: str) -> dict[str, Any]:
    """What is said of one profile."""
    return next(each for each in said["profiles"] if each["profile"] == name)


def credentials(name: str) -> str:
    """The header that the reference wants in this dialect."""
    return ": ".join(DIALECTS[name].credentials(TOKEN))


@pytest.mark.parametrize("name", sorted(set(profile_names()) & set(DIALECTS)))
def test_each_dialect_of_the_reference_is_recognised_and_nothing_else(name: str) -> None:
    """An empty register is enough, and no other profile fits as well."""
    with RunningReference(dialect=name) as running:
        ran = call("detect", "--base-url", running.base_url, "--header", credentials(name), "--json")
    assert found(ran)["fits"] == [name]
    assert ran.code == 0


@pytest.mark.parametrize("name", sorted(set(profile_names()) & set(DIALECTS)))
def test_the_host_alone_is_enough(name: str) -> None:
    """Then each profile is looked for where it usually lives."""
    with RunningReference(dialect=name) as running:
        parts = urlsplit(running.base_url)
        host = f"{parts.scheme}://{parts.netloc}"
        said = found(call("detect", "--base-url", host, "--header", credentials(name), "--json"))
    assert said["fits"] == [name]
    assert profile(said, name)["address"] == running.base_url


def test_looking_leaves_nothing_behind() -> None:
    """Only GET is sent, or POST where it changes nothing; the register stays empty."""
    good = Reference()
    with Product(good.behave) as product:
        assert detect(product.base_url).code == 0
    assert good.left() == {}
    assert {heard.method for heard in product.heard} <= {"GET", "POST"}
    assert len(product.heard) < 120


def test_a_person_reads_per_profile_what_speaks_for_and_against_it() -> None:
    """The conclusion stands first; every sign says what was predicted and what was seen."""
    with Product(Reference().behave) as product:
        nl, en = detect(product.base_url), detect(product.base_url, "--language", "en")
    assert nl.out.startswith("Dit eindpunt spreekt openklant-0.9.\n")
    assert en.out.startswith("This endpoint speaks openklant-0.9.\n")
    assert "  + /betrokkenen bestaat (antwoord 200)" in nl.out
    assert "  + /betrokkenen exists (answer 200)" in en.out
    assert re.search(r"^  - ", nl.out, re.MULTILINE) or len(profile_names()) == 1


def older(heard: Heard, answer: Answer) -> Answer:
    """Open Klant 2.0: it calls itself 0.0.3 as well, has no composed registration and fewer search parameters."""
    headers = tuple((n, "0.0.3" if n.lower() == "api-version" else v) for n, v in answer.headers)
    path, _, query = heard.target.partition("?")
    later = ("referentienummer", "leiddeTotInterneTaken", "klantcontact__uuid")
    if path.endswith("/maak-klantcontact"):
        return Answer.problem(404, *headers)
    if any(query.startswith(name) for name in later):
        return Answer.problem(400, *headers)
    return replace(answer, headers=headers)


def with_change(change: Any) -> Behaviour:
    """The reference, every answer of it changed."""
    good = Reference()

    async def behaviour(heard: Heard, line: Line) -> None:
        await line.answer(change(heard, await good.answer(heard)))

    return behaviour


def test_a_version_number_that_two_dialects_share_deceives_nobody() -> None:
    """Open Klant 2.0 to 2.4 say 0.0.3 and are no VNG CRUD: nearest is the family that it belongs to."""
    with Product(with_change(older)) as product:
        ran = detect(product.base_url, "--json")
    said = found(ran)
    assert ran.code == 1
    assert said["fits"] == []
    assert said["nearest"].startswith("openklant-")
    others = [each for each in said["profiles"] if not each["profile"].startswith("openklant-")]
    assert {each["fit"] for each in others} <= {"not"}
    assert "0.0.3" not in json.dumps(said["profiles"]).replace("vng-crud-0.0.3", "")


def test_a_product_that_ignores_unknown_parameters_is_not_taken_for_a_newer_version() -> None:
    """When a made-up parameter is accepted too, that a parameter is accepted says nothing."""

    def lenient(heard: Heard, answer: Answer) -> Answer:
        known = [pair for pair in answer.headers if pair[0].lower() != "content-type"]
        empty = {"count": 0, "next": None, "previous": None, "results": []}
        return Answer.json(200, empty, *known) if answer.status == 400 and heard.method == "GET" else answer

    with Product(with_change(lenient)) as product:
        said = found(detect(product.base_url, "--json"))
    signs = profile(said, "openklant-0.9")["observations"]
    about = [one for one in signs if "leiddeTotInterneTaken" in one["predicted"]["en"]]
    assert [one["answered"] for one in about] == ["unseen"]


def described(leave_out: str = "") -> bytes:
    """Our own contract as a product might publish it, perhaps without a path."""
    text = (ROOT / "profiles" / "openklant-0.9" / "contract.yaml").read_text(encoding="utf-8")
    return text.replace(f"\n  /{leave_out}:\n", "\n  /anders:\n").encode() if leave_out else text.encode()


@pytest.mark.parametrize(("leave_out", "answered"), [("", "yes"), ("maak-klantcontact", "no")])
def test_a_published_description_is_read_and_compared(leave_out: str, answered: str) -> None:
    """Every operation of the profile is in it, or it is said which are not."""

    def publishing(heard: Heard, answer: Answer) -> Answer:
        if heard.target.endswith("/schema/openapi.yaml"):
            return Answer(200, described(leave_out), (("content-type", "application/yaml"),))
        return answer

    with Product(with_change(publishing)) as product:
        said = found(detect(product.base_url, "--json"))
    sign = profile(said, "openklant-0.9")["observations"][-1]
    assert sign["predicted"]["en"].startswith("the published description")
    assert sign["answered"] == answered
    assert ("POST /maak-klantcontact" in sign["seen"]["en"]) is bool(leave_out)


@pytest.mark.parametrize(
    "body", [b"a: [", b"&a [*a]", b"\xff\xfe", b"null", b"[]", b"openapi: 3.1.0\npaths: 3\n", b"{" * 3000]
)
def test_a_description_that_cannot_be_read_is_none(body: bytes) -> None:
    """What a stranger publishes never ends the command."""

    def publishing(heard: Heard, answer: Answer) -> Answer:
        return Answer(200, body, (("content-type", "application/json"),)) if "openapi" in heard.target else answer

    with Product(with_change(publishing)) as product:
        ran = detect(product.base_url, "--json")
    assert found(ran)["fits"] == ["openklant-0.9"]


@pytest.mark.parametrize("value", [NONE_OF_THEM, [], {}, "tekst", None])
def test_an_endpoint_that_is_none_of_them_fits_nothing(value: object) -> None:
    """An API that answers everything the same way gives no profile away."""
    with Product(always(Answer.json(200, value))) as product:
        ran = detect(product.base_url, "--json")
    said = found(ran)
    assert said["fits"] == []
    assert ran.code in (1, 3)


def test_web_pages_are_no_api() -> None:
    """It says so in one message, and where the address should point."""
    page = Answer(200, b"<!doctype html><title>Welkom</title>", (("content-type", "text/html; charset=utf-8"),))
    with Product(always(page)) as product:
        ran = detect(product.base_url)
    assert (ran.code, ran.out) == (2, "")
    assert "there is no API here: web pages" in ran.err
    assert "\n  fix: give the address where the API begins" in ran.err


def test_an_address_where_everything_is_404_is_no_api() -> None:
    """A wrong path on the right host is the usual mistake."""
    with Product(Reference().behave, base_path="/ergens/anders") as product:
        ran = detect(product.base_url)
    assert ran.code == 2
    assert "there is no API here: every answer was 404" in ran.err


def test_an_endpoint_that_lets_nobody_in_asks_for_credentials() -> None:
    """401 everywhere tells nothing about a profile."""
    with Product(always(Answer.problem(401))) as product:
        without = call("detect", "--base-url", product.base_url)
        wrong = detect(product.base_url)
    assert (without.code, wrong.code) == (2, 2)
    assert "everything here wants credentials" in without.err
    assert "these credentials are not accepted" in wrong.err
    assert TOKEN not in wrong.err


def test_paths_can_be_told_apart_without_credentials_where_unknown_ones_give_404() -> None:
    """401 there and 404 elsewhere shows that something is there, but not what."""
    with Product(Reference().behave) as product:
        ran = call("detect", "--base-url", product.base_url, "--json")
    signs = profile(found(ran), "openklant-0.9")["observations"]
    answers = {one["predicted"]["en"]: one["answered"] for one in signs}
    assert answers["/betrokkenen exists"] == "yes"
    assert found(ran)["fits"] == []
    assert ran.code == 3


def test_a_dead_address_is_said_in_one_message() -> None:
    """Nothing listens on a port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    ran = detect(f"http://127.0.0.1:{port}/klantinteracties/api/v1")
    assert ran.code == 2
    assert "nothing answers there" in ran.err
    assert ran.err.count("\n") == 2


def test_one_answer_that_never_comes_is_one_sign_that_cannot_be_seen() -> None:
    """The connection breaks for one path; the rest is judged."""
    good = Reference()

    async def behaviour(heard: Heard, line: Line) -> None:
        if "/digitaleadressen" in heard.target:
            line.reset()
        else:
            await line.answer(await good.answer(heard))

    with Product(behaviour) as product:
        said = found(detect(product.base_url, "--json"))
    one = next(
        each
        for each in profile(said, "openklant-0.9")["observations"]
        if each["predicted"]["en"] == "/digitaleadressen exists"
    )
    assert one["answered"] == "unseen"
    assert said["fits"] == ["openklant-0.9"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--base-url", "geen adres"], ["--base-url: 'geen adres' is not an address"]),
        (["--base-url", "http://127.0.0.1:1", "--profile", "openklant-0.8"], ["there is no such profile"]),
        (["--base-url", "http://127.0.0.1:1", "--header", "zonder dubbele punt"], ["a header is written as"]),
    ],
)
def test_a_wrong_call_is_said(arguments: list[str], words: list[str]) -> None:
    """Exit code 2 and what to write instead."""
    ran = call("detect", *arguments)
    assert ran.code == 2
    assert all(word in ran.err for word in words)


def test_a_new_dialect_is_recognised_from_yaml_alone(tmp_path: Path) -> None:
    """A profile folder of one's own with other signs: no Python."""
    folder = tmp_path / "eigen-1.0"
    folder.mkdir()
    source = ROOT / "profiles" / "openklant-0.9"
    text = (source / "profile.yaml").read_text(encoding="utf-8")
    start, end = text.index("recognise:\n"), text.index("\n\n", text.index("recognise:\n"))
    own = 'recognise:\n  - {path: /dingen, is: list}\n  - {path: /dingen, items: "", holds: [/sleutel]}'
    (folder / "profile.yaml").write_text(text[:start] + own + text[end:], encoding="utf-8")
    (folder / "contract.yaml").write_bytes((source / "contract.yaml").read_bytes())

    async def behaviour(heard: Heard, line: Line) -> None:
        there = heard.target.endswith("/dingen")
        await line.answer(Answer.json(200, [{"sleutel": 1}]) if there else Answer.problem(404))

    with Product(behaviour) as product:
        ran = detect(product.base_url, "--profile", folder, "--profile", "openklant-0.9", "--json")
    assert found(ran)["fits"] == ["eigen-1.0"]


def warnings(ran: Ran) -> list[str]:
    """What the report warns of, in English."""
    return [each["en"] for each in ran.report["warnings"]]


def test_a_run_with_a_profile_that_does_not_fit_warns_and_goes_on(tmp_path: Path) -> None:
    """A supplier reads which signs are wrong, next to the verdicts; nobody is refused."""
    with Product(with_change(older)) as product:
        ran = run(tmp_path, product.base_url)
    told = [text for text in warnings(ran) if "does not fit well" in text]
    assert len(told) == 1
    assert "/maak-klantcontact exists (answer 404)" in told[0]
    assert "conformance detect" in told[0]
    assert ran.scenario()["verdict"] == "passed"


def test_a_run_with_the_right_profile_asks_nothing_more(tmp_path: Path) -> None:
    """One request before the first scenario, and no warning."""
    with Product(Reference().behave) as product:
        ran = run(tmp_path, product.base_url)
    assert warnings(ran) == []
    assert len([event for event in ran.events if event.get("scope") == "preflight"]) == 1


def test_a_product_that_goes_away_while_it_is_looked_at_gives_no_second_warning(tmp_path: Path) -> None:
    """The looks end at the first one without an answer; the run says what it then finds."""
    good, seen = Reference(), 0

    async def behaviour(heard: Heard, line: Line) -> None:
        nonlocal seen
        seen += 1
        if seen == 2:
            line.reset()
        else:
            await line.answer(older(heard, await good.answer(heard)))

    with Product(behaviour) as product:
        ran = run(tmp_path, product.base_url)
    assert not [text for text in warnings(ran) if "does not fit well" in text]
    assert ran.scenario()["verdict"] == "passed"


@pytest.mark.parametrize(
    ("sign", "words"),
    [
        ("{path: /dingen}", ["this sign predicts nothing", "add one of: exists, known"]),
        ("{path: /dingen, exists: true, is: list}", ["this sign predicts two things: exists and is"]),
        ("{path: /dingen, parameter: naam, known: true}", ["parameter, value and known belong together"]),
        ("{path: /dingen, headers: {allow: '('}}", ["'(' is not a pattern"]),
        ("{path: dingen, exists: true}", ["profile.yaml:"]),
        ("{path: /dingen, exist: true}", ["profile.yaml:", "exist"]),
    ],
)
def test_a_sign_that_says_nothing_is_a_mistake_with_its_line(sign: str, words: list[str], tmp_path: Path) -> None:
    """`conformance lint` finds it before anyone is detected wrongly."""
    source = ROOT / "profiles" / "openklant-0.9"
    text = (source / "profile.yaml").read_text(encoding="utf-8")
    line = text[: text.index("recognise:\n")].count("\n") + 2
    (tmp_path / "profile.yaml").write_text(text.replace("recognise:\n", f"recognise:\n  - {sign}\n"), encoding="utf-8")
    (tmp_path / "contract.yaml").write_bytes((source / "contract.yaml").read_bytes())
    ran = call("lint", tmp_path)
    assert ran.code == 2
    assert f"profile.yaml:{line}" in ran.err
    assert all(word in ran.err for word in words)
