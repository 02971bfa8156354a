"""Faults in digital addresses: whose they are, what is stored, and which one is the standard (DIG, EXT-04)."""

from __future__ import annotations

from typing import Any

from conformance.reference.domain import checks
from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, Installer, fault
from conformance.reference.faults.neighbours import displaces, ignored_removal
from conformance.reference.faults.telling import any_of, newer_instead
from conformance.reference.faults.writing import (
    CHANGES,
    NEW,
    PATCH,
    PUT,
    after,
    altered,
    always,
    limited,
    lost,
    optional,
    pardoned,
    redefined,
    refused,
    unchanged,
    unchecked,
    unlimited,
    wiped,
)

_KIND = "digitaalAdres"
_PARTIJ, _BETROKKENE = "verstrektDoorPartij", "verstrektDoorBetrokkene"


def _of_betrokkene(core: Core, record: Record) -> Record | None:
    return core.store.get("betrokkene", record.values[_BETROKKENE] or "")


def _leaks(core: Core, change: Change, record: Record) -> None:
    owner = _of_betrokkene(core, record)
    if owner is not None and owner.values["wasPartij"] and not record.values[_PARTIJ]:
        core.put(record, **{_PARTIJ: owner.values["wasPartij"]})


def _same_address(core: Core, change: Change) -> bool:
    return any(
        one.id != change.id and one.values["adres"] == change.values.get("adres") and one.values[_PARTIJ]
        for one in core.all(_KIND)
    )


def _bytes_counted(core: Core, change: Change) -> bool:
    text = change.values.get("adres")
    return isinstance(text, str) and len(text) <= 80 < len(text.encode())  # noqa: PLR2004


def _own_reference(core: Core, change: Change) -> bool:
    """The address already has this referentie: uniqueness does not leave out the thing itself."""
    return change.before is not None and bool(change.values.get("referentie")) and not change.changed("referentie")


def _second_on_put(core: Core, change: Change, record: Record) -> Record:
    """A replacement that changes nothing registers another address."""
    if change.kind == _KIND and change.before is not None and change.before.values == record.values:
        return core.store.add(_KIND, record.id[:-4] + "0000", record.values | {"referentie": ""})
    return record


def _other_standards(when: str) -> Installer:
    """A new standard address takes the place of more than it should."""

    def clear(core: Core, change: Change, record: Record) -> None:
        if not record.values["isStandaardAdres"]:
            return
        for other in list(core.all(_KIND)):
            mine = other.values[_PARTIJ] == record.values[_PARTIJ]
            same = other.values["soortDigitaalAdres"] == record.values["soortDigitaalAdres"]
            if other.id != record.id and (mine if when == "soort" else same):
                core.put(other, isStandaardAdres=False)

    return after(_KIND, clear, (*NEW, *CHANGES))


def _no_country_code(core: Core, change: Change) -> bool:
    return change.values.get("soortDigitaalAdres") == "telefoonnummer" and str(change.values.get("adres")).startswith("+")


def _checked_anyway(core: Core, change: Change) -> bool:
    overig = change.values.get("soortDigitaalAdres") == "overig"
    return overig and "@" in str(change.values.get("adres")) and bool(checks.email(str(change.values["adres"])))


def _only_soort(core: Core, change: Change) -> bool:
    return "soortDigitaalAdres" in change.sent and "adres" not in change.sent


def _shared_reference(core: Core, change: Change) -> bool:
    wanted = change.values.get("referentie")
    return bool(wanted) and any(one.values["referentie"] == wanted and one.id != change.id for one in core.all(_KIND))


def _empty_clash(core: Core, change: Change) -> bool:
    found = core.store.referring(_KIND, _PARTIJ, change.values.get(_PARTIJ) or "")
    empty = [one for one in found if not one.values["referentie"] and one.values["soortDigitaalAdres"] == "email"]
    return not change.values.get("referentie") and change.sent.get("referentie") == "" and len(empty) > 1


def _lonely(core: Core, record: Record) -> bool:
    """The only address of a partij, which nobody prefers and which stands in no way apart."""
    found = core.store.referring(_KIND, _PARTIJ, record.values[_PARTIJ] or "")
    return len(found) == 1 and not record.values["isStandaardAdres"] and not record.values["omschrijving"]


def _email(value: Any) -> Any:
    return {"email": "overig"}.get(value, value)


FAULTS: tuple[Fault, ...] = (
    fault(
        "digitaal-adres-tweede-vervangt-eerste",
        "Een nieuw digitaal adres vervangt de andere van de partij.",
        "A new digital address replaces the others of the partij.",
        "DIG-01",
        displaces(_KIND, _PARTIJ),
    ),
    fault(
        "digitaal-adres-een-keer-per-register",
        "Een adres dat al bij een partij staat, wordt bij een andere geweigerd.",
        "An address that a partij has already is refused for another.",
        "DIG-01",
        refused(_KIND, "adres", _same_address),
    ),
    fault(
        "digitaal-adres-betrokkene-lekt-naar-partij",
        "Een adres dat een betrokkene opgeeft, wordt ook een adres van haar partij.",
        "An address that a betrokkene gives becomes one of its partij as well.",
        "DIG-02 BET-11",
        after(_KIND, _leaks),
    ),
    fault(
        "digitaal-adres-partij-verplicht",
        "Een adres van een betrokkene zonder partij wordt geweigerd.",
        "An address of a betrokkene without partij is refused.",
        "DIG-02",
        redefined(_KIND, _PARTIJ, NEW, required=True, nullable=False),
    ),
    fault(
        "digitaal-adres-opvragen-geeft-nieuwere",
        "Een digitaal adres opvragen geeft het laatst vastgelegde adres van een partij.",
        "Reading a digital address gives the latest one of a partij instead.",
        "DIG-03",
        newer_instead(_KIND, _lonely),
    ),
    fault(
        "digitaal-adres-zoeken-een-van-beide",
        "Zoeken op adres en partij geeft wat aan een van beide voldoet.",
        "Searching by address and partij gives what meets one of the two.",
        "DIG-04",
        any_of(_KIND, "adres", f"{_PARTIJ}__uuid"),
    ),
    fault(
        "digitaal-adres-deelwijziging-wist-omschrijving",
        "Alleen het adres wijzigen wist de omschrijving.",
        "Changing only the address wipes the omschrijving.",
        "DIG-05",
        wiped(_KIND, "omschrijving", ""),
    ),
    fault(
        "digitaal-adres-omschrijving-niet-wijzigbaar",
        "Een andere omschrijving wordt stilzwijgend genegeerd.",
        "Another omschrijving is silently ignored.",
        "DIG-05",
        unchanged(_KIND, "omschrijving", on=PATCH),
    ),
    fault(
        "digitaal-adres-referentie-botst-met-zichzelf",
        "Een adres met dezelfde referentie nog eens sturen wordt geweigerd.",
        "Sending an address with the same referentie again is refused.",
        "DIG-06",
        refused(_KIND, "referentie", _own_reference, CHANGES),
    ),
    fault(
        "digitaal-adres-vervanging-zonder-gevolg",
        "Een vervanging van een digitaal adres antwoordt 200 maar verandert niets.",
        "A replacement of a digital address answers 200 but changes nothing.",
        "DIG-06",
        unchanged(_KIND, on=PUT),
    ),
    fault(
        "digitaal-adres-vervanging-maakt-tweede",
        "Dezelfde vervanging nog eens sturen maakt er een adres bij.",
        "Sending the same replacement again adds an address.",
        "DIG-06",
        lambda seams: seams.finishing.append(_second_on_put),
    ),
    fault(
        "digitaal-adres-eigenaar-wegneembaar",
        "Een deelwijziging kan de eigenaar van een digitaal adres weghalen.",
        "A partial change can take the owner of a digital address away.",
        "DIG-07",
        pardoned(_KIND, _PARTIJ, always, PATCH, ("required",)),
    ),
    fault(
        "digitaal-adres-betrokkene-onbekend-aanvaard",
        "Een digitaal adres van een onbekende betrokkene wordt aanvaard.",
        "A digital address of an unknown betrokkene is accepted.",
        "DIG-08",
        unchecked(_KIND, _BETROKKENE),
    ),
    fault(
        "digitaal-adres-grens-te-laag",
        "Een digitaal adres van 80 tekens wordt geweigerd.",
        "A digital address of 80 characters is refused.",
        "DIG-09",
        limited(_KIND, "adres", 79),
    ),
    fault(
        "digitaal-adres-telt-bytes",
        "De lengte van een digitaal adres wordt in bytes geteld.",
        "The length of a digital address is counted in bytes.",
        "DIG-09",
        refused(_KIND, "adres", _bytes_counted),
    ),
    fault(
        "digitaal-adres-adres-niet-verplicht",
        "Een digitaal adres zonder adres wordt aanvaard.",
        "A digital address without address is accepted.",
        "DIG-09",
        optional(_KIND, "adres", "onbekend"),
    ),
    fault(
        "digitaal-adres-leeg-aanvaard",
        "Een digitaal adres met een leeg adres wordt aanvaard.",
        "A digital address with an empty address is accepted.",
        "DIG-09",
        redefined(_KIND, "adres", blank=True),
    ),
    fault(
        "digitaal-adres-omschrijving-te-lang-aanvaard",
        "Een omschrijving van 41 tekens wordt aanvaard.",
        "An omschrijving of 41 characters is accepted.",
        "DIG-11",
        unlimited(_KIND, "omschrijving"),
    ),
    fault(
        "digitaal-adres-omschrijving-verplicht",
        "Een digitaal adres zonder omschrijving wordt geweigerd.",
        "A digital address without omschrijving is refused.",
        "DIG-11",
        redefined(_KIND, "omschrijving", NEW, required=True),
    ),
    fault(
        "digitaal-adres-omschrijving-zonder-accenten",
        "Tekens buiten het Latijnse alfabet vallen uit een omschrijving weg.",
        "Characters outside the Latin alphabet are lost from an omschrijving.",
        "DIG-11",
        altered(_KIND, "omschrijving", lambda value: value and value.encode("latin-1", "ignore").decode("latin-1"), NEW),
    ),
    fault(
        "digitaal-adres-soort-wordt-overig",
        "De soort email wordt als overig bewaard.",
        "The soort email is stored as overig.",
        "DIG-11 DIG-01",
        altered(_KIND, "soortDigitaalAdres", _email, NEW),
    ),
    fault(
        "digitaal-adres-vorm-bij-overig-gecontroleerd",
        "Bij de soort overig wordt toch een geldig e-mailadres geëist.",
        "For the soort overig a valid e-mail address is required all the same.",
        "DIG-13",
        refused(_KIND, "adres", _checked_anyway),
    ),
    fault(
        "digitaal-adres-landcode-geweigerd",
        "Een telefoonnummer met landcode wordt als digitaal adres geweigerd.",
        "A telephone number with a country code is refused as digital address.",
        "DIG-13",
        refused(_KIND, "adres", _no_country_code),
    ),
    fault(
        "digitaal-adres-soort-wijzigen-zonder-vorm",
        "Wie alleen de soort wijzigt, hoeft geen passend adres te hebben.",
        "Whoever changes only the soort need not have an address to match.",
        "DIG-13",
        pardoned(_KIND, "adres", _only_soort, PATCH),
    ),
    fault(
        "digitaal-adres-verwijderen-zonder-gevolg",
        "Een digitaal adres verwijderen antwoordt 204, maar het blijft bestaan.",
        "Removing a digital address answers 204, but it stays.",
        "DIG-14",
        ignored_removal(_KIND),
    ),
    fault(
        "digitaal-adres-standaard-over-soorten-heen",
        "Een nieuw standaardadres ontneemt ook adressen van een andere soort die rol.",
        "A new standard address takes that part from addresses of another soort too.",
        "EXT-04",
        _other_standards("soort"),
    ),
    fault(
        "digitaal-adres-standaard-over-partijen-heen",
        "Een nieuw standaardadres ontneemt ook adressen van een andere partij die rol.",
        "A new standard address takes that part from addresses of another partij too.",
        "EXT-04",
        _other_standards("partij"),
    ),
    fault(
        "digitaal-adres-standaard-bij-betrokkene-aanvaard",
        "Een standaardadres zonder partij wordt aanvaard.",
        "A standard address without partij is accepted.",
        "EXT-04",
        pardoned(_KIND, "isStandaardAdres", always),
    ),
    fault(
        "digitaal-adres-referentie-overal-uniek",
        "Een referentie kan in het hele register maar een keer voorkomen.",
        "A referentie can occur only once in the whole register.",
        "EXT-04",
        refused(_KIND, "referentie", _shared_reference),
    ),
    fault(
        "digitaal-adres-lege-referentie-botst",
        "Twee adressen met een lege referentie botsen.",
        "Two addresses with an empty referentie clash.",
        "EXT-04",
        refused(_KIND, "referentie", _empty_clash),
    ),
    fault(
        "digitaal-adres-verificatiedatum-niet-bewaard",
        "De datum waarop een adres is geverifieerd, wordt niet bewaard.",
        "The day on which an address was verified is not stored.",
        "EXT-04",
        lost(_KIND, "verificatieDatum", None),
    ),
)
