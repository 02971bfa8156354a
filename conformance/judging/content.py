"""What an answer says: values, search results and the fields that a refusal names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from conformance.expressions import Scope, resolve
from conformance.judging import say
from conformance.judging.outcome import Situation
from conformance.model.captured import Captured, Found
from conformance.model.finding import Finding, Kind
from conformance.model.profile import Field, Record
from conformance.model.scenario import Expect
from conformance.model.text import Text
from conformance.model.verdict import Blame, Verdict
from conformance.testdata import MARK
from conformance.wire import MISSING, equal, get, instant

FIELD_NAMED = "API-07"
#: Statuses that say that the message itself is wrong; a conflict (409) need not lie in one field.
NAMES_FIELDS = (400, 422)
ACCESS = "API-16"
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def _is_date(value: str) -> bool:
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return False
    return _DATE.fullmatch(value) is not None


#: The forms that `looks_like` knows.
FORMS: Mapping[str, Callable[[Any], bool]] = {
    "uuid": lambda value: isinstance(value, str) and _UUID.fullmatch(value) is not None,
    "digits": lambda value: isinstance(value, str) and value.isascii() and value.isdigit(),
    "moment": lambda value: instant(value) is not None,
    "date": lambda value: isinstance(value, str) and _is_date(value),
}
_EMPTY: tuple[Any, ...] = (MISSING, None, "", (), [], {})


def _failed(situation: Situation, kind: Kind, message: Text, expected: Any, actual: Any, hint: Text) -> list[Finding]:
    """The same finding for each requirement; `expected` and `actual` are values, or words of our own as a Text."""
    told = say.shown(expected), say.shown(actual)
    return situation.findings(Verdict.FAILED, Blame.PRODUCT, kind, message, *told, hint)


Difference = tuple[str, Any, Callable[[str], Text]]


def judge_record(
    situation: Situation, expect: Expect, got: Captured, sent: Mapping[str, Any], record: Record, scope: Scope
) -> list[Finding]:
    """Every expectation on the attributes of one record."""
    differences = [
        *_not_equal(_expected(expect, sent, got, record, scope), got, record),
        *_forbidden(resolve(expect.differs, scope), got, record),
        *_without_text(resolve(expect.text_holds, scope), got),
        *_wrongly_there(expect, got, scope),
        *_misshapen(expect, got),
    ]
    return [
        finding
        for attribute, expected, message in differences
        for finding in _failed(
            situation, Kind.VALUE, message(attribute), expected, got.values.get(attribute, MISSING), say.VALUE_HINT
        )
    ]


def _not_equal(expected: Mapping[str, Any], got: Captured, record: Record) -> Iterator[Difference]:
    for attribute, value in expected.items():
        if not equal(record.fields.get(attribute), value, got.values.get(attribute, MISSING)):
            yield attribute, value, say.value_differs


def _forbidden(values: Mapping[str, Any], got: Captured, record: Record) -> Iterator[Difference]:
    for attribute, value in values.items():
        if equal(record.fields.get(attribute), value, got.values.get(attribute, MISSING)):
            yield attribute, say.other_than(value), say.value_kept


def _without_text(wanted: Mapping[str, Any], got: Captured) -> Iterator[Difference]:
    for attribute, texts in wanted.items():
        actual = got.values.get(attribute)
        for text in texts if isinstance(texts, list) else [texts]:
            if not isinstance(actual, str) or str(text) not in actual:
                yield attribute, say.text_with(text), say.value_differs


def _wrongly_there(expect: Expect, got: Captured, scope: Scope) -> Iterator[Difference]:
    for attribute in resolve(expect.absent, scope):
        if got.values.get(attribute, MISSING) not in _EMPTY:
            yield attribute, say.NOTHING, say.value_kept
    for attribute in resolve(expect.present, scope):
        if got.values.get(attribute, MISSING) in _EMPTY:
            yield attribute, say.A_VALUE, say.value_differs


def _misshapen(expect: Expect, got: Captured) -> Iterator[Difference]:
    for attribute, form in expect.looks_like.items():
        if not FORMS[form](got.values.get(attribute)):
            yield attribute, say.form(form), say.value_differs
    if expect.any_present and all(got.values.get(name, MISSING) in _EMPTY for name in expect.any_present):
        yield expect.any_present[0], say.one_of_these(expect.any_present), say.value_differs


def _expected(expect: Expect, sent: Mapping[str, Any], got: Captured, record: Record, scope: Scope) -> dict[str, Any]:
    """All equalities together: the record it must be the same as, what was sent, and what the scenario says."""
    wanted: dict[str, Any] = {}
    apart = resolve(expect.apart_from, scope)
    other = scope.captures.get(expect.same_as)
    if isinstance(other, Captured):
        wanted |= {name: value for name, value in other.values.items() if name in record.fields and name not in apart}
    if expect.as_sent:
        wanted |= {
            name: value
            for name, value in sent.items()
            if record.fields[name].direction in ("both", "stated") and not (name == "id" and "id" not in got.values)
        }
    # What a change leaves out of the comparison with the record before it, is just what it has to set.
    left_out = () if expect.same_as else apart
    stated: dict[str, Any] = resolve(expect.values, scope)
    return {name: value for name, value in wanted.items() if name not in left_out} | stated


def judge_found(situation: Situation, expect: Expect, got: Found, record: Record, scope: Scope) -> list[Finding]:
    """Every expectation on what a search found."""
    found = _members(situation, expect, got, scope)
    ids = [item.id for item in got.items]
    if expect.distinct and len(set(ids)) != len(ids):
        found += _failed(situation, Kind.MEMBERS, say.FOUND_TWICE, say.ONCE, ids, say.SEARCH_HINT)
    total = resolve(expect.total, scope)
    if total is not None and got.total not in (None, total):
        found += _failed(situation, Kind.MEMBERS, say.TOTAL_DIFFERS, total, got.total, say.SEARCH_HINT)
    for attribute, value in resolve(expect.each, scope).items():
        found += _each(situation, attribute, value, got, record.fields.get(attribute))
    for attribute, value in resolve(expect.none, scope).items():
        if any(equal(record.fields.get(attribute), value, item.values.get(attribute, MISSING)) for item in got.items):
            message = say.wrongly_found(say.named(attribute, value))
            found += _failed(situation, Kind.MEMBERS, message, say.none_with(value), ids, say.SEARCH_HINT)
    for attribute in expect.each_present:
        if any(item.values.get(attribute, MISSING) in _EMPTY for item in got.items):
            message = say.item_differs(attribute)
            found += _failed(situation, Kind.MEMBERS, message, say.A_VALUE, say.NOTHING, say.SEARCH_HINT)
    return found + _order(situation, expect.in_order, got)


def _order(situation: Situation, attribute: str, got: Found) -> list[Finding]:
    moments = [instant(item.values.get(attribute)) for item in got.items] if attribute else []
    known = [moment for moment in moments if moment is not None]
    if known in (sorted(known), sorted(known, reverse=True)):
        return []
    message = say.not_in_order(attribute)
    return _failed(situation, Kind.MEMBERS, message, say.IN_ORDER, [str(moment) for moment in known], say.SEARCH_HINT)


def _members(situation: Situation, expect: Expect, got: Found, scope: Scope) -> list[Finding]:
    """What must be found and is not, and what is found and must not be."""
    ids, labels = [item.id for item in got.items], _labels(scope)
    wanted = [_id(value) for value in resolve(expect.exactly or (), scope)]
    missing = [name for name in (*map(_id, resolve(expect.contains, scope)), *wanted) if name not in ids]
    wrong = [name for name in map(_id, resolve(expect.excludes, scope)) if name in ids]
    if expect.exactly is not None:
        wrong += [name for name in ids if name not in wanted][:1]
    found: list[Finding] = []
    for name in missing:
        if got.more or (got.bare and not wrong):
            blame = Blame.CONFIGURATION if got.more else Blame.SPECIFICATION
            message, hint = (say.TOO_MANY, say.TOO_MANY_HINT) if got.more else (say.ONE_THING, say.ONE_THING_HINT)
            found += situation.findings(
                Verdict.CANT_TELL, blame, Kind.MEMBERS, message, str(name), say.shown(ids), hint
            )
        else:
            message = say.not_found(labels.get(name, str(name)))
            found += _failed(situation, Kind.MEMBERS, message, name, ids, say.SEARCH_HINT)
    for name in wrong:
        expected = wanted if expect.exactly is not None else say.other_than(name)
        message = say.wrongly_found(labels.get(name, str(name)))
        found += _failed(situation, Kind.MEMBERS, message, expected, ids, say.SEARCH_HINT)
    return found


def _each(situation: Situation, attribute: str, value: Any, got: Found, field: Field | None) -> list[Finding]:
    for item in got.items:
        actual = item.values.get(attribute, MISSING)
        if not equal(field, value, actual):
            return _failed(situation, Kind.MEMBERS, say.item_differs(attribute), value, actual, say.SEARCH_HINT)
    return []


def _id(value: Any) -> Any:
    return value.id if isinstance(value, Captured) else value


def _labels(scope: Scope) -> dict[str, str]:
    """Names of captures by id, so that a finding says ‘tweede’ and not only a UUID."""
    return {
        value.id: f"‘{name}’ ({value.id})"
        for name, value in scope.captures.items()
        if isinstance(value, Captured) and value.id
    }


def judge_disclosure(situation: Situation, body: bytes) -> list[Finding]:
    """A refusal for want of credentials must not hold what was registered: every text of ours is marked."""
    if MARK.encode() not in body:
        return []
    return situation.findings(
        Verdict.FAILED, Blame.PRODUCT, Kind.VALUE, say.DISCLOSED, say.NO_DATA, say.OUR_DATA,
        say.VALUE_HINT, (ACCESS,),
    )  # fmt: skip


def judge_blames(situation: Situation, names: tuple[str, ...], record: Record | None, body: Any) -> list[Finding]:
    """A 400 must name at least one of these attributes among its invalid parameters (ruling on lenient spelling)."""
    fields = record.fields if record else {}
    listed = get(body, ("invalidParams",))
    named = [
        str(entry["name"])
        for entry in (listed if isinstance(listed, list) else [])
        if isinstance(entry, Mapping) and "name" in entry
    ]
    if any(_points_at(_plain(name), _pointer(wanted, fields.get(wanted))) for name in named for wanted in names):
        return []
    if len(names) > 1 and any(_plain(name) in ("nonfielderrors", "all") for name in named):
        return []
    return situation.findings(
        Verdict.FAILED,
        Blame.PRODUCT,
        Kind.BLAMES,
        say.BLAMES,
        " / ".join(sorted(_shown_names(names, fields))),
        say.shown(named),
        say.BLAMES_HINT,
        (FIELD_NAMED,),
    )


def _shown_names(names: tuple[str, ...], fields: Mapping[str, Field]) -> set[str]:
    return {".".join(fields[name].pointer) if name in fields else name for name in names}


def _pointer(name: str, field: Field | None) -> tuple[str, ...]:
    return tuple(_plain(part) for part in field.pointer) if field else (_plain(name),)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _points_at(named: str, pointer: tuple[str, ...]) -> bool:
    """Whether an error's plain name is the field, a path that ends in it or goes on inside it, or a group around it."""
    groups = {"".join(pointer[:depth]) for depth in range(1, len(pointer))}
    return named.endswith(pointer[-1]) or named.startswith("".join(pointer)) or named in groups
