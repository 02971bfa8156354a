"""What a fault is: one small defect with a name, put into the reference implementation on purpose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from conformance.reference.seams import Seams

Installer: TypeAlias = Callable[[Seams], None]
OPENKLANT = ("openklant-0.9",)
VNG_CRUD = ("vng-crud-0.0.3",)
REFERENTIELIJSTEN = ("vng-referentielijsten-00.00.06",)


@dataclass(frozen=True, slots=True)
class Fault:
    """A defect in one sentence, and the requirements it is there to break.

    `breaks` names what a good suite catches it on at least; other requirements may suffer when their scenarios
    pass the same way. `dialects` says where it can be switched on.
    """

    id: str
    sentence: str
    zin: str
    breaks: tuple[str, ...]
    install: tuple[Installer, ...]
    dialects: tuple[str, ...] = OPENKLANT


def fault(
    identity: str, zin: str, sentence: str, breaks: str, *install: Installer, dialects: tuple[str, ...] = OPENKLANT
) -> Fault:
    """Write a fault down; `breaks` holds requirement ids with spaces between them."""
    return Fault(identity, sentence, zin, tuple(breaks.split()), install, dialects)
