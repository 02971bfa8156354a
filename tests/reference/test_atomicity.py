"""A write is stored whole or leaves nothing behind (API-08, KCT-34)."""

from __future__ import annotations

from typing import Any

import httpx

from .conftest import Register, ref
from .problem import refused

UNKNOWN = "11111111-1111-4111-8111-111111111111"


def bsn(number: str) -> dict[str, Any]:
    """An identificator as part of a partij."""
    parts = {"codeObjecttype": "natuurlijk_persoon", "codeSoortObjectId": "bsn", "codeRegister": "brp"}
    return {"partijIdentificator": parts | {"objectId": number}}


def test_a_refused_registration_leaves_nothing_behind(api: httpx.Client) -> None:
    """A search finds nothing of it."""
    message = {"kanaal": "telefoon", "onderwerp": "Blijft niet achter", "taal": "nld"}
    refused(api.post("/klantcontacten", json=message), 400, "vertrouwelijk")
    assert api.get("/klantcontacten", params={"onderwerp": "Blijft niet achter"}).json()["count"] == 0


def test_a_refused_part_leaves_no_whole_behind(api: httpx.Client, make: Register) -> None:
    """A partij with an identificator that is taken, and a composition with a bad betrokkene."""
    make.persoon(partijIdentificatoren=[bsn("999993653")])
    message = {"soortPartij": "persoon", "indicatieActief": True, "nummer": "5550000001"}
    reply = api.post("/partijen", json=message | {"partijIdentificatoren": [bsn("999993653")]})
    refused(reply, 400, "partijIdentificatoren.0.partijIdentificator.objectId")
    assert api.get("/partijen", params={"nummer": "5550000001"}).json()["count"] == 0
    contact = {"kanaal": "balie", "onderwerp": "Half vastgelegd", "taal": "nld", "vertrouwelijk": False}
    composed = {
        "klantcontact": contact,
        "betrokkene": {"rol": "klant", "initiator": True, "wasPartij": {"uuid": UNKNOWN}},
    }
    refused(api.post("/maak-klantcontact", json=composed), 400, "betrokkene.wasPartij.uuid")
    assert api.get("/klantcontacten", params={"onderwerp": "Half vastgelegd"}).json()["count"] == 0


def test_a_refused_change_changes_nothing_and_takes_nothing(api: httpx.Client, make: Register) -> None:
    """Neither the partij, nor its addresses, nor those of another."""
    one, other = make.persoon(partijIdentificatoren=[bsn("999990482")]), make.persoon()
    own, theirs = make.adres(one), make.adres(other)
    before = api.get(one["url"]).json()
    message = {"interneNotitie": "Nieuw", "partijIdentificatoren": [], "digitaleAdressen": [ref(theirs)]}
    refused(api.patch(one["url"], json=message), 400, "digitaleAdressen.0")
    assert api.get(one["url"]).json() == before
    assert before["digitaleAdressen"][0]["uuid"] == own["uuid"]
    assert api.get(theirs["url"]).json() == theirs


def test_a_refused_removal_removes_nothing(api: httpx.Client, make: Register) -> None:
    """Not even what would have gone along."""
    actor, contact = make.eenheid(), make.klantcontact()
    make("/actorklantcontacten", actor=ref(actor), klantcontact=ref(contact))
    make.taak(contact, actor)
    refused(api.delete(actor["url"]), 409)
    assert api.get("/actorklantcontacten", params={"actor__uuid": actor["uuid"]}).json()["count"] == 1


def test_a_composed_registration_ties_its_parts_together(api: httpx.Client) -> None:
    """Three resources from one message (EXT-02)."""
    contact = {"kanaal": "balie", "onderwerp": "In een keer", "taal": "nld", "vertrouwelijk": False}
    parts = {"objectId": "z", "codeObjecttype": "zaak", "codeRegister": "r", "codeSoortObjectId": "uuid"}
    message = {"klantcontact": contact, "betrokkene": {"rol": "klant", "initiator": True}}
    message["onderwerpobject"] = {"onderwerpobjectidentificator": parts}
    told = api.post("/maak-klantcontact", json=message).json()
    found = api.get(told["klantcontact"]["url"]).json()
    assert [one["uuid"] for one in found["hadBetrokkenen"]] == [told["betrokkene"]["uuid"]]
    assert [one["uuid"] for one in found["gingOverOnderwerpobjecten"]] == [told["onderwerpobject"]["uuid"]]
