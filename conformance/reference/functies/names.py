"""Between the names of a message and those of the core."""

from __future__ import annotations

from collections.abc import Mapping

from conformance.reference.domain.fields import Values
from conformance.reference.domain.violations import Violation

FUNCTIES = "klantinteracties/v00/"
BEHEER = "beheer_klantinteracties/v00/"

_USUAL_LIST = {"code": "code", "naam": "naam", "indicatieActief": "actief"}
LISTS: Mapping[str, Mapping[str, str]] = {
    "kanaal": _USUAL_LIST,
    "taal": _USUAL_LIST,
    "soortDigitaalAdres": _USUAL_LIST,
    "soortObject": _USUAL_LIST,
    "soortExternId": _USUAL_LIST | {"externRegister": "externRegister", "soortPartij": "soortPartij"},
    "land": {"landcode": "code", "landnaam": "naam", "ingangsdatumLand": "begin", "einddatumLand": "einde"},
}
#: Per kind the name in a message and the path in the core, where those differ.
_NAMES: Mapping[str, Mapping[str, str]] = {
    "digitaalAdres": {"partijId": "verstrektDoorPartij", "codeSoortDigitaalAdres": "soortDigitaalAdres"},
    "interneTaak": {"actorId": "toegewezenAanActor", "klantcontactId": "aanleidinggevendKlantcontact"},
    "onderwerpobject": {"klantcontactId": "klantcontact", "interneTaakId": "interneTaak"},
    "actor": {
        "functie": "actorIdentificatie.functie",
        "eMailadres": "actorIdentificatie.emailadres",
        "telefoonnummer": "actorIdentificatie.telefoonnummer",
        "faxnummer": "actorIdentificatie.faxnummer",
        "omschrijving": "actorIdentificatie.omschrijving",
    },
    **LISTS,
}
_NAME_OF = {"organisatie": "partijIdentificatie.naam"}
_CONTACTNAAM = "partijIdentificatie.contactnaam"


def _names(kind: str, soort: str) -> Mapping[str, str]:
    return {"naam": _NAME_OF.get(soort, _CONTACTNAAM)} if kind == "partij" else _NAMES.get(kind, {})


def from_wire(kind: str, body: Values, soort: str = "") -> Values:
    """A message with the names of the core. What only the core knows by that name means nothing here."""
    names = _names(kind, soort)
    hidden = {path.partition(".")[0] for path in names.values()} - names.keys()
    found: Values = {}
    for name, value in body.items():
        head, _, part = names.get(name, name).partition(".")
        if part:
            found[head] = {**found.get(head, {}), part: value}
        elif name in names or name not in hidden:
            found[head] = value
    return found


def on_wire(kind: str, path: str, soort: str = "") -> str:
    """The name in a message of a path in the core."""
    names = {core: wire for wire, core in _names(kind, soort).items()}
    names |= {"toegewezenAanActoren": "actorId"} if kind == "interneTaak" else {}
    for core in sorted(names, key=len, reverse=True):
        if path == core or path.startswith(f"{core}."):
            return names[core] + path[len(core) :]
    return path.removeprefix("actorIdentificatie.")


def violation(kind: str, found: Violation, soort: str = "") -> Violation:
    """The same violation, at the name that the caller wrote."""
    return Violation(on_wire(kind, found.path, soort), found.code, found.reason)
