"""The versions of this dialect that the reference speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from conformance.reference.dialect import Dialect
from conformance.reference.domain.definitions import RESOURCES
from conformance.reference.domain.fields import Resource
from conformance.reference.http.filters import Param
from conformance.reference.http.messages import ON_COLLECTION, ON_COMPOSED, ON_RESOURCE, Route
from conformance.reference.openklant.messages import BASE_PATH, PATHS
from conformance.reference.openklant.operations import perform
from conformance.reference.openklant.parameters import PARAMETERS


def _routes() -> Mapping[str, Route]:
    found = {"maak-klantcontact": Route("klantcontact", ON_COMPOSED)}
    for kind, path in PATHS.items():
        found[path] = Route(kind, ON_COLLECTION)
        found[f"{path}/{{key}}"] = Route(kind, ON_RESOURCE)
    return found


def _headers(version: str) -> Mapping[str, str]:
    return {
        "API-version": version,
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }


def _resources_of_07() -> Mapping[str, Resource]:
    """Klantcontact before 0.9: shorter texts, and two fields that came later.

    That an identificator has its four parts is IDN-09: it goes before the contract, which asks for them since 0.8.
    """
    found = RESOURCES["klantcontact"].with_field("reactie", longest=1000).with_field("metadata", longest=100)
    later = ("hoofdOnderwerpType", "verdereActieOndernomen")
    kept = tuple(field for field in found.fields if field.name not in later)
    return {**RESOURCES, "klantcontact": replace(found, fields=kept)}


def _parameters_of_07() -> Mapping[str, Mapping[str, Param]]:
    later = {
        "klantcontact": (
            "hadBetrokkene__digitaaladres__adres__icontains",
            "hadBetrokkene__wasPartij",
            "leiddeTotInterneTaken",
        ),
        "bijlage": ("klantcontact__uuid",),
    }
    return {
        kind: {name: param for name, param in params.items() if name not in later.get(kind, ())}
        for kind, params in PARAMETERS.items()
    }


V09 = Dialect("openklant-0.9", BASE_PATH, _routes(), perform, _headers("0.9.0"), parameters=PARAMETERS)
V07 = replace(
    V09,
    name="openklant-0.7",
    headers=_headers("0.7.0"),
    resources=_resources_of_07(),
    parameters=_parameters_of_07(),
)
DIALECTS = (V09, V07)
