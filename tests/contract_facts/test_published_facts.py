"""Our contract against the published description of API 0.9.0.

The published description is not part of this repository. The comparison runs where the environment variable
KLANTINTERACTIES_PUBLISHED names a folder that holds openklant-0.9.0.yaml, or where ../shared/standard/openapi
lies next to the checkout; anywhere else it is skipped, and says so.
"""

from __future__ import annotations

import pytest

from .differences import Difference, differences, intended
from .documents import FOLDER_VARIABLE, PUBLISHED_NAME, contract, published
from .facts import table


@pytest.fixture(scope="module")
def found() -> list[Difference]:
    """Every difference between the published description and our contract."""
    description = published()
    if description is None:
        pytest.skip(f"{PUBLISHED_NAME} is not here: set {FOLDER_VARIABLE} to the folder that holds it")
    return differences(table(description), table(contract()))


def test_contract_states_the_published_facts_except_where_intended(found: list[Difference]) -> None:
    """Each difference is one that intended.yaml lists with a reason."""
    meant = intended()
    unmeant = [str(one) for one in found if not any(entry.covers(one) for entry in meant)]
    assert not unmeant, "\n".join(["not the published facts:", *unmeant])


def test_every_intended_difference_still_exists(found: list[Difference]) -> None:
    """An entry of intended.yaml, or one of its places, that meets no difference has to go."""
    idle = [f"{where}: {entry.what} ({entry.reason})" for entry in intended() for where in entry.idle(found)]
    assert not idle, "\n".join(["no longer a difference:", *idle])
