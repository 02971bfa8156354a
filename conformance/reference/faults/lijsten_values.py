"""Faults in what the reference lists take, keep and let go: in the domain, whatever the wire."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.definitions.lijsten import RESOURCES, SWITCHED
from conformance.reference.domain.fields import Action, Kind
from conformance.reference.domain.store import Record
from conformance.reference.domain.surroundings import fresh_id
from conformance.reference.faults.fault import REFERENTIELIJSTEN, Fault, Installer, fault
from conformance.reference.faults.writing import NEW, PUT, altered, anything, duplicates, limited, redefined, refused
from conformance.reference.seams import Seams

lijst = partial(fault, dialects=REFERENTIELIJSTEN)
_ALL = tuple(RESOURCES)
_EVER = "9999-12-31"


def _each(kinds: Iterable[str], make: Any, /, *rest: Any, **more: Any) -> tuple[Installer, ...]:
    """The same defect in several lists."""
    return tuple(make(kind, *rest, **more) for kind in kinds)


def _optional(kind: str, path: str, make: Any) -> Installer:
    return redefined(kind, path, NEW, required=False, default=make)


def _put(core: Core, change: Change) -> bool:
    return change.action is Action.REPLACE


def _renamed(core: Core, change: Change) -> bool:
    return _put(core, change) and change.changed("naam")


def _switched(core: Core, change: Change) -> bool:
    return _put(core, change) and change.changed("actief")


def _replaces_namesake(seams: Seams) -> None:
    def forget(core: Core, change: Change, record: Record) -> Record:
        if change.kind in _ALL and change.before is None:
            for other in [r for r in core.all(change.kind) if r.values["code"] == record.values["code"]]:
                if other.id != record.id:
                    core.store.remove(other)
        return record

    seams.finishing.append(forget)


def _renames_neighbour(seams: Seams) -> None:
    def spoil(core: Core, change: Change, record: Record) -> Record:
        if change.kind in _ALL and _renamed(core, change):
            for other in [r for r in core.all(change.kind) if r.id != record.id][:1]:
                core.put(other, naam=record.values["naam"])
        return record

    seams.finishing.append(spoil)


def _ends_when_switched_off(seams: Seams) -> None:
    def end(core: Core, change: Change, record: Record) -> Record:
        if change.kind in SWITCHED and _switched(core, change) and record.values["actief"] is False:
            core.store.remove(record)
        return record

    seams.finishing.append(end)


def _only_switches_off(seams: Seams) -> None:
    def keep(core: Core, record: Record) -> bool:
        if record.kind not in SWITCHED:
            return True
        core.put(record, actief=False)
        return False

    seams.removing.append(keep)


def _takes_neighbour_along(seams: Seams) -> None:
    def take(core: Core, record: Record) -> bool:
        newer = [r for r in core.all(record.kind) if r.order > record.order]
        for other in newer[-1:] if record.kind in _ALL else ():
            core.store.remove(other)
        return True

    seams.removing.append(take)


FAULTS: tuple[Fault, ...] = (
    lijst(
        "lijstcode-dubbel",
        "Dezelfde code kan twee keer in een lijst staan.",
        "The same code can stand in a list twice.",
        "REF-03",
        *_each(SWITCHED, duplicates, "code"),
    ),
    lijst(
        "landcode-dubbel",
        "Hetzelfde land kan twee keer in de lijst staan.",
        "The same country can stand in the list twice.",
        "REF-03",
        duplicates("land", "code"),
    ),
    lijst(
        "lijstcode-overschrijft",
        "Toevoegen met een bestaande code gooit de waarde weg die er stond.",
        "Adding with a code that exists throws away the value that was there.",
        "REF-03",
        *_each(_ALL, duplicates, "code"),
        _replaces_namesake,
    ),
    lijst(
        "lijstnaam-afgekapt",
        "Bij toevoegen blijven van een naam tien tekens over.",
        "Of a name ten characters are kept when a value is added.",
        "REF-03 REF-07",
        *_each(_ALL, altered, "naam", lambda naam: str(naam)[:10], NEW),
    ),
    lijst(
        "extern-register-geweigerd",
        "Een extern register is niet toe te voegen.",
        "An external register cannot be added.",
        "REF-03",
        refused("externRegister", "code", lambda core, change: True),
    ),
    lijst(
        "verbeteren-zet-aan",
        "Een verbetering van de naam maakt een inactieve waarde weer actief.",
        "A correction of the name makes an inactive value active again.",
        "REF-04",
        *_each(SWITCHED, altered, "actief", lambda _: True, PUT, _renamed),
    ),
    lijst(
        "verbeteren-wijzigt-code",
        "Bij een verbetering kan een waarde een andere code krijgen.",
        "A value can get another code with a correction.",
        "REF-04",
        *_each(_ALL, redefined, "code", fixed=False),
    ),
    lijst(
        "verbeteren-raakt-buur",
        "Een verbetering van een naam geldt ook voor een andere waarde van de lijst.",
        "A correction of a name counts for another value of the list as well.",
        "REF-04",
        _renames_neighbour,
    ),
    lijst(
        "verbetering-verdwijnt",
        "Een verbeterde naam wordt niet bewaard.",
        "A corrected name is not kept.",
        "REF-04",
        *_each(_ALL, redefined, "naam", PUT, readonly=True),
    ),
    lijst(
        "uitzetten-verdwijnt",
        "Een waarde die wordt uitgezet blijft actief.",
        "A value that is switched off stays active.",
        "REF-05",
        *_each(SWITCHED, altered, "actief", lambda _: True, PUT, _switched),
    ),
    lijst(
        "uitzetten-verwijdert",
        "Een waarde die wordt uitgezet verdwijnt uit de lijst.",
        "A value that is switched off disappears from the list.",
        "REF-05",
        _ends_when_switched_off,
    ),
    lijst(
        "aanzetten-lukt-niet",
        "Een inactieve waarde is niet meer actief te maken.",
        "An inactive value cannot be made active again.",
        "REF-05",
        *_each(SWITCHED, altered, "actief", lambda _: False, PUT, _switched),
    ),
    lijst(
        "einddatum-van-land-verdwijnt",
        "De einddatum van een land is na toevoegen niet meer te wijzigen.",
        "The end date of a country cannot be changed after it was added.",
        "REF-05",
        redefined("land", "einde", PUT, readonly=True),
    ),
    lijst(
        "verwijderen-zet-uit",
        "Een waarde die wordt verwijderd blijft staan, inactief.",
        "A value that is removed stays, inactive.",
        "REF-06",
        _only_switches_off,
    ),
    lijst(
        "verwijderen-neemt-buur-mee",
        "Met een waarde verdwijnt ook de waarde die erna was toegevoegd.",
        "With a value the one that was added after it disappears as well.",
        "REF-06",
        _takes_neighbour_along,
    ),
    lijst(
        "lijstcode-mag-ontbreken",
        "Een waarde zonder code wordt aanvaard en krijgt er zelf een.",
        "A value without a code is accepted and given one.",
        "REF-07",
        *_each(_ALL, _optional, "code", fresh_id),
    ),
    lijst(
        "lijstnaam-mag-ontbreken",
        "Een waarde zonder naam wordt aanvaard.",
        "A value without a name is accepted.",
        "REF-07",
        *_each(_ALL, _optional, "naam", str),
    ),
    lijst(
        "stand-mag-ontbreken",
        "Een waarde die niet zegt of zij actief is, wordt aanvaard.",
        "A value that does not say whether it is active is accepted.",
        "REF-07",
        *_each(SWITCHED, _optional, "actief", lambda: True),
    ),
    lijst(
        "lege-lijstcode-aanvaard",
        "Een lege code wordt aanvaard.",
        "An empty code is accepted.",
        "REF-07",
        *_each(_ALL, redefined, "code", blank=True, shortest=0),
    ),
    lijst(
        "lijstcode-zonder-grens",
        "Een code mag langer zijn dan veertig tekens.",
        "A code may be longer than forty characters.",
        "REF-07",
        *_each(_ALL, redefined, "code", longest=None),
    ),
    lijst(
        "lijstcode-te-kort-begrensd",
        "Een code van meer dan dertig tekens wordt geweigerd.",
        "A code of more than thirty characters is refused.",
        "REF-07",
        *_each(_ALL, limited, "code", 30),
    ),
    lijst(
        "lijstnaam-zonder-grens",
        "Een naam mag langer zijn dan tachtig tekens.",
        "A name may be longer than eighty characters.",
        "REF-07",
        *_each(_ALL, redefined, "naam", longest=None),
    ),
    lijst(
        "stand-is-van-alles",
        "Of een waarde actief is, mag elke tekst zijn.",
        "Whether a value is active may be any text.",
        "REF-07",
        *_each(SWITCHED, anything, "actief"),
    ),
    lijst(
        "datum-van-land-is-tekst",
        "Begin en einde van een land mogen elke tekst zijn.",
        "Begin and end of a country may be any text.",
        "REF-07",
        redefined("land", "begin", kind=Kind.TEXT),
        redefined("land", "einde", kind=Kind.TEXT),
    ),
    lijst(
        "locatie-zonder-grens",
        "De locatie van een extern register mag langer zijn dan veertig tekens.",
        "The location of an external register may be longer than forty characters.",
        "REF-07",
        redefined("externRegister", "vindplaats", longest=None),
    ),
)
