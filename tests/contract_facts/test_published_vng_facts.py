"""Our contracts of the VNG profiles against the published descriptions.

Those are not part of this repository: see test_published_facts.py for where they are looked for. What they borrow from
VNG's common part (vng-common.yaml, beside them) is taken in first.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from .differences import Difference, differences, intended
from .documents import FOLDER_VARIABLE, contract, published
from .facts import table

#: Per profile the published description, what we mean to say otherwise, and how many paths and operations there are.
PROFILES = {
    "vng-crud-0.0.3": ("vng-crud-0.0.3.yaml", "intended_vng_crud.yaml", 22, 66),
    "vng-referentielijsten-00.00.06": (
        "vng-referentielijsten-00.00.06.yaml",
        "intended_vng_referentielijsten.yaml",
        14,
        35,
    ),
}
FOLDER = Path(__file__).parent


@pytest.fixture(scope="module", params=PROFILES)
def profile(request: pytest.FixtureRequest) -> str:
    """Each profile in turn."""
    return str(request.param)


@pytest.fixture(scope="module")
def found(profile: str) -> list[Difference]:
    """Every difference between the published description and our contract."""
    name = PROFILES[profile][0]
    description = published(name)
    if description is None:
        pytest.skip(f"{name} is not here: set {FOLDER_VARIABLE} to the folder that holds it")
    return differences(table(description), table(contract(profile)))


def test_every_published_operation_is_in_the_contract(profile: str) -> None:
    """Counted by hand in the published description."""
    ours = contract(profile)
    assert (len(ours.root["paths"]), len(list(ours.operations()))) == PROFILES[profile][2:]


def test_contract_states_the_published_facts_except_where_intended(profile: str, found: list[Difference]) -> None:
    """Each difference is one that is listed, with the ruling it rests on."""
    meant = intended(FOLDER / PROFILES[profile][1])
    unmeant = [str(one) for one in found if not any(entry.covers(one) for entry in meant)]
    assert not unmeant, "\n".join(["not the published facts:", *unmeant])


def test_every_intended_difference_still_exists(profile: str, found: list[Difference]) -> None:
    """An entry that meets no difference, or one of its places, has to go."""
    meant = intended(FOLDER / PROFILES[profile][1])
    idle = [f"{where}: {entry.what} ({entry.reason})" for entry in meant for where in entry.idle(found)]
    assert not idle, "\n".join(["no longer a difference:", *idle])
