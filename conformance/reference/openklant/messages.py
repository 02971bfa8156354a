"""Where the resources of this dialect live."""

from __future__ import annotations

from collections.abc import Mapping

BASE_PATH = "/klantinteracties/api/v1"

PATHS: Mapping[str, str] = {
    "actor": "actoren",
    "actorKlantcontact": "actorklantcontacten",
    "betrokkene": "betrokkenen",
    "bijlage": "bijlagen",
    "categorieRelatie": "categorie-relaties",
    "categorie": "categorieen",
    "digitaalAdres": "digitaleadressen",
    "interneTaak": "internetaken",
    "klantcontact": "klantcontacten",
    "onderwerpobject": "onderwerpobjecten",
    "partijIdentificator": "partij-identificatoren",
    "partij": "partijen",
    "rekeningnummer": "rekeningnummers",
    "vertegenwoordiging": "vertegenwoordigingen",
}
