"""The key `recognise` of a profile: what can be seen of an endpoint that speaks it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from conformance.errors import UserError
from conformance.loading.yamlfile import YamlFile
from conformance.model.sign import Look, Pointers, Sign

_FORM = ("is", "holds", "lacks")
_CLAIMS = ("exists", "known", "headers", *_FORM)


def signs(entries: Sequence[Mapping[str, Any]]) -> tuple[Sign, ...]:
    """The signs of a profile, in the order of its file."""
    return tuple(_sign(entry) for entry in entries)


def _sign(entry: Mapping[str, Any]) -> Sign:
    query = ((entry["parameter"], entry["value"]),) if "parameter" in entry else ()
    body = json.dumps(entry["post"], ensure_ascii=False) if "post" in entry else None
    return Sign(
        Look(entry["path"], query, body),
        exists=entry.get("exists"),
        parameter=entry.get("parameter", ""),
        known=entry.get("known", True),
        headers=entry.get("headers", {}),
        shape=entry.get("is", ""),
        items=pointer(entry["items"]) if "items" in entry else None,
        holds=_pointers(entry.get("holds", ())),
        lacks=_pointers(entry.get("lacks", ())),
    )


def _pointers(values: Sequence[str]) -> Pointers:
    return tuple(pointer(value) for value in values)


def pointer(value: str) -> tuple[str, ...]:
    """A JSON Pointer as its parts."""
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in value.split("/")[1:])


def mistakes_in_signs(source: YamlFile) -> Iterator[UserError]:
    """Signs that say nothing or two things at once: a person must be able to read each as one prediction."""
    for index, entry in enumerate(source.data.get("recognise", ())):
        at = source.place("recognise", index)
        said = [name for name in _CLAIMS if name in entry]
        if not said:
            yield UserError(at, "this sign predicts nothing", f"add one of: {', '.join(_CLAIMS)}")
        elif len(said) > 1 and not set(said) <= set(_FORM):
            yield UserError(at, f"this sign predicts two things: {' and '.join(said)}", "make it two signs")
        if ("known" in entry) != ("parameter" in entry) or ("value" in entry) != ("parameter" in entry):
            fix = "write {path: …, parameter: NAME, value: …, known: true or false}"
            yield UserError(at, "parameter, value and known belong together", fix)
        for name, pattern in entry.get("headers", {}).items():
            try:
                re.compile(pattern)
            except re.error as error:
                place = source.place("recognise", index, "headers", name)
                yield UserError(place, f"{pattern!r} is not a pattern: {error}", "see Python's re")
