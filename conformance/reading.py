"""Pure: an answer becomes what the domain calls it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from conformance.addresses import within
from conformance.binding import Binding
from conformance.model.captured import Captured, Found
from conformance.model.exchange import Exchange, Request, Response
from conformance.model.finding import Made
from conformance.model.profile import Action, Collection, Profile, Record
from conformance.model.text import Text
from conformance.model.vocabulary import ActionWord
from conformance.wire import MISSING, from_body, get


def read(action: Action, word: ActionWord, response: Response, body: Any, profile: Profile) -> Captured | Found | None:
    """What an answer says, in the words of the domain; None when this action's answer says nothing."""
    if not action.reads:
        return None
    record, collection = profile.records[action.reads], action.collection or profile.collection
    items = _items(response, body, collection) if word.many or action.one_of else None
    if action.one_of and items is not None and len(items) <= 1:
        body = items[0] if items else None
    elif word.many or action.one_of:
        return _found(items, body, record, profile, collection, one=action.one_of)
    values = from_body(profile, record, body)
    for attribute, header in record.headers.items():
        if (value := response.header(header)) is not None:
            values[attribute] = value
    return Captured(record.name, values, action.implied)


def _found(
    items: list[Any] | None, body: Any, record: Record, profile: Profile, collection: Collection, *, one: bool
) -> Found:
    where = "/" + "/".join(collection.items)
    if items is None:
        return Found((), problem=Text(f"geen lijst op {where}", f"no list at {where}"))
    if one:
        number = len(items)
        return Found((), problem=Text(f"{number} in plaats van één op {where}", f"{number} at {where}, not one"))
    total = get(body, collection.total) if collection.total else None
    captured = tuple(Captured(record.name, from_body(profile, record, item)) for item in items)
    bare = collection.single and isinstance(get(body, collection.items), Mapping) and bool(items)
    return Found(captured, None if total is MISSING else total, bare=bare)


def _items(response: Response, body: Any, collection: Collection) -> list[Any] | None:
    """What a search found, in the forms that the profile allows; None when the answer has none of them."""
    if response.status in collection.empty:
        return []
    items = get(body, collection.items)
    if items is MISSING and collection.absent_is_empty and isinstance(body, Mapping):
        return []
    if collection.single and isinstance(items, Mapping):
        return [items] if items else []  # an empty object is no thing; whether it may be told so, the contract says
    return items if isinstance(items, list) else None


def seen(action: Action, word: ActionWord, response: Response, body: Any, profile: Profile) -> str:
    """The outcome that only the message tells: whether a search by id, or with a status of its own, found something.

    Empty for every other answer: there the status tells it.
    """
    collection = action.collection or profile.collection
    if response.status in collection.empty and (word.many or action.one_of):
        return "ok" if word.many else "unknown"
    if not (action.one_of and 200 <= response.status < 300):
        return ""
    items = _items(response, body, collection)
    return "" if items is None else "ok" if items else "unknown"


def next_page(body: Any, request: Request, binding: Binding, action: str = "") -> Request | None:
    """The request for the next page, when the answer names one. Raises ElsewhereError for one on another host."""
    own = binding.profile.actions[action].collection if action else None
    pointer = (own or binding.profile.collection).next
    address = get(body, pointer) if pointer else None
    if not isinstance(address, str) or not address:
        return None
    if address.startswith("?"):
        address = urlsplit(binding.base_url).path.rstrip("/") + request.path + address
    path, query = within(binding.base_url, address)
    return Request("GET", path, query, request.headers, None, request.credentials)


def now_there(
    made: list[Made], name: str, operation: str, exchange: Exchange, body: Any, binding: Binding,
    parse: Callable[[bytes], Any],
) -> list[Made]:  # fmt: skip
    """What exists in the product after an answer, whether or not it should; `made` is what existed before."""
    response, action, word = exchange.response, binding.profile.actions[name], binding.vocabulary.actions[name]
    if response is None or not 200 <= response.status < 300:
        return made
    if (action.undo or word.outcome == "created") and action.reads:
        captured = read(action, word, response, body, binding.profile)
        if not isinstance(captured, Captured) or not (identifier := captured.id or _last_segment(response)):
            return made
        return [*made, Made(name, captured.record, identifier, operation=operation if action.choice else "")]
    if action.reads:
        return made
    gone = {*exchange.request.path.split("/"), *_named(exchange.request, parse)}
    return [replace(one, removed=True) if one.id in gone else one for one in made]


def _named(request: Request, parse: Callable[[bytes], Any]) -> Iterator[str]:
    """The texts in a message: where no path does, one of them says what it is about."""
    try:
        message = parse(request.body) if request.body else None
    except ValueError:
        return
    yield from (each for each in message.values() if isinstance(each, str)) if isinstance(message, dict) else ()


def _last_segment(response: Response) -> str:
    """The id in the address of what was registered, for an answer that does not tell it otherwise."""
    return (response.header("location") or "").split("?")[0].rstrip("/").rpartition("/")[2]
