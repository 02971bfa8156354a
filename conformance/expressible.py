"""Pure: whether a profile has words for every step of a scenario, found out before anything is sent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from conformance.binding import Binding
from conformance.expressions import REFERENCE, ExpressionError, Scope, resolve
from conformance.message import is_partial
from conformance.model.profile import Action, Field, Profile
from conformance.model.scenario import Scenario, Step
from conformance.model.text import Text
from conformance.model.vocabulary import ActionWord

_BY_ITSELF = Text(
    "In deze API volgt dit uit de operatie; iets anders is niet te zeggen.",
    "In this API this follows from the operation; nothing else can be said.",
)
_NOT_EMPTIED = Text(
    "In deze API is leeg wat ontbreekt; een deelwijziging kan niets leegmaken.",
    "In this API what is empty is missing; a partial change cannot empty anything.",
)
_CAPTURE = re.compile(r"\$[a-z]\w*")
_LONGER = re.compile(r"(.+)>(\d+)")
_REFUSED = "refused"


def inexpressible(scenario: Scenario, binding: Binding, scope: Scope) -> Text | None:
    """The profile's reason why it cannot express a scenario; None when it can."""
    for step in scenario.steps:
        if reason := _Look(step, binding, scope).reason():
            return reason
    return None


@dataclass(frozen=True, slots=True)
class _Look:
    """One step, held against what its profile says it cannot express."""

    step: Step
    binding: Binding
    scope: Scope

    @property
    def profile(self) -> Profile:
        """The profile."""
        return self.binding.profile

    @property
    def word(self) -> ActionWord:
        """What the step does."""
        return self.binding.vocabulary.actions[self.step.action]

    @property
    def action(self) -> Action:
        """How it does that."""
        return self.profile.actions[self.step.action]

    def reason(self) -> Text | None:
        """Why there are no words for this step; None when there are."""
        stated = self.profile.unable.stated(self.step.action)
        if stated or self.step.action not in self.profile.actions:
            return stated or self._why(self.step.action)
        sent = self._sent()
        return next((reason for reason in self._reasons(sent) if reason), None)

    def _reasons(self, sent: Mapping[str, Any]) -> Iterator[Text | None]:
        for name in (*map(self._name, sent), *self._expected()):
            yield self._unbound(name)
        for name, value in sent.items():
            yield self.profile.unable.get(f"{self.step.action}.{name}") if self._is_attribute(name) else None
            yield self._value(name, value)
        for name in self._unsaid(sent):
            yield self._why(f"{self.word.record}.{name}=absent")
        yield self._chosen(sent)

    def _is_attribute(self, argument: str) -> bool:
        return argument != self.word.subject and argument not in self.word.takes

    def _sent(self) -> dict[str, Any]:
        """Everything that the step says, as far as it can be known beforehand."""
        own = dict(self.step.arguments)
        more = own.pop("with", {})
        row = REFERENCE.fullmatch(more) if isinstance(more, str) else None
        if row and row[1] == "row":
            more = self.scope.row.get(row[2], {})
        said = own | (dict(more) if isinstance(more, Mapping) else {})
        return {name: self._known(value) for name, value in said.items() if name not in self.step.without}

    def _known(self, value: Any) -> Any:
        try:
            return resolve(value, self.scope)
        except ExpressionError:
            return value  # it depends on an answer

    def _expected(self) -> Iterator[str]:
        """Every attribute that the step wants to see."""
        expect = self.step.expect
        groups: tuple[Any, ...] = (
            expect.values, expect.differs, expect.text_holds, expect.absent, expect.present, expect.looks_like,
            expect.any_present, expect.each, expect.none, expect.each_present,
        )  # fmt: skip
        for group in groups:
            yield from (f"{self.word.record}.{name}" for name in self._known(group))
        # A refusal has to name one of these: it can, as soon as the API knows one.
        blamed = [f"{self.word.record}.{name}" for name in self._known(expect.blames)]
        yield from blamed if all(self._unbound(name) for name in blamed) else ()
        if expect.in_order:
            yield f"{self.word.record}.{expect.in_order}"

    def _name(self, argument: str) -> str:
        """The name by which a profile says that it has no place for an argument."""
        return f"{self.word.record if self._is_attribute(argument) else self.step.action}.{argument}"

    def _unbound(self, name: str) -> Text | None:
        """The reason for a name that there is no place for; what has a place is never unable by a pattern."""
        head, _, tail = name.partition(".")
        if stated := self.profile.unable.stated(name):
            return stated
        if head == self.step.action:
            taken = (*self.action.query, *self.action.body.values())
            places = {*(each.argument for each in taken), *self.action.path.values()}
            places |= {self.action.based_on, self.action.follow}
            places |= {self.action.choice.attribute} if self.action.choice else set()
            return None if tail in places else self._why(name) or self._why(f"{self.word.record}.{tail}")
        record = self.profile.records.get(head)
        if record and (tail in record.fields or tail in record.headers):
            return None
        return self._why(name)

    def _value(self, name: str, value: Any) -> Text | None:
        """The reason for a value that there is no place for."""
        full = self._name(name)
        if isinstance(value, list | tuple):
            field = self._field(name)
            return self._why(f"{full}#more") if field and field.single and len(value) > 1 else None
        if value is None or value == "":
            return self._nothing(name, "null" if value is None else '""')
        if not isinstance(value, str | bool | int) or (isinstance(value, str) and _CAPTURE.match(value)):
            return None
        text = str(value).lower() if isinstance(value, bool) else str(value)
        return self._why(f"{full}={text}") or self._too_long(full, text)

    def _nothing(self, name: str, told: str) -> Text | None:
        """A partial change cannot empty what is only ever left out, unless to see that refused."""
        field = self._field(name)
        stuck = field is not None and field.none_absent and is_partial(self.action, self.word)
        said = self._why(f"{self._name(name)}={told}")
        return said or (_NOT_EMPTIED if stuck and _REFUSED not in self.step.expect.outcomes else None)

    def _too_long(self, name: str, text: str) -> Text | None:
        if _REFUSED in self.step.expect.outcomes:
            return None
        for key, reason in self.profile.unable.items():
            limit = _LONGER.fullmatch(key)
            if limit and fnmatchcase(name, limit[1]) and len(text) > int(limit[2]):
                return reason
        return None

    def _unsaid(self, sent: Mapping[str, Any]) -> Iterator[str]:
        """What a message that must be whole leaves out. A replacement that is based on what is known says it all."""
        record, base = self.profile.records.get(self.action.sends), self.step.arguments.get(self.action.based_on)
        if record is None or is_partial(self.action, self.word) or (base and _CAPTURE.fullmatch(str(base))):
            return
        said = {*sent, *self.word.defaults, *self.action.defaults, *self.action.implied} - {*self.step.without}
        yield from (attribute for attribute in record.fields if attribute not in said)

    def _chosen(self, sent: Mapping[str, Any]) -> Text | None:
        """A value that no operation stands for, or another one than the operation says by itself."""
        values = {**self.action.defaults, **self.word.defaults, **sent}
        wanted: dict[str, tuple[Any, ...]] = {name: (value,) for name, value in self.action.implied.items()}
        if choice := self.action.choice:
            wanted[choice.attribute] = tuple(choice.operations)
            about = str(sent.get(self.word.subject, ""))
            if choice.attribute not in values and self.word.subject and not _CAPTURE.fullmatch(about):
                return self._why(f"{self.word.record}.{choice.attribute}=unknown") or _BY_ITSELF
        for name, options in wanted.items():
            value = "absent" if name in self.step.without else values.get(name, options[0])
            if value not in options and not (isinstance(value, str) and _CAPTURE.match(value)):
                return self._why(f"{self.word.record}.{name}={value}") or _BY_ITSELF
        return None

    def _field(self, name: str) -> Field | None:
        record = self.profile.records.get(self.action.sends)
        return record.fields.get(name) if record else None

    def _why(self, name: str) -> Text | None:
        return self.profile.unable.get(name)
