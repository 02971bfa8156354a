"""Which search parameters each collection has.

Composed parameters (an identificator, a name) have no style in the published description; then OpenAPI writes every
part as a parameter of its own. Two addresses would get the same names that way, so they cannot be searched by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conformance.reference.dialect import by_parameter
from conformance.reference.http.filters import Match, Param

_SOORT_PARTIJ = ("persoon", "organisatie", "contactpersoon")


def _texts(*names: str) -> Iterator[Param]:
    for name in names:
        yield Param(name, Match.EXACT, name)


def _keys(**names: str) -> Iterator[Param]:
    for name, path in names.items():
        yield Param(name, Match.KEY, path)


def _parts(group: str, *names: str) -> Iterator[Param]:
    for name in names:
        yield Param(name, Match.EXACT, f"{group}.{name}")


def _identificator(group: str) -> Iterator[Param]:
    yield from _parts(group, "objectId", "codeObjecttype", "codeRegister", "codeSoortObjectId")


_NUMMER = Param("nummer", Match.INTEGER, "nummer")

PARAMETERS: Mapping[str, Mapping[str, Param]] = by_parameter(
    {
        "partij": (
            _NUMMER,
            *_texts("interneNotitie"),
            Param("soortPartij", Match.CHOICE, "soortPartij", choices=_SOORT_PARTIJ),
            Param("indicatieActief", Match.BOOLEAN, "indicatieActief"),
            Param("indicatieGeheimhouding", Match.BOOLEAN, "indicatieGeheimhouding"),
            *_keys(
                voorkeursDigitaalAdres="voorkeursDigitaalAdres",
                werkteVoorPartij="partijIdentificatie.werkteVoorPartij",
            ),
        ),
        "klantcontact": (
            _NUMMER,
            *_texts("onderwerp", "inhoud"),
            Param("plaatsgevondenOp", Match.MOMENT, "plaatsgevondenOp"),
            Param(
                "indicatieContactGelukt",
                Match.CHOICE,
                "indicatieContactGelukt",
                choices=("onbekend", "ja", "nee"),
            ),
            Param("vertrouwelijk", Match.BOOLEAN, "vertrouwelijk"),
        ),
        "betrokkene": (
            *_parts("contactnaam", "voorletters", "voornaam", "voorvoegselAchternaam", "achternaam"),
            *_texts("organisatienaam"),
            Param("rol", Match.CHOICE, "rol", choices=("vertegenwoordiger", "klant")),
            Param("initiator", Match.BOOLEAN, "initiator"),
            *_keys(hadKlantcontact="hadKlantcontact", wasPartij="wasPartij"),
        ),
        "actorKlantcontact": tuple(_keys(actorId="actor", klantcontactId="klantcontact")),
        "actor": (
            *_texts("naam"),
            Param("indicatieActief", Match.BOOLEAN, "indicatieActief"),
            *_identificator("actoridentificator"),
            Param(
                "soortActor",
                Match.CHOICE,
                "soortActor",
                choices=("medewerker", "geautomatiseerdeActor", "organisatorischeEenheid"),
            ),
        ),
        "interneTaak": (
            _NUMMER,
            *_texts("gevraagdeHandeling", "toelichting"),
            Param("status", Match.CHOICE, "status", choices=("te_verwerken", "verwerkt")),
            Param("verwerktOp", Match.MOMENT, "afgehandeldOp"),
            *_keys(
                aanleidinggevendKlantcontact="aanleidinggevendKlantcontact",
                toegewezenAanActor="toegewezenAanActoren",
            ),
        ),
        "digitaalAdres": (
            *_texts("adres", "omschrijving"),
            *_keys(verstrektDoorBetrokkene="verstrektDoorBetrokkene", verstrektDoorPartij="verstrektDoorPartij"),
        ),
        "partijIdentificator": (
            Param("anderePartij-identificator", Match.EXACT, "anderePartijIdentificator"),
            *_identificator("partijIdentificator"),
            *_keys(identificeerdePartij="identificeerdePartij"),
        ),
        "onderwerpobject": (
            *_identificator("onderwerpobjectidentificator"),
            *_keys(onderwerpWasKlantcontact="wasKlantcontact", wasOnderwerpVanKlantcontact="klantcontact"),
        ),
        "bijlage": (
            *_identificator("bijlageidentificator"),
            *_keys(wasBijlageVanKlantcontact="wasBijlageVanKlantcontact"),
        ),
        "vertegenwoordiging": tuple(
            _keys(
                vertegenwoordigendePartij="vertegenwoordigendePartij",
                vertegenwoordigdePartij="vertegenwoordigdePartij",
            )
        ),
    }
)
