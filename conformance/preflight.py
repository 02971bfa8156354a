"""A few requests before the first scenario: right address, right key, right profile."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from typing import Any

from conformance.detecting.matching import Read, Seen, looks, match, request
from conformance.errors import UserError
from conformance.judging.outcome import REDIRECTS
from conformance.model.exchange import Exchange, FailureKind, Request, Response
from conformance.model.profile import Profile
from conformance.model.sign import Answered, Fit, Look, Observation
from conformance.model.target import Target
from conformance.model.text import Text
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
        raise no_answer(exchange, target, where)
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


def no_answer(exchange: Exchange, target: Target, where: str) -> UserError:
    """What to do about a first request that got no answer."""
    failure = exchange.failure
    assert failure is not None
    if failure.kind is FailureKind.TLS:
        return UserError(where, f"the TLS connection failed: {failure.detail}", _tls_fix(failure.detail))
    if failure.kind is FailureKind.CONNECT:
        return UserError(where, f"nothing answers there: {failure.detail}", "start the product, or correct base_url")
    if failure.kind is FailureKind.PROTOCOL:
        secure = target.base_url.startswith("https:")
        wants = "a client certificate? give tls.certificate and tls.key" if secure else "https?"
        fix = f"check the product and what stands before it; does it want {wants}"
        return UserError(where, f"no proper answer: {failure.detail}", fix)
    what = failure.detail if failure.kind is FailureKind.DEADLINE else f"no complete answer: {failure.detail}"
    return UserError(where, what, "check that the product is up; then try again")


def _tls_fix(detail: str) -> str:
    if "alert" in detail.lower() and "certificate" in detail.lower():
        return "the server wants another client certificate: tls.certificate and tls.key in the target file"
    if "certificate" not in detail.lower():
        return "does the server speak https on this port?"
    return "name the authority in the target's tls.ca, or mend the certificate; the suite never skips the check"


def _judge_status(response: Response, profile: Profile, target: Target, where: str) -> None:
    status = response.status
    if status in REDIRECTS:
        to = response.header("location") or "elsewhere"
        raise UserError(
            where,
            f"the server redirects to {to!r}",
            "use the address it redirects to as base_url; "
            "the suite does not follow redirects, to keep the credentials where they belong",
        )
    if status in (401, 403):
        what = (
            "these credentials are not accepted" if target.secrets else "the product wants credentials, none were given"
        )
        raise UserError(
            where,
            f"{what} (answer {status})",
            f'give --header "Authorization: {profile.authentication.title()} …" or auth in the target file',
        )
    if status in _NOT_THERE and response.header("api-version") is None:
        fix = f"base_url must end where the API begins; this profile usually lives at {profile.base_path}"
        raise UserError(where, f"this address does not exist there (answer {status})", fix)


def _judge_body(response: Response, profile: Profile, where: str, parse: Parse) -> None:
    if "html" in response.media_type or response.body.lstrip()[:1] == b"<":
        raise UserError(where, "this is a web page, not an API", f"base_url usually ends in {profile.base_path}")
    try:
        body: Any = parse(response.body)
    except Unreadable:
        return  # the product's own doing: the scenarios say so, with evidence
    if get(body, profile.collection.items) is MISSING and response.header("api-version") is None:
        raise UserError(
            where,
            f"the answer is not in the form of profile {profile.id}",
            "choose the profile that fits: conformance list profiles, or let conformance detect find it",
        )


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
