"""Faults in the addresses of a partij: what is stored, how long a line may be, and how they are searched."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Values
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, Installer, fault
from conformance.reference.faults.telling import any_of
from conformance.reference.faults.writing import (
    CHANGES,
    NEW,
    PATCH,
    altered,
    redefined,
    refused,
)
from conformance.reference.openklant.filters import Test
from conformance.reference.seams import Seams

_VISIT, _POST = "bezoekadres", "correspondentieadres"
_LINES = tuple(f"{group}.adresregel{number}" for group in (_VISIT, _POST) for number in (1, 2, 3))
_LONGEST = 80


def _bytes_counted(path: str, longest: int) -> Installer:
    """A text whose length is counted in bytes."""
    group, _, part = path.partition(".")

    def too_long(core: Core, change: Change) -> bool:
        text = (change.values.get(group) or {}).get(part)
        return isinstance(text, str) and len(text) <= longest < len(text.encode())

    return refused("partij", path, too_long)


def _bag_id_only(value: Any) -> Any:
    """An address that has nothing but a BAG-id loses it."""
    if not isinstance(value, dict) or any(v for k, v in value.items() if k != "nummeraanduidingId"):
        return value
    return value | {"nummeraanduidingId": ""}


def _visit_becomes_post(core: Core, change: Change) -> None:
    if change.kind == "partij" and change.before is None and change.values.get(_VISIT) and change.values.get(_POST):
        change.values = change.values | {_POST: change.values[_VISIT]}


def _wipes_other(core: Core, change: Change) -> None:
    """Changing one of the two addresses empties the other."""
    if change.kind != "partij" or change.before is None:
        return
    for one, other in ((_VISIT, _POST), (_POST, _VISIT)):
        if change.sent.get(one) and other not in change.sent:
            change.values = change.values | {other: None}


def _looks_elsewhere(parameter: str, group: str) -> Installer:
    """A parameter that is compared with the same part of the other address."""

    def elsewhere(test: Test) -> Test:
        def matches(core: Core, record: Record) -> bool:
            swapped: Values = record.values | {_VISIT: record.values.get(_POST), _POST: record.values.get(_VISIT)}
            return test.matches(core, replace(record, values=swapped))

        return replace(test, matches=matches)

    return lambda seams: seams.on_test("partij", parameter, elsewhere)


def _not_dutch(core: Core, change: Change) -> bool:
    return any((change.sent.get(group) or {}).get("land") not in (None, "", "NL") for group in (_VISIT, _POST))


def _limit(seams: Seams) -> None:
    for path in _LINES:
        redefined("partij", path, longest=_LONGEST - 1)(seams)


def _no_limit_on_change(seams: Seams) -> None:
    for path in _LINES:
        redefined("partij", path, PATCH, longest=None)(seams)


FAULTS: tuple[Fault, ...] = (
    fault(
        "partij-zoeken-adressen-verward",
        "Zoeken op het bezoekadres kijkt naar het correspondentieadres.",
        "Searching by the visiting address looks at the postal address.",
        "PAR-05",
        _looks_elsewhere("bezoekadresAdresregel1", _VISIT),
    ),
    fault(
        "partij-zoeken-een-van-twee-adressen",
        "Van twee gezochte adresregels is er een genoeg.",
        "Of two address lines in one search one is enough.",
        "PAR-05",
        any_of("partij", "bezoekadresAdresregel1", "correspondentieadresAdresregel1"),
    ),
    fault(
        "partij-correspondentieadres-wordt-bezoekadres",
        "Wie twee adressen stuurt krijgt het bezoekadres ook als correspondentieadres.",
        "Whoever sends two addresses gets the visiting address as postal address too.",
        "PAR-24",
        lambda seams: seams.storing.append(_visit_becomes_post),
    ),
    fault(
        "partij-bag-id-alleen-niet-bewaard",
        "Een adres met alleen een BAG-id wordt leeg bewaard.",
        "An address with nothing but a BAG-id is stored empty.",
        "PAR-24",
        altered("partij", _VISIT, _bag_id_only),
        altered("partij", _POST, _bag_id_only),
    ),
    fault(
        "partij-huisnummertoevoeging-niet-bewaard",
        "De toevoeging bij een huisnummer wordt niet bewaard.",
        "The addition to a house number is not stored.",
        "PAR-24",
        altered("partij", f"{_VISIT}.huisnummertoevoeging", lambda value: "", NEW),
    ),
    fault(
        "partij-adres-wijzigen-wist-ander-adres",
        "Wie het ene adres van een partij wijzigt, raakt het andere kwijt.",
        "Whoever changes one address of a partij loses the other.",
        "PAR-24",
        lambda seams: seams.storing.append(_wipes_other),
    ),
    fault(
        "partij-adresregel-grens-te-laag",
        "Een adresregel van 80 tekens wordt geweigerd.",
        "An address line of 80 characters is refused.",
        "PAR-25",
        _limit,
    ),
    fault(
        "partij-adresregel-telt-bytes",
        "De lengte van een adresregel wordt in bytes geteld.",
        "The length of an address line is counted in bytes.",
        "PAR-25",
        _bytes_counted(f"{_VISIT}.adresregel1", _LONGEST),
    ),
    fault(
        "partij-adresregel-bij-wijzigen-onbegrensd",
        "Bij een deelwijziging mag een adresregel langer zijn dan 80 tekens.",
        "With a partial change an address line may be longer than 80 characters.",
        "PAR-25",
        _no_limit_on_change,
    ),
    fault(
        "partij-land-alleen-nederland",
        "Een adres in een ander land dan Nederland wordt geweigerd.",
        "An address in another country than the Netherlands is refused.",
        "PAR-26",
        refused("partij", f"{_VISIT}.land", _not_dutch),
    ),
    fault(
        "partij-landcode-onbekend-bij-vervangen-aanvaard",
        "Met een vervanging komt een landcode die niet bestaat in een adres terecht.",
        "A replacement can bring a country code that does not exist into an address.",
        "PAR-26",
        redefined("partij", f"{_VISIT}.land", CHANGES, check=None),
        redefined("partij", f"{_POST}.land", CHANGES, check=None),
    ),
)
