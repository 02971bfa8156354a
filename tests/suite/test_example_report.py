"""The example report in the tree is what its own evidence log gives today."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conformance.cli import main

EXAMPLE = Path(__file__).parents[2] / "reports" / "example"
REBUILD = "rebuild it: .ci/example"


@pytest.fixture(scope="module")
def remade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's evidence, judged again in a folder of its own."""
    folder = tmp_path_factory.mktemp("example")
    shutil.copy(EXAMPLE / "evidence.ndjson", folder)
    assert main(["rejudge", str(folder)]) == 1, "the example shows a product that is not conformant"
    return folder


@pytest.mark.parametrize("name", ["report.json", "index.html", "junit.xml", "summary.md"])
def test_the_example_is_remade_byte_for_byte(name: str, remade: Path) -> None:
    """Otherwise the suite changed and the example did not."""
    assert (remade / name).read_bytes() == (EXAMPLE / name).read_bytes(), REBUILD
