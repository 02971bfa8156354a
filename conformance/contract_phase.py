"""The contract phase against a product: objects of our own, requests through the engine, all of it recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from conformance.contract.phase import Notify, Settings, run
from conformance.contract.records import Record
from conformance.engine import Engine
from conformance.model.exchange import Exchange, Request
from conformance.model.finding import Made
from conformance.model.profile import Profile
from conformance.model.scenario import Scenario, Step
from conformance.model.text import Text
from conformance.plan import Plan

SCOPE = "contract"
#: How many objects of each kind the phase gets to work with.
_ROUNDS = 6
_TITLE = Text("Objecten voor de contractfase", "Objects for the contract phase")

Progress = Callable[[int, int], None]


async def contract_phase(plan: Plan, engine: Engine, progress: Progress) -> None:
    """Make objects, send what schemathesis thinks up, and remove everything again. Judging is done from the log."""
    phase = _Phase(plan, engine, progress)
    try:
        await phase.run()
    finally:
        await engine.clean(list(phase.made.values()), SCOPE)


@dataclass(slots=True)
class _Phase:
    plan: Plan
    engine: Engine
    progress: Progress
    made: dict[str, Made] = field(default_factory=dict)
    sent: int = 0

    async def run(self) -> None:
        """Prepare, run and note in figures what was done."""
        profile, began = self.plan.basis.profile, monotonic()
        operations = selected(self.plan)
        objects, samples = await self._prepare(profile)
        settings = Settings(
            seed=self.plan.seed,
            budget=self.plan.budget,
            objects=objects,
            samples=samples,
            concurrency=self.plan.concurrency,
            depth=self.plan.target.limits.depth,
            key=profile.reference_key or "id",
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

    async def _prepare(self, profile: Profile) -> tuple[dict[str, list[str]], dict[str, Any]]:
        """Register a few of everything, in the words of the domain; what this API cannot say is left out."""
        objects: dict[str, list[str]] = {}
        samples: dict[str, Any] = {}
        for number in range(1, _ROUNDS + 1):
            exchanges: list[tuple[str, Exchange]] = []
            scenario = Scenario("contract/objects", SCOPE, _TITLE, (), tuple(self._steps(profile)), "")
            made = await self.engine.prepare(scenario, number, exchanges)
            for item in made:
                self.made[item.id] = item
                collection = _collection(profile, item.action)
                objects.setdefault(collection, []).append(item.id)
            for operation, exchange in exchanges:
                samples.setdefault(operation, self.engine.parse(exchange.request.body or b"null"))
        return objects, samples

    def _steps(self, profile: Profile) -> Iterator[Step]:
        for step in self.plan.basis.suite.objects:
            if step.action in profile.actions:
                yield step

    async def _send(self, request: Request) -> Exchange:
        self.sent += 1
        self.progress(self.sent, self.plan.budget)
        return await self.engine.send(request, scope=SCOPE)

    def _record(self, record: Record) -> None:
        self.engine.log.write("case", **record.note())

    def _registered(self, collection: str, identifier: str) -> None:
        profile = self.plan.basis.profile
        for name, action in profile.actions.items():
            if action.undo and action.reads and _collection(profile, name) == collection:
                self.made[identifier] = Made(name, action.reads, identifier)
                self.engine.log.write("created", scope=SCOPE, action=name, record=action.reads, id=identifier)
                return

    def _removed(self, _collection: str, identifier: str) -> None:
        if self.made.pop(identifier, None):
            self.engine.log.write("removed", scope=SCOPE, id=identifier, gone=True, reason="")


def _collection(profile: Profile, action: str) -> str:
    return profile.operations[profile.actions[action].operation].path.strip("/").split("/")[0]


def selected(plan: Plan) -> list[str]:
    """The operations that belong to the judged classes, in the order of the contract."""
    profile, claimed = plan.basis.profile, plan.basis.suite.closure(plan.claims)
    wanted = {segment for name, segments in profile.capabilities.items() if name in claimed for segment in segments}
    return [name for name, each in profile.operations.items() if each.path.strip("/").split("/")[0] in wanted]
