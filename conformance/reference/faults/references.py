"""Faults in ids, in the addresses that references tell, and in taking back what was registered."""

from __future__ import annotations

from typing import Any

from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Values
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, Installer, fault
from conformance.reference.faults.side_effects import removal_refused
from conformance.reference.faults.telling import told
from conformance.reference.http.messages import Call


def _own_id_in_address(kind: str, field: str) -> Installer:
    """A reference whose address ends in the id of what refers, not of what is referred to."""

    def alter(core: Core, call: Call, record: Record, values: Values) -> Values:
        found = values.get(field)
        if record.kind != kind or not isinstance(found, dict) or "url" not in found:
            return values
        return values | {field: found | {"url": f"{found['url'].rpartition('/')[0]}/{record.id}"}}

    return lambda seams: seams.telling.append(alter)


def _doubled(value: Any) -> Any:
    """An address whose last part is written twice."""
    return f"{value}/{value.rpartition('/')[2]}" if isinstance(value, str) else value


FAULTS: tuple[Fault, ...] = (
    fault(
        "onderwerpobject-id-is-een-getal",
        "Het id van een onderwerpobject wordt als getal getoond.",
        "The id of an onderwerpobject is shown as a number.",
        "API-02",
        told("onderwerpobject", "uuid", lambda value: str(int(value.replace("-", ""), 16))),
    ),
    fault(
        "bijlage-id-zonder-streepjes",
        "Het id van een bijlage wordt zonder streepjes getoond.",
        "The id of a bijlage is shown without its dashes.",
        "API-02",
        told("bijlage", "uuid", lambda value: value.replace("-", "")),
    ),
    fault(
        "taak-wijst-naar-verkeerd-klantcontactadres",
        "Het adres waarmee een taak naar haar klantcontact wijst, eindigt op het id van de taak.",
        "The address by which a taak points at its klantcontact ends in the id of the taak.",
        "API-11",
        _own_id_in_address("interneTaak", "aanleidinggevendKlantcontact"),
    ),
    fault(
        "klantcontact-eigen-adres-leidt-nergens-heen",
        "Het adres dat een klantcontact van zichzelf noemt, leidt nergens heen.",
        "The address that a klantcontact gives of itself leads nowhere.",
        "API-11",
        told("klantcontact", "url", _doubled),
    ),
    fault(
        "betrokkene-noemt-partij-niet",
        "Een betrokkene toont niet welke partij zij was.",
        "A betrokkene does not show which partij it was.",
        "API-22",
        told("betrokkene", "wasPartij", lambda value: None),
    ),
    fault(
        "taak-noemt-klantcontact-alleen-bij-adres",
        "Een taak noemt van haar klantcontact alleen het adres, niet het id.",
        "A taak tells only the address of its klantcontact, not the id.",
        "API-22",
        told("interneTaak", "aanleidinggevendKlantcontact", lambda value: {"url": value["url"]} if value else value),
    ),
    fault(
        "actorklantcontact-niet-te-verwijderen",
        "De koppeling van een actor aan een klantcontact is niet te verwijderen.",
        "The link between an actor and a klantcontact cannot be removed.",
        "API-23",
        removal_refused("actorKlantcontact"),
    ),
    fault(
        "digitaal-adres-niet-te-verwijderen",
        "Een digitaal adres is niet te verwijderen.",
        "A digital address cannot be removed.",
        "API-23",
        removal_refused("digitaalAdres"),
    ),
)
