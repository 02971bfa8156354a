"""Faults in what belongs to a partij: addresses and identificatoren."""

from __future__ import annotations

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action
from conformance.reference.faults.fault import Fault, Installer, fault
from conformance.reference.faults.telling import ignored
from conformance.reference.faults.writing import (
    duplicates,
    lost,
    redefined,
    rules_off,
    unchecked,
    unlimited,
)
from conformance.reference.seams import Seams

_ADRES, _IDENTIFICATOR = "digitaalAdres", "partijIdentificator"


def _takes_over(kind: str, listed: str, owner: str) -> Installer:
    """A partij message takes what it lists, whoever it belongs to."""

    def take(core: Core, change: Change) -> None:
        if change.kind == "partij":
            for one in change.sent.get(listed) or ():
                record = core.store.get(kind, one)
                if record is not None and record.values[owner] not in (None, change.id):
                    core.put(record, **{owner: None})

    return lambda seams: seams.deriving.append(take)


def _identificator_taken(seams: Seams) -> None:
    def take(core: Core, change: Change) -> None:
        if change.kind == "partij":
            for child in change.sent.get("partijIdentificatoren") or ():
                record = core.store.get(_IDENTIFICATOR, child.get("id") or "")
                if record is not None:
                    core.put(record, identificeerdePartij=change.id)

    seams.deriving.append(take)


def _groups_replaced(kind: str, group: str) -> Installer:
    return redefined(kind, group, (Action.AMEND,), merges=False)


FAULTS: tuple[Fault, ...] = (
    fault(
        "partij-neemt-adres-van-ander-over",
        "Een partij kan het digitale adres van een ander overnemen.",
        "A partij can take over the digital address of another.",
        "PAR-37",
        _takes_over(_ADRES, "digitaleAdressen", "verstrektDoorPartij"),
    ),
    fault(
        "partij-neemt-rekeningnummer-van-ander-over",
        "Een partij kan het rekeningnummer van een ander overnemen.",
        "A partij can take over the bank account of another.",
        "PAR-37",
        _takes_over("rekeningnummer", "rekeningnummers", "partij"),
    ),
    fault(
        "partij-neemt-identificator-van-ander-over",
        "Een partij kan de identificator van een ander overnemen.",
        "A partij can take over the identificator of another.",
        "PAR-37",
        _identificator_taken,
    ),
    fault(
        "partij-voorkeursadres-van-ander-aanvaard",
        "Een partij kan het digitale adres van een ander als voorkeur hebben.",
        "A partij can prefer the digital address of another.",
        "PAR-21",
        rules_off("voorkeursDigitaalAdres-is-eigen"),
    ),
    fault(
        "partij-landcode-onbekend-aanvaard",
        "Een onbekende landcode wordt aanvaard.",
        "An unknown country code is accepted.",
        "PAR-26",
        redefined("partij", "bezoekadres.land", check=None),
        redefined("partij", "correspondentieadres.land", check=None),
    ),
    fault(
        "partij-adresregel-te-lang-aanvaard",
        "Een adresregel van 81 tekens wordt aanvaard.",
        "An address line of 81 characters is accepted.",
        "PAR-25",
        unlimited("partij", "bezoekadres.adresregel1"),
        unlimited("partij", "correspondentieadres.adresregel1"),
    ),
    fault(
        "digitaal-adres-te-lang-aanvaard",
        "Een digitaal adres van 81 tekens wordt aanvaard.",
        "A digital address of 81 characters is accepted.",
        "DIG-09",
        unlimited(_ADRES, "adres"),
    ),
    fault(
        "digitaal-adres-vorm-niet-gecontroleerd",
        "Een e-mailadres zonder apenstaartje wordt aanvaard.",
        "An e-mail address without an at sign is accepted.",
        "DIG-13",
        rules_off("adres-vorm"),
    ),
    fault(
        "digitaal-adres-zonder-eigenaar-aanvaard",
        "Een digitaal adres zonder partij en zonder betrokkene wordt aanvaard.",
        "A digital address without partij and without betrokkene is accepted.",
        "DIG-07",
        rules_off("adres-van-iemand"),
    ),
    fault(
        "digitaal-adres-partij-onbekend-aanvaard",
        "Een digitaal adres van een onbekende partij wordt aanvaard.",
        "A digital address of an unknown partij is accepted.",
        "DIG-08",
        unchecked(_ADRES, "verstrektDoorPartij"),
    ),
    fault(
        "digitaal-adres-soort-onbekend-aanvaard",
        "Een onbekende soort digitaal adres wordt aanvaard.",
        "An unknown soort of digital address is accepted.",
        "DIG-15",
        redefined(_ADRES, "soortDigitaalAdres", choices=()),
    ),
    fault(
        "digitaal-adres-omschrijving-niet-bewaard",
        "De omschrijving van een digitaal adres wordt niet bewaard.",
        "The omschrijving of a digital address is not stored.",
        "DIG-11 DIG-01",
        lost(_ADRES, "omschrijving"),
    ),
    fault(
        "digitaal-adres-oud-standaardadres-blijft",
        "Een nieuw standaardadres laat het vorige ook standaard zijn.",
        "A new standard address leaves the previous one standard as well.",
        "EXT-04",
        rules_off("standaardadres-enig"),
    ),
    fault(
        "digitaal-adres-referentie-dubbel-aanvaard",
        "Dezelfde referentie mag twee keer voorkomen bij een partij.",
        "The same referentie may occur twice for a partij.",
        "EXT-04",
        duplicates(_ADRES, "referentie"),
    ),
    fault(
        "digitaal-adres-zoeken-partij-genegeerd",
        "Zoeken van digitale adressen op partij geeft alle adressen.",
        "Searching digital addresses by partij gives them all.",
        "DIG-04",
        ignored(_ADRES, "verstrektDoorPartij__uuid"),
    ),
    fault(
        "identificator-elfproef-niet-gecontroleerd",
        "Een BSN dat niet klopt wordt aanvaard.",
        "A BSN that fails its check is accepted.",
        "IDN-14",
        rules_off("identificator-vorm"),
    ),
    fault(
        "identificator-dubbel-aanvaard",
        "Twee partijen mogen dezelfde identificator hebben.",
        "Two partijen may have the same identificator.",
        "IDN-13",
        duplicates(_IDENTIFICATOR, "identificator"),
    ),
    fault(
        "identificator-zonder-partij-aanvaard",
        "Een BSN zonder partij wordt aanvaard.",
        "A BSN without partij is accepted.",
        "IDN-17",
        rules_off("identificator-van-partij"),
    ),
    fault(
        "identificator-partij-onbekend-aanvaard",
        "Een identificator van een onbekende partij wordt aanvaard.",
        "An identificator of an unknown partij is accepted.",
        "IDN-08",
        unchecked(_IDENTIFICATOR, "identificeerdePartij"),
    ),
    fault(
        "identificator-objectid-niet-verplicht",
        "Een identificator zonder objectId wordt aanvaard.",
        "An identificator without objectId is accepted.",
        "IDN-09",
        redefined(_IDENTIFICATOR, "partijIdentificator.objectId", required=False, blank=True),
        rules_off("identificator-vorm"),
    ),
    fault(
        "identificator-deelwijziging-vervangt-groep",
        "Alleen het objectId corrigeren wist of weigert de andere delen.",
        "Correcting only the objectId wipes or refuses the other parts.",
        "IDN-06",
        _groups_replaced(_IDENTIFICATOR, "partijIdentificator"),
    ),
    fault(
        "vestigingsnummer-zonder-kvk-aanvaard",
        "Een vestigingsnummer zonder KvK-nummer erboven wordt aanvaard.",
        "A vestigingsnummer without a KvK number above it is accepted.",
        "EXT-05",
        rules_off("vestiging-onder-kvk"),
    ),
)
