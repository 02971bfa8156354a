"""Where our contract and the published description are, and how a reference in them is followed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from conformance.loading.extending import read_whole

Node: TypeAlias = Mapping[str, Any]

CHECKOUT = Path(__file__).resolve().parents[2]
PROFILE = "openklant-0.9"
PUBLISHED_NAME = "openklant-0.9.0.yaml"
COMMON_NAME = "vng-common.yaml"
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
def contract(profile: str = PROFILE) -> Document:
    """Read our own contract of a profile, with what it takes over from the profile that it extends."""
    return Document(read_whole(CHECKOUT / "profiles" / profile, "contract.yaml").data)


def published(name: str = PUBLISHED_NAME) -> Document | None:
    """Read a published description, or give None where this machine does not have it.

    Looked for in the folder that KLANTINTERACTIES_PUBLISHED names, else in ../shared/standard/openapi
    next to the checkout.
    """
    named = os.environ.get(FOLDER_VARIABLE)
    folder = Path(named) if named else CHECKOUT.parent / "shared" / "standard" / "openapi"
    file, common = folder / name, folder / COMMON_NAME
    if not file.is_file():
        return None
    root = _yaml(file)
    return Document(bundled(root, _yaml(common)) if common.is_file() else root)


def _yaml(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def bundled(root: Any, common: Any) -> Node:
    """Give the description as one document: with what it borrows from the common part, and status codes as texts.

    A soort that repeats the resource it is a soort of would go round in circles: that part is taken out. The keys
    by which soorten are found begin with a small letter, as the values of the field do (R-17).
    """
    components = {kind: dict(found) for kind, found in root.get("components", {}).items()}
    for kind, found in common.get("components", {}).items():
        components[kind] = {f"common.{name}": _within_common(node) for name, node in found.items()} | components.get(
            kind, {}
        )
    whole = _localised({**root, "components": {"securitySchemes": {}} | components})
    schemas = whole["components"].get("schemas", {})
    for name, schema in list(schemas.items()):
        mapping = schema.get("discriminator", {}).get("mapping", {})
        for target in mapping.values():
            soort = target.rsplit("/", 1)[-1]
            base = {"$ref": f"#/components/schemas/{name}"}
            parts = schemas[soort].get("allOf", ())
            schemas[soort] = {**schemas[soort], "allOf": [part for part in parts if part != base]}
        if mapping:
            mapping.update({key[0].lower() + key[1:]: mapping.pop(key) for key in list(mapping)})
    return dict(whole)


def _within_common(node: Any) -> Any:
    """References within the common part, written as those to it."""
    if isinstance(node, Mapping):
        return {
            key: f"common.yaml{value}" if key == "$ref" and value.startswith("#") else _within_common(value)
            for key, value in node.items()
        }
    return [_within_common(each) for each in node] if isinstance(node, list) else node


def _localised(node: Any) -> Any:
    if isinstance(node, Mapping):
        return {str(key): _reference(value) if key == "$ref" else _localised(value) for key, value in node.items()}
    return [_localised(each) for each in node] if isinstance(node, list) else node


def _reference(target: Any) -> Any:
    document, _, pointer = str(target).partition("#/components/")
    if not document:
        return target
    kind, _, name = pointer.partition("/")
    return f"#/components/{kind}/common.{name}"
