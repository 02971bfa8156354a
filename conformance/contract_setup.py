"""What the contract phase starts from in one profile: which objects it makes, and which operations make what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from conformance.binding import Binding
from conformance.contract.parsing import Unreadable, parse_json
from conformance.expressible import inexpressible
from conformance.expressions import Scope
from conformance.model.exchange import Exchange
from conformance.model.finding import Made
from conformance.model.profile import Action
from conformance.model.scenario import Scenario, Step
from conformance.model.text import Text
from conformance.plan import Basis
from conformance.residue import Registration

#: How many objects of each kind the phase gets to work with.
ROUNDS = 6
_TITLE = Text("Objecten voor de contractfase", "Objects for the contract phase")


class Setup:
    """The contract phase's view of one profile."""

    def __init__(self, basis: Basis) -> None:
        self._suite, self.profile = basis.suite, basis.profile

    @property
    def key(self) -> str:
        """The member in which an answer tells the id of what was registered."""
        return self.profile.reference_key or "id"

    @property
    def bare(self) -> bool:
        """Whether a reference is that id itself."""
        return not self.profile.reference_key

    def objects(self, binding: Binding, scope: str) -> Scenario:
        """A scenario that registers one of everything that this API can say."""
        return Scenario("contract/objects", scope, _TITLE, (), tuple(self._steps(binding)), "")

    def _steps(self, binding: Binding) -> Iterator[Step]:
        for step in self._suite.objects:
            alone = Scenario("contract/object", "", _TITLE, (), (step,), "")
            if step.action in self.profile.actions and not inexpressible(alone, binding, Scope("")):
                yield step

    def ready(self, depth: int) -> Ready:
        """Where to keep what was made; bodies deeper than this are not read."""
        return Ready(self, depth)

    def made_in(self, item: Made) -> str:
        """The collection that something was registered in."""
        operation = item.operation or self.profile.actions[item.action].operation
        return self.profile.operations[operation].collection

    def collections(self, action: Action) -> Mapping[str, str]:
        """Where an action works: per collection its operation there."""
        names = action.choice.operations.values() if action.choice else (action.operation,)
        return {self.profile.operations[name].collection: name for name in names}

    def registration(self, collection: str) -> Registration | None:
        """How something of this collection is registered; None when no action does so."""
        for name, action in self.profile.actions.items():
            if self._creates(name) and action.reads and collection in self.collections(action):
                return Registration(name, action.reads, meant=False)
        return None

    def registering(self) -> frozenset[str]:
        """Where paths are verbs the status need not tell what registers something; the profile does."""
        if not any(each.group for each in self.profile.operations.values()):
            return frozenset()
        creating = (action for name, action in self.profile.actions.items() if self._creates(name))
        chosen = ((each.operation, *(each.choice.operations.values() if each.choice else ())) for each in creating)
        return frozenset(name for names in chosen for name in names)

    def chosen_keys(self) -> Mapping[str, str]:
        """Per collection the member that holds the id, where it is an attribute that the consumer chooses."""
        found: dict[str, str] = {}
        for action in self.profile.actions.values():
            fields = self.profile.records[action.reads].fields if action.reads and action.sends else {}
            place = fields["id"].pointer if "id" in fields else ()
            if any(each.pointer == place and each.direction == "both" for name, each in fields.items() if name != "id"):
                found |= dict.fromkeys(self.collections(action), place[-1])
        return found

    def _creates(self, action: str) -> bool:
        return self._suite.vocabulary.actions[action].outcome == "created"


class Ready:
    """What was registered for the phase: ids per collection, the message per operation, and the answer per id."""

    def __init__(self, setup: Setup, depth: int) -> None:
        self._setup, self._depth = setup, depth
        self.objects: dict[str, list[str]] = {}
        self.samples: dict[str, Any] = {}
        self.answers: dict[str, Any] = {}

    def add(self, item: Made) -> str:
        """Keep something that was registered; the result is its collection."""
        collection = self._setup.made_in(item)
        self.objects.setdefault(collection, []).append(item.id)
        return collection

    def note(self, operation: str, exchange: Exchange) -> None:
        """Keep the message that succeeded, and an answer that is about one thing."""
        self.samples.setdefault(operation, self._read(exchange.request.body or b"null"))
        answer = self._read(exchange.response.body) if exchange.response else None
        found = answer.get(self._setup.key) if isinstance(answer, dict) else None
        if isinstance(found, str):
            self.answers.setdefault(found, answer)

    def _read(self, body: bytes) -> Any:
        value = parse_json(body, self._depth)
        return None if isinstance(value, Unreadable) else value
