"""Faults in registering, reading, changing and removing a partij."""

from __future__ import annotations

from dataclasses import replace

from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action, Values, value_at
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, Installer, fault
from conformance.reference.faults.telling import newer_instead, untold
from conformance.reference.faults.writing import (
    PATCH,
    PUT,
    altered,
    duplicates,
    lost,
    redefined,
    refused,
    told_but_lost,
    unchanged,
    wiped,
)
from conformance.reference.openklant.messages import Answer, Call, Operation
from conformance.reference.seams import Search, Seams

_NAAM = "partijIdentificatie.contactnaam"
_CREATE = (Operation.CREATE,)
_REFERRING = (
    ("betrokkene", "wasPartij"),
    ("digitaalAdres", "verstrektDoorPartij"),
    ("partijIdentificator", "identificeerdePartij"),
    ("vertegenwoordiging", "vertegenwoordigendePartij"),
    ("vertegenwoordiging", "vertegenwoordigdePartij"),
)


def _bare_person(core: Core, record: Record) -> bool:
    return record.values["soortPartij"] == "persoon" and not any(
        core.store.referring(kind, path, record.id) for kind, path in _REFERRING
    )


def _key_is(path: str) -> Installer:
    def find(core: Core, search: Search, found: Record | None) -> Record | None:
        if found is None and search.kind == "partij" and search.reading:
            return next((r for r in core.all("partij") if r.values.get(path) == search.key), None)
        return found

    return lambda seams: seams.finding.append(find)


def _identificator_is_key(seams: Seams) -> None:
    def find(core: Core, search: Search, found: Record | None) -> Record | None:
        if found is None and search.kind == "partij" and search.reading:
            for one in core.all("partijIdentificator"):
                if one.values["partijIdentificator"]["objectId"] == search.key:
                    return core.store.get("partij", one.values["identificeerdePartij"] or "")
        return found

    seams.finding.append(find)


def _renamed(kind: str, *actions: Action) -> Installer:
    def finish(core: Core, change: Change, record: Record) -> Record:
        wanted = change.body.get("uuid")
        if change.kind != kind or change.action not in actions or not isinstance(wanted, str):
            return record
        if wanted == record.id or core.store.get(kind, wanted) is not None:
            return record
        core.store.remove(record)
        return core.store.add(kind, wanted, record.values)

    return lambda seams: seams.finishing.append(finish)


def _overwrite_number(seams: Seams) -> None:
    def overwrite(core: Core, change: Change) -> None:
        number = change.values.get("nummer")
        if change.kind == "partij" and change.before is None and number:
            for other in [r for r in core.all("partij") if r.values["nummer"] == number]:
                core.put(other, nummer=None)

    seams.deriving.append(overwrite)


def _same_name(core: Core, change: Change) -> list[Record]:
    naam = value_at(change.values, _NAAM)
    if not isinstance(naam, dict) or not naam.get("achternaam"):
        return []
    return [r for r in core.all("partij") if value_at(r.values, _NAAM) == naam and r.id != change.id]


def _merged_with_namesake(seams: Seams) -> None:
    def finish(core: Core, change: Change, record: Record) -> Record:
        namesakes = _same_name(core, change) if change.kind == "partij" and change.before is None else []
        if not namesakes:
            return record
        core.store.remove(record)
        return namesakes[-1]

    seams.finishing.append(finish)


def _only_sent(seams: Seams) -> None:
    def shorten(core: Core, call: Call, answer: Answer) -> Answer:
        if call.kind != "partij" or call.operation is not Operation.PARTIAL_UPDATE or answer.status != 200:
            return answer
        content = {k: v for k, v in answer.content.items() if k in ("uuid", "url", "interneNotitie")}
        return replace(answer, content=content)

    seams.answering.append(shorten)


def _old_answer(seams: Seams) -> None:
    before: dict[str, Record] = {}

    def remember(core: Core, change: Change) -> None:
        if change.kind == "partij" and change.action is Action.REPLACE and change.before is not None:
            before[change.id] = change.before

    def finish(core: Core, change: Change, record: Record) -> Record:
        return before.pop(record.id, record) if change.action is Action.REPLACE else record

    seams.storing.append(remember)
    seams.finishing.append(finish)


def _name_of_newest(seams: Seams) -> None:
    def mix(core: Core, call: Call, record: Record, told: Values) -> Values:
        if record.kind != "partij" or call.operation is not Operation.RETRIEVE:
            return told
        if not _bare_person(core, record):
            return told
        newest = next((r for r in core.all("partij") if _bare_person(core, r)), record)
        parts = newest.values["partijIdentificatie"]
        return told | {"partijIdentificatie": told["partijIdentificatie"] | parts}

    seams.telling.append(mix)


def _no_removal(seams: Seams) -> None:
    def forbid(call: Call) -> Call:
        removal = call.kind == "partij" and call.operation is Operation.DESTROY
        return replace(call, operation=None) if removal else call

    seams.receiving.append(forbid)


def _works_for_another(core: Core, change: Change) -> bool:
    soort = change.values.get("soortPartij")
    return soort == "contactpersoon" and any(
        r.values["soortPartij"] == "contactpersoon" for r in _same_name(core, change)
    )


FAULTS: tuple[Fault, ...] = (
    fault(
        "partij-notitie-niet-bewaard",
        "De interne notitie van een nieuwe partij wordt niet bewaard.",
        "The interneNotitie of a new partij is not stored.",
        "PAR-01 PAR-23",
        lost("partij", "interneNotitie"),
    ),
    fault(
        "partij-taal-niet-bewaard",
        "De voorkeurstaal van een nieuwe partij wordt niet bewaard.",
        "The voorkeurstaal of a new partij is not stored.",
        "PAR-01 PAR-29",
        lost("partij", "voorkeurstaal"),
    ),
    fault(
        "partij-notitie-alleen-in-antwoord",
        "Het antwoord op registreren toont de interne notitie, maar bij opvragen is zij weg.",
        "The answer to a registration shows the interneNotitie, but reading it back does not.",
        "PAR-01",
        told_but_lost("partij", "interneNotitie"),
    ),
    fault(
        "partij-taal-alleen-in-antwoord",
        "Het antwoord op registreren toont de voorkeurstaal, maar bij opvragen is zij weg.",
        "The answer to a registration shows the voorkeurstaal, but reading it back does not.",
        "PAR-01",
        told_but_lost("partij", "voorkeurstaal"),
    ),
    fault(
        "partij-antwoord-onvolledig",
        "Het antwoord op het registreren van een partij laat soort en indicaties weg.",
        "The answer to registering a partij leaves out its soort and indications.",
        "PAR-01",
        untold("partij", "soortPartij", "indicatieActief", "indicatieGeheimhouding", operations=_CREATE),
    ),
    fault(
        "partij-achternaam-in-hoofdletters",
        "De achternaam van een partij wordt in hoofdletters bewaard.",
        "The achternaam of a partij is stored in capitals.",
        "PAR-01 PAR-14",
        altered("partij", f"{_NAAM}.achternaam", lambda value: value and value.upper()),
    ),
    fault(
        "partij-opvragen-geeft-nieuwere",
        "Een persoon opvragen geeft de laatst geregistreerde persoon zonder relaties.",
        "Reading a person gives the latest person without relations instead.",
        "PAR-02",
        newer_instead("partij", _bare_person),
    ),
    fault(
        "partij-opvragen-mengt-namen",
        "Een persoon opvragen geeft de naam van de laatst geregistreerde persoon.",
        "Reading a person shows the name of the latest person.",
        "PAR-02",
        _name_of_newest,
    ),
    fault(
        "partij-nummer-is-padsleutel",
        "Een partij is ook op te vragen met haar nummer in het pad.",
        "A partij can also be read with its nummer in the path.",
        "PAR-03",
        _key_is("nummer"),
    ),
    fault(
        "partij-kenmerk-is-padsleutel",
        "Een partij is ook op te vragen met een extern kenmerk, zoals een BSN, in het pad.",
        "A partij can also be read with an external identifier, such as a BSN, in the path.",
        "PAR-03",
        _identificator_is_key,
    ),
    fault(
        "partij-deelwijziging-wist-taal",
        "Een deelwijziging van een partij wist de voorkeurstaal als die niet is meegestuurd.",
        "A partial change of a partij wipes the voorkeurstaal when it was not sent.",
        "PAR-07",
        wiped("partij", "voorkeurstaal", ""),
    ),
    fault(
        "partij-deelwijziging-wist-geheimhouding",
        "Een deelwijziging van een partij wist de indicatie geheimhouding als die niet is meegestuurd.",
        "A partial change of a partij wipes indicatieGeheimhouding when it was not sent.",
        "PAR-07",
        wiped("partij", "indicatieGeheimhouding", None),
    ),
    fault(
        "partij-deelwijziging-zonder-gevolg",
        "Een nieuwe interne notitie wordt bij een deelwijziging stilzwijgend genegeerd.",
        "A new interneNotitie is silently ignored by a partial change.",
        "PAR-07",
        unchanged("partij", "interneNotitie"),
    ),
    fault(
        "partij-deelwijziging-antwoordt-deels",
        "Het antwoord op een deelwijziging bevat alleen het gewijzigde, niet de hele partij.",
        "The answer to a partial change holds only what changed, not the whole partij.",
        "PAR-07",
        _only_sent,
    ),
    fault(
        "partij-deelwijziging-eist-alles",
        "Een deelwijziging van een partij wordt geweigerd als de verplichte velden ontbreken.",
        "A partial change of a partij is refused when the required fields are missing.",
        "PAR-07",
        refused("partij", "soortPartij", lambda core, change: "soortPartij" not in change.body, PATCH),
    ),
    fault(
        "partij-deelwijziging-vervangt-groep",
        "Een deelwijziging van een naamdeel wist de andere naamdelen.",
        "A partial change of one part of a name wipes the other parts.",
        "PAR-07",
        redefined("partij", _NAAM, PATCH, merges=False),
        redefined("partij", "partijIdentificatie", PATCH, merges=False),
    ),
    fault(
        "partij-vervanging-zonder-gevolg",
        "Een volledige vervanging van een partij antwoordt 200 maar verandert niets.",
        "A full replacement of a partij answers 200 but changes nothing.",
        "PAR-08",
        unchanged("partij", on=PUT),
    ),
    fault(
        "partij-vervanging-wist-notitie",
        "Een volledige vervanging van een partij bewaart de meegestuurde interne notitie niet.",
        "A full replacement of a partij does not store the interneNotitie that was sent.",
        "PAR-08",
        lost("partij", "interneNotitie", on=PUT),
    ),
    fault(
        "partij-vervanging-antwoordt-oud",
        "Het antwoord op een volledige vervanging toont de partij zoals zij was.",
        "The answer to a full replacement shows the partij as it was.",
        "PAR-08",
        _old_answer,
    ),
    fault(
        "partij-vervanging-antwoordt-kaal",
        "Het antwoord op een volledige vervanging laat taal, notitie en identificatie weg.",
        "The answer to a full replacement leaves out taal, notitie and identification.",
        "PAR-08",
        untold(
            "partij",
            "voorkeurstaal",
            "interneNotitie",
            "partijIdentificatie",
            operations=(Operation.UPDATE,),
        ),
    ),
    fault(
        "partij-id-wijzigbaar-met-patch",
        "Een deelwijziging kan het id van een partij veranderen.",
        "A partial change can alter the id of a partij.",
        "PAR-09 API-19",
        _renamed("partij", Action.AMEND),
    ),
    fault(
        "partij-id-wijzigbaar-met-put",
        "Een volledige vervanging kan het id van een partij veranderen.",
        "A full replacement can alter the id of a partij.",
        "PAR-09",
        _renamed("partij", Action.REPLACE),
    ),
    fault(
        "partij-nummer-dubbel-aanvaard",
        "Twee partijen mogen hetzelfde nummer hebben.",
        "Two partijen may have the same nummer.",
        "PAR-11",
        duplicates("partij", "nummer"),
    ),
    fault(
        "partij-nummer-dubbel-overgenomen",
        "Een tweede partij met een bestaand nummer neemt dat nummer van de eerste over.",
        "A second partij with an existing nummer takes that nummer from the first.",
        "PAR-11",
        _overwrite_number,
    ),
    fault(
        "partij-soort-niet-verplicht",
        "Een partij zonder soort wordt aanvaard en is dan een persoon.",
        "A partij without soort is accepted and becomes a person.",
        "PAR-13",
        redefined("partij", "soortPartij", required=False, default=lambda: "persoon"),
    ),
    fault(
        "partij-soort-onbekend-aanvaard",
        "Een partij met een onbekende soort wordt aanvaard.",
        "A partij with an unknown soort is accepted.",
        "PAR-13",
        redefined("partij", "soortPartij", choices=()),
    ),
    fault(
        "partij-verwijderen-zonder-gevolg",
        "Een partij verwijderen antwoordt 204, maar de partij blijft bestaan.",
        "Removing a partij answers 204, but the partij stays.",
        "PAR-33",
        lambda seams: seams.removing.append(lambda core, record: record.kind != "partij"),
    ),
    fault(
        "partij-verwijderen-niet-toegestaan",
        "Een partij verwijderen geeft 405.",
        "Removing a partij gives 405.",
        "PAR-33",
        _no_removal,
    ),
    fault(
        "partij-naamgenoot-geweigerd",
        "Een contactpersoon met de naam van een bestaande partij wordt geweigerd.",
        "A contactpersoon with the name of an existing partij is refused.",
        "PAR-18",
        refused(
            "partij",
            "partijIdentificatie",
            lambda core, change: (
                change.values.get("soortPartij") == "contactpersoon" and bool(_same_name(core, change))
            ),
        ),
    ),
    fault(
        "partij-naamgenoot-samengevoegd",
        "Een nieuwe partij met de naam van een bestaande wordt daarmee samengevoegd.",
        "A new partij with the name of an existing one is merged with it.",
        "PAR-18",
        _merged_with_namesake,
    ),
    fault(
        "contactpersoon-een-organisatie",
        "Dezelfde naam mag maar een keer als contactpersoon voorkomen.",
        "The same name may occur only once as contactpersoon.",
        "PAR-18",
        refused("partij", "partijIdentificatie", _works_for_another),
    ),
)
