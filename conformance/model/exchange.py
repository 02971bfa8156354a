"""One request and what came back: the unit of evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

Pairs = tuple[tuple[str, str], ...]


class Credentials(StrEnum):
    """With whose proof of access a request goes out."""

    OWN = "own"
    NONE = "none"
    FALSE = "false"


@dataclass(frozen=True, slots=True)
class Request:
    """A request relative to the base URL. Credentials are never part of it: the transport adds them."""

    method: str
    path: str
    query: Pairs = ()
    headers: Pairs = ()
    body: bytes | None = None
    credentials: Credentials = Credentials.OWN


@dataclass(frozen=True, slots=True)
class Response:
    """An answer as received, redacted. `cut` is set when the body was larger than the suite reads."""

    status: int
    headers: Pairs = ()
    body: bytes = b""
    cut: bool = False

    def header(self, name: str) -> str | None:
        """The value of a header, its name compared without case; None when absent."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)

    @property
    def media_type(self) -> str:
        """The media type without parameters, lower case; empty when the header is missing."""
        return (self.header("content-type") or "").split(";")[0].strip().lower()


class FailureKind(StrEnum):
    """Why no complete answer came."""

    CONNECT = "connect"
    TLS = "tls"
    TIMEOUT = "timeout"
    PROTOCOL = "protocol"
    DEADLINE = "deadline"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Failure:
    """No complete answer: what kind of failure, and the cause in words without secrets."""

    kind: FailureKind
    detail: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request with its response or its failure. Times are seconds; `started` counts from the run's start."""

    request: Request
    response: Response | None = None
    failure: Failure | None = None
    started: float = 0.0
    elapsed: float = 0.0
    #: The number of this exchange in the evidence log, unique within a run.
    number: int = field(default=0, compare=False)
