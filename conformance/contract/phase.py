"""Running the contract phase: requests go out concurrently while the next ones are still being made up."""

from __future__ import annotations

import asyncio
import itertools
import re
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote

from conformance.contract.cases import Case, Cases
from conformance.contract.document import Contract, collection_of
from conformance.contract.grounding import Ground
from conformance.contract.isolation import leave_nothing_behind
from conformance.contract.issues import Expectation, Purpose
from conformance.contract.judging import DEPTH
from conformance.contract.ledger import TRIES, Judgement, Ledger
from conformance.contract.mapping import Requirements
from conformance.contract.own import Own, registered
from conformance.contract.parsing import parse_json
from conformance.contract.raw import Generating
from conformance.contract.records import Record
from conformance.contract.samples import Samples
from conformance.model.exchange import Exchange, FailureKind, Request

BUDGET = 1900
_BATCH = 8
_CHANGES = frozenset({"PUT", "PATCH", "DELETE"})
_ENDING = frozenset({FailureKind.DEADLINE, FailureKind.STOPPED})
#: So many requests in a row without an answer, per concurrent one, and the phase gives up.
_PATIENCE = 3

_PARAMETER = re.compile(r"\{[^}]*\}")

Send = Callable[[Request], Awaitable[Exchange]]


class UnsafeRequest(AssertionError):
    """A request would change something that is not the suite's own: a flaw of the suite. It was not sent."""


@dataclass(frozen=True, slots=True)
class Notify:
    """What the phase tells while it runs. `made` and `removed` get (collection, id): what to clean up, or not anymore.

    `record` gets every record as soon as its answer is in, so not in the order of the plan.
    """

    record: Callable[[Record], None] = lambda _: None
    made: Callable[[str, str], None] = lambda *_: None
    removed: Callable[[str, str], None] = lambda *_: None


@dataclass(frozen=True, slots=True)
class Settings:
    """How much, how fast, and from what the phase makes its requests.

    `objects` are ids of our own per collection (first path segment); `samples` are bodies that the product has
    accepted before, per operationId, and `full` messages that name everything there is a place for; `answers` what it
    said of those objects, by id. `key` is the
    member in which an answer tells the id of what was registered; `bare` says that a reference is that id itself, not
    an object that holds it; `keys` is that member for collections whose ids the consumer chooses.
    `generator` makes up the cases, for whoever runs many phases; without it the phase makes its own.
    """

    seed: int
    budget: int = BUDGET
    objects: Mapping[str, Sequence[str]] = field(default_factory=dict)
    samples: Mapping[str, Any] = field(default_factory=dict)
    concurrency: int = 8
    depth: int = DEPTH
    key: str = "uuid"
    bare: bool = False
    keys: Mapping[str, str] = field(default_factory=dict)
    generator: Generating | None = None
    full: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    #: The operations that register something, where the status 201 does not tell.
    registering: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PhaseResult:
    """What the phase did and found.

    `planned` is the number of cases that were made, `sent` what went out, repetitions included.
    `unmade` says for which operations cases could not be made, and why. Seconds are wall-clock time.
    """

    judgement: Judgement
    planned: int
    sent: int
    replays: int
    per_operation: Mapping[str, int]
    unmade: Mapping[str, str]
    seconds: float
    stopped: bool


async def run(
    contract: Contract,
    operations: Sequence[str],
    send: Send,
    requirements: Requirements,
    settings: Settings,
    notify: Notify | None = None,
) -> PhaseResult:
    """Send generated requests to these operations and judge the answers.

    Never more than `settings.budget` requests. Only what the suite registered itself, here or before, is changed or
    removed. Whatever `send` raises goes through; everything recorded before that can still be judged.
    """
    phase = _Phase(contract, operations, send, requirements, settings, notify or Notify())
    return await phase.run()


class _Phase:
    def __init__(
        self, contract: Contract, operations: Sequence[str], send: Send, requirements: Requirements,
        settings: Settings, notify: Notify,
    ) -> None:  # fmt: skip
        self.contract, self.send, self.settings, self.notify = contract, send, settings, notify
        self.operations, self.requirements = operations, requirements
        self.own = Own(settings.objects, settings.seed)
        self.ground = Ground(
            contract, self.own, requirements.references, bare=settings.bare, keys=settings.keys,
            registering=settings.registering, answers=settings.answers,
        )  # fmt: skip
        self.ledger = Ledger(contract, requirements, settings.depth)
        self.stopped, self.silent = False, 0
        self.sent: dict[str, int] = defaultdict(int)
        self.replays = self.planned = 0
        self._suspect: dict[int, Case] = {}
        self._born: dict[int, list[tuple[str, str]]] = {}
        self._locks: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._collections = {operation.collection for operation in contract.operations.values()}

    async def run(self) -> PhaseResult:
        started = time.perf_counter()
        with ThreadPoolExecutor(1, "contract-cases") as maker:
            cases = await asyncio.get_running_loop().run_in_executor(maker, self._cases)
            for part in (cases.first(), cases.main(), cases.removals(self.own)):
                await self._drain(part, maker)
        await self._repeat()
        return PhaseResult(
            judgement=self.ledger.judgement(),
            planned=self.planned,
            sent=sum(self.sent.values()),
            replays=self.replays,
            per_operation=dict(self.sent),
            unmade=dict(cases.unmade),
            seconds=time.perf_counter() - started,
            stopped=self.stopped,
        )

    def _cases(self) -> Cases:
        leave_nothing_behind()
        # Only a run that has a contract phase pays for loading schemathesis, and pays for it beside the event loop.
        from conformance.contract.generating import Generator  # noqa: PLC0415

        contract, given, asked = self.contract, self.settings, self.requirements
        generator = given.generator or Generator(contract, given.seed)
        samples = Samples(contract, given.samples, given.seed, given.full)
        return Cases(contract, asked, self.operations, generator, self.ground, samples, given.seed, given.budget)

    async def _drain(self, cases: Iterator[Case], maker: Executor) -> None:
        queue: asyncio.Queue[Case | None] = asyncio.Queue(self.settings.concurrency * 4)
        tasks = [asyncio.create_task(self._produce(cases, queue, maker))]
        tasks += [asyncio.create_task(self._consume(queue)) for _ in range(self.settings.concurrency)]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _produce(self, cases: Iterator[Case], queue: asyncio.Queue[Case | None], maker: Executor) -> None:
        loop = asyncio.get_running_loop()
        while not self.stopped:
            batch = await loop.run_in_executor(maker, lambda: list(itertools.islice(cases, _BATCH)))
            if not batch:
                break
            for case in batch:
                self.planned += 1
                await queue.put(case)
        for _ in range(self.settings.concurrency):
            await queue.put(None)

    async def _consume(self, queue: asyncio.Queue[Case | None]) -> None:
        while (case := await queue.get()) is not None:
            if not self._over:
                await self._do(case)

    async def _do(self, case: Case, replay_of: int | None = None) -> None:
        self._guard(case.request)
        self.sent[case.operation] += 1
        # One change at a time per resource: what goes wrong when several collide is another test than this one.
        if case.request.method in _CHANGES:
            async with self._locks[case.request.path]:
                exchange = await self.send(case.request)
        else:
            exchange = await self.send(case.request)
        self._note(case, exchange, replay_of)
        self._keep_track(case, exchange)

    def _guard(self, request: Request) -> None:
        if request.method in _CHANGES:
            id_ = _id_in(request.path)
            if not self.own.may_change(id_):
                raise UnsafeRequest(f"{request.method} {request.path} is not about an object of the suite")

    def _note(self, case: Case, exchange: Exchange, replay_of: int | None) -> None:
        record = Record(
            case.order, case.operation, case.purpose, case.expectation, exchange, case.case, case.target, replay_of
        )  # fmt: skip
        found = self.ledger.add(record)
        if found.issues and replay_of is None:
            self._suspect[exchange.number] = case
        self.notify.record(record)
        self.silent = 0 if exchange.response else self.silent + 1
        ended = exchange.failure is not None and exchange.failure.kind in _ENDING
        if ended or self.silent >= _PATIENCE * self.settings.concurrency:
            self.stopped = True

    def _keep_track(self, case: Case, exchange: Exchange) -> None:
        """Remember what was registered, so that it is removed; and what was removed."""
        response, request = exchange.response, exchange.request
        if response is None or not 200 <= response.status < 300:
            return
        if request.method == "DELETE":
            collection, id_ = collection_of(request.path), _id_in(request.path)
            self.notify.removed(collection, id_)
        elif self._registers(case.operation, response.status):
            told = parse_json(response.body, self.settings.depth)
            known, given = self.contract.operations[case.operation], self.settings
            key = given.keys.get(known.collection, given.key)
            for collection, id_ in registered(known.collection, told, key, self._collections):
                if self.own.add(collection, id_, case.order):
                    self._born.setdefault(exchange.number, []).append((collection, id_))
                    self.notify.made(collection, id_)

    def _registers(self, operation: str, status: int) -> bool:
        known = self.settings.registering
        return operation in known if known else status == 201

    async def _repeat(self) -> None:
        """Send once more what raised a suspicion, alone: nothing else is under way."""
        orders = itertools.count(1 << 32)
        for _ in range(TRIES):
            for number, tried in self.ledger.wanting():
                for made in reversed(self._born.pop(number, [])):
                    await self._withdraw(*made, next(orders))
                if self._over:
                    return
                case = self._suspect[number]
                self.replays += 1
                order = next(orders)
                await self._do(replace(case, order=order, request=self._again(case, tried, order)), number)

    @property
    def _over(self) -> bool:
        return self.stopped or sum(self.sent.values()) >= self.settings.budget

    async def _withdraw(self, collection: str, id_: str, order: int) -> None:
        """Remove what was registered and should have been refused, before the same is tried again.

        Otherwise the repetition may well be refused because such a thing is there already, which says nothing.
        """
        known = self.contract.operations.values()
        removal = next((one for one in known if one.method == "DELETE" and one.collection == collection), None)
        if removal is None or self._over:
            return
        request = Request("DELETE", _PARAMETER.sub(id_, removal.path))
        self.own.forget(collection, id_)
        await self._do(Case(order, removal.id, Purpose.PROBE, Expectation.ANY, request, "removed before a repetition"))

    def _again(self, case: Case, tried: int, order: int) -> Request:
        """The same request. A removal, and a change that did not show it again, with another object of our own.

        By now other requests may have changed the first object beyond what the suspicion depends on.
        """
        request = case.request
        removes = request.method == "DELETE" and case.expectation is Expectation.ANY
        if not removes and not (tried and request.method in ("PUT", "PATCH") and case.expectation is Expectation.ANY):
            operation = self.contract.operations.get(case.operation)
            return self.ground.afresh(operation, request, order) if operation else request
        segments = request.path.rstrip("/").split("/")
        spare = self.own.spare(collection_of(request.path))
        return replace(request, path="/".join([*segments[:-1], spare])) if spare else request


def _id_in(path: str) -> str:
    """The id at the end of a path, as it was before it became part of an address."""
    return unquote(path.rstrip("/").split("/")[-1])
