"""The contract phase against the reference with one fault, in process and for only some operations.

It is the phase itself that runs here; what differs is that requests do not go over a socket, that one is sent at a
time, and that the cases which schemathesis thinks up are thought up once and kept. Each operation gets as many requests
as it gets in a run of all operations.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from conformance.contract.ledger import Judgement
from conformance.contract.phase import Notify, Settings, run
from conformance.contract.planning import REPLAY_PART, needs_of, shares
from conformance.contract.raw import Generating, Raw
from conformance.contract.records import Record
from conformance.contract_setup import ROUNDS, Ready, Setup
from conformance.expressions import Scope
from conformance.model.exchange import Exchange, Request
from conformance.model.finding import Made
from conformance.model.target import Limits
from conformance.plan import DEFAULT_BUDGET, Basis, parser
from conformance.play import Play
from conformance.proof.rehearsal import START
from conformance.reference.direct import Direct, address
from conformance.reference.faults import Fault

_SEED = 1


class ContractTries:
    """The contract phase for one profile, to be run again and again."""

    def __init__(self, basis: Basis, budget: int = DEFAULT_BUDGET) -> None:
        self._basis, self._budget = basis, budget
        self._setup = Setup(basis)
        self._spoken = basis.profile.id
        self._parse = parser(Limits().depth)

    def judgement(
        self, faults: Sequence[str | Fault], operations: Sequence[str] = (),
        notify: Callable[[Record], None] = lambda _: None,
    ) -> Judgement:  # fmt: skip
        """What the phase finds in these operations, or in all of them when none is named."""
        register = Direct(faults, START, self._spoken)
        ready = self._prepared(register)
        known = self._basis.contract.operations
        named = [name for name in known if name in operations] if operations else list(known)
        settings = Settings(
            seed=_SEED, budget=self._share(named), objects=ready.objects, samples=ready.samples, answers=ready.answers,
            concurrency=1, key=self._setup.key, bare=self._setup.bare, keys=self._setup.chosen_keys(),
            registering=self._setup.registering(), generator=self._generator,
            full=self._basis.profile.samples,
        )  # fmt: skip
        number = 0

        async def send(request: Request) -> Exchange:
            nonlocal number
            number += 1
            return register.send(request, number)

        work = run(self._basis.contract, named, send, self._basis.requirements, settings, Notify(notify))
        return asyncio.run(work).judgement

    def _share(self, named: Sequence[str]) -> int:
        """The part of the whole budget that these operations would get, with what is kept for repeating.

        The full messages that register something come on top: in a run of everything they come out of what is kept.
        """
        contract = self._basis.contract
        every = list(contract.operations.values())
        quota = shares(every, self._budget, needs_of(contract, every))
        about = {contract.operations[name].collection for name in named}
        full = self._basis.profile.samples
        first = sum(len(full.get(each.id, ())) for each in every if each.collection in about)
        return round(sum(quota[name].total for name in named) / (1 - REPLAY_PART)) + 2 + first

    @cached_property
    def _generator(self) -> Generating:
        from conformance.contract.generating import Generator  # noqa: PLC0415 - loads schemathesis

        return _Remembering(Generator(self._basis.contract, _SEED))

    def _prepared(self, register: Direct) -> Ready:
        ready = self._setup.ready(Limits().depth)
        for number in range(1, ROUNDS + 1):
            for made in self._round(register, number, ready):
                ready.add(made)
        return ready

    def _round(self, register: Direct, number: int, ready: Ready) -> list[Made]:
        binding, scope = self._basis.binding(address(self._spoken)), Scope(f"proof/{number}", START)
        play = Play(
            self._setup.objects(binding, "contract"), binding, scope, self._basis.conform(), self._parse, going_on=True
        )
        conversation = play.run()
        try:
            request = next(conversation)
            while True:
                exchange = register.send(request)
                if exchange.response and exchange.response.status < 300:
                    ready.note(play.operation, exchange)
                request = conversation.send(exchange)
        except StopIteration:
            return [made for made in play.made if not made.removed]


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
