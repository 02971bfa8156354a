"""Where the resources of this dialect live."""

from __future__ import annotations

from collections.abc import Mapping

from conformance.reference.http.messages import ACTIONS, JSON, Answer, Call, Operation

__all__ = ["ACTIONS", "BASE_PATH", "JSON", "PATHS", "Answer", "Call", "Operation"]

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
