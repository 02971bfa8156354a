"""The part of the walk among partijen and what belongs to them."""

from __future__ import annotations

from typing import Any

from .driving import Walker

World = dict[str, Any]
UNKNOWN = "11111111-1111-4111-8111-111111111111"


def ref(found: World) -> World:
    """A reference to something that was registered."""
    return {"uuid": found["uuid"]}


def person(**more: Any) -> World:
    """A message that registers a persoon."""
    naam = {"voorletters": "A", "voornaam": "Ada", "voorvoegselAchternaam": "van", "achternaam": "Proef"}
    basis = {"soortPartij": "persoon", "indicatieActief": True, "partijIdentificatie": {"contactnaam": naam}}
    return basis | more


def organisation(**more: Any) -> World:
    """A message that registers an organisatie."""
    basis = {"soortPartij": "organisatie", "indicatieActief": True, "partijIdentificatie": {"naam": "Proef BV"}}
    return basis | more


def identificator(soort: str, number: str) -> World:
    """The parts of a partij-identificator."""
    known = {
        "bsn": ("brp", "natuurlijk_persoon"),
        "rsin": ("hr", "niet_natuurlijk_persoon"),
        "kvk_nummer": ("hr", "niet_natuurlijk_persoon"),
        "vestigingsnummer": ("hr", "vestiging"),
    }
    register, objecttype = known[soort]
    return {
        "codeObjecttype": objecttype,
        "codeSoortObjectId": soort,
        "objectId": number,
        "codeRegister": register,
    }


def registering(w: Walker, world: World) -> None:
    """Partijen of every soort, right and wrong."""
    full = person(
        nummer="9000000001",
        interneNotitie="Let op",
        voorkeurstaal="nld",
        indicatieGeheimhouding=True,
        bezoekadres={"straatnaam": "Proefweg", "huisnummer": 1, "postcode": "1234 AB", "stad": "Proefstad"},
        correspondentieadres={"adresregel1": "r" * 80, "land": "BE"},
    )
    world["ada"] = w.make("/partijen", full)
    w.call("GET", f"/partijen/{world['ada']['uuid']}")
    world["bob"] = w.make("/partijen", person(indicatieActief=False, nummer="9000000002"))
    w.call("GET", f"/partijen/{world['ada']['uuid']}")
    world["bare"] = w.make("/partijen", person())
    world["bare 2"] = w.make("/partijen", person(partijIdentificatie={"contactnaam": {"achternaam": "Ander"}}))
    w.call("GET", f"/partijen/{world['bare']['uuid']}")
    world["bv"] = w.make("/partijen", organisation())
    w.call("GET", f"/partijen/{world['bv']['uuid']}")
    empty = {"soortPartij": "persoon", "indicatieActief": False, "indicatieGeheimhouding": False}
    world["empty"] = w.make("/partijen", empty)
    w.call("POST", "/partijen", full)
    w.call("POST", "/partijen", {"indicatieActief": True})
    w.call("POST", "/partijen", {"soortPartij": "persoon"})
    w.call("POST", "/partijen", person(soortPartij="bedrijf"))
    w.call("POST", "/partijen", person(uuid=UNKNOWN, geboortedatum="2000-01-01"))
    w.call("POST", "/partijen", person(bezoekadres={"land": "XX"}))
    w.call("POST", "/partijen", person(bezoekadres={"adresregel1": "r" * 81}))
    for field, fits in (("interneNotitie", 1000),):
        w.call("POST", "/partijen", person(**{field: "n" * fits}))
        w.call("POST", "/partijen", person(**{field: "n" * (fits + 1)}))


def names(w: Walker, world: World) -> None:
    """Lengths of names, names of another soort, and employers."""
    for part, fits in (("voorletters", 10), ("voorvoegselAchternaam", 10), ("voornaam", 200), ("achternaam", 200)):
        for length in (fits, fits + 1):
            w.call("POST", "/partijen", person(partijIdentificatie={"contactnaam": {part: "x" * length}}))
    for length in (200, 201):
        w.call("POST", "/partijen", organisation(partijIdentificatie={"naam": "x" * length}))
    naam = {"achternaam": "Dubbel"}
    both = {"contactnaam": naam, "naam": "Proef BV"}
    w.call("POST", "/partijen", person(partijIdentificatie=both))
    w.call("POST", "/partijen", organisation(partijIdentificatie=both))
    w.call("POST", "/partijen", person(soortPartij="contactpersoon", partijIdentificatie=both))
    for employer in (ref(world["bv"]), ref(world["ada"]), {"uuid": UNKNOWN}, None):
        group = {"contactnaam": {"achternaam": "Contact"}, "werkteVoorPartij": employer}
        reply = w.call("POST", "/partijen", {**person(soortPartij="contactpersoon"), "partijIdentificatie": group})
        if employer == ref(world["bv"]):
            world["contact"] = reply.json
            w.call("GET", f"/partijen/{reply.json['uuid']}")


def identificators(w: Walker, world: World) -> None:
    """Identificatoren, on their own and in a partij message."""
    owner = ref(world["ada"])
    path = "/partij-identificatoren"
    bsn = {"identificeerdePartij": owner, "partijIdentificator": identificator("bsn", "999993653")}
    world["bsn"] = w.make(path, bsn)
    w.call("POST", path, bsn | {"identificeerdePartij": ref(world["bob"])})
    w.call("POST", path, bsn | {"partijIdentificator": identificator("bsn", "123456789")})
    w.call("POST", path, {"partijIdentificator": identificator("bsn", "999990482")})
    w.call(
        "POST",
        path,
        {"identificeerdePartij": {"uuid": UNKNOWN}, "partijIdentificator": identificator("bsn", "999990482")},
    )
    w.call(
        "POST",
        path,
        {"identificeerdePartij": ref(world["empty"]), "partijIdentificator": identificator("bsn", "999992077")},
    )
    for part in ("objectId", "codeObjecttype", "codeSoortObjectId", "codeRegister"):
        parts = {k: v for k, v in identificator("bsn", "999990482").items() if k != part}
        w.call("POST", path, {"identificeerdePartij": ref(world["bob"]), "partijIdentificator": parts})
    world["kvk"] = w.make(
        path, {"identificeerdePartij": ref(world["bv"]), "partijIdentificator": identificator("kvk_nummer", "99000001")}
    )
    vestiging = {
        "identificeerdePartij": ref(world["bv"]),
        "partijIdentificator": identificator("vestigingsnummer", "999900000001"),
    }
    w.call("POST", path, vestiging)
    world["vestiging"] = w.make(path, vestiging | {"subIdentificatorVan": ref(world["kvk"])})
    rsin = w.make(
        path, {"identificeerdePartij": ref(world["bv"]), "partijIdentificator": identificator("rsin", "999993483")}
    )
    w.call("DELETE", f"{path}/{world['kvk']['uuid']}")
    w.call("PATCH", f"{path}/{rsin['uuid']}", {"partijIdentificator": {"objectId": "999990421"}})
    w.call("GET", "/partijen/999993653")
    w.call("GET", f"/partijen/{world['empty']['uuid']}")
    parts = {f"partijIdentificator__{k}": v for k, v in identificator("rsin", "99000001").items()}
    w.call("GET", "/partijen", partijIdentificator__codeSoortObjectId="rsin", partijIdentificator__objectId="99000001")
    w.call("GET", "/partijen", **parts)
    w.call(
        "POST",
        "/partijen",
        organisation(partijIdentificatoren=[{"partijIdentificator": identificator("rsin", "999993926")}]),
    )
    w.call(
        "PATCH", f"/partijen/{world['bob']['uuid']}", {"partijIdentificatoren": [{"uuid": world["bsn"]["uuid"], **bsn}]}
    )


def addresses(w: Walker, world: World) -> None:
    """Digital addresses, bank accounts, and what a partij prefers."""
    ada, bob, path = world["ada"], world["bob"], "/digitaleadressen"
    mail = {"soortDigitaalAdres": "email", "omschrijving": "thuis", "verstrektDoorPartij": ref(ada)}
    world["mail"] = w.make(path, mail | {"adres": "ada@example.org", "isStandaardAdres": True, "referentie": "een"})
    world["other"] = w.make(path, {**mail, "adres": "bob@example.org", "verstrektDoorPartij": ref(bob)})
    second = w.make(path, mail | {"adres": "ada2@example.org", "isStandaardAdres": True})
    w.call("GET", f"{path}/{world['mail']['uuid']}")
    w.call("GET", f"{path}/{second['uuid']}")
    wrong = (
        {"adres": "geen-adres"},
        {"adres": "ada3@example.org", "verstrektDoorPartij": None},
        {"adres": "ada3@example.org", "verstrektDoorPartij": {"uuid": UNKNOWN}},
        {"adres": "ada3@example.org", "soortDigitaalAdres": "duif"},
        {"adres": "ada3@example.org", "referentie": "een"},
        {"adres": "x" * 81, "soortDigitaalAdres": "overig"},
    )
    for one in wrong:
        w.call("POST", path, mail | one)
    w.call("GET", path, verstrektDoorPartij__uuid=ada["uuid"])
    w.call("PATCH", f"/partijen/{ada['uuid']}", {"voorkeursDigitaalAdres": ref(world["mail"])})
    w.call("PATCH", f"/partijen/{ada['uuid']}", {"voorkeursDigitaalAdres": ref(world["other"])})
    w.call("GET", f"/partijen/{ada['uuid']}")
    w.call("PATCH", f"/partijen/{ada['uuid']}", {"digitaleAdressen": [ref(world["other"])]})
    iban = w.make("/rekeningnummers", {"iban": "NL00PROF0000000000", "partij": ref(bob)})
    w.call("PATCH", f"/partijen/{ada['uuid']}", {"rekeningnummers": [ref(iban)]})
    w.call("DELETE", f"{path}/{world['mail']['uuid']}")
    w.call("GET", f"/partijen/{ada['uuid']}")


def representing(w: Walker, world: World) -> None:
    """Vertegenwoordigingen and categorieen."""
    ada, bob = ref(world["ada"]), ref(world["bob"])
    path = "/vertegenwoordigingen"
    for one, other in ((ada, bob), (ada, bob), (ada, ada), (ada, {"uuid": UNKNOWN})):
        w.call("POST", path, {"vertegenwoordigendePartij": one, "vertegenwoordigdePartij": other})
    w.call("GET", path, vertegenwoordigendePartij__uuid=ada["uuid"])
    w.call("GET", path, vertegenwoordigdePartij__uuid=ada["uuid"])
    category = w.make("/categorieen", {"naam": "Proef"})
    w.call("POST", "/categorie-relaties", {"partij": ada, "categorie": ref(category), "beginDatum": "2026-01-01"})
    w.call("GET", "/partijen", categorierelatie__categorie__naam="Proef", expand="categorieRelaties")


def changing(w: Walker, world: World) -> None:
    """Partial and full changes of a partij."""
    path = f"/partijen/{world['ada']['uuid']}"
    w.call("PATCH", path, {"interneNotitie": "Anders"})
    w.call("PATCH", path, {"voorkeurstaal": "eng", "uuid": UNKNOWN})
    w.call("GET", path)
    w.call("PATCH", path, {"partijIdentificatie": {"contactnaam": {"voornaam": "Adalgonda"}}})
    w.call("PATCH", path, {"nummer": "9000000009"})
    w.call("PATCH", path, {"soortPartij": "organisatie"})
    w.call("GET", path)
    told = w.call("GET", path).json
    keep = ("digitaleAdressen", "partijIdentificatoren", "rekeningnummers")
    whole = {k: v for k, v in told.items() if k not in keep} | {"interneNotitie": "Geheel anders"}
    w.call("PUT", path, whole)
    w.call("GET", path)
    w.call("PUT", path, {**whole, "voorkeurstaal": "fry", "uuid": "22222222-2222-4222-8222-222222222222"})
    w.call("GET", path)
    w.call("PUT", path, {"interneNotitie": "Te weinig"})
    w.call("PATCH", f"/partijen/{world['bob']['uuid']}", {"indicatieActief": True})
    w.call("PATCH", f"/partijen/{world['bob']['uuid']}", {"indicatieActief": False})
    naam = {"contactnaam": {"achternaam": "Hoedanigheid"}}
    w.call("POST", "/partijen", person(partijIdentificatie=naam))
    for employer in (world["bv"], world["bv"]):
        group = {**naam, "werkteVoorPartij": ref(employer)}
        w.call("POST", "/partijen", person(soortPartij="contactpersoon", partijIdentificatie=group))


def searching(w: Walker, world: World) -> None:
    """Searches for partijen, good and bad."""
    w.call("GET", "/partijen/9000000001")
    for query in (
        {"nummer": "9000000001"},
        {"nummer": "9999999999"},
        {"soortPartij": "persoon"},
        {"soortPartij": "organisatie"},
        {"indicatieActief": "false"},
        {"indicatieGeheimhouding": "true"},
        {"soortPartij": "organisatie", "indicatieActief": "true"},
        {"soortPartij": "organisatie", "pageSize": 2},
        {"soortPartij": "robot"},
        {"indicatieActief": "misschien"},
        {"bezoekadresAdresregel1": "Proefweg"},
        {"onzin": "1"},
        {"page": "99"},
        {"expand": "digitaleAdressen"},
        {"expand": "onzin"},
    ):
        w.call("GET", "/partijen", **query)


STAGES = (registering, names, identificators, addresses, representing, changing, searching)
