"""Products to run plain pytest against, and plain pytest itself: in this process, and in one of its own."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from running.runs import ROOT, target
from running.servers import Product, Reference

from conformance.loading import suite
from conformance.loading.suite import NOT_SCENARIOS
from conformance.plugin import setup


@dataclass(frozen=True)
class Found:
    """What a run of pytest gave."""

    code: int
    out: str


Pytest = Callable[..., Found]


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Pytest:
    """`pytest scenarios/…` in this process, with a cache of its own; the suite's files are read once for all tests."""
    monkeypatch.setattr(suite, "load_suite", _suite)
    monkeypatch.setattr(setup, "load_basis", _basis)
    monkeypatch.setenv("COLUMNS", "120")

    def run(*arguments: object, where: str = "interne-taak") -> Found:
        folder = ROOT / "scenarios" / where
        own = ("-o", f"cache_dir={tmp_path / 'cache'}")
        said = io.StringIO()
        with redirect_stdout(said), redirect_stderr(said):
            code = pytest.main([str(folder), *own, *map(str, arguments)])
        return Found(int(code), said.getvalue())

    return run


_suite, _basis = cache(suite.load_suite), cache(setup.load_basis)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A scenarios folder of one's own, with the suite's words and a few of its scenarios."""
    own, names = tmp_path / "scenarios", ("status", "zonder-status", "zonder-handeling", "tijdstip-van-verwerking")
    for file in (ROOT / "scenarios").rglob("*.yaml"):
        if file.name in NOT_SCENARIOS or (file.parent.name == "interne-taak" and file.stem in names):
            (own / file.parent.relative_to(ROOT / "scenarios")).mkdir(parents=True, exist_ok=True)
            shutil.copy(file, own / file.relative_to(ROOT / "scenarios"))
    return own


@pytest.fixture
def process(tmp_path: Path, small: Path) -> Pytest:
    """The small folder, in a process of its own, with every plugin that is installed."""

    def run(*arguments: object, where: str = "interne-taak", cwd: Path = tmp_path) -> Found:
        folder = small / where
        command = [sys.executable, "-m", "pytest", folder, "-o", f"cache_dir={tmp_path / 'cache'}", *arguments]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
        done = subprocess.run(
            [str(part) for part in command],
            cwd=cwd,
            env={**environment, "COLUMNS": "120"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return Found(done.returncode, done.stdout + done.stderr)

    return run


@pytest.fixture
def good(tmp_path: Path) -> Iterator[tuple[Product, Path]]:
    """The reference, and the target file to reach it."""
    with Product(Reference().behave) as product:
        yield product, target(tmp_path, product.base_url)


@pytest.fixture
def bad(tmp_path: Path) -> Iterator[tuple[Product, Path]]:
    """The reference with two faults in interne taken, and the target file to reach it."""
    faults = ("taak-tijdstip-niet-bewaard", "taak-toelichting-verplicht")
    with Product(Reference(faults).behave) as product:
        yield product, target(tmp_path, product.base_url)
