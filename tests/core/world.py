"""A small world to judge in: the suite of a few words, and answers that a product could give."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from conformance.binding import Binding
from conformance.expressions import Scope
from conformance.loading.profiles import load_profile
from conformance.loading.scenarios import load_scenario, load_situations
from conformance.loading.suite import load_suite
from conformance.model.exchange import Exchange, Failure, Request, Response
from conformance.model.finding import Finding, ScenarioResult, Spot
from conformance.model.profile import Profile
from conformance.model.scenario import Scenario
from conformance.model.suite import Suite
from conformance.plan import parser
from conformance.play import Conform, Play

SMALL = Path(__file__).parent.parent / "loading" / "small"
BASE_URL = "https://example.org/api"
START = datetime(2026, 1, 1, 12, tzinfo=UTC)
ID, OTHER, THIRD = (f"{digit * 8}-0000-4000-8000-000000000000" for digit in "123")

Answer = Response | Failure | Callable[[Request], Response | Failure]


@cache
def small_suite() -> Suite:
    """The suite of a few words."""
    return load_suite(SMALL / "scenarios")


@cache
def small_profile() -> Profile:
    """Its translation to HTTP."""
    return load_profile(SMALL / "profile", small_suite().vocabulary).profile


def binding(profile: Profile | None = None) -> Binding:
    """The small profile, or another one, at an address."""
    return Binding(profile or small_profile(), small_suite().vocabulary, BASE_URL)


def scenarios(steps: str, head: str = "verifies: [KCT-01]") -> list[Scenario]:
    """The scenarios of a file with these steps (YAML)."""
    suite = small_suite()
    situations = load_situations(SMALL / "scenarios/situations.yaml", suite.vocabulary, suite.requirements)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "klantcontact" / "proef.yaml"
        file.parent.mkdir()
        file.write_text(f"title: {{nl: Proef, en: Trial}}\n{head}\nsteps:\n{steps}", encoding="utf-8")
        return load_scenario(file, Path(folder), suite.vocabulary, suite.requirements, situations)


def scenario(steps: str, head: str = "verifies: [KCT-01]") -> Scenario:
    """The scenario with these steps (YAML)."""
    (found,) = scenarios(steps, head)
    return found


def answer(status: int, body: Any = None, *headers: tuple[str, str]) -> Response:
    """An answer with JSON in it; without a body it is empty."""
    raw = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
    return Response(status, (("Content-Type", "application/json"), *headers), raw)


def found(*items: Any, next_page: str | None = None, **more: Any) -> Response:
    """The answer to a search."""
    return answer(200, {"count": len(items), "next": next_page, "results": list(items), **more})


def no_remarks(_: str, __: Exchange, ___: Spot) -> tuple[list[Finding], list[str]]:
    """A judge of forms that has nothing to say."""
    return [], []


@dataclass(slots=True)
class Played:
    """An attempt that has ended: its result, what was asked, and what it registered."""

    result: ScenarioResult
    requests: list[Request]
    play: Play


def play(
    what: Scenario, answers: Iterable[Answer], conform: Conform = no_remarks, profile: Profile | None = None
) -> Played:
    """Play a scenario against these answers, in order."""
    scope = Scope("proef", START, what.row)
    attempt = Play(what, binding(profile), scope, conform, parser(64))
    conversation, coming, requests = attempt.run(), iter(answers), list[Request]()
    try:
        request = next(conversation)
        while True:
            requests.append(request)
            given = next(coming, None)
            assert given is not None, f"no answer is left for {request}"
            given = given(request) if callable(given) else given
            response, failure = (given, None) if isinstance(given, Response) else (None, given)
            number = len(requests)
            exchange = Exchange(request, response, failure, started=float(number), elapsed=0.5, number=number)
            request = conversation.send(exchange)
    except StopIteration as stop:
        return Played(stop.value, requests, attempt)


def kinds(findings: Sequence[Finding]) -> list[tuple[str, str, str, str]]:
    """What each finding says in short: requirement, verdict, blame, kind."""
    return [(one.requirement, str(one.verdict), str(one.blame), str(one.kind)) for one in findings]
