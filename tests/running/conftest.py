"""What every test here shares."""

from __future__ import annotations

from functools import cache

import pytest

from conformance.commands import rejudge, run
from conformance.plan import load_basis

#: The suite's own files do not change while its tests run: they are read once.
_load = cache(load_basis)


@pytest.fixture(autouse=True)
def suite_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading is tested elsewhere; here it would be most of the time."""
    monkeypatch.setattr(run, "load_basis", _load)
    monkeypatch.setattr(rejudge, "load_basis", _load)
    monkeypatch.delenv("CONFORMANCE_HEADER", raising=False)
