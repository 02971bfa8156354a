"""The dialect VNG CRUD over the same core: HAL, bare ids, numbers that the consumer chooses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from conformance.reference.server import RunningReference

HAL = "application/hal+json"
IDENTIFICATOR = {"objectId": "1", "codeObjecttype": "zaak", "codeRegister": "zaken", "codeSoortObjectId": "uuid"}


@pytest.fixture(scope="module")
def crud() -> Iterator[httpx.Client]:
    """A client of a reference that speaks this dialect."""
    with RunningReference(dialect="vng-crud-0.0.3") as running:
        headers = {"Authorization": "Bearer geheim", "Content-Type": HAL, "Accept": HAL}
        with httpx.Client(base_url=running.base_url, headers=headers) as client:
            yield client


class Numbers:
    """Every registration has a number of its own."""

    last = 0


def persoon(**more: Any) -> dict[str, Any]:
    """A message that registers a person."""
    Numbers.last += 1
    needed = {"soortPartij": "persoon", "indicatieActief": True, "indicatieGeheimhouding": False}
    return needed | {"nummer": Numbers.last} | more


def klantcontact(**more: Any) -> dict[str, Any]:
    """A message that registers a klantcontact."""
    Numbers.last += 1
    needed = {"onderwerp": "Proefvraag", "vertrouwelijk": False, "indicatieContactGelukt": "onbekend"}
    return needed | {"nummer": Numbers.last, "plaatsgevondenOp": "2026-01-01T12:00:00Z"} | more


def make(crud: httpx.Client, path: str, message: dict[str, Any]) -> dict[str, Any]:
    """Register and give what is told about it."""
    reply = crud.post(path, json=message)
    assert reply.status_code == 201, reply.text
    told: dict[str, Any] = reply.json()
    return told


def blamed(reply: httpx.Response) -> set[str]:
    """The names in a refusal."""
    return {each["name"] for each in reply.json()["invalidParams"]}


def test_a_registration_is_told_in_hal_with_its_place(crud: httpx.Client) -> None:
    """The id is a bare member, and the links lead to it."""
    reply = crud.post("/partijen", json=persoon(partijtype={"contactnaam": {"achternaam": "Proef"}}))
    told = reply.json()
    assert reply.headers["content-type"] == HAL
    assert reply.headers["api-version"] == "0.0.3"
    assert reply.headers["location"] == told["_links"]["self"]["href"]
    assert reply.headers["location"].endswith(f"/partijen/{told['id']}")
    assert told["partijtype"] == {"contactnaam": {"achternaam": "Proef"}}
    assert not {"uuid", "url", "partijIdentificatie", "interneNotitie"} & told.keys()


def test_a_collection_is_embedded_under_the_published_name(crud: httpx.Client) -> None:
    """The name of the list and the path of one betrokkene differ in capitals from the path of the list."""
    contact = make(crud, "/klantcontacten", klantcontact())
    involved = {"rol": "klant", "initiator": True, "hadKlantcontact": contact["id"]}
    made = make(crud, "/betrokkenenBijKlantcontact", involved)
    found = crud.get("/betrokkenenBijKlantcontact", params={"hadKlantcontact": contact["id"]}).json()
    assert [each["id"] for each in found["_embedded"]["betrokkenenBijKlantcontact"]] == [made["id"]]
    assert crud.get(f"/betrokkenenbijklantcontact/{made['id']}").json() == made
    assert crud.get(f"/betrokkenenBijKlantcontact/{made['id']}").status_code == 404


def test_what_is_empty_is_left_out_and_null_is_refused(crud: httpx.Client) -> None:
    """There is no null in this dialect."""
    reply = crud.post("/partijen", json=persoon(interneNotitie=None, voorkeursDigitaalAdres=None))
    assert reply.status_code == 400
    assert blamed(reply) == {"interneNotitie", "voorkeursDigitaalAdres"}


@pytest.mark.parametrize("name", ["kanaal", "taal", "referentienummer"])
def test_a_name_of_the_core_means_nothing_on_the_wire(crud: httpx.Client, name: str) -> None:
    """Each dialect has its own names."""
    told = make(crud, "/klantcontacten", klantcontact(codeKanaal="post", **{name: "anders"}))
    assert told["codeKanaal"] == "post"
    assert name not in told


def test_a_number_that_is_taken_is_a_conflict(crud: httpx.Client) -> None:
    """Nothing is wrong with the message by itself."""
    message = klantcontact()
    make(crud, "/klantcontacten", message)
    reply = crud.post("/klantcontacten", json=message)
    assert reply.status_code == 409
    assert blamed(reply) == {"nummer"}


def test_a_taak_has_its_one_actor(crud: httpx.Client) -> None:
    """A bare id in and out; without it there is no taak."""
    contact = make(crud, "/klantcontacten", klantcontact())
    actor = make(crud, "/actoren", {"naam": "Team", "soortActor": "organisatorischeEenheid", "indicatieActief": True})
    Numbers.last += 1
    message = {"nummer": Numbers.last, "gevraagdeHandeling": "Bel", "status": "te_verwerken"}
    message["aanleidinggevendKlantcontact"] = contact["id"]
    assert blamed(crud.post("/internetaken", json=message)) == {"toegewezenAanActor"}
    told = make(crud, "/internetaken", message | {"toegewezenAanActor": actor["id"]})
    assert told["toegewezenAanActor"] == actor["id"]
    assert "verwerktOp" not in told
    done = crud.patch(f"/internetaken/{told['id']}", json={"status": "verwerkt"}).json()
    assert done["verwerktOp"]
    assert crud.delete(f"/actoren/{actor['id']}").status_code == 409


def test_an_identificator_is_searched_by_its_parts(crud: httpx.Client) -> None:
    """A composed parameter without a style is written as its parts."""
    contact = make(crud, "/klantcontacten", klantcontact())
    about = {"onderwerpobjectidentificator": IDENTIFICATOR, "wasOnderwerpVanKlantcontact": contact["id"]}
    made = make(crud, "/onderwerpobjecten", about)
    find = {"objectId": "1", "wasOnderwerpVanKlantcontact": contact["id"]}
    found = crud.get("/onderwerpobjecten", params=find).json()
    assert [each["id"] for each in found["_embedded"]["onderwerpobjecten"]] == [made["id"]]
    assert crud.get("/onderwerpobjecten", params={"objectId": "2"}).json()["_embedded"] == {"onderwerpobjecten": []}
    assert blamed(crud.get("/onderwerpobjecten", params={"onderwerpobjectidentificator": "1"})) == {
        "onderwerpobjectidentificator"
    }


@pytest.mark.parametrize(
    ("message", "names"),
    [
        ({"soortActor": "medewerker"}, {"actortype.functie", "actortype.eMailadres", "actortype.telefoonnummer"}),
        ({"soortActor": "geautomatiseerde_actor"}, {"soortActor"}),
    ],
    ids=["medewerker", "other-spelling"],
)
def test_a_refusal_names_fields_as_the_message_does(
    crud: httpx.Client, message: dict[str, Any], names: set[str]
) -> None:
    """What is required per soort is required inside its group (T-10)."""
    reply = crud.post("/actoren", json={"naam": "Proef", "indicatieActief": True} | message)
    assert reply.status_code == 400
    assert blamed(reply) == names
    assert {"type", "title", "status", "detail", "instance", "code"} <= reply.json().keys()


@pytest.mark.parametrize(("media", "status"), [(HAL, 201), ("application/json", 201), ("text/plain", 415)])
def test_messages_are_hal_or_json(crud: httpx.Client, media: str, status: int) -> None:
    """Nothing else."""
    reply = crud.post("/partijen", json=persoon(), headers={"Content-Type": media})
    assert reply.status_code == status
