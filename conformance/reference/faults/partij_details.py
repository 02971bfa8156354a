"""Faults in what else a partij holds: preference, notitie, language, employer; and in its soort."""

from __future__ import annotations

from typing import Any

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action, Values, value_at, with_value
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, Installer, fault
from conformance.reference.faults.neighbours import forgotten, removing
from conformance.reference.faults.telling import kept_unknown, told
from conformance.reference.faults.writing import (
    NEW,
    PATCH,
    altered,
    kept_though_refused,
    limited,
    redefined,
    refused,
    unchanged,
    unchecked,
)
from conformance.reference.http.messages import Call

_GROUP = "partijIdentificatie"
_EMPLOYER = f"{_GROUP}.werkteVoorPartij"
_PREFERRED = "voorkeursDigitaalAdres"


def _null_ignored(path: str) -> Installer:
    """Taking a value away by sending null does nothing."""

    def keep(core: Core, change: Change) -> None:
        if change.kind != "partij" or change.before is None or value_at(change.values, path) is not None:
            return
        before = value_at(change.before.values, path)
        if before is not None:
            change.values = with_value(change.values, path, before)

    return lambda seams: seams.storing.append(keep)


def _preference_forgets(core: Core, change: Change, record: Record) -> None:
    """Taking back a preference removes the address itself."""
    before = change.old(_PREFERRED)
    if isinstance(before, str) and record.values[_PREFERRED] is None:
        forgotten(core, "digitaalAdres", before)


def _after_change(core: Core, change: Change, record: Record) -> Record:
    if change.kind == "partij" and change.before is not None:
        _preference_forgets(core, change, record)
    return core.store.get(record.kind, record.id) or record


def _bytes_counted(core: Core, change: Change) -> bool:
    text = change.values.get("interneNotitie")
    return isinstance(text, str) and len(text) <= 1000 < len(text.encode())


def _one_line(value: Any) -> Any:
    return " ".join(value.splitlines()) if isinstance(value, str) else value


def _birthday(core: Core, call: Call, record: Record, values: Values) -> Values:
    """A person that is found in the population register comes with its day of birth."""
    if record.kind != "partij" or not values["partijIdentificatoren"] or values["soortPartij"] != "persoon":
        return values
    return values | {_GROUP: values[_GROUP] | {"geboortedatum": "1980-01-01"}}


def _nameless(core: Core, record: Record) -> None:
    for one in core.store.referring("betrokkene", "wasPartij", record.id):
        core.put(one, contactnaam=None)


def _addresses_too(core: Core, record: Record) -> None:
    for one in core.store.referring("betrokkene", "wasPartij", record.id):
        for address in core.store.referring("digitaalAdres", "verstrektDoorBetrokkene", one.id):
            forgotten(core, "digitaalAdres", address.id)


def _taken_over(action: Action) -> Installer:
    """One way of writing a partij takes over the addresses that it lists."""

    def take(core: Core, change: Change) -> None:
        if change.kind == "partij" and change.action is action:
            for one in change.sent.get("digitaleAdressen") or ():
                record = core.store.get("digitaalAdres", one)
                if record is not None and record.values["verstrektDoorPartij"] not in (None, change.id):
                    core.put(record, verstrektDoorPartij=None)

    return lambda seams: seams.deriving.append(take)


FAULTS: tuple[Fault, ...] = (
    fault(
        "contactpersoon-eist-werkgever",
        "Een contactpersoon zonder organisatie wordt geweigerd.",
        "A contactpersoon without organisation is refused.",
        "PAR-17 PAR-16",
        redefined("partij", _EMPLOYER, NEW, required=True, nullable=False),
    ),
    fault(
        "contactpersoon-werkgever-niet-in-te-trekken",
        "De organisatie van een contactpersoon weghalen heeft geen gevolg.",
        "Taking the organisation of a contactpersoon away has no effect.",
        "PAR-17",
        _null_ignored(_EMPLOYER),
    ),
    fault(
        "partij-voorkeursadres-onbekend-aanvaard",
        "Een partij kan een digitaal adres als voorkeur hebben dat niet bestaat.",
        "A partij can prefer a digital address that does not exist.",
        "PAR-21",
        unchecked("partij", _PREFERRED),
    ),
    fault(
        "partij-voorkeursadres-geweigerd-toch-bewaard",
        "Een geweigerde deelwijziging van een partij wordt toch bewaard.",
        "A partial change of a partij that is refused is stored all the same.",
        "PAR-21 PAR-13 PAR-23 PAR-25",
        kept_though_refused("partij", PATCH),
    ),
    fault(
        "partij-voorkeursadres-niet-in-te-trekken",
        "Een voorkeursadres weghalen heeft geen gevolg.",
        "Taking a preferred address away has no effect.",
        "PAR-22",
        _null_ignored(_PREFERRED),
    ),
    fault(
        "partij-voorkeur-intrekken-verwijdert-adres",
        "Wie de voorkeur voor een adres intrekt, raakt het adres kwijt.",
        "Whoever takes back the preference for an address loses the address.",
        "PAR-22",
        lambda seams: seams.finishing.append(_after_change),
    ),
    fault(
        "partij-notitie-telt-bytes",
        "De lengte van een interne notitie wordt in bytes geteld.",
        "The length of an interneNotitie is counted in bytes.",
        "PAR-23",
        refused("partij", "interneNotitie", _bytes_counted),
    ),
    fault(
        "partij-notitie-zonder-regeleinden",
        "Regeleinden in een interne notitie worden spaties.",
        "Line breaks in an interneNotitie become spaces.",
        "PAR-23",
        altered("partij", "interneNotitie", _one_line),
    ),
    fault(
        "klantcontact-bewaart-notitie",
        "Een notitie bij een klantcontact wordt bewaard en teruggegeven.",
        "A notitie with a klantcontact is stored and told.",
        "PAR-23 API-18",
        kept_unknown("klantcontact", "interneNotitie"),
    ),
    fault(
        "taak-bewaart-notitie",
        "Een notitie bij een interne taak wordt bewaard en teruggegeven.",
        "A notitie with an interne taak is stored and told.",
        "PAR-23 API-18",
        kept_unknown("interneTaak", "interneNotitie"),
    ),
    fault(
        "partij-taal-vertaald",
        "Een voorkeurstaal komt terug als code van twee letters.",
        "A voorkeurstaal comes back as a code of two letters.",
        "PAR-29",
        told("partij", "voorkeurstaal", lambda value: {"fry": "fy", "tur": "tr"}.get(value, value)),
    ),
    fault(
        "partij-taal-verplicht",
        "Een partij zonder voorkeurstaal wordt geweigerd.",
        "A partij without voorkeurstaal is refused.",
        "PAR-29",
        redefined("partij", "voorkeurstaal", NEW, required=True),
    ),
    fault(
        "partij-taal-niet-wijzigbaar",
        "Een andere voorkeurstaal wordt stilzwijgend genegeerd.",
        "Another voorkeurstaal is silently ignored.",
        "PAR-29",
        unchanged("partij", "voorkeurstaal", on=PATCH),
    ),
    fault(
        "partij-geboortedatum-erbij",
        "Een persoon met een BSN komt terug met een geboortedatum.",
        "A person with a BSN comes back with a day of birth.",
        "PAR-34",
        lambda seams: seams.telling.append(_birthday),
    ),
    fault(
        "partij-voornaam-grens-te-laag",
        "Een voornaam van 80 tekens wordt geweigerd.",
        "A voornaam of 80 characters is refused.",
        "PAR-35",
        limited("partij", f"{_GROUP}.contactnaam.voornaam", 79),
    ),
    fault(
        "partij-verwijderen-wist-naam-betrokkene",
        "Een partij verwijderen wist de contactnaam van haar betrokkenen.",
        "Removing a partij wipes the contactnaam of its betrokkenen.",
        "PAR-36",
        removing("partij", _nameless),
    ),
    fault(
        "partij-verwijderen-neemt-adres-bij-contact-mee",
        "Een partij verwijderen verwijdert ook de adressen die haar betrokkenen opgaven.",
        "Removing a partij also removes the addresses that its betrokkenen gave.",
        "PAR-36",
        removing("partij", _addresses_too),
    ),
    fault(
        "partij-registratie-neemt-adres-over",
        "Een nieuwe partij kan het digitale adres van een ander overnemen.",
        "A new partij can take over the digital address of another.",
        "PAR-37",
        _taken_over(Action.REGISTER),
    ),
    fault(
        "partij-vervanging-neemt-adres-over",
        "Met een vervanging kan een partij het digitale adres van een ander overnemen.",
        "A replacement can make a partij take over the digital address of another.",
        "PAR-37",
        _taken_over(Action.REPLACE),
    ),
)
