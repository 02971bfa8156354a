"""What the lists of a fresh register hold, and a value by its code."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.reference.domain.core import Core
from conformance.reference.domain.definitions.lijsten import CODE, SWITCHED
from conformance.reference.domain.fields import Values
from conformance.reference.domain.store import Record
from conformance.reference.domain.surroundings import fresh_id
from conformance.reference.domain.violations import Unknown

#: A country that still exists ends on a distant day (ruling R-31).
STILL_THERE = "9999-12-31"

_NAMES = {
    "kanaal": {"telefoon": "Telefoon", "email": "E-mail", "balie": "Balie", "webformulier": "Webformulier"},
    # Languages by their code of ISO 639-2/T (REF-08).
    "taal": {"nld": "Nederlands", "eng": "Engels", "deu": "Duits", "fra": "Frans", "fry": "Fries"},
    "soortDigitaalAdres": {"email": "E-mailadres", "telefoonnummer": "Telefoonnummer"},
    "soortObject": {"zaak": "Zaak", "klanttaak": "Klanttaak"},
    "soortObjectId": {"bsn": "Burgerservicenummer", "kvk": "KVK-nummer"},
}


def _values(kind: str) -> Iterator[Values]:
    for code, name in _NAMES.get(kind, {}).items():
        yield {"code": code, "naam": name, "actief": True}
    if kind == "externRegister":
        yield {"code": "brp", "naam": "Basisregistratie Personen", "vindplaats": "https://brp.example.org"}
    if kind == "land":
        yield {"code": "6030", "naam": "Nederland", "begin": "1815-03-16", "einde": STILL_THERE}


def fill(core: Core) -> None:
    """Put a first few values in every list that this register keeps."""
    for kind in (*SWITCHED, "externRegister", "land"):
        for values in _values(kind):
            core.store.add(kind, fresh_id(), values)


def by_code(core: Core, kind: str, code: str, *, reading: bool = False) -> Record:
    """The value of a list with this code, to read it or to write it; raises Unknown."""
    found = core.store.sharing(CODE, kind, {"code": code})
    if not found:
        raise Unknown
    return core.find(kind, found[0], reading=reading)
