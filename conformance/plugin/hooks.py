"""pytest hooks. Everything they decide is decided elsewhere; only the public pytest API is used."""

from __future__ import annotations

import shlex
import tempfile
from collections.abc import Generator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from conformance.errors import UserError
from conformance.loading.suite import NOT_SCENARIOS
from conformance.model.scenario import Scenario
from conformance.model.suite import Suite
from conformance.plugin.items import ScenarioFile, ScenarioItem, marks
from conformance.plugin.setup import plan_for
from conformance.resources import relative
from conformance.session import Session

WRONG_INPUT = 2


def pytest_addoption(parser: pytest.Parser) -> None:
    """The few options that plain pytest needs to run scenarios."""
    group = parser.getgroup("conformance", "Klantinteracties conformance")
    group.addoption("--target", metavar="FILE", help="the product to run the scenarios against (target.yaml)")
    group.addoption("--conformance-report", metavar="DIR", help="write evidence and compliance report to DIR")
    group.addoption("--conformance-concurrency", metavar="N", type=int, default=8, help="scenarios at once (8)")


def pytest_configure(config: pytest.Config) -> None:
    """Register the part with state. A caller that brings its own Runner (the command line) has done so already."""
    if not config.pluginmanager.has_plugin("conformance-runner"):
        config.pluginmanager.register(Runner(config), "conformance-runner")


class Runner:
    """Collects scenarios, starts the engine with those that stay selected, and closes it at the end."""

    def __init__(self, config: pytest.Config | None = None, session: Session | None = None) -> None:
        self._config, self._session = config, session
        self._brought = session is not None
        self._suites: dict[Path, tuple[Suite, Mapping[str, list[Scenario]]]] = {}
        self._stack = ExitStack()
        self.aside: list[str] = []

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        """A scenario is a YAML file below a folder with capabilities.yaml, and not one of the other files there."""
        if file_path.suffix != ".yaml" or file_path.name in NOT_SCENARIOS:
            return None
        root = next((up for up in file_path.parents if (up / "capabilities.yaml").is_file()), None)
        if root is None or root == file_path.parent:
            return None
        suite, scenarios = self._suite(root, parent.config)
        if relative(file_path) not in scenarios:
            return None
        collector: ScenarioFile = ScenarioFile.from_parent(parent, path=file_path)
        collector.suite, collector.scenarios = suite, scenarios[relative(file_path)]
        return collector

    def _suite(self, root: Path, config: pytest.Config) -> tuple[Suite, Mapping[str, list[Scenario]]]:
        """The suite, and its scenarios by file; when the command line planned the run, only those of the plan."""
        if root not in self._suites:
            plan = self._session.plan if self._brought and self._session else None
            suite = plan.basis.suite if plan else self._loaded(root)
            files: dict[str, list[Scenario]] = {}
            for scenario in plan.scenarios if plan else suite.scenarios.values():
                files.setdefault(scenario.file, []).append(scenario)
            for name in {mark for scenario in suite.scenarios.values() for mark in marks(scenario, suite)}:
                config.addinivalue_line("markers", f"{name}: set by the scenario")
            self._suites[root] = suite, files
        return self._suites[root]

    @staticmethod
    def _loaded(root: Path) -> Suite:
        from conformance.loading.suite import load_suite  # noqa: PLC0415 - only when there are scenarios

        try:
            return load_suite(root)
        except UserError as error:
            pytest.exit(str(error), returncode=WRONG_INPUT)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Start the engine with what is left after `-k`, `-m` and `--lf`."""
        items = [item for item in session.items if isinstance(item, ScenarioItem)]
        if not items or session.config.option.collectonly:
            return
        if not self._brought:
            self._open(session.config, items)
        for item in items:
            item.session_of_run = self._session
        if self._session and not self._is_worker(session.config):
            self._session.start()

    def _open(self, config: pytest.Config, items: list[ScenarioItem]) -> None:
        try:
            root = next(up for up in items[0].path.parents if (up / "capabilities.yaml").is_file())
            plan = self._stack.enter_context(
                plan_for(config.option.target, root, config.option.conformance_concurrency)
            )
            typed = shlex.join(["pytest", *map(str, config.invocation_params.args)])
            plan = replace(plan, scenarios=tuple(item.scenario for item in items), command=typed)
            self._session = self._stack.enter_context(Session(plan, self._output(config)))
            self._session.preflight()
        except UserError as error:
            self._stack.close()
            pytest.exit(str(error), returncode=WRONG_INPUT)

    def _output(self, config: pytest.Config) -> Path:
        if config.option.conformance_report:
            worker = config.workerinput["workerid"] if hasattr(config, "workerinput") else ""
            return Path(config.option.conformance_report) / worker
        return Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="conformance-")))

    @staticmethod
    def _is_worker(config: pytest.Config) -> bool:
        return hasattr(config, "workerinput")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> None:
        """Under xdist a worker is handed items piecemeal: run what is asked for, and the next one meanwhile."""
        if self._session and self._is_worker(item.config):
            for wanted in (item, nextitem):
                if isinstance(wanted, ScenarioItem):
                    self._session.want(wanted.scenario)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
        """Report how long the scenario took, not how long pytest waited for it."""
        report = yield
        if isinstance(item, ScenarioItem) and call.when == "call" and item.result is not None:
            report.duration = item.result.seconds
            # On the report it travels with it, from a worker of xdist too.
            report.conformance_aside = _aside(item)
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep what was seen aside for the end."""
        self.aside += getattr(report, "conformance_aside", [])

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Close the run, write the report when one was asked for, and let no finding pass in silence."""
        if self._brought:
            return
        if self.aside and exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        if self._session is None:
            return
        run = self._session
        run.close()
        if session.config.option.conformance_report:
            from conformance.reporting import write  # noqa: PLC0415 - templates, only when a report is written

            write(run.report(), run.output)
        try:
            self._stack.close()
        except UserError as error:
            self.aside.append(str(error))
            session.exitstatus = WRONG_INPUT

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Findings about other requirements than those a scenario verifies, such as the form of an answer."""
        if self.aside:
            terminalreporter.section("also seen")
            for line, number in _counted(self.aside):
                terminalreporter.write_line(f"{line}" + (f"  ({number} times)" if number > 1 else ""))


def _aside(item: ScenarioItem) -> list[str]:
    """Findings about other requirements than those that the scenario verifies."""
    own, findings = set(item.scenario.verifies), item.result.findings if item.result else ()
    return [
        f"{f.requirement}: {f.message.en} ({f.spot.file}:{f.spot.line})" for f in findings if f.requirement not in own
    ]


def _counted(lines: list[str]) -> list[tuple[str, int]]:
    return [(line, lines.count(line)) for line in dict.fromkeys(lines)][:20]
