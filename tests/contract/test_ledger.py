"""What becomes a finding: seen, repeated, and seen again."""

from __future__ import annotations

import itertools
import json

from conformance.contract.issues import Expectation, Purpose
from conformance.contract.ledger import TRIES, Ledger, judge_recorded
from conformance.contract.mapping import Requirements
from conformance.contract.records import Record
from conformance.model.exchange import Exchange, Failure, FailureKind, Request, Response
from conformance.model.finding import Kind
from conformance.model.verdict import Blame, Verdict

from .library import CONTRACT
from .running import REQUIREMENTS
from .test_answers import BOOK, JSON, VERSION

NUMBERS = itertools.count(1)
GOOD = Response(200, (VERSION, JSON), json.dumps(BOOK).encode())
BROKEN = Response(500)


def record(
    response: Response | Failure, replay_of: Record | None = None, target: str = "", operation: str = "boekenRetrieve"
) -> Record:
    """A record of one request, or of the repetition of another one."""
    number = next(NUMBERS)
    failed = isinstance(response, Failure)
    exchange = Exchange(
        Request("GET", "/boeken/1"), None if failed else response, response if failed else None, number=number
    )  # type: ignore[arg-type]
    again = replay_of.number if replay_of else None
    return Record(number, operation, Purpose.POSITIVE, Expectation.ANY, exchange, "case", target, again)


def ledger(*records: Record) -> Ledger:
    """A ledger with these records."""
    made = Ledger(CONTRACT, REQUIREMENTS)
    for each in records:
        made.add(each)
    return made


def test_what_was_not_repeated_is_no_verdict() -> None:
    """It is an observation, and it wants to be repeated."""
    seen = record(BROKEN)
    made = ledger(record(GOOD), seen)
    assert made.wanting() == [(seen.number, 0)]
    assert made.judgement().findings == ()
    assert [each.kind for each in made.judgement().observations] == [Kind.INSTABILITY]


def test_what_was_seen_again_is_a_finding_with_both_exchanges() -> None:
    """The last exchange named is the repetition."""
    seen = record(BROKEN)
    again = record(BROKEN, seen)
    made = ledger(seen, again)
    assert made.wanting() == []
    (finding,) = made.judgement().findings
    assert finding.exchanges == (seen.number, again.number)
    assert (finding.verdict, finding.kind, finding.spot.operation) == (
        Verdict.FAILED, Kind.SERVER_ERROR, "boekenRetrieve",
    )  # fmt: skip


def test_a_suspicion_is_repeated_with_its_other_requests_and_then_let_go() -> None:
    """Each time another request that raised it, at most so many times."""
    first, second = record(BROKEN), record(BROKEN)
    made = ledger(first, second)
    asked = []
    while wanting := made.wanting():
        ((number, tried),) = wanting
        asked.append((number, tried))
        made.add(record(GOOD, first if number == first.number else second))
    assert asked == [(first.number, 0), (second.number, 1), (first.number, 2)]
    assert len(asked) == TRIES
    assert made.judgement().findings == ()


def test_one_repetition_settles_everything_that_the_request_showed() -> None:
    """A request with two flaws is repeated once."""
    bare = Response(200, (JSON,), json.dumps({**BOOK, "soort": 1}).encode())
    seen = record(bare)
    made = ledger(seen)
    assert len(made.wanting()) == 1
    made.add(record(bare, seen))
    assert {each.kind for each in made.judgement().findings} == {Kind.HEADER, Kind.SHAPE}


def test_findings_are_grouped_per_operation_rule_and_requirement() -> None:
    """Several places become one finding that names them all."""
    body = json.dumps({**BOOK, "soort": 1, "titel": 2, "geteld": "x"}).encode()
    response = Response(200, (VERSION, JSON), body)
    seen = record(response)
    (finding,) = judge_recorded(CONTRACT, REQUIREMENTS, [seen, record(response, seen)]).findings
    assert "(and at 2 other places)" in finding.message.en
    assert all(place in finding.actual.nl for place in ("/soort", "/titel", "/geteld"))


def test_server_errors_by_different_causes_are_repeated_apart() -> None:
    """What a request tried tells the cause, as far as anything does."""
    one, two = record(BROKEN, target="/titel"), record(BROKEN, target="/soort")
    made = ledger(one, two)
    assert made.wanting() == [(one.number, 0), (two.number, 0)]


def test_silence_is_the_environments_even_when_it_comes_back() -> None:
    """A connection that breaks twice still is no failure of the product."""
    broken = Failure(FailureKind.TIMEOUT, "30 s")
    seen = record(broken)
    (finding,) = judge_recorded(CONTRACT, REQUIREMENTS, [seen, record(broken, seen)]).findings
    assert (finding.verdict, finding.blame, finding.kind) == (Verdict.CANT_TELL, Blame.ENVIRONMENT, Kind.NO_ANSWER)


def test_a_rule_that_the_profile_silences_is_neither_repeated_nor_told() -> None:
    """Null in the table means silence."""
    silent = Requirements.of({"fallback": "ALG-01", "rules": {"server-error": None}})
    made = Ledger(CONTRACT, silent)
    made.add(record(BROKEN))
    assert made.wanting() == []
    assert made.judgement().observations == ()


def test_the_record_survives_its_note() -> None:
    """What goes into the evidence log comes out the same, through JSON."""
    seen = record(BROKEN, target="/titel")
    for each in (seen, record(GOOD, seen)):
        assert Record.from_note(json.loads(json.dumps(each.note())), each.exchange) == each
