"""Products to run plain pytest against, and plain pytest itself, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from running.runs import ROOT, target
from running.servers import Product, Reference

Pytest = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def plain(tmp_path: Path) -> Pytest:
    """`pytest scenarios/…` as somebody types it in a checkout, with a cache of its own."""

    def run(*arguments: object, where: str = "interne-taak", cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
        folder = ROOT / "scenarios" / where
        command = [sys.executable, "-m", "pytest", folder, "-o", f"cache_dir={tmp_path / 'cache'}", *arguments]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
        return subprocess.run(
            [str(part) for part in command],
            cwd=cwd,
            env={**environment, "COLUMNS": "120"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture
def good(tmp_path: Path) -> Iterator[tuple[Product, Path]]:
    """The reference, and the target file to reach it."""
    with Product(Reference().behave) as product:
        yield product, target(tmp_path, product.base_url)


@pytest.fixture
def bad(tmp_path: Path) -> Iterator[tuple[Product, Path]]:
    """The reference with two faults in interne taken, and the target file to reach it."""
    faults = ("taak-status-niet-wijzigbaar", "taak-toelichting-verplicht")
    with Product(Reference(faults).behave) as product:
        yield product, target(tmp_path, product.base_url)
