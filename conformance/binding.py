"""Pure: a step with its values becomes a request."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote

from conformance.addresses import within
from conformance.expressions import ExpressionError, Scope, resolve
from conformance.lacking import Lack
from conformance.message import Inexpressible, body_of, carried, identity, misshapen, value_of_list
from conformance.model.captured import Captured
from conformance.model.exchange import Credentials, Request
from conformance.model.profile import Action, Need, Operation, Parameter, Profile
from conformance.model.scenario import Step
from conformance.model.vocabulary import ActionWord, Vocabulary
from conformance.wire import put

_PROBLEM = "application/problem+json"
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Binding:
    """A profile and the words it translates, for one base URL. `lacking` says what the product may lack, and why."""

    profile: Profile
    vocabulary: Vocabulary
    base_url: str
    lacking: Mapping[str, Lack] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bound:
    """A request to an operation of the contract, with the values of the domain that it carries."""

    request: Request
    sent: Mapping[str, Any]
    operation: str


def arguments(step: Step, word: ActionWord, scope: Scope) -> dict[str, Any]:
    """The step's arguments with defaults filled in, `with` merged and `without` taken out; all resolved."""
    return _arguments(step, word.defaults, scope)


def _arguments(step: Step, defaults: Mapping[str, Any], scope: Scope) -> dict[str, Any]:
    own = dict(step.arguments)
    more = resolve(own.pop("with", {}), scope)
    given = {name: value for name, value in {**defaults, **own}.items() if name not in step.without}
    added = {name: value for name, value in more.items() if name not in step.without} if more else {}
    return {**resolve({name: value for name, value in given.items() if name not in added}, scope), **added}


def bind(step: Step, scope: Scope, binding: Binding) -> Bound:
    """The request for a step. Raises Inexpressible, or ExpressionError for a value that an answer lacked."""
    profile, word = binding.profile, binding.vocabulary.actions[step.action]
    if step.action not in profile.actions or profile.unable.stated(step.action):
        raise Inexpressible(step.action)
    action = profile.actions[step.action]
    values = _values(action, word, step, scope)
    operation = profile.operations[_operation(action, word, values)]
    values = _said(action, word, step, values)
    path, query = _address(action, operation.path, values, binding)
    sent = {name: value for name, value in carried(action, word, values, profile).items() if name not in step.without}
    _nothing_left(action, word, values, sent)
    body = body_of(action, word, sent, values, profile, scope)
    headers: tuple[Pair, ...] = (accept(profile),)
    if body is not None:
        headers = (*headers, ("Content-Type", "text/plain" if step.sent_as == "plain_text" else profile.media_type))
        body = misshapen(step.sent_as, body)
    return Bound(Request(operation.method, path, query, headers, body, step.credentials), sent, operation.id)


def _operation(action: Action, word: ActionWord, values: Mapping[str, Any]) -> str:
    """The operation that an action comes down to, given what it is about."""
    if action.choice is None:
        return action.operation
    name, subject = action.choice.attribute, values.get(word.subject)
    known = {**subject.values, **subject.implied} if isinstance(subject, Captured) else {}
    value = values.get(name, known.get(name))
    if value not in action.choice.operations:
        raise Inexpressible(f"{word.record}.{name}={value}")
    return action.choice.operations[value]


def _said(action: Action, word: ActionWord, step: Step, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values without those that the operation itself says; it cannot say another, or leave them open."""
    for name, value in action.implied.items():
        if name in step.without or values.get(name, value) != value:
            told = "absent" if name in step.without else values[name]
            raise Inexpressible(f"{word.record}.{name}={told}")
    return {name: value for name, value in values.items() if name not in action.implied}


def accept(profile: Profile) -> Pair:
    """The header that asks for answers in the profile's own form, and for errors."""
    return ("Accept", f"{profile.media_type}, {_PROBLEM}")


def _defaults(action: Action, step: Step, scope: Scope) -> dict[str, Any]:
    """What the API requires at this action and the step left unsaid: something else at every step."""
    said = {name: value for name, value in action.defaults.items() if name not in step.without}
    return {**resolve(said, replace(scope, key=f"{scope.key}/{scope.turn}"))} if said else {}


def _values(action: Action, word: ActionWord, step: Step, scope: Scope) -> dict[str, Any]:
    """Everything that a step says or leaves to a default: this API's own goes before that of the word."""
    usual = {name: value for name, value in word.defaults.items() if name not in action.defaults}
    return {**_defaults(action, step, scope), **_arguments(step, usual, scope)}


def listed(step: Step, scope: Scope, binding: Binding) -> Iterator[tuple[str, tuple[Need, ...]]]:
    """The codes of reference lists that a step sends: each is read first, or else registered (R-31).

    Reading comes last once more: meanwhile another scenario may have registered it.
    """
    action, word = binding.profile.actions[step.action], binding.vocabulary.actions[step.action]
    record = action.sends or action.reads
    fields = binding.profile.records[record].fields if record else {}
    if not any(field.codes for field in fields.values()):
        return
    for attribute, value in _values(action, word, step, scope).items():
        field = fields.get(attribute)
        if field and isinstance(value, str) and value in field.codes:
            found = ("vraag_lijstwaarde_op", {"lijst": field.listed, "waarde": value})
            new = {"lijst": field.listed, "code": value, "naam": field.codes[value]}
            yield value_of_list(field.listed, value), (found, ("registreer_lijstwaarde", new), found)


def _nothing_left(action: Action, word: ActionWord, values: Mapping[str, Any], sent: Mapping[str, Any]) -> None:
    """An argument that goes nowhere would be tried without the product ever hearing of it."""
    told = {*sent, *action.path.values(), *(each.argument for each in (*action.query, *action.body.values()))}
    chosen = action.choice.attribute if action.choice else ""
    for name in values:
        if name not in told and name not in (action.based_on, action.follow, chosen):
            raise Inexpressible(f"{word.record}.{name}")


def _address(action: Action, path: str, values: Mapping[str, Any], binding: Binding) -> tuple[str, tuple[Pair, ...]]:
    if action.follow:
        return within(binding.base_url, values.get(action.follow))
    for parameter, argument in action.path.items():
        path = path.replace(f"{{{parameter}}}", quote(identity(values.get(argument), argument), safe=""))
    query = tuple(
        (parameter.name, _query_value(parameter, values[parameter.argument]))
        for parameter in action.query
        if parameter.argument in values
    )
    return path, query


def _query_value(parameter: Parameter, value: Any) -> str:
    value = parameter.values.get(value, value) if isinstance(value, str) else value
    if isinstance(value, Captured):
        return identity(value, parameter.argument)
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        raise ExpressionError(f"there is no value to search by as {parameter.argument!r}")
    return str(value)


def removal_of(action: str, registered_by: str, profile: Profile) -> Operation | None:
    """The operation that removes what an action registered; `registered_by` is the operation that did."""
    doing, undoing = profile.actions[action], profile.actions.get(profile.actions[action].undo)
    if undoing is None:
        return None
    if undoing.choice is None or doing.choice is None:
        return profile.operations[undoing.operation]
    value = next((key for key, name in doing.choice.operations.items() if name == registered_by), "")
    name = undoing.choice.operations.get(value)
    return profile.operations[name] if name else None


def undo(action: str, identifier: str, binding: Binding, registered_by: str = "") -> Request | None:
    """The request that removes what an action registered, when this API can."""
    profile = binding.profile
    operation = removal_of(action, registered_by, profile)
    if operation is None:
        return None
    path = operation.path
    for parameter in profile.actions[profile.actions[action].undo].path:
        path = path.replace(f"{{{parameter}}}", quote(identifier, safe=""))
    removal = profile.actions[profile.actions[action].undo]
    subject, message = binding.vocabulary.actions[removal.name].subject, dict[str, Any]()
    for pointer, member in removal.body.items():
        if member.argument == subject:
            put(message, pointer, identifier)
    if not message:
        return Request(operation.method, path, (), (accept(profile),), None, Credentials.OWN)
    headers = (accept(profile), ("Content-Type", profile.media_type))
    return Request(operation.method, path, (), headers, json.dumps(message).encode(), Credentials.OWN)
