"""Faults in how the reference lists answer: which values come back, and in what dress."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from conformance.reference.domain.core import Core
from conformance.reference.domain.definitions.lijsten import RESOURCES
from conformance.reference.domain.store import Record
from conformance.reference.domain.surroundings import fresh_id
from conformance.reference.faults.fault import REFERENTIELIJSTEN, Fault, Installer, fault
from conformance.reference.http.messages import Answer, Call, Operation
from conformance.reference.http.reading import json_object
from conformance.reference.referentielijsten.telling import read, told
from conformance.reference.seams import Seams, Search

lijst = partial(fault, dialects=REFERENTIELIJSTEN)
_KINDS = tuple(RESOURCES)
_MOST = 6
_TODAY = "2026-01-01"
_NOT_FOUND = 404


def _listed(choose: Callable[[Core, list[Record]], list[Record]]) -> Installer:
    """What a whole list holds, the latest first."""

    def select(core: Core, call: Call, found: list[Record]) -> list[Record]:
        return choose(core, found) if call.operation is Operation.LIST else found

    return lambda seams: seams.selecting.append(select)


def _over(record: Record) -> bool:
    return record.values.get("actief") is False or str(record.values.get("einde", "9999")) < _TODAY


def _with_another_list(core: Core, found: list[Record]) -> list[Record]:
    if not found:
        return found
    other = _KINDS[(_KINDS.index(found[0].kind) + 4) % 5] if found[0].kind in _KINDS[:5] else ""
    return [*found, *core.all(other)] if other else found


def _first_value(seams: Seams) -> None:
    def find(core: Core, search: Search, found: Record | None) -> Record | None:
        return [*core.all(search.kind)][-1] if search.reading and found is not None else found

    seams.finding.append(find)


def _instead_of_unknown(make: Callable[[Core, Call], Answer | None], operation: Operation) -> Installer:
    """Another answer where a code is not in the list."""

    def answer(core: Core, call: Call, given: Answer) -> Answer:
        if call.operation is not operation or given.status != _NOT_FOUND or call.kind not in _KINDS:
            return given
        return make(core, call) or given

    return lambda seams: seams.answering.append(answer)


def _some_value(core: Core, call: Call) -> Answer | None:
    values = [*core.all(call.kind)]
    return Answer(200, told(call.kind, values[-1].values), headers={"api-version": "00.00.06"}) if values else None


def _of_another_list(core: Core, call: Call) -> Answer | None:
    for kind in _KINDS[:5]:
        for record in core.all(kind):
            if record.values["code"] == call.key:
                return Answer(200, told(kind, record.values), headers={"api-version": "00.00.06"})
    return None


def _added(core: Core, call: Call) -> Answer | None:
    values = read(call.kind, json_object(call.body)) | {"code": call.key}
    core.store.add(call.kind, fresh_id(), values)
    return Answer(200, told(call.kind, values), headers={"api-version": "00.00.06"})


def _gone_anyway(core: Core, call: Call) -> Answer | None:
    return Answer(204, headers={"api-version": "00.00.06"})


def _called(**names: str) -> Installer:
    """Languages that go by another code in addresses."""

    def receive(call: Call) -> Call:
        return replace(call, key=names[call.key]) if call.kind == "taal" and call.key in names else call

    return lambda seams: seams.receiving.append(receive)


FAULTS: tuple[Fault, ...] = (
    lijst(
        "lijst-zonder-wat-voorbij-is",
        "Een lijst bevat alleen wat nog actief is.",
        "A list holds only what is still active.",
        "REF-01",
        _listed(lambda core, found: [record for record in found if not _over(record)]),
    ),
    lijst(
        "lijst-afgekapt",
        "Een lijst bevat niet meer dan de zes oudste waarden.",
        "A list holds no more than the six oldest values.",
        "REF-01",
        _listed(lambda core, found: found[-_MOST:]),
    ),
    lijst(
        "lijst-met-andere-lijst",
        "In een lijst staan ook de waarden van een andere.",
        "A list holds the values of another one as well.",
        "REF-01",
        _listed(_with_another_list),
    ),
    lijst(
        "code-geeft-eerste-waarde",
        "Elke code geeft de eerste waarde van haar lijst.",
        "Every code gives the first value of its list.",
        "REF-02",
        _first_value,
    ),
    lijst(
        "onbekende-code-geeft-iets",
        "Een code die niet bestaat geeft de eerste waarde van de lijst.",
        "A code that does not exist gives the first value of the list.",
        "REF-02",
        _instead_of_unknown(_some_value, Operation.RETRIEVE),
    ),
    lijst(
        "code-van-elke-lijst",
        "Een code wordt ook in de andere lijsten gezocht.",
        "A code is looked up in the other lists as well.",
        "REF-02",
        _instead_of_unknown(_of_another_list, Operation.RETRIEVE),
    ),
    lijst(
        "verbeteren-voegt-toe",
        "Wie een code verbetert die niet bestaat, voegt haar toe.",
        "Who corrects a code that does not exist adds it.",
        "API-27",
        _instead_of_unknown(_added, Operation.UPDATE),
    ),
    lijst(
        "onbekende-code-verwijderd",
        "Een code die niet bestaat is zogenaamd te verwijderen.",
        "A code that does not exist can be removed, it is said.",
        "API-04",
        _instead_of_unknown(_gone_anyway, Operation.DESTROY),
    ),
    lijst(
        "nederlands-heet-dut",
        "Nederlands staat in de lijst met de bibliografische code dut.",
        "Dutch stands in the list with the bibliographic code dut.",
        "REF-08",
        _called(nld="geen-taal", dut="nld"),
    ),
    lijst(
        "nederlands-heet-ook-nl",
        "Nederlands is ook op te vragen met de code van twee letters.",
        "Dutch can be asked for by its code of two letters as well.",
        "REF-08",
        _called(nl="nld"),
    ),
)
