"""Everything that goes wrong, told as application/problem+json."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from conformance.reference.domain.surroundings import fresh_id
from conformance.reference.domain.violations import Violation
from conformance.reference.http.messages import JSON, PROBLEM_JSON, Answer


@dataclass(slots=True)
class Problem(Exception):
    """A refusal on its way out."""

    status: int
    code: str
    title: str
    detail: str
    params: tuple[Violation, ...] | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def answer(self) -> Answer:
        """The refusal as an answer (RFC 7807, with `code`, `instance` and `invalidParams`)."""
        content: dict[str, Any] = {
            "code": self.code,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": f"urn:uuid:{fresh_id()}",
        }
        if self.params is not None:
            content["invalidParams"] = [{"name": p.path, "code": p.code, "reason": p.reason} for p in self.params]
        return Answer(self.status, content, PROBLEM_JSON, dict(self.headers))


def invalid(violations: Iterable[Violation]) -> Problem:
    """400 with every violation."""
    return Problem(400, "invalid", "Ongeldige invoer.", "Een of meer velden zijn ongeldig.", tuple(violations))


def unknown_parameters(names: Iterable[str]) -> Problem:
    """400 for search parameters nobody knows (API-14)."""
    return invalid([Violation(name, "unknown-parameters", "Onbekende queryparameter.") for name in names])


def malformed(detail: str) -> Problem:
    """400 for a body that is not JSON."""
    return Problem(400, "parse_error", "Onleesbaar bericht.", detail)


def not_authenticated(sent: bool, scheme: str = "Token") -> Problem:
    """401, with or without a token."""
    headers = {"WWW-Authenticate": scheme}
    if sent:
        return Problem(401, "authentication_failed", "Ongeldig token.", "Ongeldig token.", None, headers)
    detail = "Stuur een geldig token mee in de header Authorization."
    return Problem(401, "not_authenticated", "Geen toegangsgegevens.", detail, None, headers)


def not_found(detail: str = "Deze resource bestaat niet.") -> Problem:
    """404."""
    return Problem(404, "not_found", "Niet gevonden.", detail)


def method_not_allowed(method: str, allowed: Iterable[str]) -> Problem:
    """405 with what is allowed."""
    detail = f"Methode {method} is hier niet toegestaan."
    return Problem(405, "method_not_allowed", "Methode niet toegestaan.", detail, None, {"Allow": ", ".join(allowed)})


def not_acceptable(spoken: str = JSON) -> Problem:
    """406: only JSON is spoken here."""
    return Problem(406, "not_acceptable", "Niet beschikbaar.", f"Alleen {spoken} is beschikbaar.")


def conflict(detail: str) -> Problem:
    """409: the resource is still needed."""
    return Problem(409, "conflict", "Nog in gebruik.", detail)


def unsupported_media_type(sent: str, spoken: str = JSON) -> Problem:
    """415."""
    detail = f"Mediatype {sent!r} wordt niet ondersteund; stuur {spoken}."
    return Problem(415, "unsupported_media_type", "Mediatype niet ondersteund.", detail)


def server_error() -> Problem:
    """500: a defect of the reference implementation itself."""
    return Problem(500, "error", "Interne fout.", "Er ging iets mis; dit is een fout van de server.")
