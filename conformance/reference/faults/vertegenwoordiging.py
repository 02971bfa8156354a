"""Faults in who represents whom (VTW)."""

from __future__ import annotations

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Values
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.neighbours import displaces, ignored_removal, takes_along
from conformance.reference.faults.telling import any_of, newer_instead
from conformance.reference.faults.writing import (
    CHANGES,
    PATCH,
    PUT,
    redefined,
    refused,
    unchanged,
    unchecked,
)
from conformance.reference.openklant.messages import Call

_KIND = "vertegenwoordiging"
_BY, _FOR = "vertegenwoordigendePartij", "vertegenwoordigdePartij"


def _turned(core: Core, call: Call, record: Record, values: Values) -> Values:
    return values | {_BY: values[_FOR], _FOR: values[_BY]} if record.kind == _KIND else values


def _other_side(core: Core, call: Call, record: Record, values: Values) -> Values:
    """A partij shows who represents it, in place of whom it represents."""
    if record.kind != "partij":
        return values
    by = [one.values[_BY] for one in core.store.referring(_KIND, _FOR, record.id)]
    url = str(values["url"]).rpartition("/")[0]
    return values | {"vertegenwoordigden": [{"uuid": one, "url": f"{url}/{one}"} for one in by]}


def _the_other_way_round(core: Core, change: Change) -> bool:
    found = core.store.referring(_KIND, _BY, change.values.get(_FOR) or "")
    return any(one.values[_FOR] == change.values.get(_BY) for one in found)


def _represented_already(core: Core, change: Change) -> bool:
    return bool(core.store.referring(_KIND, _FOR, change.values.get(_FOR) or ""))


FAULTS: tuple[Fault, ...] = (
    fault(
        "vertegenwoordiging-omgekeerd",
        "Een vertegenwoordiging komt omgekeerd terug.",
        "A representation comes back the wrong way round.",
        "VTW-01",
        lambda seams: seams.telling.append(_turned),
    ),
    fault(
        "vertegenwoordiging-opvragen-geeft-nieuwere",
        "Een vertegenwoordiging opvragen geeft de laatst vastgelegde.",
        "Reading a representation gives the latest one instead.",
        "VTW-01",
        newer_instead(_KIND, lambda core, record: True),
    ),
    fault(
        "partij-toont-vertegenwoordigers",
        "Een partij toont wie haar vertegenwoordigt in plaats van wie zij vertegenwoordigt.",
        "A partij shows who represents it instead of whom it represents.",
        "VTW-01",
        lambda seams: seams.telling.append(_other_side),
    ),
    fault(
        "vertegenwoordiging-zoeken-een-van-beide",
        "Zoeken op vertegenwoordiger en vertegenwoordigde geeft wat aan een van beide voldoet.",
        "Searching by both partijen of a representation gives what meets one of the two.",
        "VTW-02",
        any_of(_KIND, f"{_BY}__uuid", f"{_FOR}__uuid"),
    ),
    fault(
        "vertegenwoordiger-niet-verplicht",
        "Een vertegenwoordiging zonder vertegenwoordiger wordt aanvaard.",
        "A representation without its first partij is accepted.",
        "VTW-03",
        redefined(_KIND, _BY, required=False, nullable=True),
    ),
    fault(
        "vertegenwoordiger-onbekend-aanvaard",
        "Een vertegenwoordiging door een onbekende partij wordt aanvaard.",
        "A representation by an unknown partij is accepted.",
        "VTW-03",
        unchecked(_KIND, _BY),
    ),
    fault(
        "vertegenwoordiging-onbekend-bij-wijzigen-aanvaard",
        "Een vertegenwoordiging kan naar een onbekende partij worden verplaatst.",
        "A representation can be moved to an unknown partij.",
        "VTW-03",
        redefined(_KIND, _BY, CHANGES, exists=False),
        redefined(_KIND, _FOR, CHANGES, exists=False),
    ),
    fault(
        "vertegenwoordiging-een-per-vertegenwoordiger",
        "Een nieuwe vertegenwoordiging vervangt de oude van dezelfde vertegenwoordiger.",
        "A new representation replaces the old one by the same partij.",
        "VTW-04",
        displaces(_KIND, _BY),
    ),
    fault(
        "vertegenwoordiging-een-per-vertegenwoordigde",
        "Een tweede vertegenwoordiger van dezelfde partij wordt geweigerd.",
        "A second representative of the same partij is refused.",
        "VTW-04",
        refused(_KIND, _FOR, _represented_already),
    ),
    fault(
        "vertegenwoordiging-dubbel-bij-wijzigen-aanvaard",
        "Met een wijziging kan een vertegenwoordiging dubbel worden.",
        "A change can make a representation occur twice.",
        "VTW-05",
        lambda seams: seams.uncheck(_KIND, "paar", on=CHANGES),
    ),
    fault(
        "vertegenwoordiging-omgekeerd-geweigerd",
        "Twee partijen kunnen elkaar niet over en weer vertegenwoordigen.",
        "Two partijen cannot represent each other.",
        "VTW-05",
        refused(_KIND, _FOR, _the_other_way_round),
    ),
    fault(
        "vertegenwoordiging-deelwijziging-zonder-gevolg",
        "Een deelwijziging van een vertegenwoordiging antwoordt 200 maar verandert niets.",
        "A partial change of a representation answers 200 but changes nothing.",
        "VTW-06",
        unchanged(_KIND, on=PATCH),
    ),
    fault(
        "vertegenwoordiging-vervanging-zonder-gevolg",
        "Een vervanging van een vertegenwoordiging antwoordt 200 maar verandert niets.",
        "A replacement of a representation answers 200 but changes nothing.",
        "VTW-06",
        unchanged(_KIND, on=PUT),
    ),
    fault(
        "vertegenwoordiging-verwijderen-neemt-partij-mee",
        "Een vertegenwoordiging verwijderen verwijdert de vertegenwoordigde partij.",
        "Removing a representation removes the partij that was represented.",
        "VTW-06",
        takes_along(_KIND, "partij", _FOR),
    ),
    fault(
        "vertegenwoordiging-verwijderen-zonder-gevolg",
        "Een vertegenwoordiging verwijderen antwoordt 204, maar zij blijft bestaan.",
        "Removing a representation answers 204, but it stays.",
        "VTW-06",
        ignored_removal(_KIND),
    ),
)
