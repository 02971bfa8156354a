"""Headers with credentials, as the caller gives them."""

from __future__ import annotations

import os
from argparse import Namespace

from conformance.commands.repeating import ENVIRONMENT
from conformance.errors import UserError
from conformance.model.target import Secret


def given_headers(options: Namespace) -> tuple[Secret, ...]:
    """Those of --header, else the one in the environment. Raises UserError for what cannot be a header."""
    given = [(header, "") for header in options.header]
    if not given and os.environ.get(ENVIRONMENT):
        given = [(os.environ[ENVIRONMENT], ENVIRONMENT)]
    secrets = []
    for header, variable in given:
        name, colon, value = header.partition(":")
        if not colon or not name.strip() or not value.strip() or any(c in header for c in "\r\n\0"):
            raise UserError(
                "--header",
                "a header is written as 'Name: value', on one line",
                'for example --header "Authorization: Token $TOKEN"',
            )
        secrets.append(Secret(name.strip(), value.strip(), variable))
    return tuple(secrets)
