"""Faults in a klantcontact and who took part in it that show in one special case."""

from __future__ import annotations

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action, Values, value_at
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.neighbours import forgotten, removing
from conformance.reference.faults.writing import PATCH, after, refused
from conformance.reference.http.messages import Answer, Call, Operation
from conformance.reference.seams import Seams

_TAAK, _CONTACT = "interneTaak", "aanleidinggevendKlantcontact"
_RELATIONS = (
    "hadBetrokkenen",
    "hadBetrokkenActoren",
    "omvatteBijlagen",
    "gingOverOnderwerpobjecten",
    "leiddeTotInterneTaken",
)


def _unlinked(core: Core, change: Change, record: Record) -> None:
    if not record.values["indicatieActief"] and change.changed("indicatieActief"):
        for link in core.store.referring("actorKlantcontact", "actor", record.id):
            core.store.remove(link)


def _once_unknown(seams: Seams) -> None:
    """A partij does not show a betrokkene that was linked to it afterwards."""
    late: set[str] = set()

    def note(core: Core, change: Change) -> None:
        if change.kind == "betrokkene" and change.before is not None and change.changed("wasPartij"):
            late.add(change.id)

    def hide(core: Core, call: Call, record: Record, values: Values) -> Values:
        if record.kind != "partij" or call.kind != "partij":
            return values
        return values | {"betrokkenen": [one for one in values["betrokkenen"] if one["uuid"] not in late]}

    seams.storing.append(note)
    seams.telling.append(hide)


def _named_after_partij(core: Core, change: Change, record: Record) -> None:
    """A betrokkene whose name is emptied gets that of its partij."""
    partij = core.store.get("partij", record.values["wasPartij"] or "")
    if partij is not None and "contactnaam" in change.body and change.body["contactnaam"] is None:
        core.put(record, contactnaam=value_at(partij.values, "partijIdentificatie.contactnaam"))


def _taken(core: Core, record: Record) -> list[Record]:
    return core.store.referring(_TAAK, _CONTACT, record.id)


def _read_contact(call: Call, record: Record) -> bool:
    return record.kind == "klantcontact" and call.operation is Operation.RETRIEVE


def _same_conversation(core: Core, change: Change) -> bool:
    """The partij was already at a klantcontact of the same moment and actor that says nothing about its subject."""
    new = core.store.get("klantcontact", change.values.get("hadKlantcontact") or "")
    if new is None:
        return False
    for one in core.store.referring("betrokkene", "wasPartij", change.values.get("wasPartij") or ""):
        old = core.store.get("klantcontact", one.values["hadKlantcontact"])
        if old is None or old.id == new.id or core.store.referring("onderwerpobject", "klantcontact", old.id):
            continue
        shared = _actors(core, old) & _actors(core, new)
        if shared and old.values["plaatsgevondenOp"] == new.values["plaatsgevondenOp"]:
            return True
    return False


def _actors(core: Core, contact: Record) -> set[str]:
    return {link.values["actor"] for link in core.store.referring("actorKlantcontact", "klantcontact", contact.id)}


def _done_hidden(core: Core, call: Call, record: Record, values: Values) -> Values:
    """A klantcontact of nobody no longer shows a taak that was dealt with."""
    if not _read_contact(call, record) or values["hadBetrokkenen"]:
        return values
    done = {taak.id for taak in _taken(core, record) if taak.values["status"] == "verwerkt"}
    left = [one for one in values["leiddeTotInterneTaken"] if one["uuid"] not in done]
    return values | {"leiddeTotInterneTaken": left}


def _crowded(core: Core, call: Call, record: Record, values: Values) -> Values:
    """A klantcontact with open taken and everything else shows no subjects."""
    done = any(taak.values["status"] == "verwerkt" for taak in _taken(core, record))
    if not _read_contact(call, record) or done or not all(values[name] for name in _RELATIONS):
        return values
    return values | {"gingOverOnderwerpobjecten": []}


def _gone_already(seams: Seams) -> None:
    """Removing a klantcontact a second time goes well again."""
    gone: set[str] = set()

    def note(core: Core, record: Record) -> bool:
        gone.add(record.id)
        return True

    def alter(core: Core, call: Call, answer: Answer) -> Answer:
        again = call.kind == "klantcontact" and call.operation is Operation.DESTROY and call.key.lower() in gone
        return Answer(204, headers=answer.headers) if again and answer.status == 404 else answer

    seams.removing.append(note)
    seams.answering.append(alter)


def _composed_text_lost(core: Core, call: Call, answer: Answer) -> Answer:
    if call.operation is Operation.COMPOSE and answer.status == 201:
        contact = core.store.get("klantcontact", answer.content["klantcontact"]["uuid"])
        if contact is not None:
            core.put(contact, inhoud="")
    return answer


def _partij_done(core: Core, record: Record) -> None:
    """A partij that was involved more than once becomes inactive when one involvement is removed."""
    partij = core.store.get("partij", record.values["wasPartij"] or "")
    if partij is not None and len(core.store.referring("betrokkene", "wasPartij", partij.id)) > 1:
        core.put(partij, indicatieActief=False)


def _partij_forgotten(core: Core, record: Record) -> None:
    """With a klantcontact every other one of a partij that was involved in it goes as well."""
    for betrokkene in core.store.referring("betrokkene", "hadKlantcontact", record.id):
        for other in core.store.referring("betrokkene", "wasPartij", betrokkene.values["wasPartij"] or ""):
            if other.values["hadKlantcontact"] != record.id:
                forgotten(core, "klantcontact", other.values["hadKlantcontact"])


FAULTS: tuple[Fault, ...] = (
    fault(
        "actor-deactiveren-ontkoppelt",
        "Een actor op inactief zetten haalt haar van haar klantcontacten af.",
        "Making an actor inactive takes it off its klantcontacten.",
        "ACT-10",
        after("actor", _unlinked, (Action.REPLACE, Action.AMEND)),
    ),
    fault(
        "taak-inactieve-actor-aanvaard",
        "Een inactieve actor kan een nieuwe taak krijgen.",
        "An inactive actor can be given a new taak.",
        "ACT-11",
        lambda seams: seams.rules_off.add("taak-actor-actief"),
    ),
    fault(
        "betrokkene-later-gekoppeld-niet-bij-partij",
        "Een partij toont een betrokkene niet die later aan haar is gekoppeld.",
        "A partij does not show a betrokkene that was linked to it afterwards.",
        "BET-08",
        _once_unknown,
    ),
    fault(
        "betrokkene-lege-naam-wordt-die-van-partij",
        "Een betrokkene van wie de naam wordt leeggemaakt krijgt die van haar partij.",
        "A betrokkene whose name is emptied gets that of its partij.",
        "BET-12",
        after("betrokkene", _named_after_partij, PATCH),
    ),
    fault(
        "betrokkene-twee-keer-in-een-gesprek-geweigerd",
        "Dezelfde partij bij twee klantcontacten van hetzelfde tijdstip en dezelfde actor wordt geweigerd.",
        "The same partij at two klantcontacten of the same moment and actor is refused.",
        "KCT-27",
        refused("betrokkene", "wasPartij", _same_conversation),
    ),
    fault(
        "klantcontact-van-niemand-toont-verwerkte-taak-niet",
        "Een klantcontact zonder betrokkene toont een taak niet meer als zij is verwerkt.",
        "A klantcontact without betrokkene no longer shows a taak that was dealt with.",
        "KCT-29",
        lambda seams: seams.telling.append(_done_hidden),
    ),
    fault(
        "klantcontact-met-alles-toont-geen-onderwerpen",
        "Een klantcontact waar van alles bij hoort en nog iets open staat, toont zijn onderwerpen niet.",
        "A klantcontact with everything that can belong to it and an open taak does not show its subjects.",
        "KCT-30",
        lambda seams: seams.telling.append(_crowded),
    ),
    fault(
        "klantcontact-nog-eens-verwijderen-geeft-204",
        "Een klantcontact dat al weg is nog eens verwijderen geeft 204.",
        "Removing a klantcontact that is gone already gives 204.",
        "API-04",
        _gone_already,
    ),
    fault(
        "samengesteld-bewaart-inhoud-niet",
        "De samengestelde registratie bewaart de inhoud van het klantcontact niet.",
        "The composed registration does not store the inhoud of the klantcontact.",
        "EXT-02",
        lambda seams: seams.answering.append(_composed_text_lost),
    ),
    fault(
        "betrokkene-verwijderen-maakt-partij-inactief",
        "Een betrokkene verwijderen maakt een partij die vaker betrokken was inactief.",
        "Removing a betrokkene makes a partij that was involved more than once inactive.",
        "BET-15",
        removing("betrokkene", _partij_done),
    ),
    fault(
        "klantcontact-verwijderen-neemt-andere-van-partij-mee",
        "Een klantcontact verwijderen verwijdert ook de andere klantcontacten van een partij die erbij betrokken was.",
        "Removing a klantcontact also removes the other klantcontacten of a partij that was involved in it.",
        "KCT-31",
        removing("klantcontact", _partij_forgotten),
    ),
)
