"""Searches find what matches and nothing else, and pages show everything once."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from .conftest import Register, ref

UNKNOWN = "11111111-1111-4111-8111-111111111111"


def found(api: httpx.Client, path: str, **query: Any) -> list[str]:
    """The ids of what a search finds."""
    reply = api.get(path, params=query)
    assert reply.status_code == 200, reply.text
    assert reply.json()["count"] == len(reply.json()["results"])
    return [one["uuid"] for one in reply.json()["results"]]


@pytest.mark.parametrize(
    ("field", "value", "other", "query", "nothing"),
    [
        ("onderwerp", "Paspoort kwijt", "Rijbewijs", "paspoort K", "afval"),
        ("inhoud", "Over de stoep", "Over het gras", "STOEP", "water"),
        ("reactie", "Morgen gereed", "Volgende week", "morgen", "nooit"),
        ("kanaal", "brief-x", "chat-x", "brief-x", "brief"),
        (
            "plaatsgevondenOp",
            "2020-01-01T10:00:00+01:00",
            "2020-01-02T10:00:00Z",
            "2020-01-01T09:00:00Z",
            "2020-01-01T10:00:00Z",
        ),
        ("nummer", "4440000001", "4440000002", "4440000001", "444000000"),
        ("referentienummer", "4440000003", "4440000004", "4440000003", "4440000009"),
    ],
)
def test_klantcontacten_by_one_property(
    api: httpx.Client, make: Register, field: str, value: str, other: str, query: str, nothing: str
) -> None:
    """The right one comes back, the other does not, and a value nobody has finds nothing."""
    right, wrong = make.klantcontact(**{field: value}), make.klantcontact(**{field: other})
    ids = found(api, "/klantcontacten", **{field: query})
    assert right["uuid"] in ids
    assert wrong["uuid"] not in ids
    assert found(api, "/klantcontacten", **{field: nothing}) == []


def test_booleans_and_unknown_are_three_things(api: httpx.Client, make: Register) -> None:
    """A search for yes or no does not find unknown."""
    contacts = [make.klantcontact(indicatieContactGelukt=value, kanaal="drie") for value in (True, False, None)]
    for value, right in (("true", contacts[0]), ("false", contacts[1])):
        assert found(api, "/klantcontacten", kanaal="drie", indicatieContactGelukt=value) == [right["uuid"]]


def test_several_criteria_hold_together(api: httpx.Client, make: Register) -> None:
    """Each result meets all of them."""
    active = make.persoon(nummer="4441000001")
    make.organisatie(nummer="4441000002")
    assert found(api, "/partijen", nummer="4441000001", soortPartij="persoon") == [active["uuid"]]
    assert found(api, "/partijen", nummer="4441000001", soortPartij="organisatie") == []
    assert found(api, "/partijen", nummer="4441000001", indicatieActief="false") == []


def test_parts_of_an_identificator_belong_to_the_same_one(api: httpx.Client, make: Register) -> None:
    """A partij with two numbers is not found by half of each (IDN-04)."""
    make.organisatie(
        partijIdentificatoren=[
            {"partijIdentificator": parts}
            for parts in (
                {
                    "codeObjecttype": "niet_natuurlijk_persoon",
                    "codeSoortObjectId": "rsin",
                    "objectId": "999993926",
                    "codeRegister": "hr",
                },
                {
                    "codeObjecttype": "niet_natuurlijk_persoon",
                    "codeSoortObjectId": "kvk_nummer",
                    "objectId": "99000002",
                    "codeRegister": "hr",
                },
            )
        ]
    )
    prefix = "partijIdentificator__"
    right = {prefix + "codeSoortObjectId": "kvk_nummer", prefix + "objectId": "99000002"}
    assert len(found(api, "/partijen", **right)) == 1
    assert found(api, "/partijen", **right | {prefix + "codeSoortObjectId": "rsin"}) == []


def test_parts_of_an_onderwerpobject_belong_to_the_same_one(api: httpx.Client, make: Register) -> None:
    """A contact about a zaak and a klanttaak is not found by half of each (OND-09)."""
    contact = make.klantcontact()
    for objecttype, number in (("zaak", "z-1"), ("klanttaak", "k-1")):
        parts = {"objectId": number, "codeObjecttype": objecttype, "codeRegister": "r", "codeSoortObjectId": "uuid"}
        make("/onderwerpobjecten", klantcontact=ref(contact), onderwerpobjectidentificator=parts)
    prefix = "onderwerpobject__onderwerpobjectidentificator"
    assert found(api, "/klantcontacten", **{prefix + "ObjectId": "z-1"}) == [contact["uuid"]]
    assert found(api, "/klantcontacten", **{prefix + "ObjectId": "k-1", prefix + "CodeObjecttype": "zaak"}) == []


def test_klantcontacten_of_a_partij_come_once(api: httpx.Client, make: Register) -> None:
    """Though it was involved twice (API-28), and by uuid or url alike."""
    partij, other = make.persoon(), make.persoon()
    contact, elsewhere = make.klantcontact(), make.klantcontact()
    make.betrokkene(contact, partij)
    make.betrokkene(contact, partij)
    make.betrokkene(elsewhere, other)
    name = "hadBetrokkene__wasPartij__"
    assert found(api, "/klantcontacten", **{name + "uuid": partij["uuid"]}) == [contact["uuid"]]
    assert found(api, "/klantcontacten", **{name + "url": partij["url"]}) == [contact["uuid"]]
    assert found(api, "/klantcontacten", **{name + "uuid": UNKNOWN}) == []
    assert found(api, "/klantcontacten", **{name + "url": "http://example.org/elders"}) == []
    assert len(found(api, "/betrokkenen", wasPartij__uuid=partij["uuid"])) == 2


def test_taken_by_actor_status_and_klantcontact(api: httpx.Client, make: Register) -> None:
    """Alone and together."""
    contact, other = make.klantcontact(), make.klantcontact()
    one, two = make.eenheid(), make.eenheid()
    open_task, done = make.taak(contact, one), make.taak(contact, one, status="verwerkt")
    theirs = make.taak(other, two)
    of_one = {"toegewezenAanActor__uuid": one["uuid"]}
    assert found(api, "/internetaken", **of_one) == [done["uuid"], open_task["uuid"]]
    assert found(api, "/internetaken", status="te_verwerken", **of_one) == [open_task["uuid"]]
    assert found(api, "/internetaken", aanleidinggevendKlantcontact__uuid=other["uuid"]) == [theirs["uuid"]]
    assert found(api, "/klantcontacten", leiddeTotInterneTaken="true", kanaal="nergens") == []


def test_klantcontacten_come_latest_first(api: httpx.Client, make: Register) -> None:
    """Whatever the order of registration (KCT-10)."""
    days = ("2021-03-02", "2021-03-03", "2021-03-01")
    for day in days:
        make.klantcontact(kanaal="volgorde", plaatsgevondenOp=f"{day}T12:00:00Z")
    results = api.get("/klantcontacten", params={"kanaal": "volgorde"}).json()["results"]
    assert [one["plaatsgevondenOp"][:10] for one in results] == sorted(days, reverse=True)


def test_pages_show_everything_once(api: httpx.Client, make: Register) -> None:
    """Following next gives seven different resources out of seven (API-13)."""
    made = {make.klantcontact(kanaal="bladeren")["uuid"] for _ in range(7)}
    seen: list[str] = []
    address, previous = f"{api.base_url}klantcontacten?kanaal=bladeren&pageSize=3", None
    while address:
        page = api.get(address).json()
        assert page["count"] == 7
        assert (page["previous"] is None) == (previous is None)
        seen.extend(one["uuid"] for one in page["results"])
        address, previous = page["next"], address
    assert len(seen) == 7
    assert set(seen) == made


def test_a_page_is_never_larger_than_500(api: httpx.Client, make: Register) -> None:
    """A larger wish is met as far as it goes; the default is 100."""
    for _ in range(101):
        make("/categorieen", naam="Proef")
    assert len(api.get("/categorieen").json()["results"]) == 100
    assert len(api.get("/categorieen", params={"pageSize": 100_000}).json()["results"]) == 101


def test_expand_sends_related_resources_along(api: httpx.Client, make: Register) -> None:
    """Several levels deep, in lists and single resources."""
    partij, contact = make.persoon(), make.klantcontact(kanaal="uitklappen")
    betrokkene = make.betrokkene(contact, partij)
    path = "hadBetrokkenen.wasPartij,leiddeTotInterneTaken"
    for told in (
        api.get(contact["url"], params={"expand": path}).json(),
        api.get("/klantcontacten", params={"expand": path, "kanaal": "uitklappen"}).json()["results"][0],
    ):
        along = told["_expand"]
        assert along["leiddeTotInterneTaken"] == []
        assert along["hadBetrokkenen"][0]["uuid"] == betrokkene["uuid"]
        assert along["hadBetrokkenen"][0]["_expand"]["wasPartij"]["url"] == partij["url"]
