"""Faults in searching on several criteria, and in how much a search finds."""

from __future__ import annotations

from conformance.reference.domain.core import Core
from conformance.reference.domain.store import Record
from conformance.reference.domain.violations import Violation
from conformance.reference.faults.fault import Fault, Installer, fault
from conformance.reference.faults.telling import (
    also,
    any_of,
    first_only,
    inverted,
    only,
    selected,
)
from conformance.reference.http import problems
from conformance.reference.http.filters import Test
from conformance.reference.http.messages import Call
from conformance.reference.seams import Seams

_PARTS = ("objectId", "codeObjecttype", "codeRegister", "codeSoortObjectId")

_IDENTIFICATOR = frozenset(f"partijIdentificator__{part}" for part in _PARTS)

_ONDERWERPOBJECT = frozenset(
    f"onderwerpobject__onderwerpobjectidentificator{part[0].upper()}{part[1:]}" for part in _PARTS
)


def _next_numbered(core: Core, call: Call, found: list[Record]) -> list[Record]:
    """Whoever matches, and the partij registered right after it."""
    for record in found:
        later = [r for r in core.all("partij") if r.order > record.order and r.values["nummer"]]
        if later:
            return [later[-1], *found]
    return found


def _demands(kind: str, parameter: str, other: str) -> Installer:
    """A search on one parameter that is refused without the other."""

    def refuse(core: Core, call: Call, found: list[Record]) -> list[Record]:
        if call.parameter(other) is None:
            raise problems.invalid([Violation(other, "required", "Deze parameter is verplicht.")])
        return found

    return selected(kind, parameter, refuse)


def _initiator_only(core: Core, record: Record) -> bool:
    found = core.store.referring("betrokkene", "hadKlantcontact", record.id)
    return any(one.values["initiator"] for one in found)


def _first_words(seams: Seams) -> None:
    """Only the beginning of the onderwerp is compared, on both sides."""

    def shorten(test: Test) -> Test:
        return Test(test.name, test.hops, lambda core, record: _loosely(core, record, test))

    seams.on_test("klantcontact", "onderwerp", shorten)


def _loosely(core: Core, record: Record, test: Test) -> bool:
    start = str(record.values["onderwerp"])[:8]
    return test.matches(core, record) or any(
        test.matches(core, other) and str(other.values["onderwerp"]).startswith(start)
        for other in core.all("klantcontact")
    )


def _involvements(core: Core, call: Call, record: Record) -> list[Record]:
    partij = (call.parameter("hadBetrokkene__wasPartij__uuid") or "").lower()
    found = core.store.referring("betrokkene", "hadKlantcontact", record.id)
    return [one for one in found if one.values["wasPartij"] == partij]


FAULTS: tuple[Fault, ...] = (
    fault(
        "partij-zoeken-nummer-geeft-ook-volgende",
        "Zoeken van partijen op nummer geeft ook de partij die erna is geregistreerd.",
        "Searching partijen by nummer also gives the partij registered after it.",
        "PAR-04",
        selected("partij", "nummer", _next_numbered),
    ),
    fault(
        "partij-zoeken-een-van-beide",
        "Zoeken van partijen op soort en actief samen geeft partijen die aan een van beide voldoen.",
        "Searching partijen by soort and actief gives those that meet one of the two.",
        "PAR-06",
        any_of("partij", "soortPartij", "indicatieActief", "indicatieGeheimhouding"),
    ),
    fault(
        "partij-zoeken-actief-omgekeerd",
        "Zoeken van actieve partijen geeft de inactieve, en andersom.",
        "Searching for active partijen gives the inactive ones, and the other way round.",
        "PAR-06",
        inverted("partij", "indicatieActief"),
    ),
    fault(
        "partij-zoeken-soort-geeft-ook-contactpersonen",
        "Zoeken van partijen op soort geeft ook altijd de contactpersonen.",
        "Searching partijen by soort also gives every contactpersoon.",
        "PAR-06",
        also("partij", "soortPartij", lambda core, r: r.values["soortPartij"] == "contactpersoon"),
    ),
    fault(
        "klantcontact-zoeken-een-van-beide",
        "Zoeken van klantcontacten op meer eigenschappen geeft wat aan een daarvan voldoet.",
        "Searching klantcontacten by several properties gives what meets one of them.",
        "KCT-05",
        any_of(
            "klantcontact",
            "onderwerp",
            "inhoud",
            "vertrouwelijk",
            "indicatieContactGelukt",
            "plaatsgevondenOp",
        ),
    ),
    fault(
        "klantcontact-zoeken-vertrouwelijk-omgekeerd",
        "Zoeken van vertrouwelijke klantcontacten geeft de andere, en andersom.",
        "Searching for confidential klantcontacten gives the others, and the other way round.",
        "KCT-05",
        inverted("klantcontact", "vertrouwelijk"),
    ),
    fault(
        "klantcontact-zoeken-gelukt-telt-onbekend-mee",
        "Zoeken van gelukte klantcontacten geeft ook die waarvan het onbekend is.",
        "Searching for contacts that succeeded also gives those of which it is unknown.",
        "KCT-05",
        also(
            "klantcontact",
            "indicatieContactGelukt",
            lambda core, r: r.values["indicatieContactGelukt"] is None,
        ),
    ),
    fault(
        "klantcontact-zoeken-onderwerp-alleen-begin",
        "Zoeken van klantcontacten op onderwerp vergelijkt alleen de eerste tekens.",
        "Searching klantcontacten by onderwerp compares only the first characters.",
        "KCT-05",
        _first_words,
    ),
    fault(
        "koppeling-zoeken-eist-klantcontact",
        "Zoeken van koppelingen op alleen de actor wordt geweigerd.",
        "Searching links by actor alone is refused.",
        "KCT-06",
        _demands("actorKlantcontact", "actor__uuid", "klantcontact__uuid"),
    ),
    fault(
        "koppeling-zoeken-geeft-er-een",
        "Zoeken van koppelingen op actor geeft er hooguit een.",
        "Searching links by actor gives one at most.",
        "KCT-06",
        first_only("actorKlantcontact", "actor__uuid"),
    ),
    fault(
        "betrokkene-zoeken-partij-geeft-er-een",
        "Zoeken van betrokkenen op partij geeft alleen de laatste.",
        "Searching betrokkenen by partij gives only the latest.",
        "KCT-07 BET-03",
        first_only("betrokkene", "wasPartij__uuid"),
    ),
    fault(
        "betrokkene-zoeken-eist-rol",
        "Zoeken van betrokkenen op alleen de partij wordt geweigerd.",
        "Searching betrokkenen by partij alone is refused.",
        "KCT-07 BET-03",
        _demands("betrokkene", "wasPartij__uuid", "hadKlantcontact__uuid"),
    ),
    fault(
        "klantcontact-zoeken-partij-alleen-initiator",
        "Zoeken van klantcontacten op partij geeft alleen contacten waar een initiator bij was.",
        "Searching klantcontacten by partij gives only contacts that had an initiator.",
        "KCT-07",
        selected(
            "klantcontact",
            "hadBetrokkene__wasPartij__uuid",
            lambda core, call, found: [record for record in found if _initiator_only(core, record)],
        ),
    ),
    fault(
        "klantcontact-zoeken-partij-geeft-er-een",
        "Zoeken van klantcontacten op partij geeft alleen het laatste.",
        "Searching klantcontacten by partij gives only the latest.",
        "KCT-07",
        first_only("klantcontact", "hadBetrokkene__wasPartij__uuid"),
    ),
    fault(
        "klantcontact-zoeken-partij-geeft-dubbelen",
        "Een klantcontact waarbij een partij twee keer betrokken was, staat er twee keer in.",
        "A klantcontact that a partij was involved in twice is listed twice.",
        "API-28",
        selected(
            "klantcontact",
            "hadBetrokkene__wasPartij__uuid",
            lambda core, call, found: [r for r in found for _ in _involvements(core, call, r)],
        ),
    ),
    fault(
        "taak-zoeken-een-van-beide",
        "Zoeken van taken op status en actor geeft taken die aan een van beide voldoen.",
        "Searching taken by status and actor gives those that meet one of the two.",
        "ITK-03",
        any_of("interneTaak", "status", "toegewezenAanActor__uuid"),
    ),
    fault(
        "taak-zoeken-klantcontact-geeft-er-een",
        "Zoeken van taken op klantcontact geeft alleen de laatste.",
        "Searching taken by klantcontact gives only the latest.",
        "ITK-05",
        first_only("interneTaak", "aanleidinggevendKlantcontact__uuid"),
    ),
    fault(
        "taak-zoeken-klantcontact-alleen-open",
        "Zoeken van taken op klantcontact laat verwerkte taken weg.",
        "Searching taken by klantcontact leaves out those that are verwerkt.",
        "ITK-05 ITK-18",
        only(
            "interneTaak",
            "aanleidinggevendKlantcontact__uuid",
            lambda core, record: record.values["status"] == "te_verwerken",
        ),
    ),
    fault(
        "identificator-delen-los-gezocht",
        "Bij zoeken op meer delen van een identificator mogen de delen van verschillende zijn.",
        "When searching by several parts of an identificator the parts may be of different ones.",
        "IDN-04",
        lambda seams: seams.combining.update({"partij": ("apart", _IDENTIFICATOR)}),
    ),
    fault(
        "onderwerpobject-delen-los-gezocht",
        "Bij zoeken op meer delen van een onderwerpobject mogen de delen van verschillende zijn.",
        "When searching by several parts of an onderwerpobject the parts may be of different ones.",
        "OND-09",
        lambda seams: seams.combining.update({"klantcontact": ("apart", _ONDERWERPOBJECT)}),
    ),
)
