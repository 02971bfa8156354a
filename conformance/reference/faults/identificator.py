"""Faults in the identificatoren of a partij (IDN, EXT-05)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action, Values, value_at
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, Installer, fault
from conformance.reference.faults.neighbours import ignored_removal, takes_along, takes_siblings
from conformance.reference.faults.telling import newer_instead
from conformance.reference.faults.writing import (
    CHANGES,
    NEW,
    PATCH,
    PUT,
    When,
    altered,
    always,
    optional,
    pardoned,
    redefined,
    refused,
    rules_off,
    unchanged,
    unchecked,
    wiped,
)
from conformance.reference.openklant.filters import Test
from conformance.reference.openklant.messages import Call, Operation
from conformance.reference.seams import Seams

_KIND = "partijIdentificator"
_OWNER = "identificeerdePartij"
_NUMBER = f"{_KIND}.objectId"
_PARENT = "subIdentificatorVan"


def _stripped(value: Any) -> Any:
    return value.lstrip("0") if isinstance(value, str) else value


def _soort(values: Values) -> str:
    return str(value_at(values, f"{_KIND}.codeSoortObjectId"))


def _starts_with(test: Test) -> Test:
    """A number that begins with what is asked for is found as well."""

    def matches(core: Core, record: Record) -> bool:
        number = str(value_at(record.values, _NUMBER))
        shorter = (number[:length] for length in range(8, len(number)))
        copies = (replace(record, values=record.values | {_KIND: record.values[_KIND] | {"objectId": s}}) for s in shorter)
        return test.matches(core, record) or any(test.matches(core, copy) for copy in copies)

    return replace(test, matches=matches)


def _first_told(core: Core, call: Call, record: Record, values: Values) -> Values:
    if record.kind != "partij" or call.operation is not Operation.RETRIEVE:
        return values
    return values | {"partijIdentificatoren": values["partijIdentificatoren"][:1]}


def _replaces_others(core: Core, change: Change, record: Record) -> Record:
    """A second identificator of a partij takes the place of the first."""
    if change.kind == _KIND and change.before is None and _soort(record.values) == "rsin":
        for other in core.store.referring(_KIND, _OWNER, record.values[_OWNER] or ""):
            if other.id != record.id:
                core.store.remove(other)
    return record


def _lets_go(core: Core, change: Change, record: Record) -> Record:
    """A partial change of a partij takes its identificatoren away from it."""
    if change.kind == "partij" and change.action is Action.AMEND and change.sent.get("interneNotitie"):
        for one in core.store.referring(_KIND, _OWNER, record.id):
            if core.store.referring("digitaalAdres", "verstrektDoorPartij", record.id):
                core.put(one, **{_OWNER: None})
    return record


def _still_taken(seams: Seams) -> None:
    """The number of an identificator that was removed stays taken."""
    gone: set[tuple[Any, ...]] = set()

    def remove(core: Core, record: Record) -> bool:
        if record.kind == _KIND:
            gone.add(tuple(record.values[_KIND].values()))
        return True

    def complain(core: Core, change: Change) -> None:
        if change.kind == _KIND and tuple((change.values.get(_KIND) or {}).values()) in gone:
            change.complain(_NUMBER, "unique", "Deze waarde is al in gebruik.")

    seams.removing.append(remove)
    seams.deriving.append(complain)


def _half_done(seams: Seams) -> None:
    """A partij whose identificator is refused keeps the other changes of the message."""

    def keep(core: Core, change: Change) -> None:
        identificator = any(v.path.startswith("partijIdentificatoren") for v in change.violations)
        if change.kind == "partij" and change.before is not None and identificator:
            current = core.store.get("partij", change.before.id)
            if current is not None:
                core.put(current, interneNotitie=change.values["interneNotitie"])

    seams.refusing.append(keep)


def _children_left(seams: Seams) -> None:
    """A partij that is refused for an identificator stays behind, without identificatoren."""

    def keep(core: Core, change: Change) -> None:
        paths = [v.path for v in change.violations]
        if change.kind != "partij" or change.before is not None or len(paths) != 1:
            return
        if paths[0].startswith("partijIdentificatoren.1") and change.violations[0].code != "invalid":
            empty = {f.name: f.empty() for f in change.resource.fields if f.stored}
            core.store.add("partij", change.id, empty | change.values)

    seams.refusing.append(keep)


def _one_accepted(core: Core, change: Change) -> None:
    """Of the identificatoren in one message only the first is taken."""
    if change.kind == "partij" and change.before is None and change.values["soortPartij"] == "organisatie":
        children = change.sent.get("partijIdentificatoren")
        if children:
            change.sent = change.sent | {"partijIdentificatoren": children[:1]}


def _digits(soort: str, *lengths: int) -> Installer:
    """Numbers of one soort may have other lengths, when they are digits."""

    def allowed(core: Core, change: Change) -> bool:
        number = str(value_at(change.values, _NUMBER))
        return _soort(change.values) == soort and number.isdigit() and len(number) in lengths

    return pardoned(_KIND, _NUMBER, allowed)


def _parent_is(*soorten: str) -> When:
    def found(core: Core, change: Change) -> bool:
        parent = core.store.get(_KIND, change.values.get(_PARENT) or "")
        return parent is not None and _soort(parent.values) in soorten

    return found


def _keeps_soort(core: Core, change: Change) -> None:
    if change.kind == _KIND and change.action is Action.REPLACE and change.before is not None:
        old = change.before.values[_KIND]
        change.values = change.values | {_KIND: old | {"objectId": value_at(change.values, _NUMBER)}}


FAULTS: tuple[Fault, ...] = (
    fault(
        "identificator-register-niet-bewaard",
        "Het register van een identificator van een organisatie wordt niet bewaard.",
        "The register of an identificator of an organisation is not stored.",
        "IDN-01",
        altered(_KIND, f"{_KIND}.codeRegister", lambda value: "brp", NEW, lambda core, change: _soort(change.values) == "rsin"),
    ),
    fault(
        "identificator-verliest-nullen",
        "De voorloopnullen van een vestigingsnummer vallen weg.",
        "The leading zeros of a vestigingsnummer are lost.",
        "IDN-01 IDN-03",
        altered(_KIND, _NUMBER, _stripped, NEW, lambda core, change: _soort(change.values) == "vestigingsnummer"),
    ),
    fault(
        "identificator-opvragen-geeft-nieuwere",
        "Een identificator opvragen geeft de laatst geregistreerde.",
        "Reading an identificator gives the latest one instead.",
        "IDN-02",
        newer_instead(_KIND, lambda core, record: _soort(record.values) == "bsn"),
    ),
    fault(
        "identificator-zoeken-op-begin-van-kenmerk",
        "Zoeken op een kenmerk vindt ook identificatoren die ermee beginnen.",
        "Searching by a number also finds identificatoren that begin with it.",
        "IDN-03",
        lambda seams: seams.on_test(_KIND, f"{_KIND}ObjectId", _starts_with),
    ),
    fault(
        "partij-toont-een-identificator",
        "Een partij toont alleen haar eerste identificator.",
        "A partij shows only its first identificator.",
        "IDN-05",
        lambda seams: seams.telling.append(_first_told),
    ),
    fault(
        "identificator-deelwijziging-wist-partij",
        "Alleen het kenmerk van een identificator verbeteren maakt haar los van haar partij.",
        "Correcting only the number of an identificator takes it away from its partij.",
        "IDN-06",
        wiped(_KIND, _OWNER, None),
    ),
    fault(
        "identificator-partij-niet-wijzigbaar",
        "Een andere partij bij een identificator wordt stilzwijgend genegeerd.",
        "Another partij for an identificator is silently ignored.",
        "IDN-06",
        unchanged(_KIND, _OWNER, on=PATCH),
    ),
    fault(
        "identificator-vervanging-zonder-gevolg",
        "Een volledige vervanging van een identificator antwoordt 200 maar verandert niets.",
        "A full replacement of an identificator answers 200 but changes nothing.",
        "IDN-07",
        unchanged(_KIND, on=PUT),
    ),
    fault(
        "identificator-vervanging-houdt-soort",
        "Bij een volledige vervanging houdt een identificator haar oude soort en register.",
        "With a full replacement an identificator keeps its old soort and register.",
        "IDN-07",
        lambda seams: seams.storing.append(_keeps_soort),
    ),
    fault(
        "identificator-partij-onbekend-bij-wijzigen-aanvaard",
        "Een identificator kan naar een onbekende partij worden verplaatst.",
        "An identificator can be moved to an unknown partij.",
        "IDN-08",
        redefined(_KIND, _OWNER, CHANGES, exists=False),
    ),
    fault(
        "identificator-register-niet-verplicht",
        "Een identificator zonder register wordt aanvaard.",
        "An identificator without register is accepted.",
        "IDN-09",
        optional(_KIND, f"{_KIND}.codeRegister", "brp"),
    ),
    fault(
        "identificator-objecttype-niet-verplicht",
        "Een identificator zonder objecttype wordt aanvaard.",
        "An identificator without objecttype is accepted.",
        "IDN-09",
        optional(_KIND, f"{_KIND}.codeObjecttype", "natuurlijk_persoon"),
    ),
    fault(
        "partij-wijzigen-laat-identificator-los",
        "Een deelwijziging van een partij met een digitaal adres haalt haar identificatoren weg.",
        "A partial change of a partij with a digital address takes its identificatoren away.",
        "IDN-11",
        lambda seams: seams.finishing.append(_lets_go),
    ),
    fault(
        "identificator-tweede-vervangt-eerste",
        "Een RSIN neemt de plaats in van de andere identificatoren van de partij.",
        "An RSIN takes the place of the other identificatoren of the partij.",
        "IDN-12",
        lambda seams: seams.finishing.append(_replaces_others),
    ),
    fault(
        "identificator-tweede-geweigerd",
        "Een tweede identificator bij dezelfde partij wordt geweigerd.",
        "A second identificator for the same partij is refused.",
        "IDN-12",
        refused(_KIND, _OWNER, lambda core, change: bool(core.store.referring(_KIND, _OWNER, change.values.get(_OWNER) or ""))),
    ),
    fault(
        "identificator-dubbel-bij-wijzigen-aanvaard",
        "Met een wijziging krijgt een partij het BSN van een ander.",
        "A change can give a partij the BSN of another.",
        "IDN-13",
        lambda seams: seams.uncheck(_KIND, "identificator", on=CHANGES),
    ),
    fault(
        "identificator-verwijderd-blijft-bezet",
        "Een BSN dat is verwijderd, kan niet opnieuw worden vastgelegd.",
        "A BSN that was removed cannot be registered again.",
        "IDN-13",
        _still_taken,
    ),
    fault(
        "kvk-nummer-elke-lengte",
        "Een KvK-nummer van zeven of negen cijfers wordt aanvaard.",
        "A KvK number of seven or nine digits is accepted.",
        "IDN-14",
        _digits("kvk_nummer", 7, 9),
    ),
    fault(
        "vestigingsnummer-elke-lengte",
        "Een vestigingsnummer van elf of dertien cijfers wordt aanvaard.",
        "A vestigingsnummer of eleven or thirteen digits is accepted.",
        "IDN-14",
        _digits("vestigingsnummer", 11, 13),
    ),
    fault(
        "identificator-vorm-alleen-bij-registratie",
        "Bij het wijzigen van een identificator wordt de elfproef overgeslagen.",
        "When an identificator is changed the eleven test is left out.",
        "IDN-14",
        pardoned(_KIND, _NUMBER, always, CHANGES),
    ),
    fault(
        "geweigerde-identificator-laat-partij-achter",
        "Een partij die om een al gebruikte identificator wordt geweigerd, blijft achter zonder identificatoren.",
        "A partij that is refused for an identificator in use stays behind without identificatoren.",
        "IDN-15 API-08",
        _children_left,
    ),
    fault(
        "partij-wijzigen-half-doorgevoerd",
        "Een wijziging die om een identificator wordt geweigerd, bewaart de notitie wel.",
        "A change that is refused for an identificator stores the notitie all the same.",
        "IDN-15",
        _half_done,
    ),
    fault(
        "partij-neemt-een-identificator-aan",
        "Van de identificatoren die met een organisatie meekomen wordt alleen de eerste bewaard.",
        "Of the identificatoren that come with an organisation only the first is stored.",
        "IDN-15",
        lambda seams: seams.deriving.append(_one_accepted),
    ),
    fault(
        "identificator-verwijderen-neemt-partij-mee",
        "Een identificator verwijderen verwijdert ook haar partij.",
        "Removing an identificator removes its partij as well.",
        "IDN-16",
        takes_along(_KIND, "partij", _OWNER),
    ),
    fault(
        "identificator-verwijderen-zonder-gevolg",
        "Een identificator verwijderen antwoordt 204, maar zij blijft bestaan.",
        "Removing an identificator answers 204, but it stays.",
        "IDN-16",
        ignored_removal(_KIND),
    ),
    fault(
        "identificator-verwijderen-neemt-alle-mee",
        "Een identificator verwijderen verwijdert alle identificatoren van haar partij.",
        "Removing an identificator removes every identificator of its partij.",
        "IDN-16",
        takes_siblings(_KIND, _OWNER),
    ),
    fault(
        "identificator-partij-in-te-trekken",
        "Een deelwijziging kan de partij van een identificator weghalen.",
        "A partial change can take the partij of an identificator away.",
        "IDN-17",
        pardoned(_KIND, _OWNER, always, PATCH, ("required",)),
    ),
    fault(
        "identificator-boven-onbekend-aanvaard",
        "Een vestigingsnummer kan onder een onbekend nummer staan.",
        "A vestigingsnummer can stand under an unknown number.",
        "EXT-05",
        unchecked(_KIND, _PARENT),
        rules_off("vestiging-onder-kvk"),
    ),
    fault(
        "vestigingsnummer-onder-rsin-aanvaard",
        "Een vestigingsnummer onder een RSIN of BSN wordt aanvaard.",
        "A vestigingsnummer under an RSIN or BSN is accepted.",
        "EXT-05",
        pardoned(_KIND, _PARENT, _parent_is("rsin", "bsn")),
    ),
    fault(
        "kvk-nummer-met-vestigingen-wordt-rsin",
        "Een KvK-nummer waar vestigingsnummers onder vallen, kan een ander soort nummer worden.",
        "A KvK number that vestigingsnummers stand under can become another soort of number.",
        "EXT-05",
        rules_off("kvk-blijft-ouder"),
    ),
)
