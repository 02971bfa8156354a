"""Ways to spoil what is told: answers, searches, pages. Each gives an installer for the seams."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action, Values, value_at, with_value
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Installer
from conformance.reference.http.filters import Test
from conformance.reference.http.messages import Answer, Call, Operation
from conformance.reference.seams import Seams, Search

EVERY_OPERATION = frozenset(Operation)
READS = frozenset((Operation.RETRIEVE, Operation.LIST))


def told(
    kind: str,
    path: str,
    change_value: Callable[[Any], Any],
    operations: Iterable[Operation] = EVERY_OPERATION,
) -> Installer:
    """A value that is told differently from how it is stored."""
    among = frozenset(operations)

    def alter(core: Core, call: Call, record: Record, values: Values) -> Values:
        if record.kind != kind or call.operation not in among:
            return values
        return with_value(values, path, change_value(value_at(values, path)))

    return lambda seams: seams.telling.append(alter)


def untold(kind: str, *names: str, operations: Iterable[Operation] = EVERY_OPERATION) -> Installer:
    """Fields that are left out of the answer."""
    among = frozenset(operations)

    def leave_out(core: Core, call: Call, record: Record, values: Values) -> Values:
        if record.kind != kind or call.operation not in among:
            return values
        return {name: value for name, value in values.items() if name not in names}

    return lambda seams: seams.telling.append(leave_out)


def ignored(kind: str, *parameters: str) -> Installer:
    """Search parameters that are accepted and make no difference."""
    return _tested(kind, parameters, lambda test: replace(test, hops=(), matches=lambda core, record: True))


def never(kind: str, *parameters: str) -> Installer:
    """Search parameters that never find anything."""
    return _tested(kind, parameters, lambda test: replace(test, hops=(), matches=lambda core, record: False))


def inverted(kind: str, *parameters: str) -> Installer:
    """Search parameters that find what does not match."""
    return _tested(kind, parameters, _opposite)


def _opposite(test: Test) -> Test:
    return replace(test, matches=lambda core, record: not test.matches(core, record))


def also(kind: str, parameter: str, extra: Callable[[Core, Record], bool]) -> Installer:
    """A search parameter that finds more than what matches."""

    def widen(test: Test) -> Test:
        return replace(test, matches=lambda core, found: test.matches(core, found) or extra(core, found))

    return _tested(kind, (parameter,), widen)


def only(kind: str, parameter: str, keep: Callable[[Core, Record], bool]) -> Installer:
    """A search parameter that finds only part of what matches."""

    def narrow(test: Test) -> Test:
        return replace(test, matches=lambda core, found: test.matches(core, found) and keep(core, found))

    return _tested(kind, (parameter,), narrow)


def _tested(kind: str, parameters: Iterable[str], change: Callable[[Test], Test]) -> Installer:
    names = tuple(parameters)

    def install(seams: Seams) -> None:
        for name in names:
            seams.on_test(kind, name, change)

    return install


def any_of(kind: str, *parameters: str) -> Installer:
    """A search on these parameters that finds what meets one of them."""

    def install(seams: Seams) -> None:
        seams.combining[kind] = ("any", frozenset(parameters))

    return install


def selected(kind: str, parameter: str, select: Callable[[Core, Call, list[Record]], list[Record]]) -> Installer:
    """A search with this parameter whose outcome is altered as a whole."""

    def alter(core: Core, call: Call, found: list[Record]) -> list[Record]:
        return select(core, call, found) if call.kind == kind and call.parameter(parameter) else found

    return lambda seams: seams.selecting.append(alter)


def first_only(kind: str, parameter: str) -> Installer:
    """A search with this parameter that finds at most one."""
    return selected(kind, parameter, lambda core, call, found: found[:1])


def newer_instead(kind: str, suits: Callable[[Core, Record], bool]) -> Installer:
    """Reading a resource that nothing happened to gives the newest of its like, when that is another one."""

    def install(seams: Seams) -> None:
        touched: set[str] = set()

        def touch(core: Core, change: Change) -> None:
            if change.action is not Action.REGISTER:
                touched.add(change.id)

        def swap(core: Core, search: Search, found: Record | None) -> Record | None:
            if found is None or search.kind != kind or not search.reading or found.id in touched:
                return found
            if not suits(core, found):
                return found
            return next((other for other in core.all(kind) if suits(core, other)), found)

        seams.storing.append(touch)
        seams.finding.append(swap)

    return install


def answered(when: Callable[[Call, Answer], bool], change: Callable[[Answer], Answer]) -> Installer:
    """Answers that are altered as a whole."""

    def alter(core: Core, call: Call, answer: Answer) -> Answer:
        return change(answer) if when(call, answer) else answer

    return lambda seams: seams.answering.append(alter)


def paged(when: Callable[[Call], bool], change: Callable[[Call, Values], Values]) -> Installer:
    """Pages whose envelope is altered."""

    def alter(call: Call, envelope: Values) -> Values:
        return change(call, envelope) if when(call) else envelope

    return lambda seams: seams.paging.append(alter)


def kept_unknown(kind: str, name: str) -> Installer:
    """A field that does not exist is stored and told all the same."""

    def install(seams: Seams) -> None:
        known: dict[str, Any] = {}

        def note(core: Core, change: Change) -> None:
            if change.kind == kind and name in change.body:
                known[change.id] = change.body[name]

        def tell(core: Core, call: Call, record: Record, values: Values) -> Values:
            return values | {name: known[record.id]} if record.kind == kind and record.id in known else values

        seams.storing.append(note)
        seams.telling.append(tell)

    return install


def told_besides(kind: str, **fields: Any) -> Installer:
    """Fields that an answer has and should not have."""

    def tell(core: Core, call: Call, record: Record, values: Values) -> Values:
        return values | fields if record.kind == kind else values

    return lambda seams: seams.telling.append(tell)


def answered_instead(when: Callable[[Call, Answer], bool], give: Callable[[Call], Answer]) -> Installer:
    """Answers that another one takes the place of, with the headers of the first."""

    def alter(core: Core, call: Call, answer: Answer) -> Answer:
        if not when(call, answer):
            return answer
        other = give(call)
        other.headers = answer.headers | other.headers
        return other

    return lambda seams: seams.answering.append(alter)
