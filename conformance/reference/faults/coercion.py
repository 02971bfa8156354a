"""Faults in values that are no good: instead of being refused they silently become something else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from conformance.reference.domain import checks
from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action, Kind
from conformance.reference.faults.fault import Fault, Installer, fault
from conformance.reference.faults.writing import CHANGES, NEW, PATCH, altered, always, pardoned, redefined
from conformance.reference.http.messages import Call
from conformance.reference.seams import ALL_ACTIONS

_KLANTCONTACT = "klantcontact"
_MOMENT = "plaatsgevondenOp"
_Pair = tuple[Installer, Installer]


def _instead(
    kind: str, path: str, good: Callable[[Any], bool], instead: Any, on: Iterable[Action] = ALL_ACTIONS
) -> _Pair:
    """Anything is taken; what is no good is stored as `instead`."""
    actions = tuple(on)
    return (
        redefined(kind, path, actions, kind=Kind.ANYTHING),
        altered(kind, path, lambda value: value if good(value) else instead, actions),
    )


def _among(*known: Any) -> Callable[[Any], bool]:
    return lambda value: value in known


def _old_soort(core: Core, change: Change) -> None:
    """A soort that does not exist counts as not sent."""
    known = (None, "persoon", "organisatie", "contactpersoon")
    if change.kind == "partij" and change.before is not None and change.sent.get("soortPartij") not in known:
        before = {"soortPartij": change.before.values["soortPartij"]}
        change.values, change.sent = change.values | before, change.sent | before


def _null_is_now(call: Call) -> Call:
    """An empty moment of a klantcontact counts as one that was left out."""
    if call.kind != _KLANTCONTACT:
        return call
    body = call.body
    for empty in (b"null", b'""'):
        for colon in (b": ", b":"):
            body = body.replace(f'"{_MOMENT}"'.encode() + colon + empty, b'"' + _MOMENT.encode() + b'":' + _now())
    return replace(call, body=body)


def _now() -> bytes:
    return f'"{checks.now()}"'.encode()


FAULTS: tuple[Fault, ...] = (
    fault(
        "partij-onbekende-soort-bij-wijzigen-genegeerd",
        "Een wijziging naar een soort die niet bestaat, wordt stilzwijgend genegeerd.",
        "A change to a soort that does not exist is silently ignored.",
        "PAR-13",
        redefined("partij", "soortPartij", PATCH, choices=()),
        lambda seams: seams.deriving.append(_old_soort),
    ),
    fault(
        "klantcontact-leeg-tijdstip-wordt-nu",
        "Een leeg tijdstip van een klantcontact wordt het moment van vastleggen.",
        "An empty moment of a klantcontact becomes the moment of registration.",
        "API-31",
        lambda seams: seams.receiving.append(_null_is_now),
    ),
    fault(
        "klantcontact-gelukt-misschien-wordt-onbekend",
        "Een waarde voor gelukt die geen ja of nee is, wordt onbekend.",
        "A value for gelukt that is no yes or no becomes unknown.",
        "KCT-23",
        *_instead(_KLANTCONTACT, "indicatieContactGelukt", lambda value: isinstance(value, bool), None, NEW),
    ),
    fault(
        "klantcontact-leeg-kanaal-wordt-onbekend",
        "Een klantcontact met een leeg kanaal wordt aanvaard en krijgt er een.",
        "A klantcontact with an empty kanaal is accepted and gets one.",
        "KCT-35",
        redefined(_KLANTCONTACT, "kanaal", NEW, blank=True, nullable=True),
        altered(_KLANTCONTACT, "kanaal", lambda value: value or "onbekend", NEW),
    ),
    fault(
        "betrokkene-initiator-misschien-wordt-nee",
        "Een waarde voor initiator die geen ja of nee is, wordt nee.",
        "A value for initiator that is no yes or no becomes no.",
        "BET-09",
        *_instead("betrokkene", "initiator", lambda value: isinstance(value, bool), False, NEW),
    ),
    fault(
        "taak-onbekende-status-bij-wijzigen-wordt-open",
        "Een wijziging naar een status die niet bestaat, laat de taak open.",
        "A change to a status that does not exist leaves the taak open.",
        "ITK-09",
        *_instead("interneTaak", "status", _among("te_verwerken", "verwerkt"), "te_verwerken", PATCH),
    ),
    fault(
        "digitaal-adres-onbekende-soort-wordt-overig",
        "Een soort digitaal adres die niet bestaat, wordt overig.",
        "A soort of digital address that does not exist becomes overig.",
        "DIG-15",
        *_instead("digitaalAdres", "soortDigitaalAdres", _among("email", "telefoonnummer", "overig"), "overig"),
    ),
    fault(
        "identificator-objecttype-niet-verplicht",
        "Een identificator zonder objecttype krijgt er een van het product.",
        "An identificator without objecttype gets one from the product.",
        "IDN-09",
        redefined(
            "partijIdentificator",
            "partijIdentificator.codeObjecttype",
            required=False,
            default=lambda: "natuurlijk_persoon",
        ),
    ),
    fault(
        "identificator-vorm-alleen-bij-registratie",
        "Bij het wijzigen van een identificator wordt de elfproef overgeslagen.",
        "When an identificator is changed the eleven test is left out.",
        "IDN-14",
        pardoned("partijIdentificator", "partijIdentificator.objectId", always, CHANGES),
    ),
    fault(
        "actor-half-kenmerk-aanvaard",
        "Een extern kenmerk van een actor mag delen missen.",
        "The external number of an actor may lack parts.",
        "API-26",
        *(
            pardoned("actor", f"actoridentificator.{part}", always, codes=("required",))
            for part in ("objectId", "codeObjecttype", "codeRegister", "codeSoortObjectId")
        ),
    ),
    fault(
        "gelukt-met-verdere-actie-aanvaard",
        "Een gelukt contact met verdere actie wordt aanvaard.",
        "A contact that succeeded with further action is accepted.",
        "EXT-06",
        pardoned(_KLANTCONTACT, "verdereActieOndernomen", always),
    ),
    fault(
        "taak-actor-en-lijst-aanvaard",
        "Een taak met een actor en een lijst van actoren tegelijk wordt aanvaard.",
        "A taak with one actor and a list of actoren at once is accepted.",
        "EXT-03",
        pardoned(
            "interneTaak",
            "toegewezenAanActor",
            lambda core, change: (
                change.sent.get("toegewezenAanActor") is not None and bool(change.sent.get("toegewezenAanActoren"))
            ),
        ),
    ),
)
