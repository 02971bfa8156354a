"""Scenarios run at the same time, steps in order; what differs only under load is told apart from what is wrong."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from pathlib import Path

from .runs import run
from .servers import Answer, Behaviour, Heard, Line, Product, Reference


class Crowd:
    """A good product that answers no registration before `size` of them are waiting at once; afterwards as usual."""

    def __init__(self, size: int, then: Behaviour | None = None) -> None:
        self._good, self._size, self._then = Reference(), size, then
        self._complete = asyncio.Event()
        self._waiting = self.most = self.now = 0

    async def behave(self, heard: Heard, line: Line) -> None:
        """Wait with the first `size` registrations until they are together."""
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            if heard.method == "POST" and not self._complete.is_set():
                await self._gather(heard, line)
            else:
                await self._good.behave(heard, line)
        finally:
            self.now -= 1

    async def _gather(self, heard: Heard, line: Line) -> None:
        self._waiting += 1
        if self._waiting == self._size:
            self._complete.set()
        await self._complete.wait()
        await (self._then or self._good.behave)(heard, line)


def test_as_many_scenarios_run_at_once_as_asked(tmp_path: Path) -> None:
    """A product that only answers a crowd of five is served by five at once, and never by a sixth."""
    crowd = Crowd(5)
    with Product(crowd.behave) as product:
        ran = run(tmp_path, product.base_url, "--scenario", "betrokkene", "--concurrency", "5", request_seconds=20)
    assert {row["verdict"] for row in ran.report["scenarios"]} - {"inapplicable"} == {"passed"}
    assert crowd.most == 5


def test_one_at_a_time_is_one_at_a_time(tmp_path: Path) -> None:
    """With a concurrency of one no two requests are ever in flight together."""
    crowd = Crowd(1)
    with Product(crowd.behave) as product:
        ran = run(tmp_path, product.base_url, "--scenario", "partij/zonder-soort", "--concurrency", "1")
    assert ran.code == 0
    assert crowd.most == 1


def test_the_steps_of_a_scenario_come_in_order_each_after_the_answer_before(tmp_path: Path) -> None:
    """However many scenarios run around it."""
    with Product(Reference().behave) as product:
        ran = run(tmp_path, product.base_url, "--scenario", "interne-taak", "--concurrency", "8")
    attempts: dict[str, list[dict[str, float]]] = {}
    for event in ran.events:
        if event["event"] == "exchange" and event.get("step"):
            attempts.setdefault(event["scope"], []).append(event)
    assert len(attempts) > 20
    for exchanges in attempts.values():
        assert exchanges[0]["step"] == 1
        for one, following in pairwise(exchanges):
            assert following["step"] - one["step"] in (0, 1)
            assert following["started"] >= one["started"] + one["elapsed"] - 0.001


def test_a_product_that_breaks_only_under_load_is_judged_alone_and_called_unstable(tmp_path: Path) -> None:
    """The first two registrations that arrive together get 500; the verdict is the one seen alone."""

    async def break_down(heard: Heard, line: Line) -> None:
        await line.answer(Answer.problem(500, ("api-version", "0.9.0")))

    chosen = ("--scenario", "partij/opvragen-op-id", "--scenario", "partij/verwijderen", "--concurrency", "2")
    with Product(Crowd(2, break_down).behave) as product:
        ran = run(tmp_path, product.base_url, *chosen)
    report = ran.report
    assert ran.code == 0, ran.out
    for row in report["scenarios"]:
        assert (row["verdict"], row["attempts"], row["unstable"]) == ("passed", 2, True)
    assert {r["verdict"] for r in report["requirements"] if r["id"] in ("PAR-02", "PAR-33", "API-30")} == {"passed"}
    remarks = [f for f in report["findings"] if f["kind"] == "instability"]
    assert [f["blame"] for f in remarks] == ["product", "product"]
    shown = {item["number"]: item["response"]["status"] for item in report["evidence"]}
    for remark in remarks:
        statuses = [shown[number] for number in remark["exchanges"]]
        assert 500 in statuses
        assert any(status < 300 for status in statuses)
    for file in ("index.html", "summary.md"):
        assert "tussen andere scenario" in (ran.folder / file).read_text(encoding="utf-8")


def test_the_same_seed_gives_the_same_verdicts(tmp_path: Path) -> None:
    """Twice on the reference: every requirement and every scenario ends the same."""
    verdicts = []
    for name in ("een", "twee"):
        (tmp_path / name).mkdir()
        with Product(Reference().behave) as product:
            ran = run(tmp_path / name, product.base_url, "--scenario", "interne-taak", "--seed", "7")
        report = ran.report
        assert report["seed"] == 7
        verdicts.append(
            {row["id"]: (row["verdict"], row["blame"]) for row in (*report["requirements"], *report["scenarios"])}
        )
    assert verdicts[0] == verdicts[1]
    assert ("passed", None) in verdicts[0].values()
    assert "failed" not in {verdict for verdict, _ in verdicts[0].values()}
