"""The ids that the suite registered itself. Nothing else in the product is ever changed or removed."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any


class Own:
    """The suite's own objects per collection (first path segment), and ids that certainly do not exist.

    `pick` chooses from the ids given at the start only, so that the same plan names the same objects however fast
    the product answers. `spare` gives away what the phase itself registered, for removal.
    """

    def __init__(self, objects: Mapping[str, Sequence[str]], seed: int) -> None:
        self._given = {name: tuple(ids) for name, ids in objects.items()}
        self._seed = seed
        self._mine = {each for ids in self._given.values() for each in ids}
        self._made: dict[str, list[tuple[int, str]]] = {}
        self._unknown: set[str] = set()

    def pick(self, collection: str, turn: int, *, changing: bool = False) -> str | None:
        """One of the given ids; None when there is none. What is going to be changed comes from a third of its own."""
        ids = self.choice(collection, changing=changing)
        return ids[turn % len(ids)] if ids else None

    def choice(self, collection: str, *, changing: bool) -> tuple[str, ...]:
        """The given ids that `pick` chooses from."""
        ids = self._given.get(collection, ())
        if len(ids) < 2:
            return ids
        kept = len(ids) - max(1, len(ids) // 3)
        return ids[kept:] if changing else ids[:kept]

    def unknown(self, turn: int) -> str:
        """A UUID (version 4) that no product has given out: made from the seed, for this turn."""
        digest = hashlib.sha256(f"unknown {self._seed} {turn}".encode()).digest()
        made = str(uuid.UUID(bytes=digest[:16], version=4))
        self._unknown.add(made)
        return made

    def add(self, collection: str, id_: str, order: int) -> bool:
        """Remember an id that the phase registered; `order` is the place of its request in the plan. False if known."""
        if id_ in self._mine:
            return False
        self._mine.add(id_)
        self._made.setdefault(collection, []).append((order, id_))
        return True

    def spare(self, collection: str) -> str | None:
        """The id that was registered earliest in the plan and not given away yet; None when there is none left."""
        made = self._made.get(collection)
        if not made:
            return None
        made.sort()
        return made.pop(0)[1]

    def forget(self, collection: str, id_: str) -> None:
        """Give an id away no more: what it stood for was removed."""
        self._made[collection] = [each for each in self._made.get(collection, []) if each[1] != id_]

    def may_change(self, id_: str) -> bool:
        """Whether a request may change or remove this id: it is our own, or it does not exist."""
        return id_ in self._mine or id_ in self._unknown

    def __contains__(self, id_: object) -> bool:
        return id_ in self._mine


def registered(home: str, body: Any, key: str, collections: Collection[str]) -> Iterator[tuple[str, str]]:
    """The resource in an answer to a registration, as (collection, id); of a composed one each of its parts.

    `home` is the collection that it was registered in, `key` the member that holds an id.
    """
    if not isinstance(body, dict):
        return
    if isinstance(body.get(key), str):
        yield home, body[key]
        return
    for part in body.values():
        if isinstance(part, dict) and isinstance(part.get(key), str) and isinstance(part.get("url"), str):
            segments = part["url"].split("?")[0].rstrip("/").split("/")
            if len(segments) > 1 and (collection := segments[-2].lower()) in collections:
                yield collection, part[key]
