"""Imports go one way: whoever reads a module needs to know only what lies below it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import conformance

ROOT = Path(conformance.__file__).parent
#: Lowest first. A module may import from its own layer's own package, and from any layer below it.
LAYERS = (
    ("errors", "testdata", "resources", "model"),
    ("redaction", "expressions", "wire", "evidence", "contract", "reference"),
    ("addresses", "lacking", "message", "not_begun"),
    ("loading", "binding", "judging", "transport", "reporting", "rollup", "coverage", "embedded", "detecting"),
    ("expressible", "reading", "account"),
    ("play", "cleaning", "residue"),
    ("replay", "plan", "preflight", "engine"),
    ("composing", "contract_setup", "klanttaken_phase"),
    ("contract_phase",),
    ("session",),
    ("plugin", "proof"),
    ("commands",),
    ("cli",),
    ("__main__",),
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
FILES = sorted(ROOT.rglob("*.py"))


def part(module: str) -> str:
    """The part of the package that a module belongs to."""
    return module.split(".")[1] if "." in module else ""


@cache
def imported(file: Path) -> frozenset[str]:
    """Every module that a file imports, also inside functions."""
    return frozenset(_imported(ast.parse(file.read_text(encoding="utf-8"))))


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "imports name the whole path"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def named(file: Path) -> str:
    """A file as people know it."""
    return file.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("file", FILES, ids=named)
def test_a_module_imports_only_what_lies_below_it(file: Path) -> None:
    """Two parts of one layer do not know each other."""
    own = file.relative_to(ROOT).with_suffix("").parts[0]
    if own == "__init__":
        assert not [name for name in imported(file) if name.startswith("conformance")]
        return
    assert own in RANK, f"{own} has no layer yet: give it one"
    inner = {part(name) for name in imported(file) if name.startswith("conformance.")} - {own}
    wrong = {name for name in inner if name in RANK and RANK[name] >= RANK[own]}
    assert not wrong


def test_every_layer_holds_what_there_is() -> None:
    """A part that went away leaves the list."""
    parts = {path.stem for path in ROOT.iterdir() if path.suffix == ".py" or (path.is_dir() and any(path.glob("*.py")))}
    assert set(RANK) == parts - {"__init__"}


def _users(*modules: str) -> set[str]:
    return {
        named(file)
        for file in FILES
        for name in imported(file)
        if any(name == module or name.startswith(f"{module}.") for module in modules)
    }


def test_values_know_nothing_but_values() -> None:
    """The model imports the standard library and itself."""
    foreign = {
        (named(file), name)
        for file in (ROOT / "model").glob("*.py")
        for name in imported(file)
        if name.split(".")[0] not in ("__future__", "collections", "dataclasses", "enum", "fnmatch", "re", "typing")
        and not name.startswith("conformance.model")
    }
    assert not foreign


def test_only_the_transport_opens_connections() -> None:
    """Everything else can be tried without a network; the reference implementation listens, which is its job."""
    clients = _users("httpx", "urllib.request", "http.client", "requests", "aiohttp", "urllib3")
    mounted = {"proof/runner.py"}  # plays against the reference inside the process: no connection at all
    assert clients - mounted == {"transport.py"}
    assert _users("socket", "http.server", "uvicorn") <= {"reference/server.py", "commands/reference.py"}


def test_nobody_imports_the_inside_of_pytest() -> None:
    """It changes without notice."""
    assert not _users("_pytest", "pluggy")
    assert all(name.startswith(("plugin/", "commands/run.py", "proof/")) for name in _users("pytest"))


def test_what_judges_reads_and_writes_nothing() -> None:
    """Files, clocks, the environment and chance stay outside, so that a record can be judged again."""
    pure = (
        "model",
        "judging",
        "expressions.py",
        "testdata.py",
        "wire.py",
        "addresses.py",
        "message.py",
        "binding.py",
        "expressible.py",
        "reading.py",
        "account.py",
        "play.py",
        "replay.py",
        "rollup.py",
    )
    outside = (
        "os",
        "pathlib",
        "time",
        "random",
        "secrets",
        "socket",
        "asyncio",
        "subprocess",
        "tempfile",
        "threading",
        "io",
    )
    users = {name for name in _users(*outside) if name.startswith(pure)}
    assert not users


def test_the_libraries_of_others_stay_where_they_are_used() -> None:
    """Each heavy dependency has one home."""
    homes = {
        "yaml": ("loading/yamlfile.py",),
        "jsonschema": ("loading/schema.py",),
        "jinja2": ("reporting/", "proof/"),
        "stdnum": ("testdata.py", "reference/"),
        "schemathesis": ("contract/generating.py",),
        "starlette": ("reference/",),
        "uvicorn": ("reference/server.py",),
    }
    strays = {
        (library, name)
        for library, allowed in homes.items()
        for name in _users(library)
        if not name.startswith(allowed)
    }
    assert not strays
