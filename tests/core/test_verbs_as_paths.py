"""An API of functions: how what a scenario says travels there, seen on the profile that comes with the suite."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from conformance.binding import Binding, Bound, bind, listed, undo
from conformance.expressions import Scope
from conformance.judging.content import judge_found
from conformance.judging.outcome import Situation
from conformance.loading.profiles import find_profile, load_profile
from conformance.loading.suite import load_suite
from conformance.model.captured import Captured, Found
from conformance.model.exchange import Exchange, Request, Response
from conformance.model.finding import Spot
from conformance.model.profile import Field, FieldKind
from conformance.model.scenario import Expect, Step
from conformance.reading import read
from conformance.resources import scenarios_folder
from conformance.wire import equal, from_body

PERSON = Captured("partij", {"id": "p-1", "nummer": "12", "soort": "persoon"})
COMPANY = Captured("partij", {"id": "o-1", "nummer": "13", "soort": "organisatie"})
ADDRESS = Captured("digitaal_adres", {"id": "a-1", "adres": "oud@example.org", "omschrijving": "werk"})
TAAK = Captured("interne_taak", {"id": "t-1"})


@cache
def binding() -> Binding:
    """The functions API at an address of its own."""
    vocabulary = load_suite(scenarios_folder()).vocabulary
    profile = load_profile(find_profile("vng-functies-00.01.00"), vocabulary).profile
    return Binding(profile, vocabulary, "https://reference.example.org/api")


def said(action: str, captures: Mapping[str, Captured], **arguments: Any) -> Bound:
    """What goes out for one step."""
    scope = Scope("key")
    scope.captures.update(captures)
    return bind(Step(action, arguments, Expect((), stated=False), ()), scope, binding())


def message(bound: Bound) -> Any:
    """Its message."""
    return json.loads(bound.request.body or b"null")


def test_the_operation_is_that_of_the_soort_and_the_id_is_in_the_message() -> None:
    """What is known of the subject decides; the number that the API wants beside the id is a number."""
    asked = said("vraag_partij_op", {"wie": COMPANY}, partij="$wie")
    assert asked.operation == "zoekorganisatie"
    assert message(asked) == {"id": "o-1", "nummer": 13}


def test_what_the_operation_says_by_itself_is_not_sent() -> None:
    """A new taak is open; a person is a person."""
    made = message(said("registreer_persoon", {}, achternaam="Proef"))
    assert set(made) == {"naam", "voorkeurstaal"}


def test_a_value_of_a_list_travels_with_what_belongs_to_it() -> None:
    """The code is the scenario's, the rest the profile's."""
    made = message(said("registreer_persoon", {}, taal="nld"))
    assert made["voorkeurstaal"] == {"code": "nld", "indicatieActief": True, "naam": "Nederlands"}


def test_a_value_of_a_list_travels_as_the_list_has_it() -> None:
    """As far as the scenario came across it; its name there need not be that of the profile."""
    dutch = Captured("lijstwaarde", {"id": "nld", "code": "nld", "naam": "Nederduits", "actief": True})
    made = message(said("registreer_persoon", {"taal_nld": dutch}, taal="nld"))
    assert made["voorkeurstaal"] == {"code": "nld", "indicatieActief": True, "naam": "Nederduits"}


def test_a_code_is_read_first_or_else_registered_and_never_assumed() -> None:
    """Only codes that scenarios name: one that is meant to be unknown stays so."""

    def looked_up(kanaal: str) -> list[tuple[str, list[str]]]:
        step = Step("registreer_volledig_klantcontact", {"kanaal": kanaal}, Expect((), stated=False), ())
        return [(name, [action for action, _ in ways]) for name, ways in listed(step, Scope("key"), binding())]

    ways = ["vraag_lijstwaarde_op", "registreer_lijstwaarde", "vraag_lijstwaarde_op"]
    assert looked_up("balie") == [("kanaal_balie", ways)]
    assert looked_up("rooksignaal") == []


def test_an_actor_is_found_by_what_it_is_called_now() -> None:
    """After a change the old name would find nothing; what is not known is not asked for."""
    actor = Captured("actor", {"id": "m-1", "naam": "Oud", "soort": "medewerker", "functie": "Balie", "email": None})
    assert message(said("vraag_actor_op", {"wie": actor}, actor="$wie")) == {"naam": "Oud", "functie": "Balie"}
    scope = Scope("key", captures={"wie": actor}, latest={"m-1": {**actor.values, "naam": "Nieuw"}})
    step = Step("vraag_actor_op", {"actor": "$wie"}, Expect((), stated=False), ())
    assert message(bind(step, scope, binding())) == {"naam": "Nieuw", "functie": "Balie"}


def test_the_operation_follows_from_what_was_registered_not_from_what_the_answer_calls_it() -> None:
    """A company that is called a person is looked for among the companies."""
    company = Captured("partij", {"id": "o-1", "soort": "persoon"}, {"soort": "organisatie"})
    assert said("vraag_partij_op", {"wie": company}, partij="$wie").operation == "zoekorganisatie"


@pytest.mark.parametrize(
    ("status", "body", "ids", "bare"),
    [(200, {"id": "1"}, ["1"], True), (200, [{"id": "1"}], ["1"], False), (200, {}, [], False), (204, None, [], False)],
)
def test_a_search_answers_with_one_thing_or_a_list(status: int, body: Any, ids: list[str], bare: bool) -> None:
    """Of one thing it is not known whether there are others; an empty answer is nothing."""
    action, word = binding().profile.actions["zoek_interne_taken"], binding().vocabulary.actions["zoek_interne_taken"]
    found = read(action, word, Response(status), body, binding().profile)
    assert isinstance(found, Found)
    assert [item.id for item in found.items] == ids
    assert found.bare is bare


@pytest.mark.parametrize(
    ("expect", "items", "verdicts"),
    [
        (Expect(("ok",), exactly=("1", "2")), ["1"], ["cantTell"]),
        (Expect(("ok",), contains=("2",)), ["1"], ["cantTell"]),
        (Expect(("ok",), exactly=("2",)), ["1"], ["failed", "failed"]),
        (Expect(("ok",), exactly=("1",)), ["1"], []),
    ],
)
def test_what_one_thing_does_not_show_cannot_be_told(expect: Expect, items: list[str], verdicts: list[str]) -> None:
    """The specification allows it (R-13); what is wrongly there is wrong all the same."""
    step = Step("zoek_interne_taken", {}, expect, ("ITK-05",))
    word = binding().vocabulary.actions[step.action]
    exchange = Exchange(Request("POST", "/"), Response(200))
    situation = Situation(step, word, Spot("s", 1, step.action), exchange, ("ok",), step.verifies)
    found = Found(tuple(Captured("interne_taak", {"id": each}) for each in items), bare=True)
    told = judge_found(situation, expect, found, binding().profile.records["interne_taak"], Scope("key"))
    assert [finding.verdict.value for finding in told] == verdicts
    assert all(finding.blame.value == "specification" for finding in told if finding.verdict.value == "cantTell")


def test_a_change_brings_what_the_api_demands_and_the_scenario_leaves_alone() -> None:
    """Both members of an address are demanded; only one changes."""
    changed = message(
        said("wijzig_digitaal_adres", {"adres": ADDRESS}, digitaal_adres="$adres", adres="nieuw@example.org")
    )
    assert changed == {"id": "a-1", "adres": "nieuw@example.org", "omschrijving": "werk"}


def test_constants_refer_to_what_an_action_needs() -> None:
    """What the scenario does not name was registered before."""
    known = {
        "erbij_medewerker": Captured("actor", {"id": "m-1"}),
        "erbij_persoon": PERSON,
        "erbij_adres": Captured("digitaal_adres", {**ADDRESS.values, "soort": "email"}),
        "soort_digitaal_adres_email": Captured("lijstwaarde", {"id": "email", "code": "email", "naam": "Per mail"}),
    }
    made = message(said("registreer_klantcontact", known, inhoud="Vraag"))
    assert made["actorId"] == ["m-1"]
    assert made["betrokkeneBijKlantcontact"][0]["digitaalAdres"]["partijId"] == "p-1"
    assert made["inhoudsdeel"][0]["tekst"] == "Vraag"
    assert made["betrokkeneBijKlantcontact"][0]["digitaalAdres"]["soortDigitaalAdres"]["naam"] == "Per mail"


def test_a_link_is_taken_away_by_its_id_in_a_message() -> None:
    """Where no path names it."""
    request = undo("registreer_onderwerpobject", "k-1", binding())
    assert request is not None
    assert json.loads(request.body or b"") == {"id": "k-1"}
    assert undo("registreer_persoon", "p-1", binding()) is None


@pytest.mark.parametrize(
    ("told", "name", "value"),
    [
        ({"naam": "Proef B.V."}, "organisatienaam", "Proef B.V."),
        ({"naam": {"achternaam": "Proef"}}, "achternaam", "Proef"),
        ({"naam": {"achternaam": "Proef"}}, "organisatienaam", None),
    ],
)
def test_one_member_is_a_text_for_one_soort_and_a_group_for_another(told: Any, name: str, value: str | None) -> None:
    """A group is not mistaken for a name."""
    profile = binding().profile
    assert from_body(profile, profile.records["partij"], told).get(name) == value


def test_an_answer_may_keep_a_value_elsewhere_than_a_message() -> None:
    """The soort is a bare code going out, and a whole value coming back."""
    profile = binding().profile
    told = from_body(profile, profile.records["digitaal_adres"], {"soortDigitaalAdres": {"code": "email"}})
    assert told == {"soort": "email"}
    sent = message(said("registreer_digitaal_adres", {"wie": PERSON}, partij="$wie", soort="email"))
    assert sent["codeSoortDigitaalAdres"] == "email"


@pytest.mark.parametrize(
    ("actual", "same"),
    [
        ([{"id": "1", "rol": "klant", "achternaam": "B"}, {"id": "2", "rol": "klant", "achternaam": "A"}], True),
        ([{"id": "1", "rol": "klant", "achternaam": "A"}], False),
        ([{"id": n, "rol": "klant", "achternaam": n} for n in "ABC"], False),
        ([{"id": "1", "rol": "klant", "achternaam": "A"}, {"id": "2", "rol": "klant", "achternaam": "C"}], False),
    ],
)
def test_a_list_of_descriptions_fits_things_in_any_order_and_no_others(actual: list[Any], same: bool) -> None:
    """Each description has a thing of its own; what it does not speak of is free."""
    field = Field("betrokkenen", (), FieldKind.RECORDS, record="betrokken_persoon")
    things = tuple(Captured("betrokken_persoon", values) for values in actual)
    assert equal(field, [{"achternaam": "A"}, {"rol": "klant", "achternaam": "B"}], things) is same
