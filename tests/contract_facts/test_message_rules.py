"""The rules of a message that join fields: what the published description says in words, or not at all."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest

from .documents import contract

ACTOR = {"uuid": "0b7b2b7e-5d3c-4b0e-9a57-3f1f6f3f7a01"}
TAAK: dict[str, Any] = {"gevraagdeHandeling": "terugbellen", "aanleidinggevendKlantcontact": ACTOR}
CONTACT: dict[str, Any] = {"kanaal": "telefoon", "onderwerp": "afval", "taal": "nld", "vertrouwelijk": False}
MEDEWERKER = {"functie": "adviseur", "telefoonnummer": "0201234567"}
PERSOON = {"soortPartij": "persoon", "indicatieActief": True}


def kenmerk(register: str, objecttype: str, soort: str, waarde: str) -> dict[str, str]:
    """Give the four parts of a partij-identificator."""
    return {"codeRegister": register, "codeObjecttype": objecttype, "codeSoortObjectId": soort, "objectId": waarde}


def identificator(*parts: str, **more: Any) -> dict[str, Any]:
    """Give a message that registers a partij-identificator."""
    return {"partijIdentificator": kenmerk(*parts), **more}


BSN = ("brp", "natuurlijk_persoon", "bsn", "999993653")
VESTIGING = ("hr", "vestiging", "vestigingsnummer", "000037178598")

ACCEPTED: dict[str, tuple[str, Any]] = {
    "bsn": ("PartijIdentificatorSchrijven", identificator(*BSN)),
    "rsin": ("PartijIdentificatorSchrijven", identificator("hr", "niet_natuurlijk_persoon", "rsin", "000009921")),
    "kvk-nummer": (
        "PartijIdentificatorSchrijven",
        identificator("hr", "niet_natuurlijk_persoon", "kvk_nummer", "69599084"),
    ),
    "vestiging onder kvk-nummer": (
        "PartijIdentificatorSchrijven",
        identificator(*VESTIGING, subIdentificatorVan=ACTOR),
    ),
    "vestiging vervangen": ("PartijIdentificatorVervangen", identificator(*VESTIGING)),
    "ander adres": ("DigitaalAdresSchrijven", {"soortDigitaalAdres": "overig", "adres": "@gemeente"}),
    "e-mailadres": ("DigitaalAdresSchrijven", {"soortDigitaalAdres": "email", "adres": "a@example.org"}),
    "telefoonnummer": ("DigitaalAdresSchrijven", {"soortDigitaalAdres": "telefoonnummer", "adres": "0201234567"}),
    "adres zonder soort wijzigen": ("DigitaalAdresWijzigen", {"adres": "b@example.org"}),
    "taak voor een actor": ("InterneTaakSchrijven", TAAK | {"status": "te_verwerken", "toegewezenAanActor": ACTOR}),
    "taak voor actoren": ("InterneTaakSchrijven", TAAK | {"status": "te_verwerken", "toegewezenAanActoren": [ACTOR]}),
    "verwerkte taak": (
        "InterneTaakSchrijven",
        TAAK | {"status": "verwerkt", "toegewezenAanActor": ACTOR, "afgehandeldOp": "2026-01-02T03:04:05Z"},
    ),
    "gelukt contact": ("KlantcontactSchrijven", CONTACT | {"indicatieContactGelukt": True}),
    "gelukt contact zonder verdere actie": (
        "KlantcontactSchrijven",
        CONTACT | {"indicatieContactGelukt": True, "verdereActieOndernomen": False},
    ),
    "mislukt contact": (
        "KlantcontactSchrijven",
        CONTACT | {"indicatieContactGelukt": False, "verdereActieOndernomen": True},
    ),
    "actor zonder gegevens": ("ActorSchrijven", {"naam": "balie", "soortActor": "medewerker"}),
    "gegevens zonder soort wijzigen": ("ActorWijzigen", {"actorIdentificatie": MEDEWERKER}),
    "leeg land": ("PartijSchrijven", PERSOON | {"bezoekadres": {"land": "", "postcode": "", "huisnummer": None}}),
}
REFUSED: dict[str, tuple[str, Any]] = {
    "bsn van acht cijfers": ("PartijIdentificatorSchrijven", identificator(*BSN[:3], "99999365")),
    "bsn in het handelsregister": ("PartijIdentificatorSchrijven", identificator("hr", *BSN[1:])),
    "bsn van een vestiging": ("PartijIdentificatorSchrijven", identificator("brp", "vestiging", *BSN[2:])),
    "rsin van een persoon": (
        "PartijIdentificatorSchrijven",
        identificator("brp", "natuurlijk_persoon", "rsin", BSN[3]),
    ),
    "rsin uit de brp": (
        "PartijIdentificatorSchrijven",
        identificator("brp", "niet_natuurlijk_persoon", "rsin", BSN[3]),
    ),
    "kvk-nummer uit de brp": (
        "PartijIdentificatorSchrijven",
        identificator("brp", "niet_natuurlijk_persoon", "kvk_nummer", "69599084"),
    ),
    "kvk-nummer van een vestiging": (
        "PartijIdentificatorSchrijven",
        identificator("hr", "vestiging", "kvk_nummer", "69599084"),
    ),
    "kvk-nummer van negen cijfers": (
        "PartijIdentificatorSchrijven",
        identificator("hr", "niet_natuurlijk_persoon", "kvk_nummer", "695990840"),
    ),
    "vestiging zonder kvk-nummer": ("PartijIdentificatorSchrijven", identificator(*VESTIGING)),
    "vestiging onder niets": ("PartijIdentificatorSchrijven", identificator(*VESTIGING, subIdentificatorVan=None)),
    "vestiging uit de brp": ("PartijIdentificatorVervangen", identificator("brp", *VESTIGING[1:])),
    "vestiging als persoon": (
        "PartijIdentificatorVervangen",
        identificator("hr", "natuurlijk_persoon", *VESTIGING[2:]),
    ),
    "rsin van een natuurlijk persoon": (
        "PartijIdentificatorSchrijven",
        identificator("hr", "natuurlijk_persoon", "rsin", BSN[3]),
    ),
    "vestigingsnummer als kvk-nummer": (
        "PartijIdentificatorSchrijven",
        identificator("hr", "niet_natuurlijk_persoon", "vestigingsnummer", "69599084"),
    ),
    "bsn als vestigingsnummer": ("PartijIdentificatorVervangen", identificator(*VESTIGING[:2], "bsn", VESTIGING[3])),
    "telefoonnummer als e-mailadres": ("DigitaalAdresWijzigen", {"soortDigitaalAdres": "email", "adres": "0201234567"}),
    "e-mailadres als telefoonnummer": (
        "DigitaalAdresWijzigen",
        {"soortDigitaalAdres": "telefoonnummer", "adres": "a@example.org"},
    ),
    "e-mailadres zonder apenstaart": ("DigitaalAdresWijzigen", {"soortDigitaalAdres": "email", "adres": "geen"}),
    "tekst als telefoonnummer": ("DigitaalAdresWijzigen", {"soortDigitaalAdres": "telefoonnummer", "adres": "bel"}),
    "servicenummer": ("DigitaalAdresWijzigen", {"soortDigitaalAdres": "telefoonnummer", "adres": "0800123456"}),
    "taak zonder actor": ("InterneTaakSchrijven", TAAK | {"status": "te_verwerken"}),
    "taak met lege lijst actoren": (
        "InterneTaakSchrijven",
        TAAK | {"status": "te_verwerken", "toegewezenAanActoren": []},
    ),
    "taak met actor en lijst": ("InterneTaakWijzigen", {"toegewezenAanActor": ACTOR, "toegewezenAanActoren": [ACTOR]}),
    "open taak met tijdstip": (
        "InterneTaakWijzigen",
        {"status": "te_verwerken", "afgehandeldOp": "2026-01-02T03:04:05Z"},
    ),
    "gelukt contact met verdere actie": (
        "KlantcontactWijzigen",
        {"indicatieContactGelukt": True, "verdereActieOndernomen": True},
    ),
    "gegevens van een andere soort": (
        "ActorSchrijven",
        {
            "naam": "robot",
            "soortActor": "geautomatiseerde_actor",
            "actorIdentificatie": {"omschrijving": "zonder functie"},
        },
    ),
    "land in kleine letters": ("PartijSchrijven", PERSOON | {"bezoekadres": {"land": "nl"}}),
    "nummer met letters": ("PartijSchrijven", PERSOON | {"nummer": "A1"}),
}


def is_accepted(schema: str, message: Any) -> bool:
    """Tell whether the message is valid against a component schema of our contract."""
    document = {"components": contract().root["components"], "$ref": f"#/components/schemas/{schema}"}
    return jsonschema_rs.Draft202012Validator(document, validate_formats=True).is_valid(message)


@pytest.mark.parametrize(("schema", "message"), ACCEPTED.values(), ids=ACCEPTED)
def test_a_message_that_keeps_the_rules_is_accepted(schema: str, message: Any) -> None:
    """The contract has no rule against a message that the API takes."""
    assert is_accepted(schema, message)


@pytest.mark.parametrize(("schema", "message"), REFUSED.values(), ids=REFUSED)
def test_a_message_that_breaks_one_rule_is_refused(schema: str, message: Any) -> None:
    """The contract has the rule that the message breaks."""
    assert not is_accepted(schema, message)
