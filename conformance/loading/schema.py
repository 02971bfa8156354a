"""Validation of our YAML files against the JSON Schemas that ship with the package."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

from conformance.errors import UserError, UserErrors
from conformance.loading.complaints import complaints
from conformance.loading.yamlfile import YamlFile


@cache
def validator(name: str) -> Any:
    """The compiled schema `conformance/schemas/<name>.schema.json`."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - costs 0.1 s, needed only when files are read

    text = resources.files("conformance").joinpath(f"schemas/{name}.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


def check(source: YamlFile, schema: str) -> None:
    """Raise UserErrors with the place of every value that the schema does not allow, in the order of the file."""
    if source.data is None:
        raise UserError(source.place(), "the file is empty", f"fill it as a {schema} file, or remove it")
    told = {
        complaint for error in validator(schema).iter_errors(source.data) for complaint in complaints(source, error)
    }
    meant = {complaint.fix for complaint in told}
    told = {one for one in told if not any(f"did you mean {name!r}?" in meant for name in one.lacking)}
    if told:
        raise UserErrors(
            UserError(one.place, one.what, one.fix)
            for one in sorted(told, key=lambda one: (one.place.line or 0, one.what))
        )
