"""The embedded reference implementation as a target, for a run without a product."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from conformance import __version__
from conformance.model.target import Product, Secret, Target

DEFAULT_PROFILE = "openklant-0.9"


@contextmanager
def reference_target(profile: str = DEFAULT_PROFILE, faults: tuple[str, ...] = ()) -> Iterator[Target]:
    """Serve the reference implementation on a free loopback port as long as the block lasts."""
    from conformance.reference.server import TOKEN, RunningReference  # noqa: PLC0415 - a web server, only when used

    with RunningReference(faults, TOKEN, dialect=profile) as running:
        product = Product("Referentie-implementatie", "deze suite", __version__)
        yield Target(running.base_url, profile, product, (Secret("Authorization", f"Token {TOKEN}"),))
