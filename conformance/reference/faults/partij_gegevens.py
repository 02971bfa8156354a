"""Faults in what a partij holds: its names, lengths, indications, and who counts as one."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from typing import Any

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.definitions.parts import CONTACTNAAM, text
from conformance.reference.domain.fields import Action, Values, value_at
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, Installer, fault
from conformance.reference.faults.telling import READS, told
from conformance.reference.faults.writing import (
    CHANGES,
    after,
    altered,
    cut,
    limited,
    lost,
    optional,
    refused,
    rules_off,
    unchanged,
    unchecked,
    unlimited,
)
from conformance.reference.openklant.messages import Call
from conformance.reference.seams import Seams

_GROUP = "partijIdentificatie"
_NAAM = f"{_GROUP}.contactnaam"
_WERKGEVER = f"{_GROUP}.werkteVoorPartij"
_IDENTIFICATOREN = "partijIdentificatoren"


def _soort(*wanted: str) -> Callable[[Core, Change], bool]:
    return lambda core, change: change.values.get("soortPartij") in wanted


def _name_lost(soort: str, path: str, left: Any) -> Installer:
    return lost("partij", path, left, on=tuple(Action), when=_soort(soort))


def _foreign(soort: str, part: Any) -> Installer:
    return lambda seams: seams.add_part("partij", _GROUP, soort, part)


def _has_identificator(change: Change, *soorten: str) -> bool:
    children = change.sent.get(_IDENTIFICATOREN) or []
    return any(value_at(one, "partijIdentificator.codeSoortObjectId") in soorten for one in children)


def _bare_person(core: Core, change: Change) -> bool:
    extra = ("nummer", "interneNotitie", _IDENTIFICATOREN)
    return change.values.get("soortPartij") == "persoon" and not any(change.sent.get(x) for x in extra)


def _nameless(core: Core, change: Change) -> bool:
    parts = change.values.get(_GROUP) or {}
    naam = parts.get("contactnaam") or {}
    return not any((parts.get("naam"), *naam.values()))


def _invented_address(seams: Seams) -> None:
    def tell(core: Core, call: Call, record: Record, values: Values) -> Values:
        if record.kind != "partij" or call.operation not in READS or values["bezoekadres"]:
            return values
        if not values[_IDENTIFICATOREN] or values["digitaleAdressen"]:
            return values
        return values | {"bezoekadres": _ADDRESS}

    seams.telling.append(tell)


_ADDRESS = {
    "nummeraanduidingId": "",
    "straatnaam": "Voorbeeldstraat",
    "huisnummer": 1,
    "huisnummertoevoeging": "",
    "postcode": "",
    "stad": "",
    "adresregel1": "",
    "adresregel2": "",
    "adresregel3": "",
    "land": "",
}


def _identificator_needs_name(seams: Seams) -> None:
    def complain(core: Core, change: Change) -> None:
        owner = core.store.get("partij", change.values.get("identificeerdePartij") or "")
        if change.kind == "partijIdentificator" and owner is not None:
            parts = owner.values[_GROUP] or {}
            if not parts.get("naam") and not any((parts.get("contactnaam") or {}).values()):
                change.complain("identificeerdePartij", "invalid", "Deze partij heeft nog geen naam.")

    seams.deriving.append(complain)


def _invented_bsn(seams: Seams) -> None:
    def tell(core: Core, call: Call, record: Record, values: Values) -> Values:
        if record.kind != "partij" or record.values["soortPartij"] != "persoon" or values[_IDENTIFICATOREN]:
            return values
        invented = str(uuid.uuid5(uuid.NAMESPACE_OID, record.id))
        parts = {
            "codeObjecttype": "natuurlijk_persoon",
            "codeSoortObjectId": "bsn",
            "objectId": "000000012",
            "codeRegister": "brp",
        }
        one = {
            "uuid": invented,
            "url": f"{call.base}/partij-identificatoren/{invented}",
            "identificeerdePartij": {"uuid": record.id, "url": values["url"]},
            "anderePartijIdentificator": "",
            "partijIdentificator": parts,
            "subIdentificatorVan": None,
        }
        return values | {_IDENTIFICATOREN: [one]}

    seams.telling.append(tell)


def _gets_klantcontact(core: Core, change: Change, record: Record) -> None:
    if record.values["soortPartij"] != "organisatie":
        return
    known = {"kanaal": "systeem", "onderwerp": "Registratie", "taal": "nld", "vertrouwelijk": False}
    contact = core.write("klantcontact", Action.REGISTER, known, str)
    role = {"rol": "klant", "initiator": False}
    given = {"hadKlantcontact": contact.id, "wasPartij": record.id}
    core.write("betrokkene", Action.REGISTER, role, str, given=given)


def _lengths() -> Iterator[Fault]:
    parts = {
        "voorletters": (f"{_NAAM}.voorletters", 10),
        "voorvoegsel": (f"{_NAAM}.voorvoegselAchternaam", 10),
        "voornaam": (f"{_NAAM}.voornaam", 200),
        "achternaam": (f"{_NAAM}.achternaam", 200),
        "organisatienaam": (f"{_GROUP}.naam", 200),
    }
    for name, (path, longest) in parts.items():
        breaks = "PAR-35" if name == "voornaam" else "PAR-27"
        yield fault(
            f"partij-{name}-te-lang-aanvaard",
            f"Een {name} van meer dan {longest} tekens wordt aanvaard.",
            f"A {name} of more than {longest} characters is accepted.",
            breaks,
            unlimited("partij", path),
        )
        yield fault(
            f"partij-{name}-te-lang-afgekapt",
            f"Een {name} van meer dan {longest} tekens wordt aanvaard en afgekapt.",
            f"A {name} of more than {longest} characters is accepted and cut.",
            breaks,
            *cut("partij", path, longest),
        )
        if name != "voornaam":
            yield fault(
                f"partij-{name}-grens-te-laag",
                f"Een {name} van precies {longest} tekens wordt geweigerd.",
                f"A {name} of exactly {longest} characters is refused.",
                breaks,
                limited("partij", path, longest - 1),
            )


FAULTS: tuple[Fault, ...] = (
    fault(
        "persoon-contactnaam-niet-bewaard",
        "De contactnaam van een persoon wordt niet bewaard.",
        "The contactnaam of a person is not stored.",
        "PAR-14 PAR-01",
        _name_lost("persoon", _NAAM, None),
    ),
    fault(
        "persoon-voorvoegsel-niet-bewaard",
        "Het voorvoegsel in de naam van een persoon wordt niet bewaard.",
        "The prefix in the name of a person is not stored.",
        "PAR-14",
        altered("partij", f"{_NAAM}.voorvoegselAchternaam", lambda value: "", when=_soort("persoon")),
    ),
    fault(
        "organisatie-naam-niet-bewaard",
        "De naam van een organisatie wordt niet bewaard.",
        "The name of an organisation is not stored.",
        "PAR-14 PAR-01",
        _name_lost("organisatie", f"{_GROUP}.naam", ""),
    ),
    fault(
        "organisatie-naam-in-kleine-letters",
        "De naam van een organisatie wordt in kleine letters teruggegeven.",
        "The name of an organisation comes back in small letters.",
        "PAR-14",
        told("partij", f"{_GROUP}.naam", lambda value: f"{value} ".lower() if value else value, READS),
    ),
    fault(
        "contactpersoon-contactnaam-niet-bewaard",
        "De contactnaam van een contactpersoon wordt niet bewaard.",
        "The contactnaam of a contactpersoon is not stored.",
        "PAR-14 PAR-01",
        _name_lost("contactpersoon", _NAAM, None),
    ),
    fault(
        "persoon-met-organisatienaam",
        "Een persoon kan ook een organisatienaam dragen.",
        "A person can carry an organisation name as well.",
        "PAR-15",
        _foreign("persoon", text("naam", 200)),
    ),
    fault(
        "organisatie-met-contactnaam",
        "Een organisatie kan ook een contactnaam dragen.",
        "An organisation can carry a contactnaam as well.",
        "PAR-15",
        _foreign("organisatie", CONTACTNAAM),
    ),
    fault(
        "contactpersoon-met-organisatienaam",
        "Een contactpersoon kan ook een organisatienaam dragen.",
        "A contactpersoon can carry an organisation name as well.",
        "PAR-15",
        _foreign("contactpersoon", text("naam", 200)),
    ),
    fault(
        "contactpersoon-werkgever-mag-persoon",
        "Een contactpersoon kan voor een persoon gewerkt hebben.",
        "A contactpersoon may have worked for a person.",
        "PAR-16",
        rules_off("werkgever-is-organisatie"),
    ),
    fault(
        "contactpersoon-werkgever-onbekend-aanvaard",
        "Een contactpersoon kan voor een onbekende partij gewerkt hebben.",
        "A contactpersoon may have worked for an unknown partij.",
        "PAR-16",
        unchecked("partij", _WERKGEVER),
    ),
    fault(
        "contactpersoon-werkgever-niet-bewaard",
        "De organisatie waarvoor een contactpersoon werkte, wordt niet bewaard.",
        "The organisation that a contactpersoon worked for is not stored.",
        "PAR-16",
        lost("partij", _WERKGEVER, None, when=_soort("contactpersoon")),
    ),
    fault(
        "persoon-zonder-bsn-geweigerd",
        "Een persoon met alleen een naam en de verplichte velden wordt geweigerd omdat een BSN ontbreekt.",
        "A person with only a name and the required fields is refused because there is no BSN.",
        "PAR-19",
        refused("partij", _IDENTIFICATOREN, _bare_person),
    ),
    fault(
        "persoon-zonder-bsn-krijgt-er-een",
        "Een persoon zonder identificatoren komt terug met een verzonnen BSN.",
        "A person without identificators comes back with an invented BSN.",
        "PAR-19",
        _invented_bsn,
    ),
    fault(
        "partij-zonder-naam-geweigerd",
        "Een partij zonder naam wordt geweigerd, ook voor alleen inzage.",
        "A partij without a name is refused, even when it is there only for access.",
        "PAR-20",
        refused("partij", _GROUP, _nameless),
    ),
    fault(
        "partij-krijgt-verzonnen-adres",
        "Een partij met een identificator en zonder contactgegevens komt terug met een adres.",
        "A partij with an identificator and no contact details comes back with an address.",
        "PAR-20",
        _invented_address,
    ),
    fault(
        "identificator-zonder-naam-geweigerd",
        "Een identificator bij een partij zonder naam wordt geweigerd.",
        "An identificator for a partij without a name is refused.",
        "PAR-20",
        _identificator_needs_name,
    ),
    *_lengths(),
    fault(
        "partij-actief-niet-verplicht",
        "Een partij zonder indicatie actief wordt aanvaard en is dan actief.",
        "A partij without indicatieActief is accepted and becomes active.",
        "PAR-28",
        optional("partij", "indicatieActief", True),
    ),
    fault(
        "partij-actief-niet-wijzigbaar",
        "Een partij op inactief zetten wordt stilzwijgend genegeerd.",
        "Making a partij inactive is silently ignored.",
        "PAR-28",
        unchanged("partij", "indicatieActief", on=CHANGES),
    ),
    fault(
        "partij-actief-altijd-waar",
        "Een nieuwe partij is altijd actief, wat er ook is meegestuurd.",
        "A new partij is always active, whatever was sent.",
        "PAR-28 PAR-06",
        lost("partij", "indicatieActief", True),
    ),
    fault(
        "partij-geheimhouding-niet-bewaard",
        "De indicatie geheimhouding wordt niet bewaard.",
        "indicatieGeheimhouding is not stored.",
        "PAR-28 PAR-01",
        lost("partij", "indicatieGeheimhouding", None, tuple(Action)),
    ),
    fault(
        "partij-geheimhouding-als-tekst",
        "De indicatie geheimhouding komt als tekst terug.",
        "indicatieGeheimhouding comes back as text.",
        "PAR-28 PAR-01",
        told("partij", "indicatieGeheimhouding", lambda value: value if value is None else str(value).lower()),
    ),
    fault(
        "organisatie-zonder-rsin-geweigerd",
        "Een organisatie zonder RSIN, zoals een eenmanszaak, wordt geweigerd.",
        "An organisation without RSIN, such as a sole proprietorship, is refused.",
        "PAR-32",
        refused(
            "partij",
            _IDENTIFICATOREN,
            lambda core, change: (
                change.values.get("soortPartij") == "organisatie" and not _has_identificator(change, "rsin")
            ),
        ),
    ),
    fault(
        "organisatie-krijgt-klantcontact",
        "Het registreren van een organisatie legt vanzelf een klantcontact vast.",
        "Registering an organisation records a klantcontact all by itself.",
        "PAR-32",
        after("partij", _gets_klantcontact),
    ),
)
