"""One attempt at a scenario: its steps in order, what it registers, and what becomes of each requirement."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from conformance.model.exchange import Exchange, Failure, FailureKind, Request, Response
from conformance.model.finding import Finding, Kind, Made, Spot
from conformance.model.text import Text
from conformance.model.unable import Unable
from conformance.model.verdict import Blame, Verdict

from .world import ID, OTHER, THIRD, answer, found, kinds, no_remarks, play, scenario, scenarios, small_profile

THREE = """
  - registreer_klantcontact: {}
    as: contact
    verifies: [KCT-01]
    expect: created
  - vraag_klantcontact_op: {klantcontact: $contact}
    verifies: [KCT-02]
    expect: {same_as: $contact}
  - zoek_klantcontacten: {}
    verifies: [KCT-03]
    expect: {contains: $contact}
"""
ALL = "verifies: [KCT-01, KCT-02, KCT-03]"
BODY = {"uuid": ID, "onderwerp": "Afval"}


def test_every_requirement_passes_when_every_step_did_as_expected() -> None:
    """And the result says which exchanges show it, and how long they took."""
    done = play(scenario(THREE, ALL), [answer(201, BODY), answer(200, BODY), found(BODY)])
    assert [str(verdict) for _, verdict in done.result.verdicts] == ["passed"] * 3
    assert done.result.verdict is Verdict.PASSED
    assert done.result.findings == ()
    assert done.result.exchanges == (1, 2, 3)
    assert done.result.seconds == 2.5


@pytest.mark.parametrize(
    ("answers", "verdicts"),
    [
        ([answer(400)], ["failed", "cantTell", "cantTell"]),
        ([answer(201, BODY), answer(200, {"uuid": OTHER})], ["passed", "failed", "cantTell"]),
        ([answer(201, BODY), answer(200, BODY), found()], ["passed", "passed", "failed"]),
        ([answer(201, BODY), Failure(FailureKind.TIMEOUT, "late")], ["cantTell"] * 3),
    ],
)
def test_a_step_that_fails_ends_the_scenario(answers: list[Response | Failure], verdicts: list[str]) -> None:
    """What was proven before stays proven, what had to come after it cannot be told."""
    done = play(scenario(THREE, ALL), answers)
    assert [str(verdict) for _, verdict in done.result.verdicts] == verdicts
    assert len(done.requests) == len(answers)
    assert done.play.step == len(answers)


def test_a_requirement_passes_only_after_its_last_proof() -> None:
    """Half of the proof is none."""
    steps = "  - registreer_klantcontact: {}\n    expect: created\n" * 2
    assert play(scenario(steps), [answer(201, BODY), answer(400)]).result.verdict is Verdict.FAILED
    late = play(scenario(steps), [answer(201, BODY), Failure(FailureKind.CONNECT, "gone")])
    assert late.result.verdict is Verdict.CANT_TELL


def test_what_an_answer_lacks_is_not_held_against_the_step_that_needs_it() -> None:
    """It cannot be told, and the product is blamed: what the earlier answer lacks, that answer is judged for."""
    steps = "  - registreer_klantcontact: {}\n    as: contact\n  - registreer_klantcontact: {inhoud: $contact.inhoud}\n"
    proof = play(scenario(steps + "    expect: created\n"), [answer(201, BODY)])
    assert kinds(proof.result.findings) == [("KCT-01", "cantTell", "product", "precondition")]
    more = steps + "  - registreer_klantcontact: {}\n    expect: created\n"
    assert kinds(play(scenario(more), [answer(201, BODY)]).result.findings) == [
        ("KCT-01", "cantTell", "product", "precondition")
    ]
    looked_at = steps.partition("  - registreer_klantcontact: {inhoud")[0]
    looked_at += "  - registreer_klantcontact: {}\n    expect: {inhoud: $contact.inhoud}\n"
    done = play(scenario(looked_at), [answer(201, BODY), answer(201, BODY)])
    assert kinds(done.result.findings) == [("KCT-01", "cantTell", "product", "precondition")]


def test_what_is_registered_is_remembered_in_order() -> None:
    """Also by a step that was not meant to succeed, for it must be removed all the same."""
    steps = """
  - registreer_actor: {}
  - registreer_klantcontact: {}
  - registreer_klantcontact: {}
    expect: refused
"""
    done = play(scenario(steps), [answer(201, {"uuid": THIRD}), answer(201, BODY), answer(201, {"uuid": OTHER})])
    assert done.result.verdict is Verdict.FAILED
    assert done.play.made == [
        Made("registreer_actor", "actor", THIRD),
        Made("registreer_klantcontact", "klantcontact", ID),
        Made("registreer_klantcontact", "klantcontact", OTHER),
    ]


def test_what_is_refused_or_only_read_is_not_remembered() -> None:
    """Nothing exists that did not."""
    steps = "  - registreer_klantcontact: {}\n    as: c\n  - vraag_klantcontact_op: {klantcontact: $c}\n"
    steps += "  - wijzig_klantcontact: {klantcontact: $c}\n  - registreer_actor: {}\n    expect: refused\n"
    done = play(
        scenario(steps), [answer(201, BODY), answer(200, BODY), answer(200, BODY), answer(400, {"uuid": OTHER})]
    )
    assert [made.id for made in done.play.made] == [ID]


@pytest.mark.parametrize(("status", "removed"), [(204, True), (200, True), (404, False), (500, False)])
def test_what_a_scenario_removes_itself_is_marked(status: int, removed: bool) -> None:
    """Only when the product says so."""
    steps = "  - registreer_actor: {}\n  - registreer_klantcontact: {}\n    as: contact\n"
    steps += "  - verwijder_klantcontact: {klantcontact: $contact}\n    expect: removed\n"
    done = play(scenario(steps), [answer(201, {"uuid": OTHER}), answer(201, BODY), answer(status)])
    assert [(made.id, made.removed) for made in done.play.made] == [(OTHER, False), (ID, removed)]


def test_captures_are_for_later_steps_of_the_same_attempt() -> None:
    """With what the product said, in the words of the domain."""
    what = scenario(THREE, ALL)
    done = play(what, [answer(201, {**BODY, "geslaagd": True}), answer(200, {**BODY, "geslaagd": True}), found(BODY)])
    assert done.requests[1].path == f"/contacten/{ID}"
    assert done.play.scope.captures["contact"].values == {"id": ID, "onderwerp": "Afval", "gelukt": "ja"}  # type: ignore[union-attr]
    other = play(what, [answer(201, {"uuid": OTHER}), answer(200, {"uuid": OTHER}), found({"uuid": OTHER})])
    assert other.requests[1].path == f"/contacten/{OTHER}"


def test_a_row_is_played_with_its_own_values() -> None:
    """In arguments and expectations, and as an outcome."""
    head = "verifies: [KCT-01]\nrows:\n  a: {wat: 1, hoe: created}\n  b: {wat: null, hoe: refused}"
    first, second = scenarios("  - registreer_klantcontact: {inhoud: $row.wat}\n    expect: $row.hoe\n", head)
    done = play(first, [answer(201, BODY)])
    assert json.loads(done.requests[0].body or b"")["inhoud"] == 1
    assert done.result.verdict is Verdict.PASSED
    assert play(second, [answer(201, BODY)]).result.verdict is Verdict.FAILED
    assert play(second, [answer(409)]).result.verdict is Verdict.PASSED


def test_the_form_of_every_answer_is_judged_without_ending_the_scenario() -> None:
    """Also of the pages of a search and of refusals; how often is counted."""
    seen: list[tuple[str, int]] = []

    def conform(operation: str, exchange: Exchange, spot: Spot) -> tuple[list[Finding], list[str]]:
        seen.append((operation, exchange.number))
        text = Text("x", "x")
        finding = Finding(
            "API-30", Verdict.FAILED, Blame.PRODUCT, Kind.SHAPE, text, text, text, text, spot, (exchange.number,)
        )
        return [finding], ["API-30", "API-30", "API-07"]

    steps = "  - registreer_klantcontact: {}\n  - zoek_klantcontacten: {}\n    expect: {distinct: true}\n"
    steps += "  - registreer_actor: {}\n    expect: refused\n"
    page = found({"uuid": OTHER}, next_page="?page=2")
    done = play(scenario(steps), [answer(201, BODY), page, found(BODY), answer(400)], conform)
    assert seen == [("contactenCreate", 1), ("contactenList", 2), ("contactenList", 3), ("actorenCreate", 4)]
    assert done.result.observed == (("API-07", 4), ("API-30", 8))
    assert done.result.verdicts == (("KCT-01", Verdict.PASSED),)
    assert len(done.result.findings) == 4


def test_a_remark_on_the_form_fails_the_requirement_when_the_scenario_verifies_it() -> None:
    """A finding counts wherever it came from."""

    def conform(_: str, exchange: Exchange, spot: Spot) -> tuple[list[Finding], list[str]]:
        text = Text("x", "x")
        finding = Finding(
            "KCT-01", Verdict.FAILED, Blame.PRODUCT, Kind.SHAPE, text, text, text, text, spot, (exchange.number,)
        )
        return [finding], []

    done = play(scenario("  - registreer_actor: {}\n    expect: created\n"), [answer(201, {"uuid": ID})], conform)
    assert done.result.verdict is Verdict.FAILED


@pytest.mark.parametrize("name", ["registreer_klantcontact", "klantcontact.inhoud", "klantcontact.gelukt"])
def test_a_scenario_that_the_api_cannot_express_is_inapplicable(name: str) -> None:
    """With the reason of the profile, and before anything is sent."""
    reason = Text("dat kan hier niet", "that cannot be done here")
    profile = replace(small_profile(), unable=Unable({name: reason}))
    what = scenario("  - registreer_klantcontact: {inhoud: x}\n    expect: {gelukt: ja}\n")
    done = play(what, [], no_remarks, profile)
    assert (done.result.verdict, done.result.reason) == (Verdict.INAPPLICABLE, reason)
    assert done.requests == []


def test_a_flaw_of_the_suite_blames_nobody_else() -> None:
    """A word without a place in the profile, or an exception in the judge itself."""
    record = small_profile().records["klantcontact"]
    fewer = replace(record, fields={name: field for name, field in record.fields.items() if name != "inhoud"})
    profile = replace(small_profile(), records={**small_profile().records, "klantcontact": fewer})
    done = play(scenario("  - registreer_klantcontact: {inhoud: x}\n    expect: created\n"), [], no_remarks, profile)
    assert kinds(done.result.findings) == [("KCT-01", "cantTell", "suite", "suite")]

    def conform(_: str, __: Exchange, ___: Spot) -> tuple[list[Finding], list[str]]:
        raise ZeroDivisionError("oeps")

    done = play(scenario("  - registreer_actor: {}\n    expect: created\n"), [answer(201, {"uuid": ID})], conform)
    assert kinds(done.result.findings) == [("KCT-01", "cantTell", "suite", "suite")]
    assert done.result.findings[0].actual.en == "ZeroDivisionError: oeps"
    assert [made.id for made in done.play.made] == [ID]


def test_an_address_is_followed_only_at_the_product_itself() -> None:
    """Elsewhere is a matter of how it was set up."""
    steps = "  - registreer_klantcontact: {}\n    as: contact\n  - volg_klantcontact: {locatie: $contact.locatie}\n"
    steps += "    expect: {same_as: $contact}\n"
    where = ("Location", f"https://example.org/api/contacten/{ID}")
    done = play(scenario(steps), [answer(201, BODY, where), answer(200, BODY)])
    assert (done.requests[1].path, done.result.verdict) == (f"/contacten/{ID}", Verdict.PASSED)
    done = play(scenario(steps), [answer(201, BODY, ("Location", "https://intern:8000/api/contacten/1"))])
    assert kinds(done.result.findings) == [("KCT-01", "cantTell", "configuration", "precondition")]
    assert len(done.requests) == 1
    done = play(scenario(steps), [answer(201, BODY)])
    assert kinds(done.result.findings) == [("KCT-01", "cantTell", "product", "precondition")]


def test_a_refusal_for_want_of_credentials_may_not_give_data_away() -> None:
    """What we registered is marked, so that it is recognised."""
    steps = '  - registreer_klantcontact: {onderwerp: "${uniek}"}\n    by: nobody\n    expect: unauthenticated\n'

    def echo(request: Request) -> Response:
        return Response(401, (), request.body or b"")

    assert kinds(play(scenario(steps), [echo]).result.findings) == [("API-16", "failed", "product", "value")]
    assert kinds(play(scenario(steps), [answer(401, {"detail": "nee"})]).result.findings) == []


BODIES: list[Any] = [[], None, 5, "x", {"uuid": 5}, {"uuid": None}, {"uuid": {}}, {"actoren": 5}, [BODY], {}]


@pytest.mark.parametrize("body", BODIES, ids=str)
def test_whatever_an_answer_holds_the_attempt_ends_with_a_verdict(body: Any) -> None:
    """And never with a flaw of the suite."""
    done = play(scenario(THREE, ALL), [answer(201, body)] * 3)
    assert done.result.verdict in (Verdict.FAILED, Verdict.CANT_TELL)
    assert all(finding.blame is Blame.PRODUCT for finding in done.result.findings)
