"""Pure: what a step says becomes the message of a request."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

from conformance.expressions import ExpressionError, Scope, resolve
from conformance.model.captured import Captured
from conformance.model.profile import Action, Field, FieldKind, Parameter, Profile, Record
from conformance.model.vocabulary import ActionWord
from conformance.wire import MISSING, Along, merged, put, to_body, to_wire


class Inexpressible(Exception):
    """The API has no way to say it; the message is the reason, in the profile's words."""


def is_partial(action: Action, word: ActionWord) -> bool:
    """Whether an action changes only what its message says."""
    return bool(action.sends and word.subject and not action.based_on)


def carried(action: Action, word: ActionWord, values: Mapping[str, Any], profile: Profile) -> dict[str, Any]:
    """The attributes that the message of an action carries. Raises Inexpressible for one that has no place in it."""
    if not action.sends:
        return {}
    fields = profile.records[action.sends].fields
    sent = {}
    base = values.get(action.based_on) if action.based_on else None
    if isinstance(base, Captured):
        sent = {name: value for name, value in base.values.items() if _travels(name, fields)}
    if isinstance(subject := values.get(word.subject), Captured):
        sent |= {name: subject.values[name] for name in action.keeps if name in subject.values}
    elsewhere = {word.subject, *word.takes, *(each.argument for each in action.body.values())}
    if action.choice:
        elsewhere.add(action.choice.attribute)
    for name, value in values.items():
        if name in elsewhere and (name not in fields or name == word.subject or name in word.takes):
            continue
        if name not in fields:
            raise Inexpressible(f"{word.record}.{name}")
        sent[name] = value
    return sent


def _travels(name: str, fields: Mapping[str, Any]) -> bool:
    return name in fields and name != "id" and fields[name].direction == "both"


def body_of(
    action: Action,
    word: ActionWord,
    sent: Mapping[str, Any],
    values: Mapping[str, Any],
    profile: Profile,
    scope: Scope,
) -> bytes | None:
    """The message of an action, when it has one. Raises ExpressionError for a value that an answer lacked."""
    if not (action.sends or action.body or action.constants):
        return None
    body: dict[str, Any] = {}
    for pointer, constant in action.constants.items():
        put(body, pointer, resolve(deepcopy(constant), scope))
    if action.sends:
        _known(sent, profile.records[action.sends])
        along, partial = _along(profile, scope), is_partial(action, word)
        own = to_body(profile, profile.records[action.sends], sent, emptying=partial, along=along)
        body = merged(body, own)
    for pointer, parameter in action.body.items():
        value = values.get(parameter.argument, MISSING)
        if isinstance(value, Captured) and value.id in scope.latest:
            value = replace(value, values=scope.latest[value.id])
        elif value is not MISSING and parameter.attribute:
            value = _looked_up(action, parameter.argument, value, profile, scope)
        member = _member(profile, parameter, value)
        if member is not MISSING:
            put(body, pointer, member)
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _along(profile: Profile, scope: Scope) -> Along:
    """What travels along with a value: a value of a reference list goes as it stands in that list."""

    def along(field: Field, value: Any) -> Mapping[tuple[str, ...], Any]:
        told = _in_list(field, value, scope)
        fields = profile.records[told.record].fields if told else {}
        own = {fields[name].pointer[-1]: each for name, each in (told.values if told else {}).items()}
        return {
            pointer: own[pointer[-1]] if pointer[-1] in own else resolve(deepcopy(entry), scope)
            for pointer, entry in field.along.items()
        }

    return along


def _in_list(field: Field, value: Any, scope: Scope) -> Captured | None:
    """The value of a list that has this code, as far as the scenario has come across it."""
    if not field.listed or not isinstance(value, str):
        return None
    kept = scope.captures.get(value_of_list(field.listed, value))
    others = (each for each in scope.captures.values() if isinstance(each, Captured) and each.record == "lijstwaarde")
    return kept if isinstance(kept, Captured) else next((each for each in others if each.id == value), None)


def value_of_list(name: str, code: str) -> str:
    """The name under which a value of a reference list is kept, for messages to refer to."""
    return re.sub(r"[^a-z0-9]", "_", f"{name}_{code}".lower())


def _looked_up(action: Action, argument: str, value: Any, profile: Profile, scope: Scope) -> Any:
    """The value of a reference list that is asked for, whole; what no list has is asked for all the same."""
    field = profile.records[action.reads].fields.get(argument) if action.reads else None
    if field is None or not field.listed or not isinstance(value, str):
        return value
    unknown = {"code": value, "naam": value, "actief": True}
    return _in_list(field, value, scope) or Captured("lijstwaarde", unknown)


def _member(profile: Profile, parameter: Parameter, value: Any) -> Any:
    """An argument as a member of the message: a thing travels as its id or another attribute, the rest as it is."""
    if value is MISSING:
        return value
    if isinstance(value, Captured) and parameter.attribute:
        value = MISSING if (known := value.values.get(parameter.attribute)) is None else known
    elif parameter.attribute:
        return MISSING
    elif isinstance(value, Captured):
        return identity(value, parameter.argument)
    return to_wire(profile, Field(parameter.argument, (), parameter.kind, parameter.values), value)


def identity(value: Any, argument: str) -> str:
    """The id of a thing, or the id itself. Raises ExpressionError when there is none."""
    found = value.id if isinstance(value, Captured) else value
    if not isinstance(found, str) or not found:
        raise _without_id(argument)
    return found


def _known(sent: Mapping[str, Any], record: Record) -> None:
    fields = record.fields
    for name, value in sent.items():
        items = value if isinstance(value, list | tuple) else (value,)
        nested = fields[name].kind is FieldKind.RECORDS
        if not nested and any(isinstance(item, Captured) and item.id is None for item in items):
            raise _without_id(name)


def _without_id(name: str) -> ExpressionError:
    what = f"the answer that {name!r} refers to has no id"
    return ExpressionError(what, missing=True, nl=f"het antwoord waar {name!r} naar verwijst heeft geen id")


def misshapen(form: str, body: bytes) -> bytes:
    """The same message in a form that the API does not take."""
    if form in ("", "plain_text"):
        return body
    return b"[" + body + b"]" if form == "list" else body[:-1]
