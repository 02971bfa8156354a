"""The reference lists: their first values, and what the other functions ask of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conformance.reference.domain.core import Core
from conformance.reference.domain.definitions.lijsten import CODE
from conformance.reference.domain.fields import Values
from conformance.reference.domain.lijsten import STILL_THERE
from conformance.reference.domain.store import Record
from conformance.reference.domain.surroundings import fresh_id
from conformance.reference.domain.violations import Violation

_FIRST: Mapping[str, tuple[str, ...]] = {
    "kanaal": (
        *("telefoon", "balie", "email", "e-mail", "webformulier", "brief", "chat", "app", "internet"),
        *("whatsapp", "huisbezoek", "contactformulier", "e-formulier", "post", "sms"),
    ),
    "taal": ("nld", "eng", "deu", "fra", "fry"),
    "soortDigitaalAdres": ("email", "telefoonnummer", "overig", "whatsapp", "facebook", "instagram", "sms"),
    "soortObject": ("zaak", "klanttaak", "interne_taak", "informatieobject"),
}


def fill(core: Core) -> None:
    """Put a first few values in every list."""
    for kind, values in _values():
        core.store.add(kind, fresh_id(), values)


def _values() -> Iterator[tuple[str, Values]]:
    for kind, codes in _FIRST.items():
        for code in codes:
            yield kind, {"code": code, "naam": code.capitalize(), "actief": True}
    bsn = {"code": "bsn", "naam": "Burgerservicenummer", "actief": True}
    yield "soortExternId", bsn | {"externRegister": "brp", "soortPartij": "persoon"}
    yield "land", {"code": "6030", "naam": "Nederland", "begin": "1815-03-16", "einde": STILL_THERE}


def find(core: Core, kind: str, code: str) -> Record | None:
    """The value of a list with this code, if there is one."""
    found = core.store.sharing(CODE, kind, {"code": code})
    return core.store.get(kind, found[0]) if found else None


def whole(core: Core, kind: str, code: str) -> Values:
    """A value of a list as it travels; of an unknown code only that code."""
    found = find(core, kind, code)
    values = found.values if found else {"naam": code, "actief": False}
    return {"code": code, "naam": values["naam"], "indicatieActief": values["actief"]}


def unlisted(core: Core, kind: str, code: object, path: str) -> Iterator[Violation]:
    """What is wrong with a code that is not in its list, or no longer to be used (REF-10, REF-11, DIG-15)."""
    if not isinstance(code, str) or not code:
        return
    found = find(core, kind, code)
    if found is None:
        yield Violation(path, "does_not_exist", "Deze code staat niet in de lijst.")
    elif not found.values["actief"]:
        yield Violation(path, "inactive", "Deze waarde is niet meer in gebruik.")
