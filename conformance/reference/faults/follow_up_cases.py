"""Faults in what follows on a klantcontact or came with it that show in one special case."""

from __future__ import annotations

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Values, value_at
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.neighbours import forgotten, removing
from conformance.reference.faults.writing import NEW, after, redefined, refused
from conformance.reference.http.messages import Call, Operation
from conformance.reference.seams import Deriving

_SUBJECT = "onderwerpobjectidentificator"
_TAAK, _CONTACT, _ACTOREN = "interneTaak", "aanleidinggevendKlantcontact", "toegewezenAanActoren"


def _robot(core: Core, change: Change) -> bool:
    found = (core.store.get("actor", one) for one in change.values.get("toegewezenAanActoren") or ())
    return any(one is not None and one.values["soortActor"] == "geautomatiseerde_actor" for one in found)


def _open_for_robot(core: Core, change: Change) -> bool:
    contact = core.store.get("klantcontact", change.values.get(_CONTACT) or "")
    wordless = contact is not None and not contact.values["inhoud"]
    return wordless and change.values.get("status") == "te_verwerken" and _robot(core, change)


def _done_by_robot(core: Core, change: Change) -> bool:
    return change.values.get("status") == "verwerkt" and _robot(core, change)


def _clock_lost(core: Core, change: Change) -> None:
    """A moment of processing that was written in another zone than UTC keeps only its day."""
    zoned = str(change.body.get("afgehandeldOp", "Z"))[-6:-5] in ("+", "-")
    if change.kind == "interneTaak" and zoned and change.values["afgehandeldOp"]:
        change.values = change.values | {"afgehandeldOp": f"{change.values['afgehandeldOp'][:11]}00:00:00Z"}


def _lamp_post(core: Core, change: Change) -> bool:
    return bool(value_at(change.values, f"{_SUBJECT}.codeObjecttype") == "lantaarnpaal")


def _data(core: Core, change: Change) -> bool:
    return bool(value_at(change.values, "bijlageidentificator.codeObjecttype") == "dataobject")


def _type(record: Record, group: str = _SUBJECT) -> object:
    return value_at(record.values, f"{group}.codeObjecttype")


def _application_first(core: Core, call: Call, record: Record, values: Values) -> Values:
    """A klantcontact that came with a product application shows no taken."""
    if not (record.kind == "klantcontact" and call.operation is Operation.RETRIEVE):
        return values
    found = core.store.referring("bijlage", "wasBijlageVanKlantcontact", record.id)
    hidden = any(_type(one, "bijlageidentificator") == "productaanvraag" for one in found)
    return values | {"leiddeTotInterneTaken": []} if hidden else values


def _zaak_instead(core: Core, change: Change, record: Record) -> None:
    """A zaak takes the place of the klanttaak at the same klantcontact."""
    if _type(record) == "zaak":
        for other in core.store.referring("onderwerpobject", "klantcontact", record.values["klantcontact"] or ""):
            if _type(other) == "klanttaak":
                forgotten(core, "onderwerpobject", other.id)


def _third_zaak(core: Core, change: Change, record: Record) -> None:
    """A third zaak pushes out the first of the klantcontact."""
    found = core.store.referring("onderwerpobject", "klantcontact", record.values["klantcontact"] or "")
    zaken = [one for one in found if _type(one) == "zaak"]
    if len(zaken) > 2:
        forgotten(core, "onderwerpobject", zaken[0].id)


def _newest(kind: str, field: str, *, many: bool = False) -> Deriving:
    def fill_in(core: Core, change: Change) -> None:
        newest = next(iter(core.all(kind)), None)
        new = change.kind == _TAAK and change.before is None and field not in change.body
        if new and newest is not None and not change.values.get(field):
            change.values = change.values | {field: [newest.id] if many else newest.id}

    return fill_in


def _actor_done(core: Core, record: Record) -> None:
    """Whoever has more taken becomes inactive when one of them is removed."""
    for one in record.values[_ACTOREN]:
        actor = core.store.get("actor", one)
        if actor is not None and len(core.store.referring(_TAAK, _ACTOREN, one)) > 1:
            core.put(actor, indicatieActief=False)


FAULTS: tuple[Fault, ...] = (
    fault(
        "taak-nog-te-doen-niet-voor-automaat",
        "Een open taak bij een klantcontact zonder inhoud wordt geweigerd voor een geautomatiseerde actor.",
        "An open taak with a klantcontact without inhoud is refused for an automated actor.",
        "ITK-15",
        refused("interneTaak", "toegewezenAanActoren", _open_for_robot),
    ),
    fault(
        "taak-van-automaat-niet-meteen-verwerkt",
        "Een taak van een geautomatiseerde actor die meteen verwerkt is, wordt geweigerd.",
        "A taak of an automated actor that is processed at once is refused.",
        "ITK-17",
        refused("interneTaak", "status", _done_by_robot),
    ),
    fault(
        "taak-tijdstip-verliest-klok",
        "Een tijdstip van verwerking met een andere tijdzone dan UTC wordt als dag bewaard.",
        "A moment of processing in another time zone than UTC is stored as a day.",
        "ITK-10",
        lambda seams: seams.storing.append(_clock_lost),
    ),
    fault(
        "onderwerpobject-lantaarnpaal-geweigerd",
        "Een objecttype dat het product niet kent, wordt bij een onderwerpobject geweigerd.",
        "An objecttype that the product does not know is refused for an onderwerpobject.",
        "OND-08",
        refused("onderwerpobject", f"{_SUBJECT}.codeObjecttype", _lamp_post),
    ),
    fault(
        "bijlage-dataobject-geweigerd",
        "Een bijlage die geen document is, wordt geweigerd.",
        "A bijlage that is no document is refused.",
        "BIJ-05",
        refused("bijlage", "bijlageidentificator.codeObjecttype", _data),
    ),
    fault(
        "klantcontact-met-aanvraag-toont-geen-taken",
        "Een klantcontact met een productaanvraag als bijlage toont zijn interne taken niet.",
        "A klantcontact with a product application as bijlage does not show its interne taken.",
        "VRZ-03",
        lambda seams: seams.telling.append(_application_first),
    ),
    fault(
        "zaak-verdringt-klanttaak",
        "Een zaak verdringt de klanttaak bij hetzelfde klantcontact.",
        "A zaak pushes out the klanttaak at the same klantcontact.",
        "KLT-03",
        after("onderwerpobject", _zaak_instead),
    ),
    fault(
        "klantcontact-hooguit-twee-zaken",
        "Een derde zaak verdringt de eerste van het klantcontact.",
        "A third zaak pushes out the first of the klantcontact.",
        "VRZ-04",
        after("onderwerpobject", _third_zaak),
    ),
    fault(
        "taak-zonder-klantcontact-bij-het-nieuwste",
        "Een taak die geen klantcontact noemt, komt bij het klantcontact dat het laatst is vastgelegd.",
        "A taak that names no klantcontact is put with the klantcontact that was registered last.",
        "ITK-13",
        redefined(_TAAK, _CONTACT, NEW, required=False),
        lambda seams: seams.deriving.append(_newest("klantcontact", _CONTACT)),
    ),
    fault(
        "taak-zonder-actor-bij-de-nieuwste",
        "Een taak die geen actor noemt, gaat naar de actor die het laatst is vastgelegd.",
        "A taak that names no actor is given to the actor that was registered last.",
        "ITK-14",
        lambda seams: seams.deriving.append(_newest("actor", _ACTOREN, many=True)),
    ),
    fault(
        "taak-verwijderen-maakt-actor-inactief",
        "Een taak verwijderen maakt een actor met nog een taak inactief.",
        "Removing a taak makes an actor with another taak inactive.",
        "ITK-20",
        removing(_TAAK, _actor_done),
    ),
)
