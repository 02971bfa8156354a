"""Faults in characters and lengths: what a text loses on its way into the register."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import value_at
from conformance.reference.faults.fault import Fault, Installer, fault
from conformance.reference.faults.writing import NEW, altered, limited, refused, wiped

_VOORNAAM = "partijIdentificatie.contactnaam.voornaam"
_ADRES = "digitaalAdres"


def _text(change: Callable[[str], str]) -> Callable[[Any], Any]:
    return lambda value: change(value) if isinstance(value, str) else value


_western = _text(lambda text: text.encode("latin-1", "replace").decode("latin-1"))
_one_line = _text(lambda text: " ".join(text.split("\n")))


def _bytes_counted(kind: str, path: str, longest: int) -> Installer:
    """A text that has few enough characters, and too many bytes."""

    def too_long(core: Core, change: Change) -> bool:
        text = value_at(change.values, path)
        return isinstance(text, str) and len(text) <= longest < len(text.encode())

    return refused(kind, path, too_long)


FAULTS: tuple[Fault, ...] = (
    fault(
        "partij-voornaam-alleen-westers",
        "Letters buiten het West-Europese alfabet in een voornaam worden vraagtekens.",
        "Letters outside the Western European alphabet in a voornaam become question marks.",
        "PAR-14",
        altered("partij", _VOORNAAM, _western),
    ),
    fault(
        "partij-voornaam-telt-bytes",
        "De lengte van een voornaam wordt in bytes geteld, tot 80.",
        "The length of a voornaam is counted in bytes, up to 80.",
        "PAR-35",
        _bytes_counted("partij", _VOORNAAM, 80),
    ),
    fault(
        "partij-adresregel-telt-bytes",
        "De lengte van een adresregel wordt in bytes geteld.",
        "The length of an address line is counted in bytes.",
        "PAR-25",
        _bytes_counted("partij", "bezoekadres.adresregel1", 80),
    ),
    fault(
        "partij-adresregel-grens-te-laag",
        "Een tweede adresregel van 80 tekens wordt geweigerd.",
        "A second address line of 80 characters is refused.",
        "PAR-25",
        limited("partij", "bezoekadres.adresregel2", 79),
    ),
    fault(
        "partij-huisnummertoevoeging-niet-bewaard",
        "De toevoeging bij een huisnummer wordt niet bewaard.",
        "The addition to a house number is not stored.",
        "API-31",
        altered("partij", "bezoekadres.huisnummertoevoeging", lambda value: "", NEW),
    ),
    fault(
        "partij-deelwijziging-wist-correspondentieadres",
        "Wie alleen het bezoekadres van een partij wijzigt, raakt het correspondentieadres kwijt.",
        "Whoever changes only the visiting address of a partij loses the postal address.",
        "PAR-24",
        altered(
            "partij",
            "correspondentieadres",
            lambda value: None,
            when=lambda core, change: (
                bool(change.sent.get("bezoekadres")) and "correspondentieadres" not in change.sent
            ),
        ),
    ),
    fault(
        "klantcontact-inhoud-alleen-westers",
        "Letters buiten het West-Europese alfabet in de inhoud worden vraagtekens.",
        "Letters outside the Western European alphabet in inhoud become question marks.",
        "KCT-01",
        altered("klantcontact", "inhoud", _western, NEW),
    ),
    fault(
        "klantcontact-kanaal-in-kleine-letters",
        "Hoofdletters in een kanaal worden kleine letters.",
        "Capitals in a kanaal become small letters.",
        "KCT-21",
        altered("klantcontact", "kanaal", _text(str.lower), NEW),
    ),
    fault(
        "taak-toelichting-zonder-regeleinden",
        "Regeleinden in de toelichting van een taak worden spaties.",
        "Line breaks in the toelichting of a taak become spaces.",
        "ITK-01",
        altered("interneTaak", "toelichting", _one_line, NEW),
    ),
    fault(
        "betrokkene-organisatienaam-zonder-leestekens",
        "Een en-teken in de organisatienaam van een betrokkene valt weg.",
        "An ampersand in the organisatienaam of a betrokkene is lost.",
        "BET-01",
        altered("betrokkene", "organisatienaam", _text(lambda text: text.replace("&", "")), NEW),
    ),
    fault(
        "betrokkene-deelwijziging-zet-initiator",
        "Een deelwijziging maakt een betrokkene tot initiator als daar niets over is meegestuurd.",
        "A partial change makes a betrokkene initiator when nothing was sent about it.",
        "BET-14",
        wiped("betrokkene", "initiator", True),
    ),
    fault(
        "digitaal-adres-grens-te-laag",
        "Een digitaal adres van 80 tekens wordt geweigerd.",
        "A digital address of 80 characters is refused.",
        "DIG-09",
        limited(_ADRES, "adres", 79),
    ),
    fault(
        "digitaal-adres-telt-bytes",
        "De lengte van een digitaal adres wordt in bytes geteld.",
        "The length of a digital address is counted in bytes.",
        "DIG-09",
        _bytes_counted(_ADRES, "adres", 80),
    ),
    fault(
        "digitaal-adres-omschrijving-alleen-westers",
        "Letters buiten het West-Europese alfabet in een omschrijving worden vraagtekens.",
        "Letters outside the Western European alphabet in an omschrijving become question marks.",
        "DIG-11",
        altered(_ADRES, "omschrijving", _western, NEW),
    ),
    fault(
        "actor-functie-grens-te-laag",
        "Een functie van 40 tekens wordt geweigerd.",
        "A functie of 40 characters is refused.",
        "ACT-07",
        limited("actor", "actorIdentificatie.functie", 39),
    ),
    fault(
        "eenheid-fax-niet-bewaard",
        "Het faxnummer van een organisatorische eenheid wordt niet bewaard.",
        "The fax number of an organisational unit is not stored.",
        "ACT-01",
        altered("actor", "actorIdentificatie.faxnummer", lambda value: "", NEW),
    ),
    fault(
        "klantcontact-reactie-afgekapt",
        "De reactie bij een klantcontact wordt na 1000 tekens afgekapt.",
        "The reactie with a klantcontact is cut after 1000 characters.",
        "EXT-06",
        altered("klantcontact", "reactie", _text(lambda text: text[:1000]), NEW),
    ),
)
