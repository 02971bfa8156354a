"""Faults of the functions API in partijen and their addresses."""

from __future__ import annotations

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action
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


def _same_number(_core: Core, change: Change) -> None:
    if change.kind == "partij" and change.action is Action.REGISTER:
        change.values = change.values | {"nummer": "0000000001"}


def _is_person(told: object) -> bool:
    return isinstance(told, dict) and told.get("soortPartij") == "persoon"


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
        "zoekt-niet-op-bezoekadres",
        "Zoeken naar personen let niet op het bezoekadres.",
        "Searching for persons pays no heed to the visiting address.",
        "PAR-05",
        heard("_zoek_persoon", without("bezoekadres")),
    ),
    functies(
        "zoekt-niet-op-correspondentieadres",
        "Zoeken naar personen let niet op het correspondentieadres.",
        "Searching for persons pays no heed to the postal address.",
        "PAR-05",
        heard("_zoek_persoon", without("correspondentieadres")),
    ),
    functies(
        "elke-partij-hetzelfde-nummer",
        "Elke partij krijgt hetzelfde nummer.",
        "Every partij gets the same number.",
        "PAR-11",
        lambda seams: seams.storing.append(_same_number),
    ),
    functies(
        "persoon-met-geslacht",
        "Een persoon komt terug met een geslacht.",
        "A person comes back with a sex.",
        "PAR-34",
        said("", lambda told: told | {"geslacht": "x"} if _is_person(told) else told),
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
        "zoekt-niet-op-adres",
        "Zoeken naar digitale adressen let niet op het adres.",
        "Searching for digital addresses pays no heed to the address.",
        "DIG-04",
        heard("_zoek_digitaal_adres", without("adres")),
    ),
    functies(
        "zoekt-niet-op-soort-adres",
        "Zoeken naar digitale adressen let niet op de soort.",
        "Searching for digital addresses pays no heed to the soort.",
        "API-31",
        heard("_zoek_digitaal_adres", without("soortDigitaalAdres")),
    ),
    functies(
        "zoekt-niet-op-partij-van-adres",
        "Zoeken naar digitale adressen let niet op de partij.",
        "Searching for digital addresses pays no heed to the partij.",
        "DIG-04",
        heard("_zoek_digitaal_adres", without("partijId")),
    ),
    functies(
        "adres-wijzigen-wist-omschrijving",
        "Wie een adres wijzigt is de omschrijving kwijt.",
        "Whoever changes an address loses the description.",
        "DIG-05",
        heard("_wijzig_digitaal_adres", lambda message: message | {"omschrijving": "-"}),
    ),
)
