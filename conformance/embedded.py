"""The embedded reference implementation as a target, for a run without a product."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from conformance import __version__
from conformance.errors import UserError
from conformance.model.target import Product, Secret, Target

DEFAULT_PROFILE = "openklant-0.9"


@contextmanager
def reference_target(profile: str = DEFAULT_PROFILE, faults: tuple[str, ...] = ()) -> Iterator[Target]:
    """Serve the reference implementation on a free loopback port as long as the block lasts.

    A profile in a folder of one's own is spoken like the one that the folder is named after. Raises UserError.
    """
    from conformance.reference.dialects import DIALECTS, TOKEN  # noqa: PLC0415 - a web server, only when used
    from conformance.reference.server import RunningReference  # noqa: PLC0415 - for the same reason

    name = Path(profile).name
    if name not in DIALECTS:
        fix = f"add --base-url URL, or name the folder after one of: {', '.join(DIALECTS)}"
        raise UserError("--profile", f"the reference implementation has no dialect {name!r}", fix)
    with RunningReference(faults, TOKEN, dialect=name) as running:
        product = Product("Referentie-implementatie", "deze suite", __version__)
        yield Target(running.base_url, profile, product, (Secret(*DIALECTS[name].credentials(TOKEN)),))
