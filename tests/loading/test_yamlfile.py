"""YAML is data: nothing is executed, nothing explodes, and a value is what its author wrote."""

from __future__ import annotations

import os
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conformance.errors import UserError
from conformance.loading.yamlfile import MAX_BYTES, read_yaml


def read(folder: Path, text: str) -> object:
    """The data in a file with this text."""
    file = folder / "file.yaml"
    file.write_text(text, encoding="utf-8")
    return read_yaml(file).data


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("0123456", "0123456"),
        ("+31612345678", "+31612345678"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        (".inf", ".inf"),
        ("1e5", "1e5"),
        ("2026-01-01", "2026-01-01"),
        ("2026-01-01T10:00:00Z", "2026-01-01T10:00:00Z"),
        ("<<", "<<"),
        ("=", "="),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-12", -12),
        ("1.50", 1.5),
        ("'1'", "1"),
        ("!!str 1", "1"),
    ],
)
def test_a_value_is_what_its_author_wrote(tmp_path: Path, written: str, value: object) -> None:
    """The types of JSON and no others: what YAML 1.1 would turn into a number, a day or a yes stays text."""
    found = read(tmp_path, f"key: {written}\n")
    assert found == {"key": value}
    assert type(found["key"]) is type(value)


def test_every_key_is_text(tmp_path: Path) -> None:
    """A status code or a yes as a key stays what stands there, so that a schema can be asked about it."""
    assert read(tmp_path, "200: a\ntrue: b\nnull: c\n1.0: d\n") == {"200": "a", "true": "b", "null": "c", "1.0": "d"}


def test_a_place_is_the_line_of_the_value_or_of_what_is_around_it(tmp_path: Path) -> None:
    """A path that is absent points at its nearest parent."""
    file = tmp_path / "file.yaml"
    file.write_text("# remark\na:\n  b:\n    - x\n    - {c: 1,\n       d: 2}\n")
    source = read_yaml(file)
    assert str(source.place("a", "b", 1, "d")) == f"{file}:6"
    assert source.place("a", "b", 1, "e").line == 5
    assert source.place("a", "nothing", "here").line == 2
    assert source.place("nowhere").line == 2


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000])
def test_a_file_that_is_nested_without_end_is_refused_and_crashes_nothing(tmp_path: Path, text: str) -> None:
    """Building such a tree would overflow the stack of the parser, and end the process."""
    with pytest.raises(UserError, match="nested deeper than 60 levels"):
        read(tmp_path, text)


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    """The bound is told; a byte less is read."""
    file = tmp_path / "file.yaml"
    file.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(UserError, match="larger than 2,000,000 bytes"):
        read_yaml(file)
    file.write_bytes(b"#" * MAX_BYTES)
    assert read_yaml(file).data is None


def test_a_device_that_never_ends_is_read_up_to_the_bound() -> None:
    """Not the file that was meant, and no reason to hang."""
    with pytest.raises(UserError, match="larger than"):
        read_yaml(Path("/dev/zero"))


def test_a_folder_and_a_file_without_rights_are_told(tmp_path: Path) -> None:
    """Errors of the file system become sentences."""
    with pytest.raises(UserError, match="this is a folder"):
        read_yaml(tmp_path)
    with pytest.raises(UserError, match="there is no such file"):
        read_yaml(tmp_path / "nothing.yaml")
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    with pytest.raises(UserError, match="cannot be read"):
        read_yaml(tmp_path / "loop.yaml")


def test_a_byte_order_mark_and_windows_lines_are_no_mistake(tmp_path: Path) -> None:
    """Editors write them."""
    file = tmp_path / "file.yaml"
    file.write_bytes("\ufeffa: é\r\nb: 😀\r\n".encode())
    assert read_yaml(file).data == {"a": "é", "b": "😀"}


def test_nothing_in_a_file_is_executed(tmp_path: Path) -> None:
    """A tag for a Python object is refused before anything is made of it."""
    witness = tmp_path / "witness"
    with pytest.raises(UserError, match="tags"):
        read(tmp_path, f"a: !!python/object/apply:os.mkdir [{witness}]\n")
    assert not witness.exists()
    with pytest.raises(UserError, match="tags"):
        read(tmp_path, "!!python/name:os.system : x\n")


def test_a_bomb_of_aliases_is_refused_at_once(tmp_path: Path) -> None:
    """Nine lines would become a billion texts."""
    began = perf_counter()
    lines = ["a0: &a0 lol", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10))]
    with pytest.raises(UserError, match="anchors"):
        read(tmp_path, "\n".join(lines))
    assert perf_counter() - began < 1


def read_or_told(content: bytes) -> None:
    """Read this content; a mistake must be one of the author."""
    read_end, write_end = os.pipe()
    os.write(write_end, content)
    os.close(write_end)
    try:
        read_yaml(Path(f"/dev/fd/{read_end}"))
    except UserError as error:
        told = error
    else:
        return
    finally:
        os.close(read_end)
    assert told.what
    assert told.fix


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_whatever_stands_in_a_file_it_is_data_or_a_mistake_of_its_author(content: bytes) -> None:
    """Reading never fails in another way."""
    read_or_told(content)


SIGNS = [
    *"-?:,[]{}#&*!|>'%@`~\"\n\t\x00",
    ": ",
    "- ",
    "\n  ",
    "a: ",
    "&x ",
    "*x",
    "!t ",
    "---\n",
    "...\n",
    "<<: ",
    "\\u00",
    "1",
    "é",
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(SIGNS), max_size=25))
def test_what_looks_like_yaml_is_read_or_told(signs: list[str]) -> None:
    """The same for text made of the signs that mean something in YAML."""
    read_or_told("".join(signs).encode())
