"""Pure: an OpenAPI description that an endpoint publishes, as far as it tells which profile fits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from conformance.model.profile import Profile
from conformance.model.sign import Answered, Look, Observation
from conformance.model.text import Text

#: Where the versions of the standard publish their description, below the base URL.
PLACES = tuple(Look(f"/{place}openapi.{form}") for place in ("", "schema/") for form in ("json", "yaml"))
_METHODS = ("get", "put", "post", "delete", "patch")
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Published:
    """The operations of a description: (method, path without names of parameters) -> search parameters."""

    operations: Mapping[tuple[str, str], frozenset[str]]

    def has(self, path: str) -> bool:
        """Whether the path is described, whatever the method."""
        return any(known == _bare(path) for _, known in self.operations)

    def parameters(self, path: str) -> frozenset[str]:
        """What can be searched by there."""
        return self.operations.get(("GET", _bare(path)), frozenset())


def published(document: Any, base_path: str) -> Published | None:
    """The operations that a document describes, their paths counted from `base_path`; None when it is no OpenAPI."""
    paths = document.get("paths") if isinstance(document, Mapping) else None
    if not isinstance(paths, Mapping) or not isinstance(document.get("openapi", document.get("swagger")), str):
        return None
    found = {}
    for path, item in paths.items():
        for method, entry in item.items() if isinstance(item, Mapping) else ():
            if method in _METHODS and isinstance(entry, Mapping):
                named = frozenset(_queries(document, (item.get("parameters"), entry.get("parameters"))))
                found[method.upper(), _bare(str(path).removeprefix(base_path.rstrip("/")))] = named
    return Published(found)


def _queries(document: Mapping[str, Any], groups: Iterable[Any]) -> Iterator[str]:
    for group in groups:
        for given in group if isinstance(group, list) else ():
            entry = _followed(document, given)
            if entry.get("in") == "query" and isinstance(entry.get("name"), str):
                yield entry["name"]


def _followed(document: Mapping[str, Any], entry: Any) -> Mapping[str, Any]:
    found: Any = entry
    if isinstance(found, Mapping) and isinstance(found.get("$ref"), str):
        steps = found["$ref"].removeprefix("#/").split("/")
        found = document
        for step in steps:
            found = found.get(step) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _bare(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path.rstrip("/")) or "/"


def published_signs(profile: Profile, found: Published) -> list[Observation]:
    """Whether every operation of the profile is described. What else is described says nothing against it."""
    wanted = {(each.method, _bare(each.path)) for each in profile.operations.values()}
    lacking = sorted(wanted - found.operations.keys(), key=lambda each: (each[1], each[0]))
    total, there = len(wanted), len(wanted) - len(lacking)
    named = ", ".join(f"{method} {path}" for method, path in lacking[:_MOST_NAMED])
    more = f", en nog {len(lacking) - _MOST_NAMED}", f", and {len(lacking) - _MOST_NAMED} more"
    tail = more if len(lacking) > _MOST_NAMED else ("", "")
    seen = Text(
        f"{there} van de {total}" + (f"; niet: {named}{tail[0]}" if lacking else ""),
        f"{there} of {total}" + (f"; not: {named}{tail[1]}" if lacking else ""),
    )
    predicted = Text(
        "de gepubliceerde beschrijving bevat elke operatie van dit profiel",
        "the published description holds every operation of this profile",
    )
    return [Observation(predicted, Answered.NO if lacking else Answered.YES, seen)]
