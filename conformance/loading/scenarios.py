"""Scenario files: checked against their schema, the vocabulary, the catalogue and each other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conformance.errors import UserError, UserErrors
from conformance.loading.catalogue import text
from conformance.loading.expectations import read_expect, telling
from conformance.loading.marks import STEP_KEYS, Marks, advice, names
from conformance.loading.schema import check
from conformance.loading.yamlfile import PathKey, read_yaml
from conformance.model.exchange import Credentials
from conformance.model.requirement import Requirement
from conformance.model.scenario import Scenario, Step
from conformance.model.vocabulary import ActionWord, Vocabulary
from conformance.resources import relative

_BY = {"nobody": Credentials.NONE, "impostor": Credentials.FALSE}


@dataclass(slots=True, kw_only=True)
class Reader(Marks):
    """Reads the steps of one file and collects every mistake in it."""

    vocabulary: Vocabulary
    requirements: Mapping[str, Requirement]

    def known_requirements(self, ids: Any, path: PathKey) -> tuple[str, ...]:
        """The ids, each of which must exist."""
        for index, name in enumerate(ids):
            if name not in self.requirements:
                fix = advice(name, self.requirements, "see `conformance list requirements`")
                self.wrong((*path, index), f"requirement {name} does not exist", fix)
        return tuple(ids)

    def steps(self, data: list[Any], path: PathKey, verifies: tuple[str, ...]) -> Iterator[Step]:
        """The steps that are right; the others become mistakes."""
        for index, entry in enumerate(data):
            step = self._step(entry, (*path, index), verifies)
            if step is not None:
                yield step

    def _step(self, entry: Mapping[str, Any], path: PathKey, verifies: tuple[str, ...]) -> Step | None:
        action = self._action(entry, path)
        if action is None:
            return None
        word = self.vocabulary.actions[action]
        arguments = self._arguments(word, entry, path)
        without = names(entry.get("without", ()))
        for name in without:
            self._argument(word, name, (*path, "without"))
            if name in arguments:
                self.wrong((*path, "without"), f"{name!r} is both given and left out", "keep one of the two")
        expect = read_expect(self, self.vocabulary, word, entry.get("expect"), (*path, "expect"))
        cited = self.known_requirements(entry["verifies"], (*path, "verifies")) if "verifies" in entry else verifies
        if "verifies" in entry and not expect.stated:
            self.wrong((*path, "verifies"), "a step without expect proves nothing", "add expect, or take verifies out")
        save_as = self._capture(word, entry.get("as", ""), expect.outcomes, path)
        credentials = _BY.get(entry.get("by", ""), Credentials.OWN)
        line = self.source.place(*path, action).line or 0
        return Step(action, arguments, expect, cited, save_as, without, credentials, entry.get("sent_as", ""), line)

    def _action(self, entry: Mapping[str, Any], path: PathKey) -> str | None:
        """The one action of a step; a key that looks like an action but is none is told apart."""
        found = [key for key in entry if key not in STEP_KEYS]
        actions = [key for key in found if key in self.vocabulary.actions]
        if len(found) > 1 and len(actions) == 1:
            for key in found:
                if key not in actions:
                    self.wrong((*path, key), f"{key!r} is not a key of a step", advice(key, STEP_KEYS, "take it out"))
        elif not found:
            self.wrong(path, "this step has no action", "add one, such as registreer_klantcontact: {…}")
        elif len(found) > 1:
            what = f"a step is one action, this one has {len(found)}: {', '.join(found)}"
            self.wrong(path, what, "start a new step with '- ' for each action")
        elif not actions:
            fix = advice(found[0], self.vocabulary.actions, "see scenarios/vocabulary.yaml")
            self.wrong((*path, found[0]), f"unknown action {found[0]!r}", fix)
        return actions[0] if len(actions) == 1 else None

    def _capture(self, word: ActionWord, name: str, outcomes: tuple[str, ...], path: PathKey) -> str:
        acceptable = {one for outcome in outcomes for one, _ in self.given(outcome, path) if isinstance(one, str)}
        if name in self.captures:
            self.wrong((*path, "as"), f"{name!r} is captured twice", "choose another name")
        elif name and word.outcome == "removed":
            self.wrong((*path, "as"), f"{word.name} gives nothing back to keep as {name!r}", "take it out")
        elif name and acceptable - telling(self.vocabulary):
            what = f"when the answer is {min(acceptable - telling(self.vocabulary))} there is nothing to keep"
            self.wrong(
                (*path, "as"), f"{what} as {name!r}", "take it out, or expect only an outcome that gives it back"
            )
        if name:
            self.captures[name] = None if word.many else self.vocabulary.records[word.record]
        return name

    def _argument(self, word: ActionWord, name: str, path: PathKey) -> None:
        known = self.vocabulary.arguments(word.name)
        if name not in known:
            fix = advice(name, known, "see scenarios/vocabulary.yaml")
            self.wrong(path, f"{word.name} has no argument {name!r}", fix)

    def _arguments(self, word: ActionWord, entry: Mapping[str, Any], path: PathKey) -> Mapping[str, Any]:
        given, more = entry[word.name] or {}, entry.get("with")
        for name, value in given.items():
            self._argument(word, name, (*path, word.name, name))
            self.expressions(value, (*path, word.name, name))
        if more is not None:
            self.expressions(more, (*path, "with"))
        for mapping, place in self.given(more, (*path, "with")):
            if isinstance(mapping, Mapping):
                for name in mapping:
                    self._argument(word, name, (*place, name))
            elif mapping is not None:
                self.wrong(
                    place, "with needs a mapping of arguments", "write {argument: value}, or a $row column of those"
                )
            if word.subject and word.subject not in {*given, *(mapping if isinstance(mapping, Mapping) else ())}:
                self.wrong(
                    (*path, word.name), f"{word.name} must say which {word.subject}", f"add {word.subject}: $name"
                )
        return given if more is None else {**given, "with": more}


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
        reader = Reader(source=source, vocabulary=vocabulary, requirements=requirements)
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
    reader = Reader(source=source, rows=rows or None, vocabulary=vocabulary, requirements=requirements)
    verifies = reader.known_requirements(data["verifies"], ("verifies",))
    given = list(_given(reader, data.get("given", ()), situations))
    steps = [*given, *reader.steps(data["steps"], ("steps",), verifies)]
    for name in verifies:
        if not reader.mistakes and not any(step.expect.stated and name in step.verifies for step in steps):
            reader.wrong(("verifies",), f"no step with an expectation verifies {name}", "add an expect, or take it out")
    reader.check_table(data["steps"])
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


_SITUATIONS = "see scenarios/situations.yaml"


def _given(reader: Reader, names: Any, situations: Mapping[str, Situation]) -> Iterator[Step]:
    for index, name in enumerate(names):
        if name not in situations:
            reader.wrong(("given", index), f"there is no situation {name!r}", advice(name, situations, _SITUATIONS))
            continue
        before = len(reader.mistakes)
        yield from reader.steps(situations[name].written, ("given", index), ())
        del reader.mistakes[before + 1 :]
