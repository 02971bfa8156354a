"""Runs of the command line from within a test, and what came of them."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conformance.cli import main

from .servers import TOKEN

ROOT = Path(__file__).resolve().parents[2]
#: Registers two partijen, then reads both: enough to see how a product behaves.
ONE = "partij/opvragen-op-id"
#: The variable that the target files of these tests take their token from.
VARIABLE = "CONFORMANCE_TEST_TOKEN"


@dataclass(frozen=True)
class Ran:
    """The outcome of one call of the command line."""

    code: int
    out: str
    err: str
    folder: Path

    @property
    def report(self) -> dict[str, Any]:
        """What stands in report.json."""
        found: dict[str, Any] = json.loads((self.folder / "report.json").read_text(encoding="utf-8"))
        return found

    @property
    def events(self) -> list[dict[str, Any]]:
        """The evidence."""
        lines = (self.folder / "evidence.ndjson").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def scenario(self, name: str = ONE) -> dict[str, Any]:
        """The row of one scenario in the report."""
        return next(row for row in self.report["scenarios"] if row["id"] == name)

    @property
    def everything(self) -> str:
        """All that a person or a program can read afterwards."""
        files = [file for file in sorted(self.folder.rglob("*")) if file.is_file()]
        return "\n".join([self.out, self.err, *(file.read_text(encoding="utf-8") for file in files)])


def call(*arguments: object, folder: Path = Path()) -> Ran:
    """One command, in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as exit_:
            code = int(exit_.code or 0)
    return Ran(code, out.getvalue(), err.getvalue(), folder)


def target(folder: Path, base_url: str, more: str = "", request_seconds: float = 5, run_seconds: float = 30) -> Path:
    """A target file with small limits and the token of the reference."""
    os.environ.setdefault(VARIABLE, TOKEN)
    file = folder / "target.yaml"
    file.write_text(
        f"base_url: {base_url}\nprofile: openklant-0.9\n"
        f"limits: {{request_seconds: {request_seconds}, run_seconds: {run_seconds}, body_bytes: 200000}}\n"
        + (more or f"auth: {{scheme: token, secret_env: {VARIABLE}}}\n"),
        encoding="utf-8",
    )
    return file


def run(folder: Path, base_url: str, *arguments: str, more: str = "", **limits: float) -> Ran:
    """One run of the scenario phase against a product; of one scenario unless told otherwise."""
    chosen = () if any(argument.startswith("--") for argument in arguments) else ("--scenario", ONE)
    file = target(folder, base_url, more, **limits)
    output = folder / "out"
    return call("run", "--target", file, "--phase", "scenarios", "--output", output, *chosen, *arguments, folder=output)


def process(*arguments: object, cwd: Path, env: Mapping[str, str] | None = None, **more: Any) -> subprocess.Popen[str]:
    """One command, in a process of its own."""
    return subprocess.Popen(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **more,
    )
