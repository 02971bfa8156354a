"""How a step ended, from the status alone, and who has to act on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conformance.model.exchange import Failure, FailureKind, Response
from conformance.model.verdict import Verdict

from .world import ID, answer, kinds, no_remarks, play, scenario, small_profile

EVERY = [*range(200, 209), 226, *range(300, 309), *range(400, 432), 451, *range(500, 512), 599, 600, 999]
UNAVAILABLE = (429, 502, 503, 504)
REDIRECTS = (301, 302, 303, 307, 308)
BOTH = "verifies: [KCT-01, KCT-02]"


def ended(expect: str, status: int, by: str = "") -> list[tuple[str, str, str, str]]:
    """What is found when a registration is answered with this status; the scenario verifies two requirements."""
    steps = f"  - registreer_klantcontact: {{}}\n{by}"
    steps += f"    verifies: [KCT-01]\n    expect: {expect}\n" if expect else ""
    steps += "  - registreer_actor: {}\n    expect: created\n"
    done = play(scenario(steps, BOTH), [answer(status, {"uuid": ID}), answer(201, {"uuid": ID})])
    return kinds(done.result.findings)


def cannot_tell(blame: str, kind: str) -> list[tuple[str, str, str, str]]:
    """Findings for everything that the scenario verifies."""
    return [(name, "cantTell", blame, kind) for name in ("KCT-01", "KCT-02")]


def expected(status: int, *, stated: bool, own: bool, acceptable: tuple[int, ...]) -> list[tuple[str, str, str, str]]:
    """The rules, once more and in other words."""
    if status in acceptable:
        return []
    if status in UNAVAILABLE:
        return cannot_tell("environment", "no-answer")
    if status in REDIRECTS or (status in (401, 403) and own):
        return cannot_tell("configuration", "outcome")
    if stated:
        return [("KCT-01", "failed", "product", "outcome")]
    return cannot_tell("product", "precondition")


@pytest.mark.parametrize("status", EVERY)
def test_an_outcome_that_the_scenario_states(status: int) -> None:
    """It is the proof of the step's own requirements."""
    assert ended("created", status) == expected(status, stated=True, own=True, acceptable=(201,))


@pytest.mark.parametrize("status", EVERY)
def test_a_precondition_blames_the_product_without_failing_the_requirement(status: int) -> None:
    """Nothing of the scenario can be told; that it was done by another code for that is told by the contract."""
    assert ended("", status) == expected(status, stated=False, own=True, acceptable=(200, 201))


@pytest.mark.parametrize("status", EVERY)
def test_a_step_that_is_about_what_came_back_leaves_the_code_to_the_contract(status: int) -> None:
    """Whether a registration says 200 or 201 proves nothing about what was registered."""
    found = ended(f"{{id: {ID}}}", status)
    assert found == expected(status, stated=True, own=True, acceptable=(200, 201))


@pytest.mark.parametrize("status", EVERY)
@pytest.mark.parametrize("by", ["nobody", "impostor"])
def test_without_credentials_a_refusal_is_a_verdict_on_the_product(status: int, by: str) -> None:
    """401 and 403 are then what the step is about."""
    found = ended("unauthenticated", status, f"    by: {by}\n")
    assert found == expected(status, stated=True, own=False, acceptable=(401,))


@pytest.mark.parametrize("status", EVERY)
def test_any_of_several_outcomes_is_enough(status: int) -> None:
    """Also an outcome with several codes."""
    steps = "  - registreer_klantcontact: {}\n    expect: [refused, created]\n"
    done = play(scenario(steps), [answer(status, {"uuid": ID})])
    right = status in (201, 400, 409)
    assert (done.result.verdict is Verdict.PASSED) is right
    assert (kinds(done.result.findings) == []) is right


def test_an_action_may_have_codes_of_its_own() -> None:
    """They replace those of the profile, for that action only."""
    profile = small_profile()
    own = replace(profile.actions["verwijder_klantcontact"], statuses={"removed": (200,)})
    profile = replace(profile, actions={**profile.actions, "verwijder_klantcontact": own})
    steps = (
        "  - registreer_klantcontact: {}\n    as: eerste\n"
        "  - verwijder_klantcontact: {klantcontact: $eerste}\n    expect: removed\n"
    )
    for status, verdict in ((200, Verdict.PASSED), (204, Verdict.FAILED)):
        done = play(scenario(steps), [answer(201, {"uuid": ID}), answer(status)], no_remarks, profile)
        assert done.result.verdict is verdict


@pytest.mark.parametrize("kind", list(FailureKind))
def test_no_answer_is_never_a_failure_of_the_product(kind: FailureKind) -> None:
    """Whatever went wrong on the way, for proof and precondition alike."""
    for expect in ("    expect: created\n", ""):
        steps = f"  - registreer_klantcontact: {{}}\n{expect}  - registreer_klantcontact: {{}}\n    expect: created\n"
        done = play(scenario(steps), [Failure(kind, "the cause")])
        assert kinds(done.result.findings) == [("KCT-01", "cantTell", "environment", "no-answer")]
        assert done.result.findings[0].actual.en.endswith("(the cause)")


def test_a_precondition_points_to_where_to_look_first() -> None:
    """To the requirement of that action; for a server error to the requirement that there are none."""
    steps = "  - registreer_klantcontact: {}\n  - registreer_actor: {}\n    verifies: [KCT-02]\n    expect: created\n"
    causes = {
        status: play(scenario(steps, "verifies: [KCT-02]"), [answer(status)]).result.findings[0].cause
        for status in (400, 404, 500, 501)
    }
    assert causes == {400: "KCT-01", 404: "KCT-01", 500: "API-30", 501: "API-30"}


def test_a_finding_says_what_was_expected_and_what_came() -> None:
    """In the words of the domain, and with the status."""
    steps = "  - registreer_klantcontact: {}\n    expect: [created, refused]\n"
    (finding,) = play(scenario(steps), [answer(404)]).result.findings
    assert (finding.expected.nl, finding.actual.nl) == ("vastgelegd / geweigerd", "404")
    assert finding.message.nl == "klantcontact vastleggen: verwacht werd ‘vastgelegd / geweigerd’, het antwoord was 404"


@pytest.mark.parametrize("body", [b"", b"<html>", b"{", b"\xff", b'{"a": NaN}', b"[" * 100 + b"]" * 100])
def test_an_answer_that_cannot_be_read_fails_a_proof_and_stops_a_precondition(body: bytes) -> None:
    """The status was right, and there is nothing to look at."""
    proof = "  - registreer_klantcontact: {}\n    expect: created\n"
    done = play(scenario(proof), [answer(201, body)])
    assert kinds(done.result.findings) == [("KCT-01", "failed", "product", "unreadable")]
    done = play(scenario("  - registreer_klantcontact: {}\n" + proof), [answer(201, body)])
    assert kinds(done.result.findings) == [("KCT-01", "cantTell", "product", "unreadable")]
    assert done.result.findings[0].cause == "KCT-01"


def test_an_answer_that_was_cut_off_cannot_be_told() -> None:
    """The bound is ours."""
    cut = Response(201, (("Content-Type", "application/json"),), b'{"uuid"', cut=True)
    done = play(scenario("  - registreer_klantcontact: {}\n    expect: created\n"), [cut])
    assert kinds(done.result.findings) == [("KCT-01", "cantTell", "product", "unreadable")]


def test_the_body_of_a_refusal_is_not_read_as_a_record() -> None:
    """It may be empty, or a page of a proxy."""
    done = play(scenario("  - registreer_klantcontact: {}\n    expect: refused\n"), [answer(400, b"<html>")])
    assert kinds(done.result.findings) == []


@pytest.mark.parametrize(("before", "verdict"), [(201, "failed"), (None, "cantTell")])
def test_a_refusal_as_forbidden_is_not_about_credentials_that_were_good_enough_before(
    before: int | None, verdict: str
) -> None:
    """Where the same operation succeeded, 403 is no way to refuse a message (R-14)."""
    steps = "  - registreer_klantcontact: {}\n" if before else ""
    steps += "  - registreer_klantcontact: {}\n    expect: refused\n"
    answers = [answer(before, {"uuid": ID})] if before else []
    done = play(scenario(steps), [*answers, answer(403, {})])
    assert [found.verdict.value for found in done.result.findings] == [verdict]
