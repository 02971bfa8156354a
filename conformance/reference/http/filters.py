"""Search parameters: what each one is worth, and which records satisfy all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any, TypeAlias

from conformance.reference.domain import checks
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import value_at
from conformance.reference.domain.store import Record
from conformance.reference.domain.violations import Violation
from conformance.reference.http import problems
from conformance.reference.http.messages import Call

_INTEGER = re.compile(r"^-?[0-9]{1,18}\Z", re.ASCII)
Matches: TypeAlias = Callable[[Core, Record], bool]


class Match(Enum):
    """How the value of a parameter is read and compared."""

    EXACT = auto()
    CONTAINS = auto()  # without regard to case
    ANY_OF = auto()  # a list with commas
    BOOLEAN = auto()
    PRESENT = auto()  # true: filled; false: empty
    HAS = auto()  # true: something refers to it; false: nothing does
    CHOICE = auto()
    DATE = auto()
    AFTER = auto()
    FROM = auto()
    BEFORE = auto()
    UNTIL = auto()
    MOMENT = auto()
    INTEGER = auto()
    KEY = auto()  # an id as text, whatever its form
    UUID = auto()
    URL = auto()


@dataclass(frozen=True, slots=True)
class Hop:
    """A step from a record to related ones: by a field of its own, or by what refers to it."""

    kind: str
    path: str
    reverse: bool = False

    def follow(self, core: Core, record: Record) -> Sequence[Record]:
        """The related records."""
        if self.reverse:
            return core.store.referring(self.kind, self.path, record.id)
        target = value_at(record.values, self.path)
        targets = target if isinstance(target, list) else [target] if target else []
        return [found for one in targets if (found := core.store.get(self.kind, one)) is not None]


@dataclass(frozen=True, slots=True)
class Param:
    """One search parameter. `path` is the field it looks at, after the hops; "id" is the record itself."""

    name: str
    match: Match = Match.EXACT
    path: str = ""
    hops: tuple[Hop, ...] = ()
    choices: tuple[str, ...] = ()
    kind: str = ""  # for HAS: what refers
    folder: str = ""  # for URL: the path segment of what the address points at


@dataclass(frozen=True, slots=True)
class Test:
    """One criterion of one search, its value already read."""

    name: str
    hops: tuple[Hop, ...]
    matches: Matches


def read(param: Param, raw: str, call: Call) -> Test:
    """The criterion a parameter with this value stands for; raises 400 when the value is no good."""
    if "\0" in raw:
        raise _bad(param, "null_characters_not_allowed", "NUL-tekens zijn niet toegestaan.")
    return Test(param.name, param.hops, _matcher(param, raw, call))


def satisfies(core: Core, record: Record, tests: Sequence[Test]) -> bool:
    """Whether a record meets every criterion; criteria that share a hop are met by one related record."""
    beyond: dict[Hop, list[Test]] = {}
    for test in tests:
        if test.hops:
            beyond.setdefault(test.hops[0], []).append(replace(test, hops=test.hops[1:]))
        elif not test.matches(core, record):
            return False
    return all(
        any(satisfies(core, found, inner) for found in hop.follow(core, record)) for hop, inner in beyond.items()
    )


def _matcher(param: Param, raw: str, call: Call) -> Matches:
    return _url(param, raw, call.base) if param.match is Match.URL else _READERS[param.match](param, raw)


def _bad(param: Param, code: str, reason: str) -> problems.Problem:
    return problems.invalid([Violation(param.name, code, reason)])


def _field(path: str, compare: Callable[[Any], bool]) -> Matches:
    if "." not in path:
        return lambda _core, record: compare(record.values.get(path))
    return lambda _core, record: compare(value_at(record.values, path))


def _exact(param: Param, raw: str) -> Matches:
    return _field(param.path, lambda value: value == raw)


def _contains(param: Param, raw: str) -> Matches:
    wanted = raw.casefold()
    return _field(param.path, lambda value: isinstance(value, str) and wanted in value.casefold())


def _any_of(param: Param, raw: str) -> Matches:
    wanted = frozenset(part.strip() for part in raw.split(","))
    return _field(param.path, lambda value: value in wanted)


def _truth(param: Param, raw: str) -> bool:
    if raw not in ("true", "false"):
        raise _bad(param, "invalid", "Hier hoort true of false.")
    return raw == "true"


def _boolean(param: Param, raw: str) -> Matches:
    wanted = _truth(param, raw)
    return _field(param.path, lambda value: value is wanted)


def _present(param: Param, raw: str) -> Matches:
    wanted = _truth(param, raw)
    return _field(param.path, lambda value: (value is not None) is wanted)


def _has(param: Param, raw: str) -> Matches:
    wanted = _truth(param, raw)
    return lambda core, record: bool(core.store.referring(param.kind, param.path, record.id)) is wanted


def _choice(param: Param, raw: str) -> Matches:
    if raw not in param.choices:
        raise _bad(param, "invalid_choice", "Kies een van: " + ", ".join(param.choices) + ".")
    return _exact(param, raw)


_ORDER: Mapping[Match, Callable[[str, str], bool]] = {
    Match.DATE: lambda value, wanted: value == wanted,
    Match.AFTER: lambda value, wanted: value > wanted,
    Match.FROM: lambda value, wanted: value >= wanted,
    Match.BEFORE: lambda value, wanted: value < wanted,
    Match.UNTIL: lambda value, wanted: value <= wanted,
}


def _date(param: Param, raw: str) -> Matches:
    if checks.datum(raw) is None:
        raise _bad(param, "invalid", "Hier hoort een datum: JJJJ-MM-DD.")
    order = _ORDER[param.match]
    return _field(param.path, lambda value: value is not None and order(value, raw))


def _moment(param: Param, raw: str) -> Matches:
    at = checks.moment(raw)
    if at is None:
        raise _bad(param, "invalid", "Hier hoort een datum met tijd en tijdzone, zoals RFC 3339.")
    wanted = checks.written(at)
    return _field(param.path, lambda value: value == wanted)


def _identity(param: Param, wanted: str) -> Matches:
    if param.path == "id":
        return lambda _core, record: record.id == wanted
    return _field(param.path, lambda value: wanted in value if isinstance(value, list) else value == wanted)


def _uuid(param: Param, raw: str) -> Matches:
    if not checks.UUID.match(raw):
        raise _bad(param, "invalid", "Dit is geen geldige UUID.")
    return _identity(param, raw.lower())


def _key(param: Param, raw: str) -> Matches:
    return _identity(param, raw.lower())


def _integer(param: Param, raw: str) -> Matches:
    if not _INTEGER.match(raw):
        raise _bad(param, "invalid", "Hier hoort een geheel getal.")
    wanted = int(raw)
    return _field(param.path, lambda value: value == wanted)


def _url(param: Param, raw: str, base: str) -> Matches:
    if checks.uri(raw) is not None:
        raise _bad(param, "invalid", "Dit is geen geldige URL.")
    prefix = f"{base}/{param.folder}/"
    return _identity(param, raw.removeprefix(prefix).lower() if raw.startswith(prefix) else "")


_READERS: Mapping[Match, Callable[[Param, str], Matches]] = {
    Match.EXACT: _exact,
    Match.CONTAINS: _contains,
    Match.ANY_OF: _any_of,
    Match.BOOLEAN: _boolean,
    Match.PRESENT: _present,
    Match.HAS: _has,
    Match.CHOICE: _choice,
    **dict.fromkeys(_ORDER, _date),
    Match.MOMENT: _moment,
    Match.INTEGER: _integer,
    Match.KEY: _key,
    Match.UUID: _uuid,
}
