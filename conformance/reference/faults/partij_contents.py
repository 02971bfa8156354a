"""Faults in what a partij holds: its names, employer and indications."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.definitions.parts import CONTACTNAAM, text
from conformance.reference.domain.fields import Action
from conformance.reference.faults.fault import Fault, Installer, fault
from conformance.reference.faults.telling import READS, told
from conformance.reference.faults.writing import (
    altered,
    lost,
    optional,
    rules_off,
    unchanged,
    unchecked,
)

_GROUP = "partijIdentificatie"

_NAAM = f"{_GROUP}.contactnaam"

_WERKGEVER = f"{_GROUP}.werkteVoorPartij"


def _soort(*wanted: str) -> Callable[[Core, Change], bool]:
    return lambda core, change: change.values.get("soortPartij") in wanted


def _name_lost(soort: str, path: str, left: Any) -> Installer:
    return lost("partij", path, left, on=tuple(Action), when=_soort(soort))


def _foreign(soort: str, part: Any) -> Installer:
    return lambda seams: seams.add_part("partij", _GROUP, soort, part)


FAULTS: tuple[Fault, ...] = (
    fault(
        "persoon-contactnaam-niet-bewaard",
        "De contactnaam van een persoon wordt niet bewaard.",
        "The contactnaam of a person is not stored.",
        "PAR-14 PAR-01",
        _name_lost("persoon", _NAAM, None),
    ),
    fault(
        "persoon-voorvoegsel-niet-bewaard",
        "Het voorvoegsel in de naam van een persoon wordt niet bewaard.",
        "The prefix in the name of a person is not stored.",
        "PAR-14",
        altered("partij", f"{_NAAM}.voorvoegselAchternaam", lambda value: "", when=_soort("persoon")),
    ),
    fault(
        "organisatie-naam-niet-bewaard",
        "De naam van een organisatie wordt niet bewaard.",
        "The name of an organisation is not stored.",
        "PAR-14 PAR-01",
        _name_lost("organisatie", f"{_GROUP}.naam", ""),
    ),
    fault(
        "organisatie-naam-in-kleine-letters",
        "De naam van een organisatie wordt in kleine letters teruggegeven.",
        "The name of an organisation comes back in small letters.",
        "PAR-14",
        told("partij", f"{_GROUP}.naam", lambda value: f"{value} ".lower() if value else value, READS),
    ),
    fault(
        "contactpersoon-contactnaam-niet-bewaard",
        "De contactnaam van een contactpersoon wordt niet bewaard.",
        "The contactnaam of a contactpersoon is not stored.",
        "PAR-14 PAR-01",
        _name_lost("contactpersoon", _NAAM, None),
    ),
    fault(
        "persoon-met-organisatienaam",
        "Een persoon kan ook een organisatienaam dragen.",
        "A person can carry an organisation name as well.",
        "PAR-15",
        _foreign("persoon", text("naam", 200)),
    ),
    fault(
        "organisatie-met-contactnaam",
        "Een organisatie kan ook een contactnaam dragen.",
        "An organisation can carry a contactnaam as well.",
        "PAR-15",
        _foreign("organisatie", CONTACTNAAM),
    ),
    fault(
        "contactpersoon-met-organisatienaam",
        "Een contactpersoon kan ook een organisatienaam dragen.",
        "A contactpersoon can carry an organisation name as well.",
        "PAR-15",
        _foreign("contactpersoon", text("naam", 200)),
    ),
    fault(
        "contactpersoon-werkgever-mag-persoon",
        "Een contactpersoon kan voor een persoon gewerkt hebben.",
        "A contactpersoon may have worked for a person.",
        "PAR-16",
        rules_off("werkgever-is-organisatie"),
    ),
    fault(
        "contactpersoon-werkgever-onbekend-aanvaard",
        "Een contactpersoon kan voor een onbekende partij gewerkt hebben.",
        "A contactpersoon may have worked for an unknown partij.",
        "PAR-16",
        unchecked("partij", _WERKGEVER),
    ),
    fault(
        "contactpersoon-werkgever-niet-bewaard",
        "De organisatie waarvoor een contactpersoon werkte, wordt niet bewaard.",
        "The organisation that a contactpersoon worked for is not stored.",
        "PAR-16",
        lost("partij", _WERKGEVER, None, when=_soort("contactpersoon")),
    ),
    fault(
        "partij-actief-niet-verplicht",
        "Een partij zonder indicatie actief wordt aanvaard en is dan actief.",
        "A partij without indicatieActief is accepted and becomes active.",
        "PAR-28",
        optional("partij", "indicatieActief", True),
    ),
    fault(
        "partij-actief-niet-wijzigbaar",
        "Een partij op inactief zetten wordt stilzwijgend genegeerd.",
        "Making a partij inactive is silently ignored.",
        "PAR-28",
        unchanged("partij", "indicatieActief"),
    ),
    fault(
        "partij-actief-altijd-waar",
        "Een nieuwe partij is altijd actief, wat er ook is meegestuurd.",
        "A new partij is always active, whatever was sent.",
        "PAR-28 PAR-06",
        lost("partij", "indicatieActief", True),
    ),
    fault(
        "partij-geheimhouding-niet-bewaard",
        "De indicatie geheimhouding wordt niet bewaard.",
        "indicatieGeheimhouding is not stored.",
        "PAR-28 PAR-01",
        lost("partij", "indicatieGeheimhouding", None, tuple(Action)),
    ),
    fault(
        "partij-geheimhouding-als-tekst",
        "De indicatie geheimhouding komt als tekst terug.",
        "indicatieGeheimhouding comes back as text.",
        "PAR-28 PAR-01",
        told("partij", "indicatieGeheimhouding", lambda value: value if value is None else str(value).lower()),
    ),
)
