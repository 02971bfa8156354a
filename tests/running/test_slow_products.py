"""Products that are slow, busy or gone: bounded time, polite waiting, and never a failure of the product."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from .runs import run
from .servers import Answer, Behaviour, Heard, Line, Product, Reference, always, from_request

OK = Answer(200, b"", (("content-type", "application/json"), ("api-version", "0.9.0")))


async def silent(heard: Heard, line: Line) -> None:
    """No answer, ever."""
    await line.hang()


async def stuck(heard: Heard, line: Line) -> None:
    """Headers and a start, then nothing."""
    await line.write(OK.head(1000) + b'{"uuid": ')
    await line.hang()


async def dripping(heard: Heard, line: Line) -> None:
    """One byte at a time, each well within any time-out between two bytes."""
    await line.write(OK.head(1000))
    while True:
        await line.write(b" ")
        await asyncio.sleep(0.01)


async def endless(heard: Heard, line: Line) -> None:
    """A chunked body of empty lines that never ends."""
    await line.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n")
    while True:
        await line.write(b"1\r\n\n\r\n")
        await asyncio.sleep(0)


def when_reading(bad: Behaviour) -> Behaviour:
    """A good product, except when one partij is read."""
    good = Reference()

    async def behaviour(heard: Heard, line: Line) -> None:
        await (bad if heard.method == "GET" and not heard.is_list else good.behave)(heard, line)

    return behaviour


@pytest.mark.parametrize("bad", [silent, stuck, dripping, endless])
def test_an_answer_that_does_not_end_is_cut_off_at_the_deadline(bad: Behaviour, tmp_path: Path) -> None:
    """The deadline is for the whole answer, so that no trickle can stretch it; the data is removed all the same."""
    with Product(when_reading(bad)) as product:
        ran = run(tmp_path, product.base_url, request_seconds=0.3)
    row = ran.scenario()
    assert (row["verdict"], row["blame"]) == ("cantTell", "environment")
    assert ran.code == 3
    assert ran.report["seconds"] < 5
    assert ran.report["residue"] == []
    failed = [event for event in ran.events if event.get("failure")]
    assert {event["failure"]["kind"] for event in failed} == {"deadline"}
    # Once per attempt, and once to see whether what was removed is gone.
    assert [event["step"] > 0 for event in failed] == [True, False, True]


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_product_is_asked_again_when_it_says_so(status: int, tmp_path: Path) -> None:
    """Turned away twice with Retry-After, then served: the scenario passes, and the evidence shows the waiting."""
    good, turned_away = Reference(), 0

    async def busy(heard: Heard, line: Line) -> None:
        nonlocal turned_away
        if heard.method == "POST" and turned_away < 2:
            turned_away += 1
            await line.answer(Answer.problem(status, ("retry-after", "0")))
        else:
            await good.behave(heard, line)

    with Product(busy) as product:
        ran = run(tmp_path, product.base_url)
    assert ran.code == 0, ran.out
    assert ran.scenario()["attempts"] == 1
    superseded = [event for event in ran.events if event.get("superseded")]
    assert [event["response"]["status"] for event in superseded] == [status, status]
    assert ran.report["residue"] == []


def test_the_time_that_a_product_asks_for_is_given(tmp_path: Path) -> None:
    """Nothing reaches a product that asked for a second of rest, from no scenario at all."""
    good, moments = Reference(), []

    async def resting(heard: Heard, line: Line) -> None:
        moments.append(asyncio.get_running_loop().time())
        if len(moments) == 2:
            await line.answer(Answer.problem(429, ("retry-after", "1")))
        else:
            await good.behave(heard, line)

    with Product(resting) as product:
        ran = run(tmp_path, product.base_url, "--concurrency", "1", "--scenario", "partij/opvragen-op-id")
    assert ran.code == 0, ran.out
    assert moments[2] - moments[1] >= 0.99


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_product_that_stays_unavailable_is_not_called_wrong(status: int, tmp_path: Path) -> None:
    """After a few polite tries it cannot be told, for whoever runs the environment."""
    away = always(Answer.problem(status, ("retry-after", "0")))
    with Product(from_request(2, away)) as product:
        ran = run(tmp_path, product.base_url)
    row = ran.scenario()
    assert (row["verdict"], row["blame"]) == ("cantTell", "environment")
    assert ran.code == 3
    assert [f for f in ran.report["findings"] if f["verdict"] == "failed"] == []


def test_a_product_that_is_gone_is_not_asked_for_ever(tmp_path: Path) -> None:
    """After sixteen silent scenarios the rest is not tried, and the report says why."""
    with Product(from_request(2, always(Answer(502, b"<html>Bad Gateway</html>")))) as product:
        ran = run(tmp_path, product.base_url, "--class", "partij")
    assert ran.code == 3
    assert len(product.heard) < 40
    assert ran.report["incomplete"]["nl"] == "het product antwoordt niet meer; de rest is niet geprobeerd"
    assert "het product antwoordt niet meer" in ran.out
    assert {row["verdict"] for row in ran.report["scenarios"]} == {"cantTell"}
    assert len(ran.report["scenarios"]) > 40


def test_a_product_that_vanishes_leaves_a_report_that_lists_what_stayed(tmp_path: Path) -> None:
    """Its address refuses connections from the moment that the second partij was registered."""
    good, product = Reference(), Product(silent)

    async def vanishing(heard: Heard, line: Line) -> None:
        await good.behave(heard, line)
        if sum(request.method == "POST" for request in product.heard) == 2:
            product.vanish()

    product.behaviour = vanishing
    with product:
        ran = run(tmp_path, product.base_url)
    assert ran.code == 3
    assert (ran.scenario()["verdict"], ran.scenario()["blame"]) == ("cantTell", "environment")
    assert [made["reason"]["en"] for made in ran.report["residue"]] == ["no answer to the removal"] * 2
    assert "2 testrecords bleven achter" in ran.out


def test_a_run_that_is_out_of_time_stops_between_two_steps_and_cleans_up(tmp_path: Path) -> None:
    """What was not tried is not called passed or failed."""
    good = Reference()

    async def slow_to_register(heard: Heard, line: Line) -> None:
        if heard.method == "POST":
            await asyncio.sleep(2)
        await good.behave(heard, line)

    with Product(slow_to_register) as product:
        ran = run(tmp_path, product.base_url, "--class", "partij", run_seconds=1.9)
    registered = sum(heard.method == "POST" for heard in product.heard)
    assert ran.code == 3
    assert ran.report["incomplete"]["nl"] == "de tijd voor deze ronde was op"
    assert {row["verdict"] for row in ran.report["scenarios"]} == {"cantTell"}
    assert 0 < registered <= 8
    assert good.left() == {}
    assert ran.report["residue"] == []
