"""All that the suite knows before it meets a product."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from conformance.model.requirement import Capability, Requirement, Ruling
from conformance.model.scenario import Scenario, Step
from conformance.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Suite:
    """Requirements, rulings, classes, words and scenarios, each by id, in the order of their files.

    `objects` are the steps that register one of everything, for phases that need something to work on.
    """

    requirements: Mapping[str, Requirement]
    rulings: Mapping[str, Ruling]
    capabilities: Mapping[str, Capability]
    vocabulary: Vocabulary
    scenarios: Mapping[str, Scenario]
    objects: tuple[Step, ...] = ()

    def closure(self, claims: tuple[str, ...]) -> frozenset[str]:
        """The claimed classes with every class that they stand on; all of them when nothing is claimed."""
        todo, seen = list(claims or self.capabilities), set[str]()
        while todo:
            name = todo.pop()
            if name not in seen:
                seen.add(name)
                todo.extend(self.capabilities[name].includes)
        return frozenset(seen)
