"""Running the phase against a library, with a client that numbers its exchanges."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from conformance.contract.mapping import Requirements
from conformance.contract.phase import Notify, PhaseResult, Settings, run
from conformance.contract.records import Record
from conformance.model.exchange import Credentials, Exchange, Failure, FailureKind, Request, Response

from .library import CONTRACT, OPERATIONS, TABLE, TOKEN, Library

REQUIREMENTS = Requirements.of(TABLE)


@dataclass
class Ran:
    """What a run gave, and what it told on the way."""

    result: PhaseResult
    records: list[Record] = field(default_factory=list)
    made: list[tuple[str, str]] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)
    most_at_once: int = 0

    @property
    def rules(self) -> set[tuple[str, str]]:
        """The findings, as (requirement, kind)."""
        return {(each.requirement, each.kind.value) for each in self.result.judgement.findings}


class Client:
    """Sends requests to one base address, as the engine's transport would."""

    def __init__(self, base_url: str) -> None:
        self.base_url, self._numbers = base_url, itertools.count(1)
        self._client = httpx.AsyncClient()
        self.at_once = self.most_at_once = 0

    async def send(self, request: Request) -> Exchange:
        """One exchange, numbered."""
        number = next(self._numbers)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        headers = list(request.headers)
        if request.credentials is not Credentials.NONE:
            headers.append(("Authorization", TOKEN if request.credentials is Credentials.OWN else "Token fout"))
        try:
            answer = await self._client.request(
                request.method, self.base_url + request.path, params=list(request.query) or None, headers=headers,
                content=request.body,
            )  # fmt: skip
        except httpx.HTTPError as error:
            return Exchange(request, failure=Failure(FailureKind.PROTOCOL, type(error).__name__), number=number)
        finally:
            self.at_once -= 1
        response = Response(answer.status_code, tuple(answer.headers.multi_items()), answer.content)
        return Exchange(request, response, number=number)

    async def close(self) -> None:
        """Close every connection."""
        await self._client.aclose()


def phase(
    library: Library,
    budget: int = 120,
    seed: int = 1,
    operations: Sequence[str] = OPERATIONS,
    objects: Mapping[str, Sequence[str]] | None = None,
    requirements: Requirements = REQUIREMENTS,
    **settings: Any,
) -> Ran:
    """Run the phase against a library that holds six books of the suite's own."""
    own = objects if objects is not None else {"boeken": [library.add() for _ in range(6)]}

    async def play() -> Ran:
        client, ran = Client(library.base_url), Ran(None)  # type: ignore[arg-type]
        notify = Notify(
            ran.records.append, lambda *made: ran.made.append(made), lambda *gone: ran.removed.append(gone)
        )  # fmt: skip
        given = Settings(seed, budget, own, **settings)
        try:
            ran.result = await run(CONTRACT, operations, client.send, requirements, given, notify)
        finally:
            await client.close()
        ran.most_at_once = client.most_at_once
        return ran

    return asyncio.run(play())
