"""From an issue to a requirement: the profile's table, and mistakes in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from conformance.contract.issues import Rule
from conformance.contract.mapping import Requirements
from conformance.errors import UserErrors

from .library import CONTRACT, TABLE

GET, POST, PUT = (CONTRACT.operations[name] for name in ("boekenRetrieve", "boekenCreate", "boekenUpdate"))
PATCH = replace(PUT, method="PATCH")
FULL: dict[str, Any] = {
    **TABLE,
    "rules": {"problem": "FOUT-01", "unknown-path": None, "unknown-id": {"GET": "ID-01", "PUT": "ID-02"}},
    "keywords": {"required": {"PUT": "PUT-01"}, "minLength": "LEEG-01"},
    "parameters": {"velden": "VELD-01"},
    "fields": {"boeken": {"/soort": "BOEK-13", "/delen/*/titel": "DEEL-01", "/post": "P-1", "/post#format": "P-2",
                          "/isbn#required": None, "PATCH *": None}},
}  # fmt: skip


@pytest.mark.parametrize(
    ("operation", "place", "requirement"),
    [
        (GET, (Rule.SERVER_ERROR, "", ""), "ALG-01"),
        (GET, (Rule.PROBLEM, "/title", ""), "FOUT-01"),
        (None, (Rule.UNKNOWN_PATH, "", ""), None),
        (GET, (Rule.UNKNOWN_ID, "", ""), "ID-01"),
        (PUT, (Rule.UNKNOWN_ID, "", ""), "ID-02"),
        (POST, (Rule.UNKNOWN_ID, "", ""), "ALG-01"),
        (GET, (Rule.HEADER, "header API-version", ""), "KOP-01"),
        (GET, (Rule.HEADER, "header Location", ""), "ALG-01"),
        (GET, (Rule.BODY, "/titel", "type"), "BOEK-02"),
        (POST, (Rule.BODY, "/titel", "type"), "ALG-01"),
        (POST, (Rule.ACCEPTED_FIELD, "/soort", "enum"), "BOEK-13"),
        (POST, (Rule.ACCEPTED_FIELD, "/soort/naam", "type"), "BOEK-13"),
        (POST, (Rule.ACCEPTED_FIELD, "/delen/12/titel", "type"), "DEEL-01"),
        (POST, (Rule.ACCEPTED_FIELD, "/delen", "type"), "ALG-01"),
        (POST, (Rule.ACCEPTED_FIELD, "/post", "type"), "P-1"),
        (POST, (Rule.ACCEPTED_FIELD, "/post", "format"), "P-2"),
        (POST, (Rule.ACCEPTED_FIELD, "/soort", "required"), "BOEK-13"),
        (PUT, (Rule.ACCEPTED_FIELD, "/soort", "required"), "PUT-01"),
        (PUT, (Rule.ACCEPTED_FIELD, "/isbn", "required"), None),
        (PATCH, (Rule.ACCEPTED_FIELD, "/soort", "enum"), None),
        (POST, (Rule.ACCEPTED_FIELD, "/titel", "minLength"), "LEEG-01"),
        (GET, (Rule.ACCEPTED_VALUE, "query velden", "enum"), "VELD-01"),
        (GET, (Rule.ACCEPTED_VALUE, "query soort", "enum"), "ALG-01"),
    ],
)
def test_the_most_precise_line_of_the_table_counts(operation: Any, place: Any, requirement: str | None) -> None:
    """A field before a rule, a keyword before a field, and null means silence."""
    assert Requirements.of(FULL).requirement(operation, place) == requirement


def test_a_requirement_that_the_catalogue_lacks_becomes_the_general_one() -> None:
    """A profile may know more requirements than the loaded catalogue."""
    requirements = Requirements.of(FULL, known=["ALG-01", "BOEK-13"])
    assert requirements.requirement(POST, (Rule.ACCEPTED_FIELD, "/soort", "enum")) == "BOEK-13"
    assert requirements.requirement(GET, (Rule.PROBLEM, "", "")) == "ALG-01"
    assert requirements.requirement(None, (Rule.UNKNOWN_PATH, "", "")) is None


def test_every_mistake_in_the_table_is_told_at_once_with_what_was_meant() -> None:
    """Misspelt keys, rules and methods, and a missing fallback."""
    table = {"rulez": {}, "rules": {"server-eror": "X", "unknown-id": {"get": "X"}}}
    with pytest.raises(UserErrors) as raised:
        Requirements.of(table, where="profile.yaml: contract_requirements")
    told = str(raised.value)
    for part in ("'rulez' does not exist", "'server-error'?", "'get' does not exist", "fallback is missing"):
        assert part in told
    assert "profile.yaml: contract_requirements.rules.unknown-id" in told
