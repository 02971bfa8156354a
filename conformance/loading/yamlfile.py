"""YAML as data and nothing else: safe types only, every value with the line it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import yaml

from conformance.errors import Place, UserError

MAX_BYTES = 2_000_000
MAX_DEPTH = 60
MAX_DIGITS = 300
PathKey = tuple[str | int, ...]

_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


_TEXT = "tag:yaml.org,2002:str"


class _PlainLoader(_BASE):  # type: ignore[misc]
    """The safe loader with the types of JSON, as YAML 1.2 writes them.

    What YAML 1.1 makes of a day, `no`, `012`, `+31612345678` or `12:30` surprises: they stay the text that they are.
    """

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


_DIGITS = [*"-0123456789"]
for _name, _form, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", [*"tTfF"]),
    ("int", r"-?(0|[1-9][0-9]*)", _DIGITS),
    ("float", r"-?(0|[1-9][0-9]*)\.[0-9]+([eE][-+]?[0-9]{1,2})?", _DIGITS),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
):
    _PlainLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", re.compile(f"({_form})\\Z"), _first)


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A parsed file: its data, and for every path into the data the line (from 1) where it starts."""

    file: Path
    data: Any
    lines: dict[PathKey, int]

    def place(self, *path: str | int) -> Place:
        """Where a value stands; for a path that is absent, where its nearest parent stands."""
        while path and path not in self.lines:
            path = path[:-1]
        return Place(self.file, self.lines.get(path, 1))


def read_yaml(file: Path) -> YamlFile:
    """Parse one YAML file.

    Raises UserError for a file that cannot be read, is not YAML, repeats a key, or uses anchors: anchors can
    make a small file explode, and two identical lines are easier to read than a reference.
    """
    return parse_yaml(_read(file), file)


def parse_yaml(text: str, file: Path) -> YamlFile:
    """The same for text that is there already; `file` is how mistakes name it."""
    loader = None
    try:
        _refuse_what_is_not_data(text, file)
        loader = _PlainLoader(text)
        node = loader.get_single_node()
        lines: dict[PathKey, int] = {}
        if node is None:
            return YamlFile(file, None, {(): 1})
        _walk(node, (), lines, file)
        return YamlFile(file, loader.construct_document(node), lines)
    except yaml.YAMLError as error:
        raise _yaml_error(file, text, error) from None
    finally:
        if loader is not None:
            loader.dispose()


def _refuse_what_is_not_data(text: str, file: Path) -> None:
    """Look at the events before a tree is built: building a deep tree would overflow the stack of the C parser."""
    loader, depth = _PlainLoader(text), 0
    try:
        while (event := loader.get_event()) is not None:
            place = Place(file, event.start_mark.line + 1)
            if isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
                raise UserError(place, "anchors and aliases are not allowed", "write the value out in full")
            if getattr(event, "tag", None) not in (None, _TEXT, "!"):
                raise UserError(
                    place, "tags such as !name are not allowed", "leave the tag out: a file holds data only"
                )
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    raise UserError(place, f"nested deeper than {MAX_DEPTH} levels", "flatten it")
    finally:
        loader.dispose()


def _read(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise UserError(Place(file), "there is no such file", "check the path") from None
    except IsADirectoryError:
        raise UserError(Place(file), "this is a folder", "give a file in it") from None
    except OSError as error:
        raise UserError(Place(file), f"cannot be read: {error.strerror}", "check the file and its rights") from None
    if len(raw) > MAX_BYTES:
        raise UserError(Place(file), f"larger than {MAX_BYTES:,} bytes", "check that this is the right file")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise UserError(Place(file, line), "not UTF-8 text", "save the file as UTF-8") from None


def _walk(node: Any, path: PathKey, lines: dict[PathKey, int], file: Path) -> None:
    line = node.start_mark.line + 1
    lines.setdefault(path, line)
    if len(node.value) > MAX_DIGITS and node.tag.endswith(":int"):
        raise UserError(Place(file, line), f"a number of more than {MAX_DIGITS} digits", "put it in quotes")
    for key, child, line in _children(node, file):
        lines[(*path, key)] = line
        _walk(child, (*path, key), lines, file)


def _children(node: Any, file: Path) -> Iterator[tuple[str | int, Any, int]]:
    if isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            yield index, child, child.start_mark.line + 1
    elif isinstance(node, yaml.MappingNode):
        known: set[str] = set()
        for key, child in node.value:
            place = Place(file, key.start_mark.line + 1)
            if not isinstance(key, yaml.ScalarNode):
                raise UserError(place, "a key must be plain text", "put a text that holds { or [ in quotes")
            if key.value == "<<" and not key.style:
                raise UserError(place, "merge keys (<<) are not allowed", "write the keys out in full")
            if key.value in known:
                raise UserError(place, f"key {key.value!r} stands here twice", "keep one of the two")
            known.add(key.value)
            key.tag = _TEXT
            yield key.value, child, key.start_mark.line + 1


#: What the parser says, and what to do about it; the first that fits counts.
_FIXES = (
    ("alias", "anchors and aliases are not allowed: write the value out in full"),
    ("tab character", "indent with spaces, not with tabs"),
    ("another document", "a file holds one document: leave out the line ---"),
    ("end of stream", "a quote, [ or { is not closed"),
    ("quoted scalar", "a quote is not closed"),
    ("',' or", "close every [ and {; inside them, put a text that holds : { } [ ] or , in quotes"),
    ("mapping values", "put a text that holds ': ' in quotes"),
    ("not text", "check how the file was saved"),
)
_OTHERWISE = "check the indentation, and put a text that starts with a special character in quotes"


def _yaml_error(file: Path, text: str, error: yaml.YAMLError) -> UserError:
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None)
    line = mark.line + 1 if mark else None
    if isinstance(error, yaml.reader.ReaderError):
        problem, line = "a character that is not text", text.count("\n", 0, error.position) + 1
    if line and "\t" in _indentation(text, line):
        problem = "a tab character in the indentation"
    said = (problem or str(error).splitlines()[0]).removeprefix("but ")
    return UserError(
        Place(file, line),
        f"this is not YAML: {said}",
        next((fix for word, fix in _FIXES if word in said), _OTHERWISE),
    )


def _indentation(text: str, line: int) -> str:
    lines = text.split("\n")
    found = lines[line - 1] if line <= len(lines) else ""
    return found[: len(found) - len(found.lstrip())]
