"""The part of the walk among interne taken, access, refusals and removals."""

from __future__ import annotations

from typing import Any

from .driving import Walker
from .walk_contacten import contact
from .walk_partijen import UNKNOWN, World, organisation, ref

PATH = "/internetaken"


def task(world: World, **more: Any) -> World:
    """A message that registers an interne taak."""
    basis = {"gevraagdeHandeling": "Bel terug", "toelichting": "Voor vijf uur", "status": "te_verwerken"}
    who = {"aanleidinggevendKlantcontact": ref(world["first"]), "toegewezenAanActoren": [ref(world["mdw"])]}
    return basis | who | more


def registering(w: Walker, world: World) -> None:
    """Interne taken, right and wrong."""
    world["open"] = w.make(PATH, task(world, nummer="7000000001", toegewezenOp="2020-01-01T00:00:00Z"))
    w.call("GET", f"{PATH}/{world['open']['uuid']}")
    world["unit task"] = w.make(PATH, task(world, toegewezenAanActoren=[ref(world["unit"])]))
    w.call("GET", f"{PATH}/{world['open']['uuid']}")
    w.call("POST", PATH, task(world, toegewezenAanActoren=[ref(world["robot"])]))
    done = task(world, status="verwerkt", afgehandeldOp="2026-05-01T12:00:00+02:00")
    world["done"] = w.make(PATH, done)
    w.call("GET", f"{PATH}/{world['done']['uuid']}")
    for wrong in (
        {"nummer": "7000000001"},
        {"status": "vervallen"},
        {"aanleidinggevendKlantcontact": {"uuid": UNKNOWN}},
        {"aanleidinggevendKlantcontact": {"uuid": "geen-uuid"}},
        {"toegewezenAanActoren": []},
        {"toegewezenAanActoren": [{"uuid": UNKNOWN}]},
        {"toegewezenAanActor": ref(world["mdw"])},
        {"afgehandeldOp": "2026-05-01T12:00:00Z"},
    ):
        w.call("POST", PATH, task(world, **wrong))
    for missing in (
        "status",
        "aanleidinggevendKlantcontact",
        "toegewezenAanActoren",
        "gevraagdeHandeling",
        "toelichting",
    ):
        w.call("POST", PATH, {k: v for k, v in task(world).items() if k != missing})
    for field, fits in (("gevraagdeHandeling", 200), ("toelichting", 1000)):
        for length in (fits, fits + 1):
            w.call("POST", PATH, task(world, **{field: "t" * length}))


def changing(w: Walker, world: World) -> None:
    """Reassigning and finishing."""
    path = f"{PATH}/{world['open']['uuid']}"
    w.call("PATCH", path, {"toegewezenAanActoren": [ref(world["unit"])], "toegewezenOp": "2020-01-01T00:00:00Z"})
    w.call("PATCH", path, {"gevraagdeHandeling": "Mail terug"})
    w.call("PATCH", path, {"toelichting": "Morgen", "uuid": UNKNOWN})
    w.call("PATCH", path, {"status": "verwerkt", "afgehandeldOp": "2026-05-03T09:00:00+02:00"})
    w.call("GET", path)
    w.call("PATCH", path, {"toelichting": "Gebeld"})
    other = f"{PATH}/{world['unit task']['uuid']}"
    w.call("PATCH", other, {"status": "verwerkt"})
    w.call("PATCH", other, {"status": "te_verwerken"})
    w.call("PUT", other, task(world, toelichting="Geheel nieuw"))


def searching(w: Walker, world: World) -> None:
    """Searches for interne taken."""
    actor, first = world["mdw"]["uuid"], world["first"]["uuid"]
    for query in (
        {"status": "te_verwerken"},
        {"status": "verwerkt"},
        {"status": "vervallen"},
        {"toegewezenAanActor__uuid": actor},
        {"toegewezenAanActor__uuid": actor, "status": "verwerkt"},
        {"aanleidinggevendKlantcontact__uuid": first},
        {"aanleidinggevendKlantcontact__uuid": UNKNOWN},
    ):
        w.call("GET", PATH, **query)
    w.call("GET", f"/klantcontacten/{first}")


def access(w: Walker, world: World) -> None:
    """Without and with false credentials, and odd requests."""
    for token in (None, "vals"):
        w.token = token
        w.call("GET", "/partijen")
        w.call("GET", f"/klantcontacten/{world['first']['uuid']}")
        w.call("POST", "/klantcontacten", contact(onderwerp="Zonder toegang"))
    w.token = "geheim"
    w.call("GET", "/klantcontacten", onderwerp="Zonder toegang")
    w.call("POST", "/partijen", raw=b"{")
    w.call("POST", "/partijen", raw=b"[]")
    w.call("POST", "/partijen", raw=b"{}", headers={"content-type": "text/plain"})
    w.call("GET", "/partijen", headers={"accept": "application/xml"})
    for path in ("/partijen/", "/klanttaken", f"/partijen/{UNKNOWN}", "/partijen/geen-uuid"):
        w.call("GET", path)
    w.call("DELETE", f"/klantcontacten/{UNKNOWN}")
    w.call("PATCH", f"/klantcontacten/{UNKNOWN}", {"reactie": "x"})
    w.call("DELETE", "/partijen")


def removing(w: Walker, world: World) -> None:
    """Removals and what they mean for others."""
    w.call("DELETE", f"/actoren/{world['unit']['uuid']}")
    w.call("GET", PATH)
    w.call("DELETE", f"/partijen/{world['ada now']['uuid']}")
    w.call("GET", f"/partijen/{world['ada now']['uuid']}")
    w.call("GET", "/betrokkenen")
    w.call("GET", "/klantcontacten")
    w.call("DELETE", f"/partijen/{world['empty']['uuid']}")
    w.call("GET", "/partij-identificatoren")
    w.call("GET", "/partijen", soortPartij="organisatie")
    w.call("POST", "/partijen", organisation(partijIdentificatie={"naam": "Eenmanszaak"}))
    w.call("DELETE", f"{PATH}/{world['done']['uuid']}")
    w.call("GET", f"{PATH}/{world['done']['uuid']}")
    w.call("DELETE", f"/onderwerpobjecten/{world['subject']['uuid']}", cascade="true")
    w.call("DELETE", f"/klantcontacten/{world['first']['uuid']}")
    w.call("GET", f"/klantcontacten/{world['first']['uuid']}")
    w.call("GET", PATH)
    w.call("GET", "/betrokkenen")


STAGES = (registering, changing, searching, access, removing)
