"""Where this dialect keeps its resources, and what it calls what the domain core calls otherwise."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from conformance.reference.domain.fields import Values
from conformance.reference.domain.violations import Violation

BASE_PATH = "/api/klantinteracties_crud/v00"

#: Per kind the path of the collection, of one resource, and the name of the list in an answer (capitals: R-16).
PLACES: Mapping[str, tuple[str, str, str]] = {
    "actor": ("actoren", "actoren", "actoren"),
    "actorKlantcontact": ("actorklantcontacten", "actorklantcontacten", "actorKlantcontacten"),
    "betrokkene": ("betrokkenenBijKlantcontact", "betrokkenenbijklantcontact", "betrokkenenBijKlantcontact"),
    "bijlage": ("bijlagen", "bijlagen", "bijlagen"),
    "digitaalAdres": ("digitaaladressen", "digitaaladressen", "digitaaladressen"),
    "interneTaak": ("internetaken", "internetaken", "internetaken"),
    "klantcontact": ("klantcontacten", "klantcontacten", "klantcontacten"),
    "onderwerpobject": ("onderwerpobjecten", "onderwerpobjecten", "onderwerpobjecten"),
    "partijIdentificator": ("partij-identificatoren", "partij-identificatoren", "partij-identificatoren"),
    "partij": ("partijen", "partijen", "partijen"),
    "vertegenwoordiging": ("vertegenwoordigingen", "vertegenwoordigingen", "Vertegenwoordigingen"),
}

_ADDRESS = {"nummeraanduidingId": "nummeraanduidingid", "land": "codeLand"}
#: Per kind what the core calls something, and its name on the wire.
_NAMES: Mapping[str, Mapping[str, str]] = {
    "partij": {"partijIdentificatie": "partijtype", **_ADDRESS},
    "betrokkene": _ADDRESS,
    "digitaalAdres": {"soortDigitaalAdres": "codeSoortDigitaalAdres"},
    "klantcontact": {"kanaal": "codeKanaal", "taal": "codeTaal"},
    "actor": {"actorIdentificatie": "actortype", "emailadres": "eMailadres"},
    "actorKlantcontact": {"actor": "actorId", "klantcontact": "klantcontactId"},
    "interneTaak": {"afgehandeldOp": "verwerktOp", "toegewezenAanActoren": "toegewezenAanActor"},
    "onderwerpobject": {"klantcontact": "wasOnderwerpVanKlantcontact", "wasKlantcontact": "onderwerpWasKlantcontact"},
}
# One actor per taak: the core knows it by its own name too, and that is the one a message uses.
_WRITTEN_ALIKE = {"toegewezenAanActor"}


def from_wire(kind: str, body: Values) -> Values:
    """A message with the names of the core; a name that only the core knows means nothing here."""
    names = _NAMES.get(kind, {})
    back = {wire: core for core, wire in names.items() if wire not in _WRITTEN_ALIKE}
    return _renamed(body, back, names.keys() - names.values())


def to_wire(kind: str, values: Values) -> Values:
    """What the core holds, with the names of this dialect."""
    return _renamed(values, _NAMES.get(kind, {}), ())


def _renamed(values: Values, names: Mapping[str, str], hidden: Collection[str]) -> Values:
    return {
        names.get(name, name): _renamed(value, names, hidden) if isinstance(value, dict) else value
        for name, value in values.items()
        if name not in hidden
    }


def violation(kind: str, found: Violation) -> Violation:
    """The same violation, at the name that the field has in a message."""
    names = _NAMES.get(kind, {})
    path = ".".join(names.get(part, part) for part in found.path.split("."))
    return Violation(path, found.code, found.reason)
