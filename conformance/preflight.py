"""A few requests before the first scenario: right address, right key, right profile."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from conformance.errors import UserError
from conformance.judging.outcome import REDIRECTS
from conformance.model.exchange import Exchange, FailureKind, Request, Response
from conformance.model.profile import Profile
from conformance.model.target import Target
from conformance.model.text import Text
from conformance.play import Parse, Unreadable
from conformance.wire import MISSING, get

Send = Callable[[Request], Awaitable[Exchange]]
Warn = Callable[[Text], None]


async def preflight(profile: Profile, target: Target, send: Send, parse: Parse, warn: Warn) -> None:
    """Raise UserError when the run could only give a list of failures that say nothing about the product."""
    operation = profile.operations[profile.preflight]
    request = Request(operation.method, operation.path, (), (("Accept", "application/json"),))
    exchange = await send(request)
    where = f"{target.base_url}{operation.path}"
    if exchange.response is None:
        raise _no_answer(exchange, target, where)
    _judge_status(exchange.response, profile, target, where)
    if exchange.response.status == 200:
        _judge_body(exchange.response, profile, where, parse)
    _judge_version(exchange.response, profile, warn)


def _no_answer(exchange: Exchange, target: Target, where: str) -> UserError:
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
    if status in (404, 405, 410) and response.header("api-version") is None:
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
            "choose the profile that fits: conformance list profiles",
        )


def _judge_version(response: Response, profile: Profile, warn: Warn) -> None:
    version = response.header("api-version")
    if version and version.split(".")[:2] != profile.api_version.split(".")[:2]:
        warn(
            Text(
                f"het product noemt zich API-versie {version}, dit profiel beschrijft {profile.api_version}",
                f"the product calls itself API version {version}, this profile describes {profile.api_version}",
            )
        )
