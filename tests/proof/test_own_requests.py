"""What the suite itself sends is what the contract allows, unless a scenario sends something else on purpose."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from conformance.contract.issues import Expectation, Purpose
from conformance.contract.records import Record
from conformance.expressions import Scope, resolve
from conformance.model.exchange import Credentials, Exchange, Request, Response
from conformance.model.scenario import Scenario, Step
from conformance.plan import parser
from conformance.play import Play
from conformance.proof.paths import Paths
from conformance.proof.rehearsal import START
from conformance.proof.strict import Strict, departures, on_purpose
from conformance.proof.trials import Trials
from conformance.reference.dialects import TOKEN, dialect
from conformance.reference.server import app

BASE = "http://reference"


def strict(trials: Trials) -> Strict:
    """The reference behind a checker that refuses what the contract does not allow."""
    profile = trials.basis.profile
    return Strict(app(dialect=profile.id), trials.basis.contract, dialect(profile.id).base_path)


async def sent(application: Any, base_path: str, request: Request) -> Exchange:
    """One request to an ASGI application, and its answer."""
    headers = [(name.lower().encode(), value.encode()) for name, value in request.headers]
    headers.append((b"host", b"reference"))
    if request.credentials is not Credentials.NONE:
        token = TOKEN if request.credentials is Credentials.OWN else "0" * 40
        headers.append((b"authorization", f"Token {token}".encode()))
    query = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in request.query)
    scope = {
        "type": "http", "method": request.method, "scheme": "http", "path": base_path + request.path,
        "query_string": query.encode(), "headers": headers, "root_path": "", "server": ("reference", 80),
    }  # fmt: skip
    told: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": request.body or b"", "more_body": False}

    async def send(message: Any) -> None:
        told.append(message)

    await application(scope, receive, send)
    pairs = tuple((name.decode(), value.decode()) for name, value in told[0]["headers"])
    return Exchange(request, Response(told[0]["status"], pairs, b"".join(each.get("body", b"") for each in told[1:])))


def _quoted(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())


async def played(trials: Trials, scenario: Scenario) -> Strict:
    """One scenario against the reference behind the checker; every step must come through as it did without it."""
    checker, scope = strict(trials), Scope(f"rehearsal/{scenario.id}", START, scenario.row)
    binding = trials.basis.binding(BASE + checker.base_path)
    play = Play(scenario, binding, scope, trials.basis.conform(), parser(50))
    conversation, result = play.run(), None
    try:
        request = next(conversation)
        while True:
            step = scenario.steps[play.step - 1]
            checker.allowed = on_purpose(step, tuple(resolve(step.expect.outcomes, scope)))
            request = conversation.send(await sent(checker, checker.base_path, request))
    except StopIteration as stop:
        result = stop.value
    assert checker.refused or result.verdict in ("passed", "inapplicable"), result.findings
    return checker


def test_no_scenario_sends_what_the_contract_forbids_unless_on_purpose(trials: Trials) -> None:
    """Every request of the suite, through a checker that stands in front of the reference implementation."""

    async def all_of_them() -> list[Strict]:
        return [await played(trials, line.scenario) for line in trials.rehearsal.lines]

    checkers = asyncio.run(all_of_them())
    assert [told for checker in checkers for told in checker.refused] == []
    assert sum(checker.seen for checker in checkers) > 6000
    assert sum(checker.passed for checker in checkers) > 300  # what is sent on purpose is really recognised as such


def test_the_contract_phase_keeps_to_the_contract_when_it_means_to(trials: Trials) -> None:
    """Documented examples and data that fits are told apart from data that does not: the contract allows the former."""
    records: list[Record] = []
    trials.contract.judgement((), notify=records.append)
    contract, paths = trials.basis.contract, Paths(trials.basis.contract)
    fitting = [
        record for record in records
        if record.purpose in (Purpose.EXAMPLE, Purpose.POSITIVE) and record.expectation is Expectation.ANY
    ]  # fmt: skip
    wrong = {told for record in fitting for told in departures(contract, paths, record.exchange.request)}
    assert len(fitting) > 200
    assert wrong == set()


def test_a_request_that_the_contract_forbids_is_refused(trials: Trials) -> None:
    """The checker would notice: here is a message with a field of the wrong type, on no purpose at all."""
    checker = strict(trials)
    headers = (("Accept", "application/json"), ("Content-Type", "application/json"))
    request = Request("POST", "/klantcontacten", (), headers, json.dumps({"kanaal": 5}).encode())
    exchange = asyncio.run(sent(checker, checker.base_path, request))
    assert exchange.response is not None
    assert exchange.response.status == 418
    assert any("/kanaal" in told for told in checker.refused)


def test_a_step_that_expects_a_refusal_is_on_purpose_and_a_preparation_never_is(trials: Trials) -> None:
    """What counts is what the step says that it expects."""
    steps = [step for line in trials.rehearsal.lines for step in line.scenario.steps]
    refused = next(step for step in steps if step.expect.stated and step.expect.outcomes == ("refused",))
    assert on_purpose(refused, ("refused",))
    plain: Step = next(step for step in steps if not step.expect.stated)
    assert not on_purpose(plain, plain.expect.outcomes)
