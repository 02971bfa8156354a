"""Fixed requests that need no generator: credentials, ids and methods that do not exist, and removal."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from conformance.contract.document import JSON, Contract, Operation
from conformance.contract.issues import Expectation, Purpose
from conformance.contract.judging import DEPTH
from conformance.contract.parsing import parse_json
from conformance.contract.requests import breaches
from conformance.model.exchange import Credentials, Request

#: Paths that no version of the API has.
NO_PATHS = ("/contracttoets-bestaat-niet", "/contracttoets/bestaat/niet")
NO_METHOD = "ONBEKEND"
NO_PARAMETER = (("contracttoetsOnbekend", "1"),)

#: Makes the fitting request of an operation, about one of our own objects or about the given id.
Fitting = Callable[[str | None], Request | None]


@dataclass(frozen=True, slots=True)
class Probe:
    """One fixed request."""

    purpose: Purpose
    expectation: Expectation
    request: Request
    case: str


def probes(contract: Contract, operation: Operation, fitting: Fitting, unknown: str) -> Iterator[Probe]:
    """The probes of one operation that removes nothing, the most telling first."""
    request = fitting(None)
    if request is not None:
        yield _without(request, Credentials.NONE)
    absent = fitting(unknown) if operation.takes_id else None
    if absent is not None:
        yield Probe(Purpose.PROBE, Expectation.UNKNOWN_ID, absent, "unknown id")
    elif request is not None and operation.method == "GET":
        searching = replace(request, query=NO_PARAMETER)
        yield Probe(Purpose.NEGATIVE, Expectation.ANY, searching, "search parameter that is not described")
    if request is not None:
        yield _without(request, Credentials.FALSE)
        poisoned = _with_nul(contract, operation, request)
        if poisoned is not None:
            yield Probe(Purpose.PROBE, Expectation.ANY, poisoned, "text with the character NUL")
        yield from _method(contract, operation, request)


def removal(fitting: Fitting, victim: str | None, unknown: str) -> list[Probe]:
    """The removal of an object of our own, of the same once more, and of one that does not exist.

    Without credentials first: once the object is gone, a refusal proves nothing.
    """
    absent, request = fitting(unknown), fitting(victim) if victim else None
    found: list[Probe] = []
    if request is not None:
        found += [_without(request, Credentials.NONE), _without(request, Credentials.FALSE)]
        found.append(Probe(Purpose.POSITIVE, Expectation.ANY, request, "removal of our own object"))
        found.append(Probe(Purpose.PROBE, Expectation.UNKNOWN_ID, request, "removal of what was removed"))
    if absent is not None:
        found.append(Probe(Purpose.PROBE, Expectation.UNKNOWN_ID, absent, "unknown id"))
    return found


def _without(request: Request, credentials: Credentials) -> Probe:
    changed = replace(request, credentials=credentials)
    return Probe(Purpose.PROBE, Expectation.UNAUTHENTICATED, changed, f"{credentials} credentials")


def _with_nul(contract: Contract, operation: Operation, request: Request) -> Request | None:
    """The fitting message with NUL in a text where the contract allows any: databases are known to choke on it."""
    body = parse_json(request.body or b"", DEPTH)
    for changed in _poisoned(body):
        candidate = replace(request, body=json.dumps(changed, separators=(",", ":")).encode())
        if not breaches(contract, operation, candidate, DEPTH):
            return candidate
    return None


def _poisoned(value: Any) -> Iterator[Any]:
    """The value with NUL after one of its texts, each in turn."""
    if isinstance(value, str):
        yield f"{value}\0"
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from ({**value, name: changed} for changed in _poisoned(each))


def _method(contract: Contract, operation: Operation, request: Request) -> Iterator[Probe]:
    """A method that the path does not have, once per path: a made-up one for a collection, else POST.

    Never PUT, PATCH or DELETE: on a collection they could replace or remove other people's data.
    """
    declared = [each.method for each in contract.operations.values() if each.path == operation.path]
    if operation.method != declared[0]:
        return
    probe = Request(NO_METHOD, request.path)
    if operation.takes_id and "POST" not in declared:
        probe = Request("POST", request.path, (), (("Content-Type", JSON),), b"{}")
    yield Probe(Purpose.PROBE, Expectation.METHOD_REFUSED, probe, "method that is not described")
