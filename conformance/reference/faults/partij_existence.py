"""Faults in which partijen may exist side by side, and in ending one."""

from __future__ import annotations

from dataclasses import replace

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import value_at
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.writing import (
    duplicates,
    redefined,
    refused,
)
from conformance.reference.http.messages import Call, Operation
from conformance.reference.seams import Seams

_NAAM = "partijIdentificatie.contactnaam"


def _overwrite_number(seams: Seams) -> None:
    def overwrite(core: Core, change: Change) -> None:
        number = change.values.get("nummer")
        if change.kind == "partij" and change.before is None and number:
            for other in [r for r in core.all("partij") if r.values["nummer"] == number]:
                core.put(other, nummer=None)

    seams.deriving.append(overwrite)


def _same_name(core: Core, change: Change) -> list[Record]:
    naam = value_at(change.values, _NAAM)
    if not isinstance(naam, dict) or not naam.get("achternaam"):
        return []
    return [r for r in core.all("partij") if value_at(r.values, _NAAM) == naam and r.id != change.id]


def _merged_with_namesake(seams: Seams) -> None:
    def finish(core: Core, change: Change, record: Record) -> Record:
        new = change.kind == "partij" and change.before is None and change.values["soortPartij"] == "contactpersoon"
        namesakes = _same_name(core, change) if new else []
        if not namesakes:
            return record
        core.store.remove(record)
        return namesakes[-1]

    seams.finishing.append(finish)


def _no_removal(seams: Seams) -> None:
    def forbid(call: Call) -> Call:
        removal = call.kind == "partij" and call.operation is Operation.DESTROY
        return replace(call, operation=None) if removal else call

    seams.receiving.append(forbid)


def _works_for_another(core: Core, change: Change) -> bool:
    soort = change.values.get("soortPartij")
    return soort == "contactpersoon" and any(
        r.values["soortPartij"] == "contactpersoon" for r in _same_name(core, change)
    )


FAULTS: tuple[Fault, ...] = (
    fault(
        "partij-nummer-dubbel-aanvaard",
        "Twee partijen mogen hetzelfde nummer hebben.",
        "Two partijen may have the same nummer.",
        "PAR-11",
        duplicates("partij", "nummer"),
    ),
    fault(
        "partij-nummer-dubbel-overgenomen",
        "Een tweede partij met een bestaand nummer neemt dat nummer van de eerste over.",
        "A second partij with an existing nummer takes that nummer from the first.",
        "PAR-11",
        _overwrite_number,
    ),
    fault(
        "partij-soort-niet-verplicht",
        "Een partij zonder soort wordt aanvaard en is dan een persoon.",
        "A partij without soort is accepted and becomes a person.",
        "PAR-13",
        redefined("partij", "soortPartij", required=False, default=lambda: "persoon"),
    ),
    fault(
        "partij-soort-onbekend-aanvaard",
        "Een partij met een onbekende soort wordt aanvaard.",
        "A partij with an unknown soort is accepted.",
        "PAR-13",
        redefined("partij", "soortPartij", choices=()),
    ),
    fault(
        "partij-verwijderen-zonder-gevolg",
        "Een partij verwijderen antwoordt 204, maar de partij blijft bestaan.",
        "Removing a partij answers 204, but the partij stays.",
        "PAR-33",
        lambda seams: seams.removing.append(lambda core, record: record.kind != "partij"),
    ),
    fault(
        "partij-verwijderen-niet-toegestaan",
        "Een partij verwijderen geeft 405.",
        "Removing a partij gives 405.",
        "PAR-33",
        _no_removal,
    ),
    fault(
        "partij-naamgenoot-geweigerd",
        "Een contactpersoon met de naam van een bestaande partij wordt geweigerd.",
        "A contactpersoon with the name of an existing partij is refused.",
        "PAR-18",
        refused(
            "partij",
            "partijIdentificatie",
            lambda core, change: (
                change.values.get("soortPartij") == "contactpersoon" and bool(_same_name(core, change))
            ),
        ),
    ),
    fault(
        "partij-naamgenoot-samengevoegd",
        "Een contactpersoon met de naam van een bestaande partij wordt daarmee samengevoegd.",
        "A contactpersoon with the name of an existing partij is merged with it.",
        "PAR-18",
        _merged_with_namesake,
    ),
    fault(
        "contactpersoon-een-organisatie",
        "Dezelfde naam mag maar een keer als contactpersoon voorkomen.",
        "The same name may occur only once as contactpersoon.",
        "PAR-18",
        refused("partij", "partijIdentificatie", _works_for_another),
    ),
)
