"""What every test here shares."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from running.conftest import suite_is_read_once

from conformance.commands import listing
from conformance.loading.suite import load_suite
from conformance.model.suite import Suite

__all__ = ["suite_is_read_once"]
_load = cache(load_suite)


@pytest.fixture(autouse=True, scope="module")
def lists_read_once_too() -> Iterator[None]:
    """As for runs: loading is tested elsewhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "load_suite", _load)
        yield


@pytest.fixture(scope="module")
def suite() -> Suite:
    """The whole suite."""
    return _load()
