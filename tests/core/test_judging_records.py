"""What is expected of one record: each kind of expectation fails for its own reason, and for nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from conformance.model.scenario import Expect, Scenario
from conformance.model.verdict import Verdict

from .world import ID, OTHER, THIRD, answer, kinds, play, scenario

MISSING = object()
#: What the first step registered, and with that what the second step may compare with.
FIRST: dict[str, Any] = {
    "uuid": ID,
    "onderwerp": "Afval",
    "inhoud": "Vraag over afval",
    "geslaagd": True,
    "volgnummer": 7,
    "plaatsgevondenOp": "2026-01-01T10:00:00Z",
    "hoofdactor": {"uuid": OTHER},
    "actoren": [{"uuid": OTHER}, {"uuid": THIRD}],
    "kenmerken": [{"code": "bsn", "objectId": "1"}],
    "adres": {"postcode": "1011AA"},
}

#: kind of expectation, what the step expects, the wire field that is changed, values that pass, values that fail
CASES: list[tuple[str, str, str, list[Any], list[Any]]] = [
    ("values", "inhoud: Papier", "inhoud", ["Papier"], ["papier", "Papier ", "", None, 1, ["Papier"], MISSING]),
    ("values", "inhoud: null", "inhoud", [None, MISSING], ["", "null", 0, False]),
    ("values", "inhoud: 1", "inhoud", [1], ["1", True, 2]),
    ("values", "inhoud: true", "inhoud", [True], ["true", 1, False, None]),
    ("values", "inhoud: ''", "inhoud", [""], [None, " ", MISSING]),
    ("values", "gelukt: ja", "geslaagd", [True], ["ja", 1, "true", None, False, MISSING]),
    ("values", "gelukt: onbekend", "geslaagd", [None, MISSING], ["onbekend", False, ""]),
    ("values", "volgnummer: '12'", "volgnummer", [12], ["12", 120, None, True]),
    ("values", "volgnummer: '1'", "volgnummer", [1], [True, "1"]),
    ("values", "postcode: 1011BB", "adres", [{"postcode": "1011BB"}], [{"postcode": "1011AA"}, {}, None, "1011BB"]),
    (
        "values",
        "plaatsgevonden_op: 2026-01-01T10:30:00Z",
        "plaatsgevondenOp",
        ["2026-01-01T10:30:00Z", "2026-01-01T12:30:00+02:00", "2026-01-01T10:30:00.000Z", "2026-01-01t05:30:00-05:00"],
        ["2026-01-01T10:30:01Z", "2026-01-01T10:30:00+01:00", "2026-01-01T10:30:00", "2026-01-01", None, 1767263400],
    ),
    ("values", "hoofdactor: $eerste", "hoofdactor", [{"uuid": ID}], [{"uuid": OTHER}, {}, None, [{"uuid": ID}]]),
    (
        "values",
        f"actoren: [{THIRD}, $eerste]",
        "actoren",
        [[{"uuid": ID}, {"uuid": THIRD}], [{"uuid": THIRD}, {"uuid": ID}]],
        [[{"uuid": ID}], [{"uuid": ID}, {"uuid": THIRD}, {"uuid": OTHER}], [{"uuid": ID}] * 2, [], None, {"uuid": ID}],
    ),
    ("as_sent", "as_sent: true", "onderwerp", ["Papier"], ["Afval", "", None, MISSING]),
    ("as_sent", "as_sent: true", "geslaagd", [False], [True, None, "nee"]),
    ("as_sent", "as_sent: true", "hoofdactor", [{"uuid": THIRD}], [{"uuid": OTHER}, None]),
    ("same_as", "{same_as: $eerste, as_sent: true}", "inhoud", [FIRST["inhoud"]], ["Papier", None, MISSING]),
    (
        "same_as",
        "{same_as: $eerste, as_sent: true}",
        "plaatsgevondenOp",
        ["2026-01-01T11:00:00+01:00"],
        ["2026-01-01T11:00:00Z", None],
    ),
    (
        "same_as",
        "{same_as: $eerste, as_sent: true}",
        "actoren",
        [FIRST["actoren"], FIRST["actoren"][::-1]],
        [FIRST["actoren"][:1], []],
    ),
    (
        "same_as",
        "{same_as: $eerste, as_sent: true}",
        "kenmerken",
        [[{"code": "bsn", "objectId": "1", "meer": 1}]],
        [[{"code": "bsn", "objectId": "2"}], [], FIRST["kenmerken"] * 2],
    ),
    ("differs", "differs: {inhoud: Papier}", "inhoud", ["Afval", None, MISSING], ["Papier"]),
    ("differs", "differs: {inhoud: $eerste.inhoud}", "inhoud", ["Papier"], [FIRST["inhoud"]]),
    ("differs", "differs: {hoofdactor: $eerste}", "hoofdactor", [{"uuid": OTHER}, None], [{"uuid": ID}]),
    (
        "text_holds",
        "text_holds: {inhoud: afval}",
        "inhoud",
        ["Vraag over afval", "afval"],
        ["Afval", "", None, 5, MISSING],
    ),
    ("text_holds", "text_holds: {inhoud: [a, b]}", "inhoud", ["cab", "ab"], ["a", "b"]),
    ("absent", "absent: [inhoud]", "inhoud", [MISSING, None, "", [], {}], ["x", 0, False, " ", [None]]),
    ("present", "present: [inhoud]", "inhoud", ["x", 0, False, [None]], [MISSING, None, "", [], {}]),
    (
        "looks_like",
        "looks_like: {inhoud: uuid}",
        "inhoud",
        [ID, ID.upper()],
        ["x" + ID, ID[:-1], ID.replace("-", ""), 5, None, MISSING],
    ),
    ("looks_like", "looks_like: {inhoud: digits}", "inhoud", ["0123"], ["", "12a", "-1", "1.0", "٣", 12, None]),
    (
        "looks_like",
        "looks_like: {inhoud: date}",
        "inhoud",
        ["2026-02-28"],
        ["2026-02-30", "20260228", "2026-2-28", "2026-02-28T00:00:00Z", None],
    ),
    (
        "looks_like",
        "looks_like: {inhoud: moment}",
        "inhoud",
        ["2026-02-28T10:00:00Z", "2026-02-28T10:00:00.123456789+01:00"],
        [
            "2026-02-28T10:00:00",
            "20260228T100000+0100",
            "2026-02-28",
            "2026-W01-1T10:00:00Z",
            "2026-02-28T25:00:00Z",
            5,
            None,
        ],
    ),
    ("any_present", "any_present: [inhoud, postcode]", "inhoud", ["x"], ["", None, MISSING]),
]


def looking(expect: str) -> Scenario:
    """Register one, then change it and look at the answer with this expectation."""
    inner = expect if expect.startswith("{") else f"{{{expect}}}"
    return scenario(
        "  - registreer_klantcontact: {}\n    as: eerste\n"
        f"  - wijzig_klantcontact: {{klantcontact: $eerste, onderwerp: Papier, gelukt: nee, hoofdactor: {THIRD}}}\n"
        f"    expect: {inner}\n"
    )


def changed(field: str, value: Any, kind: str) -> dict[str, Any]:
    """The answer to the change: right in all else."""
    body = {**FIRST, "onderwerp": "Papier", "geslaagd": False, "hoofdactor": {"uuid": THIRD}, field: value}
    if kind == "any_present":
        body["adres"] = None
    return {key: value for key, value in body.items() if value is not MISSING}


def judged(what: Scenario, body: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """What is found when the product answers the change with this body."""
    return kinds(play(what, [answer(201, FIRST), answer(200, body)]).result.findings)


RIGHT = [(kind, expect, field, value) for kind, expect, field, right, _ in CASES for value in right]
WRONG = [(kind, expect, field, value) for kind, expect, field, _, wrong in CASES for value in wrong]


def named(value: Any) -> str | None:
    """A readable id for a parameter."""
    return "(missing)" if value is MISSING else repr(value)[:40]


@pytest.mark.parametrize(("kind", "expect", "field", "value"), RIGHT, ids=named)
def test_what_is_as_expected_is_not_told(kind: str, expect: str, field: str, value: Any) -> None:
    """Nothing is found, and the requirement passed."""
    done = play(looking(expect), [answer(201, FIRST), answer(200, changed(field, value, kind))])
    assert kinds(done.result.findings) == []
    assert done.result.verdicts == (("KCT-01", Verdict.PASSED),)


@pytest.mark.parametrize(("kind", "expect", "field", "value"), WRONG, ids=named)
def test_what_is_otherwise_is_told_once_and_only_because_of_that_expectation(
    kind: str, expect: str, field: str, value: Any
) -> None:
    """One finding for the product, about that attribute; a judge that ignored this kind would find nothing."""
    what, body = looking(expect), changed(field, value, kind)
    done = play(what, [answer(201, FIRST), answer(200, body)])
    assert kinds(done.result.findings) == [("KCT-01", "failed", "product", "value")]
    assert done.result.verdicts == (("KCT-01", Verdict.FAILED),)
    (finding,) = done.result.findings
    attribute = {"geslaagd": "gelukt", "plaatsgevondenOp": "plaatsgevonden_op", "adres": "postcode"}.get(field, field)
    assert f"‘{attribute}’" in finding.message.nl
    assert f"‘{attribute}’" in finding.message.en
    assert finding.exchanges == (2,)
    assert (finding.spot.step, finding.spot.action) == (2, "wijzig_klantcontact")
    assert judged(without(what, kind), body) == []


def without(what: Scenario, kind: str) -> Scenario:
    """The same scenario for a judge that does not know this kind of expectation."""
    *before, last = what.steps
    empty = getattr(Expect(()), kind)
    return replace(what, steps=(*before, replace(last, expect=replace(last.expect, **{kind: empty}))))


def test_apart_from_leaves_out_what_it_names_and_nothing_else() -> None:
    """Of the record it is compared with; what the change itself sent must still come about."""
    what = looking("{same_as: $eerste, as_sent: true, apart_from: [inhoud, gelukt]}")
    assert judged(what, changed("inhoud", "Iets anders", "")) == []
    assert len(judged(what, changed("geslaagd", None, ""))) == 1
    assert len(judged(what, changed("volgnummer", 8, ""))) == 1
    assert len(judged(what, changed("onderwerp", "Afval", ""))) == 1
    assert len(judged(without(what, "apart_from"), changed("inhoud", "Iets anders", ""))) == 1


def test_what_a_scenario_says_goes_before_what_was_sent() -> None:
    """A value in the expectation replaces that of as_sent."""
    what = looking("{as_sent: true, onderwerp: Gewijzigd}")
    assert judged(what, changed("onderwerp", "Gewijzigd", "")) == []
    assert len(judged(what, changed("onderwerp", "Papier", ""))) == 1


def test_what_is_only_sent_is_not_looked_for_in_the_answer() -> None:
    """The profile says that the notitie never comes back."""
    what = scenario("  - registreer_klantcontact: {onderwerp: Afval, notitie: geheim}\n    expect: {as_sent: true}\n")
    done = play(what, [answer(201, {"uuid": ID, "onderwerp": "Afval", "geslaagd": True})])
    assert b'"interneNotitie":"geheim"' in (done.requests[0].body or b"")
    assert kinds(done.result.findings) == []


def test_every_attribute_that_is_wrong_is_told() -> None:
    """Nobody has to mend them one run at a time."""
    what = looking("{inhoud: Papier, volgnummer: '8', present: [notitie]}")
    done = play(what, [answer(201, FIRST), answer(200, changed("inhoud", "x", ""))])
    assert [finding.message.en.split("’")[0] for finding in done.result.findings] == [
        "‘inhoud",
        "‘volgnummer",
        "‘notitie",
    ]
    assert [(finding.expected.en, finding.actual.en) for finding in done.result.findings] == [
        ('"Papier"', '"x"'),
        ('"8"', '"7"'),
        ("(a value)", "(missing)"),
    ]


def test_each_requirement_of_a_step_gets_the_finding() -> None:
    """A step may prove several."""
    what = scenario(
        "  - registreer_klantcontact: {}\n    expect: {inhoud: Papier}\n", head="verifies: [KCT-01, KCT-02]"
    )
    done = play(what, [answer(201, {"uuid": ID})])
    assert [finding.requirement for finding in done.result.findings] == ["KCT-01", "KCT-02"]
