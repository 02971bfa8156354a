"""Faults in how strictly messages, search parameters and unknown ids are treated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from conformance.reference.domain import checks
from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Values
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, Installer, fault
from conformance.reference.faults.telling import answered
from conformance.reference.faults.writing import PUT, kept_though_refused, redefined
from conformance.reference.http import problems
from conformance.reference.http.messages import Answer, Call, Operation
from conformance.reference.openklant.parameters import PARAMETERS
from conformance.reference.seams import Seams

_GENERAL = ("page", "pageSize", "expand", "cascade")
_CHANGES = (Operation.UPDATE, Operation.PARTIAL_UPDATE)


def _dropped(kind: str, drop: Callable[[str, str], bool]) -> Installer:
    """Search parameters that count as not sent."""

    def receive(call: Call) -> Call:
        if call.kind != kind or call.operation is not Operation.LIST:
            return call
        return replace(call, query=tuple((name, value) for name, value in call.query if not drop(name, value)))

    return lambda seams: seams.receiving.append(receive)


def _unknown(kind: str) -> Installer:
    return _dropped(kind, lambda name, value: name not in PARAMETERS[kind] and name not in _GENERAL)


def _misread(kind: str, reads: Callable[[str], bool], *names: str) -> Installer:
    return _dropped(kind, lambda name, value: name in names and not reads(value))


def _boolean(value: str) -> bool:
    return value in ("true", "false")


def _stored_besides(kind: str) -> Installer:
    """Unknown fields of a registration that are kept and told."""

    def install(seams: Seams) -> None:
        kept: dict[str, Values] = {}

        def keep(core: Core, change: Change) -> None:
            if change.kind == kind and change.before is None:
                known = {each.name for each in change.resource.fields} | {"uuid", "url"}
                kept[change.id] = {name: value for name, value in change.body.items() if name not in known}

        def tell(core: Core, call: Call, record: Record, values: Values) -> Values:
            return kept.get(record.id, {}) | values if record.kind == kind else values

        seams.storing.append(keep)
        seams.telling.append(tell)

    return install


def _replaced_as_amended(kind: str) -> Installer:
    """A full replacement that is treated as a partial change."""

    def receive(call: Call) -> Call:
        amends = call.kind == kind and call.operation is Operation.UPDATE
        return replace(call, operation=Operation.PARTIAL_UPDATE) if amends else call

    return lambda seams: seams.receiving.append(receive)


def _changed_unknown(change: Callable[[Answer], Answer], *kinds: str) -> Installer:
    """Another answer to a change of what does not exist."""
    return answered(
        lambda call, answer: answer.status == 404 and call.kind in kinds and call.operation in _CHANGES, change
    )


_KINDS = (
    ("partij", "partij", "partij"),
    ("klantcontact", "klantcontact", "klantcontact"),
    ("betrokkene", "betrokkene", "betrokkene"),
    ("interneTaak", "taak", "interne taak"),
)


def _per_kind() -> Iterator[Fault]:
    for kind, name, words in _KINDS:
        yield fault(
            f"{name}-bewaart-onbekend-veld",
            f"Een onbekend veld bij een {words} wordt bewaard en teruggegeven.",
            f"An unknown field of a {words} is stored and comes back.",
            "API-18",
            _stored_besides(kind),
        )
        yield fault(
            f"{name}-vervangen-als-deelwijziging",
            f"Een {words} vervangen mag zonder verplichte gegevens.",
            f"A full replacement of a {words} may leave out what is required.",
            "API-21",
            _replaced_as_amended(kind),
        )


FAULTS: tuple[Fault, ...] = (
    *_per_kind(),
    fault(
        "betrokkene-vervangen-geweigerd-toch-bewaard",
        "Een geweigerde vervanging van een betrokkene wordt toch bewaard.",
        "A refused replacement of a betrokkene is stored all the same.",
        "API-21",
        kept_though_refused("betrokkene", PUT),
    ),
    fault(
        "klantcontact-onbekende-zoekparameter-genegeerd",
        "Een zoekparameter die klantcontacten niet kennen, wordt genegeerd.",
        "A search parameter that klantcontacten do not have is ignored.",
        "API-14",
        _unknown("klantcontact"),
    ),
    fault(
        "bijlage-onbekende-zoekparameter-genegeerd",
        "Een zoekparameter die bijlagen niet kennen, wordt genegeerd.",
        "A search parameter that bijlagen do not have is ignored.",
        "API-14",
        _unknown("bijlage"),
    ),
    fault(
        "klantcontact-ongeldige-ja-nee-genegeerd",
        "Een zoekwaarde voor klantcontacten die geen ja of nee is, wordt genegeerd.",
        "A search value for klantcontacten that is neither yes nor no is ignored.",
        "API-15",
        _misread("klantcontact", _boolean, "indicatieContactGelukt", "vertrouwelijk"),
    ),
    fault(
        "onderwerpobject-ongeldig-zoek-id-genegeerd",
        "Een zoekwaarde voor onderwerpobjecten die geen id is, wordt genegeerd.",
        "A search value for onderwerpobjecten that is no id is ignored.",
        "API-15",
        _misread(
            "onderwerpobject",
            lambda value: checks.UUID.match(value) is not None,
            "klantcontact__uuid",
            "wasKlantcontact__uuid",
        ),
    ),
    fault(
        "taak-ongeldige-zoekstatus-genegeerd",
        "Een onbekende status om taken op te zoeken wordt genegeerd.",
        "An unknown status to search taken by is ignored.",
        "API-15",
        _misread("interneTaak", lambda value: value in ("te_verwerken", "verwerkt"), "status"),
    ),
    fault(
        "klantcontact-gelukt-verplicht",
        "Een klantcontact zonder indicatie gelukt wordt geweigerd.",
        "A klantcontact that does not say whether it succeeded is refused.",
        "API-20",
        redefined("klantcontact", "indicatieContactGelukt", required=True),
    ),
    fault(
        "actor-lege-naam-aanvaard",
        "Een actor met een lege naam wordt aanvaard.",
        "An actor with an empty naam is accepted.",
        "API-20",
        redefined("actor", "naam", blank=True),
    ),
    fault(
        "onbekend-id-wijzigen-geeft-400",
        "Een onbekende partij of een onbekend klantcontact wijzigen geeft 400.",
        "Changing an unknown partij or klantcontact gives 400.",
        "API-27",
        _changed_unknown(lambda answer: problems.malformed("Dit bestaat niet.").answer(), "partij", "klantcontact"),
    ),
    fault(
        "betrokkene-onbekend-wijzigen-geeft-409",
        "Een onbekende betrokkene wijzigen geeft 409.",
        "Changing an unknown betrokkene gives 409.",
        "API-27",
        _changed_unknown(lambda answer: problems.conflict("Dit bestaat niet.").answer(), "betrokkene"),
    ),
)
