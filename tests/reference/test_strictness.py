"""What the API refuses, and how it says so."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from conformance.reference.server import RunningReference

from .conftest import Register, ref
from .problem import refused

UNKNOWN = "11111111-1111-4111-8111-111111111111"
CONTACT = {"kanaal": "telefoon", "onderwerp": "Proefvraag", "taal": "nld", "vertrouwelijk": False}
PERSON = {"soortPartij": "persoon", "indicatieActief": True}

BODIES: tuple[tuple[str, str, dict[str, Any], tuple[str, ...]], ...] = (
    ("two missing fields", "/partijen", {}, ("soortPartij", "indicatieActief")),
    ("a number for a text", "/klantcontacten", CONTACT | {"onderwerp": 5}, ("onderwerp",)),
    ("a text for a boolean", "/klantcontacten", CONTACT | {"vertrouwelijk": "true"}, ("vertrouwelijk",)),
    ("a number for a boolean", "/klantcontacten", CONTACT | {"vertrouwelijk": 1}, ("vertrouwelijk",)),
    ("null where it may not be", "/klantcontacten", CONTACT | {"kanaal": None}, ("kanaal",)),
    ("an empty required text", "/klantcontacten", CONTACT | {"onderwerp": ""}, ("onderwerp",)),
    ("a required text of spaces", "/klantcontacten", CONTACT | {"onderwerp": "  "}, ("onderwerp",)),
    ("a text that is too long", "/klantcontacten", CONTACT | {"taal": "nlds"}, ("taal",)),
    ("a NUL character", "/klantcontacten", CONTACT | {"inhoud": "a\0b"}, ("inhoud",)),
    ("a date without time", "/klantcontacten", CONTACT | {"plaatsgevondenOp": "2026-05-01"}, ("plaatsgevondenOp",)),
    (
        "a moment without zone",
        "/klantcontacten",
        CONTACT | {"plaatsgevondenOp": "2026-05-01T10:00:00"},
        ("plaatsgevondenOp",),
    ),
    (
        "a moment that does not exist",
        "/klantcontacten",
        CONTACT | {"plaatsgevondenOp": "2026-02-30T10:00:00Z"},
        ("plaatsgevondenOp",),
    ),
    (
        "a moment before the first",
        "/klantcontacten",
        CONTACT | {"plaatsgevondenOp": "0001-01-01T00:00:00+14:00"},
        ("plaatsgevondenOp",),
    ),
    (
        "a moment next year",
        "/klantcontacten",
        CONTACT | {"plaatsgevondenOp": "2999-01-01T10:00:00Z"},
        ("plaatsgevondenOp",),
    ),
    (
        "an address that is no URL",
        "/klantcontacten",
        CONTACT | {"hoofdOnderwerpType": "geen url"},
        ("hoofdOnderwerpType",),
    ),
    ("metadata that is no text", "/klantcontacten", CONTACT | {"metadata": {"a": 1}}, ("metadata.a",)),
    ("a number with letters", "/klantcontacten", CONTACT | {"nummer": "12a"}, ("nummer",)),
    ("an unknown choice", "/partijen", PERSON | {"soortPartij": "bedrijf"}, ("soortPartij",)),
    ("a list for a choice", "/partijen", PERSON | {"soortPartij": ["persoon"]}, ("soortPartij",)),
    ("a list for a group", "/partijen", PERSON | {"bezoekadres": []}, ("bezoekadres",)),
    ("a text for a group", "/partijen", PERSON | {"partijIdentificatie": "Ada"}, ("partijIdentificatie",)),
    ("a group for a list", "/partijen", PERSON | {"digitaleAdressen": {}}, ("digitaleAdressen",)),
    ("a wrong part of a group", "/partijen", PERSON | {"bezoekadres": {"huisnummer": 0}}, ("bezoekadres.huisnummer",)),
    (
        "a postcode without space",
        "/partijen",
        PERSON | {"bezoekadres": {"postcode": "1234AB"}},
        ("bezoekadres.postcode",),
    ),
    ("an unknown country", "/partijen", PERSON | {"bezoekadres": {"land": "nl"}}, ("bezoekadres.land",)),
    (
        "parts deep inside",
        "/partijen",
        PERSON | {"partijIdentificatie": {"contactnaam": {"voorletters": "x" * 11, "achternaam": 1}}},
        ("partijIdentificatie.contactnaam.voorletters", "partijIdentificatie.contactnaam.achternaam"),
    ),
    (
        "a reference that is a text",
        "/partijen",
        PERSON | {"voorkeursDigitaalAdres": UNKNOWN},
        ("voorkeursDigitaalAdres",),
    ),
    (
        "a reference without uuid",
        "/partijen",
        PERSON | {"voorkeursDigitaalAdres": {}},
        ("voorkeursDigitaalAdres.uuid",),
    ),
    ("a bad uuid", "/partijen", PERSON | {"voorkeursDigitaalAdres": {"uuid": "7"}}, ("voorkeursDigitaalAdres.uuid",)),
    ("an unknown uuid", "/partijen", PERSON | {"digitaleAdressen": [{"uuid": UNKNOWN}]}, ("digitaleAdressen.0.uuid",)),
    ("an unknown identificator", "/partijen", PERSON | {"partijIdentificatoren": [1]}, ("partijIdentificatoren.0",)),
    (
        "a bad telephone number",
        "/digitaleadressen",
        {"adres": "112", "soortDigitaalAdres": "telefoonnummer"},
        ("adres", "verstrektDoorPartij"),
    ),
    (
        "a bad e-mail address",
        "/digitaleadressen",
        {"adres": "a@b", "soortDigitaalAdres": "email"},
        ("adres", "verstrektDoorPartij"),
    ),
    (
        "a bad slug",
        "/digitaleadressen",
        {"adres": "x", "soortDigitaalAdres": "overig", "referentie": "a b"},
        ("referentie", "verstrektDoorPartij"),
    ),
    ("a bad IBAN", "/rekeningnummers", {"iban": "1234", "bic": "kort"}, ("iban", "bic")),
    ("a bad date", "/categorie-relaties", {"beginDatum": "01-01-2026"}, ("beginDatum",)),
    ("nothing for a klantcontact", "/maak-klantcontact", {"klantcontact": None}, ("klantcontact",)),
    (
        "a part of a composition",
        "/maak-klantcontact",
        {"klantcontact": CONTACT, "betrokkene": {"rol": "x"}},
        ("betrokkene.rol", "betrokkene.initiator"),
    ),
)


@pytest.mark.parametrize(("path", "message", "fields"), [case[1:] for case in BODIES], ids=[case[0] for case in BODIES])
def test_a_message_is_refused_with_every_field_that_is_wrong(
    api: httpx.Client, path: str, message: dict[str, Any], fields: tuple[str, ...]
) -> None:
    """All violations come at once, under the names and paths of the wire."""
    refused(api.post(path, json=message), 400, *fields)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/onbekend", 404),
        ("GET", "", 404),
        ("GET", "/partijen/", 404),
        ("GET", f"/partijen/{UNKNOWN}/", 404),
        ("GET", "/partijen/geen-uuid", 404),
        ("GET", "/partijen/%00", 404),
        ("GET", "/partijen/%ff%fe", 404),
        ("GET", f"/partijen/{UNKNOWN}", 404),
        ("DELETE", f"/klantcontacten/{UNKNOWN}", 404),
        ("GET", "/partijen?page=2", 404),
        ("GET", "/partijen?page=0", 404),
        ("GET", "/partijen?page=x", 404),
        ("GET", "/partijen?page=99999999999999999999", 404),
        ("PUT", "/partijen", 405),
        ("DELETE", "/partijen", 405),
        ("TRACE", "/partijen", 405),
        ("POST", f"/partijen/{UNKNOWN}", 405),
        ("GET", "/maak-klantcontact", 405),
    ],
)
def test_an_address_that_is_not_there_or_not_for_this(api: httpx.Client, method: str, path: str, status: int) -> None:
    """404 for what does not exist, 405 with Allow for what may not be done there."""
    reply = api.request(method, path)
    refused(reply, status)
    assert ("allow" in reply.headers) == (status == 405)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("onzin=1", "onzin"),
        ("soortPartij=bedrijf", "soortPartij"),
        ("soortPartij=", "soortPartij"),
        ("indicatieActief=ja", "indicatieActief"),
        ("vertegenwoordigdePartij__uuid=7", "vertegenwoordigdePartij__uuid"),
        ("vertegenwoordigdePartij__url=geen", "vertegenwoordigdePartij__url"),
        ("nummer=%00", "nummer"),
        ("expand=onzin", "expand"),
        ("pageSize=0", "pageSize"),
        ("pageSize=x", "pageSize"),
        ("pageSize=-1", "pageSize"),
        ("indicatieActief=true&indicatieActief=nee", "indicatieActief"),
    ],
)
def test_a_search_parameter_that_is_unknown_or_wrong(api: httpx.Client, query: str, field: str) -> None:
    """A search that is not understood is refused, never answered with everything."""
    refused(api.get(f"/partijen?{query}"), 400, field)


def test_an_unknown_parameter_has_a_code_of_its_own(api: httpx.Client) -> None:
    """Also where one resource is asked for."""
    for path in ("/klantcontacten", f"/klantcontacten/{UNKNOWN}"):
        params = api.get(path, params={"onzin": "1"}).json()["invalidParams"]
        assert [param["code"] for param in params] == ["unknown-parameters"]


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"{", {"content-type": "application/json"}, 400),
        (b"", {"content-type": "application/json"}, 400),
        (b'{"a": NaN}', {"content-type": "application/json"}, 400),
        (b"\xff\xfe", {"content-type": "application/json"}, 400),
        (b'{"soortPartij": "\\ud800"}', {"content-type": "application/json"}, 400),
        (b'{"metadata": {"\\u0000": "a"}}', {"content-type": "application/json"}, 400),
        (b"[" * 100_000, {"content-type": "application/json"}, 400),
        (b'{"nummer": ' + b"9" * 5000 + b"}", {"content-type": "application/json"}, 400),
        (b"{}", {"content-type": "text/plain"}, 415),
        (b"{}", {"content-type": "application/json; charset=latin-1"}, 415),
        (b"{}", {}, 415),
        (b"a=1", {"content-type": "application/x-www-form-urlencoded"}, 415),
        (b"{}", {"content-type": "application/json", "accept": "text/html"}, 406),
        (b"{}", {"content-type": "application/json", "accept": "application/json;q=0"}, 406),
    ],
)
def test_a_body_that_cannot_be_read(api: httpx.Client, body: bytes, headers: dict[str, str], status: int) -> None:
    """Broken, hostile or foreign bodies are refused before anything else happens."""
    refused(api.post("/partijen", content=body, headers=headers), status)


@pytest.mark.parametrize("body", [b"[]", b'"tekst"', b"1", b"null"])
def test_a_body_that_is_no_object(api: httpx.Client, body: bytes) -> None:
    """Only JSON objects are messages."""
    refused(api.post("/partijen", content=body, headers={"content-type": "application/json"}), 400, "nonFieldErrors")


@pytest.mark.parametrize("accept", ["*/*", "application/*", "application/json", "text/html, application/json;q=0.5"])
def test_json_is_given_to_who_takes_it(api: httpx.Client, accept: str) -> None:
    """Several ways to say that JSON is welcome."""
    assert api.get("/partijen", headers={"accept": accept}).status_code == 200


@pytest.mark.parametrize(
    "authorization", [None, "", "Token", "Token vals", "Bearer geheim", "geheim", "Token geheim x"]
)
def test_without_proof_there_is_no_access(running: RunningReference, authorization: str | None) -> None:
    """401 with the scheme to use, whatever is asked, and no data."""
    headers = {} if authorization is None else {"Authorization": authorization}
    for method, path in (("GET", "/partijen"), ("POST", "/partijen"), ("DELETE", f"/partijen/{UNKNOWN}")):
        reply = httpx.request(method, running.base_url + path, headers=headers, json=None)
        refused(reply, 401)
        assert reply.headers["www-authenticate"] == "Token"


def test_every_answer_has_a_version_and_no_cookie(api: httpx.Client, make: Register) -> None:
    """On success too; state is never kept on the consumer's side."""
    partij = make.persoon()
    replies = [api.get("/partijen"), api.get(f"/partijen/{partij['uuid']}"), api.delete(f"/partijen/{partij['uuid']}")]
    assert [reply.headers["api-version"] for reply in replies] == ["0.9.0"] * 3
    assert not any("set-cookie" in reply.headers for reply in replies)
    assert replies[2].content == b""


def test_unknown_and_readonly_names_in_a_message_are_ignored(api: httpx.Client, make: Register) -> None:
    """They are not stored, and do not decide the id (API-01, API-18, API-19)."""
    told = make.persoon(
        uuid=UNKNOWN, url="http://example.org/", geboortedatum="2000-01-01", betrokkenen=[{"uuid": UNKNOWN}]
    )
    assert told["uuid"] != UNKNOWN
    assert told["url"].endswith(told["uuid"])
    assert "geboortedatum" not in told
    assert told["betrokkenen"] == []
    assert api.get(told["url"]).json() == told


def test_a_hostile_host_is_not_echoed(api: httpx.Client) -> None:
    """Addresses in answers are made of a clean host name."""
    reply = api.post("/partijen", json=PERSON, headers={"host": 'x"><script>'})
    assert "script" not in reply.text
    assert "script" not in reply.headers["location"]


def test_location_gives_the_same_resource(api: httpx.Client, make: Register) -> None:
    """For every kind of resource (API-03)."""
    contact, actor, partij = make.klantcontact(), make.eenheid(), make.persoon()
    messages = {
        "/betrokkenen": {"rol": "klant", "initiator": True, "hadKlantcontact": ref(contact)},
        "/actorklantcontacten": {"actor": ref(actor), "klantcontact": ref(contact)},
        "/rekeningnummers": {"iban": "NL00PROF0000000000", "bic": "PROFNL2A", "partij": ref(partij)},
        "/categorieen": {"naam": "Proef"},
        "/categorie-relaties": {"partij": ref(partij), "beginDatum": "2026-01-01"},
        "/bijlagen": {"wasBijlageVanKlantcontact": ref(contact)},
        "/onderwerpobjecten": {"klantcontact": ref(contact), "wasKlantcontact": ref(contact)},
    }
    for path, message in messages.items():
        reply = api.post(path, json=message)
        assert reply.status_code == 201, reply.text
        assert api.get(reply.headers["location"]).json() == reply.json()
