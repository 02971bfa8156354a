"""Faults in the rule that a recorded klantcontact no longer changes (KCT-11)."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.reference.domain import checks
from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import FIXED_FIELDS, Core
from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.writing import (
    CHANGES,
    PATCH,
    PUT,
    altered,
    changeable,
    kept_though_refused,
)
from conformance.reference.http import problems
from conformance.reference.http.messages import Answer, Call, Operation
from conformance.reference.seams import Seams

_KIND = "klantcontact"
_WORDS = {
    "onderwerp": ("onderwerp", "het onderwerp"),
    "kanaal": ("kanaal", "het kanaal"),
    "plaatsgevondenOp": ("tijdstip", "het tijdstip"),
    "taal": ("taal", "de taal"),
    "vertrouwelijk": ("vertrouwelijk", "de indicatie vertrouwelijk"),
    "indicatieContactGelukt": ("gelukt", "de indicatie gelukt"),
    "inhoud": ("inhoud", "de vastgelegde inhoud"),
    "reactie": ("reactie", "de reactie"),
    "hoofdOnderwerpType": ("hoofdonderwerp", "het hoofdonderwerp"),
    "verdereActieOndernomen": ("verdere-actie", "de indicatie verdere actie"),
    "metadata": ("metadata", "wat in metadata staat"),
}
_FIXED = tuple(_WORDS)


def _per_field() -> Iterator[Fault]:
    for field, (word, zin) in _WORDS.items():
        for method, actions, how, wijze in (
            ("patch", PATCH, "a partial change", "een deelwijziging"),
            ("put", PUT, "a full replacement", "een volledige vervanging"),
        ):
            yield fault(
                f"klantcontact-{word}-wijzigbaar-met-{method}",
                f"Met {wijze} verandert {zin} van een klantcontact.",
                f"The {field} of a klantcontact changes with {how}.",
                "KCT-11",
                changeable(_KIND, field, on=actions),
            )


def _refused_as_405(seams: Seams) -> None:
    """Changes go through; the consumer hears that they are not allowed."""
    changed: set[str] = set()

    def note(core: Core, change: Change) -> None:
        if change.kind != _KIND or change.before is None:
            return
        if any(change.changed(field) for field in _FIXED):
            changed.add(change.id)

    def deny(core: Core, call: Call, answer: Answer) -> Answer:
        write = call.operation in (Operation.UPDATE, Operation.PARTIAL_UPDATE)
        if call.kind != _KIND or not write or call.key not in changed or answer.status != 200:
            return answer
        changed.discard(call.key)
        denied = problems.method_not_allowed(call.method, ("GET", "DELETE")).answer()
        denied.headers = {**answer.headers, **denied.headers}
        return denied

    changeable(_KIND, *_FIXED)(seams)
    seams.storing.append(note)
    seams.answering.append(deny)


def _emptied(core: Core, change: Change) -> None:
    """Letting the text be emptied, and nothing else."""
    if change.kind == _KIND and change.before is not None and change.sent.get("inhoud") == "":
        current = core.store.get(_KIND, change.id)
        if current is not None:
            core.put(current, inhoud="")


def _fill_in_later(core: Core, change: Change) -> None:
    """Pretend that an unknown outcome was known all along."""
    if change.kind != _KIND or change.before is None or "indicatieContactGelukt" not in change.sent:
        return
    if change.before.values["indicatieContactGelukt"] is None:
        values = change.before.values | {"indicatieContactGelukt": change.values["indicatieContactGelukt"]}
        change.before = core.store.change(change.before, values)


FAULTS: tuple[Fault, ...] = (
    *_per_field(),
    fault(
        "klantcontact-geheel-wijzigbaar",
        "Elk kenmerk van een vastgelegd klantcontact kan worden gewijzigd.",
        "Every attribute of a recorded klantcontact can be changed.",
        "KCT-11",
        lambda seams: seams.rules_off.add(FIXED_FIELDS),
    ),
    fault(
        "klantcontact-wijzigen-405-maar-bewaard",
        "Het wijzigen van een klantcontact geeft 405, maar de wijziging wordt wel bewaard.",
        "Changing a klantcontact gives 405, but the change is stored.",
        "KCT-11",
        _refused_as_405,
    ),
    fault(
        "klantcontact-wijzigen-400-maar-bewaard",
        "Het wijzigen van een klantcontact wordt geweigerd, maar de wijziging wordt wel bewaard.",
        "Changing a klantcontact is refused, but the change is stored.",
        "KCT-11",
        kept_though_refused(_KIND, CHANGES),
    ),
    fault(
        "klantcontact-inhoud-wisbaar",
        "Het leegmaken van de inhoud wordt geweigerd, maar de inhoud is wel weg.",
        "Emptying the inhoud is refused, but the inhoud is gone.",
        "KCT-11",
        lambda seams: seams.refusing.append(_emptied),
    ),
    fault(
        "klantcontact-gelukt-later-in-te-vullen",
        "Een onbekende indicatie gelukt kan na registratie alsnog worden ingevuld.",
        "An unknown outcome of a contact can be filled in after registration.",
        "KCT-11",
        lambda seams: seams.deriving.append(_fill_in_later),
    ),
    fault(
        "klantcontact-wijzigen-verzet-tijdstip",
        "Elke wijziging van een klantcontact zet het tijdstip op nu.",
        "Every change of a klantcontact sets its moment to now.",
        "KCT-12",
        altered(_KIND, "plaatsgevondenOp", lambda value: checks.now(), CHANGES),
    ),
)
