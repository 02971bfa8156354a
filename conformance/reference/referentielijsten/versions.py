"""The version of this dialect that the reference speaks."""

from __future__ import annotations

from collections.abc import Mapping

from conformance.reference.dialect import Dialect
from conformance.reference.domain.definitions.lijsten import RESOURCES
from conformance.reference.domain.lijsten import fill
from conformance.reference.http.messages import ON_COLLECTION, ON_RESOURCE, Operation, Route
from conformance.reference.referentielijsten.operations import perform
from conformance.reference.referentielijsten.telling import PATHS

_ON_VALUE = {method: found for method, found in ON_RESOURCE.items() if found is not Operation.PARTIAL_UPDATE}


def _routes() -> Mapping[str, Route]:
    found = {path: Route(kind, ON_COLLECTION) for kind, path in PATHS.items()}
    return found | {f"{path}/{{key}}": Route(kind, _ON_VALUE) for kind, path in PATHS.items()}


V000006 = Dialect(
    "vng-referentielijsten-00.00.06",
    "/api/klantinteracties_referentielijsten/v00",
    _routes(),
    perform,
    {"api-version": "00.00.06", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"},
    resources=RESOURCES,
    scheme="Bearer",
    fill=fill,
)
DIALECTS = (V000006,)
