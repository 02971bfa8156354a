"""A small lending library behind a real socket, with its contract and one named defect per rule of judging."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvicorn
import yaml
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from conformance.contract.document import Contract
from conformance.contract.validators import REQUEST, validator

DOCUMENT: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text())

_NAMES = DOCUMENT["components"]["schemas"]["BoekVelden"]["properties"]
CONTRACT = Contract.of(DOCUMENT)
OPERATIONS = list(CONTRACT.operations)
TABLE: dict[str, Any] = {
    "fallback": "ALG-01",
    "headers": {"api-version": "KOP-01"},
    "bodies": {"boekenRetrieve": "BOEK-02"},
    "fields": {"boeken": {"/soort": "BOEK-13"}},
    "references": {"vervolgOp": "boeken", "serie": "boeken"},
}
TOKEN = "Token geheim"

#: One sentence per defect; each is caught by the rule of the same name, or by the one in brackets.
DEFECTS = {
    "server-error": "A book of the kind gedicht makes the server fall over.",
    "status": "Registering answers 299.",
    "media-type": "One book comes as text/plain.",
    "unreadable": "One book comes cut in half.",
    "body": "One book comes without its kind.",
    "header": "The version header is missing from refusals.",
    "problem": "An unknown id is refused without a title.",
    "invalid-params": "Refusals do not say which field is wrong.",
    "accepted-message": "Anything that is not JSON is taken for an empty change.",
    "accepted-field": "The kind of a book is not checked.",
    "accepted-value": "Search values are not checked.",
    "accepted-parameter": "Unknown search parameters are ignored.",
    "refused-example": "Books called Voorbeeldboek are refused without a reason.",
    "credentials": "Nobody asks who is there.",
    "unknown-id": "An unknown id gives 400.",
    "method": "Any method on the collection is fine.",
    "unknown-path": "Unknown paths give an empty page.",
}


@dataclass
class Library:
    """The state of one library, and everything that was asked of it."""

    defects: frozenset[str] = frozenset()
    books: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    base_url: str = ""
    #: With this, only the first request with a body that has this text falls over.
    hiccup: str = ""

    def add(self, **values: Any) -> str:
        """Put a book on the shelf that the suite did not register over HTTP."""
        key = str(uuid.uuid4())
        self.books[key] = {"titel": "Boek", "soort": "roman", **values}
        return key

    async def answer(self, request: Request) -> Response:
        """Answer one request."""
        path = request.url.path
        self.asked.append((request.method, path))
        if "credentials" not in self.defects and request.headers.get("authorization") != TOKEN:
            return self._refused(401)
        if path == "/boeken":
            return await self._collection(request)
        if path.startswith("/boeken/") and path.count("/") == 2:
            return await self._one(request, path.split("/")[2])
        return Response(status_code=200) if "unknown-path" in self.defects else self._refused(404)

    async def _collection(self, request: Request) -> Response:
        if request.method == "GET":
            fault = self._search_fault(request)
            return self._refused(400, fault) if fault else self._told(200, self._list())
        if request.method != "POST":
            return self._told(200, {}) if "method" in self.defects else self._refused(405)
        values = await self._message(request, "boekenCreate")
        if isinstance(values, Response):
            return values
        key = self.add(**values)
        status = 299 if "status" in self.defects else 201
        return self._told(status, self._book(key), {"Location": f"/boeken/{key}"})

    async def _one(self, request: Request, key: str) -> Response:
        if key not in self.books:
            return self._refused(400 if "unknown-id" in self.defects else 404)
        if request.method == "DELETE":
            del self.books[key]
            return self._told(204, None)
        if request.method in ("PUT", "PATCH"):
            values = await self._message(request, f"boeken{'Partial' * (request.method == 'PATCH')}Update")
            if isinstance(values, Response):
                return values
            self.books[key] |= values
        elif request.method != "GET":
            return self._refused(405)
        return self._told(200, self._book(key), one=True)

    async def _message(self, request: Request, operation: str) -> dict[str, Any] | Response:
        body = await request.body()
        if self.hiccup and self.hiccup.encode() in body:
            self.hiccup = ""
            return self._refused(500)
        if request.headers.get("content-type") != "application/json" and "accepted-message" not in self.defects:
            return self._refused(415)
        try:
            value = json.loads(body)
        except (ValueError, RecursionError):
            return {} if "accepted-message" in self.defects else self._refused(400)
        if faults := self._faults(operation, value):
            return self._refused(400, *faults)
        if refusal := self._refusal(value):
            return self._refused(refusal)
        return {name: each for name, each in value.items() if name in _NAMES}

    def _refusal(self, value: dict[str, Any]) -> int:
        if "server-error" in self.defects and value.get("soort") == "gedicht":
            return 500
        return 400 if "refused-example" in self.defects and value.get("titel") == "Voorbeeldboek" else 0

    def _faults(self, operation: str, value: Any) -> list[str]:
        message = CONTRACT.operations[operation].message
        assert message is not None
        pointer = message.media["application/json"]
        assert pointer is not None
        errors = validator(CONTRACT, pointer, REQUEST).iter_errors(value)
        faults = ["/".join(map(str, error.instance_path)) for error in errors]
        if "accepted-field" in self.defects:
            faults = [fault for fault in faults if fault != "soort"]
        reference = value.get("vervolgOp") if isinstance(value, dict) and not faults else None
        return [*faults, "vervolgOp"] if reference and reference["uuid"] not in self.books else faults

    def _search_fault(self, request: Request) -> str:
        from conformance.contract.requests import breaches
        from conformance.model.exchange import Request as Sent

        sent = Sent("GET", "/boeken", tuple(request.query_params.multi_items()))
        for each in breaches(CONTRACT, CONTRACT.operations["boekenList"], sent, 64):
            if each.rule.value not in self.defects:
                return each.where
        return ""

    def _book(self, key: str) -> dict[str, Any]:
        told = {**self.books[key], "uuid": key, "url": f"{self.base_url}/boeken/{key}", "geteld": 1}
        told.pop("geheim", None)
        if "body" in self.defects:
            del told["soort"]
        return told

    def _list(self) -> dict[str, Any]:
        return {"count": len(self.books), "results": [self._book(key) for key in list(self.books)[:20]]}

    def _told(self, status: int, value: Any, headers: dict[str, str] | None = None, *, one: bool = False) -> Response:
        body = b"" if value is None else json.dumps(value).encode()
        if one and "unreadable" in self.defects:
            body = body[: len(body) // 2]
        media = "text/plain" if one and "media-type" in self.defects else "application/json"
        return Response(body, status, {"API-version": "1.2.3", **(headers or {})}, media if body else None)

    def _refused(self, status: int, *faults: str) -> Response:
        names = () if "invalid-params" in self.defects else faults
        problem = {
            "title": "Geweigerd", "status": status, "detail": "Dat kan niet", "instance": "urn:x:1", "code": "fout",
            "invalidParams": [{"name": name or "alles", "code": "ongeldig", "reason": "klopt niet"} for name in names],
        }  # fmt: skip
        if "problem" in self.defects:
            del problem["title"]
        headers = {} if "header" in self.defects else {"API-version": "1.2.3"}
        return Response(json.dumps(problem), status, headers, "application/problem+json")


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


@contextmanager
def opened(*defects: str, hiccup: str = "") -> Iterator[Library]:
    """A library with these defects, on a free port of the loopback interface."""
    library = Library(frozenset(defects), hiccup=hiccup)
    # A route without methods gets every method there is, also ones that nobody has heard of.
    routes = [Route("/{path:path}", _every_method(library))]
    listening = socket.create_server(("127.0.0.1", 0))
    library.base_url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    config = uvicorn.Config(Starlette(routes=routes), log_level="error", lifespan="off", timeout_graceful_shutdown=1)
    server = _Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])), daemon=True)
    thread.start()
    assert server.ready.wait(10)
    try:
        yield library
    finally:
        server.should_exit = server.force_exit = True
        thread.join(10)
        listening.close()


def _every_method(library: Library) -> Any:
    class Endpoint:
        def __init__(self, scope: Any, receive: Any, send: Any) -> None:
            self.request, self.call = Request(scope, receive), (scope, receive, send)

        def __await__(self) -> Any:
            return self._serve().__await__()

        async def _serve(self) -> None:
            response = await library.answer(self.request)
            await response(*self.call)

    return Endpoint
