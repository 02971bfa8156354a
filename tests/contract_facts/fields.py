"""A schema as a flat list of fields, so that two ways to write the same thing compare as equal.

`allOf` and `$ref` disappear, OpenAPI 3.0 `nullable` and JSON Schema `null` become the same, and what holds
for one soort only is marked with that soort: `(medewerker).actorIdentificatie.functie`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Literal, TypeAlias

from .combining import Facts, Fields, both, either

if TYPE_CHECKING:
    from .documents import Document, Node

Direction: TypeAlias = Literal["request", "response"]

SOORTEN = ("soortActor", "soortPartij")
LIMITS = ("maxLength", "minLength", "minimum", "maximum", "minItems", "pattern")
PLAIN = ("format", *LIMITS, "deprecated", "default")
SKIPPED: Mapping[Direction, str] = {"request": "readOnly", "response": "writeOnly"}


@dataclass(frozen=True, slots=True)
class Flattener:
    """Flattens the schemas of one document, as they hold in one direction."""

    document: Document
    direction: Direction

    def fields(self, schema: Node) -> Fields:
        """Give the facts per field; the field named "" is the schema itself."""
        found = reduce(both, (self.fields(part) for part in self._parts(schema)), self._own(schema))
        for alternatives in self._choices(schema):
            found = self._one_of(found, alternatives)
        soorten = {soort: self.fields(part) for soort, part in self._soorten(schema)}
        found = both(found, _per_soort(soorten))
        return _nullable(found) if schema.get("nullable") else found

    def _one_of(self, found: Fields, alternatives: Sequence[Node]) -> Fields:
        options = [option for option in alternatives if option.get("type") != "null"]
        chosen = reduce(either, (both(found, self.fields(option)) for option in options))
        chosen = both(chosen, {"": _choice(options)})
        return _nullable(chosen) if len(options) < len(alternatives) else chosen

    def _own(self, schema: Node) -> Fields:
        found: Fields = {"": _facts(schema)}
        hidden = {name for name, value in schema.get("properties", {}).items() if self._is_hidden(value)}
        for name, value in schema.get("properties", {}).items():
            if name not in hidden:
                found |= self._below(f".{name}", value)
        for name in schema.get("required", ()):
            if name not in hidden:
                found[f".{name}"] = found.get(f".{name}", {}) | {"required": True}
        for keyword, mark in (("items", "[]"), ("additionalProperties", ".*")):
            if isinstance(schema.get(keyword), Mapping):
                found |= self._below(mark, schema[keyword])
        return found

    def _below(self, mark: str, schema: Node) -> Fields:
        return {mark + name: facts for name, facts in self.fields(schema).items()}

    def _is_hidden(self, schema: Node) -> bool:
        keyword = SKIPPED[self.direction]
        return bool(schema.get(keyword) or self.document.follow(schema).get(keyword))

    def _parts(self, schema: Node) -> Iterator[Node]:
        if "$ref" in schema:
            yield self.document.target(schema["$ref"])
        yield from (part for part in schema.get("allOf", ()) if "if" not in part)

    def _choices(self, schema: Node) -> Iterator[Sequence[Node]]:
        for keyword in ("anyOf", "oneOf"):
            options = schema.get(keyword, ())
            if options and "discriminator" not in schema and not _is_per_soort(options):
                yield options

    def _soorten(self, schema: Node) -> Iterator[tuple[str, Node]]:
        """Give what holds per soort, whether written as discriminator, as alternatives or as conditions."""
        for soort, target in schema.get("discriminator", {}).get("mapping", {}).items():
            yield soort, self.document.target(target)
        if _is_per_soort(schema.get("anyOf", ())):
            yield from ((_soort(option), _without_soort(option)) for option in schema["anyOf"])
        yield from ((_soort(part["if"]), part["then"]) for part in schema.get("allOf", ()) if "if" in part)


def _nullable(fields: Fields) -> Fields:
    return fields | {"": fields[""] | {"nullable": True}}


def _facts(schema: Node) -> Facts:
    facts: Facts = {name: schema[name] for name in PLAIN if name in schema}
    stated = schema.get("type", ())
    names = [stated] if isinstance(stated, str) else list(stated)
    if names:
        facts["nullable"] = "null" in names
    if kept := [name for name in names if name != "null"]:
        facts["type"] = ", ".join(kept)
    if "enum" in schema or "const" in schema:
        facts["enum"] = sorted(schema["enum"]) if "enum" in schema else [schema["const"]]
    if "not" in schema:
        facts["excluded"] = ", ".join(sorted(_mentioned(schema["not"])))
    return facts


def _mentioned(schema: Node) -> set[str]:
    pattern = {schema["pattern"]} if "pattern" in schema else set()
    return {*schema.get("required", ()), *schema.get("properties", ())} | pattern


def _choice(alternatives: Sequence[Node]) -> Facts:
    """Name the fields whose values depend on each other, where alternatives name fields."""
    names = set().union(*(_mentioned(option) for option in alternatives if "pattern" not in option))
    return {"choice": ", ".join(sorted(names))} if names else {}


def _is_per_soort(options: Sequence[Node]) -> bool:
    return bool(options) and all(set(SOORTEN) & set(option.get("properties", ())) for option in options)


def _soort(option: Node) -> str:
    return str(next(option["properties"][name]["const"] for name in SOORTEN if name in option["properties"]))


def _without_soort(option: Node) -> Node:
    kept = {name: value for name, value in option["properties"].items() if name not in SOORTEN}
    return {**option, "properties": kept}


def _per_soort(soorten: Mapping[str, Fields]) -> Fields:
    """Mark the fields that differ per soort; what every soort shares holds without a mark."""
    first, *others = [*soorten.values()] or [{}]
    shared = {name: facts for name, facts in first.items() if all(one.get(name) == facts for one in others)}
    return shared | {
        f"({soort}){name}": facts
        for soort, fields in soorten.items()
        for name, facts in fields.items()
        if name not in shared
    }
