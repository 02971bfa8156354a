"""The functions API of the reference: each function answers as its contract says; lists, searches and links work."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from conformance.contract.document import Contract
from conformance.contract.issues import Expectation
from conformance.contract.judging import DEPTH, assess
from conformance.model.exchange import Exchange, Request
from conformance.reference.dialects import DIALECTS
from conformance.reference.direct import Direct
from tests.contract_facts.documents import contract

PROFILE = "vng-functies-00.01.00"
FUNCTIES, BEHEER = "/klantinteracties/v00/", "/beheer_klantinteracties/v00/"
CONTRACT = Contract.of(contract(PROFILE).root)
TELEFOON = {"code": "telefoon", "indicatieActief": True, "naam": "Telefoon"}
EMAIL = {"code": "email", "indicatieActief": True, "naam": "E-mailadres"}
MEDEWERKER = {
    "naam": "Balie",
    "functie": "baliemedewerker",
    "eMailadres": "balie@example.org",
    "telefoonnummer": "0201234567",
}


class Caller:
    """Calls one register; every answer is held against the contract."""

    def __init__(self) -> None:
        self._register = Direct((), datetime(2026, 11, 24, 9, 0, tzinfo=UTC), PROFILE)

    def __call__(self, function: str, message: Mapping[str, Any], *, base: str = FUNCTIES, status: int = 0) -> Any:
        """The answer to a message; with `status`, that is the status it must have."""
        path = base + function
        body = json.dumps(message).encode()
        exchange = self._register.send(Request("POST", path, (), (("Content-Type", "application/json"),), body))
        assert exchange.response is not None
        told = json.loads(exchange.response.body)
        assert exchange.response.status == (status or (201 if base == BEHEER else 200)), (function, told)
        assert not _departures(path, exchange), (function, told)
        return told

    def contact(self, **more: Any) -> Any:
        """A klantcontact of an employee with somebody unknown."""
        actor = self("_registreer_medewerker", MEDEWERKER)["id"]
        return self("_registreer_klantcontact", conversation(actor, **more))


def conversation(actor: str, **more: Any) -> dict[str, Any]:
    """A whole message for a klantcontact."""
    return {
        "actorId": [actor],
        "betrokkeneBijKlantcontact": [{"rol": "klant", "persoonsnaam": {"achternaam": "Proefpersoon"}}],
        "indicatieContactGelukt": "ja",
        "indicatieHergebruikPartij": False,
        "initiatiefnemer": "klant",
        "kanaal": TELEFOON,
        "onderwerp": "Vraag over afval",
        "plaatsgevondenOp": "2026-11-24T08:00:00Z",
        **more,
    }


def _departures(path: str, exchange: Exchange) -> list[str]:
    operation = next(each.id for each in CONTRACT.operations.values() if each.path == path)
    found = assess(CONTRACT, operation, exchange, Expectation.ANY, DEPTH)
    return [str(issue) for issue in found.issues]


@pytest.fixture
def call() -> Caller:
    """A register with nothing but the first values of its lists."""
    return Caller()


def test_the_reference_has_every_function_of_the_contract_and_no_other() -> None:
    """The paths of the dialect are those of the contract."""
    dialect = DIALECTS[PROFILE]
    ours = {f"{dialect.base_path}/{path}" for path in dialect.routes}
    assert ours == {dialect.base_path + operation.path for operation in contract(PROFILE).operations()}


def test_a_person_is_registered_changed_and_found(call: Caller) -> None:
    """What a change does not name stays; one thing found is told as that thing."""
    made = call("_registreer_persoon", {"naam": {"voornaam": "Kim", "achternaam": "Proef"}, "interneNotitie": "Eerst"})
    changed = call("_wijzig_persoon", {"id": made["id"], "naam": {"voornaam": "Robin"}})
    assert changed["naam"] == {"voornaam": "Robin", "achternaam": "Proef"}
    assert changed["interneNotitie"] == "Eerst"
    assert call("_zoek_persoon", {"id": made["id"], "nummer": made["nummer"]}) == changed
    assert call("_zoek_organisatie", {"id": made["id"]}) == []


def test_several_found_are_a_list_and_none_an_empty_one(call: Caller) -> None:
    """R-13: the form of the answer follows what was found."""
    for name in ("Eerste", "Tweede"):
        call(
            "_registreer_organisatie",
            {"naam": name, "bezoekadres": {"soortBezoekadres": "binnenlands_adres", "straat": "Proefweg"}},
        )
    found = call("_zoek_organisatie", {"bezoekadres": {"soortBezoekadres": "binnenlands_adres", "straat": "Proefweg"}})
    assert sorted(each["naam"] for each in found) == ["Eerste", "Tweede"]
    assert call("_zoek_organisatie", {"naam": "Derde"}) == []


def test_an_address_belongs_to_a_partij_and_shows_there(call: Caller) -> None:
    """Registered with the partij, or later by itself."""
    address = {"adres": "kim@example.org", "codeSoortDigitaalAdres": "email", "omschrijving": "werk"}
    person = call("_registreer_persoon", {"digitaalAdres": [address]})
    assert [each["adres"] for each in person["digitaalAdres"]] == ["kim@example.org"]
    later = call("_registreer_digitaal_adres", address | {"adres": "thuis@example.org", "partijId": person["id"]})
    changed = call(
        "_wijzig_digitaal_adres", {"id": later["id"], "adres": "elders@example.org", "omschrijving": "thuis"}
    )
    assert changed["soortDigitaalAdres"]["code"] == "email"
    assert call("_zoek_digitaal_adres", {"adres": "elders@example.org"}) == changed
    call("_registreer_digitaal_adres", address | {"partijId": "onbekend"}, status=400)
    call(
        "_registreer_digitaal_adres", address | {"partijId": person["id"], "codeSoortDigitaalAdres": "rook"}, status=400
    )


def test_a_klantcontact_is_stored_whole(call: Caller) -> None:
    """With its actoren, betrokkenen and inhoudsdelen."""
    part = {
        "externId": "1",
        "externRegister": "dms",
        "indicatieWeerTeGeven": True,
        "omschrijving": "brief",
        "soortInhoudsdeel": "tekst",
    }
    contact = call.contact(inhoudsdeel=[part | {"tekst": "Goedemorgen"}])
    assert [each["tekst"] for each in contact["inhoudsdelen"]] == ["Goedemorgen"]
    assert [each["rol"] for each in contact["betrokkeneBijKlantcontact"]] == ["klant"]
    assert contact["geregistreerdOp"].startswith("2026-11-24")


@pytest.mark.parametrize(
    ("spoiled", "named"),
    [
        ({"actorId": []}, "actorId"),
        ({"betrokkeneBijKlantcontact": []}, "betrokkeneBijKlantcontact"),
        ({"betrokkeneBijKlantcontact": [{}]}, "betrokkeneBijKlantcontact.0.rol"),
        ({"kanaal": TELEFOON | {"code": "rook"}}, "kanaal.code"),
        ({"inhoudsdeel": [{}]}, "inhoudsdeel.0.externId"),
    ],
)  # fmt: skip
def test_one_wrong_part_refuses_the_whole_klantcontact(call: Caller, spoiled: dict[str, Any], named: str) -> None:
    """The refusal names the part, and nobody became a partij."""
    actor = call("_registreer_medewerker", MEDEWERKER)["id"]
    message = conversation(actor, indicatieHergebruikPartij=True) | spoiled
    refusal = call("_registreer_klantcontact", message, status=400)
    assert named in [each["name"] for each in refusal["invalidParams"]]
    assert call("_zoek_persoon", {"naam": {"achternaam": "Proefpersoon"}}) == []


@pytest.mark.parametrize(
    ("involved", "soort"),
    [
        ({"rol": "klant", "persoonsnaam": {"achternaam": "Hergebruik"}}, "persoon"),
        ({"rol": "vertegenwoordiger", "persoonsnaam": {"achternaam": "Hergebruik"}}, ""),
        ({"rol": "klant", "organisatienaam": "Hergebruik"}, "organisatie"),
    ],
)
def test_reuse_makes_a_partij_of_somebody_unknown(call: Caller, involved: dict[str, Any], soort: str) -> None:
    """Name and role say of which soort (PAR-31); a contactpersoon has no search of its own."""
    call.contact(indicatieHergebruikPartij=True, betrokkeneBijKlantcontact=[involved])
    people = call("_zoek_persoon", {"naam": {"achternaam": "Hergebruik"}})
    companies = call("_zoek_organisatie", {"naam": "Hergebruik"})
    assert (people != [], companies != []) == (soort == "persoon", soort == "organisatie")


def test_a_call_and_a_visit_fill_in_what_the_provider_knows(call: Caller) -> None:
    """KCT-33: channel, moment, success, and who began it."""
    actor = call("_registreer_medewerker", MEDEWERKER)["id"]
    names = ("actorId", "betrokkeneBijKlantcontact", "indicatieHergebruikPartij", "onderwerp", "initiatiefnemer")
    message = {name: value for name, value in conversation(actor, initiatiefnemer="gemeente").items() if name in names}
    visit = call("_registreer_keukentafelgesprek", message)
    phone = call(
        "_registreer_binnenkomend_telefoongesprek", {k: v for k, v in message.items() if k != "initiatiefnemer"}
    )
    assert (phone["kanaal"]["code"], phone["initiatiefnemer"], phone["indicatieContactGelukt"]) == (
        "telefoon",
        "klant",
        "ja",
    )
    assert (visit["kanaal"]["code"], visit["initiatiefnemer"]) == ("huisbezoek", "gemeente")
    call("_registreer_keukentafelgesprek", {k: v for k, v in message.items() if k != "initiatiefnemer"}, status=400)


def test_a_taak_starts_open_is_corrected_and_marked(call: Caller) -> None:
    """ITK-21: status and number are the provider's."""
    contact = call.contact()
    actor = contact["actorId"][0]
    made = call(
        "_registreer_interne_taak",
        {"klantcontactId": contact["id"], "actorId": actor, "gevraagdeHandeling": "Bel terug"},
    )
    assert (made["status"], made["nummer"] > 0) == ("te_verwerken", True)
    call("_corrigeer_interne_taak", {"id": made["id"], "toelichting": "Morgen"})
    settled = call("_markeer_interne_taak_verwerkt", {"id": made["id"]})
    assert settled == made | {"status": "verwerkt", "toelichting": "Morgen"}
    assert call("_zoek_interne_taak", {"klantcontactId": contact["id"], "status": "verwerkt"}) == settled
    call("_markeer_interne_taak_verwerkt", {"id": "onbekend"}, status=404)
    call("_corrigeer_interne_taak", {"toelichting": "Zonder id"}, status=400)


def test_an_inactive_actor_gets_no_klantcontact_and_no_taak(call: Caller) -> None:
    """ACT-10 and ACT-11, through the management."""
    contact = call.contact()
    actor = contact["actorId"][0]
    assert call("_deactiveer_actor", {"id": actor}, base=BEHEER)["indicatieActief"] is False
    call("_registreer_klantcontact", conversation(actor), status=400)
    call(
        "_registreer_interne_taak",
        {"klantcontactId": contact["id"], "actorId": actor, "gevraagdeHandeling": "Bel"},
        status=400,
    )
    call("_activeer_actor", {"id": actor}, base=BEHEER)
    call("_registreer_klantcontact", conversation(actor))


def test_each_soort_of_actor_is_registered_changed_and_found(call: Caller) -> None:
    """By its own functions, and by the search of the management."""
    for soort, message in {
        "medewerker": MEDEWERKER,
        "geautomatiseerde_actor": {"naam": "Balie", "functie": "robot", "omschrijving": "proef"},
        "organisatorische_eenheid": {"naam": "Balie", "omschrijving": "afdeling", "faxnummer": "0201234567"},
    }.items():
        made = call(f"_registreer_{soort}", message)
        assert made.items() >= message.items()
        changed = call(f"_wijzig_{soort}", {"id": made["id"], "naam": "Nieuw"})
        assert changed == made | {"naam": "Nieuw"}
        assert call(f"_zoek_{soort}", {"naam": "Nieuw"}) == changed
        found = call("_zoek_actor", {"naam": "Nieuw", "soortActor": soort}, base=BEHEER)
        assert found == {name: changed[name] for name in ("id", "naam", "soortActor", "indicatieActief")}


def test_a_klantcontact_is_linked_to_an_object_and_to_a_taak_and_released(call: Caller) -> None:
    """The one thing that can be removed here."""
    contact = call.contact()
    zaak = {"code": "zaak", "indicatieActief": True, "naam": "Zaak"}
    message = {
        "klantcontactId": contact["id"],
        "externId": "Z-1",
        "externRegister": "zaken",
        "ontstaanUitKlantcontact": True,
    }
    link = call("_registreer_klantcontact_gaat_over_object", message | {"soortObject": zaak})
    assert call("_verwijder_klantcontact_gaat_over", {"id": link["id"]}) == link
    call("_verwijder_klantcontact_gaat_over", {"id": link["id"]}, status=404)
    taak = call(
        "_registreer_interne_taak",
        {"klantcontactId": contact["id"], "actorId": contact["actorId"][0], "gevraagdeHandeling": "Bel"},
    )
    about = call(
        "_registreer_klantcontact_gaat_over_interne_taak",
        {"klantcontactId": contact["id"], "interneTaakId": taak["id"]},
    )
    assert (about["interneTaakId"], about["ontstaanUitKlantcontact"]) == (taak["id"], False)


def test_a_value_of_a_list_is_added_improved_switched_and_read(call: Caller) -> None:
    """On both sides of the API; only the lists that are asked for come back."""
    call("_registreer_kanaal", {"code": "postduif", "naam": "Duif"}, base=BEHEER)
    call("_registreer_kanaal", {"code": "postduif", "naam": "Nog een"}, base=BEHEER, status=409)
    call("_corrigeer_kanaal", {"code": "postduif", "naam": "Postduif"}, base=BEHEER)
    off = call("_deactiveer_kanaal", {"code": "postduif"}, base=BEHEER)
    assert off == {"code": "postduif", "naam": "Postduif", "indicatieActief": False}
    assert call("_raadpleeg_kanaal", {"code": "postduif"}) == off
    actor = call("_registreer_medewerker", MEDEWERKER)["id"]
    call("_registreer_klantcontact", conversation(actor, kanaal=TELEFOON | {"code": "postduif"}), status=400)
    lists = call("_haal_referentielijsten_waarden_op", {"kanaal": True, "land": False})
    assert list(lists) == ["kanalen"]
    assert off in lists["kanalen"]
    call("_raadpleeg_land", {"landcode": "0000"}, status=404)


def test_a_country_ends_on_a_day(call: Caller) -> None:
    """There is no inactive country."""
    land = {"landcode": "9999", "landnaam": "Verweg", "ingangsdatumLand": "1900-01-01", "einddatumLand": "9999-12-31"}
    call("_registreer_land", land, base=BEHEER)
    ended = call("_deactiveer_land", {"landcode": "9999", "einddatumLand": "2026-01-01"}, base=BEHEER)
    assert ended == land | {"einddatumLand": "2026-01-01"}


def test_searching_with_a_wrong_value_is_refused(call: Caller) -> None:
    """API-15: a number that is none, a status that is none."""
    call("_zoek_persoon", {"nummer": "twaalf"}, status=400)
    call("_zoek_interne_taak", {"status": "ooit"}, status=400)
