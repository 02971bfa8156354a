"""Faults in single search parameters: accepted, and without any effect."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import value_at
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.telling import ignored, never, only, selected
from conformance.reference.http.messages import Call

_PARTIJ = "hadBetrokkene__wasPartij__partijIdentificator__"
_ADRES = "verstrektedigitaalAdres__"
_SUBJECT = "onderwerpobjectidentificator"
_ATTACHMENT = "bijlageidentificator"
_LATER = f"wasOnderwerpobject__{_SUBJECT}"
_ABOUT = f"onderwerpobject__{_SUBJECT}"

# kind, its name in an id, its plural in a sentence, parameter, the name of the parameter in an id, requirement
_PARAMETERS = (
    ("klantcontact", "klantcontact", "klantcontacten", "nummer", "nummer", "KCT-03"),
    ("klantcontact", "klantcontact", "klantcontacten", "referentienummer", "referentienummer", "KCT-03"),
    ("klantcontact", "klantcontact", "klantcontacten", f"{_PARTIJ}objectId", "partijkenmerk", "KCT-08"),
    ("klantcontact", "klantcontact", "klantcontacten", f"{_PARTIJ}codeSoortObjectId", "partijsoort", "KCT-08"),
    ("klantcontact", "klantcontact", "klantcontacten", f"{_LATER}ObjectId", "later-onderwerp", "API-31"),
    ("betrokkene", "betrokkene", "betrokkenen", "contactnaamAchternaam", "achternaam", "BET-04"),
    ("betrokkene", "betrokkene", "betrokkenen", "contactnaamVoornaam", "voornaam", "API-31"),
    ("betrokkene", "betrokkene", "betrokkenen", "organisatienaam", "organisatienaam", "BET-04"),
    ("betrokkene", "betrokkene", "betrokkenen", f"{_ADRES}uuid", "adres-id", "BET-05"),
    ("betrokkene", "betrokkene", "betrokkenen", f"{_ADRES}adres", "adres", "BET-05"),
    ("interneTaak", "taak", "interne taken", "nummer", "nummer", "ITK-04"),
    ("interneTaak", "taak", "interne taken", "referentienummer", "referentienummer", "ITK-04"),
    ("onderwerpobject", "onderwerpobject", "onderwerpobjecten", f"{_SUBJECT}ObjectId", "kenmerk", "OND-02"),
    ("onderwerpobject", "onderwerpobject", "onderwerpobjecten", "klantcontact__uuid", "klantcontact", "OND-02"),
    ("onderwerpobject", "onderwerpobject", "onderwerpobjecten", "wasKlantcontact__uuid", "eerder", "OND-07"),
    ("bijlage", "bijlage", "bijlagen", f"{_ATTACHMENT}ObjectId", "kenmerk", "BIJ-02"),
    ("bijlage", "bijlage", "bijlagen", "klantcontact__uuid", "klantcontact", "BIJ-02"),
    ("partij", "partij", "partijen", "vertegenwoordigdePartij__uuid", "vertegenwoordigde", "API-31"),
    ("partij", "partij", "partijen", "subIdentificatorVan__objectId", "bovenliggend-kenmerk", "EXT-05"),
    ("partij", "partij", "partijen", "categorierelatie__categorie__naam", "categorie", "EXT-06"),
    ("digitaalAdres", "digitaal-adres", "digitale adressen", "adres", "adres", "DIG-04"),
    ("digitaalAdres", "digitaal-adres", "digitale adressen", "adres__icontains", "deel-van-adres", "API-31"),
    ("digitaalAdres", "digitaal-adres", "digitale adressen", "isGeverifieerd", "geverifieerd", "API-31"),
    ("digitaalAdres", "digitaal-adres", "digitale adressen", "verstrektDoorBetrokkene__rol", "rol", "API-31"),
    ("klantcontact", "klantcontact", "klantcontacten", "hadBetrokkene__uuid", "betrokkene", "API-31"),
    ("klantcontact", "klantcontact", "klantcontacten", "hadBetrokkene__wasPartij", "heeft-partij", "API-31"),
    ("klantcontact", "klantcontact", "klantcontacten", "leiddeTotInterneTaken", "heeft-taken", "API-31"),
    ("klantcontact", "klantcontact", "klantcontacten", "reactie", "reactie", "EXT-06"),
    ("klantcontact", "klantcontact", "klantcontacten", "onderwerpobject__uuid", "onderwerpobject", "OND-06"),
    ("klantcontact", "klantcontact", "klantcontacten", f"{_ABOUT}CodeObjecttype", "objecttype", "OND-09"),
    ("betrokkene", "betrokkene", "betrokkenen", "wasPartij__nummer", "partijnummer", "KCT-08"),
    ("betrokkene", "betrokkene", "betrokkenen", "hadKlantcontact__nummer", "contactnummer", "API-31"),
    ("interneTaak", "taak", "interne taken", "actoren__naam", "actornaam", "API-31"),
    ("interneTaak", "taak", "interne taken", "toegewezenOp", "toegewezen-op", "API-31"),
    ("interneTaak", "taak", "interne taken", "klantcontact__nummer", "contactnummer", "API-31"),
    ("onderwerpobject", "onderwerpobject", "onderwerpobjecten", f"{_SUBJECT}CodeRegister", "register", "OND-02"),
    ("bijlage", "bijlage", "bijlagen", f"{_ATTACHMENT}CodeRegister", "register", "BIJ-02"),
    ("rekeningnummer", "rekeningnummer", "rekeningnummers", "iban", "iban", "EXT-06"),
    ("categorieRelatie", "indeling", "categorie-relaties", "partij__uuid", "partij", "EXT-06"),
    ("actor", "actor", "actoren", "actoridentificatorObjectId", "kenmerk", "ACT-04"),
)


def _without_effect() -> Iterator[Fault]:
    for kind, name, plural, parameter, short, requirement in _PARAMETERS:
        yield fault(
            f"{name}-zoeken-{short}-genegeerd",
            f"Bij zoeken van {plural} maakt de waarde van {parameter} niet uit.",
            f"When searching {plural} the value of {parameter} makes no difference.",
            requirement,
            ignored(kind, parameter),
        )


def _with_namesakes(core: Core, call: Call, found: list[Record]) -> list[Record]:
    """Searched by a partij: the unknown ones of the same name as well."""
    partij = core.store.get("partij", (call.parameter("wasPartij__uuid") or "").lower())
    name = value_at(partij.values, "partijIdentificatie.contactnaam.achternaam") if partij is not None else None
    unknown = (record for record in core.all("betrokkene") if record.values["wasPartij"] is None)
    return [*found, *(one for one in unknown if name and value_at(one.values, "contactnaam.achternaam") == name)]


def _without_done_of_the_same(core: Core, call: Call, found: list[Record]) -> list[Record]:
    """A taak that is done is left out while its actor has another one to do in the same result."""
    busy = [record.values["toegewezenAanActoren"] for record in found if record.values["status"] == "te_verwerken"]
    return [r for r in found if r.values["status"] == "te_verwerken" or r.values["toegewezenAanActoren"] not in busy]


def _done_by_anyone(core: Core, call: Call, found: list[Record]) -> list[Record]:
    """Done taken of an actor that has none: those of everyone."""
    if found or call.parameter("status") != "verwerkt":
        return found
    return [record for record in core.all("interneTaak") if record.values["status"] == "verwerkt"]


FAULTS: tuple[Fault, ...] = (
    *_without_effect(),
    fault(
        "betrokkene-zoeken-naam-alleen-van-partij",
        "Zoeken op achternaam vindt alleen betrokkenen die een partij waren.",
        "Searching by achternaam finds only betrokkenen that were a partij.",
        "BET-04",
        only("betrokkene", "contactnaamAchternaam", lambda core, record: record.values["wasPartij"] is not None),
    ),
    fault(
        "betrokkene-zoeken-partij-geeft-ook-naamgenoten",
        "Zoeken van betrokkenen op partij geeft ook ongekende betrokkenen die net zo heten.",
        "Searching betrokkenen by partij also gives unknown betrokkenen of the same name.",
        "BET-03",
        selected("betrokkene", "wasPartij__uuid", _with_namesakes),
    ),
    fault(
        "taak-zoeken-klantcontact-zonder-verwerkte-van-dezelfde",
        "Zoeken van taken op klantcontact laat een verwerkte taak weg zolang dezelfde actor er nog een heeft.",
        "Searching taken by klantcontact leaves out one that is done while the same actor has another to do.",
        "ITK-05",
        selected("interneTaak", "aanleidinggevendKlantcontact__uuid", _without_done_of_the_same),
    ),
    fault(
        "taak-zoeken-verwerkt-niets-geeft-alles",
        "Zoeken naar de verwerkte taken van een actor die er geen heeft, geeft die van iedereen.",
        "Searching the done taken of an actor that has none gives those of everyone.",
        "ITK-03",
        selected("interneTaak", "toegewezenAanActor__uuid", _done_by_anyone),
    ),
    fault(
        "onderwerpobject-zoeken-eerder-zonder-kenmerk",
        "Zoeken op een eerder klantcontact vindt alleen onderwerpobjecten zonder kenmerk.",
        "Searching by an earlier klantcontact finds only onderwerpobjecten without an identifier.",
        "OND-07",
        only(
            "onderwerpobject",
            "wasKlantcontact__uuid",
            lambda core, record: not value_at(record.values, f"{_SUBJECT}.objectId"),
        ),
    ),
    fault(
        "klantcontact-zoeken-partijkenmerk-vindt-niets",
        "Zoeken van klantcontacten op het kenmerk van een partij vindt nooit iets.",
        "Searching klantcontacten by the identifier of a partij never finds anything.",
        "KCT-08",
        never("klantcontact", f"{_PARTIJ}objectId"),
    ),
)
