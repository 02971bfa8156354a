"""A few requests before the first scenario: right address, right key, right profile."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from typing import Any

from conformance.detecting.matching import Read, Seen, looks, match, request
from conformance.judging.outcome import REDIRECTS
from conformance.model.exchange import Exchange, Request, Response
from conformance.model.profile import Profile
from conformance.model.sign import Answered, Fit, Look, Observation
from conformance.model.target import Target
from conformance.model.text import Text
from conformance.not_begun import no_answer, not_let_in, not_there, other_form, redirected, web_page
from conformance.play import Parse, Unreadable
from conformance.wire import MISSING, get

Send = Callable[[Request], Awaitable[Exchange]]
Warn = Callable[[Text], None]
#: So many signs that do not fit are named in a warning.
_MOST_SIGNS = 3
_NOT_THERE = (404, 405, 410)


async def preflight(
    profile: Profile, asked: Collection[str], target: Target, send: Send, parse: Parse, warn: Warn
) -> None:  # fmt: skip
    """Raise UserError when the run could only give a list of failures that say nothing about the product.

    `asked` are the operations that the run is about; a product may do without the others.
    """
    exchange = await _first(profile, asked, send)
    where = f"{target.base_url}{exchange.request.path}"
    if exchange.response is None:
        assert exchange.failure is not None
        raise no_answer(exchange.failure, where, secure=target.base_url.startswith("https:"))
    _judge_status(exchange.response, profile, target, where)
    if exchange.response.status == 200:
        _judge_body(exchange.response, profile, where, parse)
    same = _judge_version(exchange.response, profile, warn)
    await _recognise(profile, target, exchange, send, parse, warn, sure=same)


async def _first(profile: Profile, asked: Collection[str], send: Send) -> Exchange:
    """A first request to an operation that the product has; when it has none of them, to the one that counts most."""
    exchanges = []
    for name in [each for each in profile.preflight if each in asked] or profile.preflight:
        operation = profile.operations[name]
        exchange = await send(Request(operation.method, operation.path, (), (("Accept", profile.media_type),)))
        if exchange.response is None or exchange.response.status not in _NOT_THERE:
            return exchange
        exchanges.append(exchange)
    return exchanges[0]


def _judge_status(response: Response, profile: Profile, target: Target, where: str) -> None:
    status = response.status
    if status in REDIRECTS:
        raise redirected(where, response.header("location"))
    if status in (401, 403):
        raise not_let_in(where, status, profile, given=bool(target.secrets))
    if status in _NOT_THERE and response.header("api-version") is None:
        raise not_there(where, status, profile)


def _judge_body(response: Response, profile: Profile, where: str, parse: Parse) -> None:
    if "html" in response.media_type or response.body.lstrip()[:1] == b"<":
        raise web_page(where, profile)
    try:
        body: Any = parse(response.body)
    except Unreadable:
        return  # the product's own doing: the scenarios say so, with evidence
    if get(body, profile.collection.items) is MISSING and response.header("api-version") is None:
        raise other_form(where, profile)


def _judge_version(response: Response, profile: Profile, warn: Warn) -> bool:
    """Whether the product calls itself the version of the profile; warns when it calls itself another."""
    version = response.header("api-version")
    if not version:
        return False
    same = version.split(".")[:2] == profile.api_version.split(".")[:2]
    if not same:
        warn(
            Text(
                f"het product noemt zich API-versie {version}, dit profiel beschrijft {profile.api_version}",
                f"the product calls itself API version {version}, this profile describes {profile.api_version}",
            )
        )
    return same


async def _recognise(
    profile: Profile, target: Target, first: Exchange, send: Send, parse: Parse, warn: Warn, *, sure: bool
) -> None:
    """Warn when the profile does not fit what can be seen. Looks further only when the first answer gives reason to."""
    seen = {Look(first.request.path): first} if first.request.method == "GET" else {}
    found = match(profile, Seen(target.base_url, seen, _reader(parse)))
    if not found.observations or (sure and not found.count(Answered.NO)):
        return
    for look in looks([profile]):
        if look not in seen:
            seen[look] = await send(request(look))
            if seen[look].response is None:
                break
    found = match(profile, Seen(target.base_url, seen, _reader(parse)))
    against = [each for each in found.observations if each.answered is Answered.NO]
    if found.fit in (Fit.PARTLY, Fit.NOT):
        warn(_misfit(profile, against, found.count(Answered.YES)))


def _reader(parse: Parse) -> Read:
    def read(body: bytes) -> Any:
        try:
            return parse(body)
        except Unreadable:
            return MISSING

    return read


def _misfit(profile: Profile, against: list[Observation], speak_for: int) -> Text:
    total = len(against) + speak_for
    nl = "; ".join(f"{each.predicted.nl} ({each.seen.nl})" for each in against[:_MOST_SIGNS])
    en = "; ".join(f"{each.predicted.en} ({each.seen.en})" for each in against[:_MOST_SIGNS])
    return Text(
        f"profiel {profile.id} past niet goed: {len(against)} van de {total} kenmerken kloppen niet, zoals: {nl}. "
        "conformance detect zegt welk profiel wel past",
        f"profile {profile.id} does not fit well: {len(against)} of {total} signs are wrong, such as: {en}. "
        "conformance detect tells which profile does",
    )
