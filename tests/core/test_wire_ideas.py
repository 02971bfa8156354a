"""Ways in which an API can differ from a resource API: what goes out, and how an answer is read."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from conformance.binding import bind, removal_of, undo
from conformance.expressions import Scope
from conformance.model.captured import Captured
from conformance.model.exchange import Request, Response
from conformance.model.profile import Choice, Collection, FieldKind, Operation, Parameter, Profile
from conformance.model.verdict import Verdict

from .world import ID, OTHER, START, answer, binding, found, kinds, play, scenario, small_profile

REGISTER, GET, SEARCH = "registreer_klantcontact", "vraag_klantcontact_op", "zoek_klantcontacten"
REMOVE, CHANGE = "verwijder_klantcontact", "wijzig_klantcontact"
CONTACT = Captured("klantcontact", {"id": ID, "onderwerp": "x", "volgnummer": "7", "gelukt": "ja"})


def changed(action: str, profile: Profile | None = None, **changes: Any) -> Profile:
    """The small profile with one action done in another way."""
    profile = profile or small_profile()
    return replace(profile, actions={**profile.actions, action: replace(profile.actions[action], **changes)})


def request(steps: str, profile: Profile) -> Request:
    """The request of the only step, with a klantcontact at hand."""
    (step,) = scenario(f"  - {REGISTER}: {{}}\n    as: contact\n{steps}    expect: ok\n").steps[1:]
    return bind(step, Scope("proef", START, captures={"contact": CONTACT}), binding(profile)).request


def message(asked: Request) -> Any:
    """What it says."""
    assert asked.body is not None
    return json.loads(asked.body)


def test_what_stands_in_a_path_elsewhere_can_travel_in_the_message() -> None:
    """A thing as its id, or as another of its attributes in its form; what is unknown is left out."""
    body = {
        ("contact", "id"): Parameter("/contact/id", "klantcontact"),
        ("nummer",): Parameter("/nummer", "klantcontact", attribute="volgnummer", kind=FieldKind.INTEGER),
        ("tekst",): Parameter("/tekst", "klantcontact", attribute="inhoud"),
    }
    profile = changed(GET, path={}, operation="contactenCreate", body=body)
    asked = request(f"  - {GET}: {{klantcontact: $contact}}\n", profile)
    assert (asked.method, asked.path) == ("POST", "/contacten")
    assert message(asked) == {"contact": {"id": ID}, "nummer": 7}
    assert dict(asked.headers)["Content-Type"] == "application/json"


def test_the_message_has_both_what_is_sent_and_what_it_is_about() -> None:
    """An argument in the message goes beside the attributes of the record."""
    profile = changed(CHANGE, body={("contactId",): Parameter("/contactId", "klantcontact")})
    asked = request(f"  - {CHANGE}: {{klantcontact: $contact, onderwerp: nieuw}}\n", profile)
    assert message(asked) == {"contactId": ID, "onderwerp": "nieuw"}


def test_what_the_domain_does_not_know_is_said_unless_a_step_says_otherwise() -> None:
    """Also within a group of which the step says another part."""
    constants = {("onderwerp",): "vast", ("adres", "land"): "NL", ("kanaal",): "balie"}
    profile = changed(CHANGE, constants=constants)
    asked = request(f"  - {CHANGE}: {{klantcontact: $contact, onderwerp: eigen, postcode: 1234AB}}\n", profile)
    assert message(asked) == {
        "onderwerp": "eigen",
        "adres": {"land": "NL", "postcode": "1234AB"},
        "kanaal": "balie",
    }


def test_a_profile_says_in_what_form_it_speaks() -> None:
    """Both ways; errors have a form of their own."""
    profile = replace(small_profile(), media_type="application/hal+json")
    asked = request(f"  - {CHANGE}: {{klantcontact: $contact, onderwerp: nieuw}}\n", profile)
    assert dict(asked.headers) == {
        "Accept": "application/hal+json, application/problem+json",
        "Content-Type": "application/hal+json",
    }


def by_outcome(action: str, profile: Profile | None = None) -> Profile:
    """The small profile in which an action is another operation for a contact that succeeded."""
    more = {
        f"{name}-{action}": Operation(f"{name}-{action}", "POST", f"/{name}/{{uuid}}") for name in ("gelukt", "mislukt")
    }
    profile = profile or small_profile()
    choice = Choice("gelukt", {"ja": f"gelukt-{action}", "nee": f"mislukt-{action}"})
    return changed(action, replace(profile, operations={**profile.operations, **more}), choice=choice)


@pytest.mark.parametrize(
    ("said", "path"), [("", f"/gelukt/{ID}"), (", gelukt: nee", f"/mislukt/{ID}"), (", gelukt: ja", f"/gelukt/{ID}")]
)
def test_an_operation_follows_from_what_is_sent_or_else_known(said: str, path: str) -> None:
    """What the step says goes before what an answer told."""
    asked = request(f"  - {CHANGE}: {{klantcontact: $contact, onderwerp: a{said}}}\n", by_outcome(CHANGE))
    assert asked.path == path


def test_what_was_registered_is_removed_by_the_operation_that_belongs_to_it() -> None:
    """By the same value of the same attribute; where there is none, it stays."""
    profile = by_outcome(REMOVE, by_outcome(REGISTER))
    for value in ("gelukt", "mislukt"):
        removal = removal_of(REGISTER, f"{value}-{REGISTER}", profile)
        assert removal is not None
        assert removal.id == f"{value}-{REMOVE}"
    assert removal_of(REGISTER, "onbekend", profile) is None


def test_a_removal_can_say_in_its_message_what_must_go() -> None:
    """With the credentials and the form of every other message."""
    body = {("contactId",): Parameter("/contactId", "klantcontact")}
    asked = undo(REGISTER, OTHER, binding(changed(REMOVE, path={}, operation="contactenCreate", body=body)))
    assert asked is not None
    assert message(asked) == {"contactId": OTHER}


ONE = f"""\
  - {REGISTER}: {{onderwerp: x}}
    as: contact
  - {GET}: {{klantcontact: $contact}}
    expect: {{onderwerp: x}}
"""


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        (found({"uuid": ID, "onderwerp": "x"}), Verdict.PASSED),
        (found({"uuid": ID, "onderwerp": "y"}), Verdict.FAILED),
        (found(), Verdict.FAILED),
        (found({"uuid": ID, "onderwerp": "x"}, {"uuid": OTHER, "onderwerp": "x"}), Verdict.FAILED),
        (answer(200, {}), Verdict.FAILED),
    ],
)
def test_one_thing_can_be_asked_for_by_searching(told: Response, verdict: Verdict) -> None:
    """Exactly one item is that thing."""
    profile = changed(GET, operation="contactenList", path={}, one_of=True, query=(Parameter("id", "klantcontact"),))
    played = play(scenario(ONE), [answer(201, {"uuid": ID, "onderwerp": "x"}), told], profile=profile)
    assert played.result.verdict is verdict, kinds(played.result.findings)
    assert played.requests[1].query == (("id", ID),)


@pytest.mark.parametrize(("told", "verdict"), [(found(), Verdict.PASSED), (found({"uuid": ID}), Verdict.FAILED)])
def test_a_search_for_one_thing_without_anything_means_that_it_is_not_there(told: Response, verdict: Verdict) -> None:
    """Whatever the status says."""
    profile = changed(GET, operation="contactenList", path={}, one_of=True, query=(Parameter("id", "klantcontact"),))
    steps = f"  - {REGISTER}: {{}}\n    as: contact\n  - {GET}: {{klantcontact: $contact}}\n    expect: unknown\n"
    played = play(scenario(steps), [answer(201, {"uuid": ID}), told], profile=profile)
    assert played.result.verdict is verdict, kinds(played.result.findings)


ITEM = {"uuid": ID, "onderwerp": "x"}


@pytest.mark.parametrize(
    ("collection", "told", "verdict"),
    [
        (Collection((), single=True, empty=(404,)), answer(200, ITEM), Verdict.PASSED),
        (Collection((), single=True, empty=(404,)), answer(200, [ITEM]), Verdict.PASSED),
        (Collection((), single=True, empty=(404,)), answer(404, {"title": "niet gevonden"}), Verdict.FAILED),
        (Collection(()), answer(200, ITEM), Verdict.FAILED),
        (Collection(("a", "b")), answer(200, {"a": {"b": [ITEM]}}), Verdict.PASSED),
    ],
)
def test_a_search_answers_in_the_form_of_its_api(collection: Collection, told: Response, verdict: Verdict) -> None:
    """A list at a place of its own, the one thing that was found, or a list that is the whole answer."""
    steps = (
        f"  - {REGISTER}: {{}}\n    as: contact\n  - {SEARCH}: {{onderwerp: x}}\n    expect: {{exactly: $contact}}\n"
    )
    played = play(scenario(steps), [answer(201, ITEM), told], profile=changed(SEARCH, collection=collection))
    assert played.result.verdict is verdict, kinds(played.result.findings)


@pytest.mark.parametrize(
    ("collection", "told", "verdict"),
    [
        (Collection((), empty=(404,)), answer(404, {"title": "niet gevonden"}), Verdict.PASSED),
        (Collection(()), answer(404, {"title": "niet gevonden"}), Verdict.FAILED),
        (Collection(("a",), absent_is_empty=True), answer(200, {}), Verdict.PASSED),
        (Collection(("a",)), answer(200, {}), Verdict.FAILED),
        (Collection(("a",), absent_is_empty=True), answer(200, []), Verdict.FAILED),
    ],
)
def test_that_nothing_was_found_is_told_as_the_api_tells_it(
    collection: Collection, told: Response, verdict: Verdict
) -> None:
    """And only where the profile says so: elsewhere it is a finding."""
    steps = f"  - {REGISTER}: {{}}\n  - {SEARCH}: {{onderwerp: x}}\n    expect: {{exactly: []}}\n"
    played = play(scenario(steps), [answer(201, ITEM), told], profile=changed(SEARCH, collection=collection))
    assert played.result.verdict is verdict, kinds(played.result.findings)
