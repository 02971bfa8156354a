"""Faults in removing, and in what removing means for other resources."""

from __future__ import annotations

from conformance.reference.domain.core import Core
from conformance.reference.domain.definitions import RESOURCES
from conformance.reference.domain.fields import Effect
from conformance.reference.domain.removal import Removal
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, Installer, fault
from conformance.reference.faults.neighbours import effect, ignored_removal
from conformance.reference.faults.writing import rules_off
from conformance.reference.seams import Seams, Search


def _still_listed(*kinds: str) -> Installer:
    """Removed for whoever asks by id, and still found by a search."""

    def install(seams: Seams) -> None:
        gone: set[str] = set()

        def remove(core: Core, record: Record) -> bool:
            if record.kind in kinds:
                gone.add(record.id)
            return record.kind not in kinds

        def find(core: Core, search: Search, found: Record | None) -> Record | None:
            return None if found is not None and found.id in gone else found

        seams.removing.append(remove)
        seams.finding.append(find)

    return install


def _still_readable(*kinds: str) -> Installer:
    """Removed from every search, and still readable by id."""

    def install(seams: Seams) -> None:
        archive: dict[str, Record] = {}

        def remove(core: Core, record: Record) -> bool:
            if record.kind in kinds:
                archive[record.id] = record
            return True

        def find(core: Core, search: Search, found: Record | None) -> Record | None:
            return found if found is not None or not search.reading else archive.get(search.key.lower())

        seams.removing.append(remove)
        seams.finding.append(find)

    return install


def _takes_contacts(seams: Seams) -> None:
    """Removing a partij removes the klantcontacten it was involved in."""

    def remove(core: Core, record: Record) -> bool:
        if record.kind == "partij":
            for one in core.store.referring("betrokkene", "wasPartij", record.id):
                contact = core.store.get("klantcontact", one.values["hadKlantcontact"])
                if contact is not None:
                    Removal(core.store, core.seams.consequences).remove(contact)
        return True

    seams.removing.append(remove)


_ALL = tuple(RESOURCES)

FAULTS: tuple[Fault, ...] = (
    fault(
        "verwijderd-blijft-vindbaar",
        "Wat verwijderd is, geeft 404 op id maar blijft in zoekresultaten staan.",
        "What was removed gives 404 by id, but stays in search results.",
        "API-05",
        _still_listed(*_ALL),
    ),
    fault(
        "verwijderd-blijft-opvraagbaar",
        "Wat verwijderd is, verdwijnt uit zoekresultaten maar is op id nog op te vragen.",
        "What was removed leaves search results, but can still be read by id.",
        "API-05 PAR-33",
        _still_readable(*_ALL),
    ),
    fault(
        "klantcontact-verwijderen-zonder-gevolg",
        "Een klantcontact verwijderen antwoordt 204, maar het blijft bestaan.",
        "Removing a klantcontact answers 204, but it stays.",
        "KCT-31 API-05",
        ignored_removal("klantcontact"),
    ),
    fault(
        "taak-verwijderen-zonder-gevolg",
        "Een interne taak verwijderen antwoordt 204, maar zij blijft bestaan.",
        "Removing an interne taak answers 204, but it stays.",
        "ITK-20 API-05",
        ignored_removal("interneTaak"),
    ),
    fault(
        "partij-verwijderen-neemt-betrokkenen-mee",
        "Een partij verwijderen verwijdert ook de betrokkenen die haar noemen.",
        "Removing a partij also removes the betrokkenen that name it.",
        "PAR-36",
        effect("partij", "betrokkene", "wasPartij", Effect.REMOVE),
    ),
    fault(
        "partij-verwijderen-neemt-klantcontacten-mee",
        "Een partij verwijderen verwijdert ook de klantcontacten waarbij zij betrokken was.",
        "Removing a partij also removes the klantcontacten it was involved in.",
        "PAR-36",
        _takes_contacts,
    ),
    fault(
        "partij-verwijderen-laat-verwijzing-staan",
        "Na het verwijderen van een partij verwijst de betrokkene nog naar haar.",
        "After removing a partij the betrokkene still refers to it.",
        "API-29",
        effect("partij", "betrokkene", "wasPartij", Effect.KEEP),
    ),
    fault(
        "partij-verwijderen-laat-identificator-staan",
        "Na het verwijderen van een partij blijft haar identificator bestaan.",
        "After removing a partij its identificator stays.",
        "API-29",
        effect("partij", "partijIdentificator", "identificeerdePartij", Effect.KEEP),
    ),
    fault(
        "klantcontact-verwijderen-laat-taak-staan",
        "Na het verwijderen van een klantcontact blijven zijn interne taken bestaan.",
        "After removing a klantcontact its interne taken stay.",
        "API-29",
        effect("klantcontact", "interneTaak", "aanleidinggevendKlantcontact", Effect.KEEP),
    ),
    fault(
        "klantcontact-verwijderen-laat-betrokkene-staan",
        "Na het verwijderen van een klantcontact blijven zijn betrokkenen bestaan.",
        "After removing a klantcontact its betrokkenen stay.",
        "API-29",
        effect("klantcontact", "betrokkene", "hadKlantcontact", Effect.KEEP),
    ),
    fault(
        "actor-verwijderen-laat-taak-zonder-actor",
        "Een actor verwijderen laat een interne taak achter die niemand heeft.",
        "Removing an actor leaves an interne taak that nobody has.",
        "ACT-17",
        effect("actor", "interneTaak", "toegewezenAanActoren", Effect.KEEP),
    ),
    fault(
        "actor-verwijderen-neemt-taak-mee",
        "Een actor verwijderen verwijdert ook zijn interne taken.",
        "Removing an actor also removes its interne taken.",
        "ACT-17",
        effect("actor", "interneTaak", "toegewezenAanActoren", Effect.REMOVE),
    ),
    fault(
        "digitaal-adres-verwijderen-neemt-partij-mee",
        "Het voorkeursadres van een partij verwijderen verwijdert de partij.",
        "Removing the preferred address of a partij removes the partij.",
        "DIG-14",
        effect("digitaalAdres", "partij", "voorkeursDigitaalAdres", Effect.REMOVE),
    ),
    fault(
        "digitaal-adres-verwijderen-laat-voorkeur-staan",
        "Na het verwijderen van een voorkeursadres verwijst de partij er nog naar.",
        "After removing a preferred address the partij still refers to it.",
        "DIG-14 API-29",
        effect("digitaalAdres", "partij", "voorkeursDigitaalAdres", Effect.KEEP),
    ),
    fault(
        "kvk-nummer-verwijderbaar-met-vestigingen",
        "Een KvK-nummer waar vestigingsnummers onder vallen, kan worden verwijderd.",
        "A KvK number that vestigingsnummers stand under can be removed.",
        "EXT-05",
        effect("partijIdentificator", "partijIdentificator", "subIdentificatorVan", Effect.CLEAR),
    ),
    fault(
        "partij-soort-wijzigen-wist-identiteit",
        "Een andere soort partij kiezen wist stilzwijgend de naam.",
        "Choosing another soort of partij silently wipes the name.",
        "PAR-38",
        rules_off("soort-behoudt-identiteit"),
    ),
)
