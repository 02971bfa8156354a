"""A real reference implementation on the loopback interface, shared by the tests of one module."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from conformance.reference.server import RunningReference

TOKEN = {"Authorization": "Token geheim"}


@pytest.fixture(scope="module")
def running() -> Iterator[RunningReference]:
    """A reference implementation without faults."""
    with RunningReference() as reference:
        yield reference


@pytest.fixture(scope="module")
def api(running: RunningReference) -> Iterator[httpx.Client]:
    """A client with valid credentials; paths are relative to the API."""
    with httpx.Client(base_url=running.base_url, headers=TOKEN) as client:
        yield client


class Register:
    """Registers things and gives what is told about them."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client

    def __call__(self, path: str, **message: Any) -> dict[str, Any]:
        """Register this and give the answer."""
        reply = self.client.post(path, json=message)
        assert reply.status_code == 201, reply.text
        told: dict[str, Any] = reply.json()
        return told

    def persoon(self, achternaam: str = "Proef", **more: Any) -> dict[str, Any]:
        """A partij of soort persoon."""
        naam = {"contactnaam": {"achternaam": achternaam}}
        return self("/partijen", soortPartij="persoon", indicatieActief=True, partijIdentificatie=naam, **more)

    def organisatie(self, naam: str = "Proef BV", **more: Any) -> dict[str, Any]:
        """A partij of soort organisatie."""
        group = {"naam": naam}
        return self("/partijen", soortPartij="organisatie", indicatieActief=True, partijIdentificatie=group, **more)

    def klantcontact(self, **more: Any) -> dict[str, Any]:
        """A klantcontact by telephone."""
        message = {"kanaal": "telefoon", "onderwerp": "Proefvraag", "taal": "nld", "vertrouwelijk": False}
        return self("/klantcontacten", **message | more)

    def betrokkene(self, contact: dict[str, Any], partij: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        """A klant at a klantcontact, unknown or known."""
        message = {"rol": "klant", "initiator": True, "hadKlantcontact": ref(contact)}
        return self("/betrokkenen", **message | ({"wasPartij": ref(partij)} if partij else {}) | more)

    def eenheid(self, **more: Any) -> dict[str, Any]:
        """An actor that is a unit of the organisation."""
        return self("/actoren", **{"naam": "Proefafdeling", "soortActor": "organisatorische_eenheid"} | more)

    def taak(self, contact: dict[str, Any], *actoren: dict[str, Any], **more: Any) -> dict[str, Any]:
        """An open interne taak of these actoren."""
        message = {
            "gevraagdeHandeling": "Bel terug",
            "status": "te_verwerken",
            "aanleidinggevendKlantcontact": ref(contact),
            "toegewezenAanActoren": [ref(actor) for actor in actoren],
        }
        return self("/internetaken", **message | more)

    def adres(self, partij: dict[str, Any], adres: str = "proef@example.org", **more: Any) -> dict[str, Any]:
        """An e-mail address of a partij."""
        message = {"adres": adres, "soortDigitaalAdres": "email", "verstrektDoorPartij": ref(partij)}
        return self("/digitaleadressen", **message | more)


def ref(told: dict[str, Any]) -> dict[str, Any]:
    """A reference to something that was registered."""
    return {"uuid": told["uuid"]}


@pytest.fixture
def make(api: httpx.Client) -> Register:
    """Short ways to register things."""
    return Register(api)
