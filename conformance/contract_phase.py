"""The contract phase against a product: objects of our own, requests through the engine, all of it recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from time import monotonic

from conformance.contract.document import collection_of
from conformance.contract.phase import Notify, Settings, run
from conformance.contract.records import SCOPE, Record
from conformance.contract_setup import ROUNDS, Ready, Setup
from conformance.engine import Engine
from conformance.model.exchange import Exchange, Request
from conformance.model.finding import Made
from conformance.plan import Plan
from conformance.residue import Registration

Progress = Callable[[int, int], None]


async def contract_phase(plan: Plan, engine: Engine, progress: Progress) -> None:
    """Make objects, send what schemathesis thinks up, and remove everything again. Judging is done from the log."""
    phase = _Phase(plan, engine, progress, Setup(plan.basis))
    try:
        await phase.run()
    finally:
        await phase.clean()


@dataclass(slots=True)
class _Phase:
    plan: Plan
    engine: Engine
    progress: Progress
    setup: Setup
    made: dict[tuple[str, str], Made] = field(default_factory=dict)
    gone: list[Made] = field(default_factory=list)
    sent: int = 0

    async def run(self) -> None:
        """Prepare, run and note in figures what was done."""
        began = monotonic()
        ready, lacked = await self._prepare()
        objects = ready.objects
        known, may_lack = self.setup.profile.operations, self.engine.binding.lacking
        operations = [
            name for name in selected(self.plan)
            if known[name].collection not in lacked and (name not in may_lack or known[name].collection in objects)
        ]  # fmt: skip
        settings = Settings(
            seed=self.plan.seed,
            budget=self.plan.budget,
            objects=objects,
            samples=ready.samples,
            answers=ready.answers,
            concurrency=self.plan.concurrency,
            depth=self.plan.target.limits.depth,
            key=self.setup.key,
            bare=self.setup.bare,
            registering=self.setup.registering(),
            keys=self.setup.chosen_keys(),
            full=self.plan.basis.profile.samples,
        )
        basis = self.plan.basis
        notify = Notify(self._record, self._registered, self._removed)
        result = await run(basis.contract, operations, self._send, basis.requirements, settings, notify)
        self.engine.log.write(
            "contract",
            requests=result.sent,
            budget=self.plan.budget,
            operations=len(operations),
            planned=result.planned,
            replays=result.replays,
            unmade=dict(result.unmade),
            stopped=result.stopped,
            seconds=round(monotonic() - began, 3),
        )

    async def _prepare(self) -> tuple[Ready, set[str]]:
        """Register a few of everything, in the words of the domain; what this API cannot say is left out.

        The second result are the collections that this product lacks, as it may.
        """
        ready, lacked = self.setup.ready(self.plan.target.limits.depth), set[str]()
        scenario = self.setup.objects(self.plan.basis.binding(self.plan.target.base_url), SCOPE)
        for number in range(1, ROUNDS + 1):
            exchanges: list[tuple[str, Exchange]] = []
            prepared = await self.engine.prepare(scenario, number, exchanges)
            lacked |= {self.setup.profile.operations[name].collection for name in prepared.lacked}
            for item in prepared.made:
                self.made[ready.add(item), item.id] = item
            for operation, exchange in exchanges:
                ready.note(operation, exchange)
        return ready, lacked

    async def clean(self) -> None:
        """Remove what is left of what was made, and see to it that what the phase removed is gone."""
        await self.engine.cleaner.clean([*self.gone, *self.made.values()], SCOPE)

    async def _send(self, request: Request) -> Exchange:
        self.sent += 1
        self.progress(self.sent, self.plan.budget)
        return await self.engine.send(request, self._registers(request), scope=SCOPE)

    def _registers(self, request: Request) -> Registration | None:
        """What a request may register; many are made to be refused."""
        if request.method != "POST":
            return None
        known = self.plan.basis.profile.operations.values()
        operation = next((each for each in known if each.path == request.path), None)
        if operation is None or not operation.group:
            return self.setup.registration(collection_of(request.path))
        return self.setup.registration(operation.collection) if operation.id in self.setup.registering() else None

    def _record(self, record: Record) -> None:
        self.engine.log.write("case", **record.note())

    def _registered(self, collection: str, identifier: str) -> None:
        if found := self.setup.registration(collection):
            operation = self.setup.collections(self.setup.profile.actions[found.action])[collection]
            self.made[collection, identifier] = Made(found.action, found.record, identifier, operation=operation)
            told = {"action": found.action, "record": found.record, "id": identifier}
            self.engine.log.write("created", scope=SCOPE, **told)

    def _removed(self, collection: str, identifier: str) -> None:
        if item := self.made.pop((collection, identifier), None):
            self.gone.append(replace(item, removed=True))
            self.engine.log.write("removed", scope=SCOPE, id=identifier, gone=True, reason={"nl": "", "en": ""})


def selected(plan: Plan) -> list[str]:
    """The operations that belong to the judged classes, in the order of the contract."""
    profile, claimed = plan.basis.profile, plan.basis.suite.closure(plan.claims)
    wanted = {
        collection_of(segment)
        for name, segments in profile.capabilities.items()
        if name in claimed
        for segment in segments
    }
    return [name for name, each in profile.operations.items() if each.collection in wanted]
