"""How each resource is told in this dialect: identity, references, and relations the other way round."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Values
from conformance.reference.domain.store import Record
from conformance.reference.http.messages import Call
from conformance.reference.openklant.messages import PATHS

_CONTACTPERSOON = uuid.UUID("6f1d6a51-8f0c-5a3e-9a55-6f4f2f0c7d11")


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells the records of one core to one caller."""

    core: Core
    call: Call

    def tell(self, record: Record) -> Values:
        """The whole resource, as the dialect writes it."""
        told: Values = {"uuid": record.id, "url": self.url(record.kind, record.id)}
        told |= _TELL[record.kind](self, record)
        for hook in self.core.seams.telling:
            told = hook(self.core, self.call, record, told)
        return told

    def url(self, kind: str, record_id: str) -> str:
        """The address of a resource."""
        return f"{self.call.base}/{PATHS[kind]}/{record_id}"

    def ref(self, kind: str, record_id: str | None) -> Values | None:
        """A reference, or null."""
        return None if record_id is None else {"uuid": record_id, "url": self.url(kind, record_id)}

    def refs(self, kind: str, ids: Iterable[str]) -> list[Values]:
        """A list of references."""
        return [{"uuid": found, "url": self.url(kind, found)} for found in ids]

    def referring(self, record: Record, kind: str, path: str) -> list[Values]:
        """References to what refers to this record."""
        return self.refs(kind, (r.id for r in self.core.store.referring(kind, path, record.id)))


def full_name(naam: Values | None) -> str:
    """A contactnaam as one text."""
    if not naam:
        return ""
    parts = (naam.get("voornaam") or naam.get("voorletters"), naam.get("voorvoegselAchternaam"))
    return " ".join(part for part in (*parts, naam.get("achternaam")) if part)


def _partij(t: Teller, r: Record) -> Values:
    v, store = r.values, t.core.store
    represented = store.referring("vertegenwoordiging", "vertegenwoordigendePartij", r.id)
    identifications = store.referring("partijIdentificator", "identificeerdePartij", r.id)
    return {
        "nummer": v.get("nummer"),
        "interneNotitie": v.get("interneNotitie"),
        "betrokkenen": t.referring(r, "betrokkene", "wasPartij"),
        "categorieRelaties": [
            _category_reference(t, one) for one in store.referring("categorieRelatie", "partij", r.id)
        ],
        "digitaleAdressen": t.referring(r, "digitaalAdres", "verstrektDoorPartij"),
        "voorkeursDigitaalAdres": t.ref("digitaalAdres", v.get("voorkeursDigitaalAdres")),
        "vertegenwoordigden": t.refs("partij", (one.values["vertegenwoordigdePartij"] for one in represented)),
        "rekeningnummers": t.referring(r, "rekeningnummer", "partij"),
        "voorkeursRekeningnummer": t.ref("rekeningnummer", v.get("voorkeursRekeningnummer")),
        "partijIdentificatoren": [t.tell(one) for one in identifications],
        "soortPartij": v.get("soortPartij"),
        "indicatieGeheimhouding": v.get("indicatieGeheimhouding"),
        "voorkeurstaal": v.get("voorkeurstaal"),
        "indicatieActief": v.get("indicatieActief"),
        "bezoekadres": v.get("bezoekadres"),
        "correspondentieadres": v.get("correspondentieadres"),
        "partijIdentificatie": _partij_identificatie(t, r),
    }


def _partij_identificatie(t: Teller, r: Record) -> Values:
    parts: Values = r.values.get("partijIdentificatie") or {}
    soort = r.values.get("soortPartij")
    if soort == "organisatie":
        return dict(parts)
    told = parts | {"volledigeNaam": full_name(parts.get("contactnaam"))}
    if soort == "contactpersoon":
        told |= {
            "uuid": str(uuid.uuid5(_CONTACTPERSOON, r.id)),
            "werkteVoorPartij": t.ref("partij", parts.get("werkteVoorPartij")),
        }
    return told


def _category_reference(t: Teller, r: Record) -> Values:
    category = t.core.store.get("categorie", r.values["categorie"] or "")
    return {
        "uuid": r.id,
        "url": t.url("categorieRelatie", r.id),
        "categorieNaam": category.values["naam"] if category else None,
        "beginDatum": r.values["beginDatum"],
        "eindDatum": r.values["eindDatum"],
    }


def _digitaal_adres(t: Teller, r: Record) -> Values:
    return r.values | {
        "verstrektDoorBetrokkene": t.ref("betrokkene", r.values.get("verstrektDoorBetrokkene")),
        "verstrektDoorPartij": t.ref("partij", r.values.get("verstrektDoorPartij")),
    }


def _partij_identificator(t: Teller, r: Record) -> Values:
    return r.values | {
        "identificeerdePartij": t.ref("partij", r.values.get("identificeerdePartij")),
        "subIdentificatorVan": t.ref("partijIdentificator", r.values.get("subIdentificatorVan")),
    }


def _rekeningnummer(t: Teller, r: Record) -> Values:
    return r.values | {"partij": t.ref("partij", r.values.get("partij"))}


def _vertegenwoordiging(t: Teller, r: Record) -> Values:
    return {
        "vertegenwoordigendePartij": t.ref("partij", r.values.get("vertegenwoordigendePartij")),
        "vertegenwoordigdePartij": t.ref("partij", r.values.get("vertegenwoordigdePartij")),
    }


def _as_stored(_teller: Teller, r: Record) -> Values:
    return dict(r.values)


def _categorie_relatie(t: Teller, r: Record) -> Values:
    category = t.core.store.get("categorie", r.values.get("categorie") or "")
    told = t.ref("categorie", r.values.get("categorie"))
    if told is not None:
        told["naam"] = category.values["naam"] if category else ""
    return r.values | {"partij": t.ref("partij", r.values.get("partij")), "categorie": told}


def _klantcontact(t: Teller, r: Record) -> Values:
    store = t.core.store
    links = store.referring("actorKlantcontact", "klantcontact", r.id)
    actors = (store.get("actor", link.values["actor"]) for link in links)
    return {
        "gingOverOnderwerpobjecten": t.referring(r, "onderwerpobject", "klantcontact"),
        "hadBetrokkenActoren": [t.tell(actor) for actor in actors if actor is not None],
        "omvatteBijlagen": t.referring(r, "bijlage", "wasBijlageVanKlantcontact"),
        "hadBetrokkenen": t.referring(r, "betrokkene", "hadKlantcontact"),
        "leiddeTotInterneTaken": t.referring(r, "interneTaak", "aanleidinggevendKlantcontact"),
    } | r.values


def _betrokkene(t: Teller, r: Record) -> Values:
    return r.values | {
        "wasPartij": t.ref("partij", r.values.get("wasPartij")),
        "hadKlantcontact": t.ref("klantcontact", r.values.get("hadKlantcontact")),
        "digitaleAdressen": t.referring(r, "digitaalAdres", "verstrektDoorBetrokkene"),
        "volledigeNaam": full_name(r.values.get("contactnaam")),
    }


def _onderwerpobject(t: Teller, r: Record) -> Values:
    return r.values | {
        "klantcontact": t.ref("klantcontact", r.values.get("klantcontact")),
        "wasKlantcontact": t.ref("klantcontact", r.values.get("wasKlantcontact")),
    }


def _bijlage(t: Teller, r: Record) -> Values:
    return r.values | {"wasBijlageVanKlantcontact": t.ref("klantcontact", r.values.get("wasBijlageVanKlantcontact"))}


def _actor_klantcontact(t: Teller, r: Record) -> Values:
    return {
        "actor": t.ref("actor", r.values.get("actor")),
        "klantcontact": t.ref("klantcontact", r.values.get("klantcontact")),
    }


def _interne_taak(t: Teller, r: Record) -> Values:
    actors: list[str] = r.values.get("toegewezenAanActoren") or []
    return r.values | {
        "aanleidinggevendKlantcontact": t.ref("klantcontact", r.values.get("aanleidinggevendKlantcontact")),
        "toegewezenAanActor": t.ref("actor", actors[0] if actors else None),
        "toegewezenAanActoren": t.refs("actor", actors),
    }


_Tell: TypeAlias = Callable[[Teller, Record], dict[str, Any]]
_TELL: Mapping[str, _Tell] = {
    "partij": _partij,
    "digitaalAdres": _digitaal_adres,
    "partijIdentificator": _partij_identificator,
    "rekeningnummer": _rekeningnummer,
    "vertegenwoordiging": _vertegenwoordiging,
    "categorie": _as_stored,
    "categorieRelatie": _categorie_relatie,
    "klantcontact": _klantcontact,
    "betrokkene": _betrokkene,
    "onderwerpobject": _onderwerpobject,
    "bijlage": _bijlage,
    "actor": _as_stored,
    "actorKlantcontact": _actor_klantcontact,
    "interneTaak": _interne_taak,
}
