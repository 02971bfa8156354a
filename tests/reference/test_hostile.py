"""Whatever comes in, the answer is never a server error (API-30)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from conformance.reference.domain.definitions import RESOURCES
from conformance.reference.domain.fields import walk
from conformance.reference.openklant.messages import PATHS
from conformance.reference.openklant.parameters import PARAMETERS

from .driving import Walker

KINDS = sorted(PATHS)
NAMES = sorted(
    {path.rpartition(".")[2] for resource in RESOURCES.values() for path, _ in walk(resource.fields)} | {"uuid", "url"}
)
SEARCHES = sorted({name for params in PARAMETERS.values() for name in params} | {"page", "pageSize", "expand"})
WORDS = ["persoon", "organisatie", "medewerker", "verwerkt", "bsn", "nld", "true", "2026-01-01T00:00:00Z", "", "1"]
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.sampled_from(WORDS)


def _containers(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(NAMES) | st.text(max_size=3), inner, max_size=6
    )


MESSAGES = st.recursive(SCALARS, _containers, max_leaves=25)
SETTINGS = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def walker() -> Iterator[Walker]:
    """An implementation with one of everything a message may refer to."""
    found = Walker()
    yield found
    found.close()


@pytest.fixture(scope="module")
def target(walker: Walker) -> str:
    """The id of a partij to change."""
    return str(walker.make("/partijen", {"soortPartij": "persoon", "indicatieActief": True})["uuid"])


@SETTINGS
@given(kind=st.sampled_from(KINDS), message=MESSAGES)
@example(
    kind="partij", message={"soortPartij": "persoon", "indicatieActief": True, "voorkeursDigitaalAdres": {"uuid": "x"}}
)
@example(kind="klantcontact", message={"metadata": {"": ""}, "plaatsgevondenOp": "9999-12-31T23:59:59-23:59"})
@example(kind="partijIdentificator", message={"partijIdentificator": {"codeSoortObjectId": "bsn"}})
@example(kind="interneTaak", message={"toegewezenAanActoren": None, "toegewezenAanActor": None})
def test_no_message_breaks_a_registration(walker: Walker, kind: str, message: Any) -> None:
    """Messages made of the right names and anything else."""
    assert walker.call("POST", f"/{PATHS[kind]}", message).status < 500


@SETTINGS
@given(method=st.sampled_from(["PUT", "PATCH"]), message=MESSAGES)
def test_no_message_breaks_a_change(walker: Walker, target: str, method: str, message: Any) -> None:
    """The partij survives every one of them."""
    assert walker.call(method, f"/partijen/{target}", message).status < 500
    assert walker.call("GET", f"/partijen/{target}").status == 200


@SETTINGS
@given(message=st.dictionaries(st.sampled_from(["klantcontact", "betrokkene", "onderwerpobject"]), MESSAGES))
def test_no_message_breaks_a_composed_registration(walker: Walker, message: Any) -> None:
    """Parts that are anything at all."""
    assert walker.call("POST", "/maak-klantcontact", message).status < 500


@SETTINGS
@given(
    kind=st.sampled_from(KINDS),
    query=st.dictionaries(st.sampled_from(SEARCHES), st.text(max_size=12) | st.sampled_from(WORDS), max_size=4),
)
def test_no_search_breaks_a_collection(walker: Walker, kind: str, query: dict[str, str]) -> None:
    """Known parameters with any value."""
    encodable = {name: value.encode("utf-8", "replace").decode() for name, value in query.items()}
    assert walker.call("GET", f"/{PATHS[kind]}", **encodable).status < 500


@SETTINGS
@given(body=st.binary(max_size=200), key=st.text(max_size=20))
def test_no_bytes_break_anything(walker: Walker, body: bytes, key: str) -> None:
    """Bodies and ids that nobody meant."""
    json = {"content-type": "application/json"}
    assert walker.call("POST", "/klantcontacten", raw=body, headers=json).status < 500
    assert walker.call("GET", f"/klantcontacten/{key}").status in (200, 404)
