"""What every test here shares."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from conformance.commands import rejudge, run
from conformance.plan import load_basis

#: The suite's own files do not change while its tests run: they are read once.
_load = cache(load_basis)


@pytest.fixture(autouse=True, scope="module")
def suite_is_read_once() -> Iterator[None]:
    """Loading is tested elsewhere; here it would be most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "load_basis", _load)
        patch.setattr(rejudge, "load_basis", _load)
        patch.delenv("CONFORMANCE_HEADER", raising=False)
        yield
