"""The only module that opens sockets: one pooled client, credentials, deadlines and limits; answers come redacted."""

from __future__ import annotations

import asyncio
import re
import ssl
from time import monotonic
from typing import Self
from urllib.parse import quote, urlsplit

import httpx

from conformance import __version__
from conformance.errors import UserError
from conformance.model.exchange import Credentials, Exchange, Failure, FailureKind, Request, Response
from conformance.model.target import Secret, Target, Tls
from conformance.redaction import SHORTEST, Redactor, too_short

FALSE_CREDENTIAL = "0000000000000000000000000000000000000000"
#: Seconds that an idle connection is kept; shorter than what servers keep, so that they never close it under us.
_IDLE_SECONDS = 2.0
#: So many bytes are kept of a body that is larger than the suite reads: enough to see what it is.
_KEPT_OF_A_CUT_BODY = 65_536
#: What HTTP allows in a header (RFC 9110), without the bytes above ASCII on which servers differ.
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HEADER_VALUE = re.compile(r"[ -~]*")


class Transport:
    """Sends requests below one base URL. Use as an async context manager; every method is for one event loop."""

    def __init__(
        self,
        target: Target,
        connections: int = 32,
        began: float | None = None,
    ) -> None:
        self._target, self._limits = target, target.limits
        self._began = monotonic() if began is None else began
        self._base = target.base_url.rstrip("/")
        _check(target.secrets)
        self.redactor = Redactor(target.secrets)
        self._headers = {kind: _credentials(target.secrets, kind) for kind in Credentials}
        secure = self._base.startswith("https:")
        self._client = httpx.AsyncClient(
            headers={"User-Agent": f"klantinteracties-conformance/{__version__}", "Accept-Encoding": "identity"},
            timeout=httpx.Timeout(self._limits.request_seconds),
            limits=httpx.Limits(
                max_connections=connections, max_keepalive_connections=connections, keepalive_expiry=_IDLE_SECONDS
            ),
            follow_redirects=False,
            trust_env=not _is_loopback(self._base),
            verify=tls_context(target.tls) if secure else True,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def send(self, request: Request, number: int = 0) -> Exchange:
        """One request, one answer or one failure. Never raises for what a network or a server does."""
        started = monotonic()
        response, failure = None, None
        try:
            async with asyncio.timeout(self._limits.request_seconds):
                response = await self._exchange(request)
        except TimeoutError:
            seconds = self._limits.request_seconds
            failure = Failure(FailureKind.DEADLINE, f"no complete answer within {seconds:g} s")
        except httpx.TimeoutException as error:
            failure = Failure(FailureKind.TIMEOUT, f"{type(error).__name__} after {monotonic() - started:.1f} s")
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError) as error:
            failure = Failure(_kind(error), self.redactor.text(_detail(error)))
        return Exchange(request, response, failure, started - self._began, monotonic() - started, number)

    async def _exchange(self, request: Request) -> Response:
        query = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in request.query)
        url = self._base + request.path + ("?" + query if query else "")
        outgoing = self._client.build_request(
            request.method, url, headers=[*request.headers, *self._headers[request.credentials]], content=request.body
        )
        incoming = await self._client.send(outgoing, stream=True)
        try:
            body, cut = await self._read(incoming)
        finally:
            await incoming.aclose()
        named, clean = self.redactor.name, self.redactor.header
        headers = tuple((named(name), clean(value)) for name, value in incoming.headers.multi_items())
        return Response(incoming.status_code, headers, self._start(body) if cut else self.redactor.body(body), cut)

    async def _read(self, incoming: httpx.Response) -> tuple[bytes, bool]:
        parts, size = [], 0
        async for part in incoming.aiter_bytes():
            size += len(part)
            parts.append(part)
            if size > self._limits.body_bytes:
                return b"".join(parts)[: self._limits.body_bytes], True
        return b"".join(parts), False

    def _start(self, body: bytes) -> bytes:
        """The start of a body that was cut off, without its very end: that could be half a secret."""
        start = self.redactor.body(body[:_KEPT_OF_A_CUT_BODY])
        return start[: max(0, len(start) - self.redactor.longest)]


def _check(secrets: tuple[Secret, ...]) -> None:
    for secret in secrets:
        if not _HEADER_NAME.fullmatch(secret.header):
            raise UserError(f"header {secret.header!r}", "this cannot be the name of a header", "see RFC 9110")
        if not _HEADER_VALUE.fullmatch(secret.value):
            raise UserError(
                f"header {secret.header}",
                "its value holds a character that cannot travel in a header",
                "use printable ASCII",
            )
        if too_short(secret):
            raise UserError(
                f"header {secret.header}",
                f"a proof of access of fewer than {SHORTEST} characters cannot be kept out of the evidence",
                "use a longer one, made for this test",
            )


def _credentials(secrets: tuple[Secret, ...], kind: Credentials) -> list[tuple[str, str]]:
    if kind is Credentials.NONE:
        return []
    if kind is Credentials.OWN:
        return [(secret.header, secret.value) for secret in secrets]
    return [(secret.header, _false(secret.value)) for secret in secrets] or [
        ("Authorization", f"Token {FALSE_CREDENTIAL}")
    ]


def _false(value: str) -> str:
    scheme, _, credential = value.partition(" ")
    return f"{scheme} {FALSE_CREDENTIAL}" if credential else FALSE_CREDENTIAL


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.")


def _chain(error: BaseException | None) -> list[BaseException]:
    """The error and what led to it, the last first."""
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


def _kind(error: Exception) -> FailureKind:
    if any(isinstance(each, ssl.SSLError) for each in _chain(error)):
        return FailureKind.TLS
    return FailureKind.CONNECT if isinstance(error, httpx.ConnectError) else FailureKind.PROTOCOL


def _detail(error: Exception) -> str:
    """What the error, or else its nearest cause, has to say."""
    return next((text for each in _chain(error) if (text := str(each))), type(error).__name__)


def tls_context(tls: Tls) -> ssl.SSLContext:
    """A verifying context; raises UserError when a named file cannot be used."""
    context = ssl.create_default_context()
    try:
        if tls.ca:
            context.load_verify_locations(tls.ca)
    except (OSError, ssl.SSLError) as error:
        what = f"cannot be used as an authority for TLS: {_reason(error)}"
        raise UserError(tls.ca, what, "give the authority's certificate as a PEM file") from None
    try:
        if tls.certificate:
            context.load_cert_chain(tls.certificate, tls.key or None, password="")
    except (OSError, ssl.SSLError) as error:
        where = " and ".join(filter(None, (tls.certificate, tls.key)))
        fix = "give PEM files, the key without a password; key and certificate must belong together"
        raise UserError(where, f"cannot be used as a client certificate: {_reason(error)}", fix) from None
    return context


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
