"""`conformance lint`, as an author calls it."""

from __future__ import annotations

from pathlib import Path

import pytest

from conformance.cli import main

from .loaders import GALLERY, SMALL


def test_lint_tells_every_mistake_of_every_file_in_one_call(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What stands beside a file that is not YAML is exactly what lint prints, and the exit code is 2."""
    monkeypatch.chdir(GALLERY)
    files = [file for file in sorted(Path("yaml").glob("*.yaml")) if "steps:" in file.read_text(errors="replace")]
    assert len(files) > 8
    assert main(["lint", *map(str, files)]) == 2
    printed = capsys.readouterr()
    missing = [str(file) for file in files if file.with_suffix(".txt").read_text() not in printed.err]
    assert not missing
    assert f"{len(files)} wrong" in printed.out


def test_lint_tells_a_wrong_target(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A target is recognised by itself, and its mistakes are told with file and line."""
    monkeypatch.chdir(GALLERY)
    files = [*map(str, sorted(Path("target").glob("base-url-*.yaml"))), "target/misspelt-key.yaml"]
    assert main(["lint", *files]) == 2
    printed = capsys.readouterr().err
    assert all(f"{file}:" in printed for file in files)
    assert "target/misspelt-key.yaml:5: 'claim' is not a key of the file\n  fix: did you mean 'claims'?" in printed


def test_lint_finds_nothing_wrong_with_a_suite_that_is_right(capsys: pytest.CaptureFixture[str]) -> None:
    """A whole folder of scenarios can be given; its own vocabulary counts."""
    assert main(["lint", str(SMALL / "scenarios")]) == 0
    assert "all right" in capsys.readouterr().out


def test_lint_of_a_file_that_is_not_there_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """No traceback for a path that was mistyped."""
    assert main(["lint", "nergens.yaml"]) == 2
    assert capsys.readouterr().err == "nergens.yaml: there is no such file\n  fix: check the path\n"
