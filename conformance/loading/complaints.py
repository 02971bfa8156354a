"""What JSON Schema finds wrong, in words for the author of the file: where, what, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from textwrap import shorten
from typing import Any, NamedTuple

from conformance.errors import Place, did_you_mean
from conformance.loading.marks import STEP_KEYS
from conformance.loading.yamlfile import PathKey, YamlFile

_KINDS = {
    "object": "a mapping (key: value)",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}
#: Parts of a target where a secret may stand by mistake: what stands there is never repeated.
_SECRETIVE = ("auth", "headers", "base_url")
_NAME = "use small letters, digits and hyphens, such as zonder-soort"
#: What is told of a value out of bounds, and how to mend it.
_BOUNDS = {
    "minItems": ("{name} needs at least {limit}", "add what is missing"),
    "minProperties": ("{name} needs at least {limit}", "add what is missing"),
    "maxItems": ("{name} holds {size}, at most {limit} are allowed", "split it in two"),
    "minLength": ("{name} needs at least {limit} characters", "write it out"),
    "minimum": ("{name} must be at least {limit}", "choose a larger number"),
    "exclusiveMinimum": ("{name} must be more than {limit}", "choose a larger number"),
    "maximum": ("{name} must be at most {limit}", "choose a smaller number"),
    "uniqueItems": ("{name} holds the same thing twice", "keep one of the two"),
}

#: What the patterns of the schemas ask for, in words.
_FORMS = {
    "^[A-Z]{3}-[0-9]{2}$": "write the id of a requirement, such as KCT-11",
    "^R-[0-9]{2}$": "write the id of a ruling, such as R-01",
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "write a day as YYYY-MM-DD",
    "^(/[^/]+)+$": "write a JSON Pointer, such as /uuid",
    "^\\$": "write a capture as $name",
}


class Complaint(NamedTuple):
    """One mistake, ready to be raised."""

    place: Place
    what: str
    fix: str
    #: The keys that are missing; one of them may be there under a misspelt name.
    lacking: tuple[str, ...] = ()


def complaints(source: YamlFile, error: Any) -> list[Complaint]:
    """What one error of a validator means for the author."""
    error = _meant(error)
    path = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        return _unknown_keys(source, path, error)
    if "propertyNames" in error.absolute_schema_path:
        place = source.place(*path, error.instance)
        form = _FORMS.get(error.validator_value, "") if error.validator == "pattern" else ""
        return [Complaint(place, f"{error.instance!r} is not a good name here", form or _about(path, error) or _NAME)]
    if error.validator == "oneOf" and not isinstance(error.instance, Mapping):
        return []  # what it is not, is told by its type
    what, fix = _WORDS.get(error.validator, _bounds)(path, error)
    lacking = _lacking(error) if error.validator == "required" else ()
    return [Complaint(source.place(*path), what, fix, lacking)]


def _about(path: PathKey, error: Any) -> str:
    """What the schema says about a value; of the whole file it says what it is for, which mends nothing."""
    return str(error.schema.get("description", "")) if path else ""


def _unknown_keys(source: YamlFile, path: PathKey, error: Any) -> list[Complaint]:
    allowed, patterns = error.schema.get("properties", {}), error.schema.get("patternProperties", {})
    return [
        Complaint(
            source.place(*path, key),
            f"{key!r} is not a key of {_called(path)}",
            did_you_mean(key, allowed) or "take it out",
        )
        for key in error.instance
        if key not in allowed and not any(re.search(pattern, key) for pattern in patterns)
    ]


def _required(path: PathKey, error: Any) -> tuple[str, str]:
    missing = _lacking(error)
    return f"{_called(path)} lacks {', '.join(map(repr, missing))}", f"add {missing[0]}: …"


def _lacking(error: Any) -> tuple[str, ...]:
    return tuple(key for key in error.validator_value if key not in error.instance)


def _enum(path: PathKey, error: Any) -> tuple[str, str]:
    known = [str(word) for word in error.validator_value]
    return f"{_called(path)} cannot be {_shown(path, error.instance)}", did_you_mean(str(error.instance), known)


def _type(path: PathKey, error: Any) -> tuple[str, str]:
    """Also for an anyOf whose branches all ask for another kind of value."""
    if error.validator == "type" and "patternProperties" in error.absolute_schema_path:
        what = f"{path[-1]!r} is read as an action, whose arguments must be a mapping (key: value)"
        near = did_you_mean(str(path[-1]), STEP_KEYS)
        return what, near if near.startswith("did") else "write its arguments as {name: value}"
    branches = [error, *error.context]
    kinds = [_KINDS[kind] for branch in branches if branch.validator == "type" for kind in _all(branch.validator_value)]
    wanted = " or ".join(filter(None, [", ".join(kinds[:-1]), kinds[-1]]))
    return f"{_called(path)} must be {wanted}, this is {_kind(error.instance)}", _joined(
        f"write {kinds[0]}", _about(path, error)
    )


def _pattern(path: PathKey, error: Any) -> tuple[str, str]:
    form = error.validator_value
    fix = _FORMS.get(form) or _about(path, error) or f"it must match {form}"
    return f"{_shown(path, error.instance)} is not right for {_called(path)}", fix


def _one_of(path: PathKey, error: Any) -> tuple[str, str]:
    """Of ways that exclude each other, more than one is there."""
    ways = [key for way in error.validator_value for key in way.get("required", ()) if key in error.instance]
    return f"{_called(path)} has both {' and '.join(map(repr, ways))}", "keep one of the two"


def _bounds(path: PathKey, error: Any) -> tuple[str, str]:
    size = len(error.instance) if hasattr(error.instance, "__len__") else 0
    facts = {"name": _called(path), "limit": error.validator_value, "size": size}
    what, fix = _BOUNDS.get(error.validator, ("{name} does not fit", "compare it with the files of the suite"))
    if error.validator.startswith("min") and hasattr(error.instance, "__len__") and not size:
        what = "{name} is empty"
    return what.format(**facts), _joined(fix.format(**facts), _about(path, error))


def _joined(fix: str, about: str) -> str:
    return f"{fix}: {about}" if about else fix


_WORDS: Mapping[str, Callable[[PathKey, Any], tuple[str, str]]] = {
    "required": _required,
    "enum": _enum,
    "type": _type,
    "anyOf": _type,
    "oneOf": _one_of,
    "pattern": _pattern,
}


def _called(path: PathKey) -> str:
    """What a person calls the value at a path."""
    words = [part for part in path if isinstance(part, str)]
    name = words[-1] if words else "the file"
    return f"item {path[-1] + 1} of {name}" if path and isinstance(path[-1], int) else name


def _shown(path: PathKey, value: Any) -> str:
    return "this value" if path and path[0] in _SECRETIVE else shorten(repr(value), 80, placeholder="…")


def _kind(value: Any) -> str:
    kinds = {bool: "boolean", str: "string", int: "integer", float: "number", list: "array", type(None): "null"}
    return _KINDS[kinds.get(type(value), "object")]


def _all(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def _meant(error: Any) -> Any:
    """Of a failed anyOf the branch for this kind of value, and in it the deepest mistake: that is what was meant."""
    while branches := [branch for branch in error.context if branch.validator != "type" or branch.relative_path]:
        error = max(branches, key=lambda branch: len(branch.absolute_path))
    return error
