"""Scenario phase against a bare httpx loop over the same requests; and what concurrency brings under latency."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import httpx

from benchmarks.server import reference
from conformance.evidence import NAME, read_log, unpacked
from conformance.model.exchange import Credentials, Exchange
from conformance.model.target import Secret, Target
from conformance.plan import Plan, Selection, load_basis, select
from conformance.session import Session

PROFILE, TOKEN = "openklant-0.9", "geheim"
ROUNDS = 3


def scenario_phase(base_url: str, concurrency: int, output: Path, most: int | None = None) -> float:
    """Seconds from the first request to the last result, without start-up, preflight and report."""
    basis = load_basis(PROFILE)
    target = Target(base_url, PROFILE, secrets=(Secret("Authorization", f"Token {TOKEN}"),))
    selection = Selection(phases=("scenarios",))
    scenarios = select(basis.suite, target, selection)[:most]
    plan = Plan(basis, target, selection, scenarios, concurrency=concurrency)
    with Session(plan, output) as session:
        began = perf_counter()
        session.start()
        verdicts = [session.result(scenario.id).verdict for scenario in scenarios]
        seconds = perf_counter() - began
    assert set(verdicts) <= {"passed", "inapplicable"}, "a benchmark of failing scenarios says nothing"
    return seconds


async def bare_loop(base_url: str, exchanges: list[Exchange]) -> float:
    """Seconds inside httpx for the same requests, one after the other, with the ids that this server gives."""
    ids: dict[str, str] = {}
    spent = 0.0
    async with httpx.AsyncClient(trust_env=False) as client:
        for exchange in exchanges:
            arguments = _arguments(base_url, exchange, ids)
            began = perf_counter()
            response = await client.request(exchange.request.method, **arguments)
            spent += perf_counter() - began
            _learn(exchange, response, ids)
    return spent


def bare_blocking_loop(base_url: str, exchanges: list[Exchange]) -> float:
    """The same with the blocking client: cheaper per request, but it could never do two things at once."""
    ids: dict[str, str] = {}
    spent = 0.0
    with httpx.Client(trust_env=False) as client:
        for exchange in exchanges:
            arguments = _arguments(base_url, exchange, ids)
            began = perf_counter()
            response = client.request(exchange.request.method, **arguments)
            spent += perf_counter() - began
            _learn(exchange, response, ids)
    return spent


def _arguments(base_url: str, exchange: Exchange, ids: dict[str, str]) -> dict[str, Any]:
    request = exchange.request
    credentials = {"Authorization": f"Token {TOKEN}"} if request.credentials is Credentials.OWN else {}
    return {
        "url": base_url + _renamed(request.path, ids),
        "params": [(name, _renamed(value, ids)) for name, value in request.query] or None,
        "headers": dict(request.headers) | credentials,
        "content": _renamed(request.body.decode(), ids).encode() if request.body else None,
    }


def _renamed(text: str, ids: dict[str, str]) -> str:
    for old in [old for old in ids if old in text]:
        text = text.replace(old, ids[old])
    return text


def _learn(exchange: Exchange, response: httpx.Response, ids: dict[str, str]) -> None:
    """Remember which new id stands for a recorded one."""
    recorded = exchange.response
    if exchange.request.method == "POST" and recorded and response.status_code == recorded.status == 201:
        old, new = json.loads(recorded.body), response.json()
        if "uuid" in old:
            ids[old["uuid"]] = new["uuid"]


def start_up() -> float:
    """Seconds for `conformance --help`, the best of several."""

    def once() -> float:
        began = perf_counter()
        subprocess.run([sys.executable, "-m", "conformance", "--help"], check=True, capture_output=True)
        return perf_counter() - began

    return min(once() for _ in range(5))


def main() -> None:
    """Measure and print three lines."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        pooled, blocking = [], []
        for number in range(ROUNDS):
            with reference() as base_url:
                suite = scenario_phase(base_url, 1, root / f"plain-{number}")
            record = read_log(root / f"plain-{number}" / NAME)
            exchanges = [unpacked(event) for event in record.of("exchange")]
            with reference() as base_url:
                bare = asyncio.run(bare_loop(base_url, exchanges))
            with reference() as base_url:
                bare_blocking = bare_blocking_loop(base_url, exchanges)
            pooled.append(suite / bare)
            blocking.append(suite / bare_blocking)
            print(
                f"  {len(exchanges)} requests: suite {suite:.2f} s, loop {bare:.2f} s, blocking {bare_blocking:.2f} s"
            )
        print(f"concurrency 1 against a bare httpx loop: {median(pooled):.2f} times (aim: at most 1.5); "
              f"against a blocking one: {median(blocking):.2f}", flush=True)  # fmt: skip
        with reference(0.05) as base_url:
            one = scenario_phase(base_url, 1, root / "slow-1", most=80)
            many = scenario_phase(base_url, 16, root / "slow-16", most=80)
        print(
            f"50 ms latency, 80 scenarios: {one:.1f} s at concurrency 1, {many:.1f} s at 16: "
            f"{one / many:.1f} times faster (aim: at least 8)",
            flush=True,
        )
        print(f"conformance --help: {start_up():.2f} s (aim: under 0.3)", flush=True)


if __name__ == "__main__":
    main()
