"""The product under test: where it is, how to get in, what it claims."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Product:
    """Who made what. All of it is free text that comes back in the report."""

    name: str = ""
    supplier: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Secret:
    """A header that proves access. Its value is never shown: not in repr, log, report or evidence."""

    header: str
    value: str
    #: The environment variable that it came from, if it did.
    variable: str = ""

    def __repr__(self) -> str:
        return f"Secret({self.header}: ***)"


@dataclass(frozen=True, slots=True)
class Tls:
    """Files for TLS: an extra certificate authority, and a client certificate with its key."""

    ca: str = ""
    certificate: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A requirement that somebody allows to fail until a day (ISO 8601), for a reason."""

    requirement: str
    until: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a run: seconds per request and for the whole run, bytes and nesting per answer."""

    request_seconds: float = 30.0
    run_seconds: float = 3600.0
    body_bytes: int = 10_000_000
    depth: int = 64


@dataclass(frozen=True, slots=True)
class Klanttaken:
    """Where klanttaken live outside this API: the address that lists them, and the name of their form."""

    url: str
    form: str
    secrets: tuple[Secret, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """Everything needed to reach and judge one product."""

    base_url: str
    profile: str
    product: Product = Product()
    secrets: tuple[Secret, ...] = ()
    tls: Tls = Tls()
    claims: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    limits: Limits = Limits()
    klanttaken: Klanttaken | None = None
