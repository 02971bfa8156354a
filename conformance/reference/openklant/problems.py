"""Problems, for faults that still look for them here."""

from conformance.reference.http.problems import (
    Problem,
    conflict,
    invalid,
    malformed,
    method_not_allowed,
    not_acceptable,
    not_authenticated,
    not_found,
    server_error,
    unknown_parameters,
    unsupported_media_type,
)

__all__ = [
    "Problem", "conflict", "invalid", "malformed", "method_not_allowed", "not_acceptable", "not_authenticated",
    "not_found", "server_error", "unknown_parameters", "unsupported_media_type",
]  # fmt: skip
