"""Every broken file of the gallery sits beside the message that its author gets."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from .loaders import GALLERY, KINDS, message

FILES = sorted(file.relative_to(GALLERY) for file in GALLERY.glob("*/*.yaml"))
PLACE = re.compile(r"^([^\n:]+\.yaml)(?::(\d+))?: ", re.MULTILINE)


@pytest.mark.parametrize("file", FILES, ids=str)
def test_a_broken_file_is_told_with_its_place_what_is_wrong_and_a_fix(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message is exactly the text beside the file (REWRITE_GALLERY=yes writes it: read what changed)."""
    monkeypatch.chdir(GALLERY)
    text = message(file.parent.name, file.stem, tmp_path / "copy") + "\n"
    expected = (GALLERY / file).with_suffix(".txt")
    if os.environ.get("REWRITE_GALLERY") == "yes":
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("file", FILES, ids=str)
def test_a_message_points_into_its_file_and_says_how_to_mend_it(file: Path) -> None:
    """Every mistake has a fix, and every line that is named exists."""
    text = (GALLERY / file).with_suffix(".txt").read_text(encoding="utf-8")
    places = PLACE.findall(text)
    lines = (GALLERY / file).read_bytes().count(b"\n") + 1
    assert places
    assert text.count("\n  fix: ") == len(places)
    assert all(not line or name != str(file) or 1 <= int(line) <= lines for name, line in places)


def test_the_gallery_is_complete() -> None:
    """Each file has its message, each message its file, and every kind of file is there."""
    messages = {file.relative_to(GALLERY) for file in GALLERY.glob("*/*.txt")}
    assert messages == {file.with_suffix(".txt") for file in FILES}
    assert {file.parent.name for file in FILES} == set(KINDS)
    assert len(FILES) >= 45


def test_no_message_repeats_a_secret() -> None:
    """What may be a secret in a target is not shown, wherever it stands by mistake."""
    secrets = ("geheim", "s3cr3t")
    told = {file.name: file.read_text(encoding="utf-8") for file in (GALLERY / "target").glob("*.txt")}
    assert any(
        secret in (GALLERY / "target" / name).with_suffix(".yaml").read_text() for name in told for secret in secrets
    )
    assert not [name for name, text in told.items() for secret in secrets if secret in text]
