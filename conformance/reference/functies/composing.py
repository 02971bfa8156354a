"""Registering a klantcontact whole: with its actoren, betrokkenen and inhoudsdelen, or not at all (KCT-34)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from conformance.reference.domain import checks
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action, Values, value_at
from conformance.reference.domain.store import Record
from conformance.reference.domain.violations import Refused, Violation
from conformance.reference.functies.lists import unlisted, whole
from conformance.reference.functies.messages import as_object, listed, reference

_PARTS = {"betrokkene": "betrokkeneBijKlantcontact", "bijlage": "inhoudsdeel"}


def phone_call(core: Core) -> Values:
    """What the provider knows of a call that came in (KCT-33)."""
    return conversation_at_home(core) | {"kanaal": whole(core, "kanaal", "telefoon"), "initiatiefnemer": "klant"}


def conversation_at_home(core: Core) -> Values:
    """What the provider knows of a conversation at somebody's kitchen table."""
    known = {"plaatsgevondenOp": checks.now(), "indicatieContactGelukt": "ja"}
    return known | {"kanaal": whole(core, "kanaal", "huisbezoek")}


def register(core: Core, body: Values, known: Values) -> Record:
    """Store a klantcontact with everything in its message; raises Refused with every violation."""
    found: list[Violation] = []
    with core.store.all_or_nothing():
        contact: Record | None = None
        with _gathering(found):
            code = value_at(body, "kanaal.code") if "kanaal" not in known else None
            _refuse(list(unlisted(core, "kanaal", code, "kanaal.code")))
            contact = core.write("klantcontact", Action.REGISTER, body, reference, given=known)
        identity = contact.id if contact else None
        with _gathering(found):
            _actors(core, listed(body, "actorId", least=1), identity, found)
        for kind, name in _PARTS.items():
            with _gathering(found):
                for place, part in enumerate(listed(body, name, least=int(kind == "betrokkene"))):
                    with _gathering(found, f"{name}.{place}"):
                        _part(core, kind, part, identity, reuse=body.get("indicatieHergebruikPartij") is True)
        _refuse(found)
    assert contact is not None
    return contact


def _refuse(found: list[Violation]) -> None:
    if found:
        raise Refused(found)


@contextmanager
def _gathering(found: list[Violation], under: str = "") -> Iterator[None]:
    try:
        yield
    except Refused as refused:
        found.extend(one.under(under) if under else one for one in refused.violations)


def _actors(core: Core, actors: list[Any], contact: str | None, found: list[Violation]) -> None:
    for place, actor in enumerate(actors):
        body, given = {"actor": actor}, {"klantcontact": contact}
        try:
            core.write("actorKlantcontact", Action.REGISTER, body, reference, given=given)
        except Refused as refused:
            found.extend(Violation(f"actorId.{place}", one.code, one.reason) for one in refused.violations)


def _part(core: Core, kind: str, part: Any, contact: str | None, *, reuse: bool) -> None:
    part = as_object(part)
    if kind == "bijlage":
        core.write(kind, Action.REGISTER, part, reference, given={"wasBijlageVanKlantcontact": contact})
        return
    owner = value_at(part, "digitaalAdres.partijId")
    record = core.write(kind, Action.REGISTER, part, reference, given={"hadKlantcontact": contact})
    if isinstance(owner, str):
        core.put(record, wasPartij=owner.lower())
    elif reuse:
        _becomes_partij(core, record)


def _becomes_partij(core: Core, betrokkene: Record) -> None:
    """Somebody unknown whose data may be used again; name and role say of which soort (PAR-31)."""
    values = betrokkene.values
    if values.get("organisatienaam"):
        body = {"soortPartij": "organisatie", "partijIdentificatie": {"naam": values["organisatienaam"]}}
    elif values.get("persoonsnaam"):
        soort = "persoon" if values["rol"] == "klant" else "contactpersoon"
        body = {"soortPartij": soort, "partijIdentificatie": {"contactnaam": values["persoonsnaam"]}}
    else:
        return
    same = ("bezoekadres", "correspondentieadres", "voorkeurskanaal", "voorkeurstaal")
    body |= {name: values[name] for name in same if values.get(name)}
    partij = core.write("partij", Action.REGISTER, body, reference)
    core.put(betrokkene, wasPartij=partij.id)
