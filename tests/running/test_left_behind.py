"""What may have been left in a product is told with how to find it back, also when no answer said so."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from conformance.reference.openklant.messages import BASE_PATH

from .runs import ONE, Ran, call, process, run, target
from .servers import TOKEN, Answer, Heard, Line, Product, Reference, changed

FILES = ("report.json", "index.html", "junit.xml", "summary.md")
NUMBER = 3


class Swallowed:
    """A good product that carries out the third registration of a partij and never says so."""

    def __init__(self) -> None:
        self.reference, self.reached, self.seen = Reference(), threading.Event(), 0

    async def behave(self, heard: Heard, line: Line) -> None:
        """Carry out, and answer everything but that one."""
        answer = await self.reference.answer(heard)
        if heard.method == "POST" and heard.target.endswith("/partijen"):
            self.seen += 1
            if self.seen == NUMBER:
                self.reached.set()
                await line.hang()
        await line.answer(answer)

    def names(self) -> list[str]:
        """What the register holds by now, as text."""
        heard = Heard("GET", f"{BASE_PATH}/partijen", {"authorization": f"Token {TOKEN}"}, b"")
        return [json.dumps(each) for each in json.loads(asyncio.run(self.reference.answer(heard)).body)["results"]]


def interrupted(folder: Path, with_signal: signal.Signals) -> tuple[Ran, Swallowed]:
    """A run in a process of its own that gets a signal while its registration is under way."""
    product, output = Swallowed(), folder / "out"
    with Product(product.behave) as server:
        file = target(folder, server.base_url, request_seconds=1)
        chosen = ("--class", "partij", "--phase", "scenarios", "--concurrency", "1")
        child = process("-m", "conformance", "run", "--target", file, *chosen, "--output", output, cwd=folder)
        assert product.reached.wait(60)
        os.kill(child.pid, with_signal)
        out, err = child.communicate(timeout=60)
    return Ran(child.returncode, out, err, output), product


def perhaps(report: dict[str, Any]) -> list[dict[str, Any]]:
    """What was perhaps left behind."""
    return [made for made in report["residue"] if not made["certain"]]


def test_a_registration_that_was_under_way_at_a_kill_can_be_found_back(tmp_path: Path) -> None:
    """The report lists it, its marks lead to exactly one record in the register, and judging again changes no byte."""
    ran, product = interrupted(tmp_path, signal.SIGKILL)
    again = call("report", ran.folder, folder=ran.folder)
    (made,) = perhaps(again.report)
    assert (made["record"], made["id"], made["removed"]) == ("partij", "", False)
    assert made["reason"]["nl"] == "de ronde stopte terwijl dit verzoek onderweg was"
    value = made["marks"][0]["value"]
    assert value.startswith("kitproef-")
    assert sum(value in name for name in product.names()) == 1
    assert "1 registratie bleef misschien achter" in again.out
    for name in ("index.html", "summary.md"):
        assert value in (ran.folder / name).read_text(encoding="utf-8")
    before = {name: (ran.folder / name).read_bytes() for name in FILES}
    call("rejudge", ran.folder)
    assert {name: (ran.folder / name).read_bytes() for name in FILES} == before


def test_a_registration_that_was_under_way_at_ctrl_c_is_listed_too(tmp_path: Path) -> None:
    """The run waits for the answer as long as it may, and then says that none came."""
    ran, product = interrupted(tmp_path, signal.SIGINT)
    assert ran.code == 3, ran.err
    (made,) = perhaps(ran.report)
    assert made["reason"]["en"] == "no complete answer came"
    assert len(product.names()) == 1
    assert made["marks"][0]["value"] in product.names()[0]


def nameless(heard: Heard, answer: Answer) -> Answer | None:
    """A registration that is confirmed without a body and without an address."""
    return Answer(201, b"", ()) if heard.method == "POST" else None


def broken(heard: Heard, answer: Answer) -> Answer | None:
    """A registration that is carried out and then told as a server error."""
    return Answer.problem(500) if heard.method == "POST" else None


@pytest.mark.parametrize(
    ("change", "reason"),
    [(nameless, "het antwoord noemt geen id"), (broken, "het antwoord was 500")],
)
def test_a_registration_of_which_the_answer_tells_no_id_is_listed(change: Any, reason: str, tmp_path: Path) -> None:
    """Both attempts registered a partij, and nobody can remove it by id."""
    with Product(changed(change)) as product:
        ran = run(tmp_path, product.base_url)
    found = perhaps(ran.report)
    assert [made["reason"]["nl"] for made in found] == [reason] * 2
    assert all(made["marks"][0]["value"].startswith("kitproef-") for made in found)


def test_a_registration_that_never_arrived_is_not_listed(tmp_path: Path) -> None:
    """Nobody has to look for what was never sent, nor for what was refused."""
    refused = changed(lambda heard, answer: Answer.problem(400) if heard.method == "POST" else None)
    with Product(refused) as product:
        ran = run(tmp_path, product.base_url)
    assert ran.report["residue"] == []
    assert [event["event"] for event in ran.events].count("sending") == 2


class Liar:
    """A good product that says 204 to every removal of some collection, and keeps the record."""

    def __init__(self, collection: str) -> None:
        self.reference, self._path = Reference(), f"/{collection}/"

    async def behave(self, heard: Heard, line: Line) -> None:
        """Confirm, and do nothing."""
        lies = heard.method == "DELETE" and self._path in heard.target
        await line.answer(Answer(204) if lies else await self.reference.answer(heard))


def test_a_removal_that_removes_nothing_is_seen_and_changes_no_verdict(tmp_path: Path) -> None:
    """Everything that stayed is listed, not only what was looked at first."""
    liar = Liar("partijen")
    with Product(liar.behave) as product:
        ran = run(tmp_path, product.base_url, "--scenario", ONE)
    assert ran.code == 0
    left = [made for made in ran.report["residue"] if made["certain"]]
    assert len(left) == liar.reference.left()["partijen"] == 2
    assert {made["reason"]["nl"] for made in left} == {"antwoord 204 op het verwijderen, maar het is er nog"}
    assert "2 testrecords bleven achter" in ran.out


def test_what_a_scenario_removed_itself_is_looked_at_as_well(tmp_path: Path) -> None:
    """Its own removal was confirmed and did nothing."""
    liar = Liar("partijen")
    with Product(liar.behave) as product:
        ran = run(tmp_path, product.base_url, "--scenario", "partij/verwijderen")
    assert len(ran.report["residue"]) == liar.reference.left()["partijen"] > 0


def test_looking_costs_one_request_per_kind_of_record(tmp_path: Path) -> None:
    """However many of a kind are removed, and however many scenarios run at once."""
    with Product(Reference().behave) as product:
        ran = run(tmp_path, product.base_url, "--class", "actor", "--scenario", "actor")
    cleaning = [event for event in ran.events if event["event"] == "exchange" and event.get("step") == 0]
    looks = [event["request"]["path"] for event in cleaning if event["request"]["method"] == "GET"]
    kinds = {path.split("/")[1] for path in looks}
    assert len(cleaning) > 10 * len(looks)
    assert len(looks) == len(kinds) > 0
    assert ran.report["residue"] == []


def test_the_contract_phase_does_not_take_a_removal_for_granted_either(tmp_path: Path) -> None:
    """What its own requests removed, and what is cleaned up after it."""
    liar = Liar("partijen")
    with Product(liar.behave) as product:
        chosen = ("--phase", "contract", "--class", "partij", "--budget", "90", "--quiet")
        ran = run(tmp_path, product.base_url, *chosen)
    by_itself = sum(event["event"] == "removed" and event["gone"] for event in ran.events)
    left = [made for made in ran.report["residue"] if made["certain"]]
    assert by_itself > len(left) == liar.reference.left()["partijen"] > 6


def test_the_report_tells_every_request_of_the_contract_phase(tmp_path: Path) -> None:
    """Those that count against the budget and those on top of it are together what the product heard."""
    turned_away: list[bytes] = []
    good = Reference()

    async def busy(heard: Heard, line: Line) -> None:
        answer = await good.answer(heard)
        if heard.method == "POST" and len(turned_away) < 2:
            turned_away.append(heard.body)
            answer = replace(Answer.problem(429, ("retry-after", "0")))
        await line.answer(answer)

    with Product(busy) as product:
        chosen = ("--phase", "contract", "--class", "onderwerpobject", "--budget", "90", "--quiet")
        ran = run(tmp_path, product.base_url, *chosen)
    told = ran.report["contract"]
    preflight = 1
    assert told["requests"] <= told["budget"] == 90
    assert told["again"] == 2
    assert len(product.heard) == preflight + sum(told[name] for name in ("requests", "preparing", "removing", "again"))
    line = f"contractfase: {told['requests']} van hoogstens 90 verzoeken, plus {told['preparing']} voorbereiding"
    assert f"{line} en {told['removing']} opruimen, 2 herhaald na 429 of 503" in " ".join(ran.out.split())
