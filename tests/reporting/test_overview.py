"""The sentences about a report say what is so, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conformance.model.exchange import Credentials, FailureKind
from conformance.model.finding import Kind, Spot
from conformance.model.report import ClassRow, Report, Unexpressed
from conformance.model.requirement import Capability, Level
from conformance.model.target import Waiver
from conformance.model.text import Text
from conformance.model.verdict import Blame, Verdict
from conformance.reporting import words
from conformance.reporting.overview import explanation, headline, not_judged, notes, place, remarks
from conformance.reporting.words import class_verdict, count, duration, moment, number

from .hostile import not_conform
from .samples import NO_CHANGES, conform, incomplete, requirement


@pytest.mark.parametrize(
    ("report", "nl", "en"),
    [
        (conform(), "Voorbeeldproduct 1.4.2 is conform", "Voorbeeldproduct 1.4.2 is conformant"),
        (
            incomplete(),
            "Het product: niet vast te stellen of het conform is",
            "The product: conformity cannot be established",
        ),
        (
            replace(incomplete(), conformant=False),
            "Het product is niet conform",
            "The product is not conformant",
        ),
    ],
)
def test_the_headline_names_product_and_verdict(report: Report, nl: str, en: str) -> None:
    """A product without a name is just the product."""
    assert headline(report) == Text(nl, en)


def test_the_explanation_counts_only_what_decides() -> None:
    """A failed SHOULD is no reason for a verdict."""
    assert explanation(conform()).nl == "Alle 4 verplichte eisen zijn gehaald."
    assert (
        explanation(not_conform()).nl == "Van 6 verplichte eisen: geen gehaald, 3 niet gehaald, 3 niet te beoordelen."
    )
    should = requirement("PAR-01", Verdict.FAILED, "partij", level=Level.SHOULD, counts=False)
    more = replace(conform(), requirements=(*conform().requirements, should))
    assert explanation(more) == explanation(conform())
    assert explanation(replace(conform(), requirements=())).nl == "Er is geen enkele verplichte eis getoetst."
    one = requirement("PAR-01", Verdict.PASSED, "partij")
    assert explanation(replace(conform(), requirements=(one,))).en == "Of 1 mandatory requirement: 1 passed."


def test_what_limits_the_verdict_is_said_first() -> None:
    """A broken-off or partial run is no verdict on the product."""
    said = [note.nl for note in notes(incomplete())]

    assert [sentence.split()[0] for sentence in said] == ["De", "Alleen", "Het"]


def test_what_was_judged_in_part_is_counted_and_told_per_reason() -> None:
    """A reader must not take it for the whole; the same reason is told once."""
    assert [note.en.split(":")[0] for note in notes(conform())] == ["1 requirement was judged in part"]
    other = Text("Anders.", "Otherwise.")
    left_out = [("b", NO_CHANGES), ("a", other), ("c", NO_CHANGES)]
    row = requirement(
        "KCT-11", Verdict.PASSED, "klantcontact", unexpressed=tuple(Unexpressed(*one) for one in left_out)
    )
    assert not_judged(row) == ((NO_CHANGES, ("b", "c")), (other, ("a",)))
    two = replace(conform(), requirements=(row, row))
    assert [note.nl.split(":")[0] for note in notes(two)] == ["2 eisen zijn deels beoordeeld"]


@pytest.mark.parametrize(
    ("today", "verdict", "nl"),
    [
        ("2026-11-24", Verdict.FAILED, "vrijgesteld tot 2027-01-01 door VNG: later"),
        ("2027-01-01", Verdict.FAILED, "vrijgesteld tot 2027-01-01 door VNG: later"),
        ("2027-01-02", Verdict.FAILED, "vrijstelling verlopen op 2027-01-01: later"),
        ("2026-11-24", Verdict.PASSED, "vrijgesteld tot 2027-01-01 door VNG; niet meer nodig: later"),
    ],
)
def test_a_waiver_says_what_became_of_it(today: str, verdict: Verdict, nl: str) -> None:
    """It holds, it is over, or the product passes without it."""
    waiver = Waiver("PAR-01", "2027-01-01", "VNG", "later")
    row = requirement("PAR-01", verdict, "partij", waiver=waiver, counts=False)

    assert [text.nl for text in remarks(row, today)] == [nl]


def test_every_value_has_its_words() -> None:
    """A new verdict or kind of finding cannot be without a name."""
    for kind, named in (
        (Verdict, words.VERDICT),
        (Verdict, words.SYMBOL),
        (Blame, words.ACTOR),
        (Blame, words.TASK),
        (Kind, words.KIND),
        (Level, words.LEVEL),
        (FailureKind, words.FAILURE),
        (Credentials, words.CREDENTIALS),
    ):
        assert set(kind) == set(named)


def test_a_place_can_be_opened() -> None:
    """File and line for a scenario, the operation for the contract, nothing when nothing is known."""
    assert place(Spot("a/b", 1, "registreer_persoon", "", "scenarios/a/b.yaml", 3)) == (
        "scenarios/a/b.yaml:3 (registreer_persoon)"
    )
    assert place(Spot(operation="partijenList")) == "partijenList"
    assert place(Spot()) == ""


def test_numbers_and_times_read_as_each_language_writes_them() -> None:
    """Separators, months and units."""
    assert number(1234.5, 1) == Text("1.234,5", "1,234.5")
    assert [duration(span).nl for span in (0.034, 37.44, 3725)] == ["34 ms", "37,4 s", "62 min 5 s"]
    assert moment("2026-03-01T05:52:10Z") == Text("1 maart 2026, 05:52 UTC", "1 March 2026, 05:52 UTC")
    assert moment("ooit").nl == "ooit"
    assert [count(n, Text("eis", "x"), Text("eisen", "y")).nl for n in (0, 1, 1200)] == [
        "0 eisen",
        "1 eis",
        "1.200 eisen",
    ]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({Verdict.INAPPLICABLE: 3}, Verdict.INAPPLICABLE),
        ({Verdict.INAPPLICABLE: 3, Verdict.UNTESTED: 1}, Verdict.INAPPLICABLE),
        ({Verdict.INAPPLICABLE: 3, Verdict.CANT_TELL: 1}, Verdict.CANT_TELL),
        ({Verdict.UNTESTED: 2}, Verdict.CANT_TELL),
        ({Verdict.INAPPLICABLE: 1, Verdict.UNTESTED: 37}, Verdict.CANT_TELL),
    ],
)
def test_a_class_that_this_api_shows_nothing_of_is_not_called_unclear(
    counts: dict[Verdict, int], expected: Verdict
) -> None:
    """Nobody has to act on it; a class that should have been judged and was not is another thing."""
    row = ClassRow(Capability("lijst", Text("Lijsten", "Lists")), None, counts)
    assert class_verdict(row)[0] is expected
