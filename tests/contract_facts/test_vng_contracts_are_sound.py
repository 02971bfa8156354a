"""Our contracts of the VNG profiles by themselves: valid, whole, and with nothing left over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import jsonschema_rs
import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.core.result import Ok

from .documents import CHECKOUT, Document, contract
from .test_contract_is_sound import answers, nodes

PROFILES = sorted(
    folder.name for folder in (CHECKOUT / "profiles").glob("vng-*") if (folder / "contract.yaml").exists()
)


@pytest.fixture(scope="module", params=PROFILES)
def ours(request: pytest.FixtureRequest) -> Document:
    """Each contract in turn."""
    return contract(str(request.param))


def operations(document: Document) -> Iterator[str]:
    """Every operationId."""
    return (operation.identifier for operation in document.operations())


def test_contract_is_valid_openapi_with_every_operation(ours: Document) -> None:
    """Schemathesis accepts the document and finds all operations in it, each under a name of its own."""
    schema = schemathesis.openapi.from_dict(dict(ours.root), config=SchemathesisConfig())
    schema.validate()
    counted = Counter(operations(ours))
    assert ours.root["openapi"] == "3.1.0"
    assert len([found for found in schema.get_all_operations() if isinstance(found, Ok)]) == counted.total()
    assert [name for name, times in counted.items() if times > 1] == []


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


def test_every_error_is_a_problem_and_every_answer_carries_the_version(ours: Document) -> None:
    """API-06 and API-09."""
    for name, status, node in answers(ours):
        assert {header.lower() for header in node["headers"]} >= {"api-version"}, f"{name} {status}"
        if not status.startswith("2"):
            assert list(node["content"]) == ["application/problem+json"], f"{name} {status}"
