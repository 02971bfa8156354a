"""The contract phase against a product: objects of our own, requests through the engine, all of it recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Any

from conformance.binding import Binding
from conformance.contract.document import collection_of
from conformance.contract.phase import Notify, Settings, run
from conformance.contract.records import SCOPE, Record
from conformance.engine import Engine
from conformance.expressible import inexpressible
from conformance.expressions import Scope
from conformance.model.exchange import Exchange, Request
from conformance.model.finding import Made
from conformance.model.profile import Action, Profile
from conformance.model.scenario import Scenario, Step
from conformance.model.text import Text
from conformance.plan import Plan
from conformance.residue import Registration

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
        await phase.clean()


@dataclass(slots=True)
class _Phase:
    plan: Plan
    engine: Engine
    progress: Progress
    made: dict[tuple[str, str], Made] = field(default_factory=dict)
    gone: list[Made] = field(default_factory=list)
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
            bare=not profile.reference_key,
            registering=self._registering(),
            keys=_chosen_keys(profile),
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
                collection = _made_in(profile, item)
                self.made[collection, item.id] = item
                objects.setdefault(collection, []).append(item.id)
            for operation, exchange in exchanges:
                samples.setdefault(operation, self.engine.parse(exchange.request.body or b"null"))
        return objects, samples

    def _steps(self, profile: Profile) -> Iterator[Step]:
        for step in self.plan.basis.suite.objects:
            alone = Scenario("contract/object", SCOPE, _TITLE, (), (step,), "")
            if step.action in profile.actions and not inexpressible(alone, self._binding(), Scope("")):
                yield step

    def _binding(self) -> Binding:
        return self.plan.basis.binding(self.plan.target.base_url)

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
            return self._registration(collection_of(request.path))
        return self._registration(operation.collection) if operation.id in self._registering() else None

    def _registration(self, collection: str) -> Registration | None:
        profile = self.plan.basis.profile
        for name, action in profile.actions.items():
            if self._creates(name) and action.reads and collection in _collections(profile, action):
                return Registration(name, action.reads, meant=False)
        return None

    def _creates(self, action: str) -> bool:
        return self.plan.basis.suite.vocabulary.actions[action].outcome == "created"

    def _registering(self) -> frozenset[str]:
        """Where paths are verbs the status need not tell what registers something; the profile does."""
        profile = self.plan.basis.profile
        if not any(each.group for each in profile.operations.values()):
            return frozenset()
        creating = (action for name, action in profile.actions.items() if self._creates(name))
        chosen = ((each.operation, *(each.choice.operations.values() if each.choice else ())) for each in creating)
        return frozenset(name for names in chosen for name in names)

    def _record(self, record: Record) -> None:
        self.engine.log.write("case", **record.note())

    def _registered(self, collection: str, identifier: str) -> None:
        if found := self._registration(collection):
            operation = _collections(self.plan.basis.profile, self.plan.basis.profile.actions[found.action])[collection]
            self.made[collection, identifier] = Made(found.action, found.record, identifier, operation=operation)
            told = {"action": found.action, "record": found.record, "id": identifier}
            self.engine.log.write("created", scope=SCOPE, **told)

    def _removed(self, collection: str, identifier: str) -> None:
        if item := self.made.pop((collection, identifier), None):
            self.gone.append(replace(item, removed=True))
            self.engine.log.write("removed", scope=SCOPE, id=identifier, gone=True, reason={"nl": "", "en": ""})


def _collections(profile: Profile, action: Action) -> dict[str, str]:
    """Where an action works: per collection its operation there."""
    names = action.choice.operations.values() if action.choice else (action.operation,)
    return {profile.operations[name].collection: name for name in names}


def _made_in(profile: Profile, item: Made) -> str:
    return profile.operations[item.operation or profile.actions[item.action].operation].collection


def _chosen_keys(profile: Profile) -> dict[str, str]:
    """Per collection the member that holds the id, where it is an attribute that the consumer chooses."""
    found: dict[str, str] = {}
    for action in profile.actions.values():
        fields = profile.records[action.reads].fields if action.reads and action.sends else {}
        place = fields["id"].pointer if "id" in fields else ()
        if any(each.pointer == place and each.direction == "both" for name, each in fields.items() if name != "id"):
            found |= dict.fromkeys(_collections(profile, action), place[-1])
    return found


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
