"""How each thing is told: whole, with what hangs on it, and without what is empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Values
from conformance.reference.domain.store import Record
from conformance.reference.functies.lists import whole
from conformance.reference.functies.names import LISTS
from conformance.reference.http.messages import Call

_ALIKE = ("bezoekadres", "correspondentieadres", "voorkeurskanaal", "voorkeurstaal")
_ON_BETROKKENE = (*_ALIKE, "digitaalAdres", "organisatienaam", "persoonsnaam", "rol")
_ON_INHOUDSDEEL = (
    "externId",
    "externRegister",
    "indicatieWeerTeGeven",
    "omschrijving",
    "soortInhoudsdeel",
    "tekst",
)
_ON_KLANTCONTACT = (
    "geregistreerdOp",
    "indicatieContactGelukt",
    "initiatiefnemer",
    "kanaal",
    "onderwerp",
    "plaatsgevondenOp",
)
# Told even when it holds nothing.
_ALWAYS = frozenset(("digitaalAdres", "inhoudsdelen", "omschrijving", "naam"))
_REFERENCE = frozenset(("externId", "externRegister"))


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells the records of one core to one caller."""

    core: Core
    call: Call

    def tell(self, record: Record) -> Values:
        """The thing, as this dialect writes it."""
        always = _ALWAYS | (_REFERENCE if record.kind == "bijlage" else frozenset())
        told = _filled(_TOLD[record.kind](self, record), always)
        for hook in self.core.seams.telling:
            told = hook(self.core, self.call, record, told)
        return told


def _partij(teller: Teller, record: Record) -> Values:
    values = record.values
    identity = values.get("partijIdentificatie") or {}
    addresses = teller.core.store.referring("digitaalAdres", "verstrektDoorPartij", record.id)
    return {
        "id": record.id,
        "nummer": int(values["nummer"]),
        "soortPartij": values["soortPartij"],
        "interneNotitie": values.get("interneNotitie"),
        "naam": identity.get("naam") if values["soortPartij"] == "organisatie" else identity.get("contactnaam"),
        "digitaalAdres": [teller.tell(address) for address in addresses],
        **{name: values.get(name) for name in _ALIKE},
    }


def _adres(teller: Teller, record: Record) -> Values:
    values = record.values
    return {
        "id": record.id,
        "partijId": values["verstrektDoorPartij"],
        "soortDigitaalAdres": whole(teller.core, "soortDigitaalAdres", values["soortDigitaalAdres"]),
        **{name: values[name] for name in ("adres", "indicatieActief", "omschrijving")},
    }


def _klantcontact(teller: Teller, record: Record) -> Values:
    referring, values = teller.core.store.referring, record.values
    actors = referring("actorKlantcontact", "klantcontact", record.id)
    involved = referring("betrokkene", "hadKlantcontact", record.id)
    parts = referring("bijlage", "wasBijlageVanKlantcontact", record.id)
    return {
        "id": record.id,
        "nummer": int(values["nummer"]),
        **{name: values[name] for name in _ON_KLANTCONTACT},
        "actorId": [link.values["actor"] for link in actors],
        "betrokkeneBijKlantcontact": [teller.tell(each) for each in involved],
        "inhoudsdelen": [teller.tell(each) for each in parts],
    }


def _koppeling(_: Teller, record: Record) -> Values:
    values = record.values
    return {
        "id": record.id,
        "klantcontactId": values["klantcontact"],
        "interneTaakId": values.get("interneTaak"),
        **{name: values.get(name) for name in ("externId", "externRegister", "soortObject")},
        "ontstaanUitKlantcontact": values["ontstaanUitKlantcontact"],
    }


def _taak(_: Teller, record: Record) -> Values:
    values = record.values
    return {
        "id": record.id,
        "nummer": int(values["nummer"]),
        "actorId": values["toegewezenAanActoren"][0],
        "geregistreerdOp": values["toegewezenOp"],
        **{name: values[name] for name in ("gevraagdeHandeling", "status", "toelichting")},
    }


def _actor(teller: Teller, record: Record) -> Values:
    values, beheer = record.values, teller.call.route.startswith("beheer")
    told = {"id": record.id, **{n: values[n] for n in ("naam", "soortActor", "indicatieActief")}}
    if beheer:
        return told
    identity = {"eMailadres" if n == "emailadres" else n: v for n, v in values["actorIdentificatie"].items()}
    return told | identity | {name: values.get(name) for name in ("externId", "externRegister")}


def _part(names: tuple[str, ...]) -> Callable[[Teller, Record], Values]:
    return lambda _, record: {"id": record.id, **{name: record.values.get(name) for name in names}}


def _value(_: Teller, record: Record) -> Values:
    return {wire: record.values.get(name) for wire, name in LISTS[record.kind].items()}


_TOLD: Mapping[str, Callable[[Teller, Record], Values]] = {
    "partij": _partij,
    "digitaalAdres": _adres,
    "klantcontact": _klantcontact,
    "betrokkene": _part(_ON_BETROKKENE),
    "bijlage": _part(_ON_INHOUDSDEEL),
    "onderwerpobject": _koppeling,
    "interneTaak": _taak,
    "actor": _actor,
    **dict.fromkeys(LISTS, _value),
}


def _filled(values: Values, always: frozenset[str]) -> Values:
    """Without what holds nothing: this dialect has no way to write that."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        inner = _filled(value, always) if isinstance(value, dict) else value
        if inner not in (None, "", {}, []) or (name in always and inner in ("", [])):
            found[name] = inner
    return found
