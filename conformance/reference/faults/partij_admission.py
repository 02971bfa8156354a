"""Faults in who may be a partij with how little (PAR-19, PAR-20, PAR-32)."""

from __future__ import annotations

import uuid

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action, Values, value_at
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.telling import READS
from conformance.reference.faults.writing import (
    after,
    refused,
)
from conformance.reference.http.messages import Call
from conformance.reference.seams import Seams

_GROUP = "partijIdentificatie"

_IDENTIFICATOREN = "partijIdentificatoren"


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


FAULTS: tuple[Fault, ...] = (
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
