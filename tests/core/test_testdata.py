"""Fictitious data: right in form, unique, recognisable, and unable to reach anybody."""

from __future__ import annotations

import re
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conformance import testdata
from conformance.testdata import GENERATORS, MARK

FORMS = {
    "uniek": rf"{MARK}-[0-9a-f]{{13}}",
    "nummer": r"9\d{9}",
    "bsn": r"9\d{8}",
    "rsin": r"8\d{8}",
    "kvk": r"99\d{6}",
    "vestiging": r"9999\d{8}",
    "zes_cijfers": r"\d{6}",
    "email": rf"{MARK}-[0-9a-f]{{13}}@example\.org",
    "telefoon": r"060\d{7}",
    "telefoon_internationaal": r"\+3160\d{7}",
    "iban": r"NL\d\dZZZZ\d{10}",
    "uuid": r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
    "bag_id": r"999920\d{10}",
}
#: How many values must all differ: fewer where few digits are free.
MANY = {"kvk": 300, "zes_cijfers": 60, "telefoon": 1000, "telefoon_internationaal": 1000, "bsn": 1000, "rsin": 1000}


@pytest.mark.parametrize("name", GENERATORS)
def test_every_value_has_its_form(name: str) -> None:
    """Every generator has one, and keeps to it."""
    values = [GENERATORS[name](f"key {n}") for n in range(200)]
    assert [value for value in values if not re.fullmatch(FORMS[name], value, re.ASCII)] == []


@pytest.mark.parametrize("name", GENERATORS)
def test_thousands_of_values_differ(name: str) -> None:
    """Scenarios that run at once do not meet."""
    many = MANY.get(name, 5000)
    assert len({GENERATORS[name](f"ronde/scenario-{n}/1/{name}/") for n in range(many)}) >= many * 0.999


@given(st.text(max_size=30))
def test_a_key_decides_the_value(key: str) -> None:
    """So that a record can be judged again."""
    assert all(make(key) == make(key) for make in GENERATORS.values())


@given(st.text(max_size=30))
def test_a_citizen_number_passes_the_elfproef(key: str) -> None:
    """Nine digits, weighed 9 8 7 6 5 4 3 2 -1, add up to a multiple of eleven."""
    for number in (testdata.bsn(key), testdata.rsin(key)):
        weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
        assert len(number) == 9
        assert sum(weight * int(digit) for weight, digit in zip(weights, number, strict=True)) % 11 == 0


@given(st.text(max_size=30))
def test_an_account_number_has_the_right_check_digits(key: str) -> None:
    """Moved to the end and letters as numbers, it leaves 1 when divided by 97 (ISO 13616)."""
    iban = testdata.iban(key)
    digits = "".join(str(int(char, 36)) for char in iban[4:] + iban[:4])
    assert int(digits) % 97 == 1


@given(st.text(max_size=30))
def test_an_id_is_a_uuid_of_version_four(key: str) -> None:
    """In the form in which registers write it."""
    value = testdata.identifier(key)
    assert str(uuid.UUID(value)) == value
    assert uuid.UUID(value).version == 4


def test_nobody_is_reached() -> None:
    """Mail goes to a domain for examples, a phone number to a series that is not issued, abroad the same."""
    assert testdata.email("key").endswith("@example.org")
    assert testdata.phone_abroad("key") == "+31" + testdata.phone("key")[1:]


def test_what_is_registered_can_be_found_back() -> None:
    """Every free text carries the mark, also at a length of its own."""
    assert testdata.unique("key").startswith(MARK)
    assert testdata.text_of(200, "key").startswith(testdata.unique("key"))
    assert len(testdata.unique("key")) == 22


@given(st.integers(22, 3000), st.text(max_size=10))
def test_a_text_has_the_length_that_was_asked(length: int, key: str) -> None:
    """To the character."""
    assert len(testdata.text_of(length, key)) == length
