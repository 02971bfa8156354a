"""Where our contract and the published description are, and how a reference in them is followed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import yaml

Node: TypeAlias = Mapping[str, Any]

CHECKOUT = Path(__file__).resolve().parents[2]
CONTRACT = CHECKOUT / "profiles" / "openklant-0.9" / "contract.yaml"
PUBLISHED_NAME = "openklant-0.9.0.yaml"
FOLDER_VARIABLE = "KLANTINTERACTIES_PUBLISHED"
METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: its method in capitals, its path, and the nodes that describe it."""

    method: str
    path: str
    node: Node
    shared_parameters: tuple[Node, ...]

    @property
    def identifier(self) -> str:
        """The operationId."""
        return str(self.node["operationId"])


@dataclass(frozen=True, slots=True)
class Document:
    """An OpenAPI document, read from a file."""

    root: Node

    def follow(self, node: Node) -> Node:
        """Give the node a lone $ref points at, or the node itself; KeyError if the target is missing."""
        while "$ref" in node:
            node = self.target(str(node["$ref"]))
        return node

    def target(self, reference: str) -> Node:
        """Give what a reference within this document points at; KeyError if it is missing."""
        found: Any = self.root
        for part in reference.removeprefix("#/").split("/"):
            found = found[part.replace("~1", "/").replace("~0", "~")]
        return dict(found)

    def operations(self) -> Iterator[Operation]:
        """Give every operation, in the order of the document."""
        for path, item in self.root["paths"].items():
            shared = tuple(item.get("parameters", ()))
            for method in METHODS:
                if method in item:
                    yield Operation(method.upper(), path, item[method], shared)


@cache
def contract() -> Document:
    """Read our own contract."""
    return _read(CONTRACT)


def published() -> Document | None:
    """Read the published description, or give None where this machine does not have it.

    Looked for in the folder that KLANTINTERACTIES_PUBLISHED names, else in ../shared/standard/openapi
    next to the checkout.
    """
    named = os.environ.get(FOLDER_VARIABLE)
    folder = Path(named) if named else CHECKOUT.parent / "shared" / "standard" / "openapi"
    file = folder / PUBLISHED_NAME
    return _read(file) if file.is_file() else None


def _read(file: Path) -> Document:
    return Document(yaml.safe_load(file.read_text(encoding="utf-8")))
