"""Products to run plain pytest against, and plain pytest itself: in this process, and in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from running.runs import ROOT, target
from running.servers import Product, Reference

from conformance.loading import suite
from conformance.plugin import setup


@dataclass(frozen=True)
class Found:
    """What a run of pytest gave."""

    code: int
    out: str


Pytest = Callable[..., Found]


@pytest.fixture
def plain(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Pytest:
    """`pytest scenarios/…` with a cache of its own; the suite's files are read once for all tests."""
    monkeypatch.setattr(suite, "load_suite", _suite)
    monkeypatch.setattr(setup, "load_basis", _basis)
    monkeypatch.setenv("COLUMNS", "120")

    def run(*arguments: object, where: str = "interne-taak") -> Found:
        folder = ROOT / "scenarios" / where
        own = ("-o", f"cache_dir={tmp_path / 'cache'}")
        result = pytester.runpytest_inprocess(folder, *own, *map(str, arguments))
        return Found(int(result.ret), "\n".join([*result.outlines, *result.errlines]))

    return run


_suite, _basis = cache(suite.load_suite), cache(setup.load_basis)


@pytest.fixture
def process(tmp_path: Path) -> Pytest:
    """The same as somebody types it in a checkout: a process of its own, with every plugin that is installed."""

    def run(*arguments: object, where: str = "interne-taak", cwd: Path = ROOT) -> Found:
        folder = ROOT / "scenarios" / where
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
