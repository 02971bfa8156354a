"""From a generated case to a request that can be sent: real ids and harmless values."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote

from conformance.contract.deviating import JSON_MESSAGE, written
from conformance.contract.document import Contract, Operation
from conformance.contract.harmless import harmless
from conformance.contract.issues import Expectation
from conformance.contract.own import Own
from conformance.contract.raw import NOT_SENT, Raw
from conformance.model.exchange import Pairs, Request

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_KEYS = frozenset({"uuid", "id"})
# In the place of a key that is a number: a product that counts its records could have a record with that number.
_NO_KEY = "geen-sleutel"
_JSON = "application/json"
_LONGEST_NUMBER = 3  # digits
_LONGEST_QUERY = 400  # characters per value: a longer address is refused by gateways, not by the product


class Ground:
    """Makes requests of generated cases for one run. `references` says which property refers to which collection."""

    def __init__(self, contract: Contract, own: Own, references: Mapping[str, str]) -> None:
        self.own, self.references = own, references
        self._names: set[str] = set()
        self._maps: set[str] = set()
        _names(contract.document, self._names, self._maps)

    def request(self, operation: Operation, raw: Raw, turn: int) -> tuple[Request, Expectation] | None:
        """The request for a case; None when it would not be safe or could not be written down."""
        placed = self._path(operation, raw, turn)
        if placed is None or (raw.location == "header" and raw.body is NOT_SENT):
            return None
        path, expectation = placed
        body = self._body(operation, raw, turn)
        if body is None and raw.body is not NOT_SENT:
            return None
        return Request(operation.method, path, self._query(raw, turn), self._headers(raw, body), body), expectation

    def plain(self, operation: Operation, body: Any, turn: int, id_: str | None = None) -> Request | None:
        """A request without parameters for an operation: with this body, about this id or one of our own."""
        path = operation.path
        if operation.takes_id:
            chosen = id_ or self.own.pick(operation.collection, turn, changing=operation.modifies)
            if chosen is None:
                return None
            path = _filled(path, chosen)
        if body is NOT_SENT or operation.message is None:
            return Request(operation.method, path)
        return Request(operation.method, path, (), JSON_MESSAGE, written(self.body(body, turn)))

    def body(self, value: Any, turn: int) -> Any:
        """A message with references to our own objects, and harmless values."""
        return self._clean(value, "", turn)

    def _path(self, operation: Operation, raw: Raw, turn: int) -> tuple[str, Expectation] | None:
        if not operation.takes_id:
            return operation.path, Expectation.ANY
        if raw.location == "path" and raw.negative:
            text = unquote(str(next(iter(raw.path.values()), "")))
            if operation.method != "GET" or not text.strip("./ \\") or _UUID.fullmatch(text):
                return None
            return _filled(operation.path, quote(text, safe="")), Expectation.UNKNOWN_ID
        chosen = self.own.pick(operation.collection, turn, changing=operation.modifies)
        if chosen is None:
            return _filled(operation.path, self.own.unknown(turn)), Expectation.UNKNOWN_ID
        return _filled(operation.path, chosen), Expectation.ANY

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
        if _UUID.fullmatch(text):
            collection = self.references.get(name.removesuffix("__uuid").split("__")[-1], "")
            return self.own.pick(collection, turn) or self.own.unknown(turn)
        return _encodable(harmless(text))[:_LONGEST_QUERY]

    def _headers(self, raw: Raw, body: bytes | None) -> Pairs:
        given = next((value for name, value in raw.headers.items() if name.lower() == "content-type"), None)
        media = given or raw.media_type or _JSON
        if body is None or not media.isascii() or not media.isprintable():
            return ()
        return (("Content-Type", media),)

    def described(self, body: Any) -> Any:
        """Random data without the members that the contract does not describe: those may be ignored anyway."""
        return self._described(body, "")

    def _body(self, operation: Operation, raw: Raw, turn: int) -> bytes | None:
        if raw.body is NOT_SENT or operation.message is None:
            return None
        return raw.body if isinstance(raw.body, bytes) else written(self.body(raw.body, turn))

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
        if _UUID.fullmatch(text) and (collection or text not in self.own):
            return self.own.pick(collection, turn) or self.own.unknown(turn)
        return _encodable(harmless(text))


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
