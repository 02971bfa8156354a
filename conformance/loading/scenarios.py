"""Scenario files: checked against their schema, the vocabulary, the catalogue and each other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from conformance.errors import UserError, UserErrors, did_you_mean
from conformance.expressions import problems
from conformance.loading.catalogue import text
from conformance.loading.schema import check
from conformance.loading.yamlfile import PathKey, YamlFile, read_yaml
from conformance.model.exchange import Credentials
from conformance.model.requirement import Requirement
from conformance.model.scenario import Expect, Scenario, Step
from conformance.model.vocabulary import Vocabulary
from conformance.resources import relative

RESERVED = ("as", "by", "with", "without", "sent_as", "expect", "verifies")
_LISTS = ("contains", "excludes", "exactly")
_EXPECT_WORDS = (
    "outcome",
    "as_sent",
    "same_as",
    "apart_from",
    "differs",
    "text_holds",
    "absent",
    "present",
    "contains",
    "excludes",
    "exactly",
    "each",
    "distinct",
    "total",
    "blames",
    "looks_like",
    "any_present",
    "each_present",
    "newest_first",
)
_BY = {"nobody": Credentials.NONE, "impostor": Credentials.FALSE}


@dataclass(slots=True)
class Reader:
    """Reads steps of one file and collects every mistake in it."""

    vocabulary: Vocabulary
    requirements: Mapping[str, Requirement]
    source: YamlFile
    row: set[str] | None = None
    captures: set[str] = field(default_factory=set)
    mistakes: list[UserError] = field(default_factory=list)

    def wrong(self, path: PathKey, what: str, fix: str = "") -> None:
        """Note a mistake at a place in the file."""
        self.mistakes.append(UserError(self.source.place(*path), what, fix))

    def known_requirements(self, ids: Any, path: PathKey) -> tuple[str, ...]:
        """The ids, each of which must exist."""
        for index, name in enumerate(ids):
            if name not in self.requirements:
                self.wrong((*path, index), f"requirement {name} does not exist", did_you_mean(name, self.requirements))
        return tuple(ids)

    def steps(self, data: list[Any], path: PathKey, verifies: tuple[str, ...]) -> Iterator[Step]:
        """The steps that are right; the others become mistakes."""
        for index, entry in enumerate(data):
            step = self._step(entry, (*path, index), verifies)
            if step is not None:
                yield step

    def _step(self, entry: Mapping[str, Any], path: PathKey, verifies: tuple[str, ...]) -> Step | None:
        names = [key for key in entry if key not in RESERVED]
        if len(names) != 1:
            self.wrong(
                path,
                f"a step is one action, this one has {len(names)}: {', '.join(names) or 'none'}",
                "start a new step with '- ' for each action",
            )
            return None
        action = names[0]
        if action not in self.vocabulary.actions:
            fix = did_you_mean(action, self.vocabulary.actions) or "see scenarios/vocabulary.yaml"
            self.wrong((*path, action), f"unknown action {action!r}", fix)
            return None
        arguments = self._arguments(action, entry, path)
        without = _names(entry.get("without", ()))
        for name in without:
            if name not in self.vocabulary.arguments(action):
                self.wrong(
                    (*path, "without"),
                    f"{action} has no argument {name!r}",
                    did_you_mean(name, self.vocabulary.arguments(action)),
                )
        expect = self._expect(action, entry.get("expect"), (*path, "expect"))
        cited = self.known_requirements(entry["verifies"], (*path, "verifies")) if "verifies" in entry else verifies
        save_as = entry.get("as", "")
        if save_as in self.captures:
            self.wrong((*path, "as"), f"{save_as!r} is captured twice", "choose another name")
        if save_as:
            self.captures.add(save_as)
        credentials = _BY.get(entry.get("by", ""), Credentials.OWN)
        line = self.source.place(*path, action).line or 0
        return Step(action, arguments, expect, cited, save_as, without, credentials, entry.get("sent_as", ""), line)

    def _arguments(self, action: str, entry: Mapping[str, Any], path: PathKey) -> Mapping[str, Any]:
        given = entry[action] or {}
        known = self.vocabulary.arguments(action)
        for name, value in given.items():
            if name not in known:
                self.wrong((*path, action, name), f"{action} has no argument {name!r}", did_you_mean(name, known))
            self._expressions(value, (*path, action, name))
        more = entry.get("with")
        if more is not None:
            self._expressions(more, (*path, "with"))
            given = {**given, "with": more}
        subject = self.vocabulary.actions[action].subject
        if subject and subject not in given and more is None:
            self.wrong((*path, action), f"{action} must say which {subject}", f"add {subject}: $name")
        return given

    def _expressions(self, value: Any, path: PathKey) -> None:
        for problem in problems(value, self.captures, self.row):
            what, _, fix = problem.partition("; ")
            self.wrong(path, what, fix)

    def _expect(self, action: str, data: Any, path: PathKey) -> Expect:
        word = self.vocabulary.actions[action]
        if data is None:
            return Expect((word.outcome,), stated=False)
        if not isinstance(data, Mapping):
            return Expect(self._outcomes(data, path))
        outcomes = self._outcomes(data.get("outcome", word.outcome), (*path, "outcome"))
        attributes = self.vocabulary.records.get(word.record, ())
        values = {key: value for key, value in data.items() if key not in _EXPECT_WORDS}
        for key in (*values, *data.get("differs", ()), *data.get("text_holds", ()), *data.get("each", ())):
            if key not in attributes:
                self.wrong(
                    (*path, key),
                    f"{word.record} has no attribute {key!r}",
                    did_you_mean(key, [*attributes, *_EXPECT_WORDS]),
                )
        self._attribute_lists(data, attributes, word.record, path)
        self._expressions(data, path)
        lists: dict[str, Any] = {key: tuple(_listed(data[key])) for key in _LISTS if key in data}
        return Expect(
            outcomes=outcomes,
            values=values,
            differs=data.get("differs", {}),
            text_holds=data.get("text_holds", {}),
            absent=tuple(data.get("absent", ())),
            present=tuple(data.get("present", ())),
            as_sent=data.get("as_sent", False),
            same_as=data.get("same_as", "").removeprefix("$"),
            apart_from=tuple(data.get("apart_from", ())),
            each=data.get("each", {}),
            distinct=data.get("distinct", False),
            total=data.get("total"),
            blames=_names(data.get("blames", ())),
            looks_like=data.get("looks_like", {}),
            any_present=tuple(data.get("any_present", ())),
            each_present=tuple(data.get("each_present", ())),
            newest_first=data.get("newest_first", ""),
            **lists,
        )

    def _attribute_lists(
        self, data: Mapping[str, Any], attributes: tuple[str, ...], record: str, path: PathKey
    ) -> None:
        for key in (
            "absent",
            "present",
            "apart_from",
            "blames",
            "looks_like",
            "any_present",
            "each_present",
            "newest_first",
        ):
            for name in _names(data.get(key, ())):
                if name not in attributes and not name.startswith("$row."):
                    self.wrong((*path, key), f"{record} has no attribute {name!r}", did_you_mean(name, attributes))

    def _outcomes(self, data: Any, path: PathKey) -> tuple[str, ...]:
        for name in _names(data):
            if name not in self.vocabulary.outcomes and not name.startswith("$row."):
                self.wrong(path, f"unknown outcome {name!r}", did_you_mean(name, self.vocabulary.outcomes))
            self._expressions(name, path)
        return _names(data)


def _names(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


@dataclass(frozen=True, slots=True)
class Situation:
    """A shared starting situation: its steps as written, for scenarios to read as their own, and as values."""

    written: list[Any]
    steps: tuple[Step, ...]


def load_situations(
    file: Path, vocabulary: Vocabulary, requirements: Mapping[str, Requirement]
) -> dict[str, Situation]:
    """The shared starting situations, checked once where they are written."""
    source = read_yaml(file)
    check(source, "situations")
    mistakes: list[UserError] = []
    found: dict[str, Situation] = {}
    for name, entry in source.data.items():
        reader = Reader(vocabulary, requirements, source)
        steps = tuple(reader.steps(entry["steps"], (name, "steps"), ()))
        found[name] = Situation(entry["steps"], steps)
        mistakes += reader.mistakes
    if mistakes:
        raise UserErrors(mistakes)
    return found


def load_scenario(
    file: Path,
    root: Path,
    vocabulary: Vocabulary,
    requirements: Mapping[str, Requirement],
    situations: Mapping[str, Situation],
) -> list[Scenario]:
    """The scenarios of one file: one, or one per row of its table."""
    source = read_yaml(file)
    check(source, "scenario")
    data = source.data
    rows: dict[str, Any] = data.get("rows", {})
    columns = {column for row in rows.values() for column in row} if rows else None
    reader = Reader(vocabulary, requirements, source, columns)
    verifies = reader.known_requirements(data["verifies"], ("verifies",))
    given = list(_given(reader, data.get("given", ()), situations))
    steps = [*given, *reader.steps(data["steps"], ("steps",), verifies)]
    for name in verifies:
        if not any(step.expect.stated and name in step.verifies for step in steps):
            reader.wrong(("verifies",), f"no step with an expectation verifies {name}", "add an expect, or take it out")
    if reader.mistakes:
        raise UserErrors(reader.mistakes)
    name = file.relative_to(root).with_suffix("").as_posix()
    digest = hashlib.sha256(file.read_bytes()).hexdigest()

    def scenario(suffix: str, row: Mapping[str, Any], line: int) -> Scenario:
        title = text(data["title"])
        return Scenario(
            name + suffix, name.split("/")[0], title, verifies, tuple(steps), relative(file), line, row, digest
        )

    if not rows:
        return [scenario("", {}, 1)]
    return [scenario(f"/{key}", row, source.place("rows", key).line or 1) for key, row in rows.items()]


def _given(reader: Reader, names: Any, situations: Mapping[str, Situation]) -> Iterator[Step]:
    for index, name in enumerate(names):
        if name not in situations:
            reader.wrong(("given", index), f"there is no situation {name!r}", did_you_mean(name, situations))
            continue
        before = len(reader.mistakes)
        yield from reader.steps(situations[name].written, ("given", index), ())
        del reader.mistakes[before + 1 :]
