"""`conformance reference`: serve the reference implementation in the foreground."""

from __future__ import annotations

import socket
from argparse import Namespace
from contextlib import suppress

from conformance.errors import UserError, did_you_mean
from conformance.reference.dialects import DIALECTS
from conformance.reference.server import serve_forever


def run(options: Namespace) -> int:
    """Print where it listens and how to get in, then serve until interrupted."""
    if options.profile not in DIALECTS:
        raise UserError(
            "--profile", f"the reference has no dialect {options.profile!r}", did_you_mean(options.profile, DIALECTS)
        )
    if options.faults:
        from conformance.reference.faults import offered  # noqa: PLC0415 - a large catalogue, only when used

        known = offered(options.profile)
        for name in options.faults:
            if name not in known:
                fix = did_you_mean(name, known, "see `conformance list faults`")
                raise UserError("--fault", f"there is no fault {name!r}", fix)
            print(f"fault: {name}: {known[name].sentence}")
    port = _usable(options.host, options.port)
    dialect = DIALECTS[options.profile]
    print(f"base URL: http://{options.host}:{port}{dialect.base_path}")
    print(f"header:   {': '.join(dialect.credentials(options.token))}", flush=True)
    with suppress(KeyboardInterrupt):
        serve_forever(options.faults, options.token, options.host, port, options.profile)
    return 0


def _usable(host: str, port: int) -> int:
    """The port that can be listened on, found out before anything is promised; 0 becomes a free one."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            found: int = probe.getsockname()[1]
            return found
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UserError(f"{host}:{port}", f"cannot listen there: {reason}", "choose another --port") from None
