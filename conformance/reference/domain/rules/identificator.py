"""Rules of a partij-identificator: valid numbers, combinations that exist, one owner."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from conformance.reference.domain import checks
from conformance.reference.domain.fields import Action, Check, Values
from conformance.reference.domain.removal import Removal
from conformance.reference.domain.rules.rule import Rule, Stage, alone
from conformance.reference.domain.violations import InUse

if TYPE_CHECKING:
    from conformance.reference.domain.changes import Change
    from conformance.reference.domain.core import Core
    from conformance.reference.domain.store import Record

_SOORTEN: dict[str, tuple[str, str, Check]] = {
    "bsn": ("brp", "natuurlijk_persoon", checks.elfproef),
    "rsin": ("hr", "niet_natuurlijk_persoon", checks.elfproef),
    "kvk_nummer": ("hr", "niet_natuurlijk_persoon", partial(checks.digits_of_length, 8)),
    "vestigingsnummer": ("hr", "vestiging", partial(checks.digits_of_length, 12)),
}
_GROUP = "partijIdentificator"


def _parts(change: Change) -> Values:
    parts = change.values.get(_GROUP)
    return parts if isinstance(parts, dict) else {}


def _combination(change: Change) -> None:
    """Register, objecttype and soort object-id belong together."""
    parts = _parts(change)
    known = _SOORTEN.get(parts.get("codeSoortObjectId", ""))
    if known is None:
        return
    for name, wanted in (("codeRegister", known[0]), ("codeObjecttype", known[1])):
        if name in parts and parts[name] != wanted:
            change.complain(f"{_GROUP}.{name}", "invalid", f"Bij dit soort nummer hoort hier {wanted}.")


def _valid_number(change: Change) -> None:
    """A number has the form its soort asks for (IDN-14)."""
    parts = _parts(change)
    known = _SOORTEN.get(parts.get("codeSoortObjectId", ""))
    reason = known[2](parts["objectId"]) if known is not None and "objectId" in parts else None
    if reason:
        change.complain(f"{_GROUP}.objectId", "invalid", reason)


def _soort(record: Record | None) -> str:
    return str(record.values[_GROUP]["codeSoortObjectId"]) if record is not None else ""


def _parent(core: Core, change: Change) -> None:
    """A vestigingsnummer stands under a kvk_nummer, nothing else does (EXT-05)."""
    parent = core.store.get("partijIdentificator", change.values.get("subIdentificatorVan") or "")
    vestiging = _parts(change).get("codeSoortObjectId") == "vestigingsnummer"
    if vestiging and (parent is None or _soort(parent) != "kvk_nummer"):
        change.complain("subIdentificatorVan", "invalid", "Een vestigingsnummer valt onder een kvk_nummer.")
    elif not vestiging and parent is not None:
        change.complain("subIdentificatorVan", "invalid", "Alleen een vestigingsnummer valt onder een ander.")


def _stays_parent(core: Core, change: Change) -> None:
    """A kvk_nummer that a vestigingsnummer stands under stays a kvk_nummer (EXT-05)."""
    if change.before is None or _parts(change).get("codeSoortObjectId") == "kvk_nummer":
        return
    if core.store.referring("partijIdentificator", "subIdentificatorVan", change.id):
        change.complain(f"{_GROUP}.codeSoortObjectId", "invalid", "Er vallen vestigingsnummers onder.")


def _owned(change: Change) -> None:
    """Only a kvk_nummer may stand on its own, as parent of vestigingsnummers (IDN-17)."""
    loose = _parts(change).get("codeSoortObjectId") == "kvk_nummer"
    if change.values.get("identificeerdePartij") is None and not loose:
        change.complain("identificeerdePartij", "required", "Een identificator hoort bij een partij.")


def write_along(core: Core, change: Change) -> None:
    """The identificatoren in a partij message: those with an id change, those without are new, others go."""
    if "partijIdentificatoren" not in change.sent:
        return
    children: list[Values] = change.sent["partijIdentificatoren"]
    own = {record.id: record for record in core.store.referring(*_OWNED, change.id)}
    kept = {child["id"] for child in children if "id" in child}
    if len(kept) < sum("id" in child for child in children):
        change.complain("partijIdentificatoren", "invalid", "Dezelfde identificator staat er meer dan eens in.")
    try:
        Removal(core.store, core.seams.consequences).remove(*(r for i, r in own.items() if i not in kept))
    except InUse as in_use:
        change.complain("partijIdentificatoren", "invalid", in_use.reason)
    for i, child in enumerate(children):
        _write_child(core, change, f"partijIdentificatoren.{i}", child)


_OWNED = ("partijIdentificator", "identificeerdePartij")


def _write_child(core: Core, change: Change, path: str, child: Values) -> None:
    owner = child.get("identificeerdePartij")
    if owner not in (None, change.id):
        change.complain(f"{path}.identificeerdePartij", "invalid", "Dit is een andere partij.")
    before = None
    if "id" in child:
        before = core.store.get("partijIdentificator", child["id"])
        if before is None:
            change.complain(f"{path}.uuid", "does_not_exist", "Deze identificator bestaat niet.")
            return
        if before.values["identificeerdePartij"] not in (None, change.id):
            change.complain(f"{path}.uuid", "invalid", "Deze identificator hoort bij een andere partij.")
            return
    action = Action.REGISTER if before is None else Action.REPLACE
    sent = {k: v for k, v in child.items() if k != "id"} | {"identificeerdePartij": change.id}
    nested = core.change(core.seams.definitions["partijIdentificator", action], action, before, sent)
    core.apply(nested)
    change.violations.extend(violation.under(path) for violation in nested.violations)


RULES = (
    Rule("identificator-combinatie", Stage.CHECK, alone(_combination)),
    Rule("identificator-vorm", Stage.CHECK, alone(_valid_number)),
    Rule("vestiging-onder-kvk", Stage.CHECK, _parent),
    Rule("kvk-blijft-ouder", Stage.CHECK, _stays_parent),
    Rule("identificator-van-partij", Stage.CHECK, alone(_owned)),
)
