"""The contract: an OpenAPI 3.1 document as frozen values, its references followed where they are needed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from conformance.errors import UserError

Schema: TypeAlias = "Mapping[str, Any] | bool"
Pointer: TypeAlias = tuple[str, ...]

JSON = "application/json"
METHODS = ("get", "put", "post", "patch", "delete")
_LONGEST_CHAIN = 32  # references to references; a longer chain is a circle


@dataclass(frozen=True, slots=True)
class Parameter:
    """A path or query parameter. `exploded`: several values travel as a repeated name, not joined by commas."""

    name: str
    location: str
    required: bool
    schema: Schema
    exploded: bool


@dataclass(frozen=True, slots=True)
class Header:
    """A header that an answer carries; `schema` stands at this pointer in the document."""

    name: str
    required: bool
    schema: Pointer | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A described answer: per media type the pointer to the schema of its body, or None when it has none."""

    status: str
    media: Mapping[str, Pointer | None]
    headers: tuple[Header, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A described request body: per media type the pointer to its schema, and the documented examples."""

    required: bool
    media: Mapping[str, Pointer | None]
    examples: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation. `takes_id` says whether the path names one resource.

    `group` is what the document calls its collection (`x-collection`), where paths are verbs.
    """

    id: str
    method: str
    path: str
    parameters: tuple[Parameter, ...]
    message: Message | None
    answers: Mapping[str, Answer]
    group: str = ""

    @property
    def collection(self) -> str:
        """The things it is about: its group, else the first path segment."""
        return self.group or collection_of(self.path)

    @property
    def takes_id(self) -> bool:
        """Whether the path has a parameter: the operation is about one resource."""
        return "{" in self.path

    @property
    def media(self) -> str:
        """The media type that its message is sent in: the first that is described, JSON when none is."""
        return next(iter(self.message.media), JSON) if self.message else JSON

    @property
    def modifies(self) -> bool:
        """Whether the operation changes or removes a resource that exists."""
        return self.method in ("PUT", "PATCH", "DELETE")

    def query(self, name: str) -> Parameter | None:
        """The query parameter of that name."""
        return next((each for each in self.parameters if each.location == "query" and each.name == name), None)

    def answer(self, status: int) -> Answer | None:
        """The described answer for a status code: its own, its hundred's (`4XX`) or the default one."""
        known = self.answers
        return known.get(str(status)) or known.get(f"{status // 100}XX") or known.get("default")


@dataclass(frozen=True, slots=True)
class Contract:
    """An OpenAPI document with its operations by operationId. Equal documents have equal `digest`s (SHA-256)."""

    document: Mapping[str, Any]
    operations: Mapping[str, Operation]
    digest: str
    #: Compiled validators and derived documents: made on first use, never part of what a contract is.
    cache: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, document: Mapping[str, Any], where: str = "contract.yaml") -> Contract:
        """Read a document. Raises UserError when it is not OpenAPI 3.1 or a reference leads nowhere."""
        if not isinstance(document, Mapping) or not str(document.get("openapi", "")).startswith("3.1"):
            raise UserError(where, "this is not an OpenAPI 3.1 document", "start it with `openapi: 3.1.0`")
        reader = _Reader(document, where)
        operations = {operation.id: operation for operation in reader.operations()}
        content = json.dumps(document, sort_keys=True, default=str).encode()
        return cls(document, operations, hashlib.sha256(content).hexdigest())

    def at(self, pointer: Pointer) -> Any:
        """What stands at a pointer in the document."""
        found: Any = self.document
        for part in pointer:
            found = found[int(part)] if isinstance(found, list) else found[part]
        return found

    def resolve(self, schema: Any) -> Any:
        """A schema without a `$ref` at its top."""
        for _ in range(_LONGEST_CHAIN):
            if not isinstance(schema, Mapping) or not isinstance(schema.get("$ref"), str):
                break
            schema = self.at(local(schema["$ref"]))
        return schema


def collection_of(path: str) -> str:
    """The first path segment in small letters: published paths of one collection can differ in capitals (R-16)."""
    return path.strip("/").split("/")[0].lower()


def local(reference: str) -> Pointer:
    """The pointer of a reference within the document, `#/components/schemas/Actor`."""
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in reference.removeprefix("#/").split("/"))


class _Reader:
    def __init__(self, document: Mapping[str, Any], where: str) -> None:
        self.document, self.where = document, where

    def operations(self) -> Iterator[Operation]:
        for path, item in self.document.get("paths", {}).items():
            for method in METHODS:
                if method in item:
                    yield self._operation(path, method, item)

    def _operation(self, path: str, method: str, item: Mapping[str, Any]) -> Operation:
        entry, at = item[method], ("paths", path, method)
        if "operationId" not in entry:
            raise UserError(self.where, f"{method} {path} has no operationId", "give it one")
        parameters = [*item.get("parameters", ()), *entry.get("parameters", ())]
        return Operation(
            id=entry["operationId"],
            method=method.upper(),
            path=path,
            parameters=tuple(self._parameter(each) for each in parameters),
            message=self._message(entry, at),
            answers={
                str(status): self._answer(str(status), (*at, "responses", status))
                for status in entry.get("responses", {})
            },
            group=str(entry.get("x-collection", "")),
        )

    def _parameter(self, entry: Any) -> Parameter:
        entry, _ = self._follow(entry, ())
        default = entry.get("style", "form") == "form"
        return Parameter(
            entry["name"], entry["in"], bool(entry.get("required")), entry.get("schema", True),
            bool(entry.get("explode", default)),
        )  # fmt: skip

    def _message(self, entry: Mapping[str, Any], at: Pointer) -> Message | None:
        if "requestBody" not in entry:
            return None
        body, place = self._follow(entry["requestBody"], (*at, "requestBody"))
        content = body.get("content", {})
        examples = [example for media in content.values() for example in _examples(media)]
        return Message(bool(body.get("required")), self._media(content, place), tuple(examples))

    def _answer(self, status: str, at: Pointer) -> Answer:
        entry, place = self._follow(self._at(at), at)
        headers = [
            self._header(name, each, (*place, "headers", name)) for name, each in entry.get("headers", {}).items()
        ]
        return Answer(status, self._media(entry.get("content", {}), place), tuple(headers))

    def _header(self, name: str, entry: Any, at: Pointer) -> Header:
        entry, place = self._follow(entry, at)
        return Header(name, bool(entry.get("required")), (*place, "schema") if "schema" in entry else None)

    @staticmethod
    def _media(content: Mapping[str, Any], place: Pointer) -> dict[str, Pointer | None]:
        return {
            name.split(";")[0].strip().lower(): (*place, "content", name, "schema") if "schema" in media else None
            for name, media in content.items()
        }

    def _at(self, pointer: Pointer) -> Any:
        found: Any = self.document
        for part in pointer:
            found = found[part]
        return found

    def _follow(self, entry: Any, at: Pointer) -> tuple[Any, Pointer]:
        while isinstance(entry, Mapping) and "$ref" in entry:
            at = local(str(entry["$ref"]))
            try:
                entry = self._at(at)
            except (KeyError, TypeError):
                raise UserError(self.where, f"{entry['$ref']} leads nowhere", "mend the reference") from None
        return entry, at


def _examples(media: Mapping[str, Any]) -> Iterator[Any]:
    if "example" in media:
        yield media["example"]
    for example in media.get("examples", {}).values():
        if "value" in example:
            yield example["value"]
