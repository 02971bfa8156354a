"""Faults in searching that show only at an edge: nothing found, one found too many, two ways to the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Values, value_at
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, Installer, fault
from conformance.reference.faults.telling import any_of, first_only, selected
from conformance.reference.http import problems
from conformance.reference.http.filters import Test
from conformance.reference.http.messages import Answer, Call, Operation
from conformance.reference.seams import Seams

Found: TypeAlias = list[Record]
_ADRES, _BIJLAGE, _TAAK = "digitaalAdres", "bijlage", "interneTaak"
_GROUP = "bijlageidentificator"
_CONTACT = "aanleidinggevendKlantcontact"
_OWN_NUMBERS = 1_000_000  # what the reference gives itself stays far below what people choose


def _with_next(core: Core, call: Call, found: Found) -> Found:
    """A search by nothing but a number: whoever has it, and who was registered next."""
    if [name for name, _ in call.query] != ["nummer"] or len(found) != 1:
        return found
    chosen = (r for r in core.all(found[0].kind) if int(r.values["nummer"] or 0) >= _OWN_NUMBERS)
    later = [record for record in chosen if record.order > found[0].order]
    return [*later[-1:], *found]


def _all_when_none(core: Core, call: Call, found: Found) -> Found:
    alone = [name for name, _ in call.query] == ["actor__uuid"]
    return found if found or not alone else list(core.all(call.kind))


def _as_klant(core: Core, call: Call, found: Found) -> Found:
    partij = (call.parameter("hadBetrokkene__wasPartij__uuid") or "").lower()

    def was_klant(record: Record) -> bool:
        involved = core.store.referring("betrokkene", "hadKlantcontact", record.id)
        return any(one.values["wasPartij"] == partij and one.values["rol"] == "klant" for one in involved)

    return [record for record in found if was_klant(record)]


def _paged_by_registration(core: Core, call: Call, found: Found) -> Found:
    paged = call.kind == "klantcontact" and call.parameter("pageSize") is not None
    return sorted(found, key=lambda record: -record.order) if paged else found


def _of_betrokkenen(core: Core, call: Call, found: Found) -> Found:
    """A partij without addresses of its own: those that its betrokkenen gave."""
    if found or len(call.query) > 1:
        return found
    partij = (call.parameter("verstrektDoorPartij__uuid") or "").lower()
    involved = core.store.referring("betrokkene", "wasPartij", partij)
    return [adres for one in involved for adres in core.store.referring(_ADRES, "verstrektDoorBetrokkene", one.id)]


def _still_open(core: Core, call: Call, found: Found) -> Found:
    """A taak that was passed on to somebody else still counts as open at its klantcontact."""
    contact = (call.parameter(f"{_CONTACT}__uuid") or call.parameter("klantcontact__uuid") or "").lower()
    if call.parameter("status") != "te_verwerken" or not contact:
        return found
    taken = core.store.referring(_TAAK, _CONTACT, contact)

    def passed_on(taak: Record) -> bool:
        actors = taak.values["toegewezenAanActoren"]
        return any(o.order > taak.order and o.values["toegewezenAanActoren"] != actors for o in taken)

    return [*found, *(taak for taak in taken if taak not in found and passed_on(taak))]


def _applications_hidden(core: Core, call: Call, found: Found) -> Found:
    if call.parameter(f"{_GROUP}CodeRegister") is not None:
        return found
    return [record for record in found if value_at(record.values, f"{_GROUP}.codeObjecttype") != "productaanvraag"]


def _klanttaken_hidden(core: Core, call: Call, found: Found) -> Found:
    path = "onderwerpobjectidentificator.codeObjecttype"
    return [record for record in found if value_at(record.values, path) != "klanttaak"]


def _removed_found(seams: Seams) -> None:
    """A betrokkene that was removed is still found with its klantcontact."""
    gone: Found = []

    def note(core: Core, record: Record) -> bool:
        if record.kind == "betrokkene":
            gone.append(record)
        return True

    def add(core: Core, call: Call, found: Found) -> Found:
        contact = (call.parameter("hadKlantcontact__uuid") or "").lower()
        if call.kind != "betrokkene" or not contact:
            return found
        return [*found, *(record for record in gone if record.values["hadKlantcontact"] == contact)]

    seams.removing.append(note)
    seams.selecting.append(add)


def _index_lost(seams: Seams) -> None:
    """An unknown betrokkene drops the links of its klantcontact from the index, until something else comes in."""
    dropped: set[str] = set()
    paths = {_TAAK: _CONTACT, _BIJLAGE: "wasBijlageVanKlantcontact"}

    def finish(core: Core, change: Change, record: Record) -> Record:
        if change.before is None and change.kind == "betrokkene" and record.values["wasPartij"] is None:
            dropped.add(record.values["hadKlantcontact"])
        elif change.before is None:
            dropped.discard(str(record.values.get(paths.get(change.kind, "klantcontact"))))
        return record

    def hide(core: Core, call: Call, found: Found) -> Found:
        links = call.kind == "actorKlantcontact" and call.parameter("klantcontact__uuid") in dropped
        return [] if links else found

    seams.finishing.append(finish)
    seams.selecting.append(hide)


def _no_table_yet(seams: Seams) -> None:
    """Searching onderwerpobjecten by klantcontact gives 404 until one was offered for the first time."""
    offered: list[str] = []

    def alter(core: Core, call: Call, answer: Answer) -> Answer:
        if call.operation is Operation.COMPOSE or (call.kind, call.operation) == ("onderwerpobject", Operation.CREATE):
            offered.append(call.kind)
        listed = (call.kind, call.operation) == ("onderwerpobject", Operation.LIST) and answer.status == 200
        if offered or not listed or [name for name, _ in call.query] != ["klantcontact__uuid"]:
            return answer
        missing = problems.not_found().answer()
        return replace(missing, headers=answer.headers | missing.headers)

    seams.answering.append(alter)


def _plain_letters(test: Test) -> Test:
    """A name with a letter outside ASCII is not found."""

    def matches(core: Core, record: Record) -> bool:
        return str(record.values["naam"]).isascii() and test.matches(core, record)

    return replace(test, matches=matches)


def _counts_one(call: Call, envelope: Values) -> Values:
    return envelope | {"count": 1} if envelope["count"] == 0 else envelope


def _at_most(kind: str, parameter: str, most: int) -> Installer:
    return selected(kind, parameter, lambda core, call, found: found[:most])


FAULTS: tuple[Fault, ...] = (
    fault(
        "partij-zoeken-alleen-nummer-geeft-ook-volgende",
        "Zoeken op alleen een nummer geeft ook de partij met het volgende gekozen nummer.",
        "Searching by nothing but a nummer also gives the partij with the next chosen nummer.",
        "PAR-04",
        selected("partij", "nummer", _with_next),
    ),
    fault(
        "klantcontact-zoeken-alleen-nummer-geeft-ook-volgende",
        "Zoeken op alleen een nummer geeft ook het klantcontact met het volgende gekozen nummer.",
        "Searching by nothing but a nummer also gives the klantcontact with the next chosen nummer.",
        "KCT-03",
        selected("klantcontact", "nummer", _with_next),
    ),
    fault(
        "taak-zoeken-alleen-nummer-geeft-ook-volgende",
        "Zoeken op alleen een nummer geeft ook de taak met het volgende gekozen nummer.",
        "Searching by nothing but a nummer also gives the taak with the next chosen nummer.",
        "ITK-04",
        selected(_TAAK, "nummer", _with_next),
    ),
    fault(
        "koppeling-zoeken-niets-geeft-alles",
        "Zoeken op een actor zonder klantcontacten geeft alle koppelingen.",
        "Searching by an actor without klantcontacten gives every link.",
        "KCT-06",
        selected("actorKlantcontact", "actor__uuid", _all_when_none),
    ),
    fault(
        "koppeling-onvindbaar-na-ongekende-betrokkene",
        "Na een ongekende betrokkene zijn de actoren van een klantcontact niet te vinden tot er iets bij komt.",
        "After an unknown betrokkene the actoren of a klantcontact are not found until something is added.",
        "KCT-26",
        _index_lost,
    ),
    fault(
        "klantcontact-zoeken-partij-alleen-als-klant",
        "Zoeken op een partij slaat klantcontacten over waarbij zij vertegenwoordiger was.",
        "Searching by a partij leaves out klantcontacten in which it was vertegenwoordiger.",
        "KCT-07",
        selected("klantcontact", "hadBetrokkene__wasPartij__uuid", _as_klant),
    ),
    fault(
        "klantcontact-bladeren-op-volgorde-van-registratie",
        "Bij bladeren staan klantcontacten op volgorde van vastleggen.",
        "On pages klantcontacten stand in order of registration.",
        "KCT-10",
        lambda seams: seams.selecting.append(_paged_by_registration),
    ),
    fault(
        "onderwerpobject-zoeken-404-zolang-er-geen-is",
        "Zoeken van onderwerpobjecten op klantcontact geeft 404 tot er voor het eerst een is aangeboden.",
        "Searching onderwerpobjecten by klantcontact gives 404 until one was offered for the first time.",
        "KCT-28",
        _no_table_yet,
    ),
    fault(
        "digitaal-adres-zoeken-partij-geeft-die-van-betrokkenen",
        "Zoeken op een partij zonder eigen adressen geeft die van haar betrokkenen.",
        "Searching by a partij without addresses of its own gives those of its betrokkenen.",
        "DIG-02",
        selected(_ADRES, "verstrektDoorPartij__uuid", _of_betrokkenen),
    ),
    fault(
        "digitaal-adres-zoeken-een-van-beide",
        "Zoeken op adres en partij geeft wat aan een van beide voldoet.",
        "Searching by address and partij gives what meets one of the two.",
        "DIG-04",
        any_of(_ADRES, "adres", "verstrektDoorPartij__uuid"),
    ),
    fault(
        "vertegenwoordiging-zoeken-een-van-beide",
        "Zoeken op vertegenwoordiger en vertegenwoordigde geeft wat aan een van beide voldoet.",
        "Searching by both partijen of a representation gives what meets one of the two.",
        "VTW-02",
        any_of("vertegenwoordiging", "vertegenwoordigendePartij__uuid", "vertegenwoordigdePartij__uuid"),
    ),
    fault(
        "vertegenwoordiging-zoeken-vertegenwoordigde-geeft-er-een",
        "Zoeken op een vertegenwoordigde geeft hooguit een vertegenwoordiging.",
        "Searching by who is represented gives one representation at most.",
        "VTW-04",
        first_only("vertegenwoordiging", "vertegenwoordigdePartij__uuid"),
    ),
    fault(
        "betrokkene-zoeken-klantcontact-geeft-er-twee",
        "Zoeken op een klantcontact geeft hooguit twee betrokkenen.",
        "Searching by a klantcontact gives two betrokkenen at most.",
        "BET-13",
        _at_most("betrokkene", "hadKlantcontact__uuid", 2),
    ),
    fault(
        "verwijderde-betrokkene-blijft-vindbaar",
        "Een verwijderde betrokkene is bij haar klantcontact nog te vinden.",
        "A betrokkene that was removed is still found with its klantcontact.",
        "API-05",
        _removed_found,
    ),
    fault(
        "taak-doorgezet-blijft-vindbaar-als-open",
        "Een taak die aan een ander is doorgezet, blijft bij het klantcontact als open vindbaar.",
        "A taak that was passed on to somebody else is still found as open with the klantcontact.",
        "ITK-18",
        selected(_TAAK, "status", _still_open),
    ),
    fault(
        "bijlage-zoeken-aanvraag-eist-register",
        "Zoeken van productaanvragen zonder het register te noemen vindt niets.",
        "Searching for product applications without naming the register finds nothing.",
        "VRZ-02",
        selected(_BIJLAGE, f"{_GROUP}CodeObjecttype", _applications_hidden),
    ),
    fault(
        "klanttaak-zoeken-objecttype-vindt-niets",
        "Zoeken van onderwerpobjecten die een klanttaak zijn vindt niets.",
        "Searching for onderwerpobjecten that are a klanttaak finds nothing.",
        "KLT-01",
        selected("onderwerpobject", "onderwerpobjectidentificatorCodeObjecttype", _klanttaken_hidden),
    ),
    fault(
        "actor-zoeken-naam-zonder-bijzondere-letters",
        "Een actor met een letter buiten het gewone alfabet in haar naam is niet te vinden.",
        "An actor with a letter outside plain ASCII in its naam cannot be found.",
        "ACT-03",
        lambda seams: seams.on_test("actor", "naam", _plain_letters),
    ),
    fault(
        "leeg-zoekresultaat-telt-een",
        "Een zoekresultaat zonder inhoud noemt een totaal van een.",
        "A search result without members states a total of one.",
        "API-12",
        lambda seams: seams.paging.append(_counts_one),
    ),
)
