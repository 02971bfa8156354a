"""YAML as data and nothing else: safe types only, every value with the line it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from conformance.errors import Place, UserError

MAX_BYTES = 2_000_000
MAX_DEPTH = 60
PathKey = tuple[str | int, ...]

_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _PlainLoader(_BASE):  # type: ignore[misc]
    """The safe loader without dates: a moment stays the text that its author wrote."""


_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


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
    text = _read(file)
    loader = _PlainLoader(text)
    try:
        node = loader.get_single_node()
        lines: dict[PathKey, int] = {}
        if node is None:
            return YamlFile(file, None, {(): 1})
        _walk(node, (), lines, file, set(), 0)
        return YamlFile(file, loader.construct_document(node), lines)
    except yaml.YAMLError as error:
        raise _yaml_error(file, error) from None
    except (ValueError, RecursionError) as error:
        raise UserError(Place(file), f"this is not readable YAML: {error}", "check quotes and indentation") from None
    finally:
        loader.dispose()


def _read(file: Path) -> str:
    try:
        raw = file.read_bytes()
    except FileNotFoundError:
        raise UserError(Place(file), "there is no such file", "check the path") from None
    except OSError as error:
        raise UserError(Place(file), f"cannot be read: {error.strerror}", "check the file and its rights") from None
    if len(raw) > MAX_BYTES:
        raise UserError(Place(file), f"larger than {MAX_BYTES:,} bytes", "is this the right file?")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise UserError(Place(file, line), "not UTF-8 text", "save the file as UTF-8") from None


def _walk(node: Any, path: PathKey, lines: dict[PathKey, int], file: Path, seen: set[int], depth: int) -> None:
    line = node.start_mark.line + 1
    if id(node) in seen:
        raise UserError(Place(file, line), "anchors and aliases are not allowed", "write the value out in full")
    if depth > MAX_DEPTH:
        raise UserError(Place(file, line), f"nested deeper than {MAX_DEPTH} levels", "flatten it")
    seen.add(id(node))
    lines.setdefault(path, line)
    for key, child, key_line in _children(node, file):
        lines[(*path, key)] = key_line
        _walk(child, (*path, key), lines, file, seen, depth + 1)


def _children(node: Any, file: Path) -> Iterator[tuple[str | int, Any, int]]:
    if isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            yield index, child, child.start_mark.line + 1
    elif isinstance(node, yaml.MappingNode):
        known: set[str] = set()
        for key, child in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode) or key.tag == "tag:yaml.org,2002:merge":
                raise UserError(Place(file, line), "a key must be plain text", "merge keys are not allowed")
            if key.value in known:
                raise UserError(Place(file, line), f"key {key.value!r} stands here twice", "keep one of the two")
            known.add(key.value)
            yield key.value, child, line


def _yaml_error(file: Path, error: yaml.YAMLError) -> UserError:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    if "alias" in problem or "anchor" in problem:
        return UserError(Place(file, mark and mark.line + 1), problem, "anchors and aliases are not allowed")
    if "tag" in problem:
        return UserError(Place(file, mark and mark.line + 1), problem, "tags (!…) are not allowed: data only")
    return UserError(
        Place(file, mark.line + 1 if mark else None),
        f"this is not YAML: {problem}",
        "check indentation, and quote text that holds ': ' or starts with a special character",
    )
