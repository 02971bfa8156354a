"""Validation of our YAML files against the JSON Schemas that ship with the package."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

from conformance.errors import UserError, UserErrors, did_you_mean
from conformance.loading.yamlfile import YamlFile


@cache
def validator(name: str) -> Any:
    """The compiled schema `conformance/schemas/<name>.schema.json`."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - costs 0.1 s, needed only when files are read

    text = resources.files("conformance").joinpath(f"schemas/{name}.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


def check(source: YamlFile, schema: str) -> None:
    """Raise UserErrors with the place of every value that the schema does not allow."""
    mistakes = [_explain(source, error) for error in validator(schema).iter_errors(source.data)]
    if mistakes:
        raise UserErrors(sorted(mistakes, key=lambda mistake: mistake.where))


def _explain(source: YamlFile, error: Any) -> UserError:
    error = _deepest(error)
    path = tuple(error.absolute_path)
    where = source.place(*path)
    name = ".".join(str(part) for part in path) or "the file"
    if error.validator in ("additionalProperties", "propertyNames") and isinstance(error.instance, dict):
        allowed = error.schema.get("properties", {})
        unknown = [key for key in error.instance if key not in allowed]
        if unknown and allowed:
            where = source.place(*path, unknown[0])
            return UserError(where, f"{unknown[0]!r} is not a key of {name}", did_you_mean(str(unknown[0]), allowed))
    if error.validator == "required":
        missing = [key for key in error.validator_value if key not in error.instance]
        return UserError(where, f"{name} misses {', '.join(map(repr, missing))}", f"add {missing[0]}: …")
    if error.validator == "enum":
        suggestion = did_you_mean(str(error.instance), map(str, error.validator_value))
        return UserError(where, f"{error.instance!r} is not a value of {name}", suggestion)
    message = error.message if len(error.message) < 200 else f"{name} has the wrong shape"
    return UserError(where, message, str(error.schema.get("description", "")))


def _deepest(error: Any) -> Any:
    """Of a failed anyOf/oneOf the branch that came furthest: that is what the author meant."""
    while error.context:
        kinds = [child for child in error.context if child.validator != "type"] or error.context
        error = max(kinds, key=lambda child: len(child.absolute_path))
    return error
