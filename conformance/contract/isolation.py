"""Keeping hypothesis to the contract: nothing of the caller's code gets in, nothing is left in the caller's folder."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

_VARIABLE = "HYPOTHESIS_STORAGE_DIRECTORY"
_PROVIDERS = "hypothesis.internal.conjecture.providers"


def leave_nothing_behind() -> None:
    """Have hypothesis keep its tables of characters in the user's cache, not in the folder that we are called from.

    Call this before hypothesis is imported. When it is in use already, by tests of the caller's own, its place is
    the caller's business.
    """
    if "hypothesis" in sys.modules or _VARIABLE in os.environ:
        return
    with contextlib.suppress(RuntimeError):  # nobody's home: then hypothesis does what it always does
        cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
        os.environ[_VARIABLE] = str(Path(cache) / "klantinteracties-conformance" / "hypothesis")


@contextlib.contextmanager
def only_the_contract() -> Iterator[None]:
    """While this lasts, hypothesis draws no constants from source files.

    Of its own accord it mixes in numbers and texts from every module that it takes for local: the suite in a
    checkout, a conftest.py beside it. Then the same seed would give other cases after any change of code. There is
    no setting for it; where its inside has changed beyond recognition, this does nothing.
    """
    providers = importlib.import_module(_PROVIDERS)
    local, cache = getattr(providers, "_get_local_constants", None), getattr(providers, "CONSTANTS_CACHE", None)
    constants = getattr(providers, "Constants", None)
    if local is None or cache is None or constants is None:
        yield
        return
    none = constants()
    cache.cache.clear()
    providers._get_local_constants = lambda: none  # type: ignore[attr-defined]  # noqa: SLF001
    try:
        yield
    finally:
        providers._get_local_constants = local  # type: ignore[attr-defined]  # noqa: SLF001
        cache.cache.clear()
