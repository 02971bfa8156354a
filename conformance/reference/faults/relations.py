"""Faults in what hangs together with a klantcontact: its actoren, betrokkenen and other relations."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Values
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, Installer, fault
from conformance.reference.faults.telling import first_only, told
from conformance.reference.faults.writing import after, refused
from conformance.reference.http.messages import Answer, Call, Operation
from conformance.reference.seams import Seams

_LINK = "actorKlantcontact"
_RELATIONS = {
    "hadBetrokkenen": ("betrokkenen", "betrokkenen"),
    "hadBetrokkenActoren": ("actoren", "actoren"),
    "omvatteBijlagen": ("bijlagen", "bijlagen"),
    "gingOverOnderwerpobjecten": ("onderwerpobjecten", "onderwerpobjecten"),
    "leiddeTotInterneTaken": ("taken", "interne taken"),
}
_UNKNOWN = "00000000-0000-4000-8000-000000000000"


def _already_linked(core: Core, change: Change) -> bool:
    return bool(core.store.referring(_LINK, "klantcontact", change.values.get("klantcontact") or ""))


def _drop_others(core: Core, change: Change, record: Record) -> None:
    for other in core.store.referring(_LINK, "klantcontact", record.values["klantcontact"]):
        if other.id != record.id:
            core.store.remove(other)


def _drop(kind: str, path: str, here: str) -> Callable[[Core, Change, Record], None]:
    """Take away what another resource hangs on the klantcontact this one belongs to."""

    def drop(core: Core, change: Change, record: Record) -> None:
        for other in core.store.referring(kind, path, record.values[here]):
            core.remove(kind, other.id)

    return drop


def _not_told() -> Iterator[Fault]:
    for field, (word, zin) in _RELATIONS.items():
        yield fault(
            f"klantcontact-toont-geen-{word}",
            f"Een klantcontact toont geen {zin}.",
            f"A klantcontact shows no {zin}.",
            "KCT-30",
            told("klantcontact", field, lambda value: []),
        )


def _wrong_ids(path: str) -> Installer:
    def twist(values: list[Values] | None) -> list[Values]:
        return [one | {"uuid": _UNKNOWN} for one in values or []]

    return told("klantcontact", path, twist, (Operation.RETRIEVE, Operation.LIST))


def _composed_without(part: str) -> Installer:
    """The composed registration forgets a part, though the answer shows it."""

    def forget(core: Core, call: Call, answer: Answer) -> Answer:
        if call.operation is Operation.COMPOSE and answer.status == 201 and part in answer.content:
            found = core.store.get(part, answer.content[part]["uuid"])
            if found is not None:
                core.remove(part, found.id)
        return answer

    def install(seams: Seams) -> None:
        seams.answering.append(forget)

    return install


FAULTS: tuple[Fault, ...] = (
    fault(
        "klantcontact-tweede-actor-geweigerd",
        "Een tweede actor aan hetzelfde klantcontact koppelen wordt geweigerd.",
        "Linking a second actor to the same klantcontact is refused.",
        "KCT-25",
        refused(_LINK, "klantcontact", _already_linked),
    ),
    fault(
        "klantcontact-tweede-actor-vervangt-eerste",
        "Een tweede actor koppelen haalt de eerste van het klantcontact af.",
        "Linking a second actor takes the first one off the klantcontact.",
        "KCT-25",
        after(_LINK, _drop_others),
    ),
    fault(
        "klantcontact-koppelingen-tonen-er-een",
        "Zoeken naar de actoren van een klantcontact geeft er hooguit een.",
        "Searching for the actoren of a klantcontact gives one at most.",
        "KCT-25",
        first_only(_LINK, "klantcontact__uuid"),
    ),
    fault(
        "betrokkene-verdringt-actor",
        "Het registreren van een betrokkene haalt de actoren van het klantcontact af.",
        "Registering a betrokkene takes the actoren off the klantcontact.",
        "KCT-26",
        after("betrokkene", _drop(_LINK, "klantcontact", "hadKlantcontact")),
    ),
    fault(
        "actor-verdringt-betrokkene",
        "Het koppelen van een actor haalt de betrokkenen van het klantcontact af.",
        "Linking an actor takes the betrokkenen off the klantcontact.",
        "KCT-26",
        after(_LINK, _drop("betrokkene", "hadKlantcontact", "klantcontact")),
    ),
    fault(
        "samengesteld-vergeet-betrokkene",
        "De samengestelde registratie bewaart de betrokkene niet.",
        "The composed registration does not keep the betrokkene.",
        "KCT-26 EXT-02",
        _composed_without("betrokkene"),
    ),
    fault(
        "samengesteld-vergeet-onderwerpobject",
        "De samengestelde registratie bewaart het onderwerpobject niet.",
        "The composed registration does not keep the onderwerpobject.",
        "EXT-02",
        _composed_without("onderwerpobject"),
    ),
    *_not_told(),
    fault(
        "klantcontact-toont-verkeerde-betrokkenen",
        "Een klantcontact verwijst naar betrokkenen die niet bestaan.",
        "A klantcontact refers to betrokkenen that do not exist.",
        "KCT-30",
        _wrong_ids("hadBetrokkenen"),
    ),
    fault(
        "klantcontact-toont-verkeerde-taken",
        "Een klantcontact verwijst naar interne taken die niet bestaan.",
        "A klantcontact refers to interne taken that do not exist.",
        "KCT-30",
        _wrong_ids("leiddeTotInterneTaken"),
    ),
)
