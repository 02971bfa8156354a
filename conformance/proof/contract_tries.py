"""The contract phase against the reference with one fault, in process and for only some operations.

It is the phase itself that runs here; what differs is that requests do not go over a socket, that one is sent at a
time, and that the cases which schemathesis thinks up are thought up once and kept. Each operation gets as many requests
as it gets in a run of all operations.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

from conformance.contract.ledger import Judgement
from conformance.contract.parsing import Unreadable, parse_json
from conformance.contract.phase import Notify, Settings, run
from conformance.contract.planning import REPLAY_PART, needs_of, shares
from conformance.contract.raw import Generating, Raw
from conformance.contract.records import Record
from conformance.expressions import Scope
from conformance.model.exchange import Exchange, Request
from conformance.model.finding import Made
from conformance.model.scenario import Scenario, Step
from conformance.model.target import Limits
from conformance.model.text import Text
from conformance.plan import DEFAULT_BUDGET, Basis, parser
from conformance.play import Play
from conformance.proof.paths import segments
from conformance.proof.rehearsal import START
from conformance.reference.direct import Direct, address
from conformance.reference.faults import Fault

_SEED = 1
_ROUNDS = 6  # how many objects of each kind the phase gets, as in a run
_TITLE = Text("Objecten voor de contractfase", "Objects for the contract phase")


class ContractTries:
    """The contract phase for one profile, to be run again and again."""

    def __init__(self, basis: Basis, budget: int = DEFAULT_BUDGET) -> None:
        self._basis, self._budget = basis, budget
        self._spoken = basis.profile.id
        self._parse = parser(Limits().depth)

    def judgement(
        self, faults: Sequence[str | Fault], operations: Sequence[str] = (),
        notify: Callable[[Record], None] = lambda _: None,
    ) -> Judgement:  # fmt: skip
        """What the phase finds in these operations, or in all of them when none is named."""
        register = Direct(faults, START, self._spoken)
        objects, samples = self._prepared(register)
        known = self._basis.contract.operations
        named = [name for name in known if name in operations] if operations else list(known)
        settings = Settings(
            seed=_SEED, budget=self._share(named), objects=objects, samples=samples, concurrency=1,
            key=self._basis.profile.reference_key or "id", generator=self._generator,
        )  # fmt: skip
        number = 0

        async def send(request: Request) -> Exchange:
            nonlocal number
            number += 1
            return register.send(request, number)

        work = run(self._basis.contract, named, send, self._basis.requirements, settings, Notify(notify))
        return asyncio.run(work).judgement

    def _share(self, named: Sequence[str]) -> int:
        """The part of the whole budget that these operations would get, with what is kept for repeating."""
        contract = self._basis.contract
        every = list(contract.operations.values())
        quota = shares(every, self._budget, needs_of(contract, every))
        return round(sum(quota[name].total for name in named) / (1 - REPLAY_PART)) + 2

    @cached_property
    def _generator(self) -> Generating:
        from conformance.contract.generating import Generator  # noqa: PLC0415 - loads schemathesis

        return _Remembering(Generator(self._basis.contract, _SEED))

    def _prepared(self, register: Direct) -> tuple[dict[str, list[str]], dict[str, Any]]:
        objects: dict[str, list[str]] = {}
        samples: dict[str, Any] = {}
        for number in range(1, _ROUNDS + 1):
            for made in self._round(register, number, samples):
                objects.setdefault(self._collection(made.action), []).append(made.id)
        return objects, samples

    def _round(self, register: Direct, number: int, samples: dict[str, Any]) -> list[Made]:
        actions = self._basis.profile.actions
        scenario = Scenario("contract/objects", "contract", _TITLE, (), tuple(self._steps()), "")
        scope = Scope(f"proof/{number}", START)
        play = Play(scenario, self._basis.binding(address(self._spoken)), scope, self._basis.conform(), self._parse)
        conversation = play.run()
        try:
            request = next(conversation)
            while True:
                exchange = register.send(request)
                if exchange.response and exchange.response.status < 300:
                    operation = actions[scenario.steps[play.step - 1].action].operation
                    body = parse_json(request.body or b"null", Limits().depth)
                    samples.setdefault(operation, None if isinstance(body, Unreadable) else body)
                request = conversation.send(exchange)
        except StopIteration:
            return [made for made in play.made if not made.removed]

    def _steps(self) -> Iterator[Step]:
        for step in self._basis.suite.objects:
            if step.action in self._basis.profile.actions:
                yield step

    def _collection(self, action: str) -> str:
        profile = self._basis.profile
        return segments(profile.operations[profile.actions[action].operation].path)[0]


class _Remembering:
    """A generator whose cases are made once."""

    def __init__(self, generator: Generating) -> None:
        self._generator = generator
        self._known: dict[tuple[str, str, int], list[Raw]] = {}

    def examples(self, operation_id: str) -> list[Raw]:
        """See Generating."""
        return self._keep("examples", operation_id, 0, lambda: self._generator.examples(operation_id))

    def coverage(self, operation_id: str) -> list[Raw]:
        """See Generating."""
        return self._keep("coverage", operation_id, 0, lambda: self._generator.coverage(operation_id))

    def fuzz(self, operation_id: str, count: int) -> list[Raw]:
        """See Generating."""
        return self._keep("fuzz", operation_id, count, lambda: self._generator.fuzz(operation_id, count))

    def _keep(self, name: str, operation_id: str, count: int, make: Any) -> list[Raw]:
        key = (name, operation_id, count)
        if key not in self._known:
            self._known[key] = make()
        return list(self._known[key])
