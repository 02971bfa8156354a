"""Faults in single search parameters: each is accepted and makes no difference."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.telling import ignored
from conformance.reference.openklant.messages import PATHS

_Row = tuple[str, str, str]
_PARTS = {
    "kenmerk": "objectId",
    "objecttype": "codeObjecttype",
    "register": "codeRegister",
    "soort-kenmerk": "codeSoortObjectId",
}


def _camel(name: str) -> str:
    return name[0].upper() + name[1:]


def _group(kind: str, group: str, breaks: str, prefix: str = "") -> list[tuple[str, _Row]]:
    """The four parts of an identificator that points outside."""
    return [(kind, (word, f"{prefix}{group}{_camel(part)}", breaks)) for word, part in _PARTS.items()]


def _of_partij(kind: str, path: str, breaks: str) -> list[tuple[str, _Row]]:
    """The four parts of an identificator of a partij, seen from something else."""
    return [(kind, (f"partij-{word}", f"{path}__{part}", breaks)) for word, part in _PARTS.items()]


# Per resource: a word for the parameter, the parameter, and the requirements that need it.
_ROWS: dict[str, tuple[_Row, ...]] = {
    "partij": (
        ("adresregel", "bezoekadresAdresregel1", "PAR-05"),
        ("tweede-adresregel", "correspondentieadresAdresregel2", "PAR-05"),
        ("land", "correspondentieadresLand", "PAR-05"),
        ("bag-id", "bezoekadresNummeraanduidingId", "PAR-05"),
        ("kenmerk", "partijIdentificator__objectId", "IDN-03"),
        ("soort-kenmerk", "partijIdentificator__codeSoortObjectId", "IDN-03"),
        ("bovenliggend-kenmerk", "subIdentificatorVan__objectId", "EXT-05"),
        ("vertegenwoordigde", "vertegenwoordigdePartij__uuid", "API-31"),
        ("categorie", "categorierelatie__categorie__naam", "EXT-06"),
    ),
    "partijIdentificator": (
        ("kenmerk", "partijIdentificatorObjectId", "IDN-03"),
        ("soort-kenmerk", "partijIdentificatorCodeSoortObjectId", "IDN-03"),
        ("register", "partijIdentificatorCodeRegister", "IDN-03"),
        ("objecttype", "partijIdentificatorCodeObjecttype", "IDN-03"),
    ),
    "vertegenwoordiging": (
        ("vertegenwoordiger", "vertegenwoordigendePartij__uuid", "VTW-02"),
        ("vertegenwoordigde", "vertegenwoordigdePartij__uuid", "VTW-02"),
    ),
    "digitaalAdres": (
        ("adres", "adres", "DIG-04"),
        ("betrokkene", "verstrektDoorBetrokkene__uuid", "DIG-04"),
        ("deel-van-adres", "adres__icontains", "API-31"),
        ("soort", "soortDigitaalAdres", "API-31"),
        ("omschrijving", "omschrijving", "API-31"),
        ("standaard", "isStandaardAdres", "API-31"),
        ("referentie", "referentie", "API-31"),
        ("geverifieerd", "isGeverifieerd", "API-31"),
        ("rol", "verstrektDoorBetrokkene__rol", "API-31"),
        ("soort-partij", "verstrektDoorPartij__soortPartij", "API-31"),
        ("partij-kenmerk", "verstrektDoorPartij__partijIdentificator__objectId", "IDN-04"),
    ),
    "actor": (
        ("naam", "naam", "ACT-03"),
        ("soort", "soortActor", "ACT-04"),
        ("actief", "indicatieActief", "ACT-04"),
    ),
    "actorKlantcontact": (("klantcontact", "klantcontact__uuid", "ACT-13 KCT-25"),),
    "klantcontact": (
        ("nummer", "nummer", "KCT-03"),
        ("referentienummer", "referentienummer", "KCT-03"),
        ("betrokkene", "hadBetrokkene__uuid", "KCT-05"),
        ("reactie", "reactie", "EXT-06"),
        ("heeft-partij", "hadBetrokkene__wasPartij", "API-31"),
        ("heeft-taken", "leiddeTotInterneTaken", "API-31"),
        ("deel-van-adres", "hadBetrokkene__digitaaladres__adres__icontains", "API-31"),
        ("onderwerpobject", "onderwerpobject__uuid", "OND-06"),
    ),
    "betrokkene": (
        ("partijnummer", "wasPartij__nummer", "KCT-08"),
        ("achternaam", "contactnaamAchternaam", "BET-04"),
        ("voornaam", "contactnaamVoornaam", "BET-04"),
        ("voorletters", "contactnaamVoorletters", "BET-04"),
        ("voorvoegsel", "contactnaamVoorvoegselAchternaam", "BET-04"),
        ("organisatienaam", "organisatienaam", "BET-04"),
        ("adres-id", "verstrektedigitaalAdres__uuid", "BET-05"),
        ("adres-tekst", "verstrektedigitaalAdres__adres", "BET-05"),
        ("klantcontact", "hadKlantcontact__uuid", "BET-03"),
        ("contactnummer", "hadKlantcontact__nummer", "BET-03"),
        ("contactreferentie", "hadKlantcontact__referentienummer", "BET-03"),
    ),
    "interneTaak": (
        ("nummer", "nummer", "ITK-04"),
        ("referentienummer", "referentienummer", "ITK-04"),
        ("contactnummer", "klantcontact__nummer", "ITK-05"),
        ("contactreferentie", "klantcontact__referentienummer", "ITK-05"),
        ("actornaam", "actoren__naam", "ITK-03"),
        ("toegewezen-op", "toegewezenOp", "ITK-03"),
    ),
    "onderwerpobject": (
        ("klantcontact", "klantcontact__uuid", "OND-02"),
        ("eerder-klantcontact", "wasKlantcontact__uuid", "OND-07"),
    ),
    "bijlage": (("klantcontact", "klantcontact__uuid", "BIJ-02"),),
    "rekeningnummer": (("iban", "iban", "EXT-06"), ("bic", "bic", "EXT-06")),
    "categorieRelatie": (
        ("partij", "partij__uuid", "EXT-06"),
        ("partijnummer", "partij__nummer", "EXT-06"),
        ("categorienaam", "categorie__naam", "EXT-06"),
        ("begindatum", "beginDatum", "EXT-06"),
        ("einddatum", "eindDatum", "EXT-06"),
    ),
}
_GROUPS = (
    *_group("actor", "actoridentificator", "ACT-04"),
    *_group("onderwerpobject", "onderwerpobjectidentificator", "OND-02"),
    *_group("bijlage", "bijlageidentificator", "BIJ-02"),
    *_of_partij("klantcontact", "hadBetrokkene__wasPartij__partijIdentificator", "KCT-08"),
    *_of_partij("betrokkene", "wasPartij__partijIdentificator", "BET-03"),
)
_ABOUT = "onderwerpobjectidentificator"
_SUBJECTS = (
    *((f"onderwerp-{word}", f"onderwerpobject__{_ABOUT}{_camel(part)}", "OND-09") for word, part in _PARTS.items()),
    *((f"later-{word}", f"wasOnderwerpobject__{_ABOUT}{_camel(part)}", "OND-07") for word, part in _PARTS.items()),
)
_NAMES = {
    "partijIdentificator": "identificator",
    "digitaalAdres": "digitaal-adres",
    "actorKlantcontact": "koppeling",
    "interneTaak": "taak",
    "categorieRelatie": "indeling",
}


def _rows() -> Iterator[tuple[str, _Row]]:
    for kind, rows in _ROWS.items():
        yield from ((kind, row) for row in rows)
    yield from _GROUPS
    # The identifier of a zaak has faults of its own.
    yield from (("klantcontact", row) for row in _SUBJECTS if row[0] != "onderwerp-kenmerk")


def _faults() -> Iterator[Fault]:
    for kind, (word, parameter, breaks) in _rows():
        yield fault(
            f"{_NAMES.get(kind, kind)}-zoeken-{word}-genegeerd",
            f"Zoeken met {parameter} maakt bij {PATHS[kind]} geen verschil.",
            f"Searching {PATHS[kind]} with {parameter} makes no difference.",
            breaks,
            ignored(kind, parameter),
        )


FAULTS: tuple[Fault, ...] = tuple(_faults())
