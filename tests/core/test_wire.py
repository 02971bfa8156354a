"""Values of the domain on the wire and back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conformance.model.captured import Captured
from conformance.model.profile import Field, FieldKind
from conformance.wire import MISSING, equal, from_body, from_wire, get, instant, put, to_body, to_wire

from .world import ID, OTHER, small_profile

PROFILE = small_profile()
RECORD = PROFILE.records["klantcontact"]
ids = st.uuids(version=4).map(str)
texts = st.text(max_size=12)
plain = texts | st.none() | st.booleans() | st.integers()
moments = st.datetimes(
    datetime(1900, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.integers(-720, 840).map(lambda m: timezone(timedelta(minutes=m))),
)
#: What a scenario may say of each attribute, by the kind of its field.
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "onderwerp": plain,
    "inhoud": plain,
    "gelukt": st.sampled_from(["ja", "nee", "onbekend"]),
    "volgnummer": st.integers(0, 10**17).map(str) | st.none(),
    "plaatsgevonden_op": moments.map(datetime.isoformat) | st.none(),
    "hoofdactor": ids | st.none(),
    "actoren": st.lists(ids, max_size=3),
    "kenmerken": st.lists(st.fixed_dictionaries({}, optional={"soort": texts, "waarde": texts}), max_size=3),
    "postcode": plain,
}


@given(st.fixed_dictionaries({}, optional=VALUES))
def test_what_goes_out_comes_back_the_same(values: dict[str, Any]) -> None:
    """Through the body of a message and JSON, for every kind of field, and nothing comes along."""
    body = json.loads(json.dumps(to_body(PROFILE, RECORD, values)))
    back = from_body(PROFILE, RECORD, body)
    assert back.keys() == values.keys()
    for name, value in values.items():
        if name == "kenmerken":
            assert [dict(one.values) for one in back[name]] == value
        else:
            assert equal(RECORD.fields[name], value, back[name])
            assert equal(RECORD.fields[name], value, list(back[name]) if isinstance(back[name], tuple) else back[name])


@given(st.fixed_dictionaries({}, optional=VALUES))
def test_what_came_back_can_be_sent_again(values: dict[str, Any]) -> None:
    """A full replacement sends what an answer said; the message is then the same."""
    body = to_body(PROFILE, RECORD, values)
    assert to_body(PROFILE, RECORD, from_body(PROFILE, RECORD, body)) == body


bodies = st.recursive(
    plain | st.floats(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "uuid",
                    "onderwerp",
                    "geslaagd",
                    "volgnummer",
                    "hoofdactor",
                    "actoren",
                    "kenmerken",
                    "adres",
                    "postcode",
                    "code",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(bodies)
def test_whatever_a_product_says_is_read(body: Any) -> None:
    """Never an exception, and nothing is equal to something of another type."""
    found = from_body(PROFILE, RECORD, body)
    assert found.keys() <= RECORD.fields.keys()
    for name, value in found.items():
        assert equal(RECORD.fields[name], value, value) or name in ("volgnummer", "gelukt", "hoofdactor", "actoren")


@pytest.mark.parametrize(
    ("told", "kept", "same"),
    [
        ("10:00:00.123456Z", "10:00:00.123Z", True),
        ("10:00:00.123999Z", "10:00:00.123Z", True),
        ("10:00:00.000001Z", "09:59:59.999999Z", True),
        ("10:00:00.123456Z", "10:00:00.122Z", False),
        ("10:00:00.123Z", "10:00:00.124Z", False),
        ("10:00:00.123Z", "10:00:00Z", False),
    ],
)
def test_a_moment_is_the_same_when_only_less_than_a_millisecond_was_not_kept(told: str, kept: str, same: bool) -> None:
    """A database that keeps fewer decimals than the answer to a registration shows has not changed the moment."""
    field = Field("op", ("op",), FieldKind.MOMENT)
    assert equal(field, f"2026-01-01T{told}", f"2026-01-01T{kept}") is same
    assert equal(field, f"2026-01-01T{kept}", f"2026-01-01T{told}") is same


@given(moments, st.integers(-720, 840))
def test_a_moment_is_the_same_in_every_zone(moment: datetime, minutes: int) -> None:
    """It is compared as an instant, not as a text."""
    elsewhere = moment.astimezone(timezone(timedelta(minutes=minutes)))
    field = Field("op", ("op",), FieldKind.MOMENT)
    assert equal(field, moment.isoformat(), elsewhere.isoformat())
    assert not equal(field, moment.isoformat(), (elsewhere + timedelta(seconds=1)).isoformat())
    assert (
        not equal(Field("op", ("op",)), moment.isoformat(), elsewhere.isoformat())
        or moment.isoformat() == elsewhere.isoformat()
    )


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-01-01T12:00:00Z", datetime(2026, 1, 1, 12, tzinfo=UTC)),
        ("2026-01-01t12:00:00z", datetime(2026, 1, 1, 12, tzinfo=UTC)),
        ("2026-01-01 12:00:00Z", datetime(2026, 1, 1, 12, tzinfo=UTC)),
        ("2026-01-01T12:00:00+01:00", datetime(2026, 1, 1, 11, tzinfo=UTC)),
        ("2026-01-01T12:00:00.5-00:00", datetime(2026, 1, 1, 12, 0, 0, 500_000, tzinfo=UTC)),
        ("2026-01-01T12:00:00.123456789Z", datetime(2026, 1, 1, 12, 0, 0, 123_456, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_as_rfc_3339_writes_it(text: str, moment: datetime) -> None:
    """With any fraction of a second."""
    assert instant(text) == moment


@pytest.mark.parametrize(
    "value",
    [
        "",
        "2026-01-01",
        "2026-01-01T12:00:00",
        "2026-01-01T12:00Z",
        "20260101T120000Z",
        "2026-W01-1T12:00:00Z",
        "2026-02-30T12:00:00Z",
        "2026-01-01T25:00:00Z",
        "2026-01-01T12:00:00+0100",
        "2026-01-01T12:00:00+25:00",
        "0001-01-01T00:00:00+14:00",
        "x" * 30,
        None,
        5,
        "2026-01-01T12:00:00Z ",
        "２026-01-01T12:00:00Z",
        ["2026-01-01T12:00:00Z"],
    ],
)
def test_what_is_not_a_moment_is_none(value: Any) -> None:
    """Also at the edge of the calendar, where a zone would lead out of it."""
    assert instant(value) is None


@given(texts | st.from_regex(r"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)\Z"))
def test_every_text_is_a_moment_or_none(text: str) -> None:
    """No date of the wild trips the judge."""
    found = instant(text)
    assert found is None or found.tzinfo is UTC


@pytest.mark.parametrize(
    ("one", "other"),
    [(1, True), (0, False), (1, "1"), (None, ""), ("", MISSING), (False, None), ("a", "A"), ([], ())],
)
def test_values_of_another_type_are_never_the_same(one: Any, other: Any) -> None:
    """Python would call some of them equal."""
    assert not equal(None, one, other)
    assert not equal(None, other, one)
    assert equal(None, one, one)


def test_nothing_may_be_told_by_leaving_it_out() -> None:
    """Whether it may be left out is for the contract; what is expected to be missing was never a null."""
    gelukt = Field("gelukt", ("geslaagd",), values={"ja": True, "onbekend": None})
    assert equal(None, None, MISSING)
    assert equal(gelukt, "onbekend", MISSING)
    assert not equal(gelukt, "ja", MISSING)
    assert not equal(None, "onbekend", MISSING)


def test_a_yes_is_no_number() -> None:
    """Neither on the way out nor on the way in."""
    number = RECORD.fields["volgnummer"]
    assert to_wire(PROFILE, number, True) is True
    assert from_wire(PROFILE, number, True) is True
    assert not equal(number, "1", from_wire(PROFILE, number, True))
    choice = RECORD.fields["gelukt"]
    assert from_wire(PROFILE, choice, 1) == 1
    assert from_wire(PROFILE, choice, True) == "ja"


@pytest.mark.parametrize("value", ["007", "-5", "+5", "1.0", "٣", "²", "9" * 30, "", " 7", "1e3"])
def test_a_number_that_would_not_come_back_the_same_is_sent_as_it_is(value: str) -> None:
    """A scenario may try just that."""
    assert to_wire(PROFILE, RECORD.fields["volgnummer"], value) == value


@pytest.mark.parametrize(
    ("name", "raw"), [("gelukt", "ja"), ("gelukt", "onbekend"), ("volgnummer", "7"), ("volgnummer", "")]
)
def test_a_text_that_only_looks_like_our_word_is_not_it(name: str, raw: str) -> None:
    """The API has another way to say it; what is shown is what stood there."""
    field = RECORD.fields[name]
    found = from_wire(PROFILE, field, raw)
    assert not equal(field, raw, found)
    assert json.dumps(found) == json.dumps(raw)


def test_a_reference_is_an_id_in_the_form_of_the_api() -> None:
    """From an id or a record; an API without a key for it has the bare id."""
    record, field = Captured("actor", {"id": ID}), RECORD.fields["hoofdactor"]
    assert to_wire(PROFILE, field, record) == to_wire(PROFILE, field, ID) == {"uuid": ID}
    assert to_wire(PROFILE, field, None) is None
    bare = replace(PROFILE, reference_key="")
    assert to_wire(bare, field, record) == ID
    assert to_wire(bare, RECORD.fields["actoren"], [record, OTHER]) == [ID, OTHER]
    assert from_wire(bare, field, ID) == ID
    assert from_wire(PROFILE, field, {"uuid": ID, "url": "x"}) == ID


def test_references_are_compared_as_a_collection() -> None:
    """The order says nothing; how often one is there does."""
    field, record = RECORD.fields["actoren"], Captured("actor", {"id": ID, "naam": "Kim"})
    assert equal(field, [record, OTHER], (OTHER, ID))
    assert not equal(field, [record], (ID, ID))
    assert not equal(field, [], None)
    assert not equal(field, [], MISSING)


def test_a_pointer_goes_through_objects_and_to_one_item_of_a_list() -> None:
    """A text or null on the way has no members, and a list has no names."""
    body = {"a": {"b": {"c": None}}, "list": [{"b": 1}], "text": "b"}
    assert get(body, ("a", "b", "c")) is None
    assert get(body, ()) is body
    assert get(body, ("list", "0", "b")) == 1
    for pointer in (
        ("a", "x"),
        ("a", "b", "c", "d"),
        ("list", "1"),
        ("list", "-1"),
        ("list", "b"),
        ("text", "b"),
        ("x",),
    ):
        assert get(body, pointer) is MISSING


def test_putting_a_value_makes_the_objects_on_the_way() -> None:
    """And replaces what is not an object."""
    body: dict[str, Any] = {"a": None, "b": {"x": 1}}
    put(body, ("a", "c"), 2)
    put(body, ("b", "y"), 3)
    assert body == {"a": {"c": 2}, "b": {"x": 1, "y": 3}}


def test_what_is_only_read_or_only_sent_goes_one_way() -> None:
    """As the profile says."""
    body = {"uuid": ID, "interneNotitie": "x", "geregistreerdOp": "2026-01-01T00:00:00Z"}
    assert from_body(PROFILE, RECORD, body) == {"id": ID, "geregistreerd_op": "2026-01-01T00:00:00Z"}
    assert to_body(PROFILE, RECORD, {"notitie": "x"}) == {"interneNotitie": "x"}
