"""`expand`: related resources sent along under `_expand` (EXT-01)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Values
from conformance.reference.domain.store import Record
from conformance.reference.domain.violations import Violation
from conformance.reference.http import problems
from conformance.reference.http.messages import Call
from conformance.reference.openklant.telling import Teller

Tree: TypeAlias = dict[str, Any]
_Related: TypeAlias = Callable[[Core, Record], "list[Record] | Record | None"]

EXPANDABLE: Mapping[str, tuple[str, ...]] = {
    "klantcontact": (
        "gingOverOnderwerpobjecten",
        "hadBetrokkenen",
        "hadBetrokkenen.digitaleAdressen",
        "hadBetrokkenen.wasPartij",
        "leiddeTotInterneTaken",
        "omvatteBijlagen",
    ),
    "partij": ("betrokkenen", "betrokkenen.hadKlantcontact", "categorieRelaties", "digitaleAdressen"),
    "betrokkene": ("digitaleAdressen",),
    "digitaalAdres": (
        "verstrektDoorBetrokkene",
        "verstrektDoorBetrokkene.hadKlantcontact",
        "verstrektDoorBetrokkene.hadKlantcontact.leiddeTotInterneTaken",
    ),
}


def _many(kind: str, path: str) -> _Related:
    return lambda core, record: core.store.referring(kind, path, record.id)


def _one(kind: str, field: str) -> _Related:
    return lambda core, record: core.store.get(kind, record.values.get(field) or "")


_RELATED: Mapping[tuple[str, str], _Related] = {
    ("klantcontact", "gingOverOnderwerpobjecten"): _many("onderwerpobject", "klantcontact"),
    ("klantcontact", "hadBetrokkenen"): _many("betrokkene", "hadKlantcontact"),
    ("klantcontact", "leiddeTotInterneTaken"): _many("interneTaak", "aanleidinggevendKlantcontact"),
    ("klantcontact", "omvatteBijlagen"): _many("bijlage", "wasBijlageVanKlantcontact"),
    ("betrokkene", "digitaleAdressen"): _many("digitaalAdres", "verstrektDoorBetrokkene"),
    ("betrokkene", "wasPartij"): _one("partij", "wasPartij"),
    ("betrokkene", "hadKlantcontact"): _one("klantcontact", "hadKlantcontact"),
    ("partij", "betrokkenen"): _many("betrokkene", "wasPartij"),
    ("partij", "categorieRelaties"): _many("categorieRelatie", "partij"),
    ("partij", "digitaleAdressen"): _many("digitaalAdres", "verstrektDoorPartij"),
    ("digitaalAdres", "verstrektDoorBetrokkene"): _one("betrokkene", "verstrektDoorBetrokkene"),
}


def wanted(call: Call) -> Tree:
    """The tree of what to send along; raises 400 for a path that cannot be expanded."""
    paths = [path for key, value in call.query if key == "expand" for path in value.split(",")]
    tree: Tree = {}
    for path in paths:
        if path not in EXPANDABLE[call.kind]:
            raise problems.invalid([Violation("expand", "invalid_choice", "Dit kan niet worden uitgeklapt.")])
        branch = tree
        for step in path.split("."):
            branch = branch.setdefault(step, {})
    return tree


def expand(teller: Teller, record: Record, told: Values, tree: Tree) -> Values:
    """The told resource with `_expand`, filled as far as the tree goes."""
    return told | {"_expand": {step: _expanded(teller, record, step, below) for step, below in tree.items()}}


def _expanded(teller: Teller, record: Record, step: str, below: Tree) -> list[Values] | Values | None:
    found = _RELATED[record.kind, step](teller.core, record)
    if found is None:
        return None
    if isinstance(found, Record):
        return _tell(teller, found, below)
    return [_tell(teller, one, below) for one in found]


def _tell(teller: Teller, record: Record, below: Tree) -> Values:
    told = teller.tell(record)
    return expand(teller, record, told, below) if below else told
