"""The part of the walk among klantcontacten and who took part in them."""

from __future__ import annotations

from typing import Any

from .driving import Walker
from .walk_partijen import UNKNOWN, World, person, ref

MOMENT = "2026-05-01T10:00:00+02:00"


def contact(**more: Any) -> World:
    """A message that registers a klantcontact."""
    basis = {"kanaal": "telefoon", "onderwerp": "Proefvraag", "taal": "nld", "vertrouwelijk": False}
    return basis | {"plaatsgevondenOp": MOMENT} | more


def registering(w: Walker, world: World) -> None:
    """Klantcontacten, right and wrong."""
    path = "/klantcontacten"
    full = contact(
        nummer="8000000001",
        inhoud="Vraag",
        indicatieContactGelukt=None,
        vertrouwelijk=True,
        reactie="Antwoord",
        metadata={"bron": "proef"},
    )
    world["first"] = w.make(path, full)
    w.call("GET", f"{path}/{world['first']['uuid']}")
    world["second"] = w.make(
        path, contact(onderwerp="Andere vraag", inhoud="Iets anders", indicatieContactGelukt=False)
    )
    w.call("GET", f"{path}/{world['first']['uuid']}")
    world["third"] = w.make(path, contact(indicatieContactGelukt=True, plaatsgevondenOp="2026-05-02T10:00:00Z"))
    w.call("POST", path, full)
    for missing in ("onderwerp", "kanaal", "taal", "vertrouwelijk", "plaatsgevondenOp"):
        w.call("POST", path, {k: v for k, v in contact().items() if k != missing})
    for length in (200, 201):
        w.call("POST", path, contact(onderwerp="o" * length))
    for length in (1000, 1001):
        w.call("POST", path, contact(inhoud="i" * length))
    for wrong in (
        {"plaatsgevondenOp": "01-05-2024"},
        {"plaatsgevondenOp": "2126-05-01T10:00:00Z"},
        {"indicatieContactGelukt": "misschien"},
        {"vertrouwelijk": "nee"},
        {"indicatieContactGelukt": True, "verdereActieOndernomen": True},
        {"onderwerp": "met \0"},
        {"onderwerp": 5},
    ):
        w.call("POST", path, contact(**wrong))
    w.call("POST", path, contact(onderwerp="Andere vragen", uuid="33333333-3333-4333-8333-333333333333"))
    w.call("GET", f"{path}/33333333-3333-4333-8333-333333333333")


def changing(w: Walker, world: World) -> None:
    """What may and what may not change."""
    path = f"/klantcontacten/{world['first']['uuid']}"
    whole = w.call("GET", path).json
    changes = {
        "onderwerp": "Veranderd",
        "kanaal": "balie",
        "plaatsgevondenOp": "2026-04-01T10:00:00Z",
        "taal": "fry",
        "vertrouwelijk": False,
        "indicatieContactGelukt": True,
        "inhoud": "Herschreven",
        "nummer": "8000000009",
    }
    for name, value in changes.items():
        for method, message in (("PATCH", {name: value}), ("PUT", whole | {name: value})):
            w.call(method, path, message)
            w.call("GET", path)
    w.call("PATCH", path, {"inhoud": ""})
    w.call("GET", path)
    w.call("PATCH", path, {"inhoud": "Vraag en antwoord"})
    w.call("GET", path)
    w.call("PATCH", path, {"reactie": "Later", "uuid": UNKNOWN})
    w.call("GET", path)
    w.call("PUT", path, w.call("GET", path).json)


def people(w: Walker, world: World) -> None:
    """Actoren and betrokkenen."""
    mdw = {"functie": "balie", "emailadres": "mdw@example.org", "telefoonnummer": "0600000000"}
    world["mdw"] = w.make("/actoren", {"naam": "Medewerker", "soortActor": "medewerker", "actorIdentificatie": mdw})
    world["unit"] = w.make("/actoren", {"naam": "Afdeling", "soortActor": "organisatorische_eenheid"})
    robot = {"naam": "Robot", "soortActor": "geautomatiseerde_actor", "actorIdentificatie": {"functie": "robot"}}
    world["robot"] = w.make("/actoren", robot)
    w.call("POST", "/actoren", {"naam": "Mens", "soortActor": "medewerker"})
    w.call("POST", "/actoren", {"naam": "Mens", "soortActor": "mens"})
    w.call(
        "POST",
        "/actoren",
        {"naam": "Half", "soortActor": "organisatorische_eenheid", "actoridentificator": {"objectId": "1"}},
    )
    w.call("POST", "/actoren", {"naam": "Oud", "soortActor": "robot", "indicatieActief": True})
    idle = w.make("/actoren", {"naam": "Inactief", "soortActor": "organisatorische_eenheid", "indicatieActief": True})
    w.call("PATCH", f"/actoren/{idle['uuid']}", {"indicatieActief": False})
    link = "/actorklantcontacten"
    first, second = ref(world["first"]), ref(world["second"])
    pairs = [
        (world["mdw"], first),
        (world["unit"], first),
        (world["mdw"], first),
        (world["mdw"], second),
        (idle, first),
    ]
    for actor, where in pairs:
        w.call("POST", link, {"actor": ref(actor), "klantcontact": where})
    w.call("POST", link, {"actor": {"uuid": UNKNOWN}, "klantcontact": first})
    w.call("GET", link, klantcontact__uuid=first["uuid"])
    w.call("GET", link, actor__uuid=world["mdw"]["uuid"])
    w.call("GET", link, actor__uuid=UNKNOWN)
    role = {"rol": "klant", "initiator": True, "organisatienaam": "Proef BV"}
    naam = {"voornaam": "Ada", "achternaam": "Proef", "voorvoegselAchternaam": "van"}
    ada = world["ada now"] = w.make("/partijen", person(nummer="9000000010"))
    world["involved"] = w.make(
        "/betrokkenen", role | {"hadKlantcontact": first, "wasPartij": ref(ada), "contactnaam": naam}
    )
    w.call("GET", f"/betrokkenen/{world['involved']['uuid']}")
    w.call("POST", "/betrokkenen", role | {"hadKlantcontact": second, "wasPartij": ref(ada), "initiator": False})
    w.call("POST", "/betrokkenen", role | {"hadKlantcontact": second, "wasPartij": ref(ada)})
    w.call(
        "POST",
        "/betrokkenen",
        role | {"hadKlantcontact": ref(world["third"]), "wasPartij": ref(ada), "initiator": False},
    )
    w.call("GET", link, klantcontact__uuid=first["uuid"])
    w.call("POST", "/betrokkenen", role | {"hadKlantcontact": second, "contactnaam": naam})
    for wrong in (
        {},
        {"hadKlantcontact": {"uuid": UNKNOWN}},
        {"hadKlantcontact": first, "wasPartij": {"uuid": UNKNOWN}},
    ):
        w.call("POST", "/betrokkenen", role | wrong)
    w.call("POST", link, {"actor": ref(world["robot"]), "klantcontact": first})
    w.call("GET", f"/klantcontacten/{first['uuid']}")
    w.call("GET", "/actoren")
    change = {"contactnaam": {"voornaam": "Bea"}, "volledigeNaam": "Iemand Anders"}
    w.call("PATCH", f"/betrokkenen/{world['involved']['uuid']}", change)
    w.call("GET", "/partijen")
    for query in ({"wasPartij__uuid": ada["uuid"]}, {"wasPartij__uuid": UNKNOWN}):
        w.call("GET", "/betrokkenen", **query)


def subjects(w: Walker, world: World) -> None:
    """What contacts were about, and what came with them."""
    first, second = ref(world["first"]), ref(world["second"])
    zaak = {"objectId": "zaak-z", "codeObjecttype": "zaak", "codeRegister": "open-zaak", "codeSoortObjectId": "uuid"}
    taak = zaak | {"objectId": "taak-t", "codeObjecttype": "klanttaak"}
    group = "onderwerpobjectidentificator"
    world["subject"] = w.make("/onderwerpobjecten", {"klantcontact": first, group: zaak})
    w.call("POST", "/onderwerpobjecten", {"klantcontact": first, group: taak})
    w.call("POST", "/onderwerpobjecten", {"klantcontact": second, "wasKlantcontact": first})
    w.call("POST", "/onderwerpobjecten", {group: zaak})
    w.call("POST", "/onderwerpobjecten", {"klantcontact": first, group: {"objectId": "half"}})
    w.call("PATCH", f"/onderwerpobjecten/{world['subject']['uuid']}", {group: {"objectId": "zaak-y"}})
    name = f"onderwerpobject__{group}"
    w.call("GET", "/klantcontacten", **{f"{name}ObjectId": "zaak-y"})
    w.call("GET", "/klantcontacten", **{f"{name}ObjectId": "taak-t", f"{name}CodeObjecttype": "zaak"})
    w.call("POST", "/bijlagen", {"wasBijlageVanKlantcontact": first, "bijlageidentificator": zaak})
    w.call("POST", "/bijlagen", {"bijlageidentificator": zaak})
    both = {"betrokkene": {"rol": "klant", "initiator": True}, "onderwerpobject": {group: zaak}}
    w.call("POST", "/maak-klantcontact", {"klantcontact": contact(onderwerp="Samen"), **both})
    w.call("GET", "/klantcontacten", onderwerp="Samen", expand="hadBetrokkenen,gingOverOnderwerpobjecten")
    w.call(
        "POST", "/maak-klantcontact", {"klantcontact": contact(onderwerp="Samen mis"), "betrokkene": {"rol": "klant"}}
    )
    w.call("GET", "/klantcontacten", onderwerp="Samen mis")


def searching(w: Walker, world: World) -> None:
    """Searches for klantcontacten, and pages."""
    partij = world["ada now"]["uuid"]
    for query in (
        {"onderwerp": "andere vraag"},
        {"onderwerp": "Proefvraag"},
        {"onderwerp": "bestaat niet"},
        {"inhoud": "vraag en"},
        {"kanaal": "telefoon", "pageSize": 3},
        {"kanaal": "rooksignaal"},
        {"plaatsgevondenOp": "2026-05-02T10:00:00Z"},
        {"indicatieContactGelukt": "true"},
        {"vertrouwelijk": "true"},
        {"vertrouwelijk": "true", "onderwerp": "Andere"},
        {"nummer": "8000000001"},
        {"hadBetrokkene__wasPartij__uuid": partij},
        {"hadBetrokkene__wasPartij__uuid": UNKNOWN},
        {"onderwerp": "vraag", "pageSize": 2},
        {"onderwerp": "vraag", "pageSize": 2, "page": 2},
        {"onderwerp": "vraag", "pageSize": 2, "page": 99},
        {"onderwerp": "andere vragen", "pageSize": 5},
    ):
        w.call("GET", "/klantcontacten", **query)
    w.call("GET", f"/klantcontacten/{world['first']['uuid']}", expand="hadBetrokkenen.wasPartij")


STAGES = (registering, changing, people, subjects, searching)
