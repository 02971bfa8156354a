"""The part of the walk among the finer points of klantcontacten: subjects, bijlagen, numbers and searches."""

from __future__ import annotations

from .driving import Walker
from .walk_contacten import contact
from .walk_partijen import UNKNOWN, World, identificator, person, ref

SUBJECTS, ATTACHMENTS = "/onderwerpobjecten", "/bijlagen"
SUBJECT, ATTACHMENT = "onderwerpobjectidentificator", "bijlageidentificator"


def parts(number: str, objecttype: str = "zaak") -> World:
    """The parts of an identifier of something elsewhere."""
    return {
        "objectId": number,
        "codeObjecttype": objecttype,
        "codeRegister": "open-zaak",
        "codeSoortObjectId": "uuid",
    }


def seek(w: Walker, path: str, *queries: World) -> None:
    """Search with each of these sets of parameters."""
    for query in queries:
        w.call("GET", path, **query)


def klantcontacten(w: Walker, world: World) -> None:
    """Channels, numbers, unknown fields and replacements of a klantcontact."""
    path = "/klantcontacten"
    numbers = {"nummer": "8100000001", "referentienummer": "8100000002"}
    world["here"] = w.make(path, contact(onderwerp="Hier", **numbers))
    world["there"] = w.make(path, contact(onderwerp="Daar"))
    for more in (
        {"kanaal": "chat"},
        {"kanaal": "webformulier"},
        {"kanaal": ""},
        {"taal": ""},
        {"nummer": "81000000011"},
        {"nummer": "KC12345"},
        {"onbekendVeld": "wordt vergeten"},
    ):
        w.call("POST", path, contact(**more))
    here = f"{path}/{world['here']['uuid']}"
    for change in ({"nummer": "8100000003"}, {"referentienummer": "8100000004"}):
        w.call("PATCH", here, change)
    w.call("PUT", here, {"onderwerp": "Hier"})
    seek(
        w,
        path,
        {"referentienummer": "8100000002"},
        {"onzin": "ja"},
        {"vertrouwelijk": "misschien"},
    )


def betrokkenen(w: Walker, world: World) -> None:
    """Betrokkenen read, sought, changed, replaced and removed."""
    path = "/betrokkenen"
    role = {"rol": "klant", "initiator": True, "hadKlantcontact": ref(world["here"])}
    partij = w.make("/partijen", person())
    bsn = {"identificeerdePartij": ref(partij), "partijIdentificator": identificator("bsn", "999991772")}
    w.make("/partij-identificatoren", bsn)
    known = w.make(path, role | {"wasPartij": ref(partij)})
    named = {"contactnaam": {"voornaam": "Kim", "achternaam": "Los"}, "organisatienaam": "Los BV"}
    loose = w.make(path, role | named)
    w.make(path, role | {"hadKlantcontact": ref(world["there"]), "onbekendVeld": "weg"})
    for wrong in ({"rol": "buurman"}, {"rol": None}):
        w.call("POST", path, role | wrong)
    w.call("POST", path, {name: value for name, value in role.items() if name != "rol"})
    mail = {"adres": "kim@example.org", "soortDigitaalAdres": "email", "verstrektDoorBetrokkene": ref(known)}
    address = w.make("/digitaleadressen", mail)
    w.call("GET", f"{path}/{known['uuid']}")
    seek(
        w,
        path,
        {"contactnaamAchternaam": "Los"},
        {"contactnaamVoornaam": "Kim"},
        {"organisatienaam": "Los BV"},
        {"verstrektedigitaalAdres__uuid": address["uuid"]},
        {"verstrektedigitaalAdres__adres": "kim@example.org"},
    )
    whose = "hadBetrokkene__wasPartij__partijIdentificator__"
    seek(w, "/klantcontacten", {f"{whose}objectId": "999991772"}, {f"{whose}codeSoortObjectId": "bsn"})
    one = f"{path}/{loose['uuid']}"
    w.call("PATCH", one, {"wasPartij": ref(partij)})
    w.call("PUT", one, {"rol": "vertegenwoordiger"})
    w.call("GET", one)
    w.call("PUT", one, role | {"initiator": "misschien"})
    w.call("PUT", one, role | {"rol": "vertegenwoordiger", "hadKlantcontact": ref(world["there"])})
    w.call("PATCH", f"{path}/{UNKNOWN}", {"rol": "klant"})
    w.call("GET", one)
    w.call("DELETE", one)
    w.call("GET", path, hadKlantcontact__uuid=world["there"]["uuid"])
    w.call("GET", f"/klantcontacten/{world['there']['uuid']}")
    w.call("POST", "/actoren", {"naam": "", "soortActor": "organisatorische_eenheid"})


def taken(w: Walker, world: World) -> None:
    """Numbers, unknown fields and replacements of an interne taak."""
    path = "/internetaken"
    unit = w.make("/actoren", {"naam": "Afdeling Zoek", "soortActor": "organisatorische_eenheid"})
    basis = {
        "gevraagdeHandeling": "Zoek uit",
        "status": "te_verwerken",
        "aanleidinggevendKlantcontact": ref(world["here"]),
        "toegewezenAanActoren": [ref(unit)],
    }
    task = w.make(path, basis | {"nummer": "7100000001", "referentienummer": "7100000002", "onbekendVeld": "weg"})
    w.make(path, basis)
    for wrong in ({"nummer": "71000000011"}, {"nummer": "IT12345"}):
        w.call("POST", path, basis | wrong)
    one = f"{path}/{task['uuid']}"
    for change in ({"nummer": "7100000003"}, {"referentienummer": "7100000004"}):
        w.call("PATCH", one, change)
    w.call("PUT", one, {"toelichting": "Te weinig"})
    seek(w, path, {"nummer": "7100000001"}, {"referentienummer": "7100000002"})


def subjects(w: Walker, world: World) -> None:
    """Onderwerpobjecten read, sought and removed."""
    here, there = ref(world["here"]), ref(world["there"])
    first = w.make(SUBJECTS, {"klantcontact": here, SUBJECT: parts("zaak-een")})
    w.make(SUBJECTS, {"klantcontact": here, SUBJECT: parts("zaak-twee")})
    w.make(SUBJECTS, {"klantcontact": there, "wasKlantcontact": here, SUBJECT: parts("zaak-drie")})
    w.call("GET", f"{SUBJECTS}/{first['uuid']}")
    for wrong in ({"klantcontact": {"uuid": UNKNOWN}}, {"klantcontact": here, "wasKlantcontact": {"uuid": UNKNOWN}}):
        w.call("POST", SUBJECTS, wrong | {SUBJECT: parts("zaak-vier")})
    seek(
        w,
        SUBJECTS,
        {f"{SUBJECT}ObjectId": "zaak-een"},
        {"klantcontact__uuid": here["uuid"]},
        {"wasKlantcontact__uuid": here["uuid"]},
        {"klantcontact__uuid": "geen-uuid"},
    )
    seek(w, "/klantcontacten", {f"wasOnderwerpobject__{SUBJECT}ObjectId": "zaak-drie"})
    w.call("PUT", f"{SUBJECTS}/{first['uuid']}", {"klantcontact": here, SUBJECT: parts("zaak-zes")})
    for one in (parts("m" * 150, "melding"), parts("m" * 201, "melding"), parts("taak-een", "klanttaak")):
        w.call("POST", SUBJECTS, {"klantcontact": here, SUBJECT: one})
    w.call("POST", SUBJECTS, {"klantcontact": here, SUBJECT: parts("zaak-zeven")})
    seek(w, SUBJECTS, {f"{SUBJECT}ObjectId": "taak-een"})
    w.call("GET", SUBJECTS, klantcontact__uuid=here["uuid"])
    w.call("DELETE", f"{SUBJECTS}/{first['uuid']}")
    w.call("GET", SUBJECTS, klantcontact__uuid=here["uuid"])
    last = w.make("/klantcontacten", contact(onderwerp="Nog een"))
    only = w.make(SUBJECTS, {"klantcontact": ref(last), SUBJECT: parts("zaak-vijf")})
    w.call("DELETE", f"{SUBJECTS}/{only['uuid']}")
    w.call("GET", f"/klantcontacten/{last['uuid']}")


def attachments(w: Walker, world: World) -> None:
    """Bijlagen read, sought, changed, replaced and removed."""
    here, owner = ref(world["here"]), "wasBijlageVanKlantcontact"
    first = w.make(ATTACHMENTS, {owner: here, ATTACHMENT: parts("stuk-een", "document")})
    w.make(ATTACHMENTS, {owner: here, ATTACHMENT: parts("https://example.org/" + "s" * 120, "document")})
    w.call("POST", ATTACHMENTS, {owner: {"uuid": UNKNOWN}, ATTACHMENT: parts("stuk-drie")})
    seek(
        w,
        ATTACHMENTS,
        {f"{ATTACHMENT}ObjectId": "stuk-een"},
        {"klantcontact__uuid": here["uuid"]},
        {"klantcontact__uuid": UNKNOWN},
        {"onzin": "ja"},
    )
    one = f"{ATTACHMENTS}/{first['uuid']}"
    w.call("GET", one)
    w.call("PATCH", one, {ATTACHMENT: {"objectId": "stuk-vier"}})
    w.call("PUT", one, {owner: ref(world["there"]), ATTACHMENT: parts("stuk-vijf", "document")})
    w.call("DELETE", one)
    w.call("GET", one)
    w.call("GET", f"/klantcontacten/{world['there']['uuid']}")


STAGES = (klantcontacten, betrokkenen, taken, subjects, attachments)
