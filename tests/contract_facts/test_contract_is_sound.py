"""Our contract by itself: valid OpenAPI 3.1 that schemathesis and a JSON Schema validator can use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.core.result import Ok

from .documents import Document, contract

OPERATIONS = 85
PATHS = 29


@pytest.fixture(scope="module")
def ours() -> Document:
    """Our contract."""
    return contract()


def nodes(value: Any) -> Iterator[Mapping[str, Any]]:
    """Give every mapping in a document."""
    if isinstance(value, Mapping):
        yield value
        value = list(value.values())
    if isinstance(value, Sequence) and not isinstance(value, str):
        for part in value:
            yield from nodes(part)


def answers(document: Document) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Give every answer of every operation: operationId, status, node."""
    for operation in document.operations():
        for status, node in operation.node["responses"].items():
            yield operation.identifier, status, document.follow(node)


def test_contract_is_valid_openapi_with_every_operation(ours: Document) -> None:
    """Schemathesis accepts the document and finds all operations in it."""
    schema = schemathesis.openapi.from_dict(dict(ours.root), config=SchemathesisConfig())
    schema.validate()
    assert ours.root["openapi"] == "3.1.0"
    assert len(ours.root["paths"]) == PATHS
    assert len([found for found in schema.get_all_operations() if isinstance(found, Ok)]) == OPERATIONS


def test_operation_ids_are_unique(ours: Document) -> None:
    """No operationId occurs twice."""
    counted = Counter(operation.identifier for operation in ours.operations())
    assert [name for name, times in counted.items() if times > 1] == []
    assert counted.total() == OPERATIONS


def test_every_reference_resolves_and_every_component_is_used(ours: Document) -> None:
    """A $ref points at a component, and a component is pointed at."""
    used = {str(node["$ref"]) for node in nodes(ours.root) if "$ref" in node}
    there = {
        f"#/components/{kind}/{name}"
        for kind, components in ours.root["components"].items()
        for name in components
        if kind != "securitySchemes"
    }
    assert used == there


def test_every_schema_compiles(ours: Document) -> None:
    """Each component schema is a JSON Schema 2020-12 schema, with its formats and patterns."""
    for name in ours.root["components"]["schemas"]:
        schema = {"components": ours.root["components"], "$ref": f"#/components/schemas/{name}"}
        jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def test_nothing_is_written_the_openapi_3_0_way(ours: Document) -> None:
    """No nullable, readOnly or writeOnly: null is a type, messages and answers are schemas apart."""
    old = {"nullable", "readOnly", "writeOnly"}
    assert [sorted(old & node.keys()) for node in nodes(ours.root) if old & node.keys()] == []


def test_every_operation_documents_who_may_not_and_what_is_wrong(ours: Document) -> None:
    """400, 401, 403 and 406 belong to each operation; 404 to one resource; 415 to a message; never 500."""
    for operation in ours.operations():
        expected = {"400", "401", "403", "406"}
        expected |= {"404"} if operation.path.endswith("{uuid}") or operation.method == "GET" else set()
        expected |= {"415"} if "requestBody" in operation.node else set()
        statuses = {status for status in operation.node["responses"] if not status.startswith("2")}
        assert statuses - {"409"} == expected, operation.identifier


def test_every_answer_carries_the_api_version(ours: Document) -> None:
    """Also an error tells which version of the API gave it (API-09)."""
    header = {"$ref": "#/components/headers/API-version"}
    for name, status, node in answers(ours):
        assert node["headers"]["API-version"] == header, f"{name} {status}"
    assert ours.target(header["$ref"])["required"] is True


def test_every_error_is_a_problem_with_its_own_status(ours: Document) -> None:
    """An error comes as application/problem+json and repeats the HTTP status (API-06)."""
    for name, status, node in answers(ours):
        if not status.startswith("2"):
            assert list(node["content"]) == ["application/problem+json"], f"{name} {status}"
            stated = node["content"]["application/problem+json"]["schema"]["properties"]["status"]
            assert stated == {"const": int(status)}, f"{name} {status}"
