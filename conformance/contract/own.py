"""The ids that the suite registered itself. Nothing else in the product is ever changed or removed."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping, Sequence


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
        ids = self._given.get(collection, ())
        if len(ids) > 1:
            kept = len(ids) - max(1, len(ids) // 3)
            ids = ids[kept:] if changing else ids[:kept]
        return ids[turn % len(ids)] if ids else None

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
