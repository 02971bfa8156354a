"""The version of this dialect that the reference speaks."""

from __future__ import annotations

from collections.abc import Mapping

from conformance.reference.dialect import Dialect
from conformance.reference.http.messages import ON_COLLECTION, ON_RESOURCE, Route
from conformance.reference.vngcrud.definitions import RESOURCES, RULES_OFF
from conformance.reference.vngcrud.names import BASE_PATH, PLACES
from conformance.reference.vngcrud.operations import perform, told
from conformance.reference.vngcrud.parameters import PARAMETERS


def _routes() -> Mapping[str, Route]:
    found = {}
    for kind, (collection, single, _) in PLACES.items():
        found[collection] = Route(kind, ON_COLLECTION)
        found[f"{single}/{{key}}"] = Route(kind, ON_RESOURCE)
    return found


V003 = Dialect(
    "vng-crud-0.0.3",
    BASE_PATH,
    _routes(),
    perform,
    {"api-version": "0.0.3", "Cache-Control": "no-store"},
    RESOURCES,
    PARAMETERS,
    RULES_OFF,
    scheme="Bearer",
    told=told,
)
DIALECTS = (V003,)
