"""What comes in and what goes out, as values without HTTP machinery."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

from conformance.reference.domain.fields import Action

JSON = "application/json"
PROBLEM_JSON = "application/problem+json"
Pairs: TypeAlias = tuple[tuple[str, str], ...]


class Operation(StrEnum):
    """What a call asks for, whatever the resource."""

    LIST = "list"
    CREATE = "create"
    RETRIEVE = "retrieve"
    UPDATE = "update"
    PARTIAL_UPDATE = "partialUpdate"
    DESTROY = "destroy"
    COMPOSE = "compose"


ON_COLLECTION = {"GET": Operation.LIST, "POST": Operation.CREATE}
ON_RESOURCE = {
    "GET": Operation.RETRIEVE,
    "PUT": Operation.UPDATE,
    "PATCH": Operation.PARTIAL_UPDATE,
    "DELETE": Operation.DESTROY,
}
ON_COMPOSED = {"POST": Operation.COMPOSE}
ACTIONS = {
    Operation.CREATE: Action.REGISTER,
    Operation.UPDATE: Action.REPLACE,
    Operation.PARTIAL_UPDATE: Action.AMEND,
}
WRITES = frozenset((*ACTIONS, Operation.COMPOSE))


@dataclass(frozen=True, slots=True)
class Call:
    """One request to a known path. `operation` is None when the method is not allowed there.

    `kind` is the domain's name of the resource, `key` the last path segment of a single resource,
    `base` the absolute address of the API without a slash at the end, `route` the path as the dialect
    lists it, without the base path.
    """

    method: str
    kind: str
    operation: Operation | None
    key: str
    query: Pairs
    headers: Mapping[str, str]
    body: bytes
    base: str
    allowed: tuple[str, ...] = ()
    route: str = ""

    def parameter(self, name: str) -> str | None:
        """The last value of a query parameter, if it was given."""
        return next((value for key, value in reversed(self.query) if key == name), None)


@dataclass(slots=True)
class Answer:
    """One response before it is written out; `content` None means no body at all."""

    status: int
    content: Any = None
    media_type: str = JSON
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Route:
    """One path of an API: which resource it is about, and what each method asks for."""

    kind: str
    methods: Mapping[str, Operation]


_HOST = re.compile(r"^[A-Za-z0-9.\-\[\]:_]+\Z")


def base_address(scheme: str, host: str, fallback: str, base_path: str) -> str:
    """The absolute address of the API as the caller sees it; a hostile Host header is not echoed."""
    return f"{scheme}://{host if _HOST.match(host) else fallback}{base_path}"
