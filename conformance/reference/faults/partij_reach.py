"""Faults in the nummer and the addresses of a partij (PAR-05, PAR-10, PAR-12, PAR-24)."""

from __future__ import annotations

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.telling import ignored, never
from conformance.reference.faults.writing import PATCH, PUT, altered, changeable, lost, redefined
from conformance.reference.seams import Seams

_VISIT, _POST = "bezoekadres", "correspondentieadres"


def _one_address(seams: Seams) -> None:
    def copy(core: Core, change: Change) -> None:
        if change.kind == "partij" and change.values.get(_VISIT) and change.values.get(_POST):
            change.values = change.values | {_VISIT: change.values[_POST]}

    seams.storing.append(copy)


def _without_zeros(bag_id: str | None) -> str | None:
    return bag_id.lstrip("0") if bag_id else bag_id


FAULTS: tuple[Fault, ...] = (
    fault(
        "partij-zoeken-bezoekadres-vindt-niets",
        "Zoeken naar partijen op een regel van het bezoekadres vindt nooit iets.",
        "Searching for partijen by a line of the bezoekadres never finds any.",
        "PAR-05",
        never("partij", *(f"{_VISIT}Adresregel{line}" for line in (1, 2, 3))),
    ),
    fault(
        "partij-zoeken-postadres-genegeerd",
        "Zoeken naar partijen op de eerste regel van het correspondentieadres geeft alle partijen.",
        "Searching for partijen by the first line of the correspondentieadres gives every partij.",
        "PAR-05",
        ignored("partij", f"{_POST}Adresregel1"),
    ),
    fault(
        "partij-nummer-wijzigbaar-met-patch",
        "Een deelwijziging kan een partij een ander nummer geven.",
        "A partial change can give a partij another nummer.",
        "PAR-10",
        changeable("partij", "nummer", on=PATCH),
    ),
    fault(
        "partij-nummer-wijzigbaar-met-put",
        "Een volledige vervanging kan een partij een ander nummer geven.",
        "A full replacement can give a partij another nummer.",
        "PAR-10",
        changeable("partij", "nummer", on=PUT),
    ),
    fault(
        "partij-zonder-nummer",
        "Een partij krijgt geen nummer als de consument er geen kiest.",
        "A partij gets no nummer when the consumer does not choose one.",
        "PAR-12",
        lost("partij", "nummer", None, when=lambda core, change: not change.sent.get("nummer")),
    ),
    fault(
        "partij-nummer-met-letters-aanvaard",
        "Een nummer van een partij mag letters bevatten.",
        "The nummer of a partij may hold letters.",
        "PAR-12",
        redefined("partij", "nummer", check=None),
    ),
    fault(
        "partij-bezoekadres-wordt-correspondentieadres",
        "Het correspondentieadres komt ook als bezoekadres in het register.",
        "The correspondentieadres is stored as bezoekadres as well.",
        "PAR-24",
        _one_address,
    ),
    fault(
        "partij-bag-id-verliest-nullen",
        "Een nummeraanduiding uit de BAG verliest haar voorloopnullen.",
        "A nummeraanduiding of the BAG loses its leading zeros.",
        "PAR-24",
        altered("partij", f"{_VISIT}.nummeraanduidingId", _without_zeros),
        altered("partij", f"{_POST}.nummeraanduidingId", _without_zeros),
    ),
)
