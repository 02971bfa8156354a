"""Removes what a run registered, and looks whether a product that says ‘removed’ has done so."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from conformance.binding import Binding, removal_of, undo
from conformance.evidence import Recorder
from conformance.model.exchange import Exchange, Request
from conformance.model.finding import Made
from conformance.model.text import Text

_CLEANUP_SECONDS = 60.0
#: A product may refuse to remove what something older still refers to; in a later round that is gone.
_CLEANUP_ROUNDS = 3
_GONE = (404, 410)

NO_REMOVAL = Text("deze API kan het niet verwijderen", "this API cannot remove it")
NO_ANSWER = Text("geen antwoord op het verwijderen", "no answer to the removal")
NOTHING = Text("", "")


class Send(Protocol):
    """Sends one request and records it under the given heads."""

    def __call__(self, request: Request, *, scope: str, attempt: int, step: int) -> Awaitable[Exchange]:
        """The exchange that came of it."""


class _Word(Enum):
    """What is known of a product's word that it removed something of one kind."""

    BEING_TRIED = "being tried"
    GOOD = "good"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class _Claim:
    """A removal that the product says it carried out."""

    item: Made
    scope: str
    attempt: int
    status: int


@dataclass(slots=True)
class Cleaner:
    """Cleans up after attempts at scenarios and after the contract phase.

    Of every kind of record the first removal is looked at: one reading per kind and per run. A product that removed
    nothing is not believed for that kind any more, before or after: then every removal of it is looked at.
    """

    binding: Binding
    send: Send
    log: Recorder
    _words: dict[str, _Word] = field(default_factory=dict)
    _believed: dict[str, list[_Claim]] = field(default_factory=dict)

    async def clean(self, made: list[Made], scope: str, attempt: int = 1) -> None:
        """Remove what an attempt registered, newest first; what stays is recorded, and changes no verdict."""
        for item in made:
            if item.removed:
                self._record(item.id, scope, NOTHING)
        try:
            async with asyncio.timeout(_CLEANUP_SECONDS):
                claims = [_Claim(item, scope, attempt, 0) for item in made if item.removed]
                left = [item for item in reversed(made) if not item.removed]
                for _ in range(_CLEANUP_ROUNDS if left else 0):
                    left = [item for item in left if not await self._remove(item, scope, attempt, claims)]
                # Only now: what is removed later may take along what was removed in words alone.
                for claim in claims:
                    await self._weigh(claim)
        except TimeoutError:
            self.log.write("note", scope=scope, text="cleaning up took too long")

    async def _remove(self, item: Made, scope: str, attempt: int, claims: list[_Claim]) -> bool:
        """Remove one thing and record what came of it; false when another try later may help."""
        request = undo(item.action, item.id, self.binding, item.operation)
        if request is None:
            self._record(item.id, scope, NO_REMOVAL)
            return True
        exchange = await self.send(request, scope=scope, attempt=attempt, step=0)
        status = exchange.response.status if exchange.response else None
        gone = status is not None and (200 <= status < 300 or status in _GONE)
        refused = Text(f"antwoord {status} op het verwijderen", f"answer {status} to the removal")
        self._record(item.id, scope, NOTHING if gone else refused if status else NO_ANSWER)
        if status is not None and 200 <= status < 300:
            claims.append(_Claim(item, scope, attempt, status))
        return gone

    def _record(self, identifier: str, scope: str, reason: Text) -> None:
        told = {"nl": reason.nl, "en": reason.en}
        self.log.write("removed", scope=scope, id=identifier, gone=reason is NOTHING, reason=told)

    async def _weigh(self, claim: _Claim) -> None:
        """Believe a removal, or look."""
        kind = self._kind(claim.item)
        word = self._words.get(kind)
        if word in (_Word.GOOD, _Word.BEING_TRIED):
            self._believed.setdefault(kind, []).append(claim)
            return
        if word is _Word.EMPTY:
            await self._look(claim)
            return
        self._words[kind] = _Word.BEING_TRIED
        there = await self._look(claim)
        self._words[kind] = _Word.EMPTY if there else _Word.GOOD
        if there:
            for each in self._believed.pop(kind, []):
                await self._look(each)

    def _kind(self, item: Made) -> str:
        removal = removal_of(item.action, item.operation, self.binding.profile)
        return removal.id if removal else item.action

    async def _look(self, claim: _Claim) -> bool:
        """Read what should be gone; whether it is still there. What cannot be read says nothing."""
        request = self._reading(claim.item)
        if request is None:
            return False
        exchange = await self.send(request, scope=claim.scope, attempt=claim.attempt, step=0)
        response = exchange.response
        # An answer that does not name the thing, such as somebody's start page, says nothing about it.
        if response is None or response.status != 200 or claim.item.id.encode() not in response.body:
            return False
        said = Text(f"antwoord {claim.status} op het verwijderen", f"answer {claim.status} to the removal")
        if not claim.status:
            said = Text("verwijderen is bevestigd", "the removal was confirmed")
        self._record(claim.item.id, claim.scope, Text(f"{said.nl}, maar het is er nog", f"{said.en}, but it is there"))
        return True

    def _reading(self, item: Made) -> Request | None:
        """A request for the thing at the address where it was removed, when this API has one."""
        profile = self.binding.profile
        operation = removal_of(item.action, item.operation, profile)
        removal = undo(item.action, item.id, self.binding, item.operation)
        if removal is None or operation is None:
            return None
        known = any(each.path == operation.path and each.method == "GET" for each in profile.operations.values())
        return Request("GET", removal.path, (), removal.headers) if known and removal.method == "DELETE" else None
