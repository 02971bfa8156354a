"""What removing means: for the resource itself and for everything around it."""

from __future__ import annotations

import httpx

from .conftest import Register, ref
from .problem import refused

KVK = {"codeObjecttype": "niet_natuurlijk_persoon", "codeSoortObjectId": "kvk_nummer", "codeRegister": "hr"}
VESTIGING = {"codeObjecttype": "vestiging", "codeSoortObjectId": "vestigingsnummer", "codeRegister": "hr"}


def gone(api: httpx.Client, *urls: str) -> bool:
    """Whether none of these can be read any more."""
    return [api.get(url).status_code for url in urls] == [404] * len(urls)


def test_what_is_removed_is_gone_everywhere(api: httpx.Client, make: Register) -> None:
    """By id, from searches, and for a second removal (API-05)."""
    contact = make.klantcontact(kanaal="weg")
    assert api.delete(contact["url"]).status_code == 204
    assert gone(api, contact["url"])
    assert api.get("/klantcontacten", params={"kanaal": "weg"}).json()["count"] == 0
    refused(api.delete(contact["url"]), 404)


def test_removing_a_partij_leaves_the_past_intact(api: httpx.Client, make: Register) -> None:
    """Klantcontact and betrokkene stay; only the reference is empty."""
    partij, contact = make.persoon(), make.klantcontact()
    betrokkene = make.betrokkene(contact, partij)
    told = api.get(contact["url"]).json()
    assert api.delete(partij["url"]).status_code == 204
    assert api.get(contact["url"]).json() == told
    assert api.get(betrokkene["url"]).json() == betrokkene | {"wasPartij": None}


def test_removing_a_partij_takes_what_only_it_owns(api: httpx.Client, make: Register) -> None:
    """And lets go of what somebody else owns too (API-29)."""
    partij, other = make.organisatie(), make.persoon()
    betrokkene = make.betrokkene(make.klantcontact(), partij)
    own = make.adres(partij)
    shared = make.adres(partij, verstrektDoorBetrokkene=ref(betrokkene))
    kvk = make(
        "/partij-identificatoren", identificeerdePartij=ref(partij), partijIdentificator=KVK | {"objectId": "99000011"}
    )
    link = make("/vertegenwoordigingen", vertegenwoordigendePartij=ref(other), vertegenwoordigdePartij=ref(partij))
    group = {"werkteVoorPartij": ref(partij)}
    employee = make("/partijen", soortPartij="contactpersoon", indicatieActief=True, partijIdentificatie=group)
    assert api.delete(partij["url"]).status_code == 204
    assert gone(api, own["url"], kvk["url"], link["url"])
    assert api.get(shared["url"]).json()["verstrektDoorPartij"] is None
    assert api.get(employee["url"]).json()["partijIdentificatie"]["werkteVoorPartij"] is None


def test_removing_a_klantcontact_takes_what_hangs_on_it(api: httpx.Client, make: Register) -> None:
    """The people and the partij stay."""
    partij, actor, contact = make.persoon(), make.eenheid(), make.klantcontact()
    betrokkene, taak = make.betrokkene(contact, partij), make.taak(contact, actor)
    link = make("/actorklantcontacten", actor=ref(actor), klantcontact=ref(contact))
    later = make.klantcontact()
    subject = make("/onderwerpobjecten", klantcontact=ref(later), wasKlantcontact=ref(contact))
    assert api.delete(contact["url"]).status_code == 204
    assert gone(api, betrokkene["url"], taak["url"], link["url"])
    assert api.get(subject["url"]).json()["wasKlantcontact"] is None
    assert not gone(api, partij["url"], actor["url"], later["url"])


def test_an_actor_with_a_taak_of_its_own_cannot_go(api: httpx.Client, make: Register) -> None:
    """A shared taak loses one actor, an only actor stays."""
    one, two, contact = make.eenheid(), make.eenheid(), make.klantcontact()
    taak = make.taak(contact, one, two)
    assert api.delete(one["url"]).status_code == 204
    told = api.get(taak["url"]).json()
    assert [actor["uuid"] for actor in told["toegewezenAanActoren"]] == [two["uuid"]]
    refused(api.delete(two["url"]), 409)
    assert api.get(taak["url"]).json() == told


def test_removing_a_preferred_address_leaves_its_partij(api: httpx.Client, make: Register) -> None:
    """With an empty preference (DIG-14)."""
    partij = make.persoon()
    adres = make.adres(partij)
    assert api.patch(partij["url"], json={"voorkeursDigitaalAdres": ref(adres)}).status_code == 200
    assert api.delete(adres["url"]).status_code == 204
    assert api.get(partij["url"]).json()["voorkeursDigitaalAdres"] is None


def test_a_kvk_number_with_branches_cannot_go(api: httpx.Client, make: Register) -> None:
    """Nor can the partij that owns it, as long as the branch is another's (EXT-05)."""
    company, branch = make.organisatie(), make.organisatie()
    kvk = make(
        "/partij-identificatoren", identificeerdePartij=ref(company), partijIdentificator=KVK | {"objectId": "99000012"}
    )
    child = make(
        "/partij-identificatoren",
        identificeerdePartij=ref(branch),
        partijIdentificator=VESTIGING | {"objectId": "999900000012"},
        subIdentificatorVan=ref(kvk),
    )
    refused(api.delete(kvk["url"]), 409)
    refused(api.delete(company["url"]), 409)
    assert api.delete(child["url"]).status_code == 204
    assert api.delete(company["url"]).status_code == 204


def test_cascade_takes_contacts_that_are_about_nothing_else(api: httpx.Client, make: Register) -> None:
    """And tells which stayed (EXT-07)."""
    parts = {"objectId": "z", "codeObjecttype": "zaak", "codeRegister": "r", "codeSoortObjectId": "uuid"}
    one, two = make.klantcontact(), make.klantcontact()
    alone = make("/onderwerpobjecten", klantcontact=ref(one), onderwerpobjectidentificator=parts)
    first = make("/onderwerpobjecten", klantcontact=ref(two), onderwerpobjectidentificator=parts)
    make("/onderwerpobjecten", klantcontact=ref(two), onderwerpobjectidentificator=parts | {"objectId": "y"})
    assert api.delete(alone["url"], params={"cascade": "true"}).json() == {"behouden": []}
    assert gone(api, one["url"])
    assert api.delete(first["url"], params={"cascade": "true"}).json() == {"behouden": [two["url"]]}
    assert not gone(api, two["url"])
    refused(api.delete(two["url"], params={"cascade": "true"}), 400, "cascade")
