"""Faults in the lengths of texts: one character too many, or one too few."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.writing import cut, limited, unlimited

_NAAM, _GROEP = "partijIdentificatie.contactnaam", "partijIdentificatie"

# What the fault is called, the resource, the field, its limit, and the requirement that sets it.
_TEXTS: tuple[tuple[str, str, str, int, str], ...] = (
    ("partij-voorletters", "partij", f"{_NAAM}.voorletters", 10, "PAR-27"),
    ("partij-voorvoegsel", "partij", f"{_NAAM}.voorvoegselAchternaam", 10, "PAR-27"),
    ("partij-voornaam", "partij", f"{_NAAM}.voornaam", 200, "API-31"),
    ("partij-achternaam", "partij", f"{_NAAM}.achternaam", 200, "PAR-27"),
    ("partij-organisatienaam", "partij", f"{_GROEP}.naam", 200, "PAR-27"),
    ("partij-notitie", "partij", "interneNotitie", 1000, "PAR-23"),
    ("klantcontact-onderwerp", "klantcontact", "onderwerp", 200, "KCT-16"),
    ("klantcontact-inhoud", "klantcontact", "inhoud", 1000, "KCT-17"),
    ("taak-handeling", "interneTaak", "gevraagdeHandeling", 200, "ITK-16"),
    ("taak-toelichting", "interneTaak", "toelichting", 1000, "ITK-16"),
)
#: What must fit is a requirement of its own; how much more is allowed each API says itself (R-24).
_LIMITED_BY_API = ("partij-notitie",)


def _faults() -> Iterator[Fault]:
    for name, kind, path, longest, breaks in _TEXTS:
        word, part = name.partition("-")[2], path.rpartition(".")[2]
        limit = "API-31" if name in _LIMITED_BY_API else breaks
        yield fault(
            f"{name}-te-lang-aanvaard",
            f"De tekst {word} van {kind} mag langer zijn dan {longest} tekens.",
            f"The {part} of a {kind} may be longer than {longest} characters.",
            limit,
            unlimited(kind, path),
        )
        yield fault(
            f"{name}-te-lang-afgekapt",
            f"De tekst {word} van {kind} wordt boven {longest} tekens afgekapt in plaats van geweigerd.",
            f"The {part} of a {kind} is cut at {longest} characters instead of refused.",
            limit,
            *cut(kind, path, longest),
        )
        if breaks != "API-31":
            yield fault(
                f"{name}-grens-te-laag",
                f"De tekst {word} van {kind} mag geen {longest} tekens lang zijn.",
                f"The {part} of a {kind} may not be {longest} characters long.",
                breaks,
                limited(kind, path, longest - 1),
            )


FAULTS: tuple[Fault, ...] = tuple(_faults())
