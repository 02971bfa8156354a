"""How mistakes are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from conformance.errors import Place, UserError, UserErrors, did_you_mean


def test_a_mistake_is_told_in_two_lines() -> None:
    """Where and what, and below it how to mend it; without a fix there is no second line."""
    assert (
        str(UserError(Place(Path("a.yaml"), 3), "this is wrong", "do that"))
        == "a.yaml:3: this is wrong\n  fix: do that"
    )
    assert str(UserError(Place("a.yaml"), "this is wrong")) == "a.yaml: this is wrong"


def test_several_mistakes_are_told_one_after_the_other() -> None:
    """The first is the one that the exception itself carries."""
    errors = UserErrors([UserError("a", "x", "y"), UserError("b", "z")])
    assert str(errors) == "a: x\n  fix: y\nb: z"
    assert (errors.where, errors.what, errors.fix) == ("a", "x", "y")
    assert len(errors.errors) == 2


@pytest.mark.parametrize(
    ("word", "known", "told"),
    [
        ("titel", ["title", "steps"], "did you mean 'title'?"),
        ("ab", ["abc", "abd", "xyz"], "did you mean 'abd' or 'abc'?"),
        ("qqq", ["b", "a"], "known: a, b"),
        ("qqq", [f"word{n}" for n in range(13)], ""),
        ("qqq", [], ""),
    ],
)
def test_a_misspelt_word_gets_a_suggestion_or_a_short_list(word: str, known: list[str], told: str) -> None:
    """Never a list that nobody reads."""
    assert did_you_mean(word, known) == told
