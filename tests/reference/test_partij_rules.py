"""Rules of a partij: names, employers, preferences, identificatoren, numbers, changes."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from .conftest import Register, ref
from .problem import refused


def parts(soort: str, number: str) -> dict[str, Any]:
    """A partij-identificator in a register of companies."""
    return {
        "codeObjecttype": "niet_natuurlijk_persoon",
        "codeSoortObjectId": soort,
        "objectId": number,
        "codeRegister": "hr",
    }


def test_every_partij_and_klantcontact_gets_a_number(make: Register) -> None:
    """Numeric, at most ten digits, and never twice (PAR-12, KCT-15)."""
    numbers = [make.persoon()["nummer"] for _ in range(3)]
    assert len(set(numbers)) == 3
    assert all(number.isdigit() and len(number) <= 10 for number in numbers)
    contact = make.klantcontact()
    assert contact["nummer"] == contact["referentienummer"] is not None


def test_a_chosen_number_is_kept_and_occurs_once(api: httpx.Client, make: Register) -> None:
    """Also when it is the one that would have been given next (PAR-11)."""
    following = f"{int(make.persoon()['nummer']) + 1:010d}"
    assert make.persoon(nummer=following)["nummer"] == following
    assert make.persoon()["nummer"] != following
    reply = api.post("/partijen", json={"soortPartij": "persoon", "indicatieActief": True, "nummer": following})
    refused(reply, 400, "nummer")


def test_a_partial_change_touches_only_what_it_names(api: httpx.Client, make: Register) -> None:
    """At the top and inside groups (PAR-07, BET-06)."""
    naam = {"voornaam": "Ada", "achternaam": "Proef"}
    partij = make(
        "/partijen",
        soortPartij="persoon",
        indicatieActief=True,
        voorkeurstaal="nld",
        partijIdentificatie={"contactnaam": naam},
    )
    changed = api.patch(partij["url"], json={"partijIdentificatie": {"contactnaam": {"voornaam": "Bea"}}}).json()
    assert changed["partijIdentificatie"]["volledigeNaam"] == "Bea Proef"
    assert changed["voorkeurstaal"] == "nld"
    noted = api.patch(partij["url"], json={"interneNotitie": "Let op"}).json()
    assert noted == changed | {"interneNotitie": "Let op"}
    assert api.get(partij["url"]).json() == noted


def test_a_full_change_keeps_what_it_leaves_out(api: httpx.Client, make: Register) -> None:
    """And needs what is required; sending everything back changes nothing (PAR-08, API-21)."""
    partij = make.persoon(interneNotitie="Blijft", partijIdentificatoren=[])
    assert api.put(partij["url"], json=partij).json() == partij
    changed = api.put(partij["url"], json={"soortPartij": "persoon", "indicatieActief": False})
    assert changed.json() == partij | {"indicatieActief": False}
    refused(api.put(partij["url"], json={"interneNotitie": "x"}), 400, "soortPartij", "indicatieActief")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
@pytest.mark.parametrize("with_list", [False, True])
def test_a_preference_is_ones_own(api: httpx.Client, make: Register, method: str, *, with_list: bool) -> None:
    """Another's address is refused, with and without the list of own addresses (PAR-21)."""
    one, other = make.persoon(), make.persoon()
    own, theirs = make.adres(one), make.adres(other)
    assert api.patch(one["url"], json={"voorkeursDigitaalAdres": ref(own)}).status_code == 200
    message = {"soortPartij": "persoon", "indicatieActief": True, "voorkeursDigitaalAdres": ref(theirs)}
    if with_list:
        message["digitaleAdressen"] = [] if method == "POST" else [ref(own)]
    refused(
        api.request(method, "/partijen" if method == "POST" else one["url"], json=message),
        400,
        "voorkeursDigitaalAdres",
    )
    assert api.get(one["url"]).json()["voorkeursDigitaalAdres"]["uuid"] == own["uuid"]


def test_nothing_of_another_is_taken_over(api: httpx.Client, make: Register) -> None:
    """Not an address, a bank account or an identificator."""
    one, other = (
        make.organisatie(),
        make.organisatie(partijIdentificatoren=[{"partijIdentificator": parts("rsin", "999993483")}]),
    )
    adres, iban = make.adres(other), make("/rekeningnummers", iban="NL00PROF0000000001", partij=ref(other))
    identificator = other["partijIdentificatoren"][0]
    before = api.get(other["url"]).json()
    child = {"uuid": identificator["uuid"], "partijIdentificator": parts("rsin", "999993483")}
    for message, field in (
        ({"digitaleAdressen": [ref(adres)]}, "digitaleAdressen.0"),
        ({"rekeningnummers": [ref(iban)]}, "rekeningnummers.0"),
        ({"partijIdentificatoren": [child]}, "partijIdentificatoren.0.uuid"),
    ):
        refused(api.patch(one["url"], json=message), 400, field)
    assert api.get(other["url"]).json() == before


def test_addresses_can_be_taken_on_and_let_go(api: httpx.Client, make: Register) -> None:
    """One that only a betrokkene gave may become the partij's (DIG-02)."""
    partij = make.persoon()
    betrokkene = make.betrokkene(make.klantcontact(), partij)
    adres = make(
        "/digitaleadressen", adres="b@example.org", soortDigitaalAdres="email", verstrektDoorBetrokkene=ref(betrokkene)
    )
    assert api.get(partij["url"]).json()["digitaleAdressen"] == []
    taken = api.patch(partij["url"], json={"digitaleAdressen": [ref(adres)], "voorkeursDigitaalAdres": ref(adres)})
    assert taken.json()["voorkeursDigitaalAdres"]["uuid"] == adres["uuid"]
    let_go = api.patch(partij["url"], json={"digitaleAdressen": []}).json()
    assert let_go["digitaleAdressen"] == []
    assert let_go["voorkeursDigitaalAdres"] is None
    assert api.get(adres["url"]).json() == adres


def test_another_soort_never_silently_empties_the_name(api: httpx.Client, make: Register) -> None:
    """It is refused, unless the new name comes along."""
    partij = make.persoon()
    refused(api.patch(partij["url"], json={"soortPartij": "organisatie"}), 400, "soortPartij")
    refused(api.put(partij["url"], json={"soortPartij": "organisatie", "indicatieActief": True}), 400, "soortPartij")
    assert api.get(partij["url"]).json() == partij
    message = {"soortPartij": "organisatie", "partijIdentificatie": {"naam": "Proef BV"}}
    assert api.patch(partij["url"], json=message).json()["partijIdentificatie"] == {"naam": "Proef BV"}


def test_an_employer_stays_an_organisation(api: httpx.Client, make: Register) -> None:
    """As long as somebody worked there (PAR-16)."""
    company = make.organisatie()
    group = {"werkteVoorPartij": ref(company), "contactnaam": {"achternaam": "Contact"}}
    make("/partijen", soortPartij="contactpersoon", indicatieActief=True, partijIdentificatie=group)
    message = {"soortPartij": "persoon", "partijIdentificatie": {"contactnaam": {"achternaam": "Mens"}}}
    refused(api.patch(company["url"], json=message), 400, "soortPartij")


def test_a_name_of_another_soort_is_refused(api: httpx.Client) -> None:
    """A partij has one identity (PAR-15); empty parts do no harm."""
    message = {"soortPartij": "persoon", "indicatieActief": True}
    both = {"contactnaam": {"achternaam": "Proef"}, "naam": "Proef BV"}
    refused(api.post("/partijen", json=message | {"partijIdentificatie": both}), 400, "partijIdentificatie.naam")
    assert api.post("/partijen", json=message | {"partijIdentificatie": both | {"naam": ""}}).status_code == 201


def test_identificatoren_in_a_partij_message(api: httpx.Client, make: Register) -> None:
    """With an id they change, without one they are new, the others go."""
    kvk, rsin = parts("kvk_nummer", "99000021"), parts("rsin", "999993926")
    company = make.organisatie(partijIdentificatoren=[{"partijIdentificator": kvk}, {"partijIdentificator": rsin}])
    first, second = company["partijIdentificatoren"]
    kept = {"uuid": first["uuid"], "partijIdentificator": kvk | {"objectId": "99000022"}}
    changed = api.patch(company["url"], json={"partijIdentificatoren": [kept, {"partijIdentificator": rsin}]}).json()
    told = changed["partijIdentificatoren"]
    assert [one["partijIdentificator"]["objectId"] for one in told] == ["99000022", "999993926"]
    assert told[0]["uuid"] == first["uuid"]
    assert told[1]["uuid"] != second["uuid"]
    assert api.get(second["url"]).status_code == 404


@pytest.mark.parametrize(
    ("message", "fields"),
    [
        ({"partijIdentificator": parts("rsin", "123456789")}, ["identificeerdePartij", "partijIdentificator.objectId"]),
        ({"partijIdentificator": parts("kvk_nummer", "1234567")}, ["partijIdentificator.objectId"]),
        (
            {"partijIdentificator": parts("bsn", "999992077")},
            ["identificeerdePartij", "partijIdentificator.codeObjecttype", "partijIdentificator.codeRegister"],
        ),
        ({"partijIdentificator": parts("kvk_nummer", "99000031") | {"objectId": ""}}, ["partijIdentificator.objectId"]),
        (
            {"partijIdentificator": {}},
            [
                "identificeerdePartij",
                *(
                    f"partijIdentificator.{p}"
                    for p in ("codeObjecttype", "codeRegister", "codeSoortObjectId", "objectId")
                ),
            ],
        ),
    ],
)
def test_an_identificator_that_cannot_be(api: httpx.Client, message: dict[str, Any], fields: list[str]) -> None:
    """Wrong checksums, lengths, combinations, missing parts, no owner (IDN-09, IDN-14, IDN-17)."""
    refused(api.post("/partij-identificatoren", json=message), 400, *fields)


def test_correcting_one_part_of_an_identificator_keeps_the_others(api: httpx.Client, make: Register) -> None:
    """And its owner (IDN-06); a loose KvK number may exist."""
    loose = make("/partij-identificatoren", partijIdentificator=parts("kvk_nummer", "99000041"))
    changed = api.patch(loose["url"], json={"partijIdentificator": {"objectId": "99000042"}})
    assert changed.json()["partijIdentificator"] == parts("kvk_nummer", "99000042")


def test_a_new_standard_address_replaces_the_old(api: httpx.Client, make: Register) -> None:
    """Per partij and soort; a referentie occurs once (EXT-04)."""
    partij = make.persoon()
    first = make.adres(partij, isStandaardAdres=True, referentie="werk")
    phone = make.adres(partij, "0600000000", soortDigitaalAdres="telefoonnummer", isStandaardAdres=True)
    make.adres(partij, "nieuw@example.org", isStandaardAdres=True)
    assert api.get(first["url"]).json()["isStandaardAdres"] is False
    assert api.get(phone["url"]).json()["isStandaardAdres"] is True
    message = {
        "adres": "x@example.org",
        "soortDigitaalAdres": "email",
        "verstrektDoorPartij": ref(partij),
        "referentie": "werk",
    }
    refused(api.post("/digitaleadressen", json=message), 400, "referentie")
    assert api.patch(first["url"], json={"adres": "y@example.org", "referentie": "werk"}).status_code == 200
