"""Faults: named, told in two languages, and each one visible."""

from __future__ import annotations

import re

import httpx
import pytest

from conformance.proof.runner import try_fault
from conformance.reference.dialects import DEFAULT
from conformance.reference.faults import FAULTS, UnknownFault, breaking
from conformance.reference.server import app, serve

from .walk import first_difference, record_of

MUST = {
    "PAR": "01 02 03 04 06 07 08 09 11 13 14 15 16 18 19 20 27 28 30 32 33",
    "KCT": "01 02 05 06 07 11 12 14 16 17 18 21 23 24 25 26 27 30",
    "ITK": "01 02 03 05 06 07 09 10 13 14 15 16 17 18 19",
    "BET": "01 03 10",
    "OND": "06",
    "API": "01 03 04 05 06 07 08 09 12 13 16 19 30 31",
}
REQUIREMENTS = [f"{series}-{number}" for series, numbers in MUST.items() for number in numbers.split()]


#: The faults of the dialect that the walk speaks, one in four; `conformance prove` tries them all, in every dialect.
WALKED = [name for name, fault in FAULTS.items() if fault.dialects[0] == DEFAULT][::4]


@pytest.fixture(scope="module")
def healthy() -> list[str]:
    """The record of a walk through an implementation without faults."""
    return record_of()


def test_the_walk_is_the_same_every_time(healthy: list[str]) -> None:
    """Otherwise a difference would prove nothing."""
    assert record_of() == healthy


@pytest.mark.parametrize("identity", WALKED)
def test_a_fault_changes_at_least_one_answer(identity: str, healthy: list[str]) -> None:
    """A fault nobody can see is not a fault. What the walk does not meet, a scenario does."""
    walked = first_difference((identity,), healthy)
    assert walked is not None or try_fault(DEFAULT, identity, contract=False).failed


def test_faults_are_told_in_one_sentence_in_two_languages() -> None:
    """And named after domain words, in kebab-case."""
    for fault in FAULTS.values():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", fault.id)
        for text in (fault.sentence, fault.zin):
            assert text[0].isupper() or text.startswith(("indicatie", "vertrouwelijk")), fault.id
            assert text.endswith(".")
        assert fault.breaks
        assert all(re.fullmatch(r"[A-Z]{3}-\d\d", requirement) for requirement in fault.breaks)
    assert len({fault.sentence for fault in FAULTS.values()}) == len(FAULTS)
    assert len({fault.zin for fault in FAULTS.values()}) == len(FAULTS)


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_there_is_more_than_one_way_to_break_a_requirement(requirement: str) -> None:
    """Two faults at least, so that a check does not lean on a single trick."""
    assert len(breaking(requirement)) >= 2


def test_an_unknown_fault_comes_with_suggestions() -> None:
    """The mistake names what was meant."""
    with pytest.raises(UnknownFault) as caught:
        app(["klantcontact-onderwerp-wijzigbaar"])
    assert caught.value.id == "klantcontact-onderwerp-wijzigbaar"
    assert "klantcontact-onderwerp-wijzigbaar-met-put" in caught.value.near
    assert "klantcontact-onderwerp-wijzigbaar-met-put" in str(caught.value)


def test_several_faults_work_together_over_a_socket() -> None:
    """Each does its own damage."""
    names = ("registratie-zonder-location", "partij-notitie-niet-bewaard", "versieheader-ontbreekt")
    with serve(names) as base_url, httpx.Client(headers={"Authorization": "Token geheim"}) as client:
        message = {"soortPartij": "persoon", "indicatieActief": True, "interneNotitie": "Weg"}
        reply = client.post(f"{base_url}/partijen", json=message)
    assert reply.status_code == 201
    assert reply.json()["interneNotitie"] == ""
    assert "location" not in reply.headers
    assert "api-version" not in reply.headers


def test_a_fault_in_one_instance_leaves_another_alone(healthy: list[str]) -> None:
    """Faults live in the instance they were given to."""
    assert first_difference(tuple(FAULTS)[:40], healthy) is not None
    assert first_difference((), healthy) is None
