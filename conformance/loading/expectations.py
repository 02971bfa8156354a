"""What a step expects: every word known, and no expectation that would never be looked at."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from conformance.loading.marks import Marks, advice, names
from conformance.loading.yamlfile import PathKey
from conformance.model.scenario import Expect
from conformance.model.vocabulary import ActionWord, Vocabulary

#: About one record.
OF_RECORDS = (
    "as_sent",
    "same_as",
    "apart_from",
    "differs",
    "text_holds",
    "absent",
    "present",
    "looks_like",
    "any_present",
)
#: About what a search found.
OF_SEARCHES = ("contains", "excludes", "exactly", "each", "none", "distinct", "total", "each_present", "in_order")
#: Every key of `expect` that is not an attribute.
EXPECT_WORDS = ("outcome", "blames", *OF_RECORDS, *OF_SEARCHES)
_MEMBERS = ("contains", "excludes", "exactly")
#: Attributes by name, and those for which a column of the table may stand.
_ATTRIBUTES = ("looks_like", "any_present", "each_present", "in_order")
_RESOLVED = ("absent", "present", "apart_from", "blames")


def read_expect(marks: Marks, vocabulary: Vocabulary, word: ActionWord, data: Any, path: PathKey) -> Expect:
    """The expectation of a step; without one, the action's usual outcome as a precondition."""
    if data is None:
        return Expect((word.outcome,), stated=False, usual=True)
    if not isinstance(data, Mapping):
        return Expect(_outcomes(marks, vocabulary, data, path))
    outcomes = _outcomes(marks, vocabulary, data.get("outcome", word.outcome), (*path, "outcome"))
    values = {key: value for key, value in data.items() if key not in EXPECT_WORDS}
    _attributes(marks, vocabulary.records.get(word.record, ()), word, data, path)
    marks.expressions({key: value for key, value in data.items() if key not in ("outcome", *_RESOLVED)}, path)
    _captures(marks, data, path)
    _never_seen(marks, vocabulary, word, outcomes, data, path)
    return Expect(
        outcomes=outcomes,
        usual="outcome" not in data,
        values=values,
        differs=data.get("differs", {}),
        text_holds=data.get("text_holds", {}),
        absent=tuple(data.get("absent", ())),
        present=tuple(data.get("present", ())),
        as_sent=data.get("as_sent", False),
        same_as=data.get("same_as", "").removeprefix("$"),
        apart_from=tuple(data.get("apart_from", ())),
        contains=names(data.get("contains", ())),
        excludes=names(data.get("excludes", ())),
        exactly=names(data["exactly"]) if "exactly" in data else None,
        each=data.get("each", {}),
        none=data.get("none", {}),
        distinct=data.get("distinct", False),
        total=data.get("total"),
        blames=names(data.get("blames", ())),
        looks_like=data.get("looks_like", {}),
        any_present=tuple(data.get("any_present", ())),
        each_present=tuple(data.get("each_present", ())),
        in_order=data.get("in_order", ""),
    )


def telling(vocabulary: Vocabulary) -> set[str]:
    """The outcomes with which a record or a list comes back."""
    return {action.outcome for action in vocabulary.actions.values()} - {"removed"}


def _outcomes(marks: Marks, vocabulary: Vocabulary, data: Any, path: PathKey) -> tuple[str, ...]:
    return marks.words(data, vocabulary.outcomes, "unknown outcome {}", path)


def _attributes(marks: Marks, known: tuple[str, ...], word: ActionWord, data: Mapping[str, Any], path: PathKey) -> None:
    what = f"{word.record} has no attribute"
    for group in ("differs", "text_holds", "each", "none"):
        for key in data.get(group, ()):
            if key not in known:
                marks.wrong((*path, group, key), f"{what} {key!r}", advice(key, known, "see scenarios/vocabulary.yaml"))
    for key in data:
        if key not in EXPECT_WORDS and key not in known:
            fix = advice(key, [*known, *EXPECT_WORDS], "see scenarios/vocabulary.yaml")
            marks.wrong((*path, key), f"{what} {key!r}", fix)
    for group in (*_ATTRIBUTES, *_RESOLVED):
        for index, name in enumerate(names(data.get(group, ()))):
            place = (*path, group, name if isinstance(data[group], Mapping) else index)
            if group in _RESOLVED:
                marks.words(name, known, f"{what} {{}}", place)
            elif name not in known:
                marks.wrong(place, f"{what} {name!r}", advice(name, known, "see scenarios/vocabulary.yaml"))


def _captures(marks: Marks, data: Mapping[str, Any], path: PathKey) -> None:
    """What is compared with must be one captured record: the judge looks for nothing else."""
    for group in ("same_as", *_MEMBERS):
        for name in names(data.get(group, ())):
            capture = re.fullmatch(r"\$([a-z][a-zA-Z0-9_]*)", name)
            if capture and marks.captures.get(capture[1], ()) is None:
                fix = "get the one that you need, and use that"
                marks.wrong((*path, group), f"{name} is what a search found, not one record", fix)
            elif group == "same_as" and not capture:
                marks.wrong((*path, group), f"same_as compares with a whole record, not with {name!r}", "write $name")


def _never_seen(
    marks: Marks,
    vocabulary: Vocabulary,
    word: ActionWord,
    outcomes: tuple[str, ...],
    data: Mapping[str, Any],
    path: PathKey,
) -> None:
    """Expectations that no judge would ever look at: a scenario that says more than it checks is worse than none."""
    usual = {action.outcome for action in vocabulary.actions.values()}
    fixed = not any(name.startswith("$") for name in outcomes)
    looked_at = [key for key in data if key not in ("outcome", "blames")]
    foreign = [key for key in looked_at if (key not in OF_SEARCHES if word.many else key in OF_SEARCHES)]
    for key in foreign:
        what = f"{word.name} finds a list" if word.many else f"{word.name} gives one {word.record}"
        fix = "use " + ", ".join(
            ("contains", "exactly", "each") if word.many else ("its attributes", "same_as", "present")
        )
        marks.wrong((*path, key), f"{what}: {key!r} would not be looked at", fix)
    if fixed and looked_at and not foreign and not telling(vocabulary) & set(outcomes):
        what = f"with outcome {' or '.join(outcomes)} nothing comes back: {looked_at[0]!r} would not be looked at"
        marks.wrong((*path, looked_at[0]), what, "take it out, or get the record in a next step and look there")
    if "blames" in data and fixed and set(outcomes) <= usual:
        marks.wrong(
            (*path, "blames"), "only a refusal blames: it would not be looked at", "expect refused, or take it out"
        )
    if "apart_from" in data and not data.get("as_sent") and "same_as" not in data:
        marks.wrong(
            (*path, "apart_from"), "apart_from says nothing without as_sent or same_as", "add one, or take it out"
        )
