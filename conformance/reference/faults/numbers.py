"""Faults in the number of a klantcontact or an interne taak."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.writing import NEW, When, altered, changeable, limited, redefined

_KINDS = (
    ("klantcontact", "klantcontact", "Een klantcontact", "A klantcontact", "KCT-13", "KCT-15"),
    ("interneTaak", "taak", "Een interne taak", "An interne taak", "ITK-08", "ITK-22"),
)
_NUMBERS = ("nummer", "referentienummer")


def _not_sent(name: str) -> When:
    def absent(core: Core, change: Change) -> bool:
        return not change.sent.get(name)

    return absent


def _faults() -> Iterator[Fault]:
    for kind, name, zin, sentence, fixed, form in _KINDS:
        yield fault(
            f"{name}-nummer-wijzigbaar",
            f"{zin} krijgt een ander nummer als een wijziging dat vraagt.",
            f"{sentence} gets another nummer when a change asks for it.",
            fixed,
            changeable(kind, "nummer"),
        )
        yield fault(
            f"{name}-referentienummer-wijzigbaar",
            f"{zin} krijgt een ander referentienummer als een wijziging dat vraagt.",
            f"{sentence} gets another referentienummer when a change asks for it.",
            fixed,
            changeable(kind, "referentienummer"),
        )
        yield fault(
            f"{name}-zonder-nummer",
            f"{zin} krijgt geen nummer als de consument er geen kiest.",
            f"{sentence} gets no nummer when the consumer chooses none.",
            form,
            *(altered(kind, number, lambda value: None, NEW, _not_sent(number)) for number in _NUMBERS),
        )
        yield fault(
            f"{name}-nummer-van-elf-cijfers",
            f"{zin} mag een nummer van elf cijfers hebben.",
            f"{sentence} may have a nummer of eleven digits.",
            form,
            limited(kind, "nummer", 11),
        )
        yield fault(
            f"{name}-nummer-met-letters",
            f"{zin} mag letters in het nummer hebben.",
            f"{sentence} may have letters in its nummer.",
            form,
            redefined(kind, "nummer", check=None),
        )


FAULTS: tuple[Fault, ...] = tuple(_faults())
