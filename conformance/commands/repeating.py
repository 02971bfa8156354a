"""The command that repeats a run, as it is told in the report: complete, to be pasted, and without secrets."""

from __future__ import annotations

import shlex
from argparse import Namespace
from collections.abc import Iterator

from conformance.model.target import Target
from conformance.reporting.curl import with_variable

#: Options that are repeated when they were given; where the output goes is for the next run to choose.
_SINGLE = ("target", "profile", "base_url", "phase", "budget")
_SEVERAL = (
    ("classes", "--class"),
    ("scenarios", "--scenario"),
    ("requirements", "--requirement"),
    ("faults", "--fault"),
)
_CONCURRENCY = 8
ENVIRONMENT = "CONFORMANCE_HEADER"


def command(options: Namespace, target: Target) -> str:
    """What to type for the same run. In place of a secret stands the shell variable that has to hold it."""
    words = ["conformance", "run", *_given(options), *_headers(options), "--seed", str(options.seed)]
    variables = dict.fromkeys(secret.variable for secret in target.secrets if secret.variable)
    return " ".join([*(f'{name}="${name}"' for name in variables), *words])


def _given(options: Namespace) -> Iterator[str]:
    for name in _SINGLE:
        if value := getattr(options, name):
            yield from ("--" + name.replace("_", "-"), shlex.quote(str(value)))
    for name, option in _SEVERAL:
        for value in getattr(options, name):
            yield from (option, shlex.quote(value))
    if options.concurrency != _CONCURRENCY:
        yield from ("--concurrency", str(options.concurrency))
    if options.allure:
        yield "--allure"


def _headers(options: Namespace) -> Iterator[str]:
    for header in options.header:
        yield from ("--header", with_variable(header.partition(":")[0].strip()))
