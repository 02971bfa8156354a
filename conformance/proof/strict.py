"""The suite's own requests, judged: a checker in front of a product that lets nothing through the contract forbids.

It is stricter than the judge of a product: whatever departs from the contract is refused here, proven or not. What a
scenario sends on purpose is let through; a step says so itself, by what it expects.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from conformance.contract.document import Contract
from conformance.contract.judging import DEPTH
from conformance.contract.requests import breaches
from conformance.model.exchange import Credentials, Request
from conformance.model.scenario import Step
from conformance.proof.paths import Paths, segments

#: Outcomes that a request which breaks the contract is there to bring about.
_PROVOKED = frozenset({"refused", "unknown", "unsupported", "unauthenticated"})
_UUID = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_JSON, _ANYTHING = "application/json", "*/*"


def on_purpose(step: Step, outcomes: tuple[str, ...]) -> bool:
    """Whether a step is there to send what the contract does not allow, with the outcomes that it accepts."""
    provoked = step.expect.stated and bool(_PROVOKED & set(outcomes))
    return provoked or bool(step.sent_as) or step.credentials is not Credentials.OWN


def departures(contract: Contract, paths: Paths, request: Request) -> Iterator[str]:
    """Everything in a request that the contract does not allow."""
    operation = paths.operation(request.method, request.path)
    if operation is None:
        yield f"{request.method} {request.path}: no such operation"
        return
    for wanted, part in zip(segments(operation.path), segments(request.path), strict=True):
        if "{" in wanted and not _UUID.match(part):
            yield f"{operation.id}: {part!r} is no id"
    headers = {name.lower(): value for name, value in request.headers}
    accepted = headers.get("accept", _ANYTHING)
    if _ANYTHING not in accepted and _JSON not in accepted:
        yield f"{operation.id}: does not accept JSON"
    if request.body is not None and operation.message is None:
        yield f"{operation.id}: a body that is not described"
    for each in breaches(contract, operation, request, DEPTH):
        # A partial change may name only some members of a group: whether it merges is what a scenario finds out.
        if request.method == "PATCH" and each.keyword == "required" and each.where.count("/") > 1:
            continue
        yield f"{operation.id}: {each.where or 'the message'}: {each.keyword}, {each.actual}"


@dataclass(slots=True)
class Strict:
    """An ASGI application that refuses what the contract does not allow, and hands the rest on to another.

    `allowed` is set by whoever drives the suite, for a step that breaks the contract on purpose. `refused` says what
    was turned away, `passed` counts what was let through because it was on purpose.
    """

    application: Any
    contract: Contract
    base_path: str
    allowed: bool = False
    refused: list[str] = field(default_factory=list)
    passed: int = 0
    seen: int = 0
    paths: Paths = field(init=False)

    def __post_init__(self) -> None:
        self.paths = Paths(self.contract)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        body, more = b"", True
        while more:
            event = await receive()
            body, more = body + event.get("body", b""), event.get("more_body", False)
        self.seen += 1
        found = list(departures(self.contract, self.paths, self._request(scope, body)))
        if found and not self.allowed:
            self.refused += found
            await _refuse(send, found)
            return
        self.passed += bool(found)

        async def again() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        await self.application(scope, again, send)

    def _request(self, scope: Any, body: bytes) -> Request:
        return Request(
            scope["method"],
            scope["path"].removeprefix(self.base_path),
            tuple(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)),
            tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]),
            body or None,
        )


async def _refuse(send: Any, found: list[str]) -> None:
    detail = json.dumps({"status": 418, "detail": "; ".join(found)}).encode()
    headers = [(b"content-type", b"application/problem+json")]
    await send({"type": "http.response.start", "status": 418, "headers": headers})
    await send({"type": "http.response.body", "body": detail})
