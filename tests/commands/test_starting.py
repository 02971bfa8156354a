"""Help, versions and lists: quick, light and readable."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from running.runs import ROOT, call
from syrupy.assertion import SnapshotAssertion

from conformance import __version__
from conformance.model.suite import Suite
from conformance.reference.faults import FAULTS

#: Whatever takes long to import. Help must not wait for it.
HEAVY = {"httpx", "pytest", "schemathesis", "hypothesis", "jsonschema", "jsonschema_rs", "starlette", "uvicorn", "yaml"}


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["--version"]], ids=" ".join)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    """Not measured by a clock: by what was imported, in a process of its own."""
    code = f"import sys\nsys.argv = ['conformance', *{arguments!r}]\nfrom conformance.cli import main\nmain()"
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    imported = {line.rsplit("|", 1)[1].strip().split(".")[0] for line in done.stderr.splitlines() if "|" in line}
    assert done.returncode == 0
    assert "argparse" in imported
    assert imported & HEAVY == set()


@pytest.mark.parametrize("arguments", [(), ("run",), ("reference",), ("rejudge",)], ids=" ".join)
def test_help_says_what_there_is(
    arguments: tuple[str, ...], snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command and option with its meaning, and every exit code."""
    monkeypatch.setenv("COLUMNS", "100")
    shown = call(*arguments, "--help")
    assert shown.code == 0
    assert shown.out == snapshot


def test_the_version_is_that_of_the_package() -> None:
    """One number, on one line."""
    assert call("--version").out == f"{__version__}\n"


@pytest.mark.parametrize("arguments", [(), ("rnu",), ("run", "--concurrency", "0"), ("list", "iets"), ("rejudge",)])
def test_a_wrong_call_ends_with_two_and_the_usage(arguments: tuple[str, ...]) -> None:
    """Nothing is started."""
    ran = call(*arguments)
    assert ran.code == 2
    assert ran.err.startswith("usage: conformance")
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("wrong", "meant"), [("--classs", "--class"), ("--requirment", "--requirement"), ("--base_url", "--base-url")]
)
def test_a_misspelt_option_is_told_with_the_one_that_was_meant(wrong: str, meant: str) -> None:
    """Suppliers type by hand."""
    ran = call("run", wrong, "x")
    assert ran.code == 2
    assert f"unrecognized arguments: {wrong}" in ran.err
    assert f"did you mean '{meant}'" in ran.err


def test_the_scenarios_are_listed_one_to_a_line(suite: Suite) -> None:
    """With what they verify and what they say."""
    lines = call("list", "scenarios").out.splitlines()
    assert [line.split()[0] for line in lines] == list(suite.scenarios)
    one = next(line for line in lines if line.startswith("partij/opvragen-op-id "))
    assert "PAR-02" in one
    assert one.endswith(suite.scenarios["partij/opvragen-op-id"].title.nl)


def test_the_requirements_are_listed_with_how_they_are_verified(suite: Suite) -> None:
    """Level, class, and how many scenarios stand behind each."""
    lines = call("list", "requirements").out.splitlines()
    assert [line.split()[0] for line in lines] == list(suite.requirements)
    assert re.search(r"^PAR-02 MUST +partij +\d+ scenarios +\S", "\n".join(lines), re.MULTILINE)
    assert any(" not tested " in line for line in lines)


def test_the_faults_are_listed_with_what_they_break() -> None:
    """So that somebody can switch one on and watch it be caught."""
    lines = call("list", "faults").out.splitlines()
    assert [line.split()[0] for line in lines] == list(FAULTS)
    assert all(re.search(r" [A-Z]{3}-\d\d\b", line) for line in lines)


def test_the_profiles_are_listed_with_their_size() -> None:
    """The names that --profile takes."""
    shown = call("list", "profiles").out
    assert re.search(r"^openklant-0\.9 +Open Klant, API 0\.9 \(\d+ actions, 85 operations\)$", shown, re.MULTILINE)


def test_a_reader_that_hangs_up_is_no_error_and_no_verdict(tmp_path: Path) -> None:
    """`conformance list faults | head -1`: no traceback, no complaint; never the code for conformant."""
    child = subprocess.Popen(
        [sys.executable, "-m", "conformance", "list", "faults"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    child.stdout.close()
    assert child.stderr is not None
    assert child.stderr.read() == ""
    child.stderr.close()
    assert child.wait(60) == 141
