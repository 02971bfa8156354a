"""The reference implementation without HTTP: requests of the suite in, answers out, for proofs by the hundred.

What a socket and an HTTP library add costs ten times what the reference itself needs. The answers are the same;
tests compare them with those over real sockets.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from urllib.parse import unquote

from conformance.model.exchange import Credentials, Exchange, Request, Response
from conformance.reference.dialects import TOKEN, dialect
from conformance.reference.domain.surroundings import Surroundings, within
from conformance.reference.faults import Fault, install
from conformance.reference.http.endpoint import Endpoint, body_of, endpoints
from conformance.reference.http.messages import Answer, Call

ORIGIN = "http://reference"
_FALSE = "0" * 40
_NO_CONTENT = 204


class Direct:
    """One empty register. `base_url` is the address that its answers refer to.

    Its clock stands at `start` and moves on a little with every look; its ids follow from nothing but their order.
    So equal requests in an equal order get equal answers, to the byte.
    """

    def __init__(self, faults: Iterable[str | Fault], start: datetime, spoken: str) -> None:
        self._dialect = dialect(spoken)
        self.base_url = address(spoken)
        seams = self._dialect.seams()
        install(seams, faults)
        self._endpoints = endpoints(self._dialect, seams, frozenset((TOKEN,)))
        self._surroundings = Surroundings(_clock(start), _ids())

    def send(self, request: Request, number: int = 0) -> Exchange:
        """One request and its answer."""
        endpoint, key = self._find(unquote(self._dialect.base_path + request.path))
        with within(self._surroundings):
            answer = endpoint.answer(self._call(endpoint, key, request))
        return Exchange(request, _response(answer), number=number)

    def _find(self, path: str) -> tuple[Endpoint, str]:
        head, _, key = path.rpartition("/")
        single = self._endpoints.get(f"{head}/{{key}}") if key else None
        return (single, key) if single is not None else (self._endpoints.get(path, self._endpoints[""]), "")

    def _call(self, endpoint: Endpoint, key: str, request: Request) -> Call:
        headers = {name.lower(): value for name, value in request.headers} | {"host": "reference"}
        if request.credentials is not Credentials.NONE:
            token = TOKEN if request.credentials is Credentials.OWN else _FALSE
            name, value = self._dialect.credentials(token)
            headers[name.lower()] = value
        return endpoint.call(request.method, key, request.query, headers, request.body or b"", self.base_url)


def address(spoken: str) -> str:
    """Where an API in this dialect begins, as far as its answers tell."""
    return ORIGIN + dialect(spoken).base_path


def _clock(start: datetime) -> Callable[[], datetime]:
    looks = 0

    def now() -> datetime:
        nonlocal looks
        looks += 1
        return start + timedelta(seconds=1, milliseconds=looks)

    return now


def _ids() -> Callable[[], str]:
    source = random.Random(0)  # noqa: S311 - ids that repeat are the purpose
    return lambda: str(uuid.UUID(int=source.getrandbits(128), version=4))


def _response(answer: Answer) -> Response:
    body = b"" if answer.content is None else body_of(answer)
    headers = {name.lower(): value for name, value in answer.headers.items()}
    if answer.content is not None:
        headers["content-type"] = answer.media_type
    if answer.status != _NO_CONTENT:
        headers["content-length"] = str(len(body))
    return Response(answer.status, tuple(headers.items()), body)
