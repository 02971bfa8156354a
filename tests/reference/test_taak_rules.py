"""Rules of actoren and interne taken."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from .conftest import Register, ref
from .problem import refused

UNKNOWN = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def actor(make: Register) -> dict[str, Any]:
    """An actor."""
    return make.eenheid()


@pytest.fixture
def taak(make: Register, actor: dict[str, Any]) -> dict[str, Any]:
    """An open taak of that actor."""
    return make.taak(make.klantcontact(), actor, toelichting="Voor vijf uur")


def test_a_taak_comes_back_as_sent(api: httpx.Client, taak: dict[str, Any], actor: dict[str, Any]) -> None:
    """With its actor in both spellings and the moment it was assigned (ITK-01)."""
    assert taak["toegewezenAanActor"] == taak["toegewezenAanActoren"][0]
    assert taak["toegewezenAanActor"]["url"] == actor["url"]
    assert taak["toegewezenOp"]
    assert taak["afgehandeldOp"] is None
    assert api.get(taak["url"]).json() == taak


@pytest.mark.parametrize("actoren", [{}, {"toegewezenAanActoren": []}, {"toegewezenAanActoren": [{"uuid": UNKNOWN}]}])
def test_a_taak_has_an_actor(api: httpx.Client, make: Register, actoren: dict[str, Any]) -> None:
    """Not none, not an empty list, not an unknown one (ITK-14)."""
    contact = make.klantcontact()
    message = {"gevraagdeHandeling": "Bel", "status": "te_verwerken", "aanleidinggevendKlantcontact": ref(contact)}
    unknown = bool(actoren.get("toegewezenAanActoren"))
    refused(
        api.post("/internetaken", json=message | actoren), 400, "toegewezenAanActoren" + (".0.uuid" if unknown else "")
    )
    assert api.get(contact["url"]).json()["leiddeTotInterneTaken"] == []


def test_an_actor_is_told_in_one_way(api: httpx.Client, make: Register, actor: dict[str, Any]) -> None:
    """One actor or a list, not both (EXT-03)."""
    contact = make.klantcontact()
    message = {"gevraagdeHandeling": "Bel", "status": "te_verwerken", "aanleidinggevendKlantcontact": ref(contact)}
    single = api.post("/internetaken", json=message | {"toegewezenAanActor": ref(actor)})
    assert single.json()["toegewezenAanActoren"][0]["uuid"] == actor["uuid"]
    both = message | {"toegewezenAanActor": ref(actor), "toegewezenAanActoren": [ref(actor)]}
    refused(api.post("/internetaken", json=both), 400, "toegewezenAanActor")


def test_the_moment_follows_the_status(api: httpx.Client, taak: dict[str, Any]) -> None:
    """Filled in, left alone, wiped (ITK-12)."""
    done = api.patch(taak["url"], json={"status": "verwerkt"}).json()
    assert done["afgehandeldOp"]
    assert done == taak | {"status": "verwerkt", "afgehandeldOp": done["afgehandeldOp"]}
    assert api.patch(taak["url"], json={"toelichting": "Gebeld"}).json()["afgehandeldOp"] == done["afgehandeldOp"]
    assert api.patch(taak["url"], json={"status": "te_verwerken"}).json()["afgehandeldOp"] is None


def test_a_moment_that_was_sent_comes_back(api: httpx.Client, taak: dict[str, Any]) -> None:
    """As the same moment, in UTC (ITK-10), and not with an open taak (ITK-11)."""
    message = {"status": "verwerkt", "afgehandeldOp": "2026-05-01T12:30:00.250000+02:00"}
    assert api.patch(taak["url"], json=message).json()["afgehandeldOp"] == "2026-05-01T10:30:00.250000Z"
    refused(api.patch(taak["url"], json=message | {"status": "te_verwerken"}), 400, "afgehandeldOp")


def test_a_taak_can_go_to_another_actor(api: httpx.Client, make: Register, taak: dict[str, Any]) -> None:
    """In either spelling; when it was first assigned does not change (ITK-07)."""
    other, third = make.eenheid(), make.eenheid()
    changed = api.patch(taak["url"], json={"toegewezenAanActoren": [ref(other)], "toelichting": "Nieuw"}).json()
    assert changed["toegewezenAanActor"]["uuid"] == other["uuid"]
    assert changed["toegewezenOp"] == taak["toegewezenOp"]
    again = api.patch(taak["url"], json={"toegewezenAanActor": ref(third)}).json()
    assert [one["uuid"] for one in again["toegewezenAanActoren"]] == [third["uuid"]]
    message = {k: v for k, v in again.items() if k != "toegewezenAanActor"}
    assert api.put(taak["url"], json=message).json() == again


def test_an_inactive_actor_gets_nothing_new(
    api: httpx.Client, make: Register, taak: dict[str, Any], actor: dict[str, Any]
) -> None:
    """What it had, it keeps (ACT-10, ACT-11)."""
    assert api.patch(actor["url"], json={"indicatieActief": False}).status_code == 200
    contact = make.klantcontact()
    refused(api.post("/actorklantcontacten", json={"actor": ref(actor), "klantcontact": ref(contact)}), 400, "actor")
    message = {"gevraagdeHandeling": "Bel", "status": "te_verwerken", "aanleidinggevendKlantcontact": ref(contact)}
    refused(api.post("/internetaken", json=message | {"toegewezenAanActor": ref(actor)}), 400, "toegewezenAanActor")
    assert api.patch(taak["url"], json={"status": "verwerkt"}).status_code == 200


@pytest.mark.parametrize(
    ("message", "fields"),
    [
        ({"soortActor": "medewerker"}, ("actorIdentificatie.functie", "actorIdentificatie.telefoonnummer")),
        ({"soortActor": "geautomatiseerde_actor"}, ("actorIdentificatie.functie",)),
        ({"soortActor": "robot"}, ("soortActor",)),
        (
            {"soortActor": "organisatorische_eenheid", "actorIdentificatie": {"emailadres": "x"}},
            ("actorIdentificatie.emailadres",),
        ),
        (
            {"soortActor": "organisatorische_eenheid", "actoridentificator": {"objectId": "1", "codeRegister": "r"}},
            ("actoridentificator.codeObjecttype", "actoridentificator.codeSoortObjectId"),
        ),
    ],
)
def test_an_actor_has_what_its_soort_needs(api: httpx.Client, message: dict[str, Any], fields: tuple[str, ...]) -> None:
    """A function, valid contact details, a whole identificator or none (ACT-07, ACT-08, API-26)."""
    refused(api.post("/actoren", json={"naam": "Proef"} | message), 400, *fields)


def test_the_same_link_exists_once(api: httpx.Client, make: Register, actor: dict[str, Any]) -> None:
    """Several actoren may have taken part, each once (KCT-25, ACT-15)."""
    contact, other = make.klantcontact(), make.eenheid()
    for one in (actor, other):
        make("/actorklantcontacten", actor=ref(one), klantcontact=ref(contact))
    refused(
        api.post("/actorklantcontacten", json={"actor": ref(actor), "klantcontact": ref(contact)}),
        400,
        "nonFieldErrors",
    )
    told = api.get(contact["url"]).json()["hadBetrokkenActoren"]
    assert [one["uuid"] for one in told] == [actor["uuid"], other["uuid"]]
