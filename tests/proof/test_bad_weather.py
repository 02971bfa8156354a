"""Whatever the environment does, no verdict about the product comes of it: the same as without, or cannot tell."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conformance.proof.disturbances import DISTURBANCES, SKEWS, Weather, wrong
from conformance.proof.trials import Trials
from tests.running.runs import Ran, run
from tests.running.servers import Answer, Behaviour, Heard, Line, Product, Reference

#: In process, one in so many of the places where a disturbance can strike; a number that divides no other.
EVERY = 53
#: Over sockets, these scenarios: registering, changing, searching with pages, removing, refusing, and no credentials.
SCENARIOS = (
    "partij/opvragen-op-id", "klantcontact/onveranderlijk-bij-deels-wijzigen", "interne-taak/op-verwerkt-zetten",
    "api/bladeren-zeven-in-drieen", "api/toegang-opvragen", "api/geweigerde-partij",
)  # fmt: skip


def test_one_disturbed_exchange_never_changes_a_verdict_into_another(trials: Trials) -> None:
    """Every kind of disturbance, at places all over the suite: each exchange is one."""
    weather, tried, found = Weather(trials.basis), 0, []
    lines = trials.rehearsal.lines
    places = ((line, at, name) for line in lines for at in range(len(line.turns)) for name in DISTURBANCES)
    for index, (line, at, name) in enumerate(places):
        if index % EVERY == 0:
            tried += 1
            found += [f"{name}: {told}" for told in wrong(line, weather.disturbed(line, at, DISTURBANCES[name]))]
    assert found == []
    assert tried > 1000


@pytest.mark.parametrize("skew", SKEWS, ids=str)
def test_a_clock_that_is_off_changes_nothing(skew: Any, trials: Trials) -> None:
    """The clock of the product is its own affair: no scenario compares it with ours."""
    weather = Weather(trials.basis)
    found = [told for line in trials.rehearsal.lines[::7] for told in wrong(line, weather.skewed(line, skew))]
    assert found == []


def for_a_while(bad: Behaviour, first: int = 3, last: int = 9) -> Behaviour:
    """A good product, except between two requests."""
    good, seen = Reference(), 0

    async def behaviour(heard: Heard, line: Line) -> None:
        nonlocal seen
        seen += 1
        await (bad if first <= seen <= last else good.behave)(heard, line)

    return behaviour


async def slow(heard: Heard, line: Line) -> None:
    """No answer within the time that a request gets."""
    await line.hang()


async def reset(heard: Heard, line: Line) -> None:
    """The connection breaks."""
    line.reset()


async def half_closed(heard: Heard, line: Line) -> None:
    """Half an answer, and then the connection ends in an orderly way."""
    await line.write(Answer.json(200, {"results": []}).head(500) + b'{"results"')
    line.close()


async def too_many(heard: Heard, line: Line) -> None:
    """Come back later."""
    await line.answer(Answer.problem(429, ("retry-after", "0")))


async def bad_gateway(heard: Heard, line: Line) -> None:
    """Something in between cannot reach the product."""
    await line.answer(Answer(502, b"<html>Bad Gateway</html>", (("content-type", "text/html"),)))


def skewed_headers() -> Behaviour:
    """A product whose answers are dated an hour ago."""
    good = Reference()

    async def behaviour(heard: Heard, line: Line) -> None:
        answer = await good.answer(heard)
        headers = (*answer.headers, ("date", "Thu, 01 Jan 2015 00:00:00 GMT"))
        await line.answer(Answer(answer.status, answer.body, headers))

    return behaviour


def chosen() -> tuple[str, ...]:
    """The options that select the scenarios."""
    return tuple(option for name in SCENARIOS for option in ("--scenario", name))


def held_to(ran: Ran, calm: Ran) -> None:
    """Every requirement has the verdict that it has in calm weather, or cannot be told because of the environment.

    What is judged of any answer that comes along may have met none: then it is untested.
    """
    expected = {row["id"]: row["verdict"] for row in calm.report["requirements"]}
    for row in ran.report["requirements"]:
        known = (expected[row["id"]], "untested")
        assert row["verdict"] in known or (row["verdict"], row["blame"]) == ("cantTell", "environment"), row
    assert [found for found in ran.report["findings"] if found["verdict"] == "failed"] == []
    assert ran.code in (0, 3)


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """The same scenarios against a product that nothing is the matter with."""
    with Product(Reference().behave) as product:
        ran = run(tmp_path_factory.mktemp("calm"), product.base_url, *chosen())
    assert [row["verdict"] for row in ran.report["scenarios"]].count("passed") >= len(SCENARIOS)
    return ran


@pytest.mark.parametrize("bad", [slow, reset, half_closed, too_many, bad_gateway])
def test_a_while_of_bad_weather_gives_no_verdict_about_the_product(bad: Behaviour, calm: Ran, tmp_path: Path) -> None:
    """On real sockets: seven requests in a row go wrong, and all others go well."""
    with Product(for_a_while(bad)) as product:
        ran = run(tmp_path, product.base_url, *chosen(), "--concurrency", "2", request_seconds=0.4)
    held_to(ran, calm)


@pytest.mark.parametrize("bad", [slow, reset, half_closed, too_many, bad_gateway])
def test_weather_that_stays_bad_gives_no_verdict_about_the_product(bad: Behaviour, calm: Ran, tmp_path: Path) -> None:
    """From the third request on nothing works any more."""
    with Product(for_a_while(bad, 3, 10**9)) as product:
        ran = run(tmp_path, product.base_url, *chosen(), "--concurrency", "2", request_seconds=0.2)
    held_to(ran, calm)
    assert ran.code == 3


def test_answers_with_another_date_are_judged_as_any_other(calm: Ran, tmp_path: Path) -> None:
    """The header Date is not a thing that the standard speaks of."""
    with Product(skewed_headers()) as product:
        ran = run(tmp_path, product.base_url, *chosen())
    held_to(ran, calm)
    assert ran.code == calm.code


def test_a_name_that_is_gone_gives_no_verdict_about_the_product(
    calm: Ran, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address of the product can be looked up three times, and then no more."""
    good = Reference()

    async def closing(heard: Heard, line: Line) -> None:
        answer = await good.answer(heard)
        await line.answer(Answer(answer.status, answer.body, (*answer.headers, ("connection", "close"))))
        line.close()

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", forgetting(asyncio.BaseEventLoop.getaddrinfo, 3))
    with Product(closing) as product:
        ran = run(tmp_path, product.base_url.replace("127.0.0.1", "localhost"), *chosen(), "--concurrency", "1")
    held_to(ran, calm)
    assert ran.code == 3


def forgetting(look_up: Callable[..., Any], times: int) -> Callable[..., Any]:
    """A way of looking names up that works so many times."""
    left = times

    async def looked_up(loop: Any, host: str | bytes, port: Any, **more: Any) -> Any:
        nonlocal left
        if host in ("localhost", b"localhost"):
            left -= 1
            if left < 0:
                raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return await look_up(loop, host, port, **more)

    return looked_up
