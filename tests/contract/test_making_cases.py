"""Making requests: the same ones every time, harmless, about our own objects, and divided fairly."""

from __future__ import annotations

import asyncio
import hashlib
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conformance.contract import phase as phase_module
from conformance.contract.cases import Case
from conformance.contract.choosing import Chooser
from conformance.contract.deviating import alone, graft, transplant
from conformance.contract.generating import Generator
from conformance.contract.grounding import Ground
from conformance.contract.harmless import MARK, elfproef, fresh_digits, freshen, harmless
from conformance.contract.issues import Expectation, Purpose
from conformance.contract.judging import DEPTH
from conformance.contract.own import Own
from conformance.contract.phase import Settings, UnsafeRequest, run
from conformance.contract.planning import planned, shares
from conformance.contract.raw import NOT_SENT, Raw
from conformance.contract.requests import breaches
from conformance.contract.samples import Samples
from conformance.model.exchange import Exchange, Request, Response

from .library import CONTRACT
from .running import REQUIREMENTS

MINE = [f"0b0e0e0a-0000-4000-8000-00000000000{number}" for number in range(6)]
STRANGE = "11111111-2222-4333-8444-555555555555"
CREATE, UPDATE, RETRIEVE = (CONTRACT.operations[f"boeken{name}"] for name in ("Create", "Update", "Retrieve"))


def own() -> Own:
    """Six books of our own."""
    return Own({"boeken": MINE}, 1)


def raw(body: Any = NOT_SENT, *, negative: bool = False, location: str = "", **parts: Any) -> Raw:
    """A generated case."""
    given = {"path": {}, "query": {}, "headers": {}, "target": "", "media_type": None} | parts
    return Raw(negative, "case", location=location, body=body, **given)


def grounded(operation: Any, case: Raw) -> Request:
    """The request for a case."""
    made = Ground(CONTRACT, own(), REQUIREMENTS.references).request(operation, case, 7)
    assert made is not None
    return made[0]


def test_generation_is_the_same_in_every_process(tmp_path: Path) -> None:
    """Another hash seed, other modules beside it, another folder: the same cases, and nothing left in that folder."""
    tests = Path(__file__).parents[1]
    constants = [*(f"van de buren {number}" for number in range(300)), *range(987000, 987300)]
    (tmp_path / "buurman.py").write_text(f"LIJST = {constants}\n")
    found = set()
    for hash_seed, load in (("1", ""), ("2", "import buurman")):
        code = f"""{load}
from conformance.contract.isolation import leave_nothing_behind
leave_nothing_behind()
from contract.test_making_cases import fingerprint
print(fingerprint())"""
        path = os.pathsep.join(map(str, (tests, tests.parent, tmp_path)))
        environment = os.environ | {
            "PYTHONHASHSEED": hash_seed, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1",
            "XDG_CACHE_HOME": str(tmp_path / "cache"),
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        found.add(done.stdout)
    assert len(found) == 1
    assert found != {""}
    assert sorted(each.name for each in tmp_path.iterdir()) == ["buurman.py", "cache"]


def fingerprint() -> str:
    """A digest of everything that is made up for the library's contract with one seed."""
    generator, digest = Generator(CONTRACT, 3), hashlib.sha256()
    for name in CONTRACT.operations:
        for each in (*generator.examples(name), *generator.coverage(name), *generator.fuzz(name, 30)):
            body = "nothing" if each.body is NOT_SENT else each.body
            digest.update(repr((each.path, each.query, each.headers, body)).encode())
    return digest.hexdigest()


def test_the_generator_finds_every_kind_of_violation() -> None:
    """The systematic cases have, for each field, one that our own validator proves wrong."""
    ground, generator = Ground(CONTRACT, own(), REQUIREMENTS.references), Generator(CONTRACT, 1)
    places = set()
    for each in generator.coverage("boekenCreate"):
        made = ground.request(CREATE, each, 1)
        if made is not None:
            places |= {found.where for found in breaches(CONTRACT, CREATE, made[0], DEPTH) if found.certain}
    assert {
        "/titel",
        "/soort",
        "/paginas",
        "/verschenen",
        "/geleend",
        "/isbn",
        "/vervolgOp",
        "/vervolgOp/uuid",
    } <= places


TEMPLATE = {"titel": "Een titel", "soort": "gedicht", "delen": [{"titel": "a"}], "maat": {"hoog": 1, "breed": 2}}


@pytest.mark.parametrize(
    ("body", "where", "missing", "expected"),
    [
        ({"soort": "strip"}, "/soort", False, {**TEMPLATE, "soort": "strip"}),
        ({}, "/soort", True, {name: value for name, value in TEMPLATE.items() if name != "soort"}),
        ({"nieuw": {"a": 1, "b": 2}}, "/nieuw/a", False, {**TEMPLATE, "nieuw": {"a": 1, "b": 2}}),
        ({"maat": {"hoog": "x"}}, "/maat/hoog", False, {**TEMPLATE, "maat": {"hoog": "x", "breed": 2}}),
        ({"maat": {"hoog": 3}}, "/maat/breed", True, {**TEMPLATE, "maat": {"hoog": 1}}),
        ({"delen": [{"titel": 5}]}, "/delen/0/titel", False, {**TEMPLATE, "delen": [{"titel": 5}]}),
        ({"delen": [{}, {"titel": 5}]}, "/delen/1/titel", False, {**TEMPLATE, "delen": [{"titel": "a"}, {"titel": 5}]}),
        ({"maat": "groot"}, "/maat", False, {**TEMPLATE, "maat": "groot"}),
    ],
)
def test_a_deviation_is_put_into_a_message_that_fits(body: Any, where: str, missing: bool, expected: Any) -> None:
    """And the message that fits stays as it was."""
    before = json.dumps(TEMPLATE)
    assert graft(TEMPLATE, body, where, missing=missing) == expected
    assert json.dumps(TEMPLATE) == before


def test_every_deviation_of_a_body_is_sent_by_itself() -> None:
    """Together, the refusal of one would hide that another goes unnoticed."""
    body = {"soort": "strip", "paginas": "veel", "isbn": 12}
    found = list(alone(CONTRACT, CREATE, body, {"titel": "t", "soort": "roman"}))
    assert found == [
        {"soort": "roman"},
        {"titel": "t", "soort": "strip"},
        {"titel": "t", "soort": "roman", "paginas": "veel"},
    ]


def test_what_fits_is_added_to_a_message_that_fits() -> None:
    """Nothing is taken away, and what is the same in every generated body stays out."""
    base = {"titel": "0", "soort": "roman", "isbn": "0000000000000"}
    template = {"titel": "Een titel", "soort": "gedicht"}
    assert transplant(base, {**base, "paginas": 3}, template) == {**template, "paginas": 3}
    assert transplant(base, {"titel": "0"}, template) == template


def test_every_field_with_its_own_requirement_is_tried_before_any_field_twice() -> None:
    """A small share goes to what tells most: one deviation, not tried yet, easily overlooked."""
    turns = itertools.count(1)
    ground = Ground(CONTRACT, own(), REQUIREMENTS.references)
    chooser = Chooser(CONTRACT, REQUIREMENTS, ground, Samples(CONTRACT, {}, 1), 1, turns)
    chosen = chooser.coverage(CREATE, Generator(CONTRACT, 1).coverage("boekenCreate"), 20)
    proven = [each.certain for each in chosen if each.certain is not None]
    assert len(proven) >= 11
    assert (proven[0].where, proven[0].keyword) == ("/soort", "required")
    assert len({(each.where, each.keyword) for each in proven}) == len(proven)
    assert all(each.others == 0 for each in chosen if each.certain is not None)


def test_references_and_paths_name_our_own_objects() -> None:
    """Any id that was made up is replaced, in the path, the query and the message."""
    request = grounded(
        UPDATE, raw({"vervolgOp": {"uuid": STRANGE}}, path={"uuid": STRANGE}, query={"serie__uuid": STRANGE})
    )  # fmt: skip
    assert request.path.split("/")[2] in MINE
    assert json.loads(request.body or b"")["vervolgOp"]["uuid"] in MINE
    assert dict(request.query)["serie__uuid"] in MINE
    assert STRANGE not in str(request)


def test_what_is_changed_is_never_what_is_referred_to() -> None:
    """Changes would otherwise spoil the objects that other requests need."""
    mine = own()
    changed = {mine.pick("boeken", turn, changing=True) for turn in range(20)}
    referred = {mine.pick("boeken", turn) for turn in range(20)}
    assert changed | referred == set(MINE)
    assert not changed & referred


@pytest.mark.parametrize("key", [12, 12.5, "12", " 7 "])
def test_a_number_never_stands_where_an_id_stands(key: Any) -> None:
    """A product that counts its records could have one with that number."""
    request = grounded(CREATE, raw({"vervolgOp": {"uuid": key}}))
    assert json.loads(request.body or b"")["vervolgOp"]["uuid"] == "geen-sleutel"


def test_a_malformed_id_is_only_tried_for_reading() -> None:
    """Whatever a product makes of `0`, nothing can be changed or removed by it."""
    ground = Ground(CONTRACT, own(), {})
    case = raw(negative=True, location="path", path={"uuid": "0"})
    made = ground.request(RETRIEVE, case, 1)
    assert made == (Request("GET", "/boeken/0"), Expectation.UNKNOWN_ID)
    assert ground.request(UPDATE, case, 1) is None
    assert ground.request(CONTRACT.operations["boekenDestroy"], case, 1) is None


def test_a_change_of_something_that_is_not_ours_is_never_sent() -> None:
    """The last line of defence: whatever went wrong before, such a request does not leave the suite."""
    sent: list[Request] = []

    async def send(request: Request) -> Exchange:
        sent.append(request)
        return Exchange(request, Response(204), number=1)

    async def wrong() -> None:
        made = phase_module._Phase(
            CONTRACT, [], send, REQUIREMENTS, Settings(1, objects={"boeken": MINE}), phase_module.Notify()
        )  # fmt: skip
        for method in ("PUT", "PATCH", "DELETE"):
            request = Request(method, f"/boeken/{STRANGE}")
            with pytest.raises(UnsafeRequest):
                await made._do(Case(1, "boekenDestroy", Purpose.POSITIVE, Expectation.ANY, request, ""))
        await made._do(
            Case(1, "boekenDestroy", Purpose.POSITIVE, Expectation.ANY, Request("DELETE", f"/boeken/{MINE[0]}"), "")
        )

    asyncio.run(wrong())
    assert [each.path for each in sent] == [f"/boeken/{MINE[0]}"]


def test_what_send_raises_goes_through() -> None:
    """The phase does not hide a flaw of the suite."""

    async def send(request: Request) -> Exchange:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        asyncio.run(run(CONTRACT, list(CONTRACT.operations), send, REQUIREMENTS, Settings(1, 20)))


def test_a_generator_that_fails_spoils_only_its_own_operation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its operation is named with the reason; the others are tested."""
    whole = Generator.coverage

    def coverage(self: Generator, operation_id: str) -> Iterator[Raw]:
        if operation_id == "boekenCreate":
            raise ValueError("no such keyword")
        return whole(self, operation_id)

    monkeypatch.setattr(Generator, "coverage", coverage)
    numbers = iter(range(1, 1000))

    async def send(request: Request) -> Exchange:
        return Exchange(request, Response(404), number=next(numbers))

    result = asyncio.run(run(CONTRACT, list(CONTRACT.operations), send, REQUIREMENTS, Settings(1, 60)))
    assert result.unmade == {"boekenCreate": "ValueError: no such keyword"}
    assert result.per_operation["boekenList"] > 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jan@gemeente.nl", "jan@example.org"),
        ("jan@example.com", "jan@example.com"),
        ("https://www.gemeente.nl/pad", "https://example.org/aaaaaaa"),
        ("ftp://x", "https://example.org/"),
        ("+31612345678", "+31600000000"),
        ("0031612345678", "0031600000000"),
        ("0201234567", "0600000000"),
        ("0" * 200, (MARK * 20)[:200]),
        ("0000000000", "0000000000"),
        ("gewone tekst", "gewone tekst"),
        ("", ""),
    ],
)
def test_values_that_could_reach_somebody_are_replaced(text: str, expected: str) -> None:
    """Mail, web and telephone; filling becomes our mark, of the same length."""
    assert harmless(text) == expected


def test_citizen_numbers_become_ones_that_test_data_uses() -> None:
    """They stay well-formed, so that the product still looks at them."""
    assert elfproef("123456782")
    assert not elfproef("123456789")
    made = harmless("123456782")
    assert made.startswith("9999")
    assert elfproef(made)


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_a_value_that_was_made_harmless_stays_as_it_is(text: str) -> None:
    """Doing it twice changes nothing."""
    assert harmless(harmless(text)) == harmless(text)


def test_numbers_that_must_be_unique_are_fresh_every_time_and_the_same_per_turn() -> None:
    """A template can be sent again and again; texts stay."""
    template = {"nummer": "12345", "titel": "12", "delen": [{"bsn": "123456782"}]}
    first, second = freshen(template, "seed", 1), freshen(template, "seed", 2)
    assert first != second
    assert first == freshen(template, "seed", 1)
    assert first["titel"] == "12"
    assert len(first["nummer"]) == 5
    assert elfproef(first["delen"][0]["bsn"])
    assert fresh_digits("12345", 1, 1).isdigit()


def test_a_body_that_the_product_accepted_before_is_preferred() -> None:
    """It also serves for replacing; changing starts from nothing; without one, the documented example serves."""
    given_ = {"boekenCreate": {"titel": "Aanvaard", "soort": "roman"}}
    samples = Samples(CONTRACT, given_, 1)
    assert samples.template(CREATE, [], 1) == given_["boekenCreate"]
    assert samples.template(UPDATE, [], 1) == given_["boekenCreate"]
    assert samples.template(CONTRACT.operations["boekenPartialUpdate"], [], 1) == {}
    assert samples.template(RETRIEVE, [], 1) is NOT_SENT
    assert Samples(CONTRACT, {}, 1).template(CREATE, [], 1) == {"titel": "Voorbeeldboek", "soort": "roman"}


def test_without_any_example_the_smallest_body_that_fits_serves() -> None:
    """Made recognisable where the schema leaves room, and without anything that may be left out."""
    body = {"titel": "0", "soort": "roman", "paginas": 1, "isbn": "0000000000000"}
    assert Samples(CONTRACT, {}, 1).template(UPDATE, [raw(body)], 1) == {"titel": "contracttoets", "soort": "roman"}


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 3000))
def test_a_budget_is_divided_evenly_and_never_exceeded(budget: int) -> None:
    """Operations with much to vary get equally much, give or take one."""
    divided = shares(list(CONTRACT.operations.values()), budget)
    assert sum(share.total for share in divided.values()) <= planned(budget) <= budget
    rich = [divided[f"boeken{name}"].total for name in ("Create", "Update", "PartialUpdate")]
    assert max(rich) - min(rich) <= 1
    assert all(min(share.probes, share.fitting, share.coverage, share.fuzz) >= 0 for share in divided.values())
