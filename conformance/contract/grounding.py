"""From a generated case to a request that can be sent: real ids and harmless values."""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote, unquote

from conformance.contract.deviating import message_headers, written
from conformance.contract.document import Contract, Operation
from conformance.contract.harmless import harmless, is_number
from conformance.contract.issues import Expectation
from conformance.contract.judging import DEPTH
from conformance.contract.own import Own
from conformance.contract.parsing import parse_json
from conformance.contract.raw import NOT_SENT, Raw
from conformance.model.exchange import Pairs, Request

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_KEYS = frozenset({"uuid", "id"})
# In the place of a key that is a number: a product that counts its records could have a record with that number.
_NO_KEY = "geen-sleutel"
_LONGEST_NUMBER = 3  # digits
_LONGEST_ID = 40  # characters, where the contract names no length
_LONGEST_QUERY = 400  # characters per value: a longer address is refused by gateways, not by the product


class Ground:
    """Makes requests of generated cases for one run.

    `references` says which property refers to which collection; `bare` that a reference is an id and nothing else;
    `keys` per collection the member in which the consumer chooses the id; `registering` which operations register
    something, where paths are verbs; `answers` what the product said of our own objects, by id.
    """

    def __init__(
        self, contract: Contract, own: Own, references: Mapping[str, str], *, bare: bool = False,
        keys: Mapping[str, str] | None = None, registering: Collection[str] = (),
        answers: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        self.own, self.references, self._keys, self._registering = own, references, keys or {}, registering
        self._answers = answers or {}
        self._longest_id = _longest_id(contract) if bare else 0
        self._names: set[str] = set()
        self._maps: set[str] = set()
        _names(contract.document, self._names, self._maps)

    def request(self, operation: Operation, raw: Raw, turn: int) -> tuple[Request, Expectation] | None:
        """The request for a case; None when it would not be safe or could not be written down."""
        placed = self._path(operation, raw, turn)
        if placed is None or (raw.location == "header" and raw.body is NOT_SENT):
            return None
        path, expectation = placed
        body = self._body(operation, raw, turn, _last(path) if operation.takes_id else "")
        if body is None and raw.body is not NOT_SENT:
            return None
        headers = self._headers(operation, raw, body)
        return Request(operation.method, path, self._query(raw, turn), headers, body), expectation

    def registers(self, operation: Operation) -> bool:
        """Whether an operation registers something new."""
        return operation.id in self._registering if operation.group else operation.method == "POST"

    def chooses(self, operation: Operation, where: str) -> bool:
        """Whether this place in a message is the id that the consumer gives something new."""
        return self.registers(operation) and where == f"/{self._keys.get(operation.collection, '')}"

    def afresh(self, operation: Operation, request: Request, turn: int) -> Request:
        """The same request; where it registers something under an id that we chose, that id is taken by now."""
        key = self._keys.get(operation.collection, "") if operation.group and self.registers(operation) else ""
        body = parse_json(request.body or b"", DEPTH) if key else None
        if not isinstance(body, dict) or not self.own.may_change(str(body.get(key))):
            return request
        return replace(request, body=written(body | {key: self.own.unknown(turn)}))

    def plain(self, operation: Operation, body: Any, turn: int, id_: str | None = None) -> Request | None:
        """A request without parameters for an operation: with this body, about this id or one of our own."""
        path, chosen = operation.path, id_
        if operation.takes_id:
            chosen = id_ or self._chosen(operation, body, turn)
            if chosen is None:
                return None
            path = _filled(path, _segment(chosen))
        if body is NOT_SENT or operation.message is None:
            return Request(operation.method, path)
        message = written(self.body(operation, body, turn, chosen or ""))
        return Request(operation.method, path, (), message_headers(operation), message)

    def body(self, operation: Operation, value: Any, turn: int, id_: str = "") -> Any:
        """A message with references to our own objects, and harmless values."""
        cleaned = self._own_key(operation, self._clean(value, "", turn), turn, id_)
        if operation.method == "PUT":
            cleaned = self._kept(cleaned, self._answers.get(id_))
        if operation.takes_id or not self._longest_id or not isinstance(cleaned, dict):
            return cleaned
        # Where no path names the thing that an operation is about, its message may: it must be ours or not exist.
        told = {name: cleaned[name] for name in _KEYS if isinstance(cleaned.get(name), str)}
        about = {name for name, value in told.items() if len(value) <= self._longest_id}
        ours = self.own.pick(operation.collection, turn) or self.own.unknown(turn)
        return cleaned | dict.fromkeys(about, ours)

    def _kept(self, message: Any, known: Any) -> Any:
        """A replacement with the numbers and references that its object has: others may be refused as such."""
        if not (isinstance(message, dict) and isinstance(known, dict)):
            return message
        kept = dict(message)
        for name, each in message.items():
            told = known.get(name)
            ours = name in self.references and isinstance(each, str) and isinstance(told, str) and each in self.own
            kept[name] = told if ours or _both_numbers(each, told) else self._kept(each, told)
        return kept

    def _own_key(self, operation: Operation, value: Any, turn: int, id_: str) -> Any:
        """Where the consumer chooses the id: a new one that can be told to be ours, or that of what it is about."""
        key = self._keys.get(operation.collection, "")
        given = value.get(key) if isinstance(value, dict) else None
        if not isinstance(given, str) or not 0 < len(given) <= _LONGEST_ID:
            return value
        about = None if self.registers(operation) else self.own.pick(operation.collection, turn)
        return value | {key: id_ or about or self.own.unknown(turn)}

    def _chosen(self, operation: Operation, message: Any, turn: int) -> str | None:
        """One of our own; a change goes to one that is most like it: another sort is refused for reasons of its own."""
        ids = self.own.choice(operation.collection, changing=operation.modifies)
        if operation.modifies and isinstance(message, dict):
            alike = {each: _alike(message, self._answers.get(each)) for each in ids}
            ids = tuple(each for each in ids if alike[each] == max(alike.values()))
        return ids[turn % len(ids)] if ids else None

    def _path(self, operation: Operation, raw: Raw, turn: int) -> tuple[str, Expectation] | None:
        if not operation.takes_id:
            return operation.path, Expectation.ANY
        if raw.location == "path" and raw.negative:
            text = unquote(str(next(iter(raw.path.values()), "")))
            if operation.method != "GET" or not text.strip("./ \\") or _UUID.fullmatch(text):
                return None
            return _filled(operation.path, _segment(text)), Expectation.UNKNOWN_ID
        chosen = self._chosen(operation, raw.body, turn)
        if chosen is None:
            return _filled(operation.path, self.own.unknown(turn)), Expectation.UNKNOWN_ID
        return _filled(operation.path, _segment(chosen)), Expectation.ANY

    def _query(self, raw: Raw, turn: int) -> Pairs:
        chosen = raw.query
        if raw.location == "query" and raw.negative and raw.target in raw.query:
            # Only the deviating parameter: the others would be reasons of their own to refuse.
            chosen = {raw.target: raw.query[raw.target]}
        pairs: list[tuple[str, str]] = []
        for name, value in chosen.items():
            ordinary = not raw.negative or name != raw.target
            texts = [self._search_value(str(name), text, turn, ordinary=ordinary) for text in _texts(value)]
            pairs += [(_encodable(str(name)), text) for text in texts]
        return tuple(pairs)

    def _search_value(self, name: str, text: str, turn: int, *, ordinary: bool) -> str:
        if ordinary and text.isascii() and text.isdigit() and (text == "0" or len(text) > _LONGEST_NUMBER):
            return "1"  # page nought or page a million: there is nothing to see there
        collection = self.references.get(name.removesuffix("__uuid").split("__")[-1], "")
        if _UUID.fullmatch(text) or (ordinary and self._is_bare(text, collection)):
            return self.own.pick(collection, turn) or self.own.unknown(turn)
        return _encodable(harmless(text))[:_LONGEST_QUERY]

    def _headers(self, operation: Operation, raw: Raw, body: bytes | None) -> Pairs:
        given = next((value for name, value in raw.headers.items() if name.lower() == "content-type"), None)
        media = given or raw.media_type or operation.media
        if body is None or not media.isascii() or not media.isprintable():
            return ()
        return (("Content-Type", media),)

    def described(self, body: Any) -> Any:
        """Random data without the members that the contract does not describe: those may be ignored anyway."""
        return self._described(body, "")

    def _body(self, operation: Operation, raw: Raw, turn: int, id_: str) -> bytes | None:
        if raw.body is NOT_SENT or operation.message is None:
            return None
        return raw.body if isinstance(raw.body, bytes) else written(self.body(operation, raw.body, turn, id_))

    def _described(self, value: Any, holder: str) -> Any:
        if isinstance(value, list):
            return [self._described(each, holder) for each in value]
        if not isinstance(value, dict):
            return value
        known = value if holder in self._maps else self._names
        return {name: self._described(each, name) for name, each in value.items() if name in known}

    def _clean(self, value: Any, collection: str, turn: int) -> Any:
        if isinstance(value, dict):
            return {_encodable(name): self._member(name, each, collection, turn) for name, each in value.items()}
        if isinstance(value, list | tuple):
            return [self._clean(each, collection, turn + index) for index, each in enumerate(value)]
        if isinstance(value, str):
            return self._text(value, collection, turn)
        return value

    def _member(self, name: str, value: Any, collection: str, turn: int) -> Any:
        if name in _KEYS and (
            (isinstance(value, int | float) and not isinstance(value, bool))
            or (isinstance(value, str) and value.strip().isdigit())
        ):
            return _NO_KEY
        if name in _KEYS:
            return self._clean(value, collection, turn)
        # A turn of its own per property: two references of one message should not always be to the same pair.
        return self._clean(value, self.references.get(name, ""), zlib.crc32(f"{name} {turn}".encode()))

    def _text(self, text: str, collection: str, turn: int) -> str:
        if self._is_bare(text, collection) or (_UUID.fullmatch(text) and (collection or text not in self.own)):
            return self.own.pick(collection, turn) or self.own.unknown(turn)
        return _encodable(harmless(text))

    def _is_bare(self, text: str, collection: str) -> bool:
        """Whether a text stands where an id does, and could be one; one that is too long deviates on purpose."""
        return bool(collection) and 0 < len(text) <= self._longest_id


def _alike(message: dict[str, Any], known: Any) -> int:
    """How many texts of a message are those of the object already."""
    told = known if isinstance(known, dict) else {}
    return sum(isinstance(each, str) and told.get(name) == each for name, each in message.items())


def _both_numbers(given: Any, known: Any) -> bool:
    return is_number(given) and is_number(known) and type(given) is type(known) and len(str(given)) == len(str(known))


def _last(path: str) -> str:
    return unquote(path.rsplit("/", 1)[-1])


def _longest_id(contract: Contract) -> int:
    schemas = (
        contract.resolve(parameter.schema)
        for operation in contract.operations.values()
        for parameter in operation.parameters
        if parameter.location == "path"
    )
    return next((int(schema["maxLength"]) for schema in schemas if "maxLength" in schema), _LONGEST_ID)


def _names(node: Any, names: set[str], maps: set[str]) -> None:
    """Every property name in a document, and those of properties that are free maps."""
    if isinstance(node, list):
        for each in node:
            _names(each, names, maps)
    elif isinstance(node, Mapping):
        properties = node.get("properties")
        if isinstance(properties, Mapping):
            names |= set(properties)
            maps |= {
                name for name, each in properties.items()
                if isinstance(each, Mapping) and isinstance(each.get("additionalProperties"), Mapping)
            }  # fmt: skip
        for each in node.values():
            _names(each, names, maps)


def _segment(text: str) -> str:
    """An id as one segment of a path, whatever a product made of it."""
    return quote(_encodable(text), safe="")


def _filled(path: str, text: str) -> str:
    return re.sub(r"\{[^}]*\}", lambda _: text, path)


def _texts(value: Any) -> list[str]:
    if isinstance(value, list | tuple):
        return [_text_of(each) for each in value] or [""]
    return [_text_of(value)]


def _text_of(value: Any) -> str:
    if isinstance(value, str):
        return value
    told = written(value)
    return str(value) if told is None else told.decode()


def _encodable(text: str) -> str:
    return text.encode(errors="replace").decode()
