"""The proof of every other profile: a part of its matrix, and what is agreed on about the rest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conformance.proof.agreed import load_agreed
from conformance.proof.matrix import Fate
from conformance.proof.runner import prove
from conformance.proof.trials import trials as trials_of

from .conftest import PROFILE

PROFILES = ("openklant-0.7", "vng-crud-0.0.3", "vng-functies-00.01.00", "vng-referentielijsten-00.00.06")
#: One fault in so many; the whole proof is one command away.
EVERY = 97
PUBLISHED = Path(__file__).parents[2] / "docs" / "proof"


@pytest.mark.parametrize("profile", PROFILES)
def test_part_of_the_matrix_is_as_agreed(profile: str) -> None:
    """Each of these is killed or explained, and fails nothing but what it breaks and what is known to follow."""
    names = trials_of(profile).names()[::EVERY]
    matrix = prove(profile, names)
    assert [row.fault for row in matrix.having(Fate.SURVIVED)] == []
    assert matrix.mistakes == ()
    assert [row.error for row in matrix.rows if row.error] == []
    assert len(matrix.rows) == len(names) > 5


@pytest.mark.parametrize("profile", [PROFILE, *PROFILES])
def test_the_published_matrix_is_sound_and_about_the_faults_there_are(profile: str) -> None:
    """Whoever adds more than a few faults proves the profile again: one in a hundred may have no row yet."""
    published = json.loads((PUBLISHED / profile / "matrix.json").read_text(encoding="utf-8"))
    names = trials_of(profile).names()
    assert published["sound"] is True
    assert published["survived"] == []
    assert published["score"] >= 0.98
    rows = {row["fault"] for row in published["faults"]}
    assert len(set(names) ^ rows) <= len(names) // 100
    explained = load_agreed(profile, names).explained
    assert set(published["explained"]) <= set(explained)
    assert len(explained) <= len(names) * 0.02


def test_a_profile_that_extends_another_has_its_reasons_too() -> None:
    """As far as it has those faults; and of its own only names that exist."""
    newer, older = (trials_of(profile).names() for profile in ("openklant-0.9", "openklant-0.7"))
    reasons = load_agreed("openklant-0.9", newer).explained
    assert load_agreed("openklant-0.7", older).explained == {
        name: reason for name, reason in reasons.items() if name in older
    }
