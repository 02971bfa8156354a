"""The catalogue: classes, requirements, rulings and vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from conformance.errors import UserError, did_you_mean
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


def load_capabilities(file: Path) -> dict[str, Capability]:
    """The conformance classes; a class may only include classes that exist."""
    source = _checked(file, "capabilities")
    for name, entry in source.data.items():
        for index, included in enumerate(entry.get("includes", [])):
            if included not in source.data:
                place = source.place(name, "includes", index)
                raise UserError(place, f"there is no class {included!r}", did_you_mean(included, source.data))
    return {
        name: Capability(name, text(entry["title"]), tuple(entry.get("includes", ())))
        for name, entry in source.data.items()
    }


def load_rulings(file: Path) -> dict[str, Ruling]:
    """The decisions, by id."""
    found: dict[str, Ruling] = {}
    source = _checked(file, "rulings")
    for index, entry in enumerate(source.data):
        if entry["id"] in found:
            raise UserError(source.place(index, "id"), f"{entry['id']} is defined twice", "give it its own id")
        found[entry["id"]] = Ruling(
            entry["id"],
            text(entry["title"]),
            text(entry["decision"]),
            tuple(entry["clauses"]),
            entry["status"] == "open",
            entry["date"],
            entry["by"],
        )
    return found


def load_requirements(file: Path, capability: str, rulings: Mapping[str, Ruling]) -> dict[str, Requirement]:
    """The requirements of one class, by id; the rulings they name must exist."""
    found: dict[str, Requirement] = {}
    source = _checked(file, "requirements")
    for index, entry in enumerate(source.data):
        if entry["id"] in found:
            raise UserError(source.place(index, "id"), f"{entry['id']} is defined twice", "give it its own id")
        for position, ruling in enumerate(entry.get("rulings", ())):
            if ruling not in rulings:
                place = source.place(index, "rulings", position)
                raise UserError(place, f"there is no ruling {ruling!r}", did_you_mean(ruling, rulings))
        found[entry["id"]] = Requirement(
            id=entry["id"],
            capability=capability,
            level=Level(entry["level"]),
            title=text(entry["title"]),
            statement=text(entry["statement"]),
            source=tuple(entry["source"]),
            rulings=tuple(entry.get("rulings", ())),
            not_tested=text(entry["not_tested"]) if "not_tested" in entry else None,
        )
    return found


def load_vocabulary(file: Path) -> Vocabulary:
    """The words; every record and outcome that an action names must exist."""
    source = _checked(file, "vocabulary")
    data = source.data
    actions: dict[str, ActionWord] = {}
    for name, entry in data["actions"].items():
        for key, known in (("record", data["records"]), ("outcome", data["outcomes"])):
            if entry[key] not in known:
                place = source.place("actions", name, key)
                raise UserError(place, f"there is no {key} {entry[key]!r}", did_you_mean(entry[key], known))
        actions[name] = _word(name, entry)
    return Vocabulary(
        records={name: tuple(attributes) for name, attributes in data["records"].items()},
        actions=actions,
        outcomes={name: text(entry) for name, entry in data["outcomes"].items()},
    )


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
