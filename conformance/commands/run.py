"""`conformance run`: preflight, scenarios through pytest, the contract phase, the report."""

from __future__ import annotations

import os
from argparse import Namespace
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conformance.commands.credentials import given_headers
from conformance.commands.progress import Progress
from conformance.commands.repeating import command
from conformance.commands.summary import conclude
from conformance.embedded import DEFAULT_PROFILE, reference_target
from conformance.errors import UserError, did_you_mean
from conformance.loading.profiles import find_profile
from conformance.loading.targets import check_base_url, check_claims, load_target
from conformance.model.target import Secret, Target
from conformance.plan import DEFAULT_BUDGET, PHASES, Plan, Selection, load_basis, select
from conformance.plugin import hooks
from conformance.reporting import write
from conformance.resources import scenarios_folder, suite_root
from conformance.session import Session


def run(options: Namespace) -> int:
    """Judge one product and say where the report is."""
    with ExitStack() as stack:
        target = _target(options, stack)
        basis = load_basis(target.profile)
        check_claims(target, basis.suite, options.target or "claims")
        selection = Selection(
            tuple(options.classes),
            tuple(options.scenarios),
            tuple(options.requirements),
            _phases(options),
        )
        chosen = select(basis.suite, target, selection)
        scenarios = chosen if "scenarios" in selection.phases else ()
        budget = options.budget or DEFAULT_BUDGET
        typed = command(options, target)
        plan = Plan(basis, target, selection, scenarios, options.seed, options.concurrency, budget, typed)
        output = Path(options.output) if options.output else _default_output(basis.profile.id)
        progress = Progress(len(scenarios), quiet=options.quiet)
        session = Session(plan, output, progress.heard)
        try:
            _carry_out(session, options, progress)
        finally:
            progress.clear()
        return conclude(session.report(), output, options.language)


def _phases(options: Namespace) -> tuple[str, ...]:
    """Both, unless one was asked for; who asks for a scenario or a requirement does not wait for the contract."""
    if options.phase:
        return (options.phase,)
    return PHASES[:1] if options.scenarios or options.requirements else PHASES


def _carry_out(session: Session, options: Namespace, progress: Progress) -> None:
    """Everything that talks to the product. A mistake found in preflight, or Ctrl-C, still leaves a report behind."""
    try:
        with session:
            session.preflight()
            if "scenarios" in session.plan.selection.phases:
                _scenarios(session, allure=options.allure)
                session.klanttaken()
            if "contract" in session.plan.selection.phases:
                session.contract(progress.requests)
    except UserError as error:
        if session.begun:
            write(session.report(), session.output)
            error.add_note(f"  report of what was done: {session.output / 'index.html'}")
        raise
    except KeyboardInterrupt:
        if not session.begun:
            raise


def _scenarios(session: Session, *, allure: bool) -> None:
    """Let pytest report the scenarios one by one, undisturbed by the settings of whoever calls."""
    arguments = [
        str(scenarios_folder()),
        "--disable-plugin-autoload",
        "--noconftest",
        "-c",
        str(Path(hooks.__file__).parent / "run.ini"),
        "--rootdir",
        str(suite_root()),
        "-p",
        "no:cacheprovider",
        "-p",
        "no:terminal",
        "-p",
        "no:unraisableexception",  # it collects garbage several times over, at the end of every run
        "--capture=no",
    ]
    if allure:
        arguments += ["-p", "allure_pytest", "--alluredir", str(session.output / "allure-results")]
    kept = os.environ.pop("PYTEST_ADDOPTS", None)
    try:
        code = pytest.main(arguments, plugins=[hooks, _Brought(hooks.Runner(session=session))])
    finally:
        if kept is not None:
            os.environ["PYTEST_ADDOPTS"] = kept
    if code == pytest.ExitCode.INTERRUPTED:
        raise KeyboardInterrupt
    if code in (pytest.ExitCode.INTERNAL_ERROR, pytest.ExitCode.USAGE_ERROR):
        raise RuntimeError(f"pytest could not run the scenarios (its exit code was {code})")


class _Brought:
    """Registers the runner under the name that the plugin looks for, before the plugin makes one itself."""

    def __init__(self, runner: hooks.Runner) -> None:
        self._runner = runner

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.pluginmanager.register(self._runner, "conformance-runner")


def _target(options: Namespace, stack: ExitStack) -> Target:
    if options.faults and (options.target or options.base_url):
        raise UserError("--fault", "only the embedded reference has faults", "leave out the address, or --fault")
    if options.target:
        target = load_target(Path(options.target), os.environ)
        if options.base_url:
            check_base_url(options.base_url, "--base-url")
        return replace(
            target,
            base_url=(options.base_url or target.base_url).rstrip("/"),
            profile=options.profile or target.profile,
            secrets=_together(target.secrets, given_headers(options)),
        )
    profile = options.profile or DEFAULT_PROFILE
    find_profile(profile)
    if not options.base_url:
        if options.header:
            raise UserError("--header", "there is no address to send it to", "add --base-url URL")
        _check_faults(options.faults, profile)
        return stack.enter_context(reference_target(profile, tuple(options.faults)))
    check_base_url(options.base_url, "--base-url")
    return Target(options.base_url.rstrip("/"), profile, secrets=given_headers(options))


def _check_faults(names: list[str], profile: str) -> None:
    if not names:
        return
    from conformance.reference.faults import offered  # noqa: PLC0415 - a large catalogue, only when used

    known = offered(Path(profile).name)
    for name in names:
        if name not in known:
            fix = did_you_mean(name, known, "see `conformance list faults`")
            raise UserError("--fault", f"there is no fault {name!r}", fix)


def _together(secrets: tuple[Secret, ...], given: tuple[Secret, ...]) -> tuple[Secret, ...]:
    """What was given with the call goes before the same header of the target."""
    names = {secret.header.lower() for secret in given}
    return (*(secret for secret in secrets if secret.header.lower() not in names), *given)


def _default_output(profile: str) -> Path:
    return Path("reports") / f"{profile}-{datetime.now(UTC):%Y%m%d-%H%M%S}"
