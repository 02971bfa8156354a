"""The worst wins, and nothing is never green."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from conformance.model.verdict import SEVERITY, Verdict, worst

verdicts = st.lists(st.sampled_from(list(Verdict)), max_size=6)


def test_of_nothing_there_is_no_verdict() -> None:
    """What was not judged did not pass."""
    assert worst([]) is Verdict.UNTESTED


def test_every_verdict_has_its_place() -> None:
    """From worst to best, each once."""
    assert sorted(SEVERITY) == sorted(Verdict)
    assert SEVERITY[:2] == (Verdict.FAILED, Verdict.CANT_TELL)
    assert worst([Verdict.PASSED, Verdict.INAPPLICABLE]) is Verdict.PASSED
    assert worst([Verdict.PASSED, Verdict.UNTESTED]) is Verdict.UNTESTED
    assert worst([Verdict.CANT_TELL, Verdict.UNTESTED]) is Verdict.CANT_TELL


@given(verdicts)
def test_the_worst_is_one_of_them_and_none_is_worse(found: list[Verdict]) -> None:
    """By the order of severity."""
    result = worst(found)
    assert result in (found or [Verdict.UNTESTED])
    assert all(SEVERITY.index(result) <= SEVERITY.index(one) for one in found)


@given(verdicts, verdicts)
def test_it_does_not_matter_in_which_order_or_groups_they_are_taken(one: list[Verdict], other: list[Verdict]) -> None:
    """Per scenario, per requirement, per class: the same verdict comes out."""
    assert worst(one + other) is worst(other + one)
    if one and other:
        assert worst(one + other) is worst([worst(one), worst(other)])


@given(verdicts)
def test_more_verdicts_never_make_it_better(found: list[Verdict]) -> None:
    """Except for the first one that is judged."""
    for verdict in Verdict:
        if found:
            assert SEVERITY.index(worst([*found, verdict])) <= SEVERITY.index(worst(found))


def test_one_failure_among_any_is_a_failure() -> None:
    """Whatever stands beside it."""
    for order in permutations(Verdict):
        assert worst(order) is Verdict.FAILED
