"""Faults in digital addresses: whose they are, reading and changing them."""

from __future__ import annotations

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action
from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.telling import newer_instead
from conformance.reference.faults.writing import PUT, refused, unchanged, wiped
from conformance.reference.seams import Seams

_KIND, _PARTIJ, _BETROKKENE = "digitaalAdres", "verstrektDoorPartij", "verstrektDoorBetrokkene"


def _leaks_to_partij(seams: Seams) -> None:
    """What a betrokkene gave counts as given by the partij it was."""

    def leak(core: Core, change: Change) -> None:
        if change.kind != _KIND or change.action is not Action.REGISTER or change.values.get(_PARTIJ):
            return
        betrokkene = core.store.get("betrokkene", change.values.get(_BETROKKENE) or "")
        if betrokkene is not None:
            change.values = change.values | {_PARTIJ: betrokkene.values["wasPartij"]}

    seams.storing.append(leak)


def _same_reference(core: Core, change: Change) -> bool:
    return bool(change.values.get("referentie")) and not change.changed("referentie")


FAULTS: tuple[Fault, ...] = (
    fault(
        "digitaal-adres-betrokkene-lekt-naar-partij",
        "Een adres dat een betrokkene gaf, geldt ook als adres van diens partij.",
        "An address that a betrokkene gave counts as one of its partij as well.",
        "DIG-02",
        _leaks_to_partij,
    ),
    fault(
        "digitaal-adres-partij-verplicht",
        "Een digitaal adres van alleen een betrokkene wordt geweigerd.",
        "A digital address of just a betrokkene is refused.",
        "DIG-02",
        refused(_KIND, _PARTIJ, lambda core, change: not change.values.get(_PARTIJ)),
    ),
    fault(
        "digitaal-adres-opvragen-geeft-nieuwere",
        "Een digitaal adres opvragen geeft het laatst geregistreerde adres.",
        "Reading a digital address gives the latest one instead.",
        "DIG-03",
        newer_instead(_KIND, lambda core, record: True),
    ),
    fault(
        "digitaal-adres-deelwijziging-wist-omschrijving",
        "Een deelwijziging van een digitaal adres wist de omschrijving als die niet is meegestuurd.",
        "A partial change of a digital address wipes the omschrijving when it was not sent.",
        "DIG-05",
        wiped(_KIND, "omschrijving", ""),
    ),
    fault(
        "digitaal-adres-deelwijziging-zonder-gevolg",
        "Een deelwijziging van een digitaal adres antwoordt 200 maar laat het adres zoals het was.",
        "A partial change of a digital address answers 200 but leaves the address as it was.",
        "DIG-05",
        unchanged(_KIND, "adres"),
    ),
    fault(
        "digitaal-adres-vervanging-zonder-gevolg",
        "Een volledige vervanging van een digitaal adres antwoordt 200 maar verandert niets.",
        "A full replacement of a digital address answers 200 but changes nothing.",
        "DIG-06",
        unchanged(_KIND, on=PUT),
    ),
    fault(
        "digitaal-adres-referentie-botst-met-zichzelf",
        "Een digitaal adres vervangen met dezelfde referentie wordt geweigerd als dubbel.",
        "Replacing a digital address with the same referentie is refused as a duplicate.",
        "DIG-06",
        refused(_KIND, "referentie", _same_reference, PUT),
    ),
)
