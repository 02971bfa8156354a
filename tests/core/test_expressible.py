"""What a profile has no words for makes a scenario inapplicable, with its reason, before anything is sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from conformance.binding import bind
from conformance.expressible import inexpressible
from conformance.expressions import Scope
from conformance.model.captured import Captured, Found
from conformance.model.profile import Choice, Collection, Profile
from conformance.model.text import Text
from conformance.model.unable import Unable
from conformance.reading import read
from conformance.wire import from_body, to_body

from .world import ID, OTHER, START, answer, binding, scenario, scenarios, small_profile

WHY = Text("dat kan hier niet", "that cannot be done here")
REGISTER = "registreer_klantcontact"


def without_field(*names: str) -> Profile:
    """The small profile without a place for these attributes of a klantcontact."""
    profile = small_profile()
    record = profile.records["klantcontact"]
    fewer = replace(record, fields={name: field for name, field in record.fields.items() if name not in names})
    return replace(profile, records={**profile.records, "klantcontact": fewer})


def changed_field(name: str, **changes: Any) -> Profile:
    """The small profile with another field for one attribute of a klantcontact."""
    profile = small_profile()
    record = profile.records["klantcontact"]
    fields = {**record.fields, name: replace(record.fields[name], **changes)}
    return replace(profile, records={**profile.records, "klantcontact": replace(record, fields=fields)})


def reason(steps: str, unable: str = "niets.niets", profile: Profile | None = None) -> Text | None:
    """Why the small profile, with this one key in `unable`, cannot express a scenario with these steps."""
    whole = replace(profile or small_profile(), unable=Unable({unable: WHY}))
    what = scenario(steps)
    return inexpressible(what, binding(whole), Scope("proef", START, what.row))


@pytest.mark.parametrize(
    ("unable", "steps"),
    [
        ("klantcontact.inhoud", f"  - {REGISTER}: {{inhoud: x}}\n    expect: created\n"),
        ("klantcontact.inh*", f"  - {REGISTER}: {{}}\n    with: {{inhoud: x}}\n    expect: created\n"),
        ("*.inhoud", f"  - {REGISTER}: {{}}\n    expect: {{inhoud: x}}\n"),
        ("*.inhoud", f"  - {REGISTER}: {{}}\n    expect: {{absent: [inhoud]}}\n"),
        ("*.inhoud", f"  - {REGISTER}: {{onderwerp: x}}\n    expect: {{outcome: refused, blames: inhoud}}\n"),
        (
            "*.inhoud",
            f"  - {REGISTER}: {{}}\n  - zoek_klantcontacten: {{onderwerp: x}}\n    expect: {{none: {{inhoud: x}}}}\n",
        ),
    ],
    ids=["argument", "with", "value", "absent", "blames", "later-step"],
)  # fmt: skip
def test_an_attribute_without_a_place_is_found_wherever_a_step_speaks_of_it(unable: str, steps: str) -> None:
    """A scenario that stops halfway would leave things behind in the product."""
    profile = without_field("inhoud")
    assert reason(steps, unable, profile) == WHY
    assert reason(steps, unable.replace("inh", "ond"), profile) is None


def test_a_pattern_says_nothing_about_what_has_a_place() -> None:
    """The exact name does: it says that the place is of no use."""
    steps = f"  - {REGISTER}: {{inhoud: x}}\n    expect: created\n"
    assert reason(steps, "klantcontact.*") is None
    assert reason(steps, "registreer_*") is None, "nor does one for actions about their arguments"
    assert reason(steps, "klantcontact.inhoud") == WHY
    assert reason(steps, REGISTER) == WHY


def test_an_attribute_can_be_without_a_filter() -> None:
    """It is registered and read all the same."""
    profile = small_profile()
    action = replace(profile.actions["zoek_klantcontacten"], query=())
    profile = replace(profile, actions={**profile.actions, "zoek_klantcontacten": action})
    searching = "  - zoek_klantcontacten: {onderwerp: x}\n    expect: {exactly: []}\n"
    assert reason(searching, "zoek_klantcontacten.onderwerp", profile) == WHY
    assert reason(searching, "zoek_*.*", profile) == WHY
    assert reason(f"  - {REGISTER}: {{onderwerp: x}}\n    expect: created\n", "zoek_*.*", profile) is None


@pytest.mark.parametrize(
    ("unable", "said", "fits"),
    [
        ("klantcontact.onderwerp=geheim", "onderwerp: geheim", "onderwerp: gewoon"),
        ("klantcontact.onderwerp=0*", 'onderwerp: "012"', 'onderwerp: "12"'),
        ("klantcontact.inhoud=null", "inhoud: null", "inhoud: x"),
        ('klantcontact.inhoud=""', 'inhoud: ""', "inhoud: null"),
        ("*.onderwerp>30", 'onderwerp: "${tekst 31}"', 'onderwerp: "${tekst 30}"'),
    ],
    ids=["value", "pattern", "null", "empty", "length"],
)
def test_a_value_can_be_without_a_place(unable: str, said: str, fits: str) -> None:
    """Also one that is generated; other values of the attribute are tried."""
    assert reason(f"  - {REGISTER}: {{{said}}}\n    expect: created\n", unable) == WHY
    assert reason(f"  - {REGISTER}: {{{fits}}}\n    expect: created\n", unable) is None


def test_a_text_that_is_too_long_can_be_sent_to_see_it_refused() -> None:
    """A limit is no reason not to try what lies beyond it."""
    steps = f'  - {REGISTER}: {{onderwerp: "${{tekst 31}}"}}\n    expect: refused\n'
    assert reason(steps, "*.onderwerp>30") is None


def test_what_may_be_left_out_cannot_be_tried_without() -> None:
    """With `without`, and by a replacement that says all by itself; one that is based on what is known says it."""
    key = "klantcontact.onderwerp=absent"
    assert reason(f"  - {REGISTER}: {{}}\n    without: onderwerp\n    expect: refused\n", key) == WHY
    assert reason(f"  - {REGISTER}: {{}}\n    expect: created\n", key) is None
    made = f"  - {REGISTER}: {{}}\n    as: eerste\n"
    assert (
        reason(f"{made}  - vervang_klantcontact: {{klantcontact: $eerste.id, inhoud: x}}\n    expect: ok\n", key) == WHY
    )
    assert (
        reason(f"{made}  - vervang_klantcontact: {{klantcontact: $eerste, inhoud: x}}\n    expect: ok\n", key) is None
    )


def test_a_row_of_a_table_is_looked_at_on_its_own() -> None:
    """The other rows are judged."""
    head = "verifies: [KCT-01]\nrows:\n  wel: {waarden: {onderwerp: x}}\n  niet: {waarden: {onderwerp: y}}"
    steps = f"  - {REGISTER}: {{}}\n    with: $row.waarden\n    expect: created\n"
    whole = replace(small_profile(), unable=Unable({"klantcontact.onderwerp=y": WHY}))
    found = [inexpressible(one, binding(whole), Scope("proef", START, one.row)) for one in scenarios(steps, head)]
    assert found == [None, WHY]


def test_a_partial_change_cannot_empty_what_is_only_ever_left_out() -> None:
    """Registering leaves it out; an answer without it says that it is empty."""
    profile = changed_field("inhoud", none_absent=True)
    made = f"  - {REGISTER}: {{inhoud: null}}\n    as: eerste\n    expect: created\n"
    assert reason(made, profile=profile) is None
    emptied = "  - wijzig_klantcontact: {klantcontact: $eerste, inhoud: null}\n    expect: "
    told = reason(f"{made}{emptied}ok\n", profile=profile)
    assert told is not None
    assert "deelwijziging" in told.nl
    assert reason(f"{made}{emptied}refused\n", profile=profile) is None
    record = profile.records["klantcontact"]
    assert to_body(profile, record, {"onderwerp": "x", "inhoud": None}) == {"onderwerp": "x"}
    assert to_body(profile, record, {"inhoud": ""}, emptying=True) == {"inhoud": ""}
    assert from_body(profile, record, {"onderwerp": "x"}) == {"onderwerp": "x", "inhoud": None}


def test_a_list_of_one_travels_as_that_one() -> None:
    """And comes back as a list; more than one has no place."""
    profile = replace(changed_field("actoren", single=True), reference_key="")
    record = profile.records["klantcontact"]
    assert to_body(profile, record, {"actoren": [Captured("actor", {"id": ID})]}) == {"actoren": ID}
    assert from_body(profile, record, {"actoren": ID}) == {"actoren": (ID,)}
    one, two = (f"  - {REGISTER}: {{actoren: [{ids}]}}\n    expect: created\n" for ids in (ID, f"{ID}, {OTHER}"))
    assert reason(one, "klantcontact.actoren#more", profile) is None
    assert reason(two, "klantcontact.actoren#more", profile) == WHY


def test_an_operation_per_value_has_no_place_for_another_value() -> None:
    """The reason stands under the value, or under the action as a whole."""
    profile = small_profile()
    chosen = replace(profile.actions[REGISTER], choice=Choice("gelukt", {"ja": "contactenCreate"}))
    profile = replace(profile, actions={**profile.actions, REGISTER: chosen})
    said = f"  - {REGISTER}: {{gelukt: nee}}\n    expect: created\n"
    assert reason(said, "klantcontact.gelukt=nee", profile) == WHY
    assert reason(f"  - {REGISTER}: {{}}\n    expect: created\n", "klantcontact.gelukt=*", profile) is None


def test_what_an_api_requires_differs_from_step_to_step() -> None:
    """Two registrations of one scenario do not get the same number; what a step says goes before."""
    profile = small_profile()
    action = replace(profile.actions[REGISTER], defaults={"volgnummer": "${nummer}"})
    whole = binding(replace(profile, actions={**profile.actions, REGISTER: action}))
    step, said = (
        scenario(f"  - {REGISTER}: {{{more}}}\n    expect: created\n").steps[0] for more in ("", "volgnummer: '7'")
    )
    sent = [bind(step, Scope("proef", START, turn=turn), whole).sent["volgnummer"] for turn in (1, 2, 1)]
    assert sent[0] == sent[2] != sent[1]
    assert bind(said, Scope("proef", START, turn=1), whole).sent["volgnummer"] == "7"


def test_a_search_can_have_a_place_of_its_own_for_what_it_found() -> None:
    """And leave it out when there is nothing; what is no list there is still a mistake."""
    profile = small_profile()
    own = Collection(("ingesloten", "contacten"), absent_is_empty=True)
    action = replace(profile.actions["zoek_klantcontacten"], collection=own)
    word = binding().vocabulary.actions["zoek_klantcontacten"]

    def found(body: Any) -> Found:
        got = read(action, word, answer(200, body), body, profile)
        assert isinstance(got, Found)
        return got

    assert [item.id for item in found({"ingesloten": {"contacten": [{"uuid": ID}]}}).items] == [ID]
    assert (found({"links": {}}).items, found({"links": {}}).problem) == ((), None)
    assert found({"ingesloten": {"contacten": 1}}).problem
    assert found([]).problem
