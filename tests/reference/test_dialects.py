"""Every dialect over the same core: who gets in, what every answer carries, and what a version does not have yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from conformance.model.exchange import Credentials, Request
from conformance.reference.dialects import DEFAULT, DIALECTS, TOKEN, dialect
from conformance.reference.direct import Direct
from conformance.reference.faults import install, offered
from conformance.reference.server import RunningReference

START = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("name", DIALECTS)
def test_without_credentials_nobody_gets_in(name: str) -> None:
    """Whatever the path and the method; a path that does not exist is not a secret."""
    register, routes = Direct((), START, name), DIALECTS[name].routes
    for path, route in routes.items():
        for method in route.methods:
            for credentials in (Credentials.NONE, Credentials.FALSE):
                request = Request(method, f"/{path.replace('{key}', '1')}", credentials=credentials)
                assert register.send(request).response.status == 401  # type: ignore[union-attr]
    unknown = register.send(Request("GET", "/bestaat-niet")).response
    assert unknown is not None
    assert unknown.status == 404


@pytest.mark.parametrize("name", DIALECTS)
def test_a_refusal_is_told_the_same_with_and_without_a_socket(name: str) -> None:
    """The header that lets a caller in is the dialect's own; a problem has what the standard asks of it."""
    spoken = dialect(name)
    with RunningReference(dialect=name) as running:
        headers = dict([spoken.credentials(TOKEN)])
        reply = httpx.request("ONBEKEND", f"{running.base_url}/{next(iter(spoken.routes))}", headers=headers)
        path = running.base_url.removeprefix(f"http://127.0.0.1:{running.port}")
    assert path == spoken.base_path
    assert reply.status_code == 405
    assert reply.headers["content-type"] == "application/problem+json"
    assert {"title", "status", "detail", "instance", "code"} <= reply.json().keys()
    assert "api-version" in reply.headers


def test_a_dialect_that_does_not_exist_comes_with_those_that_do() -> None:
    """A mistake of whoever writes code."""
    with pytest.raises(ValueError, match=DEFAULT):
        dialect("openklant-1.0")


@pytest.fixture(scope="module")
def older() -> Iterator[httpx.Client]:
    """A client of a reference that speaks Open Klant 0.7."""
    with (
        RunningReference(dialect="openklant-0.7") as running,
        httpx.Client(base_url=running.base_url, headers={"Authorization": f"Token {TOKEN}"}) as client,
    ):
        yield client


CONTACT: dict[str, Any] = {"kanaal": "post", "onderwerp": "Proef", "taal": "nld", "vertrouwelijk": False}


def test_fields_of_later_versions_mean_nothing_yet(older: httpx.Client) -> None:
    """They are ignored, as every name that is not known."""
    later = {"hoofdOnderwerpType": "https://example.org/t", "verdereActieOndernomen": True}
    told = older.post("/klantcontacten", json=CONTACT | later)
    assert told.status_code == 201
    assert told.headers["api-version"] == "0.7.0"
    assert not later.keys() & told.json().keys()


@pytest.mark.parametrize(
    ("field", "value", "status"),
    [
        ("reactie", "a" * 1000, 201),
        ("reactie", "a" * 1001, 400),
        ("metadata", {"sleutel": "a" * 100}, 201),
        ("metadata", {"sleutel": "a" * 101}, 400),
    ],
    ids=["reactie-fits", "reactie-too-long", "metadata-fits", "metadata-too-long"],
)
def test_texts_were_shorter(older: httpx.Client, field: str, value: Any, status: int) -> None:
    """In 0.9 both fit."""
    assert older.post("/klantcontacten", json=CONTACT | {field: value}).status_code == status


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/klantcontacten", "leiddeTotInterneTaken"),
        ("/klantcontacten", "hadBetrokkene__wasPartij"),
        ("/klantcontacten", "hadBetrokkene__digitaaladres__adres__icontains"),
        ("/bijlagen", "klantcontact__uuid"),
    ],
)
def test_filters_of_later_versions_are_not_known_yet(older: httpx.Client, path: str, parameter: str) -> None:
    """They are refused, as every parameter that is not known."""
    reply = older.get(path, params={parameter: "true"})
    assert reply.status_code == 400
    assert [each["code"] for each in reply.json()["invalidParams"]] == ["unknown-parameters"]


@pytest.mark.parametrize("name", DIALECTS)
def test_every_fault_that_is_offered_can_be_switched_on(name: str) -> None:
    """It finds the fields, rules and filters that it is about; without that it would not do anything."""
    for identity, fault in offered(name).items():
        seams = dialect(name).seams()
        install(seams, [identity])
        unknown = {(kind, one) for kind, one in seams.testing if one not in seams.parameters.get(kind, {})}
        assert not unknown, identity
        assert name in fault.dialects
