"""Compiled JSON Schema validators for the parts of a contract, made when first needed and then kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jsonschema_rs

from conformance.contract.document import Contract, Pointer

REQUEST, RESPONSE = "request", "response"
# What a consumer does not send, and what a provider does not answer (OpenAPI 3.1, taken over from JSON Schema 2020-12).
_HIDDEN = {REQUEST: "readOnly", RESPONSE: "writeOnly"}


def validator(contract: Contract, pointer: Pointer, direction: str) -> jsonschema_rs.Validator:
    """The validator for the schema at `pointer`: draft 2020-12, with formats, read for one direction of traffic.

    A `readOnly` property counts for nothing in a request, nor a `writeOnly` one in an answer.
    """
    key = (direction, pointer)
    found: jsonschema_rs.Validator | None = contract.cache.get(key)
    if found is None:
        address = f"urn:contract:{direction}#{_fragment(pointer)}"
        registry = _registry(contract, direction)
        found = jsonschema_rs.Draft202012Validator({"$ref": address}, registry=registry, validate_formats=True)
        contract.cache[key] = found
    return found


def _registry(contract: Contract, direction: str) -> jsonschema_rs.Registry:
    found: jsonschema_rs.Registry | None = contract.cache.get(direction)
    if found is None:
        view = _View(contract, _HIDDEN[direction]).of(contract.document)
        found = contract.cache[direction] = jsonschema_rs.Registry([(f"urn:contract:{direction}", view)])
    return found


def _fragment(pointer: Pointer) -> str:
    escaped = (str(part).replace("~", "~0").replace("/", "~1") for part in pointer)
    return "".join("/" + part.replace("%", "%25").replace("{", "%7B").replace("}", "%7D") for part in escaped)


class _View:
    """A copy of the document in which the properties with one annotation are neither required nor checked."""

    def __init__(self, contract: Contract, annotation: str) -> None:
        self.contract, self.annotation = contract, annotation

    def of(self, node: Any) -> Any:
        """The copy of one node."""
        if isinstance(node, list):
            return [self.of(item) for item in node]
        if not isinstance(node, Mapping):
            return node
        copy = {str(key): self.of(value) for key, value in node.items()}
        hidden = self._hidden(node, frozenset())
        if hidden:
            if isinstance(copy.get("required"), list):
                copy["required"] = [name for name in copy["required"] if name not in hidden]
            if isinstance(copy.get("properties"), dict):
                copy["properties"].update({name: True for name in hidden if name in copy["properties"]})
        return copy

    def _hidden(self, schema: Any, seen: frozenset[str]) -> set[str]:
        """The names of the properties with the annotation, also those that come in through `allOf` or `$ref`."""
        if not isinstance(schema, Mapping):
            return set()
        reference = schema.get("$ref")
        found: set[str] = set()
        if isinstance(reference, str) and reference.startswith("#/") and reference not in seen:
            found |= self._hidden(self.contract.resolve(schema), seen | {reference})
        properties = schema.get("properties")
        if isinstance(properties, Mapping):
            for name, each in properties.items():
                resolved = self.contract.resolve(each)
                marks = [part for part in (each, resolved) if isinstance(part, Mapping)]
                if any(part.get(self.annotation) is True for part in marks):
                    found.add(name)
        parts = schema.get("allOf")
        for part in parts if isinstance(parts, list) else ():
            found |= self._hidden(part, seen)
        return found
