"""Which requirement an issue is about: data of the profile, looked up here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from conformance.contract.document import Operation, collection_of
from conformance.contract.issues import Place, Rule
from conformance.errors import UserError, UserErrors, did_you_mean

_KEYS = ("fallback", "rules", "headers", "bodies", "fields", "parameters", "keywords", "references")
_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})

#: No line says anything. It is not None: null is a line that says "do not report".
_NOTHING = ""

ByMethod = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Requirements:
    """The table `contract_requirements` of a profile.

    - `fallback`: the requirement for everything that no line below names, or whose requirement is not in the catalogue
    - `rules`: per rule a requirement, or one per method; null means: do not report
    - `headers`: per header name (lower case) a requirement
    - `bodies`: per operationId the requirement about the body of its answer
    - `fields`: per collection (first path segment) a JSON pointer in a message -> requirement, list positions as `*`;
      the longest one counts, and one with a schema keyword (`/adres#format`) before one without; null: do not report;
      `PATCH *` is a line for every field of that method, and goes before all others
    - `parameters`: per search parameter the requirement about its value
    - `keywords`: per schema keyword a requirement, or one per method; goes before `fields`, but not before its nulls
    - `references`: per property or search parameter (without `__uuid`) the collection that it refers to
    """

    fallback: str
    rules: Mapping[str, str | ByMethod | None] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    parameters: Mapping[str, str | None] = field(default_factory=dict)
    keywords: Mapping[str, str | ByMethod] = field(default_factory=dict)
    references: Mapping[str, str] = field(default_factory=dict)
    known: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, table: Mapping[str, Any], known: Iterable[str] = (), where: str = "contract_requirements"
    ) -> Requirements:
        """Read the table. `known` are the ids of the catalogue. Raises UserErrors for names that do not exist."""
        mistakes = [
            *_unknown(table, _KEYS, where),
            *_unknown(table.get("rules", {}), list(Rule), f"{where}.rules"),
        ]
        if not isinstance(table.get("fallback"), str):
            mistakes.append(UserError(where, "fallback is missing", "name the requirement for everything else"))
        for name in ("rules", "keywords"):
            for key, entry in table.get(name, {}).items():
                if isinstance(entry, Mapping):
                    mistakes += _unknown(entry, sorted(_METHODS), f"{where}.{name}.{key}")
        if mistakes:
            raise UserErrors(mistakes)
        fields = {collection_of(name): lines for name, lines in table.get("fields", {}).items()}
        return cls(**{**table, "fields": fields}, known=frozenset(known))

    def requirement(self, operation: Operation | None, place: Place) -> str | None:
        """The requirement that a rule at this place is about; None when the profile says not to report it."""
        found = self._specific(operation, *place)
        if found is _NOTHING:
            found = _by_method(self.rules.get(place[0], self.fallback), operation, self.fallback)
        if found is None or not self.known or found in self.known:
            return found
        return self.fallback

    def _specific(self, operation: Operation | None, rule: Rule, where: str, keyword: str) -> str | None:
        if rule is Rule.HEADER:
            return self.headers.get(where.removeprefix("header ").lower(), _NOTHING)
        if operation is None:
            return _NOTHING
        if rule in (Rule.BODY, Rule.UNREADABLE):
            return self.bodies.get(operation.id, _NOTHING)
        if rule is Rule.ACCEPTED_VALUE:
            return self.parameters.get(where.removeprefix("query "), _NOTHING)
        if rule is Rule.ACCEPTED_FIELD:
            field_ = self._field(operation, where, keyword)
            return None if field_ is None else _by_method(self.keywords.get(keyword, field_), operation, field_)
        return _NOTHING

    def _field(self, operation: Operation, where: str, keyword: str) -> str | None:
        """The line for a field: with its keyword before without, and the longest pointer first."""
        table = self.fields.get(operation.collection, {})
        if (whole := f"{operation.method} *") in table:
            return table[whole]
        parts = ["*" if part.isdigit() else part for part in where.split("/")]
        for length in range(len(parts), 1, -1):
            pointer = "/".join(parts[:length])
            for name in (f"{pointer}#{keyword}", pointer):
                if name in table:
                    return table[name]
        return _NOTHING


def _by_method(entry: str | ByMethod | None, operation: Operation | None, otherwise: str | None) -> str | None:
    if isinstance(entry, Mapping):
        return entry.get(operation.method, otherwise) if operation else otherwise
    return entry


def _unknown(table: Any, known: Collection[str], where: str) -> list[UserError]:
    if not isinstance(table, Mapping):
        return [UserError(where, "this must be a table")]
    names = [str(name) for name in known]
    return [
        UserError(where, f"{name!r} does not exist", did_you_mean(str(name), names))
        for name in table
        if name not in names
    ]
