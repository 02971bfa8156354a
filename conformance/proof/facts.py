"""What the operators need to know of a profile: read from its contract, and from a rehearsal without faults."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from conformance.contract.document import Contract, Operation, Pointer
from conformance.contract.issues import Rule
from conformance.contract.leniency import KEYS
from conformance.contract.parsing import Unreadable, parse_json
from conformance.plan import Basis
from conformance.proof.rehearsal import Line
from conformance.reference.faults.operators import Facts, Member, Parameter

_DEPTH = 64
_DEEPEST = 6
_MOST_SAMPLES = 6
_INLINED = "_expand"
_PARTS = ("allOf", "oneOf", "anyOf", "then", "else")
_KEYWORDS = ("required", "null", "enum", "maxLength", "minLength", "format", "pattern")
_CHECKED = frozenset({"boolean", "integer", "number"})
_FORMS = frozenset({"uuid", "date", "date-time"})


@dataclass(slots=True)
class _Place:
    """What the schemas say about one member, gathered from everywhere that they speak of it."""

    types: set[str] = field(default_factory=set)
    required: bool = False
    choices: list[Any] = field(default_factory=list)
    longest: int | None = None
    shortest: int = 0
    form: str = ""
    pattern: str = ""


def facts_of(basis: Basis, lines: Iterable[Line]) -> Iterator[Facts]:
    """The facts of every operation of the contract."""
    seen = _Seen(lines)
    for operation in basis.contract.operations.values():
        yield _facts(basis, operation, seen)


def _facts(basis: Basis, operation: Operation, seen: _Seen) -> Facts:
    contract, success = basis.contract, _success(operation)
    answer = operation.answers[str(success)]
    told = _members(contract, next(iter(answer.media.values()), None), "writeOnly")
    message = next(iter(operation.message.media.values()), None) if operation.message else None
    asked = _members(contract, message, "readOnly")
    return Facts(
        id=operation.id,
        method=operation.method,
        route=re.sub(r"\{[^}]*\}", "{key}", operation.path.strip("/")),
        success=success,
        headers={
            each.name: _requirement(basis, operation, Rule.HEADER, f"header {each.name}") or ""
            for each in answer.headers if each.required
        },
        told=tuple(
            _member(pointer, place) for pointer, place in told.items() if not _always_empty(pointer, operation, asked)
        ),
        asked=tuple(
            _asked(basis, operation, pointer, asked, seen.of(operation.id, pointer))
            for pointer in asked if pointer.rpartition("/")[2] not in KEYS
        ),
        parameters=tuple(_parameters(basis, operation, seen)),
        rules={rule.value: _requirement(basis, operation, rule, "") or "" for rule in Rule},
        key=basis.profile.reference_key or "id",
    )  # fmt: skip


def _always_empty(pointer: str, operation: Operation, asked: Mapping[str, _Place]) -> bool:
    """Whether this is within a list that nobody can have filled: nothing refers yet to what was just registered."""
    lists = [pointer[: found.start()] for found in re.finditer(r"/\*", pointer)]
    return operation.method == "POST" and any(each not in asked for each in lists)


def _success(operation: Operation) -> int:
    """The status of an answer that says it went well; the one without a body when there are several."""
    return max(int(status) for status in operation.answers if status.startswith("2"))


def _requirement(basis: Basis, operation: Operation, rule: Rule, where: str, keyword: str = "") -> str | None:
    return basis.requirements.requirement(operation, (rule, where, keyword))


def _member(pointer: str, place: _Place) -> Member:
    return Member(
        pointer, frozenset(place.types), place.required, tuple(place.choices), place.longest, place.shortest,
        place.form, place.pattern,
    )  # fmt: skip


def _asked(
    basis: Basis, operation: Operation, pointer: str, places: Mapping[str, _Place], samples: tuple[Any, ...]
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


def _has(place: _Place, keyword: str) -> bool:
    # Null for what may be left out is no proof that anything is wrong: see `contract.requests`.
    null = place.required and bool(place.types) and "null" not in place.types
    # What the pattern bounds already needs no limit: nothing would be accepted that was not before.
    long = place.longest is not None and not (place.pattern and _bounds(place.pattern, place.longest))
    found = {
        "required": place.required, "null": null, "enum": bool(place.choices), "format": bool(place.form),
        "maxLength": long, "minLength": place.shortest > 0, "pattern": bool(place.pattern),
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


def _members(contract: Contract, pointer: Pointer | None, hidden: str) -> dict[str, _Place]:
    found: dict[str, _Place] = {}
    if pointer is not None:
        _walk(contract, contract.at(pointer), "", found, hidden, _DEEPEST)
    return found


def _walk(contract: Contract, schema: Any, at: str, found: dict[str, _Place], hidden: str, left: int) -> None:
    schema = contract.resolve(schema)
    if not isinstance(schema, Mapping) or not left:
        return
    for part in _PARTS:
        inner = schema.get(part, ())
        for each in inner if isinstance(inner, list) else [inner]:
            _walk(contract, each, at, found, hidden, left)
    required = schema.get("required", ())
    for name, each in schema.get("properties", {}).items():
        told = contract.resolve(each)
        if name == _INLINED or (isinstance(told, Mapping) and told.get(hidden)):
            continue
        pointer = f"{at}/{name}"
        place = found.setdefault(pointer, _Place())
        place.required = place.required or name in required
        _gather(contract, told, place)
        _walk(contract, each, pointer, found, hidden, left - 1)
    if "items" in schema:
        _walk(contract, schema["items"], f"{at}/*", found, hidden, left)


def _gather(contract: Contract, schema: Any, place: _Place) -> None:
    schema = contract.resolve(schema)
    if not isinstance(schema, Mapping):
        return
    kinds = schema.get("type", ())
    place.types |= {kinds} if isinstance(kinds, str) else set(kinds)
    codes = [*schema.get("enum", ()), *([schema["const"]] if "const" in schema else [])]
    place.choices += [code for code in codes if code is not None and code not in place.choices]
    if "maxLength" in schema:  # the longest of several ways to write it counts
        place.longest = max(schema["maxLength"], place.longest or 0)
    place.shortest = schema.get("minLength", place.shortest)
    place.form, place.pattern = schema.get("format", place.form), schema.get("pattern", place.pattern)
    for part in ("allOf", "oneOf", "anyOf"):
        for each in schema.get(part, ()):
            _gather(contract, each, place)


class _Seen:
    """What went well in a rehearsal: values in messages, and the requirements of searches by a parameter."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.samples: dict[tuple[str, str], dict[str, Any]] = {}
        counts: dict[tuple[str, str], dict[str, None]] = {}
        for line in lines:
            for turn in line.turns:
                step = line.scenario.steps[turn.step - 1]
                if step.expect.stated and turn.hundred == 2:
                    for name, _ in turn.exchange.request.query:
                        counts.setdefault((turn.operation, name), {}).update(dict.fromkeys(step.verifies))
                if turn.hundred == 2 and turn.exchange.request.body:
                    value = parse_json(turn.exchange.request.body, _DEPTH)
                    if not isinstance(value, Unreadable):
                        self._note(turn.operation, "", value)
        self.counts = {key: tuple(names) for key, names in counts.items()}

    def of(self, operation: str, pointer: str) -> tuple[Any, ...]:
        """Values that this operation accepted here, or else that any accepted in a place that ends the same."""
        own = self.samples.get((operation, pointer)) or self.samples.get(("", _ending(pointer)), {})
        return tuple(own.values())

    def _note(self, operation: str, at: str, value: Any) -> None:
        if at and value is not None:
            for key in ((operation, at), ("", _ending(at))):
                known = self.samples.setdefault(key, {})
                if len(known) < _MOST_SAMPLES:
                    known.setdefault(_shape(value), value)
        if isinstance(value, Mapping):
            for name, each in value.items():
                self._note(operation, f"{at}/{name}", each)
        elif isinstance(value, list):
            for each in value:
                self._note(operation, f"{at}/*", each)


def _shape(value: Any) -> str:
    """What makes a sample worth having besides another: another code, or digits where there were letters."""
    return re.sub(r"[0-9]", "1", value)[:40] if isinstance(value, str) else type(value).__name__


def _ending(pointer: str) -> str:
    """The last two steps of a pointer, with what comes after the name of an address left out."""
    return "/".join(re.sub(r"^(bezoek|correspondentie)adres$", "adres", step) for step in pointer.split("/")[-2:])
