"""Faults in reading, changing and removing a betrokkene."""

from __future__ import annotations

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action
from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.side_effects import beside, pointed_at, removal_ignored, taken_along
from conformance.reference.faults.telling import newer_instead, told, untold
from conformance.reference.faults.writing import CHANGES, PATCH, PUT, altered, refused, unchanged
from conformance.reference.http.messages import Operation

_KIND = "betrokkene"
_RETRIEVE = (Operation.RETRIEVE,)


def _was_nobody(core: Core, change: Change) -> bool:
    return change.action is not Action.REGISTER and change.old("wasPartij") is None


def _becomes_known(core: Core, change: Change) -> bool:
    return _was_nobody(core, change) and bool(change.values.get("wasPartij"))


FAULTS: tuple[Fault, ...] = (
    fault(
        "betrokkene-opvragen-geeft-nieuwere",
        "Een betrokkene opvragen geeft de laatst geregistreerde betrokkene.",
        "Reading a betrokkene gives the latest betrokkene instead.",
        "BET-02",
        newer_instead(_KIND, lambda core, record: True),
    ),
    fault(
        "betrokkene-opvragen-zonder-rol",
        "Een betrokkene opvragen op id laat de rol weg.",
        "Reading a betrokkene by id leaves out its rol.",
        "BET-02",
        untold(_KIND, "rol", operations=_RETRIEVE),
    ),
    fault(
        "betrokkene-toont-geen-adressen",
        "Een betrokkene toont haar digitale adressen niet.",
        "A betrokkene does not show its digital addresses.",
        "BET-05",
        told(_KIND, "digitaleAdressen", lambda value: []),
    ),
    fault(
        "betrokkene-vervangen-laat-rol-staan",
        "Bij vervangen blijft de oude rol van een betrokkene staan.",
        "A full replacement leaves the old rol of a betrokkene.",
        "BET-07",
        unchanged(_KIND, "rol", on=PUT),
    ),
    fault(
        "betrokkene-vervangen-laat-klantcontact-staan",
        "Bij vervangen blijft een betrokkene bij het oude klantcontact.",
        "A full replacement leaves a betrokkene at the old klantcontact.",
        "BET-07",
        unchanged(_KIND, "hadKlantcontact", on=PUT),
    ),
    fault(
        "betrokkene-partij-achteraf-genegeerd",
        "Achteraf zeggen welke partij een betrokkene was, wordt stilzwijgend genegeerd.",
        "Telling afterwards which partij a betrokkene was is silently ignored.",
        "BET-08",
        altered(_KIND, "wasPartij", lambda value: None, CHANGES, _was_nobody),
    ),
    fault(
        "betrokkene-partij-achteraf-geweigerd",
        "Achteraf zeggen welke partij een betrokkene was, wordt geweigerd.",
        "Telling afterwards which partij a betrokkene was is refused.",
        "BET-08",
        refused(_KIND, "wasPartij", _becomes_known, PATCH),
    ),
    fault(
        "betrokkene-verwijderen-neemt-klantcontact-mee",
        "Een betrokkene verwijderen verwijdert ook het klantcontact.",
        "Removing a betrokkene also removes the klantcontact.",
        "BET-15",
        taken_along(_KIND, pointed_at("klantcontact", "hadKlantcontact")),
    ),
    fault(
        "betrokkene-verwijderen-neemt-anderen-mee",
        "Een betrokkene verwijderen verwijdert alle betrokkenen van het klantcontact.",
        "Removing a betrokkene removes every betrokkene of the klantcontact.",
        "BET-15",
        taken_along(_KIND, beside(_KIND, "hadKlantcontact")),
    ),
    fault(
        "betrokkene-verwijderen-zonder-gevolg",
        "Een betrokkene verwijderen antwoordt 204, maar zij blijft bestaan.",
        "Removing a betrokkene answers 204, but it stays.",
        "BET-15",
        removal_ignored(_KIND),
    ),
)
