"""What is expected of a search: each kind of expectation fails for its own reason, and for nothing else."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from conformance.loading.expectations import EXPECT_WORDS
from conformance.model.scenario import Expect, Scenario
from conformance.model.verdict import Verdict

from . import test_judging_records
from .world import ID, OTHER, THIRD, answer, found, kinds, play, scenario


def item(identifier: str, onderwerp: str | None = "Afval", op: str | None = "2026-01-01T10:00:00Z") -> dict[str, Any]:
    """One item of a search result."""
    return {"uuid": identifier, "onderwerp": onderwerp, "plaatsgevondenOp": op, "geslaagd": True}


A, B, C = item(ID), item(OTHER), item(THIRD)

#: kind of expectation, what the step expects, results that pass, results that fail
CASES: list[tuple[str, str, list[list[Any]], list[list[Any]]]] = [
    ("contains", "contains: $eerste", [[A], [B, A], [A, B, C]], [[], [B], [B, C]]),
    ("contains", "contains: [$eerste, $tweede]", [[A, B], [C, B, A]], [[A], [B], [A, C]]),
    ("excludes", "excludes: $eerste", [[], [B], [B, C]], [[A], [B, A]]),
    ("excludes", "excludes: [$eerste, $tweede]", [[], [C]], [[A, C], [C, B]]),
    ("exactly", "exactly: $eerste", [[A]], [[], [A, B]]),
    ("exactly", "exactly: [$tweede, $eerste]", [[A, B], [B, A]], [[A], [A, B, C]]),
    ("exactly", "exactly: []", [[]], [[A], [A, B]]),
    ("each", "each: {onderwerp: Afval}", [[], [A, B]], [[A, item(OTHER, "Papier")], [item(ID, None)], [{"uuid": ID}]]),
    ("each", "each: {gelukt: ja}", [[A]], [[{**A, "geslaagd": "ja"}], [A, {**B, "geslaagd": None}]]),
    ("none", "none: {onderwerp: Papier}", [[], [A, B], [item(ID, None)]], [[A, item(OTHER, "Papier")]]),
    ("distinct", "distinct: true", [[], [A], [A, B]], [[A, A], [A, B, A]]),
    (
        "each_present",
        "each_present: [onderwerp]",
        [[], [A, B]],
        [[A, item(OTHER, "")], [item(ID, None)], [{"uuid": ID}]],
    ),
    (
        "in_order",
        "in_order: plaatsgevonden_op",
        [
            [],
            [A],
            [item(ID, op="2026-01-02T10:00:00Z"), B],
            [A, item(OTHER, op="2026-01-01T10:00:01Z")],
            [item(ID, op="2026-01-01T10:00:00Z"), item(OTHER, op="2026-01-01T10:30:00+01:00")],
            [A, item(OTHER, op=None), C],
        ],
        [
            [A, item(OTHER, op="2026-01-01T10:00:01Z"), C],
            [A, item(OTHER, op="2026-01-01T10:30:00+01:00"), C],
            [A, item(OTHER, op=None), item(THIRD, op="2026-01-02T10:00:00Z"), B],
        ],
    ),
]


def searching(expect: str) -> Scenario:
    """Register two, then search and look at the result with this expectation."""
    return scenario(
        "  - registreer_klantcontact: {}\n    as: eerste\n"
        "  - registreer_klantcontact: {}\n    as: tweede\n"
        f"  - zoek_klantcontacten: {{onderwerp: Afval}}\n    expect: {{{expect}}}\n"
    )


REGISTERED = [answer(201, A), answer(201, B)]
RIGHT = [(kind, expect, result) for kind, expect, right, _ in CASES for result in right]
WRONG = [(kind, expect, result) for kind, expect, _, wrong in CASES for result in wrong]


def shown(value: Any) -> str | None:
    """A readable id for a parameter."""
    return "+".join(str(one["uuid"])[:1] for one in value) if isinstance(value, list) else None


def without(what: Scenario, kind: str) -> Scenario:
    """The same scenario for a judge that does not know this kind of expectation."""
    *before, last = what.steps
    return replace(
        what, steps=(*before, replace(last, expect=replace(last.expect, **{kind: getattr(Expect(()), kind)})))
    )


@pytest.mark.parametrize(("kind", "expect", "result"), RIGHT, ids=shown)
def test_a_result_that_is_as_expected_is_not_told(kind: str, expect: str, result: list[Any]) -> None:
    """Nothing is found, and the requirement passed."""
    done = play(searching(expect), [*REGISTERED, found(*result)])
    assert kinds(done.result.findings) == []
    assert done.result.verdicts == (("KCT-01", Verdict.PASSED),)


@pytest.mark.parametrize(("kind", "expect", "result"), WRONG, ids=shown)
def test_a_result_that_is_otherwise_is_told_and_only_because_of_that_expectation(
    kind: str, expect: str, result: list[Any]
) -> None:
    """Findings for the product, about what was found; a judge that ignored this kind would find nothing."""
    what = searching(expect)
    done = play(what, [*REGISTERED, found(*result)])
    assert set(kinds(done.result.findings)) == {("KCT-01", "failed", "product", "members")}
    assert done.result.verdicts == (("KCT-01", Verdict.FAILED),)
    assert kinds(play(without(what, kind), [*REGISTERED, found(*result)]).result.findings) == []


def test_a_finding_says_which_one_is_missing_by_its_name_in_the_scenario() -> None:
    """A reader knows the names, not the ids."""
    done = play(searching("contains: [$eerste, $tweede]"), [*REGISTERED, found(A)])
    (finding,) = done.result.findings
    assert f"‘tweede’ ({OTHER})" in finding.message.nl
    done = play(searching("exactly: $eerste"), [*REGISTERED, found(A, B, C)])
    assert [one.message.en for one in done.result.findings] == [
        f"the search result wrongly contains ‘tweede’ ({OTHER})"
    ]


@pytest.mark.parametrize(
    ("total", "stated", "findings"), [(2, 2, 0), (2, 3, 1), (2, "2", 1), (0, 1, 1), (0, 0, 0), (2, None, 0)]
)
def test_a_total_is_compared_where_the_answer_states_one(total: int, stated: Any, findings: int) -> None:
    """An answer that states none is judged by its form, elsewhere."""
    what = searching(f"total: {total}")
    done = play(what, [*REGISTERED, found(A, B, count=stated)])
    assert kinds(done.result.findings) == [("KCT-01", "failed", "product", "members")] * findings
    assert kinds(play(without(what, "total"), [*REGISTERED, found(A, B, count=stated)]).result.findings) == []


def test_an_answer_without_a_total_is_not_judged_on_it() -> None:
    """Some APIs state none."""
    done = play(searching("total: 2"), [*REGISTERED, answer(200, {"results": [A, B], "next": None})])
    assert kinds(done.result.findings) == []


PAGE = "https://example.org/api/contacten?page="


def test_the_pages_of_a_search_are_read_together() -> None:
    """What is expected is expected of all of them, in the order of the pages."""
    done = play(
        searching("exactly: [$eerste, $tweede], distinct: true"),
        [*REGISTERED, found(A, next_page=f"{PAGE}2"), found(B)],
    )
    assert kinds(done.result.findings) == []
    assert [(request.method, request.path, request.query) for request in done.requests[2:]] == [
        ("GET", "/contacten", (("onderwerp", "Afval"),)),
        ("GET", "/contacten", (("page", "2"),)),
    ]
    done = play(searching("distinct: true"), [*REGISTERED, found(A, next_page=f"{PAGE}2"), found(A)])
    assert len(done.result.findings) == 1


def test_what_stands_on_a_page_that_is_not_read_cannot_be_told() -> None:
    """A search that never ends is stopped: missing is then no verdict on the product, but too much still is."""
    endless = [found(item(f"{n}"), next_page=f"{PAGE}{n}") for n in range(11)]
    done = play(searching("contains: $eerste"), [*REGISTERED, *endless])
    assert kinds(done.result.findings) == [("KCT-01", "cantTell", "configuration", "members")]
    assert done.result.verdict is Verdict.CANT_TELL
    done = play(searching("excludes: $eerste"), [*REGISTERED, found(A, next_page=f"{PAGE}1"), *endless[1:]])
    assert kinds(done.result.findings) == [("KCT-01", "failed", "product", "members")]


def test_a_page_that_fails_ends_the_search() -> None:
    """It is judged like the first answer."""
    what = searching("contains: $eerste")
    done = play(what, [*REGISTERED, found(A, next_page=f"{PAGE}2"), answer(500)])
    assert kinds(done.result.findings) == [("KCT-01", "failed", "product", "outcome")]
    done = play(what, [*REGISTERED, found(A, next_page=f"{PAGE}2"), answer(200, b"<html>")])
    assert kinds(done.result.findings) == [("KCT-01", "failed", "product", "unreadable")]
    done = play(what, [*REGISTERED, found(A, next_page=f"{PAGE}2"), answer(200, {"results": None})])
    assert kinds(done.result.findings) == [("KCT-01", "failed", "product", "unreadable")]


@pytest.mark.parametrize(
    "address", ["https://elders.example/api/contacten?page=2", "/andere/api?page=2", "http://[", "/api/../x"]
)
def test_a_next_page_elsewhere_is_not_followed(address: str) -> None:
    """Whoever set the product up must mend its address; nothing is sent there."""
    done = play(searching("contains: $eerste"), [*REGISTERED, found(A, next_page=address)])
    assert kinds(done.result.findings) == [("KCT-01", "cantTell", "configuration", "precondition")]
    assert len(done.requests) == 3


def test_a_search_answer_without_a_list_cannot_be_read() -> None:
    """It fails what the step had to prove."""
    bodies: list[Any] = [{"results": {}}, {"items": []}, [], "x", b"null"]
    for body in bodies:
        done = play(searching("exactly: []"), [*REGISTERED, answer(200, body)])
        assert kinds(done.result.findings) == [("KCT-01", "failed", "product", "unreadable")]


def test_every_kind_of_expectation_has_a_case_that_passes_and_one_that_fails() -> None:
    """A new kind is not done before it is here; `outcome` and `blames` have tests of their own."""
    records = {case[0] for case in test_judging_records.CASES} | {"apart_from"}
    searches = {case[0] for case in CASES} | {"total"}
    known = {field.name for field in fields(Expect)} - {"stated", "usual"}
    assert records | searches | {"outcomes", "blames"} == known
    assert {word for word in EXPECT_WORDS if word != "outcome"} | {"values", "outcomes"} == known
