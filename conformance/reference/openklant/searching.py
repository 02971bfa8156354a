"""A search: select, put in order, cut into pages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any
from urllib.parse import urlencode

from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Values
from conformance.reference.domain.store import Record
from conformance.reference.domain.violations import Violation
from conformance.reference.openklant import expanding, problems
from conformance.reference.openklant.filters import Test, read, satisfies
from conformance.reference.openklant.messages import PATHS, Call
from conformance.reference.openklant.parameters import PARAMETERS
from conformance.reference.openklant.telling import Teller

PAGE_SIZE, MAX_PAGE_SIZE = 100, 500
_MOST_DIGITS = 9


def search(core: Core, call: Call) -> Values:
    """One page of what a search finds; raises 400 for bad criteria and 404 for a page that is not there."""
    tests = _tests(core, call)
    tree = expanding.wanted(call)
    size = _page_size(call)
    found = _select(core, call, tests)
    page = _page(call, len(found), size)
    teller = Teller(core, call)
    cut = found[(page - 1) * size : page * size]
    envelope: dict[str, Any] = {
        "count": len(found),
        "next": _link(call, page + 1) if page * size < len(found) else None,
        "previous": _link(call, page - 1) if page > 1 else None,
        "results": [_tell(teller, record, tree) for record in cut],
    }
    for hook in core.seams.paging:
        envelope = hook(call, envelope)
    return envelope


def _tell(teller: Teller, record: Record, tree: expanding.Tree) -> Values:
    told = teller.tell(record)
    return expanding.expand(teller, record, told, tree) if record.kind in expanding.EXPANDABLE else told


def _tests(core: Core, call: Call) -> list[Test]:
    known = PARAMETERS[call.kind]
    found: dict[str, Test] = {}
    violations: list[Violation] = []
    for name, raw in call.query:
        if name in known:
            try:
                found[name] = _test(core, call, name, raw)
            except problems.Problem as bad:
                violations.extend(bad.params or ())
    if violations:
        raise problems.invalid(violations)
    return list(found.values())


def _test(core: Core, call: Call, name: str, raw: str) -> Test:
    test = read(PARAMETERS[call.kind][name], raw, call)
    for change in core.seams.testing.get((call.kind, name), ()):
        test = change(test)
    return test


def _select(core: Core, call: Call, tests: list[Test]) -> list[Record]:
    found = list(_satisfying(core, call.kind, tests))
    if call.kind == "klantcontact":
        found.sort(key=lambda record: str(record.values.get("plaatsgevondenOp")), reverse=True)
    for hook in core.seams.selecting:
        found = hook(core, call, found)
    return found


def _satisfying(core: Core, kind: str, tests: list[Test]) -> Iterator[Record]:
    combining, among = core.seams.combining.get(kind, ("together", frozenset()))
    match combining if among.issuperset(test.name for test in tests) else "together":
        case "together":
            return (r for r in core.all(kind) if satisfies(core, r, tests))
        case "apart":
            return (r for r in core.all(kind) if all(satisfies(core, r, [test]) for test in tests))
        case "any":
            return (r for r in core.all(kind) if not tests or any(satisfies(core, r, [t]) for t in tests))


def _page_size(call: Call) -> int:
    raw = call.parameter("pageSize")
    if raw is None:
        return PAGE_SIZE
    if not _is_number(raw):
        raise problems.invalid([Violation("pageSize", "invalid", "Hier hoort een getal groter dan nul.")])
    return min(int(raw), MAX_PAGE_SIZE)


def _page(call: Call, total: int, size: int) -> int:
    raw = call.parameter("page")
    if raw is None:
        return 1
    if not _is_number(raw) or (int(raw) > 1 and (int(raw) - 1) * size >= total):
        raise problems.not_found("Deze pagina bestaat niet.")
    return int(raw)


def _is_number(raw: str) -> bool:
    return raw.isascii() and raw.isdigit() and len(raw) <= _MOST_DIGITS and int(raw) > 0


def _link(call: Call, page: int) -> str:
    query = chain(((k, v) for k, v in call.query if k != "page"), [("page", str(page))])
    return f"{call.base}/{PATHS[call.kind]}?{urlencode(list(query))}"
