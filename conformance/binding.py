"""Pure: a step with its values becomes a request, and an answer becomes what the domain calls it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from conformance.expressions import ExpressionError, Scope, resolve
from conformance.model.captured import Captured, Found
from conformance.model.exchange import Credentials, Request, Response
from conformance.model.profile import Action, FieldKind, Parameter, Profile
from conformance.model.scenario import Step
from conformance.model.vocabulary import ActionWord, Vocabulary
from conformance.wire import MISSING, from_body, get, to_body

ACCEPT = ("Accept", "application/json, application/problem+json")
JSON_TYPE = ("Content-Type", "application/json")


class Inexpressible(Exception):
    """The API has no way to say it; the message is the reason, in the profile's words."""


class ElsewhereError(ExpressionError):
    """An address that the product gave lies outside the base URL: it is not followed, credentials stay home."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A profile and the words it translates, for one base URL."""

    profile: Profile
    vocabulary: Vocabulary
    base_url: str


@dataclass(frozen=True, slots=True)
class Bound:
    """A request, with the values of the domain that it carries."""

    request: Request
    sent: Mapping[str, Any]


def arguments(step: Step, word: ActionWord, scope: Scope) -> dict[str, Any]:
    """The step's arguments with defaults filled in, `with` merged and `without` taken out; all resolved."""
    own = dict(step.arguments)
    more = resolve(own.pop("with", {}), scope)
    given = {name: value for name, value in {**word.defaults, **own}.items() if name not in step.without}
    added = {name: value for name, value in more.items() if name not in step.without} if more else {}
    return {**resolve({name: value for name, value in given.items() if name not in added}, scope), **added}


def bind(step: Step, scope: Scope, binding: Binding) -> Bound:
    """The request for a step. Raises Inexpressible, or ExpressionError for a value that an answer lacked."""
    profile, word = binding.profile, binding.vocabulary.actions[step.action]
    if step.action in profile.unable:
        raise Inexpressible(step.action)
    action = profile.actions[step.action]
    values = arguments(step, word, scope)
    path, query = _address(action, values, binding)
    sent = {name: value for name, value in _sent(action, word, values, profile).items() if name not in step.without}
    _nothing_left(action, word, values, sent)
    body = _body(action, sent, profile)
    headers: tuple[tuple[str, str], ...] = (ACCEPT, JSON_TYPE) if body is not None else (ACCEPT,)
    if body is not None and step.sent_as:
        headers, body = _misshapen(step.sent_as, body)
    method = profile.operations[action.operation].method
    return Bound(Request(method, path, query, headers, body, step.credentials), sent)


def _nothing_left(action: Action, word: ActionWord, values: Mapping[str, Any], sent: Mapping[str, Any]) -> None:
    """An argument that goes nowhere would be tried without the product ever hearing of it."""
    told = {*sent, *action.path.values(), *(parameter.argument for parameter in action.query)}
    for name in values:
        if name not in told and name not in (action.based_on, action.follow):
            raise Inexpressible(f"{word.record}.{name}")


def _address(action: Action, values: Mapping[str, Any], binding: Binding) -> tuple[str, tuple[tuple[str, str], ...]]:
    if action.follow:
        return within(binding.base_url, values.get(action.follow))
    path = binding.profile.operations[action.operation].path
    for parameter, argument in action.path.items():
        path = path.replace(f"{{{parameter}}}", quote(_identity(values.get(argument), argument), safe=""))
    query = tuple(
        (parameter.name, _query_value(parameter, values[parameter.argument]))
        for parameter in action.query
        if parameter.argument in values
    )
    return path, query


def _identity(value: Any, argument: str) -> str:
    found = value.id if isinstance(value, Captured) else value
    if not isinstance(found, str) or not found:
        raise ExpressionError(f"the answer that {argument!r} refers to has no id", missing=True)
    return found


def _query_value(parameter: Parameter, value: Any) -> str:
    value = parameter.values.get(value, value) if isinstance(value, str) else value
    if isinstance(value, Captured):
        return _identity(value, parameter.argument)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _sent(action: Action, word: ActionWord, values: Mapping[str, Any], profile: Profile) -> dict[str, Any]:
    if not action.sends:
        return {}
    fields = profile.records[action.sends].fields
    sent = {}
    base = values.get(action.based_on) if action.based_on else None
    if isinstance(base, Captured):
        sent = {name: value for name, value in base.values.items() if _travels(name, fields)}
    for name, value in values.items():
        if name == word.subject or name in word.takes:
            continue
        if name not in fields:
            raise Inexpressible(f"{word.record}.{name}")
        sent[name] = value
    return sent


def _travels(name: str, fields: Mapping[str, Any]) -> bool:
    return name in fields and name != "id" and fields[name].direction == "both"


def _body(action: Action, sent: Mapping[str, Any], profile: Profile) -> bytes | None:
    if not action.sends:
        return None
    fields = profile.records[action.sends].fields
    for name, value in sent.items():
        items = value if isinstance(value, list | tuple) else (value,)
        nested = fields[name].kind is FieldKind.RECORDS
        if not nested and any(isinstance(item, Captured) and item.id is None for item in items):
            raise ExpressionError(f"the answer that {name!r} refers to has no id", missing=True)
    body = to_body(profile, profile.records[action.sends], sent)
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _misshapen(form: str, body: bytes) -> tuple[tuple[tuple[str, str], ...], bytes]:
    """The same message in a form that the API does not take."""
    if form == "plain_text":
        return (ACCEPT, ("Content-Type", "text/plain")), body
    return (ACCEPT, JSON_TYPE), b"[" + body + b"]" if form == "list" else body[:-1]


def within(base_url: str, address: Any) -> tuple[str, tuple[tuple[str, str], ...]]:
    """An address from an answer as path and query below the base URL. Raises ElsewhereError when it is not there."""
    if not isinstance(address, str) or not address:
        raise ExpressionError("the answer gave no address to follow", missing=True)
    try:
        base, parts = urlsplit(base_url), urlsplit(address)
    except ValueError:
        raise ElsewhereError(f"{address!r} is not an address") from None
    if parts.hostname and parts.hostname != base.hostname:
        raise ElsewhereError(f"{address!r} is on another host than {base.hostname!r}")
    path, root = parts.path or base.path, base.path.rstrip("/")
    climbs = any(unquote(segment) in (".", "..") for segment in path.split("/"))
    if climbs or (path not in (base.path, root) and not path.startswith(root + "/")):
        raise ElsewhereError(f"{address!r} lies outside {base_url!r}")
    return path[len(root) :], tuple(parse_qsl(parts.query, keep_blank_values=True))


def read(action: Action, word: ActionWord, response: Response, body: Any, profile: Profile) -> Captured | Found | None:
    """What an answer says, in the words of the domain; None when this action's answer says nothing."""
    if not action.reads:
        return None
    record = profile.records[action.reads]
    if not word.many:
        values = from_body(profile, record, body)
        for attribute, header in record.headers.items():
            if (value := response.header(header)) is not None:
                values[attribute] = value
        return Captured(record.name, values)
    items = get(body, profile.collection.items)
    if not isinstance(items, list):
        return Found((), problem=f"no list at /{'/'.join(profile.collection.items)}")
    total = get(body, profile.collection.total) if profile.collection.total else None
    captured = tuple(Captured(record.name, from_body(profile, record, item)) for item in items)
    return Found(captured, None if total is MISSING else total)


def next_page(body: Any, request: Request, binding: Binding) -> Request | None:
    """The request for the next page, when the answer names one. Raises ElsewhereError for one on another host."""
    pointer = binding.profile.collection.next
    address = get(body, pointer) if pointer else None
    if not isinstance(address, str) or not address:
        return None
    if address.startswith("?"):
        address = urlsplit(binding.base_url).path.rstrip("/") + request.path + address
    path, query = within(binding.base_url, address)
    return Request("GET", path, query, request.headers, None, request.credentials)


def undo(action: str, identifier: str, binding: Binding) -> Request | None:
    """The request that removes what an action registered, when this API can."""
    profile = binding.profile
    removal = profile.actions[action].undo
    if not removal:
        return None
    operation = profile.operations[profile.actions[removal].operation]
    path = operation.path
    for parameter in profile.actions[removal].path:
        path = path.replace(f"{{{parameter}}}", quote(identifier, safe=""))
    return Request(operation.method, path, (), (ACCEPT,), None, Credentials.OWN)
