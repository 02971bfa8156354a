"""The catalogue: classes, requirements, rulings and vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from conformance.errors import UserError, UserErrors, did_you_mean
from conformance.expressions import problems
from conformance.loading.schema import check
from conformance.loading.yamlfile import YamlFile, read_yaml
from conformance.model.requirement import Capability, Level, Requirement, Ruling
from conformance.model.text import Text
from conformance.model.vocabulary import ActionWord, Vocabulary


def text(data: Mapping[str, str]) -> Text:
    """A sentence in both languages from its YAML form."""
    return Text(data["nl"], data["en"])


def _checked(file: Path, schema: str) -> YamlFile:
    source = read_yaml(file)
    check(source, schema)
    return source


def _raise(mistakes: list[UserError]) -> None:
    if mistakes:
        raise UserErrors(mistakes)


def _doubles(source: YamlFile) -> list[UserError]:
    """Ids that a list of entries uses more than once."""
    ids = [entry["id"] for entry in source.data]
    return [
        UserError(source.place(index, "id"), f"{name} is defined twice", "give it its own id, or take one out")
        for index, name in enumerate(ids)
        if name in ids[:index]
    ]


def load_capabilities(file: Path) -> dict[str, Capability]:
    """The conformance classes; a class may only include classes that exist."""
    source = _checked(file, "capabilities")
    _raise(
        [
            UserError(
                source.place(name, "includes", index),
                f"there is no class {included!r}",
                did_you_mean(included, source.data) or "see the keys of this file",
            )
            for name, entry in source.data.items()
            for index, included in enumerate(entry.get("includes", []))
            if included not in source.data
        ]
    )
    return {
        name: Capability(name, text(entry["title"]), tuple(entry.get("includes", ())))
        for name, entry in source.data.items()
    }


def load_rulings(file: Path) -> dict[str, Ruling]:
    """The decisions, by id."""
    source = _checked(file, "rulings")
    _raise(_doubles(source))
    return {
        entry["id"]: Ruling(
            entry["id"],
            text(entry["title"]),
            text(entry["decision"]),
            tuple(entry["clauses"]),
            entry["status"] == "open",
            entry["date"],
            entry["by"],
        )
        for entry in source.data
    }


def load_requirements(file: Path, capability: str, rulings: Mapping[str, Ruling]) -> dict[str, Requirement]:
    """The requirements of one class, by id; the rulings they name must exist."""
    source = _checked(file, "requirements")
    mistakes = _doubles(source)
    for index, entry in enumerate(source.data):
        for position, ruling in enumerate(entry.get("rulings", ())):
            if ruling not in rulings:
                place = source.place(index, "rulings", position)
                fix = did_you_mean(ruling, rulings) or "see scenarios/rulings.yaml"
                mistakes.append(UserError(place, f"there is no ruling {ruling!r}", fix))
    _raise(mistakes)
    return {entry["id"]: _requirement(entry, capability) for entry in source.data}


def _requirement(entry: Mapping[str, Any], capability: str) -> Requirement:
    return Requirement(
        id=entry["id"],
        capability=capability,
        level=Level(entry["level"]),
        title=text(entry["title"]),
        statement=text(entry["statement"]),
        source=tuple(entry["source"]),
        rulings=tuple(entry.get("rulings", ())),
        not_tested=text(entry["not_tested"]) if "not_tested" in entry else None,
    )


def load_vocabulary(file: Path) -> Vocabulary:
    """The words; every record and outcome that an action names must exist, and every default must have a place."""
    source = _checked(file, "vocabulary")
    data, mistakes = source.data, list[UserError]()
    vocabulary = Vocabulary(
        records={name: tuple(attributes) for name, attributes in data["records"].items()},
        actions={name: _word(name, entry) for name, entry in data["actions"].items()},
        outcomes={name: text(entry) for name, entry in data["outcomes"].items()},
    )
    for name, word in vocabulary.actions.items():
        for key, value, known in (
            ("record", word.record, vocabulary.records),
            ("outcome", word.outcome, vocabulary.outcomes),
        ):
            if value not in known:
                fix = did_you_mean(value, known) or f"add it to {key}s"
                mistakes.append(UserError(source.place("actions", name, key), f"there is no {key} {value!r}", fix))
        for argument, value in word.defaults.items():
            place, known_arguments = source.place("actions", name, "defaults", argument), vocabulary.arguments(name)
            if argument not in known_arguments:
                fix = did_you_mean(argument, known_arguments) or f"add it to the attributes of {word.record}"
                mistakes.append(UserError(place, f"{name} has no argument {argument!r}", fix))
            for problem in problems(value, {}, None):
                what, _, fix = problem.partition("; ")
                mistakes.append(UserError(place, what, fix))
    _raise(mistakes)
    return vocabulary


def _word(name: str, entry: Mapping[str, Any]) -> ActionWord:
    return ActionWord(
        name=name,
        does=text(entry["does"]),
        record=entry["record"],
        outcome=entry["outcome"],
        requirement=entry["requirement"],
        subject=entry.get("subject", ""),
        many=entry.get("many", False),
        takes=tuple(entry.get("takes", ())),
        defaults=entry.get("defaults", {}),
    )
