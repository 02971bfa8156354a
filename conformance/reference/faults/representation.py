"""Faults in vertegenwoordigingen: which partij speaks for which."""

from __future__ import annotations

from dataclasses import replace

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Values
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.removed import takes_along
from conformance.reference.faults.telling import never, newer_instead
from conformance.reference.faults.writing import PUT, after, refused, unchanged
from conformance.reference.http.filters import Test
from conformance.reference.http.messages import Call
from conformance.reference.seams import Seams

_KIND = "vertegenwoordiging"
_BY, _FOR = "vertegenwoordigendePartij", "vertegenwoordigdePartij"


def _turned(values: Values) -> Values:
    return values | {_BY: values.get(_FOR), _FOR: values.get(_BY)}


def _turned_round(seams: Seams) -> None:
    def turn(core: Core, call: Call, record: Record, told: Values) -> Values:
        return _turned(told) if record.kind == _KIND else told

    seams.telling.append(turn)


def _other_side(seams: Seams) -> None:
    def turn(test: Test) -> Test:
        return replace(
            test,
            matches=lambda core, found: test.matches(core, replace(found, values=_turned(found.values))),
        )

    for side in (_BY, _FOR):
        seams.on_test(_KIND, f"{side}__uuid", turn)


def _drop_others(core: Core, change: Change, record: Record) -> None:
    for other in core.store.referring(_KIND, _BY, record.values[_BY]):
        if other.id != record.id:
            core.store.remove(other)


def _has_one_already(core: Core, change: Change) -> bool:
    others = core.store.referring(_KIND, _FOR, change.values.get(_FOR) or "")
    return any(other.values[_BY] != change.values.get(_BY) for other in others)


FAULTS: tuple[Fault, ...] = (
    fault(
        "vertegenwoordiging-omgekeerd",
        "Een vertegenwoordiging noemt de vertegenwoordiger als vertegenwoordigde en omgekeerd.",
        "A vertegenwoordiging tells who represents as who is represented, and the other way round.",
        "VTW-01",
        _turned_round,
    ),
    fault(
        "vertegenwoordiging-opvragen-geeft-nieuwere",
        "Een vertegenwoordiging opvragen geeft de laatst geregistreerde.",
        "Reading a vertegenwoordiging gives the latest one instead.",
        "VTW-01",
        newer_instead(_KIND, lambda core, record: True),
    ),
    fault(
        "vertegenwoordiging-zoeken-vertegenwoordigde-vindt-niets",
        "Zoeken naar vertegenwoordigingen op de vertegenwoordigde vindt nooit iets.",
        "Searching for vertegenwoordigingen by who is represented never finds any.",
        "VTW-02",
        never(_KIND, f"{_FOR}__uuid"),
    ),
    fault(
        "vertegenwoordiging-zoeken-verkeerde-kant",
        "Zoeken op de vertegenwoordiger kijkt naar de vertegenwoordigde en omgekeerd.",
        "Searching by who represents looks at who is represented, and the other way round.",
        "VTW-02",
        _other_side,
    ),
    fault(
        "vertegenwoordiging-een-per-vertegenwoordiger",
        "Een tweede vertegenwoordiging door dezelfde partij komt in de plaats van de eerste.",
        "A second vertegenwoordiging by the same partij takes the place of the first.",
        "VTW-04",
        after(_KIND, _drop_others),
    ),
    fault(
        "vertegenwoordiging-een-per-vertegenwoordigde",
        "Een tweede vertegenwoordiger van dezelfde partij wordt geweigerd.",
        "A second partij that represents the same one is refused.",
        "VTW-04",
        refused(_KIND, _FOR, _has_one_already),
    ),
    fault(
        "vertegenwoordiging-deelwijziging-zonder-gevolg",
        "Een deelwijziging van een vertegenwoordiging antwoordt 200 maar verandert niets.",
        "A partial change of a vertegenwoordiging answers 200 but changes nothing.",
        "VTW-06",
        unchanged(_KIND),
    ),
    fault(
        "vertegenwoordiging-vervanging-zonder-gevolg",
        "Een volledige vervanging van een vertegenwoordiging antwoordt 200 maar verandert niets.",
        "A full replacement of a vertegenwoordiging answers 200 but changes nothing.",
        "VTW-06",
        unchanged(_KIND, on=PUT),
    ),
    fault(
        "vertegenwoordiging-verwijderen-neemt-partij-mee",
        "Een vertegenwoordiging verwijderen verwijdert ook de vertegenwoordigde partij.",
        "Removing a vertegenwoordiging removes the represented partij as well.",
        "VTW-06",
        takes_along(_KIND, _FOR, "partij"),
    ),
)
