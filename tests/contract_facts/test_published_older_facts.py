"""Contracts that are told as a difference on 0.9, against the published description of their own version.

Those descriptions are not part of this repository: see test_published_facts.py for where they are looked for.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from .differences import Difference, differences, intended
from .documents import FOLDER_VARIABLE, contract, published
from .documents import PROFILE as DEFAULT
from .facts import table

PROFILE = "openklant-0.7"
PUBLISHED = "openklant-0.7.0.yaml"
#: What only this version means to say otherwise; what it takes over from 0.9 stands in intended.yaml.
OWN = intended(Path(__file__).with_name("intended_openklant_07.yaml"))


@pytest.fixture(scope="module")
def found() -> list[Difference]:
    """Every difference between the published description and our contract, with all that it takes over."""
    description = published(PUBLISHED)
    if description is None:
        pytest.skip(f"{PUBLISHED} is not here: set {FOLDER_VARIABLE} to the folder that holds it")
    return differences(table(description), table(contract(PROFILE)))


def test_it_has_the_operations_of_the_version_that_it_extends() -> None:
    """Counted by hand in the published description: between 0.7 and 0.9 no path or operation came or went."""
    ours = contract(PROFILE)
    assert (len(ours.root["paths"]), len(list(ours.operations()))) == (29, 85)


def test_contract_states_the_published_facts_except_where_intended(found: list[Difference]) -> None:
    """Each difference is one that is listed, for this version or already for 0.9."""
    meant = [*OWN, *intended()]
    unmeant = [str(one) for one in found if not any(entry.covers(one) for entry in meant)]
    assert not unmeant, "\n".join(["not the published facts:", *unmeant])


def test_every_intended_difference_of_this_version_still_exists(found: list[Difference]) -> None:
    """An entry that meets no difference, or one of its places, has to go; those of 0.9 are kept by its own test."""
    idle = [f"{where}: {entry.what} ({entry.reason})" for entry in OWN for where in entry.idle(found)]
    assert not idle, "\n".join(["no longer a difference:", *idle])


@cache
def places(profile: str) -> set[str]:
    """Every place in a contract about which a fact is stated."""
    return {where for where, _ in table(contract(profile))}


@pytest.mark.parametrize(
    "later",
    [
        "klantcontactenCreate request.hoofdOnderwerpType",
        "maakKlantcontactCreate 201.klantcontact.verdereActieOndernomen",
        "klantcontactenList query hadBetrokkene__wasPartij",
        "klantcontactenList query leiddeTotInterneTaken",
        "klantcontactenList query hadBetrokkene__digitaaladres__adres__icontains",
        "bijlagenList query klantcontact__uuid",
    ],
)
def test_what_came_later_is_not_in_it(later: str) -> None:
    """Taken out by name, and wherever one record is part of another; the version that it extends has it."""
    assert later in places(DEFAULT)
    assert later not in places(PROFILE)
