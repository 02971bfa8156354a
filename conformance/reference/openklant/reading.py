"""Reading a reference the way this dialect writes one."""

from __future__ import annotations

from typing import Any

from conformance.reference.domain.checks import UUID
from conformance.reference.domain.cleaning import BadReference
from conformance.reference.domain.violations import Violation


def reference(raw: Any) -> str:
    """The id in `{"uuid": ...}`; other members, such as `url`, are ignored."""
    if not isinstance(raw, dict):
        raise BadReference("invalid", "Hier hoort een object met een uuid.")
    if "uuid" not in raw:
        raise BadReference("required", "Dit veld is verplicht.", "uuid")
    found = raw["uuid"]
    if found is None:
        raise BadReference("null", "Dit veld mag niet leeg (null) zijn.", "uuid")
    if not isinstance(found, str) or not UUID.match(found):
        raise BadReference("invalid", "Dit is geen geldige UUID.", "uuid")
    return found.lower()


def at_the_uuid(found: Violation) -> Violation:
    """A reference to nothing is reported on its `uuid`."""
    if found.code == "does_not_exist" and not found.path.endswith("uuid"):
        return Violation(found.path + ".uuid", found.code, found.reason)
    return found
