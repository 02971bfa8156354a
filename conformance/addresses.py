"""Pure: an address that a product gave, as a path below the base URL of the run; nowhere else is followed."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from conformance.expressions import ExpressionError


class ElsewhereError(ExpressionError):
    """An address that the product gave lies outside the base URL: it is not followed, credentials stay home."""


def within(base_url: str, address: Any) -> tuple[str, tuple[tuple[str, str], ...]]:
    """An address from an answer as path and query below the base URL. Raises ElsewhereError when it is not there."""
    if not isinstance(address, str) or not address:
        raise ExpressionError(
            "the answer gave no address to follow", missing=True, nl="het antwoord gaf geen adres om te volgen"
        )
    try:
        base, parts = urlsplit(base_url), urlsplit(address)
    except ValueError:
        raise ElsewhereError(f"{address!r} is not an address", nl=f"{address!r} is geen adres") from None
    if parts.hostname and parts.hostname != base.hostname:
        raise ElsewhereError(
            f"{address!r} is on another host than {base.hostname!r}",
            nl=f"{address!r} ligt op een andere host dan {base.hostname!r}",
        )
    path, root = parts.path or base.path, base.path.rstrip("/")
    climbs = any(unquote(segment) in (".", "..") for segment in path.split("/"))
    if climbs or (path not in (base.path, root) and not path.startswith(root + "/")):
        raise ElsewhereError(f"{address!r} lies outside {base_url!r}", nl=f"{address!r} ligt buiten {base_url!r}")
    return path[len(root) :], tuple(parse_qsl(parts.query, keep_blank_values=True))
