"""What the proofs share: everything that is needed to try faults, made once."""

from __future__ import annotations

import pytest

from conformance.proof.trials import Trials
from conformance.proof.trials import trials as trials_of

PROFILE = "openklant-0.9"


@pytest.fixture(scope="session")
def trials() -> Trials:
    """The suite rehearsed against the reference implementation of one profile."""
    return trials_of(PROFILE)
