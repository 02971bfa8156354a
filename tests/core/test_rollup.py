"""From scenarios to requirements, classes and the product: the worst wins, and every exception is visible."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conformance.model.finding import Finding, Kind, ScenarioResult, Spot
from conformance.model.report import RequirementRow
from conformance.model.requirement import Capability, Level, Requirement, Ruling
from conformance.model.scenario import Scenario
from conformance.model.suite import Suite
from conformance.model.target import Waiver
from conformance.model.text import Text
from conformance.model.verdict import Blame, Verdict
from conformance.model.vocabulary import Vocabulary
from conformance.rollup import Judged, class_rows, conformant, instabilities, requirement_rows, scenario_rows, unstable

PASSED, FAILED, CANT_TELL = Verdict.PASSED, Verdict.FAILED, Verdict.CANT_TELL
UNTESTED, INAPPLICABLE = Verdict.UNTESTED, Verdict.INAPPLICABLE
T = Text("tekst", "text")


def requirement(
    name: str, level: Level = Level.MUST, capability: str = "een", rulings: tuple[str, ...] = ()
) -> Requirement:
    """A requirement of a class."""
    return Requirement(name, capability, level, Text(name, name), T, ("F1",), rulings)


def scenario(name: str, *verifies: str) -> Scenario:
    """A scenario for these requirements."""
    return Scenario(name, name.partition("/")[0], Text(name, name), verifies, (), f"scenarios/{name}.yaml", 3)


SUITE = Suite(
    requirements={
        one.id: one
        for one in (
            requirement("A"),
            requirement("B"),
            requirement("S", Level.SHOULD),
            requirement("D", rulings=("R-open", "R-closed")),
            requirement("X", capability="twee"),
            replace(requirement("N"), not_tested=Text("niet te zien", "cannot be seen")),
        )
    },
    rulings={
        "R-open": Ruling("R-open", T, T, ("a", "b"), True, "2026-01-01", "x"),
        "R-closed": Ruling("R-closed", T, T, ("a", "b"), False, "2026-01-01", "x"),
    },
    capabilities={name: Capability(name, T) for name in ("een", "twee", "leeg")},
    vocabulary=Vocabulary({}, {}, {}),
    scenarios={
        one.id: one
        for one in (
            scenario("een/a", "A"),
            scenario("een/ab", "A", "B"),
            scenario("een/s", "S"),
            scenario("een/d", "D"),
        )
    },
)
CLAIMED = frozenset({"een", "leeg"})


def finding(
    name: str, verdict: Verdict = FAILED, blame: Blame = Blame.PRODUCT, kind: Kind = Kind.VALUE, where: str = "een/a"
) -> Finding:
    """One finding."""
    return Finding(name, verdict, blame, kind, T, T, T, T, Spot(where), (7,))


def result(name: str, *findings: Finding, reason: Text | None = None, **verdicts: Verdict) -> ScenarioResult:
    """The result of an attempt, with a verdict per requirement."""
    worst_first = [one for one in (FAILED, CANT_TELL, UNTESTED, PASSED, INAPPLICABLE) if one in verdicts.values()]
    return ScenarioResult(name, worst_first[0], tuple(verdicts.items()), findings, exchanges=(1, 2), reason=reason)


def rows(
    *attempts: ScenarioResult | tuple[ScenarioResult, ...],
    contract: Iterable[Finding] = (),
    observed: Iterable[str] = (),
    waivers: Iterable[Waiver] = (),
    unable: dict[str, Text] | None = None,
    narrowed: bool = False,
) -> dict[str, RequirementRow]:
    """The row of every requirement, on 1 June 2026."""
    tried = [one if isinstance(one, tuple) else (one,) for one in attempts]
    judged = Judged({one[0].scenario: one for one in tried}, tuple(contract), dict.fromkeys(observed, 1))
    found = requirement_rows(SUITE, judged, CLAIMED, unable or {}, waivers, narrowed, "2026-06-01")
    assert [row.id for row in found] == list(SUITE.requirements)
    return {row.id: row for row in found}


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (PASSED, PASSED, PASSED),
        (PASSED, FAILED, FAILED),
        (PASSED, CANT_TELL, CANT_TELL),
        (CANT_TELL, FAILED, FAILED),
        (INAPPLICABLE, PASSED, PASSED),
        (INAPPLICABLE, INAPPLICABLE, INAPPLICABLE),
        (INAPPLICABLE, FAILED, FAILED),
    ],
)
def test_the_worst_scenario_decides(one: Verdict, other: Verdict, verdict: Verdict) -> None:
    """In whatever order they ran."""
    for first, second in ((one, other), (other, one)):
        row = rows(result("een/a", A=first), result("een/ab", A=second, B=PASSED))["A"]
        assert row.verdict is verdict
        assert row.scenarios == ("een/a", "een/ab")


def test_what_no_scenario_tried_is_untested_and_never_green() -> None:
    """With the reason why."""
    found = rows(result("een/a", A=PASSED))
    assert (found["B"].verdict, found["B"].reason) == (
        UNTESTED,
        Text("geen scenario van deze ronde toetst dit", "no scenario of this run verifies this"),
    )
    assert rows(narrowed=True)["B"].reason == Text("niet geselecteerd in deze ronde", "not selected in this run")
    assert found["N"].verdict is UNTESTED
    assert found["N"].reason == Text("niet te zien", "cannot be seen")
    assert not found["N"].counts


def test_a_check_on_every_exchange_counts_as_a_verdict() -> None:
    """Passed when it was made and found nothing, failed when it found something, whichever scenario it was in."""
    assert rows(observed=["B"])["B"].verdict is PASSED
    found = rows(result("een/a", finding("B"), A=PASSED), observed=["B"])["B"]
    assert (found.verdict, found.blame, found.scenarios) == (FAILED, Blame.PRODUCT, ("een/a",))


def test_a_finding_of_the_contract_phase_counts() -> None:
    """Beside what the scenarios saw."""
    found = rows(result("een/a", A=PASSED), contract=[finding("A", where="")])["A"]
    assert (found.verdict, found.blame, found.scenarios) == (FAILED, Blame.PRODUCT, ("een/a",))


def test_only_the_last_attempt_decides() -> None:
    """It ran alone; that it differs from the first is remarked, without being a verdict."""
    attempts = (result("een/a", finding("A"), A=FAILED), result("een/a", A=PASSED))
    row = rows(attempts)["A"]
    assert (row.verdict, row.blame) == (PASSED, None)
    judged = Judged({"een/a": attempts})
    (remark,) = instabilities(judged)
    assert (remark.requirement, remark.verdict, remark.kind, remark.blame) == (
        "A",
        FAILED,
        Kind.INSTABILITY,
        Blame.PRODUCT,
    )
    assert (remark.expected.nl, remark.actual.nl, remark.exchanges) == ("gehaald", "niet gehaald", (7, 2))
    assert unstable(attempts)
    (shown,) = scenario_rows(SUITE, judged)
    assert (shown.verdict, shown.attempts, shown.unstable) == (PASSED, 2, True)


def test_a_remark_is_not_a_verdict() -> None:
    """Also when it comes in with the findings."""
    assert rows(result("een/a", finding("A", kind=Kind.INSTABILITY), A=PASSED))["A"].verdict is PASSED


def test_attempts_that_end_the_same_are_stable() -> None:
    """Failing twice is no instability; and a hiccup of the network is not blamed on the product."""
    twice = (result("een/a", finding("A"), A=FAILED), result("een/a", finding("A"), A=FAILED))
    assert not unstable(twice)
    assert instabilities(Judged({"een/a": twice})) == []
    hiccup = finding("A", CANT_TELL, Blame.ENVIRONMENT)
    (remark,) = instabilities(Judged({"een/a": (result("een/a", hiccup, A=CANT_TELL), result("een/a", A=PASSED))}))
    assert remark.blame is Blame.ENVIRONMENT


def test_what_was_not_claimed_or_cannot_be_expressed_is_inapplicable() -> None:
    """Whatever was seen of it, it is no verdict; and it does not count."""
    found = rows(contract=[finding("X"), finding("B")], unable={"B": Text("kan niet", "cannot")})
    assert (found["X"].verdict, found["X"].reason) == (
        INAPPLICABLE,
        Text("deze klasse is niet geclaimd", "this class was not claimed"),
    )
    assert (found["B"].verdict, found["B"].reason) == (INAPPLICABLE, Text("kan niet", "cannot"))
    assert not found["X"].counts
    assert not found["B"].counts


@pytest.mark.parametrize(
    ("until", "waived"), [("2026-06-01", True), ("2027-01-01", True), ("2026-05-31", False), ("2025-12-31", False)]
)
@pytest.mark.parametrize("verdict", [FAILED, PASSED])
def test_a_waiver_holds_up_to_its_last_day(until: str, waived: bool, verdict: Verdict) -> None:
    """The requirement is judged and shown as always; it only does not count."""
    found = rows(result("een/a", A=verdict), waivers=[Waiver("A", until, "VNG", "wordt gebouwd")])
    row = found["A"]
    assert row.verdict is verdict
    assert (row.waiver is not None) is waived
    assert row.counts is not waived
    assert found["B"].waiver is None


def test_an_open_ruling_makes_a_requirement_disputed() -> None:
    """It does not count until it is decided; a decided ruling changes nothing."""
    row = rows(result("een/d", D=FAILED))["D"]
    assert (row.verdict, row.disputed, row.counts) == (FAILED, True, False)
    assert row.rulings == ("R-open", "R-closed")
    assert not rows()["A"].disputed


def test_a_verdict_names_who_has_to_act() -> None:
    """The blame of the finding that decided; what passed blames nobody."""
    found = rows(
        result("een/a", finding("A", CANT_TELL, Blame.CONFIGURATION), A=CANT_TELL),
        result("een/ab", finding("A", FAILED, Blame.PRODUCT), A=FAILED, B=PASSED),
    )
    assert (found["A"].verdict, found["A"].blame) == (FAILED, Blame.PRODUCT)
    assert found["B"].blame is None
    assert rows(result("een/a", A=CANT_TELL))["A"].blame is Blame.ENVIRONMENT


def test_what_a_profile_expresses_partly_is_judged_in_part() -> None:
    """Which scenarios not and why stands with it; what was not judged at all has that as its reason."""
    dumb = Text("dat kan deze API niet zeggen", "this API cannot say that")
    found = rows(
        result("een/a", reason=dumb, A=INAPPLICABLE),
        result("een/ab", A=PASSED, B=PASSED),
        result("een/d", reason=dumb, D=INAPPLICABLE),
    )
    assert [(one.scenario, one.reason) for one in found["A"].unexpressed] == [("een/a", dumb)]
    assert (found["A"].verdict, found["A"].reason, found["A"].counts) == (PASSED, None, True)
    assert found["B"].unexpressed == ()
    assert (found["D"].verdict, found["D"].reason, found["D"].unexpressed) == (INAPPLICABLE, dumb, ())


def test_a_failure_is_judged_in_part_too() -> None:
    """Of what failed it also matters what was not looked at."""
    failed = result("een/ab", finding("A"), A=FAILED, B=PASSED)
    found = rows(result("een/a", reason=T, A=INAPPLICABLE), failed)["A"]
    assert (found.verdict, [one.scenario for one in found.unexpressed]) == (FAILED, ["een/a"])


def row(verdict: Verdict, level: Level = Level.MUST, counts: bool = True, capability: str = "een") -> RequirementRow:
    """A row to add up."""
    return RequirementRow("A", capability, level, T, T, (), verdict, None, (), None, None, False, (), counts)


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        ([], None),
        ([row(PASSED)], True),
        ([row(PASSED), row(PASSED)], True),
        ([row(PASSED), row(FAILED)], False),
        ([row(FAILED), row(CANT_TELL)], False),
        ([row(PASSED), row(CANT_TELL)], None),
        ([row(PASSED), row(UNTESTED)], None),
        ([row(PASSED), row(INAPPLICABLE)], True),
        ([row(INAPPLICABLE)], None),
        ([row(FAILED, counts=False)], None),
        ([row(PASSED), row(FAILED, counts=False)], True),
        ([row(PASSED), row(FAILED, Level.SHOULD)], True),
        ([row(PASSED), row(UNTESTED, Level.MAY)], True),
        ([row(PASSED, Level.SHOULD)], None),
    ],
)
def test_a_product_is_conformant_when_every_must_that_counts_passed(
    found: list[RequirementRow], verdict: bool | None
) -> None:
    """And unknown when nothing failed but something could not be judged, or when nothing was judged at all."""
    assert conformant(found) is verdict


@given(st.lists(st.tuples(st.sampled_from(list(Verdict)), st.sampled_from(list(Level)), st.booleans()), max_size=6))
def test_nothing_judged_is_never_green(found: list[tuple[Verdict, Level, bool]]) -> None:
    """Whatever the rest is: green needs a MUST that counts and passed, and none that failed or could not be told."""
    counting = [verdict for verdict, level, counts in found if counts and level is Level.MUST]
    verdict = conformant([row(one, level, counts) for one, level, counts in found])
    assert (verdict is True) is (PASSED in counting and not {FAILED, CANT_TELL, UNTESTED} & set(counting))
    assert (verdict is False) is (FAILED in counting)


def test_a_class_adds_up_its_own_requirements() -> None:
    """Claimed classes with requirements only, in the order of the catalogue."""
    all_rows = (row(PASSED), row(FAILED), row(FAILED, Level.SHOULD), row(PASSED, capability="twee"))
    found = class_rows(SUITE, all_rows, frozenset({"een", "twee", "leeg"}))
    assert [(one.capability.id, one.conformant, one.counts[PASSED], one.counts[FAILED]) for one in found] == [
        ("een", False, 1, 2),
        ("twee", True, 1, 0),
    ]
    assert [one.capability.id for one in class_rows(SUITE, all_rows, frozenset({"twee"}))] == ["twee"]


def test_scenarios_are_told_in_the_order_of_the_suite() -> None:
    """Those that this suite does not know come last; what passed blames nobody."""
    attempts = {
        one.scenario: (one,)
        for one in (
            result("elders/x", Q=CANT_TELL, reason=T),
            result("een/ab", finding("A"), A=FAILED, B=PASSED),
            result("een/a", finding("B"), A=PASSED),
        )
    }
    found = scenario_rows(SUITE, Judged(attempts))
    assert [(one.id, one.verdict, one.blame) for one in found] == [
        ("een/a", PASSED, None),
        ("een/ab", FAILED, Blame.PRODUCT),
        ("elders/x", CANT_TELL, None),
    ]
    assert (found[0].file, found[0].line, found[2].file) == ("scenarios/een/a.yaml", 3, "")
