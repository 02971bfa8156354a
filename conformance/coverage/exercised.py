"""Pure: which operations, status codes, parameters and enum values of a contract a recorded run has tried."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from conformance.contract.document import Contract, Operation
from conformance.model.exchange import Exchange


@dataclass(frozen=True, slots=True)
class Never:
    """What a run never tried, as `operation`, `operation status`, `operation ?parameter` and `field=value`."""

    operations: tuple[str, ...]
    answers: tuple[str, ...]
    parameters: tuple[str, ...]
    values: tuple[str, ...]

    def all(self) -> tuple[str, ...]:
        """Everything that was never tried."""
        return (*self.operations, *self.answers, *self.parameters, *self.values)


def never(contract: Contract, exchanges: Iterable[Exchange]) -> Never:
    """Compare a contract with what was sent and answered."""
    tried: set[str] = set()
    values: set[str] = set()
    routes = [(operation, _pattern(operation.path)) for operation in contract.operations.values()]
    for exchange in exchanges:
        operation = _operation(exchange, routes)
        if operation is None or exchange.response is None:
            continue
        tried |= {operation.id, f"{operation.id} {exchange.response.status}"}
        tried |= {f"{operation.id} ?{name}" for name, _ in exchange.request.query}
        for name, value in exchange.request.query:
            values |= {f"{name}={part}" for part in value.split(",")}
        for body in (exchange.request.body, exchange.response.body):
            values.update(f"{name}={value}" for name, value in _members(_json(body)))
    return Never(
        operations=tuple(name for name in contract.operations if name not in tried),
        answers=tuple(sorted(set(_answers(contract)) - tried)),
        parameters=tuple(sorted(set(_parameters(contract)) - tried)),
        values=tuple(sorted(set(_enums(contract.document, contract.document)) - values)),
    )


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{[^}]+\\\}", "[^/]+", re.escape(path)))


def _operation(exchange: Exchange, routes: list[tuple[Operation, re.Pattern[str]]]) -> Operation | None:
    for operation, pattern in routes:
        if operation.method == exchange.request.method and pattern.fullmatch(exchange.request.path):
            return operation
    return None


def _answers(contract: Contract) -> Iterator[str]:
    for operation in contract.operations.values():
        for status in operation.answers:
            yield f"{operation.id} {status}"


def _parameters(contract: Contract) -> Iterator[str]:
    for operation in contract.operations.values():
        for parameter in operation.parameters:
            if parameter.location == "query":
                yield f"{operation.id} ?{parameter.name}"


def _enums(node: Any, document: Mapping[str, Any], name: str = "") -> Iterator[str]:
    """`name=value` for every enum value, with the nearest property or parameter name."""
    if isinstance(node, Mapping):
        here = str(node["name"]) if isinstance(node.get("name"), str) and "in" in node else name
        choices = node.get("enum") or _referred(node, document).get("enum")
        if here and isinstance(choices, list):
            yield from (f"{here}={value}" for value in choices if value is not None)
        for key, child in node.items():
            if key == "properties" and isinstance(child, Mapping):
                for property_name, schema in child.items():
                    yield from _enums(schema, document, property_name)
            elif key not in ("example", "examples", "enum", "discriminator"):
                yield from _enums(child, document, here)
    elif isinstance(node, list):
        for child in node:
            yield from _enums(child, document, name)


def _referred(node: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a `$ref` into the same document points at; nothing for anything else."""
    reference = node.get("$ref")
    if not isinstance(reference, str) or not reference.startswith("#/"):
        return {}
    found: Any = document
    for part in reference[2:].split("/"):
        found = found.get(part, {}) if isinstance(found, Mapping) else {}
    return found if isinstance(found, Mapping) else {}


def _json(body: bytes | None) -> Any:
    try:
        return json.loads(body) if body else None
    except (ValueError, RecursionError):
        return None


def _members(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, Mapping):
        for name, value in node.items():
            if isinstance(value, str):
                yield name, value
            yield from _members(value)
    elif isinstance(node, list):
        for child in node:
            yield from _members(child)
