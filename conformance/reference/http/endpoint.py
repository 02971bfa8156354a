"""The side of the server that all dialects share: paths, access, and writing answers out."""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route as StarletteRoute
from starlette.routing import Router
from starlette.types import ASGIApp, Receive, Scope, Send

from conformance.reference.dialect import Dialect
from conformance.reference.domain.core import Core
from conformance.reference.http import problems
from conformance.reference.http.messages import Answer, Call, Pairs, Route, base_address
from conformance.reference.seams import Seams

_LOG = logging.getLogger("conformance.reference")
_LARGEST_BODY = 1_000_000
_WITH_A_BODY = ("POST", "PUT", "PATCH")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One path of the API; `route` is None for paths that do not exist."""

    dialect: Dialect
    core: Core
    tokens: Collection[str]
    path: str = ""
    route: Route | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            return
        request = Request(scope, receive)
        try:
            call = await self._call(request)
        except ClientDisconnect:
            return
        response = written(self.answer(call), head=call.method == "HEAD")
        await response(scope, receive, send)

    def answer(self, call: Call) -> Answer:
        """What the API says to a call; never raises."""
        for receive in self.core.seams.receiving:
            call = receive(call)
        answer = self._performed(call)
        answer.headers = {**self.dialect.headers, **answer.headers}
        for spoil in self.core.seams.answering:
            answer = spoil(self.core, call, answer)
        return answer

    async def _call(self, request: Request) -> Call:
        scope = request.scope
        headers = {k.decode("latin-1"): v.decode("latin-1") for k, v in scope["headers"]}
        host, port = scope.get("server") or ("localhost", None)
        fallback = f"{host}:{port}" if port else str(host)
        return self.call(
            request.method,
            str(scope.get("path_params", {}).get("key", "")),
            _query(scope["query_string"]),
            headers,
            await request.body() if request.method in _WITH_A_BODY else b"",
            base_address(scope.get("scheme", "http"), headers.get("host", fallback), fallback, self.dialect.base_path),
        )

    def call(self, method: str, key: str, query: Pairs, headers: Mapping[str, str], body: bytes, base: str) -> Call:
        """A request to this path; the names of `headers` are in small letters."""
        known = self.route.methods if self.route else {}
        return Call(
            method=method,
            kind=self.route.kind if self.route else "",
            operation=known.get("GET" if method == "HEAD" else method),
            key=key,
            query=query,
            headers=headers,
            body=body,
            base=base,
            allowed=tuple(known),
            route=self.path,
        )

    def _performed(self, call: Call) -> Answer:
        try:
            return self._perform(call)
        except problems.Problem as problem:
            return self.dialect.told(problem)
        except Exception:  # noqa: BLE001 - the last resort: a defect of ours is a 500, told properly
            _LOG.exception("%s %s went wrong", call.method, call.kind)
            return self.dialect.told(problems.server_error())

    def _perform(self, call: Call) -> Answer:
        if self.route is None:
            raise problems.not_found("Dit pad bestaat niet.")
        self._admit(call)
        if len(call.body) > _LARGEST_BODY:
            raise problems.malformed("Het bericht is te groot.")
        return self.dialect.perform(self.core, call)

    def _admit(self, call: Call) -> None:
        sent = call.headers.get("authorization", "")
        scheme, _, token = sent.partition(" ")
        admitted = scheme.lower() == self.dialect.scheme.lower() and token.strip() in self.tokens
        for hook in self.core.seams.admitting:
            admitted = hook(call, admitted)
        if not admitted:
            raise problems.not_authenticated(bool(sent), self.dialect.scheme)


def _query(raw: bytes) -> Pairs:
    if not raw:
        return ()
    return tuple(parse_qsl(raw.decode("latin-1"), keep_blank_values=True, errors="replace"))


def body_of(answer: Answer) -> bytes:
    """The body of an answer that has one."""
    return json.dumps(answer.content, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def written(answer: Answer, *, head: bool = False) -> Response:
    """An answer as an HTTP response."""
    if answer.content is None:
        return Response(status_code=answer.status, headers=answer.headers)
    body = body_of(answer)
    headers = answer.headers | {"Content-Type": answer.media_type}
    if head:
        headers["Content-Length"] = str(len(body))
    return Response(b"" if head else body, status_code=answer.status, headers=headers)


def endpoints(dialect: Dialect, seams: Seams, tokens: Collection[str]) -> Mapping[str, Endpoint]:
    """Every path of the API over one core; the empty path stands for those that do not exist."""
    core = Core(seams)
    if dialect.fill is not None:
        dialect.fill(core)
    found = {
        f"{dialect.base_path}/{path}": Endpoint(dialect, core, tokens, path, route)
        for path, route in dialect.routes.items()
    }
    return {"": Endpoint(dialect, core, tokens)} | found


def service(dialect: Dialect, seams: Seams, tokens: Collection[str]) -> ASGIApp:
    """The whole API over a core of its own."""
    found = endpoints(dialect, seams, tokens)
    routes = [StarletteRoute(path, endpoint) for path, endpoint in found.items() if path]
    return Router(routes, redirect_slashes=False, default=found[""])
