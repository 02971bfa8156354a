"""How each resource is told in this dialect: bare ids, nothing that is empty, and links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Values
from conformance.reference.domain.store import Record
from conformance.reference.http.messages import Call
from conformance.reference.vngcrud.names import PLACES, to_wire

#: Per kind the links beside `self`: their name, the kind they lead to, and the field on the wire that holds the id.
_LINKS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "partij": (("voorkeursDigitaalAdres", "digitaalAdres", "voorkeursDigitaalAdres"),),
    "actorKlantcontact": (("actoren", "actor", "actorId"), ("klantcontacten", "klantcontact", "klantcontactId")),
    "betrokkene": (("wasPartij", "partij", "wasPartij"), ("hadKlantcontact", "klantcontact", "hadKlantcontact")),
    "bijlage": (("wasBijlageVanKlantcontact", "klantcontact", "wasBijlageVanKlantcontact"),),
    "digitaalAdres": (
        ("verstrektDoorPartij", "partij", "verstrektDoorPartij"),
        ("verstrektDoorBetrokkene", "betrokkene", "verstrektDoorBetrokkene"),
    ),
    "interneTaak": (
        ("toegewezenAanActor", "actor", "toegewezenAanActor"),
        ("aanleidingGevendKlantcontact", "klantcontact", "aanleidinggevendKlantcontact"),
    ),
    "onderwerpobject": (
        ("onderwerpWasKlantcontact", "klantcontact", "onderwerpWasKlantcontact"),
        ("wasOnderwerpVanKlantcontact", "klantcontact", "wasOnderwerpVanKlantcontact"),
    ),
    "partijIdentificator": (("identificeerdePartij", "partij", "identificeerdePartij"),),
    "vertegenwoordiging": (
        ("vertegenwoordigendePartij", "partij", "vertegenwoordigendePartij"),
        ("vertegenwoordigdePartij", "partij", "vertegenwoordigdePartij"),
    ),
}


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells the records of one core to one caller."""

    core: Core
    call: Call

    def tell(self, record: Record) -> Values:
        """The whole resource, as the dialect writes it."""
        values = record.values
        if record.kind == "interneTaak":
            values = values | {"toegewezenAanActoren": next(iter(values.get("toegewezenAanActoren") or ()), None)}
        told: Values = {"id": record.id, **_filled(to_wire(record.kind, values))}
        told["_links"] = self._links(record, told)
        for hook in self.core.seams.telling:
            told = hook(self.core, self.call, record, told)
        return told

    def url(self, kind: str, record_id: str) -> str:
        """The address of a resource."""
        return f"{self.call.base}/{PLACES[kind][1]}/{record_id}"

    def _links(self, record: Record, told: Values) -> Values:
        links = {"self": {"href": self.url(record.kind, record.id)}}
        for name, kind, field in _LINKS.get(record.kind, ()):
            if isinstance(told.get(field), str):
                links[name] = {"href": self.url(kind, told[field])}
        return links


def _filled(values: Values) -> Values:
    """Without what holds nothing: this dialect has no way to write that."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        inner = _filled(value) if isinstance(value, dict) else value
        if inner not in (None, "", {}, []):
            found[name] = inner
    return found
