"""References and generated values: typed, closed, and known to be wrong before anything runs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conformance import testdata
from conformance.expressions import LONGEST_TEXT, SHORTEST_TEXT, ExpressionError, Scope, problems, resolve
from conformance.model.captured import Captured, Found

START = datetime(2026, 1, 1, 12, 30, 15, 999_999, tzinfo=UTC)
CONTACT = Captured(
    "klantcontact",
    {"id": "abc", "nummer": 7, "actief": False, "leeg": None, "tekst": "$row.a ${uniek}", "lijst": ("a",)},
)
KNOWN = {"contact": tuple(CONTACT.values), "zoeken": None}


def scope(key: str = "ronde/scenario/1", **row: Any) -> Scope:
    """A scope with a record, a search result, and a row."""
    return Scope(key, START, row, {"contact": CONTACT, "zoeken": Found((CONTACT,))})


@pytest.mark.parametrize(
    ("name", "value"),
    [("id", "abc"), ("nummer", 7), ("actief", False), ("leeg", None), ("lijst", ("a",)), ("tekst", "$row.a ${uniek}")],
)
def test_a_reference_keeps_the_type_and_the_text_of_its_value(name: str, value: Any) -> None:
    """What a product said is a value, never an expression."""
    got = resolve(f"$contact.{name}", scope(a="gevaar"))
    assert got == value
    assert type(got) is type(value)


def test_a_capture_can_be_meant_as_a_whole() -> None:
    """A record, or what a search found."""
    assert resolve("$contact", scope()) is CONTACT
    assert isinstance(resolve("$zoeken", scope()), Found)


def test_a_column_gives_what_stands_in_the_row() -> None:
    """With its own expressions replaced, and its type kept; a row cannot refer to a row."""
    here = scope(
        n=5, no=False, none=None, who="$contact.nummer", inner={"a": ["$contact.id"]}, again="$row.n", loop="$row.loop"
    )
    assert resolve(["$row.n", "$row.no", "$row.none", "$row.who", "$row.inner"], here) == [
        5,
        False,
        None,
        7,
        {"a": ["abc"]},
    ]
    for column in ("again", "loop"):
        with pytest.raises(ExpressionError, match="this row has no") as caught:
            resolve(f"$row.{column}", here)
        assert not caught.value.missing


def test_a_value_without_expressions_stays_what_it_is() -> None:
    """Also inside lists and mappings, and the input is left alone."""
    value = {"a": [1, True, None, "text", {"b": 1.5}], "$contact": "a key is no expression"}
    assert resolve(value, scope()) == value
    assert resolve(("a", "b"), scope()) == ["a", "b"]


def test_a_generated_value_inside_a_text_becomes_part_of_it() -> None:
    """Several in one text, too."""
    text = resolve("Vraag ${uniek a} en ${nummer}", scope())
    assert text == f"Vraag {resolve('${uniek a}', scope())} en {resolve('${nummer}', scope())}"


def test_a_label_decides_which_value_it_is() -> None:
    """The same label within a scenario is the same value; another label, scenario, attempt or run is another."""
    here = scope()
    assert resolve("${uniek}", here) == resolve("${uniek}", here)
    values = [resolve(text, here) for text in ("${uniek}", "${uniek a}", "${uniek b}", "${uniek A}", "${uniek a-b}")]
    values += [resolve("${uniek}", scope(key)) for key in ("ronde/scenario/2", "ronde/anders/1", "later/scenario/1")]
    assert len(set(values)) == len(values)


def test_two_generators_with_one_label_are_not_related() -> None:
    """So that one value never gives away another."""
    digits = [
        resolve(f"${{{name} x}}", scope())[-6:] for name in ("nummer", "bsn", "rsin", "kvk", "vestiging", "telefoon")
    ]
    assert len(set(digits)) == len(digits)


@pytest.mark.parametrize(("name", "day"), [("gisteren", "2025-12-31"), ("nu", "2026-01-01"), ("morgen", "2026-01-02")])
def test_moments_count_from_the_start_of_the_run(name: str, day: str) -> None:
    """To the second and in UTC, whatever the zone of the clock; two minutes early, for a product whose clock lags."""
    assert resolve(f"${{{name}}}", scope()) == f"{day}T12:28:15Z"
    elsewhere = Scope("key", START.astimezone(timezone(timedelta(hours=5, minutes=30))))
    assert resolve(f"${{{name}}}", elsewhere) == f"{day}T12:28:15Z"


@pytest.mark.parametrize("length", [SHORTEST_TEXT, 200, 201, 1000, LONGEST_TEXT])
def test_a_text_has_exactly_the_length_that_was_asked(length: int) -> None:
    """No spaces at its ends, for those may be taken off; variants of one length differ."""
    texts = {resolve(f"${{tekst {length}{variant}}}", scope()) for variant in ("", "-b", "-c")}
    assert {len(text) for text in texts} == {length}
    assert len(texts) == 3
    assert all(text == text.strip() and text.startswith(testdata.MARK) for text in texts)


@pytest.mark.parametrize(
    "text",
    ["${tekst}", "${tekst 21}", f"${{tekst {LONGEST_TEXT + 1}}}", "${tekst x}", "${tekst -5}", "${tekst 99999999999}"],
)
def test_a_text_of_an_impossible_length_is_refused(text: str) -> None:
    """Before it runs, and when it runs all the same."""
    assert list(problems(text, KNOWN, None))
    with pytest.raises(ExpressionError, match="needs a length from 22 to 10000"):
        resolve(text, scope())


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("$nobody", True),
        ("$nobody.id", True),
        ("$contact.weg", True),
        ("$zoeken.id", False),
        ("$row.weg", False),
        ("$row", False),
        ("${onzin}", False),
        ("Vraag ${onzin x}", False),
    ],
)
def test_what_has_no_value_is_told_with_who_left_it_out(text: str, missing: bool) -> None:
    """Only what an answer lacked is the product's doing."""
    with pytest.raises(ExpressionError) as caught:
        resolve(text, scope(a=1))
    assert caught.value.missing is missing
    assert len(list(problems(text, KNOWN, {"a"}))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "${1+1}",
        "${__import__('os')}",
        "$contact.values.clear",
        "$contact.__class__",
        "$contact[0]",
        "{contact.id}",
        "${uniek;ls}",
        "$(ls)",
        "`ls`",
        "%s",
        "{{ 7*7 }}",
        "#{1}",
        "$CONTACT",
        "$contact.Id ",
        "$ contact",
        "${}",
        "${ uniek }",
    ],
)
def test_the_language_is_closed(text: str) -> None:
    """What looks like code stays a text; with a dollar in it, lint refuses it."""
    got = resolve(text, scope())
    assert got == text
    assert bool(list(problems(text, KNOWN, {"a"}))) is ("$" in text)


words = st.sampled_from(
    [
        "$",
        "${",
        "}",
        "contact",
        "zoeken",
        "row",
        "nobody",
        ".",
        "id",
        "weg",
        "a",
        "b",
        " ",
        "uniek",
        "tekst",
        "nu",
        "bsn",
        "201",
        "5",
        "-",
        "onzin",
        "é",
        "$contact.id",
        "$row.a",
        "${uniek}",
        "${tekst 30}",
        "\n",
    ]
)
texts = st.lists(words, max_size=6).map("".join) | st.text(max_size=10)
values = st.recursive(
    texts | st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3) | st.tuples(inner),
    max_leaves=8,
)


@given(values, values)
def test_whatever_stands_there_it_has_a_value_or_is_told(value: Any, cell: Any) -> None:
    """Never another exception; and what lint lets pass can only lack what a product left out."""
    here = scope(a=cell)
    row_problems = list(problems(cell, KNOWN, None))
    try:
        resolve(value, here)
    except ExpressionError as error:
        told = error
    else:
        return
    assert list(problems(value, KNOWN, {"a"})) or row_problems or told.missing


@given(values)
def test_a_value_that_lint_finds_right_always_resolves(value: Any) -> None:
    """When every answer had all its attributes."""
    if not list(problems(value, KNOWN, {"a"})):
        resolve(value, scope(a=1))


def test_a_problem_is_told_with_a_fix() -> None:
    """Both halves of the sentence that lint prints."""
    wrong = ["$contct", "$contact.idd", "$zoeken.id", "$row", "$row.b", "${unik}", "${zzz}", "${tekst}", "a $b"]
    told = [problem for text in wrong for problem in problems(text, KNOWN, {"a"})]
    assert len(told) == len(wrong)
    assert all(problem.partition("; ")[2] for problem in told)
    assert list(problems("$row.a", KNOWN, None)) == [
        "$row is used, but this scenario has no rows; add rows, or write the value itself"
    ]
