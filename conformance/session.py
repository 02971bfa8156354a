"""One run from its first request to its report: an event loop in the background, results as they come."""

from __future__ import annotations

import asyncio
import secrets
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, wait
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any, Self, TypeVar

from conformance import __version__
from conformance.composing import compose
from conformance.contract_phase import contract_phase, selected
from conformance.engine import Engine
from conformance.errors import Place, UserError
from conformance.evidence import FORMAT, NAME, Log, read_log
from conformance.klanttaken_phase import klanttaken_phase, wanted
from conformance.model.exchange import Exchange, Request
from conformance.model.finding import ScenarioResult
from conformance.model.report import Report
from conformance.model.scenario import Scenario
from conformance.model.text import Text
from conformance.plan import Plan, parser
from conformance.preflight import preflight
from conformance.transport import Transport

T = TypeVar("T")
Heard = Callable[[ScenarioResult], None]
STOPPED = Text("de ronde is gestopt voordat alles was geprobeerd", "the run was stopped before everything was tried")
_STOP_SECONDS = 75.0


class Session:
    """A run. Use as a context manager: leaving it stops what still runs, cleans up and closes the log."""

    def __init__(self, plan: Plan, output: Path, heard: Heard | None = None) -> None:
        self.plan, self.output = plan, output
        self._heard = heard
        self._results: dict[str, Future[ScenarioResult]] = {}
        self._loop: asyncio.AbstractEventLoop
        self._tasks: list[Future[Any]] = []
        self._playing: list[Future[Any]] = []
        self._stopped: Text | None = None
        self._closed = False
        #: Whether this run has a log of its own, from which a report can be made.
        self.begun = False

    def __enter__(self) -> Self:
        plan, self._began = self.plan, monotonic()
        start = datetime.now(UTC).replace(microsecond=0)
        nonce = secrets.token_hex(4)
        self._transport = Transport(plan.target, max(plan.concurrency, 4) * 2, self._began)
        self.log = Log(self.output / NAME)
        self.log.write("run", **_header(plan, start, nonce))
        self.begun = True
        basis, limits = plan.basis, plan.target.limits
        self.parse = parser(limits.depth)
        self.engine = Engine(
            basis.binding(plan.target.base_url, plan.claims),
            self._transport,
            self.log,
            basis.conform(),
            self.parse,
            nonce=nonce,
            start=start,
            concurrency=plan.concurrency,
            run_seconds=limits.run_seconds,
        )
        self.log.when_full = self._end
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="engine", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, UserError):
            said = error.dutch or str(error)
            self._stopped = Text(f"de toets stopte met de melding: {said}", f"the run ended with the message: {error}")
        elif error is not None:
            self._stopped = STOPPED
        self.close()
        if self.log.full and error is None:
            where = Place(self.output / NAME)
            raise UserError(where, f"the evidence can no longer be written: {self.log.full}", "make room; run again")

    def call(self, work: Coroutine[Any, Any, T]) -> T:
        """Do one piece of work on the session's event loop and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def preflight(self) -> None:
        """Check address, credentials and profile in a few requests. Raises UserError."""

        async def send(request: Request) -> Exchange:
            return await self.engine.send(request, scope="preflight")

        def warn(text: Text) -> None:
            self.log.write("warning", nl=text.nl, en=text.en)

        asked = selected(self.plan)
        self.call(preflight(self.plan.basis.profile, asked, self.plan.target, send, self.parse, warn))

    def start(self) -> None:
        """Run every planned scenario in the background."""
        for scenario in self.plan.scenarios:
            self._results[scenario.id] = Future()
        self._background(self.engine.run(self.plan.scenarios, self._deliver))

    def want(self, scenario: Scenario) -> None:
        """Run one scenario in the background, unless it runs already."""
        if scenario.id not in self._results:
            self._results[scenario.id] = Future()
            self._background(self.engine.run([scenario], self._deliver))

    def result(self, scenario: str) -> ScenarioResult:
        """The final result of a scenario; waits for it. Raises what broke the engine, if something did."""
        return self._results[scenario].result()

    def contract(self, progress: Callable[[int, int], None]) -> None:
        """Hold every operation of the judged classes against the contract."""
        self._finish(contract_phase(self.plan, self.engine, progress))

    def klanttaken(self) -> None:
        """Read the klanttaken that live outside this API, when the target says where."""
        if wanted(self.plan):
            self._finish(klanttaken_phase(self.plan, self.engine))

    def _finish(self, work: Coroutine[Any, Any, None]) -> None:
        """Wait for work on the loop; when the wait is interrupted, the work still ends properly (see `stop`)."""
        task = asyncio.run_coroutine_threadsafe(work, self._loop)
        self._tasks.append(task)
        task.result()

    def _deliver(self, result: ScenarioResult) -> None:
        self._results[result.scenario].set_result(result)
        if self._heard:
            self._heard(result)

    def _background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.run_coroutine_threadsafe(work, self._loop)
        task.add_done_callback(self._settle)
        self._tasks.append(task)
        self._playing.append(task)

    def _settle(self, task: Future[Any]) -> None:
        """Nobody may wait for ever for a result that will not come."""
        error = None if task.cancelled() else task.exception()
        if error is None and not task.cancelled():
            return
        for waiting in self._results.values():
            if not waiting.done():
                waiting.set_exception(error or RuntimeError("the run was stopped"))

    def _end(self) -> None:
        """Let every attempt end after its current request, and remove its data, because nothing can be recorded."""
        self.engine.stopping = True

    def stop(self) -> None:
        """End what runs: every attempt finishes its current request and removes its data first."""
        if all(result.done() for result in self._results.values()):
            wait(self._playing, timeout=_STOP_SECONDS)  # the last result comes a moment before its task is done
        if all(task.done() for task in self._tasks):
            return
        self._stopped = self._stopped or STOPPED
        self.engine.stopping = True
        patience = self.plan.target.limits.request_seconds + _STOP_SECONDS
        wait(self._tasks, timeout=patience)
        for task in self._tasks:
            task.cancel()

    def close(self) -> None:
        """Stop, disconnect and write the last line of the log."""
        if self._closed:
            return
        self._closed = True
        try:
            self.stop()
            self.call(self._transport.__aexit__())
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(5)
            self._loop.close()
            if self._stopped:
                self.log.write("stopped", reason={"nl": self._stopped.nl, "en": self._stopped.en})
            finished = datetime.now(UTC).replace(microsecond=0)
            self.log.close(finished=finished.isoformat(), seconds=round(monotonic() - self._began, 3))

    def report(self) -> Report:
        """The report, made from the log and nothing else."""
        return compose(read_log(self.output / NAME), self.plan.basis, __version__)


def _header(plan: Plan, start: datetime, nonce: str) -> dict[str, Any]:
    """The first line of the log: everything that judging needs and the exchanges do not tell. No secrets."""
    target, profile, limits = plan.target, plan.basis.profile, plan.target.limits
    return {
        "format": FORMAT,
        "suite": {"name": "klantinteracties-conformance", "version": __version__},
        "profile": {"id": profile.id, "digest": profile.digest},
        "target": {
            "base_url": target.base_url,
            "product": {
                "name": target.product.name,
                "supplier": target.product.supplier,
                "version": target.product.version,
            },
            "credential_headers": sorted({secret.header for secret in target.secrets}),
            "waivers": [
                {"requirement": w.requirement, "until": w.until, "by": w.by, "reason": w.reason} for w in target.waivers
            ],
            "limits": {
                "request_seconds": limits.request_seconds,
                "run_seconds": limits.run_seconds,
                "body_bytes": limits.body_bytes,
                "depth": limits.depth,
            },
        },
        "claims": plan.claims,
        "phases": plan.selection.phases,
        "narrowed": plan.selection.narrowed,
        "scenarios": {scenario.id: scenario.digest for scenario in plan.scenarios},
        "seed": plan.seed,
        "command": plan.command,
        "nonce": nonce,
        "started": start.isoformat(),
    }
