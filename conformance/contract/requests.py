"""What a request proves by itself: where it breaks the contract beyond reasonable doubt."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import jsonschema_rs

from conformance.contract import told
from conformance.contract.differences import Difference, branches, differences, shown
from conformance.contract.document import Contract, Operation, Parameter
from conformance.contract.issues import Rule
from conformance.contract.leniency import KEYS, is_empty, proves, wrong_format
from conformance.contract.parsing import JSON, Unreadable, parse_json
from conformance.contract.validators import REQUEST, validator
from conformance.model.exchange import Request
from conformance.model.text import Told

_INTEGER = frozenset({"integer"})
_MOST_KNOWN = 20_000  # requests of which it is remembered what is wrong with them


@dataclass(frozen=True, slots=True)
class Breach:
    """One place where a request departs from the contract. `certain`: no tolerant reading makes it valid."""

    rule: Rule
    where: str
    keyword: str
    expected: Told
    actual: Told
    certain: bool


def breaches(contract: Contract, operation: Operation, request: Request, depth: int) -> tuple[Breach, ...]:
    """Every departure of a request from the contract, certain or not. Path parameters are not looked at."""
    # The same request is looked at when it is chosen and when it is judged, and in a proof for every fault again.
    known: dict[Any, tuple[Breach, ...]] = contract.cache.setdefault(breaches, {})
    key = (operation.id, request.query, request.headers, request.body, depth)
    found = known.get(key)
    if found is None:
        found = (*_query(contract, operation, request), *_message(contract, operation, request, depth))
        if len(known) >= _MOST_KNOWN:
            known.clear()
        known[key] = found
    return found


def content_type(request: Request) -> str:
    """The media type of a request body, lower case, without parameters; empty when there is none."""
    found = next((value for name, value in request.headers if name.lower() == "content-type"), "")
    return found.split(";")[0].strip().lower()


def _message(contract: Contract, operation: Operation, request: Request, depth: int) -> Iterator[Breach]:
    message = operation.message
    if message is None:
        return
    if not request.body:
        if message.required:
            yield Breach(Rule.ACCEPTED_MESSAGE, "", "required", told.A_MESSAGE, told.NO_MESSAGE, True)
        return
    kind = content_type(request)
    if kind not in message.media:
        certain = "json" not in kind and bool(kind)
        yield Breach(
            Rule.ACCEPTED_MESSAGE, "", "media", told.either(message.media), kind or told.NO_MEDIA_TYPE, certain
        )
        return
    value = parse_json(request.body, depth)
    if isinstance(value, Unreadable):
        yield Breach(Rule.ACCEPTED_MESSAGE, "", "json", "JSON", value.reason, not value.lenient)
        return
    pointer = message.media[kind]
    if pointer is not None:
        partial = operation.method == "PATCH"
        yield from _fields(validator(contract, pointer, REQUEST), value, partial=partial)


def _fields(judge: jsonschema_rs.Validator, value: JSON, *, partial: bool) -> Iterator[Breach]:
    """One breach per place: the certain one, when several keywords are broken there."""
    found: dict[str, Breach] = {}
    for each in differences(judge, value):
        # A wrong alternative proves something only when every alternative is wrong: so ask the root.
        merged = partial and each.keyword == "required" and each.where.count("/") > 1
        certain = _certain(each.root) and not merged and not _may_be_left_out(judge, value, each)
        if each.where not in found or (certain and not found[each.where].certain):
            said = (each.keyword, each.expected, each.actual)
            found[each.where] = Breach(Rule.ACCEPTED_FIELD, each.where, *said, certain)
    yield from found.values()


def _certain(error: jsonschema_rs.ValidationError) -> bool:
    alternatives = branches(error)
    if alternatives:
        return all(any(_certain(each) for each in branch) for branch in alternatives)
    return proves(error.kind.name, error.kind.value, error.instance)


def _may_be_left_out(judge: jsonschema_rs.Validator, value: JSON, each: Difference) -> bool:
    """Whether the value is empty or the resource's own key, and the message does as well without it."""
    path = list(each.error.instance_path)
    if not path or not (is_empty(each.error.instance) or path[-1] in KEYS):
        return False
    without = copy.deepcopy(value)
    holder: Any = without
    for part in path[:-1]:
        holder = holder[part]
    del holder[path[-1]]
    return not any(other.where == each.where for other in differences(judge, without))


def _query(contract: Contract, operation: Operation, request: Request) -> Iterator[Breach]:
    if operation.method != "GET":
        return
    given: dict[str, list[str]] = {}
    for name, value in request.query:
        given.setdefault(name, []).append(value)
    for name, values in given.items():
        where, parameter = f"query {name}", operation.query(name)
        if parameter is None:
            # Only a search is misled by it: it returns everything.
            certain = not operation.takes_id
            yield Breach(Rule.ACCEPTED_PARAMETER, where, "name", told.A_PARAMETER, name, certain)
        elif fault := _value_fault(contract, parameter, values):
            keyword, expected = fault
            yield Breach(Rule.ACCEPTED_VALUE, where, keyword, expected, shown(values[0]), True)
    for parameter in operation.parameters:
        if parameter.location == "query" and parameter.required and parameter.name not in given:
            yield Breach(Rule.ACCEPTED_VALUE, f"query {parameter.name}", "required", told.PRESENT, told.MISSING, True)


def _value_fault(contract: Contract, parameter: Parameter, values: list[str]) -> tuple[str, Told] | None:
    """Why a search value is invalid beyond doubt, as (keyword, expected): whole numbers, booleans, codes, UUIDs, dates.

    Left out are empty values, repeated ones, and limits on length and size: those find nothing or are clamped.
    """
    schema = contract.resolve(parameter.schema)
    if len(values) != 1 or not values[0].strip() or not isinstance(schema, Mapping):
        return None
    if schema.get("type") == "array":
        items = contract.resolve(schema.get("items", True))
        parts = [part for part in values[0].split(",") if part.strip()]
        faults = [_text_fault(items, part) for part in parts] if isinstance(items, Mapping) else []
        return next((fault for fault in faults if fault), None)
    return _text_fault(schema, values[0])


def _text_fault(schema: Mapping[str, Any], text: str) -> tuple[str, Told] | None:
    kinds = schema.get("type", ())
    types = frozenset([kinds] if isinstance(kinds, str) else kinds) - {"null"}
    if types and types <= {"integer", "number", "boolean"} and proves("type", types, text):
        return "type", told.either(sorted(types))
    if types == _INTEGER and not _whole(text):
        return "type", "integer"
    options = schema.get("enum")
    if options is not None and all(proves("enum", options, part) for part in (text, *text.split(","))):
        return "enum", told.one_of(shown(options))
    name = schema.get("format")
    if name in ("uuid", "date", "date-time") and wrong_format(name, text):
        return "format", name
    return None


def _whole(text: str) -> bool:
    try:
        return float(text).is_integer()
    except (ValueError, OverflowError):
        return False
