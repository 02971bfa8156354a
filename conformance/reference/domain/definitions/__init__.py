"""The fourteen resources, as data."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from conformance.reference.domain.definitions import contacten, partijen, taken
from conformance.reference.domain.fields import Resource

RESOURCES: Mapping[str, Resource] = MappingProxyType(
    {resource.kind: resource for resource in (*partijen.RESOURCES, *contacten.RESOURCES, *taken.RESOURCES)}
)
