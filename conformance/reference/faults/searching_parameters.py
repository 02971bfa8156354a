"""Faults in single search parameters: accepted, and without any effect."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.telling import ignored, never, only

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
    ("klantcontact", "klantcontact", "klantcontacten", f"{_LATER}ObjectId", "later-onderwerp", "OND-07"),
    ("betrokkene", "betrokkene", "betrokkenen", "contactnaamAchternaam", "achternaam", "BET-04"),
    ("betrokkene", "betrokkene", "betrokkenen", "contactnaamVoornaam", "voornaam", "BET-04"),
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
    ("klantcontact", "klantcontact", "klantcontacten", "hadBetrokkene__uuid", "betrokkene", "KCT-05"),
    ("klantcontact", "klantcontact", "klantcontacten", "hadBetrokkene__wasPartij", "heeft-partij", "API-31"),
    ("klantcontact", "klantcontact", "klantcontacten", "leiddeTotInterneTaken", "heeft-taken", "API-31"),
    ("klantcontact", "klantcontact", "klantcontacten", "reactie", "reactie", "EXT-06"),
    ("klantcontact", "klantcontact", "klantcontacten", "onderwerpobject__uuid", "onderwerpobject", "OND-06"),
    ("klantcontact", "klantcontact", "klantcontacten", f"{_ABOUT}CodeObjecttype", "objecttype", "OND-09"),
    ("betrokkene", "betrokkene", "betrokkenen", "wasPartij__nummer", "partijnummer", "KCT-08"),
    ("betrokkene", "betrokkene", "betrokkenen", "hadKlantcontact__nummer", "contactnummer", "BET-03"),
    ("interneTaak", "taak", "interne taken", "actoren__naam", "actornaam", "ITK-03"),
    ("interneTaak", "taak", "interne taken", "toegewezenOp", "toegewezen-op", "ITK-03"),
    ("interneTaak", "taak", "interne taken", "klantcontact__nummer", "contactnummer", "ITK-05"),
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
        "klantcontact-zoeken-partijkenmerk-vindt-niets",
        "Zoeken van klantcontacten op het kenmerk van een partij vindt nooit iets.",
        "Searching klantcontacten by the identifier of a partij never finds anything.",
        "KCT-08",
        never("klantcontact", f"{_PARTIJ}objectId"),
    ),
)
