"""A step becomes a request, and an answer becomes what the domain calls it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conformance.addresses import ElsewhereError
from conformance.binding import Bound, bind, undo
from conformance.expressions import ExpressionError, Scope
from conformance.message import Inexpressible
from conformance.model.captured import Captured, Found
from conformance.model.exchange import Credentials, Request
from conformance.model.profile import Profile
from conformance.model.text import Text
from conformance.model.unable import Unable
from conformance.reading import next_page, read

from .world import BASE_URL, ID, OTHER, START, answer, binding, found, scenario, scenarios, small_profile, small_suite

ACTOR = Captured("actor", {"id": OTHER, "naam": "Kim"})
CONTACT = Captured(
    "klantcontact",
    {
        "id": ID,
        "onderwerp": "Afval",
        "gelukt": "nee",
        "hoofdactor": OTHER,
        "geregistreerd_op": "x",
        "locatie": "y",
        "actoren": (OTHER,),
    },
)


def bound(step: str, profile: Profile | None = None, **row: Any) -> Bound:
    """The request for one step, in which `contact`, `actor` and `leeg` were captured."""
    steps = (
        "  - registreer_klantcontact: {}\n    as: contact\n  - registreer_actor: {}\n    as: actor\n"
        f"  - registreer_klantcontact: {{}}\n    as: leeg\n  - {step}\n    expect: [ok, created, removed, refused]\n"
    )
    head = f"verifies: [KCT-01]\nrows: {json.dumps({'rij': row})}" if row else "verifies: [KCT-01]"
    captures: dict[str, Captured | Found] = {"contact": CONTACT, "actor": ACTOR, "leeg": Captured("klantcontact", {})}
    return bind(scenarios(steps, head)[0].steps[-1], Scope("proef", START, row, captures), binding(profile))


def body(step: str, **row: Any) -> Any:
    """The message of one step."""
    return json.loads(bound(step, **row).request.body or b"null")


def test_defaults_are_filled_in_replaced_and_left_out() -> None:
    """A scenario says only what it is about."""
    assert body("registreer_actor: {}").keys() == {"naam"}
    assert body("registreer_klantcontact: {onderwerp: Afval}") == {"onderwerp": "Afval", "geslaagd": True}
    assert body("registreer_klantcontact: {}\n    without: [onderwerp, gelukt]") == {}
    assert body("registreer_klantcontact: {onderwerp: a, gelukt: nee}\n    with: {onderwerp: b, inhoud: c}") == {
        "onderwerp": "b",
        "inhoud": "c",
        "geslaagd": False,
    }


def test_values_of_a_row_are_merged_with_their_types() -> None:
    """Also a null, a number, and a reference to a capture."""
    row = {"onderwerp": None, "volgnummer": 5, "hoofdactor": "$actor", "actoren": ["$actor"], "inhoud": True}
    got = body("registreer_klantcontact: {}\n    with: $row.meer", meer=row)
    assert got == {
        "onderwerp": None,
        "volgnummer": 5,
        "hoofdactor": {"uuid": OTHER},
        "actoren": [{"uuid": OTHER}],
        "inhoud": True,
        "geslaagd": True,
    }


def test_what_a_product_said_is_sent_as_it_is() -> None:
    """A text of an answer is never taken for an expression, by whatever way it gets into a message."""
    text = "${uniek} $row.x $actor"
    captures: dict[str, Captured | Found] = {"contact": Captured("klantcontact", {"id": ID, "onderwerp": text})}
    for step in (
        "registreer_klantcontact: {inhoud: $contact.onderwerp}",
        "registreer_klantcontact: {}\n    with: {inhoud: $contact.onderwerp}",
    ):
        steps = f"  - registreer_klantcontact: {{}}\n    as: contact\n  - {step}\n    expect: created\n"
        what = bind(scenario(steps).steps[-1], Scope("proef", START, {}, captures), binding())
        assert json.loads(what.request.body or b"")["inhoud"] == text


def test_a_request_says_what_it_sends_and_takes() -> None:
    """A message has a type, also when it is empty; a request without one has none."""
    request = bound("registreer_klantcontact: {onderwerp: Één}\n    without: gelukt").request
    assert (request.method, request.path, request.query) == ("POST", "/contacten", ())
    assert request.headers == (
        ("Accept", "application/json, application/problem+json"),
        ("Content-Type", "application/json"),
    )
    assert request.body == '{"onderwerp":"Één"}'.encode()
    request = bound("vraag_klantcontact_op: {klantcontact: $contact}").request
    assert (request.method, request.path, request.body) == ("GET", f"/contacten/{ID}", None)
    assert [name for name, _ in request.headers] == ["Accept"]


@pytest.mark.parametrize(
    ("by", "credentials"), [("nobody", Credentials.NONE), ("impostor", Credentials.FALSE), ("", Credentials.OWN)]
)
def test_a_request_says_with_whose_credentials_it_goes(by: str, credentials: Credentials) -> None:
    """The transport adds them: they are never in the request."""
    request = bound("registreer_actor: {}" + (f"\n    by: {by}" if by else "")).request
    assert request.credentials is credentials
    assert not [name for name, _ in request.headers if name.lower() == "authorization"]


@pytest.mark.parametrize(
    ("form", "content_type", "message"),
    [
        ("plain_text", "text/plain", b'{"naam":"Kim"}'),
        ("list", "application/json", b'[{"naam":"Kim"}]'),
        ("broken", "application/json", b'{"naam":"Kim"'),
    ],
)
def test_a_message_can_be_sent_in_a_form_that_the_api_does_not_take(
    form: str, content_type: str, message: bytes
) -> None:
    """Steps that try just that."""
    request = bound(f"registreer_actor: {{naam: Kim}}\n    sent_as: {form}").request
    assert (dict(request.headers)["Content-Type"], request.body) == (content_type, message)


@given(st.text(min_size=1, max_size=20))
def test_an_id_can_hold_anything_and_stays_one_segment(identifier: str) -> None:
    """Slashes, dots, questions marks and spaces are encoded."""
    captures: dict[str, Captured | Found] = {"contact": Captured("klantcontact", {"id": identifier})}
    step = _steps("  - vraag_klantcontact_op: {klantcontact: $contact}\n    expect: ok\n")[-1]
    path = bind(step, Scope("proef", START, {}, captures), binding()).request.path
    assert path == f"/contacten/{quote(identifier, safe='')}"
    assert path.count("/") == 2


_CACHE: dict[str, Any] = {}


def _steps(steps: str) -> Any:
    if steps not in _CACHE:
        _CACHE[steps] = scenario(f"  - registreer_klantcontact: {{}}\n    as: contact\n{steps}").steps
    return _CACHE[steps]


def test_a_search_argument_becomes_a_parameter() -> None:
    """In the words of the API; a record becomes its id, and what the scenario did not say is not sent."""
    assert bound("zoek_klantcontacten: {}").request.query == ()
    assert bound(
        "zoek_klantcontacten: {gelukt: nee, onderwerp: a&b=c, actor: $actor, per_pagina: 5}"
    ).request.query == (
        ("onderwerp", "a&b=c"),
        ("geslaagd", "false"),
        ("actor__uuid", OTHER),
        ("pageSize", "5"),
    )
    assert bound("zoek_klantcontacten: {onderwerp: true, gelukt: misschien}").request.query == (
        ("onderwerp", "true"),
        ("geslaagd", "misschien"),
    )


def test_a_replacement_sends_all_that_was_known_and_what_is_new() -> None:
    """What is only read, or only sent when a scenario says so, stays home."""
    assert body("vervang_klantcontact: {klantcontact: $contact, gelukt: onbekend}") == {
        "onderwerp": "Afval",
        "geslaagd": None,
        "actoren": [{"uuid": OTHER}],
    }
    assert body("vervang_klantcontact: {klantcontact: $contact, hoofdactor: null}")["hoofdactor"] is None
    assert body("wijzig_klantcontact: {klantcontact: $contact, inhoud: x}") == {"inhoud": "x"}


@pytest.mark.parametrize(
    "step",
    [
        "vraag_klantcontact_op: {klantcontact: $leeg}",
        "registreer_klantcontact: {hoofdactor: $leeg}",
        "registreer_klantcontact: {actoren: [$actor, $leeg]}",
        "zoek_klantcontacten: {actor: $leeg}",
        "zoek_klantcontacten: {onderwerp: $leeg.onderwerp}",
        "volg_klantcontact: {locatie: $leeg.locatie}",
        "volg_klantcontact: {locatie: null}",
    ],
)
def test_a_record_without_an_id_cannot_be_used(step: str) -> None:
    """The answer left it out, and that is told; no request goes out with a null in its place."""
    with pytest.raises(ExpressionError) as caught:
        bound(step)
    assert caught.value.missing


def test_what_the_api_cannot_say_is_told() -> None:
    """An action, an attribute without a field, and an argument that would go nowhere."""
    profile = small_profile()
    with pytest.raises(Inexpressible, match="registreer_actor"):
        bound(
            "registreer_actor: {}",
            replace(profile, unable=Unable({"registreer_actor": small_suite().rulings["R-01"].title})),
        )
    record = profile.records["klantcontact"]
    fewer = replace(record, fields={name: field for name, field in record.fields.items() if name != "inhoud"})
    with pytest.raises(Inexpressible, match=r"klantcontact\.inhoud"):
        bound(
            "registreer_klantcontact: {inhoud: x}", replace(profile, records={**profile.records, "klantcontact": fewer})
        )
    search = replace(profile.actions["zoek_klantcontacten"], query=())
    deaf = replace(profile, actions={**profile.actions, "zoek_klantcontacten": search})
    with pytest.raises(Inexpressible, match=r"klantcontact\.onderwerp"):
        bound("zoek_klantcontacten: {onderwerp: x}", deaf)


def test_the_next_page_keeps_how_the_first_was_asked() -> None:
    """Headers and credentials; an address of only a query counts from the page itself."""
    request = Request("GET", "/contacten", (("a", "b"),), (("Accept", "x"),), None, Credentials.NONE)
    for address in (f"{BASE_URL}/contacten?page=2", "/api/contacten?page=2", "?page=2"):
        following = next_page({"next": address}, request, binding())
        assert following == Request("GET", "/contacten", (("page", "2"),), (("Accept", "x"),), None, Credentials.NONE)
    without: list[Any] = [{"next": None}, {"next": ""}, {}, [], None, {"next": 5}]
    for nothing in without:
        assert next_page(nothing, request, binding()) is None
    with pytest.raises(ElsewhereError):
        next_page({"next": "https://elders.example/api/contacten?page=2"}, request, binding())


def test_an_answer_is_read_in_the_words_of_the_domain() -> None:
    """With what stands in a header, and without what the answer lacks."""
    action, word = (
        small_profile().actions["registreer_klantcontact"],
        small_suite().vocabulary.actions["registreer_klantcontact"],
    )
    response = answer(201, {"uuid": ID, "geslaagd": False}, ("location", "https://example.org/api/contacten/1"))
    got = read(action, word, response, json.loads(response.body), small_profile())
    assert got == Captured(
        "klantcontact", {"id": ID, "gelukt": "nee", "locatie": "https://example.org/api/contacten/1"}
    )
    removal, removed = small_profile().actions["verwijder_actor"], small_suite().vocabulary.actions["verwijder_actor"]
    assert read(removal, removed, answer(204), None, small_profile()) is None


def test_a_search_answer_is_read_item_by_item() -> None:
    """With its total; a list that is not there is told, and an item that is no object has no attributes."""
    action, word = (
        small_profile().actions["zoek_klantcontacten"],
        small_suite().vocabulary.actions["zoek_klantcontacten"],
    )

    def reading(content: Any) -> Any:
        return read(action, word, found(), content, small_profile())

    assert reading({"results": [{"uuid": ID}, 5, None], "count": 3}) == Found(
        (Captured("klantcontact", {"id": ID}), Captured("klantcontact", {}), Captured("klantcontact", {})), 3
    )
    assert reading({"results": []}) == Found((), None)
    assert reading({"items": []}).problem == Text("geen lijst op /results", "no list at /results")
    assert reading(None).problem


def test_what_was_registered_is_removed_with_own_credentials() -> None:
    """By the action that the profile names; when it names none, it stays."""
    assert undo("registreer_actor", "a/b", binding()) == Request(
        "DELETE",
        "/actoren/a%2Fb",
        (),
        (("Accept", "application/json, application/problem+json"),),
        None,
        Credentials.OWN,
    )
    assert undo("vraag_klantcontact_op", ID, binding()) is None
