"""Where a value departs from a schema, told at the place where a person would look for it."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import jsonschema_rs

from conformance.contract import told
from conformance.model.text import Text, both

_LONGEST = 120
_MOST = 20  # differences told about one body
_READ = 200  # errors looked at in one body


@dataclass(frozen=True, slots=True)
class Difference:
    """One departure: a JSON pointer, the keyword, what the schema asks and what is there.

    `error` is where it shows; `root` is the whole it was taken from, which may be a set of alternatives.
    """

    where: str
    keyword: str
    expected: Text
    actual: Text
    error: jsonschema_rs.ValidationError
    root: jsonschema_rs.ValidationError


def differences(validator: jsonschema_rs.Validator, value: Any) -> list[Difference]:
    """The departures of `value`, at most twenty; of alternatives (anyOf, oneOf) those of the nearest one."""
    found: dict[tuple[str, str], Difference] = {}
    errors = itertools.islice(validator.iter_errors(value), _READ)
    # What is wrong whichever alternative is meant, is told before what is wrong with the alternatives.
    for root in sorted(errors, key=lambda error: bool(branches(error))):
        for leaf in _leaves(root):
            found.setdefault((pointer(leaf), _expected(leaf).en), _difference(leaf, root))
    return list(found.values())[:_MOST]


def pointer(error: jsonschema_rs.ValidationError) -> str:
    """Where the error is, as a JSON pointer; a missing property is told at its own place."""
    path = [str(part) for part in error.instance_path]
    if isinstance(error.kind, jsonschema_rs.ValidationErrorKind.Required):
        path.append(error.kind.property)
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in path)


def branches(error: jsonschema_rs.ValidationError) -> list[list[jsonschema_rs.ValidationError]]:
    """Per alternative of an anyOf or oneOf that nothing met: why it was not met. Of other errors: none."""
    kinds = jsonschema_rs.ValidationErrorKind
    if isinstance(error.kind, kinds.AnyOf | kinds.OneOfNotValid):
        return [branch for branch in error.kind.context if branch]
    return []


def shown(value: Any) -> Text:
    """A value as JSON on one line, cut at a length that can be read."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    if len(text) <= _LONGEST:
        return both(text)
    return Text(f"{text[:_LONGEST]}… ({len(text)} tekens)", f"{text[:_LONGEST]}… ({len(text)} characters)")


def _leaves(error: jsonschema_rs.ValidationError) -> Iterator[jsonschema_rs.ValidationError]:
    alternatives = branches(error)
    if not alternatives:
        yield error
        return
    for each in min(alternatives, key=_distance):
        yield from _leaves(each)


def _distance(branch: list[jsonschema_rs.ValidationError]) -> tuple[int, int]:
    """How far a value is from an alternative: a wrong constant means that another alternative was meant."""
    return sum(error.kind.name == "const" for error in branch), len(branch)


def _difference(error: jsonschema_rs.ValidationError, root: jsonschema_rs.ValidationError) -> Difference:
    missing = isinstance(error.kind, jsonschema_rs.ValidationErrorKind.Required)
    actual = told.MISSING if missing else shown(error.instance)
    return Difference(pointer(error), error.kind.name, _expected(error), actual, error, root)


def _expected(error: jsonschema_rs.ValidationError) -> Text:
    """What the schema asks. Its keywords are names, and stay as they are written there."""
    name = error.kind.name
    if name == "required":
        return told.PRESENT
    if name == "type":
        return told.either(error.kind.value, "type ")
    if name in ("falseSchema", "not", "uniqueItems", "contains"):
        return both(name)
    value = shown(error.kind.value)
    return Text(f"{name} {value.nl}", f"{name} {value.en}")
