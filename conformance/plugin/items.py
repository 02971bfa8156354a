"""Scenario files and scenarios as pytest sees them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from conformance.model.finding import ScenarioResult
from conformance.model.scenario import Scenario
from conformance.model.suite import Suite
from conformance.model.verdict import Verdict
from conformance.plugin.failure import explain
from conformance.session import Session


class ScenarioFailed(AssertionError):
    """The product did not do what the standard asks."""


class ScenarioUndecided(Exception):
    """The scenario could not be judged; its text says why and who has to act."""


class ScenarioFile(pytest.File):
    """One YAML file: one scenario, or one per row of its table."""

    suite: Suite
    scenarios: Sequence[Scenario]

    def collect(self) -> Iterator[pytest.Item]:
        """The scenarios that stand in this file."""
        for scenario in self.scenarios:
            yield ScenarioItem.of(self, scenario, self.suite)


class ScenarioItem(pytest.Item):
    """One scenario. Its result comes from the session that the plugin started."""

    scenario: Scenario
    session_of_run: Session | None = None
    result: ScenarioResult | None = None

    @classmethod
    def of(cls, parent: ScenarioFile, scenario: Scenario, suite: Suite) -> ScenarioItem:
        """An item with the scenario's id as its plain, unique name."""
        item: ScenarioItem = cls.from_parent(parent, name=scenario.id)
        item.scenario = scenario
        for mark in marks(scenario, suite):
            item.add_marker(mark)
        item.user_properties.append(("title", scenario.title.en))
        item.user_properties.append(("verifies", ",".join(scenario.verifies)))
        return item

    def runtest(self) -> None:
        """Wait for the engine's result and pass it on."""
        assert self.session_of_run is not None
        self.result = result = self.session_of_run.result(self.scenario.id)
        if result.verdict is Verdict.FAILED:
            raise ScenarioFailed(explain(self.scenario, result, self.session_of_run))
        if result.verdict is Verdict.CANT_TELL:
            raise ScenarioUndecided(explain(self.scenario, result, self.session_of_run))
        if result.verdict is not Verdict.PASSED:
            pytest.skip(result.reason.en if result.reason else str(result.verdict))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The explanation alone: the traceback is the suite's, the reader's question is about the product."""
        if isinstance(excinfo.value, ScenarioFailed | ScenarioUndecided):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the scenario stands."""
        return self.path, self.scenario.line - 1, self.scenario.id


def marks(scenario: Scenario, suite: Suite) -> list[str]:
    """Names for `-m`: the class, the levels and the requirements, as Python words."""
    levels = {suite.requirements[name].level.lower() for name in scenario.verifies}
    words = [scenario.capability, *sorted(levels), *scenario.verifies]
    return [word.replace("-", "_") for word in words]
