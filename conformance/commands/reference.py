"""`conformance reference`: serve the reference implementation in the foreground."""

from __future__ import annotations

from argparse import Namespace

from conformance.errors import UserError, did_you_mean
from conformance.reference.server import DIALECTS, serve_forever


def run(options: Namespace) -> int:
    """Print where it listens and how to get in, then serve until interrupted."""
    if options.profile not in DIALECTS:
        raise UserError(
            "--profile", f"the reference has no dialect {options.profile!r}", did_you_mean(options.profile, DIALECTS)
        )
    if options.faults:
        from conformance.reference.faults import FAULTS  # noqa: PLC0415 - a large catalogue, only when used

        for name in options.faults:
            if name not in FAULTS:
                raise UserError("--fault", f"there is no fault {name!r}", did_you_mean(name, FAULTS))
            print(f"fault: {name}: {FAULTS[name].sentence}")
    print(f"base URL: http://{options.host}:{options.port}/klantinteracties/api/v1")
    print(f"header:   Authorization: Token {options.token}", flush=True)
    try:
        serve_forever(options.faults, options.token, options.host, options.port, options.profile)
    except OSError as error:
        raise UserError(
            f"{options.host}:{options.port}", f"cannot listen there: {error.strerror}", "choose another --port"
        ) from None
    return 0
