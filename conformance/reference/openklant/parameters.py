"""Which search parameters each collection has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conformance.reference.http.filters import Hop, Match, Param
from conformance.reference.openklant.messages import PATHS

_SOORT_PARTIJ = ("persoon", "organisatie", "contactpersoon")
_PARTS = ("objectId", "codeObjecttype", "codeRegister", "codeSoortObjectId")
_TO_IDENTIFICATOR = Hop("partijIdentificator", "identificeerdePartij", reverse=True)
_TO_PARENT = Hop("partijIdentificator", "subIdentificatorVan")


def _exact(*names: str) -> Iterator[Param]:
    for name in names:
        yield Param(name, Match.EXACT, name)


def _of(kind: str, name: str, path: str, *hops: Hop) -> Iterator[Param]:
    """The pair `<name>__uuid` and `<name>__url`."""
    yield Param(f"{name}__uuid", Match.UUID, path, hops)
    yield Param(f"{name}__url", Match.URL, path, hops, folder=PATHS[kind])


def _identificator(prefix: str, *hops: Hop) -> Iterator[Param]:
    for part in _PARTS:
        yield Param(f"{prefix}__{part}", Match.EXACT, f"partijIdentificator.{part}", hops)


def _object(group: str, prefix: str = "", *hops: Hop) -> Iterator[Param]:
    for part in _PARTS:
        yield Param(f"{prefix}{group}{part[0].upper()}{part[1:]}", Match.EXACT, f"{group}.{part}", hops)


def _address(group: str) -> Iterator[Param]:
    for part in ("nummeraanduidingId", "adresregel1", "adresregel2", "adresregel3", "land"):
        yield Param(f"{group}{part[0].upper()}{part[1:]}", Match.EXACT, f"{group}.{part}")


def _numbers(prefix: str, *hops: Hop) -> Iterator[Param]:
    for name in ("nummer", "referentienummer"):
        yield Param(f"{prefix}{name}", Match.EXACT, name, hops)


def _partijen() -> Iterator[Param]:
    yield from _exact("nummer")
    yield Param("soortPartij", Match.CHOICE, "soortPartij", choices=_SOORT_PARTIJ)
    yield Param("indicatieActief", Match.BOOLEAN, "indicatieActief")
    yield Param("indicatieGeheimhouding", Match.BOOLEAN, "indicatieGeheimhouding")
    yield from _address("bezoekadres")
    yield from _address("correspondentieadres")
    yield from _identificator("partijIdentificator", _TO_IDENTIFICATOR)
    yield from _identificator("subIdentificatorVan", _TO_IDENTIFICATOR, _TO_PARENT)
    represents = Hop("vertegenwoordiging", "vertegenwoordigendePartij", reverse=True)
    yield from _of("partij", "vertegenwoordigdePartij", "vertegenwoordigdePartij", represents)
    categories = (Hop("categorieRelatie", "partij", reverse=True), Hop("categorie", "categorie"))
    yield Param("categorierelatie__categorie__naam", Match.ANY_OF, "naam", categories)


def _klantcontacten() -> Iterator[Param]:
    yield from _numbers("")
    yield from _exact("kanaal")
    for name in ("onderwerp", "inhoud", "reactie"):
        yield Param(name, Match.CONTAINS, name)
    yield Param("indicatieContactGelukt", Match.BOOLEAN, "indicatieContactGelukt")
    yield Param("vertrouwelijk", Match.BOOLEAN, "vertrouwelijk")
    yield Param("plaatsgevondenOp", Match.MOMENT, "plaatsgevondenOp")
    taken = "aanleidinggevendKlantcontact"
    yield Param("leiddeTotInterneTaken", Match.HAS, taken, kind="interneTaak")
    yield from _klantcontact_betrokkenen()
    for prefix, field in (("onderwerpobject", "klantcontact"), ("wasOnderwerpobject", "wasKlantcontact")):
        about = Hop("onderwerpobject", field, reverse=True)
        yield from _of("onderwerpobject", prefix, "id", about)
        yield from _object("onderwerpobjectidentificator", f"{prefix}__", about)


def _klantcontact_betrokkenen() -> Iterator[Param]:
    involved = Hop("betrokkene", "hadKlantcontact", reverse=True)
    was_partij = Hop("partij", "wasPartij")
    addresses = Hop("digitaalAdres", "verstrektDoorBetrokkene", reverse=True)
    name = "hadBetrokkene"
    yield from _of("betrokkene", name, "id", involved)
    yield from _of("partij", f"{name}__wasPartij", "wasPartij", involved)
    yield Param(f"{name}__wasPartij", Match.PRESENT, "wasPartij", (involved,))
    yield Param(f"{name}__digitaaladres__adres__icontains", Match.CONTAINS, "adres", (involved, addresses))
    yield from _identificator(f"{name}__wasPartij__partijIdentificator", involved, was_partij, _TO_IDENTIFICATOR)


def _betrokkenen() -> Iterator[Param]:
    for part in ("voorletters", "voornaam", "voorvoegselAchternaam", "achternaam"):
        yield Param(f"contactnaam{part[0].upper()}{part[1:]}", Match.EXACT, f"contactnaam.{part}")
    yield from _exact("organisatienaam")
    yield from _of("klantcontact", "hadKlantcontact", "hadKlantcontact")
    yield from _numbers("hadKlantcontact__", Hop("klantcontact", "hadKlantcontact"))
    was_partij = Hop("partij", "wasPartij")
    yield from _of("partij", "wasPartij", "wasPartij")
    yield Param("wasPartij__nummer", Match.EXACT, "nummer", (was_partij,))
    yield from _identificator("wasPartij__partijIdentificator", was_partij, _TO_IDENTIFICATOR)
    addresses = Hop("digitaalAdres", "verstrektDoorBetrokkene", reverse=True)
    yield from _of("digitaalAdres", "verstrektedigitaalAdres", "id", addresses)
    yield Param("verstrektedigitaalAdres__adres", Match.EXACT, "adres", (addresses,))


def _digitale_adressen() -> Iterator[Param]:
    yield from _exact("adres", "referentie")
    yield Param("adres__icontains", Match.CONTAINS, "adres")
    yield Param("omschrijving", Match.CONTAINS, "omschrijving")
    soorten = ("email", "telefoonnummer", "overig")
    yield Param("soortDigitaalAdres", Match.CHOICE, "soortDigitaalAdres", choices=soorten)
    yield Param("isStandaardAdres", Match.BOOLEAN, "isStandaardAdres")
    yield Param("isGeverifieerd", Match.PRESENT, "verificatieDatum")
    dates = {
        "": Match.DATE,
        "__gt": Match.AFTER,
        "__gte": Match.FROM,
        "__lt": Match.BEFORE,
        "__lte": Match.UNTIL,
    }
    for suffix, match in dates.items():
        yield Param(f"verificatieDatum{suffix}", match, "verificatieDatum")
    yield from _of("betrokkene", "verstrektDoorBetrokkene", "verstrektDoorBetrokkene")
    by = Hop("betrokkene", "verstrektDoorBetrokkene")
    rollen = ("vertegenwoordiger", "klant")
    yield Param("verstrektDoorBetrokkene__rol", Match.CHOICE, "rol", (by,), choices=rollen)
    owner = Hop("partij", "verstrektDoorPartij")
    yield from _of("partij", "verstrektDoorPartij", "verstrektDoorPartij")
    yield Param("verstrektDoorPartij__soortPartij", Match.CHOICE, "soortPartij", (owner,), choices=_SOORT_PARTIJ)
    yield from _identificator("verstrektDoorPartij__partijIdentificator", owner, _TO_IDENTIFICATOR)


def _partij_identificatoren() -> Iterator[Param]:
    yield from _exact("anderePartijIdentificator")
    group = "partijIdentificator"
    yield Param(f"{group}ObjectId", Match.EXACT, f"{group}.objectId")
    choices = {
        "codeObjecttype": ("natuurlijk_persoon", "niet_natuurlijk_persoon", "vestiging"),
        "codeRegister": ("brp", "hr"),
        "codeSoortObjectId": ("bsn", "vestigingsnummer", "kvk_nummer", "rsin"),
    }
    for part, known in choices.items():
        yield Param(f"{group}C{part[1:]}", Match.CHOICE, f"{group}.{part}", choices=known)


def _internetaken() -> Iterator[Param]:
    yield from _numbers("")
    yield Param("status", Match.CHOICE, "status", choices=("te_verwerken", "verwerkt"))
    yield Param("toegewezenOp", Match.MOMENT, "toegewezenOp")
    yield from _of("klantcontact", "aanleidinggevendKlantcontact", "aanleidinggevendKlantcontact")
    yield from _of("actor", "toegewezenAanActor", "toegewezenAanActoren")
    yield Param("actoren__naam", Match.EXACT, "naam", (Hop("actor", "toegewezenAanActoren"),))
    yield Param("klantcontact__uuid", Match.UUID, "aanleidinggevendKlantcontact")
    yield from _numbers("klantcontact__", Hop("klantcontact", "aanleidinggevendKlantcontact"))


def _actoren() -> Iterator[Param]:
    yield Param("naam", Match.CONTAINS, "naam")
    soorten = ("medewerker", "geautomatiseerde_actor", "organisatorische_eenheid")
    yield Param("soortActor", Match.CHOICE, "soortActor", choices=soorten)
    yield Param("indicatieActief", Match.BOOLEAN, "indicatieActief")
    yield from _object("actoridentificator")


def _categorie_relaties() -> Iterator[Param]:
    yield from _of("partij", "partij", "partij")
    yield Param("partij__nummer", Match.EXACT, "nummer", (Hop("partij", "partij"),))
    yield from _of("categorie", "categorie", "categorie")
    yield Param("categorie__naam", Match.EXACT, "naam", (Hop("categorie", "categorie"),))
    yield Param("beginDatum", Match.DATE, "beginDatum")
    yield Param("eindDatum", Match.DATE, "eindDatum")


def _onderwerpobjecten() -> Iterator[Param]:
    yield from _object("onderwerpobjectidentificator")
    yield from _of("klantcontact", "klantcontact", "klantcontact")
    yield from _of("klantcontact", "wasKlantcontact", "wasKlantcontact")


def _bijlagen() -> Iterator[Param]:
    yield from _object("bijlageidentificator")
    yield Param("klantcontact__uuid", Match.UUID, "wasBijlageVanKlantcontact")


def _vertegenwoordigingen() -> Iterator[Param]:
    yield from _of("partij", "vertegenwoordigendePartij", "vertegenwoordigendePartij")
    yield from _of("partij", "vertegenwoordigdePartij", "vertegenwoordigdePartij")


def _actorklantcontacten() -> Iterator[Param]:
    yield from _of("actor", "actor", "actor")
    yield from _of("klantcontact", "klantcontact", "klantcontact")


def _rekeningnummers() -> Iterator[Param]:
    yield from _exact("iban", "bic")
    yield Param("uuid", Match.UUID, "id")


PARAMETERS: Mapping[str, Mapping[str, Param]] = {
    kind: {param.name: param for param in params}
    for kind, params in {
        "partij": _partijen(),
        "klantcontact": _klantcontacten(),
        "betrokkene": _betrokkenen(),
        "digitaalAdres": _digitale_adressen(),
        "partijIdentificator": _partij_identificatoren(),
        "interneTaak": _internetaken(),
        "actor": _actoren(),
        "actorKlantcontact": _actorklantcontacten(),
        "onderwerpobject": _onderwerpobjecten(),
        "bijlage": _bijlagen(),
        "vertegenwoordiging": _vertegenwoordigingen(),
        "categorieRelatie": _categorie_relaties(),
        "categorie": iter(()),
        "rekeningnummer": _rekeningnummers(),
    }.items()
}
