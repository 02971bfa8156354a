"""The only module that opens sockets: one pooled client, credentials, deadlines, limits and redaction."""

from __future__ import annotations

import asyncio
import ssl
from time import monotonic
from typing import Self
from urllib.parse import quote, urlsplit

import httpx

from conformance import __version__
from conformance.errors import UserError
from conformance.model.exchange import Credentials, Exchange, Failure, FailureKind, Request, Response
from conformance.model.target import Secret, Target, Tls

FALSE_CREDENTIAL = "0000000000000000000000000000000000000000"
HIDDEN = "***"
#: Seconds that an idle connection is kept; shorter than what servers keep, so that they never close it under us.
_IDLE_SECONDS = 2.0


class Redactor:
    """Replaces every form of the secrets that could come back in an answer."""

    def __init__(self, secrets: tuple[Secret, ...]) -> None:
        forms = {form for secret in secrets for form in _forms(secret.value)}
        self._forms = sorted(forms, key=len, reverse=True)
        self._bytes = [form.encode() for form in self._forms]

    def text(self, value: str) -> str:
        """The text without secrets."""
        for form in self._forms:
            value = value.replace(form, HIDDEN)
        return value

    def body(self, value: bytes) -> bytes:
        """The bytes without secrets."""
        for form in self._bytes:
            if form in value:
                value = value.replace(form, HIDDEN.encode())
        return value


def _forms(value: str) -> set[str]:
    """The header value, and its credential apart from the scheme; as is and percent-encoded."""
    credential = value.split(" ", 1)[-1]
    return {form for part in (value, credential) if len(part) >= 4 for form in (part, quote(part, safe=""))}


class Transport:
    """Sends requests below one base URL. Use as an async context manager; every method is for one event loop."""

    def __init__(self, target: Target, connections: int = 32, began: float | None = None) -> None:
        self._target, self._limits = target, target.limits
        self._began = monotonic() if began is None else began
        self._base = target.base_url.rstrip("/")
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
        except httpx.ConnectError as error:
            kind = FailureKind.TLS if _is_tls(error) else FailureKind.CONNECT
            failure = Failure(kind, self.redactor.text(str(error) or type(error).__name__))
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError) as error:
            failure = Failure(FailureKind.PROTOCOL, self.redactor.text(str(error) or type(error).__name__))
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
        headers = tuple((name, self.redactor.text(value)) for name, value in incoming.headers.multi_items())
        return Response(incoming.status_code, headers, self.redactor.body(body), cut)

    async def _read(self, incoming: httpx.Response) -> tuple[bytes, bool]:
        parts, size = [], 0
        async for part in incoming.aiter_bytes():
            size += len(part)
            if size > self._limits.body_bytes:
                parts.append(part[: self._limits.body_bytes - size])
                return b"".join(parts), True
            parts.append(part)
        return b"".join(parts), False


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


def _is_tls(error: BaseException) -> bool:
    text = str(error).lower()
    return any(word in text for word in ("ssl", "tls", "certificate"))


def tls_context(tls: Tls) -> ssl.SSLContext:
    """A verifying context; raises UserError when a named file cannot be used."""
    context = ssl.create_default_context()
    try:
        if tls.ca:
            context.load_verify_locations(tls.ca)
        if tls.certificate:
            context.load_cert_chain(tls.certificate, tls.key or None)
    except (OSError, ssl.SSLError) as error:
        name = tls.ca if "verify" in str(error) else tls.certificate or tls.ca
        raise UserError(
            name, f"cannot be used for TLS: {error}", "give PEM files; key and certificate must belong together"
        ) from None
    return context
