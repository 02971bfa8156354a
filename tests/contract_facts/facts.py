"""Everything a document states about its operations, as one flat table: where, what -> value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from .fields import Direction, Flattener

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .combining import Facts
    from .documents import Document, Node, Operation

Place: TypeAlias = tuple[str, str]
Table: TypeAlias = dict[Place, Any]

EXISTS = "exists"
UNSTATED: Facts = {"required": False, "nullable": False, "deprecated": False}


def table(document: Document) -> Table:
    """Give the facts of every operation, keyed by place and kind of fact.

    Left out because the published description has no word on them: what error answers look like.
    """
    found: Table = {
        ("document", "servers"): [server["url"] for server in document.root["servers"]],
        ("document", "security"): _security(document),
    }
    for operation in document.operations():
        for place, facts in _places(document, operation):
            found |= {(place, what): value for what, value in facts.items() if value != UNSTATED.get(what)}
    return found


def _places(document: Document, operation: Operation) -> Iterator[tuple[str, Facts]]:
    name = operation.identifier
    answers = operation.node["responses"]
    errors = sorted(status for status in answers if not status.startswith("2"))
    yield name, {"method": operation.method, "path": operation.path, "errors": errors}
    for parameter in (*operation.shared_parameters, *operation.node.get("parameters", ())):
        yield from _parameter(document, name, document.follow(parameter))
    if "requestBody" in operation.node:
        body = document.follow(operation.node["requestBody"])
        yield f"{name} request", {"body required": bool(body.get("required"))}
        yield from _content(document, f"{name} request", body, "request")
    for status in sorted(status for status in answers if status.startswith("2")):
        answer = document.follow(answers[status])
        yield f"{name} {status}", {EXISTS: True}
        yield from _headers(document, f"{name} {status}", answer)
        yield from _content(document, f"{name} {status}", answer, "response")


def _parameter(document: Document, operation: str, node: Node) -> Iterator[tuple[str, Facts]]:
    place = f"{operation} {node['in']} {node['name']}"
    stated = {key: node[key] for key in ("required", "deprecated", "style", "explode") if key in node}
    yield place, {EXISTS: True} | stated
    for below, facts in Flattener(document, "request").fields(node["schema"]).items():
        yield place + below, facts


def _headers(document: Document, place: str, answer: Node) -> Iterator[tuple[str, Facts]]:
    for name, node in answer.get("headers", {}).items():
        header = document.follow(node)
        yield f"{place} header {name}", {EXISTS: True, "required": header.get("required", False)}
        yield f"{place} header {name}", Flattener(document, "response").fields(header["schema"])[""]


def _content(document: Document, place: str, node: Node, direction: Direction) -> Iterator[tuple[str, Facts]]:
    content = node.get("content", {})
    yield place, {"media types": sorted(content)}
    for media in content.values():
        for below, facts in Flattener(document, direction).fields(media["schema"]).items():
            yield place + below, {EXISTS: True} | facts


def _security(document: Document) -> list[str]:
    schemes = document.root["components"]["securitySchemes"].values()
    told = ([scheme.get(key) for key in ("type", "scheme", "in", "name")] for scheme in schemes)
    return sorted(" ".join(part for part in parts if part) for parts in told)
