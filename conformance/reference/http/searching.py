"""Which records a search selects; how they are told and paged is the dialect's."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.reference.domain.core import Core
from conformance.reference.domain.store import Record
from conformance.reference.domain.violations import Violation
from conformance.reference.http import problems
from conformance.reference.http.filters import Test, read, satisfies
from conformance.reference.http.messages import Call


def criteria(core: Core, call: Call) -> list[Test]:
    """What the query asks for; raises 400 with everything that is wrong with it. Unknown names do not count."""
    known = core.seams.parameters.get(call.kind, {})
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
    test = read(core.seams.parameters[call.kind][name], raw, call)
    for change in core.seams.testing.get((call.kind, name), ()):
        test = change(test)
    return test


def select(core: Core, call: Call, tests: list[Test]) -> list[Record]:
    """The records that meet every criterion, the latest registration first; klantcontacten by their own moment."""
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
