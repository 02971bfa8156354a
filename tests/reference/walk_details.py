"""The part of the walk among the finer points of partijen, what belongs to them, and actoren."""

from __future__ import annotations

from .driving import Walker
from .walk_contacten import contact
from .walk_partijen import UNKNOWN, World, identificator, organisation, person, ref


def partijen(w: Walker, world: World) -> None:
    """Addresses, numbers, employers and preferences."""
    by_bag = {"nummeraanduidingId": "0363200000000001"}
    one = w.make("/partijen", person(bezoekadres=by_bag, correspondentieadres={"adresregel1": "Postbus 1"}))
    w.call("GET", "/partijen", bezoekadresNummeraanduidingId="0363200000000001")
    w.call("POST", "/partijen", person(bezoekadres={"adresregel1": "Proefweg 1"}))
    w.call("GET", "/partijen", bezoekadresAdresregel1="Proefweg 1")
    w.call("GET", "/partijen", correspondentieadresAdresregel1="Postbus 1")
    w.call("POST", "/partijen", person(nummer="A1"))
    path = f"/partijen/{one['uuid']}"
    whole = person(nummer="9000000020", digitaleAdressen=[], voorkeursDigitaalAdres=None)
    w.call("PUT", path, whole)
    firm = w.make("/partijen", organisation())
    group = {"contactnaam": {"achternaam": "Los"}, "werkteVoorPartij": ref(firm)}
    contactpersoon = w.make("/partijen", person(soortPartij="contactpersoon", partijIdentificatie=group))
    change = {"partijIdentificatie": {"werkteVoorPartij": None}}
    w.call("PATCH", f"/partijen/{contactpersoon['uuid']}", change)
    mail = {"adres": "voorkeur@example.org", "soortDigitaalAdres": "email", "verstrektDoorPartij": ref(one)}
    address = w.make("/digitaleadressen", mail)
    w.call("PATCH", path, {"voorkeursDigitaalAdres": ref(address)})
    w.call("PATCH", path, {"voorkeursDigitaalAdres": None})
    w.call("GET", path)


def identificatoren(w: Walker, world: World) -> None:
    """Identificatoren read, sought, replaced and removed."""
    path = "/partij-identificatoren"
    made = []
    for number in ("000000012", "999990627"):
        owner = world["owner"] = w.make("/partijen", person())
        parts = {"identificeerdePartij": ref(owner), "partijIdentificator": identificator("bsn", number)}
        made.append(w.make(path, parts))
    first = f"{path}/{made[0]['uuid']}"
    w.call("GET", first)
    w.call("GET", path, partijIdentificatorObjectId="999990627")
    w.call("GET", path, partijIdentificatorCodeSoortObjectId="bsn")
    w.call("PUT", f"{path}/{made[1]['uuid']}", parts | {"anderePartijIdentificator": "anders"})
    w.call("DELETE", f"{path}/{made[1]['uuid']}")
    w.call("GET", f"{path}/{made[1]['uuid']}")
    w.call("GET", f"/partijen/{owner['uuid']}")


def vertegenwoordigingen(w: Walker, world: World) -> None:
    """Several vertegenwoordigingen, changed and removed."""
    path = "/vertegenwoordigingen"
    a, b, c = (ref(w.make("/partijen", person())) for _ in range(3))
    pairs = [{"vertegenwoordigendePartij": one, "vertegenwoordigdePartij": other} for one, other in ((a, b), (a, c))]
    first, second = (w.make(path, pair) for pair in pairs)
    w.call("POST", path, {"vertegenwoordigendePartij": c, "vertegenwoordigdePartij": b})
    w.call("GET", f"{path}/{first['uuid']}")
    w.call("GET", path, vertegenwoordigendePartij__uuid=a["uuid"])
    w.call("GET", path, vertegenwoordigdePartij__uuid=b["uuid"])
    w.call("PATCH", f"{path}/{second['uuid']}", {"vertegenwoordigendePartij": b})
    w.call("PUT", f"{path}/{second['uuid']}", pairs[1])
    w.call("DELETE", f"{path}/{second['uuid']}")
    w.call("GET", f"/partijen/{c['uuid']}")


def addresses(w: Walker, world: World) -> None:
    """Digital addresses of a betrokkene, and changes."""
    path = "/digitaleadressen"
    partij, about = w.make("/partijen", person()), w.make("/klantcontacten", contact())
    role = {"rol": "klant", "initiator": True, "hadKlantcontact": ref(about), "wasPartij": ref(partij)}
    betrokkene = w.make("/betrokkenen", role)
    mail = {"adres": "proef@example.org", "soortDigitaalAdres": "email", "omschrijving": "thuis"}
    w.call("POST", path, mail | {"verstrektDoorBetrokkene": ref(betrokkene)})
    own = mail | {"verstrektDoorPartij": ref(partij), "referentie": "eigen"}
    address = f"{path}/{w.make(path, own)['uuid']}"
    w.call("PATCH", address, {"adres": "nieuw@example.org"})
    w.call("PUT", address, own | {"omschrijving": "werk"})


def actoren(w: Walker, world: World) -> None:
    """Actoren read, sought and changed, and their links."""
    details = {"functie": "balie", "emailadres": "een@example.org", "telefoonnummer": "0600000000"}
    outside = {"objectId": "007", "codeObjecttype": "mdw", "codeRegister": "msei", "codeSoortObjectId": "idf"}
    message = {"naam": "Eerste", "soortActor": "medewerker", "actorIdentificatie": details}
    first = w.make("/actoren", message | {"actoridentificator": outside})
    second = w.make("/actoren", {"naam": "Tweede", "soortActor": "organisatorische_eenheid"})
    path = f"/actoren/{first['uuid']}"
    w.call("GET", path)
    w.call("GET", "/actoren", naam="eerste")
    w.call("GET", "/actoren", soortActor="medewerker")
    w.call("GET", "/actoren", indicatieActief="true")
    for mail in ("geen-adres", f"proef@{'x' * 60}.{'y' * 20}.example.org"):
        w.call("POST", "/actoren", message | {"actorIdentificatie": details | {"emailadres": mail}})
    w.call("PATCH", path, {"naam": "Anders"})
    w.call("PATCH", path, {"actorIdentificatie": {"functie": "kassa"}})
    w.call("PUT", path, message | {"naam": "Geheel anders"})
    about = w.make("/klantcontacten", contact())
    link = w.make("/actorklantcontacten", {"actor": ref(first), "klantcontact": ref(about)})
    w.call("PATCH", f"/actorklantcontacten/{link['uuid']}", {"actor": ref(second)})
    w.call("DELETE", f"/actorklantcontacten/{link['uuid']}")
    w.call("GET", f"/klantcontacten/{about['uuid']}")


def particulars(w: Walker, world: World) -> None:
    """Notities and preferences that are odd, and addresses that belong to somebody else."""
    one, other = w.make("/partijen", person()), w.make("/partijen", person())
    w.call("PATCH", f"/partijen/{one['uuid']}", {"voorkeursDigitaalAdres": {"uuid": UNKNOWN}})
    for note in ("é" * 1000, "Eerste regel\nTweede regel"):
        w.call("POST", "/partijen", person(interneNotitie=note))
    about = w.make("/klantcontacten", contact(interneNotitie="Let op"))
    actor = w.make("/actoren", {"naam": "Afdeling", "soortActor": "organisatorische_eenheid"})
    who = {"aanleidinggevendKlantcontact": ref(about), "toegewezenAanActoren": [ref(actor)]}
    task = {"gevraagdeHandeling": "Bel", "status": "te_verwerken", "interneNotitie": "Let op"}
    w.call("POST", "/internetaken", task | who)
    mail = {"adres": "proef@example.org", "soortDigitaalAdres": "email"}
    own = w.make("/digitaleadressen", mail | {"verstrektDoorPartij": ref(one)})
    w.call("POST", "/partijen", person(digitaleAdressen=[ref(own)]))
    whole = person(nummer=other.get("nummer"), digitaleAdressen=[ref(own)], rekeningnummers=[])
    nothing: World = {"voorkeursDigitaalAdres": None, "voorkeursRekeningnummer": None, "partijIdentificatoren": []}
    told = w.call("GET", f"/partijen/{other['uuid']}").json
    w.call("PUT", f"/partijen/{other['uuid']}", told | whole | nothing)
    role = {"rol": "klant", "initiator": True, "hadKlantcontact": ref(about), "wasPartij": ref(one)}
    betrokkene = w.make("/betrokkenen", role)
    given = w.make("/digitaleadressen", mail | {"verstrektDoorBetrokkene": ref(betrokkene)})
    w.call("DELETE", f"/partijen/{one['uuid']}")
    w.call("GET", f"/digitaleadressen/{given['uuid']}")


STAGES = (partijen, identificatoren, vertegenwoordigingen, addresses, actoren, particulars)
