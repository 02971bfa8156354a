"""Faults of the functions API in partijen and their addresses."""

from __future__ import annotations

from conformance.reference.domain.core import Core
from conformance.reference.faults.fault import Fault
from conformance.reference.faults.functies_wire import Message, accepting, functies, heard, said, without

_ADRES = "_registreer_digitaal_adres"


def _somebodys(core: Core, message: Message) -> Message | None:
    owner = next(record.id for record in core.all("partij"))
    return None if "partijId" in message else message | {"partijId": owner}


def _of_a_known_soort(core: Core, message: Message) -> Message | None:
    codes = {record.values["code"] for record in core.all("soortDigitaalAdres")}
    known = message.get("codeSoortDigitaalAdres") in codes
    return None if known else message | {"codeSoortDigitaalAdres": "overig"}


FAULTS: tuple[Fault, ...] = (
    functies(
        "naam-geheel-vervangen",
        "Wie een deel van een naam wijzigt is de andere delen kwijt.",
        "Whoever changes a part of a name loses the other parts.",
        "PAR-07",
        lambda seams: seams.redefine("partij", "partijIdentificatie", merges=False),
    ),
    functies(
        "zoekt-niet-op-partijnummer",
        "Zoeken naar personen let niet op het nummer.",
        "Searching for persons pays no heed to the number.",
        "PAR-04",
        heard("_zoek_persoon", without("nummer")),
    ),
    functies(
        "persoon-heet-organisatie",
        "Een geregistreerde persoon heet een organisatie.",
        "A registered person is called an organisation.",
        "PAR-13",
        said("_registreer_persoon", lambda told: told | {"soortPartij": "organisatie"}),
    ),
    functies(
        "adres-van-niemand",
        "Een digitaal adres zonder partij wordt aanvaard.",
        "A digital address without a partij is accepted.",
        "DIG-07",
        accepting(_ADRES, _somebodys),
    ),
    functies(
        "adres-van-elke-soort",
        "Een digitaal adres van een onbekende soort wordt aanvaard.",
        "A digital address of an unknown soort is accepted.",
        "DIG-15",
        accepting(_ADRES, _of_a_known_soort),
    ),
    functies(
        "eigen-soort-wordt-overig",
        "Elke andere soort digitaal adres dan email wordt overig.",
        "Every soort of digital address but email becomes overig.",
        "DIG-12",
        heard(
            _ADRES,
            lambda message: (
                message
                | ({} if message.get("codeSoortDigitaalAdres") == "email" else {"codeSoortDigitaalAdres": "overig"})
            ),
        ),
    ),
    functies(
        "adres-wijzigen-wist-omschrijving",
        "Wie een adres wijzigt is de omschrijving kwijt.",
        "Whoever changes an address loses the description.",
        "DIG-05",
        heard("_wijzig_digitaal_adres", lambda message: message | {"omschrijving": "-"}),
    ),
)
