"""What the operators need to know of a profile: read from its contract, and from a rehearsal without faults."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from conformance.contract.document import Contract, Operation
from conformance.contract.issues import Rule
from conformance.contract.leniency import KEYS
from conformance.contract.parsing import Unreadable, parse_json
from conformance.plan import Basis
from conformance.proof.members import Place, kinds, members
from conformance.proof.rehearsal import Line
from conformance.reference.faults.operators import Facts, Member, Parameter

_DEPTH = 64
_MOST_SAMPLES = 6
_KEYWORDS = ("required", "null", "enum", "maxLength", "minLength", "format", "pattern")
_CHECKED = frozenset({"boolean", "integer", "number"})
#: What a product may answer by mistake that does something well; the first that the contract does not allow is taken.
_SUCCESSES = {200: (201, 202), 201: (200, 202), 204: (202,)}
_FORMS = frozenset({"uuid", "date", "date-time"})


def facts_of(basis: Basis, lines: Iterable[Line]) -> Iterator[Facts]:
    """The facts of every operation of the contract."""
    seen, every = _Seen(basis.profile.samples, lines), basis.contract.operations.values()
    seen.known = frozenset(_names(basis.contract, every))
    seen.answers = frozenset(_answered(basis.contract, every))
    for operation in every:
        yield _facts(basis, operation, seen)


def _facts(basis: Basis, operation: Operation, seen: _Seen) -> Facts:
    contract, success = basis.contract, _success(operation, seen)
    answer = operation.answers[str(success)]
    told = members(contract, next(iter(answer.media.values()), None), "writeOnly")
    message = next(iter(operation.message.media.values()), None) if operation.message else None
    asked = members(contract, message, "readOnly")
    return Facts(
        id=operation.id,
        method=operation.method,
        route=re.sub(r"\{[^}]*\}", "{key}", operation.path.strip("/")),
        collection=operation.collection,
        success=success,
        other_success=next(status for status in _SUCCESSES[success] if str(status) not in operation.answers),
        headers={
            each.name: _requirement(basis, operation, Rule.HEADER, f"header {each.name}") or ""
            for each in answer.headers if each.required
        },
        told=tuple(
            _member(pointer, place) for pointer, place in told.items()
            if not _always_empty(pointer, operation, asked) and not _never_filled(pointer, told, seen)
        ),
        asked=tuple(
            _asked(basis, operation, pointer, asked, seen.of(operation.id, pointer))
            for pointer in asked if pointer.rpartition("/")[2] not in KEYS
        ),
        parameters=tuple(_parameters(basis, operation, seen)),
        rules={rule.value: _requirement(basis, operation, rule, "") or "" for rule in Rule},
        key=basis.profile.reference_key or "id",
    )  # fmt: skip


def _always_empty(pointer: str, operation: Operation, asked: Mapping[str, Place]) -> bool:
    """Whether this is within a list that nobody can have filled: nothing refers yet to what was just registered."""
    lists = [pointer[: found.start()] for found in re.finditer(r"/\*", pointer)]
    return operation.method == "POST" and not operation.group and any(each not in asked for each in lists)


def _never_filled(pointer: str, told: Mapping[str, Place], seen: _Seen) -> bool:
    """Whether this is within an optional part that no message of the API can fill, and that is never there."""
    within = [pointer[: found.start()] for found in re.finditer("/", pointer) if found.start()]
    return any(
        not told[each].required and not told[each].kinds & seen.answers
        and each.rpartition("/")[2] not in seen.known | seen.told
        for each in within if each in told
    )  # fmt: skip


def _names(contract: Contract, operations: Iterable[Operation]) -> Iterator[str]:
    """The name of every member of every message."""
    for operation in operations:
        for message in operation.message.media.values() if operation.message else ():
            yield from (pointer.rpartition("/")[2] for pointer in members(contract, message, "readOnly"))


def _answered(contract: Contract, operations: Iterable[Operation]) -> Iterator[int]:
    """The schemas of whole answers: what has an operation of its own is filled by that."""
    for operation in operations:
        for answer in operation.answers.values():
            for each in answer.media.values():
                yield from kinds(contract, contract.at(each)) if each is not None else ()


def _success(operation: Operation, seen: _Seen) -> int:
    """The status of an answer that says it went well: of several in the contract, the one that the reference gives."""
    described = {int(status) for status in operation.answers if status.startswith("2")}
    return max(described & seen.statuses.get(operation.id, set()) or described)


def _requirement(basis: Basis, operation: Operation, rule: Rule, where: str, keyword: str = "") -> str | None:
    return basis.requirements.requirement(operation, (rule, where, keyword))


def _member(pointer: str, place: Place) -> Member:
    return Member(
        pointer, frozenset(place.types), place.required, tuple(place.choices), place.longest, place.shortest,
        place.form, place.pattern,
    )  # fmt: skip


def _asked(
    basis: Basis, operation: Operation, pointer: str, places: Mapping[str, Place], samples: tuple[Any, ...]
) -> Member:
    place, breaks = places[pointer], {}
    for keyword in _KEYWORDS:
        if _has(place, keyword):
            breaks[keyword] = _broken(basis, operation, pointer, "type" if keyword == "null" else keyword)
    key = basis.profile.reference_key or "id"
    target = basis.requirements.references.get(pointer.rpartition("/")[2], "")
    inner = next((found for found in (f"{pointer}/{key}", f"{pointer}/*/{key}") if found in places), "")
    if target and inner:  # what is asked of the id in a reference is one check, whatever is wrong with it
        broken = (_broken(basis, operation, inner, keyword) for keyword in ("required", "format"))
        breaks["reference"] = tuple(dict.fromkeys(name for names in broken for name in names))
    member = _member(pointer, place)
    return replace(
        member,
        breaks={keyword: names for keyword, names in breaks.items() if names},
        samples=samples,
        target=target,
        key=key,
    )


def _broken(basis: Basis, operation: Operation, pointer: str, keyword: str) -> tuple[str, ...]:
    """The requirements of one check; none when the profile says not to report it."""
    own = _requirement(basis, operation, Rule.ACCEPTED_FIELD, pointer, keyword)
    if own is None:
        return ()
    # The keyword may have a requirement of its own, and then the field still has one. And whatever is accepted against
    # the contract, it breaks the requirement that a product does as its contract says.
    about = _requirement(basis, operation, Rule.ACCEPTED_FIELD, pointer)
    return tuple(dict.fromkeys(name for name in (own, about, basis.requirements.fallback) if name))


def _has(place: Place, keyword: str) -> bool:
    # Null or an empty text for what may be left out is no proof that anything is wrong: see `contract.leniency`.
    null = place.required and bool(place.types) and "null" not in place.types
    # What the pattern bounds already needs no limit: nothing would be accepted that was not before.
    long = place.longest is not None and not (place.pattern and _bounds(place.pattern, place.longest))
    found = {
        "required": place.required, "null": null, "enum": bool(place.choices), "format": bool(place.form),
        "maxLength": long, "minLength": place.shortest > (not place.required), "pattern": bool(place.pattern),
    }  # fmt: skip
    return found[keyword]


def _bounds(pattern: str, longest: int) -> bool:
    return not any(re.search(pattern, letter * (longest + 1)) for letter in "1Aa")


def _parameters(basis: Basis, operation: Operation, seen: _Seen) -> Iterator[Parameter]:
    for each in operation.parameters:
        if each.location == "query":
            where = f"query {each.name}"
            refused = (
                _requirement(basis, operation, Rule.ACCEPTED_VALUE, where) if _provable(basis, each.schema) else ""
            )
            counts = seen.counts.get((operation.id, each.name), (basis.requirements.fallback,))
            yield Parameter(each.name, counts, refused or "")


def _provable(basis: Basis, schema: Any) -> bool:
    """Whether a value can be wrong beyond doubt: see `contract.requests`."""
    found = basis.contract.resolve(schema)
    if not isinstance(found, Mapping):
        return False
    if found.get("type") == "array":
        return _provable(basis, found.get("items", True))
    kinds = found.get("type", ())
    types = {kinds} if isinstance(kinds, str) else set(kinds)
    return bool(types & _CHECKED) or "enum" in found or found.get("format") in _FORMS


class _Seen:
    """What was seen in a rehearsal: statuses, values in messages, and the requirements of searches by a parameter.

    `told` are the names of members that an answer ever had something in; `known` those of messages of the contract,
    and `answers` the schemas of whole answers.
    """

    known: frozenset[str] = frozenset()
    answers: frozenset[int] = frozenset()

    def __init__(self, samples: Mapping[str, Iterable[Any]], lines: Iterable[Line]) -> None:
        self.samples: dict[tuple[str, str], dict[str, Any]] = {}
        for name, messages in samples.items():
            for message in messages:
                self.note(name, "", message)
        self.statuses: dict[str, set[int]] = {}
        self.told: set[str] = set()
        counts: dict[tuple[str, str], dict[str, None]] = {}
        for line in lines:
            for turn in line.turns:
                step = line.scenario.steps[turn.step - 1]
                if turn.exchange.response:
                    self.statuses.setdefault(turn.operation, set()).add(turn.exchange.response.status)
                    self._hear(parse_json(turn.exchange.response.body, _DEPTH))
                if step.expect.stated and turn.hundred == 2:
                    for name, _ in turn.exchange.request.query:
                        counts.setdefault((turn.operation, name), {}).update(dict.fromkeys(step.verifies))
                if turn.hundred == 2 and turn.exchange.request.body:
                    value = parse_json(turn.exchange.request.body, _DEPTH)
                    if not isinstance(value, Unreadable):
                        self.note(turn.operation, "", value)
        self.counts = {key: tuple(names) for key, names in counts.items()}

    def of(self, operation: str, pointer: str) -> tuple[Any, ...]:
        """Values that this operation accepted here, or else that any accepted in a place that ends the same."""
        own = self.samples.get((operation, pointer)) or self.samples.get(("", _ending(pointer)), {})
        return tuple(own.values())

    def _hear(self, value: Any) -> None:
        for each in value if isinstance(value, list) else ():
            self._hear(each)
        for name, each in value.items() if isinstance(value, Mapping) else ():
            if each not in (None, "", [], {}):
                self.told.add(name)
                self._hear(each)

    def note(self, operation: str, at: str, value: Any) -> None:
        """Remember what this operation accepts at every place."""
        if at and value is not None:
            for key in ((operation, at), ("", _ending(at))):
                known = self.samples.setdefault(key, {})
                if len(known) < _MOST_SAMPLES:
                    known.setdefault(_shape(value), value)
        if isinstance(value, Mapping):
            for name, each in value.items():
                self.note(operation, f"{at}/{name}", each)
        elif isinstance(value, list):
            for each in value:
                self.note(operation, f"{at}/*", each)


def _shape(value: Any) -> str:
    """What makes a sample worth having besides another: another code, digits where there were letters, other parts."""
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return " ".join(sorted(value[0]))
    return re.sub(r"[0-9]", "1", value)[:40] if isinstance(value, str) else type(value).__name__


def _ending(pointer: str) -> str:
    """The last two steps of a pointer, with what comes after the name of an address left out."""
    return "/".join(re.sub(r"^(bezoek|correspondentie)adres$", "adres", step) for step in pointer.split("/")[-2:])
