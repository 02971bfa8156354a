"""A refusal must name what is wrong: generous in how it is spelt, strict in what is meant."""

from __future__ import annotations

from typing import Any

import pytest

from conformance.model.verdict import Verdict

from .world import answer, kinds, play, scenario


def refused(blames: str, names: Any, status: int = 400, verifies: str = "[KCT-01]") -> list[tuple[str, str, str, str]]:
    """What is found when a registration is refused with these names as its invalid parameters."""
    what = scenario(
        f"  - registreer_klantcontact: {{}}\n    expect: {{outcome: refused, blames: {blames}}}\n",
        f"verifies: {verifies}",
    )
    listed = [{"name": name} for name in names] if isinstance(names, tuple) else names
    return kinds(play(what, [answer(status, {"invalidParams": listed})]).result.findings)


@pytest.mark.parametrize(
    "name",
    [
        "adres.postcode",
        "adres/postcode",
        "/adres/postcode",
        "#/adres/postcode",
        "adres[postcode]",
        "postcode",
        "Postcode",
        "body.adres.postcode",
        "adres.postcode.0",
        "adres",
    ],
)
def test_a_field_may_be_named_in_many_ways(name: str) -> None:
    """By itself, with its path in any notation, or by the group around it."""
    assert refused("postcode", (name,)) == []
    assert refused("postcode", ("onderwerp", name)) == []


@pytest.mark.parametrize(
    "name", ["onderwerp", "", "adres.plaats", "nonFieldErrors", "post", "code", "bezoekadres", None, 5]
)
def test_another_field_is_not_the_field(name: Any) -> None:
    """Nor is half of its name, or the whole message."""
    assert refused("postcode", (name,)) == [("API-07", "failed", "product", "blames")]


@pytest.mark.parametrize("listed", [None, [], {}, "postcode", ["postcode"], [{"reason": "postcode"}], [None], 5])
def test_a_list_of_another_form_names_nothing(listed: Any) -> None:
    """Whatever stands there, it is judged and never trips the judge."""
    assert refused("postcode", listed) == [("API-07", "failed", "product", "blames")]


def test_of_several_fields_one_is_enough_and_so_is_the_whole() -> None:
    """What is wrong together may be told of the message as a whole."""
    assert refused("[postcode, inhoud]", ("inhoud",)) == []
    assert refused("[postcode, inhoud]", ("nonFieldErrors",)) == []
    assert refused("[postcode, inhoud]", ("__all__",)) == []
    assert refused("[postcode, inhoud]", ("onderwerp",)) == [("API-07", "failed", "product", "blames")]


def test_only_an_answer_400_must_name_fields() -> None:
    """A conflict is a refusal too, without a field to point at."""
    assert refused("postcode", (), status=409) == []


def test_naming_fields_counts_under_its_own_requirement() -> None:
    """What the scenario verifies passed, for the message was refused; when it verifies the naming, that failed."""
    what = scenario("  - registreer_klantcontact: {}\n    expect: {outcome: refused, blames: postcode}\n")
    done = play(what, [answer(400, {})])
    assert done.result.verdicts == (("KCT-01", Verdict.PASSED),)
    assert done.result.observed == (("API-07", 1),)
    what = scenario(
        "  - registreer_klantcontact: {}\n    expect: {outcome: refused, blames: postcode}\n", "verifies: [API-07]"
    )
    assert play(what, [answer(400, {})]).result.verdicts == (("API-07", Verdict.FAILED),)
    done = play(what, [answer(400, {"invalidParams": [{"name": "postcode"}]})])
    assert done.result.verdicts == (("API-07", Verdict.PASSED),)


def test_the_finding_says_what_had_to_be_named_and_what_was() -> None:
    """In the words of the API, for its maker has to find it."""
    what = scenario("  - registreer_klantcontact: {}\n    expect: {outcome: refused, blames: [postcode, gelukt]}\n")
    (finding,) = play(what, [answer(400, {"invalidParams": [{"name": "onderwerp"}]})]).result.findings
    assert finding.expected.en == "adres.postcode / geslaagd"
    assert finding.actual.nl == '["onderwerp"]'
