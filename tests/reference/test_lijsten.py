"""The reference lists: what the reference says over real sockets, and that every fault of theirs is caught."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any

import httpx
import pytest

from conformance.expressions import Scope
from conformance.model.verdict import Verdict
from conformance.plan import Basis, load_basis, parser
from conformance.play import Play
from conformance.reference.dialects import DIALECTS, TOKEN
from conformance.reference.direct import Direct
from conformance.reference.faults import FAULTS
from conformance.reference.referentielijsten.telling import PATHS
from conformance.reference.server import RunningReference

NAME = "vng-referentielijsten-00.00.06"
START = datetime(2026, 11, 24, tzinfo=UTC)
OF_LISTS = sorted(name for name, fault in FAULTS.items() if NAME in fault.dialects)
KANAAL = {"code": "proef", "naam": "Proefkanaal", "indicatieActief": True}
LAND = {"landcode": "0001", "landnaam": "Proefland", "ingangsdatumLand": "2000-01-01", "einddatumLand": "9999-12-31"}


@pytest.fixture(scope="module")
def api() -> Iterator[httpx.Client]:
    """The reference behind a socket, with its credentials."""
    header, value = DIALECTS[NAME].credentials(TOKEN)
    with (
        RunningReference(dialect=NAME) as running,
        httpx.Client(base_url=running.base_url, headers={header: value}, trust_env=False) as client,
    ):
        yield client


@pytest.mark.parametrize("path", PATHS.values())
def test_every_list_is_there_and_comes_whole(api: httpx.Client, path: str) -> None:
    """As an array, with a few values from the start, and with the version on it."""
    answer = api.get(f"/{path}")
    assert answer.status_code == 200
    assert isinstance(answer.json(), list)
    assert answer.json()
    assert answer.headers["api-version"] == "00.00.06"


def test_a_value_lives_from_its_registration_to_its_removal(api: httpx.Client) -> None:
    """Location leads to it, a second one with its code clashes, and removed is removed."""
    made = api.post("/kanalen", json=KANAAL)
    assert (made.status_code, made.json()) == (201, KANAAL)
    assert api.get(made.headers["location"]).json() == KANAAL
    again = api.post("/kanalen", json=KANAAL)
    assert again.status_code == 409
    assert again.headers["content-type"] == "application/problem+json"
    assert [param["name"] for param in again.json()["invalidParams"]] == ["code"]
    assert api.delete("/kanalen/proef").status_code == 204
    assert api.get("/kanalen/proef").status_code == 404


def test_a_land_has_names_of_its_own_on_the_wire(api: httpx.Client) -> None:
    """Also where a refusal says what is wrong."""
    wrong = api.post("/landen", json={**LAND, "landcode": "", "einddatumLand": "31-12-9999"})
    assert wrong.status_code == 400
    assert {param["name"] for param in wrong.json()["invalidParams"]} == {"landcode", "einddatumLand"}
    assert api.post("/landen", json=LAND).json() == LAND
    assert api.put("/landen/0001", json={**LAND, "landnaam": "Nieuw"}).json()["landnaam"] == "Nieuw"


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("PATCH", "/kanalen/email", {"naam": "Post"}, 405),
        ("PUT", "/kanalen/weg", {**KANAAL, "code": "weg"}, 404),
        ("PUT", "/kanalen/email", {**KANAAL, "code": "anders"}, 400),
        ("DELETE", "/kanalen/weg", None, 404),
        ("GET", "/kanalen?code=email", None, 400),
        ("GET", "/talen/email", None, 404),
        ("POST", "/kanalen", [KANAAL], 400),
        ("GET", "/onzin", None, 404),
    ],
)
def test_what_is_refused(api: httpx.Client, method: str, path: str, body: Any, status: int) -> None:
    """Each for a reason of its own, as a problem."""
    answer = api.request(method, path, json=body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


@cache
def basis() -> Basis:
    """The suite with the profile of the lists."""
    return load_basis(NAME)


def failing(*faults: str, requirements: tuple[str, ...] = ()) -> set[str]:
    """The requirements that fail on a fresh reference with these faults; only those asked for are looked at."""
    here, reference = basis(), Direct(faults, START, NAME)
    binding, conform, parse, failed = here.binding(reference.base_url), here.conform(), parser(64), set()
    for scenario in here.suite.scenarios.values():
        lists = scenario.capability == "referentielijst" or scenario.id.startswith("api/lijst-")
        if not lists or (requirements and not _touches(scenario.verifies, requirements)):
            continue
        if any(step.action not in here.profile.actions for step in scenario.steps):
            continue  # another API gives several lists at once
        if scenario.id.startswith("referentielijst/soort-extern-id"):
            continue  # only another API has that list
        conversation = Play(scenario, binding, Scope(f"n/{scenario.id}/1", START, scenario.row), conform, parse).run()
        try:
            request = next(conversation)
            while True:
                request = conversation.send(reference.send(request))
        except StopIteration as stop:
            result = stop.value
        assert result.verdict is not Verdict.INAPPLICABLE, f"{scenario.id}: {result.reason}"
        failed |= {name for name, verdict in result.verdicts if verdict is Verdict.FAILED}
        failed |= {finding.requirement for finding in result.findings if finding.verdict is Verdict.FAILED}
    return failed


def _touches(verified: tuple[str, ...], requirements: tuple[str, ...]) -> bool:
    """Whether a scenario may show it; what counts for every exchange shows anywhere."""
    return bool(set(verified) & set(requirements)) or not any(name.startswith("REF") for name in requirements)


def test_without_faults_every_scenario_of_the_lists_passes() -> None:
    """None of them is inapplicable either."""
    assert failing() == set()


def test_every_requirement_of_the_lists_has_a_fault() -> None:
    """Those that this API cannot show aside."""
    unable = basis().profile.unable
    testable = {name for name in basis().suite.requirements if name.startswith("REF") and name not in unable}
    assert testable
    assert testable <= {broken for name in OF_LISTS for broken in FAULTS[name].breaks}


@pytest.mark.parametrize("name", OF_LISTS)
def test_a_fault_is_caught_by_what_it_breaks(name: str) -> None:
    """A check that cannot fail is a defect."""
    breaks = FAULTS[name].breaks
    assert set(breaks) <= failing(name, requirements=breaks)
