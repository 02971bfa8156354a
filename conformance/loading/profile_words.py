"""Every word of a profile looked up in the vocabulary and the contract, and every word of the vocabulary in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from conformance.errors import UserError, did_you_mean
from conformance.loading.yamlfile import PathKey, YamlFile
from conformance.model.profile import Operation
from conformance.model.unable import Unable, bare, is_pattern
from conformance.model.vocabulary import Vocabulary

#: One requirement, or a pattern for several.
_REQUIREMENT = re.compile(r"[A-Z]{3}-([0-9]{2}|[0-9]?\*)")
_SAY = "add it to {}, or to unable with the reason"


def mistakes_in(source: YamlFile, vocabulary: Vocabulary, operations: Mapping[str, Operation]) -> list[UserError]:
    """Everything in a profile that does not fit, and everything that it does not speak of."""
    reader = _Reader(source, vocabulary, operations)
    reader.check_words()
    if not reader.mistakes:
        reader.check_complete()
    return reader.mistakes


@dataclass(slots=True)
class _Reader:
    source: YamlFile
    vocabulary: Vocabulary
    operations: Mapping[str, Operation]
    mistakes: list[UserError] = field(default_factory=list)

    @property
    def _unable(self) -> Unable:
        return Unable(self.source.data.get("unable", {}))

    def wrong(self, path: PathKey, what: str, fix: str) -> None:
        """Note a mistake at a place in the profile."""
        self.mistakes.append(UserError(self.source.place(*path), what, fix))

    def known(self, name: str, known: Collection[str], what: str, *path: str | int) -> bool:
        """Note a mistake when `name` is not one of the known ones."""
        if name not in known:
            self.wrong(path, f"{what} {name!r} does not exist", did_you_mean(name, known) or _WHERE.get(what, _WORDS))
        return name in known

    def check_words(self) -> None:
        """Every name that the profile uses must exist."""
        data = self.source.data
        for name in data["outcomes"]:
            self.known(name, self.vocabulary.outcomes, "outcome", "outcomes", name)
        for name in [data["preflight"]] if isinstance(data["preflight"], str) else data["preflight"]:
            self.known(name, self.operations, "the contract's operation", "preflight")
        for name, record in data["records"].items():
            if self.known(name, self.vocabulary.records, "record", "records", name):
                self._record(name, record, data)
        for name in data["actions"]:
            if self.known(name, self.vocabulary.actions, "action", "actions", name):
                self._action(name, data)
        for name in self._unable:
            self._reason(name, data)

    def _record(self, name: str, record: Mapping[str, Any], data: Mapping[str, Any]) -> None:
        at, known = ("records", name), self.vocabulary.records[name]
        for group in ("fields", "headers"):
            for attribute in record.get(group, ()):
                self.known(attribute, known, f"attribute of {name}", *at, group, attribute)
        for attribute, entry in record["fields"].items():
            if isinstance(entry, Mapping) and entry.get("as") == "records" and "record" not in entry:
                what = f"{attribute!r} does not say of which record it is a list"
                self.wrong((*at, "fields", attribute), what, "write {at: …, as: records, record: …}")
            elif isinstance(entry, Mapping) and "codes" in entry and "listed" not in entry:
                what = f"{attribute!r} does not say of which reference list its codes are"
                self.wrong((*at, "fields", attribute), what, "write {at: …, listed: …, codes: …}")
            elif isinstance(entry, Mapping) and "record" in entry:
                self.known(entry["record"], data["records"], "record", *at, "fields", attribute, "record")

    def _reason(self, key: str, data: Mapping[str, Any]) -> None:
        """A reason must be about something: a requirement, an action, or what an action or a record has."""
        name = bare(key)
        if _REQUIREMENT.fullmatch(name):
            return
        if name in data["actions"]:
            self.wrong(("unable", key), f"{name} is among the actions too", "keep one of the two")
        elif is_pattern(name):
            dotted = "." in name
            if not any(("." in each) is dotted and fnmatchcase(each, name) for each in self._names()):
                self.wrong(("unable", key), f"nothing is called {name!r}", _WORDS)
        elif "." in name:
            head, _, tail = name.partition(".")
            if self.known(
                head, (*self.vocabulary.records, *self.vocabulary.actions), "record or action", "unable", key
            ):
                known = [each.partition(".")[2] for each in self._names() if each.startswith(f"{head}.")]
                self.known(tail, known, f"attribute of {head}", "unable", key)
        else:
            self.known(name, self.vocabulary.actions, "action", "unable", key)

    def _names(self) -> Iterator[str]:
        """Everything that a profile may say it cannot express; requirements are not known here."""
        yield from self.vocabulary.actions
        for record, attributes in self.vocabulary.records.items():
            yield from (f"{record}.{attribute}" for attribute in attributes)
        for name, word in self.vocabulary.actions.items():
            for argument in self.vocabulary.arguments(name):
                yield from (f"{name}.{argument}", f"{word.record}.{argument}")

    def _action(self, name: str, data: Mapping[str, Any]) -> None:
        action, at = data["actions"][name], ("actions", name)
        for key in ("sends", "reads"):
            if key in action:
                self.known(action[key], data["records"], "record", *at, key)
        if "undo" in action:
            self.known(action["undo"], data["actions"], "action", *at, "undo")
        for outcome in action.get("outcomes", ()):
            self.known(outcome, self.vocabulary.outcomes, "outcome", *at, "outcomes", outcome)
        for operation, *where in _operations(action):
            bound = self.known(operation, self.operations, "the contract's operation", *at, *where)
            if bound and "follow" not in action:
                self._path(name, action, self.operations[operation].path, at)
        self._told(name, action, at)
        self._along(name, action, at)

    def _told(self, name: str, action: Mapping[str, Any], at: PathKey) -> None:
        """What goes into the address or the message, or picks the operation, must be an argument of the action."""
        told: list[tuple[PathKey, Any]] = [((key,), action[key]) for key in ("based_on", "follow") if key in action]
        for group in ("query", "body"):
            told += [((group, key), source) for key, source in action.get(group, {}).items()]
        if by := action.get("operation_by"):
            told.append((("operation_by", "attribute"), by["attribute"]))
        arguments = self.vocabulary.arguments(name)
        for where, source in told:
            argument = source if isinstance(source, str) else source["from"]
            self.known(argument, arguments, f"argument of {name}", *at, *where)

    def _along(self, name: str, action: Mapping[str, Any], at: PathKey) -> None:
        """What goes without saying, or is said without being asked."""
        arguments = self.vocabulary.arguments(name)
        attributes = self.vocabulary.records[self.vocabulary.actions[name].record]
        for key in ("implied", "defaults", "keeps"):
            for attribute in action.get(key, ()):
                self.known(attribute, (*arguments, *attributes), f"attribute of {name}", *at, key)
        for capture, steps in action.get("needs", {}).items():
            for needed, given in needs(steps):
                bound = self.known(needed, self.source.data["actions"], "action", *at, "needs", capture, needed)
                for argument in given if bound else ():
                    known = self.vocabulary.arguments(needed)
                    self.known(argument, known, f"argument of {needed}", *at, "needs", capture, needed)

    def _path(self, name: str, action: Mapping[str, Any], path: str, at: PathKey) -> None:
        wanted, given = set(re.findall(r"\{([^}]*)\}", path)), action.get("path", {})
        for parameter in sorted(wanted - set(given)):
            what = f"path parameter {parameter!r} of {path} is not filled"
            self.wrong((*at, "path"), what, f"add path: {{{parameter}: an argument of {name}}}")
        for parameter, argument in given.items():
            if parameter not in wanted:
                fix = did_you_mean(parameter, wanted) or "take it out"
                self.wrong((*at, "path", parameter), f"path parameter {parameter!r} is not in {path}", fix)
            self.known(argument, self.vocabulary.arguments(name), f"argument of {name}", *at, "path", parameter)

    def check_complete(self) -> None:
        """What the profile forgets would be judged wrongly: as missing in the product, or not sent at all."""
        data = self.source.data
        for name in self.vocabulary.outcomes:
            if name not in data["outcomes"]:
                self.wrong(("outcomes",), f"nothing is said about outcome {name}", f"add {name}: [status codes]")
        for name, word in self.vocabulary.actions.items():
            if name not in data["actions"] and name not in self._unable:
                self.wrong(("actions",), f"nothing is said about {name}", _SAY.format("actions"))
            elif name in data["actions"]:
                self._arguments(name, word.record, data["actions"][name])
        for name, entry in data["records"].items():
            said = {*entry["fields"], *entry.get("headers", ())}
            for attribute in self.vocabulary.records.get(name, ()):
                if attribute not in said and f"{name}.{attribute}" not in self._unable:
                    what = f"nothing is said about {name}.{attribute}"
                    self.wrong(("records", name, "fields"), what, _SAY.format("fields"))

    def _arguments(self, name: str, record: str, action: Mapping[str, Any]) -> None:
        """An argument that is not an attribute must go somewhere, or the product would never hear of it."""
        word = self.vocabulary.actions[name]
        told = (*action.get("query", {}).values(), *action.get("body", {}).values())
        used = {source if isinstance(source, str) else source["from"] for source in told}
        used |= {*action.get("path", {}).values(), action.get("based_on"), action.get("follow")}
        used.add(action.get("operation_by", {}).get("attribute"))
        for argument in filter(None, (word.subject, *word.takes)):
            reasons = (f"{name}.{argument}", f"{record}.{argument}")
            if argument not in used and not any(each in self._unable for each in reasons):
                what = f"nothing is said about argument {argument!r} of {name}"
                self.wrong(("actions", name), what, _SAY.format("path or query"))


def needs(steps: Mapping[str, Any] | list[Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The actions that something which has to exist comes from, each with its arguments."""
    for step in [steps] if isinstance(steps, Mapping) else steps:
        yield from step.items()


def _operations(action: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Every operation that an action may come down to, with where it is said."""
    if "operation" in action:
        yield action["operation"], "operation"
    for value, operation in action.get("operation_by", {}).get("operations", {}).items():
        yield operation, "operation_by", "operations", value


_WORDS = "see scenarios/vocabulary.yaml for the words that exist"
_WHERE = {"the contract's operation": "see contract.yaml for its operationIds", "record": "add it to records"}
