"""A whole run over real sockets: every defect is found, a sound product is not blamed, and nobody else's data moves."""

from __future__ import annotations

import pytest

from conformance.contract.ledger import judge_recorded
from conformance.contract.records import Record
from conformance.model.exchange import Credentials
from conformance.model.finding import Kind
from conformance.model.verdict import Blame, Verdict

from .library import CONTRACT, DEFECTS, opened
from .running import REQUIREMENTS, phase

#: Which kind of finding, for which requirement, each defect must lead to.
CAUGHT = {
    "server-error": ("ALG-01", Kind.SERVER_ERROR),
    "status": ("ALG-01", Kind.UNDOCUMENTED),
    "media-type": ("ALG-01", Kind.UNDOCUMENTED),
    "unreadable": ("BOEK-02", Kind.UNREADABLE),
    "body": ("BOEK-02", Kind.SHAPE),
    "header": ("KOP-01", Kind.HEADER),
    "problem": ("ALG-01", Kind.PROBLEM),
    "invalid-params": ("ALG-01", Kind.BLAMES),
    "accepted-message": ("ALG-01", Kind.ACCEPTED_INVALID),
    "accepted-field": ("BOEK-13", Kind.ACCEPTED_INVALID),
    "accepted-value": ("ALG-01", Kind.ACCEPTED_INVALID),
    "accepted-parameter": ("ALG-01", Kind.ACCEPTED_INVALID),
    "refused-example": ("ALG-01", Kind.REFUSED_VALID),
    "credentials": ("ALG-01", Kind.OUTCOME),
    "unknown-id": ("ALG-01", Kind.OUTCOME),
    "method": ("ALG-01", Kind.OUTCOME),
    "unknown-path": ("ALG-01", Kind.OUTCOME),
}


def test_a_sound_product_gives_no_finding_and_no_observation() -> None:
    """A product that does what its contract says is not blamed for anything."""
    with opened() as library:
        ran = phase(library, 200)
    assert ran.result.judgement.findings == ()
    assert ran.result.judgement.observations == ()
    assert dict(ran.result.judgement.observed)["KOP-01"] > 50


@pytest.mark.parametrize("defect", sorted(DEFECTS))
def test_every_defect_is_found(defect: str) -> None:
    """Each defect leads to a failed finding of its own kind, about its own requirement, blamed on the product."""
    with opened(defect) as library:
        ran = phase(library, 90)
    requirement, kind = CAUGHT[defect]
    found = [each for each in ran.result.judgement.findings if each.kind is kind and each.requirement == requirement]
    assert found, (DEFECTS[defect], ran.result.judgement.findings)
    assert all(each.verdict is Verdict.FAILED and each.blame is Blame.PRODUCT for each in found)
    numbers = {record.number for record in ran.records}
    assert all(len(each.exchanges) >= 2 and set(each.exchanges) <= numbers for each in found)
    assert all(each.message.nl and each.message.en and each.hint.nl for each in found)


def test_a_finding_names_the_operation_where_it_arose() -> None:
    """The reader is led to the operation."""
    with opened("body") as library:
        ran = phase(library, 150)
    assert {each.spot.operation for each in ran.result.judgement.findings} >= {"boekenRetrieve", "boekenList"}


def test_what_happens_once_is_an_observation_and_no_verdict() -> None:
    """A server error that does not come back when the request is repeated fails nobody."""
    with opened(hiccup='"soort":"gedicht"') as library:
        ran = phase(library, 150)
    assert ran.result.replays > 0
    assert ran.result.judgement.findings == ()
    observed = ran.result.judgement.observations
    assert [each.kind for each in observed] == [Kind.INSTABILITY]
    assert observed[0].verdict is Verdict.CANT_TELL


def test_the_same_seed_sends_the_same_requests() -> None:
    """Two runs with one seed send the same requests to the same objects; another seed sends others."""
    with opened() as library:
        own = {"boeken": [library.add() for _ in range(4)]}
        first, second, other = (phase(library, 60, seed, objects=own) for seed in (5, 5, 6))

    def sent(records: list[Record]) -> list[object]:
        kept = [record for record in records if record.exchange.request.method != "DELETE"]
        return [(each.order, each.case, each.exchange.request) for each in sorted(kept, key=lambda each: each.order)]

    assert sent(first.records) == sent(second.records)
    assert sent(first.records) != sent(other.records)


@pytest.mark.parametrize("budget", [0, 1, 7, 20, 90])
def test_the_budget_is_never_exceeded(budget: int) -> None:
    """Repetitions count too, also when every answer raises a suspicion."""
    with opened("header", "body", "credentials") as library:
        ran = phase(library, budget)
        asked = len(library.asked)
    assert asked == ran.result.sent == len(ran.records) <= budget
    assert sum(ran.result.per_operation.values()) == ran.result.sent


def test_only_objects_of_the_suite_are_changed_or_removed() -> None:
    """Books of other people are listed by the product, and still nobody touches them."""
    with opened() as library:
        others = {library.add(titel=f"Van een ander {number}") for number in range(10)}
        before = {key: dict(library.books[key]) for key in others}
        ran = phase(library, 120)
        touched = {path.split("/")[2] for method, path in library.asked if method in ("PUT", "PATCH", "DELETE")}
        after = {key: library.books.get(key) for key in others}
    assert after == before
    assert not touched & others
    assert touched
    assert ran.removed


def test_without_own_objects_nothing_that_exists_is_changed() -> None:
    """When nothing was registered beforehand, changes are only tried on ids that do not exist, or on what we made."""
    with opened() as library:
        others = {library.add() for _ in range(5)}
        ran = phase(library, 90, objects={})
        touched = {path.split("/")[2] for method, path in library.asked if method in ("PUT", "PATCH", "DELETE")}
    assert not touched & others
    assert {id_ for _, id_ in ran.removed} <= {id_ for _, id_ in ran.made}


def test_everything_that_was_registered_is_told() -> None:
    """What is left behind can be cleaned up: every new book was made known, and removed ones as well."""
    with opened() as library:
        own = [library.add() for _ in range(6)]
        ran = phase(library, 120, objects={"boeken": own})
        left = set(library.books)
    made, removed = ({id_ for _, id_ in told} for told in (ran.made, ran.removed))
    assert made
    assert left == (set(own) | made) - removed


def test_the_recorded_phase_gives_the_same_judgement_in_any_order() -> None:
    """Judging the record afterwards, in another order and through its notes, gives exactly what the run gave."""
    with opened("body", "accepted-field", "header", hiccup="1234567890123") as library:
        ran = phase(library, 110)
    again = [Record.from_note(record.note(), record.exchange) for record in reversed(ran.records)]
    assert judge_recorded(CONTRACT, REQUIREMENTS, again) == ran.result.judgement
    assert ran.result.judgement.findings


def test_requests_go_out_concurrently_but_never_more_than_allowed() -> None:
    """Several requests are under way at once, up to the bound."""
    with opened() as library:
        ran = phase(library, 60, concurrency=4)
    assert 1 < ran.most_at_once <= 4


def test_a_probe_without_credentials_goes_to_every_operation() -> None:
    """Also with a small budget every operation is asked whether it lets anybody in."""
    with opened() as library:
        ran = phase(library, 90)
    probed = {each.operation for each in ran.records if each.exchange.request.credentials is Credentials.NONE}
    assert probed == set(CONTRACT.operations)


def test_a_product_that_does_not_answer_is_nobodys_failure_and_ends_the_phase() -> None:
    """Silence is blamed on the environment, and a dead product is not asked two hundred times."""
    with opened() as library:
        own = {"boeken": [library.add()]}
    ran = phase(library, 200, objects=own)
    assert ran.result.stopped
    assert ran.result.sent < 60
    assert all(each.blame is Blame.ENVIRONMENT for each in ran.result.judgement.observations)
    assert ran.result.judgement.findings == ()
