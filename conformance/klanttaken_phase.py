"""Reads the klanttaken that live outside this API, where the target says so; judging is done from the log."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from conformance.addresses import ElsewhereError, within
from conformance.contract.klanttaken import REQUIREMENT, SCOPE, next_address
from conformance.engine import Engine
from conformance.model.exchange import Exchange, Request
from conformance.model.target import Klanttaken, Target
from conformance.plan import Plan
from conformance.transport import Transport

_ACCEPT = (("Accept", "application/json"),)
_MOST_PAGES = 10


def wanted(plan: Plan) -> bool:
    """Whether this run is about klanttaken: the target names a place, and the requirement was selected."""
    suite, selection = plan.basis.suite, plan.selection
    if plan.target.klanttaken is None or selection.scenarios:
        return False
    requirement = suite.requirements.get(REQUIREMENT)
    claimed = requirement is not None and requirement.capability in suite.closure(plan.claims)
    return claimed and (not selection.requirements or REQUIREMENT in selection.requirements)


async def klanttaken_phase(plan: Plan, engine: Engine) -> None:
    """Ask for every page at most, with the credentials of that place and no others; it is only read."""
    place = plan.target.klanttaken
    assert place is not None
    form = plan.basis.klanttaken[place.form]
    parts = urlsplit(place.url)
    origin = f"{parts.scheme}://{parts.netloc}"
    about = {"form": form.name, "digest": form.digest, "credential_headers": _names(place)}
    engine.log.write("klanttaken", base_url=origin, **about)
    request = Request("GET", parts.path or "/", tuple(parse_qsl(parts.query, keep_blank_values=True)), _ACCEPT)
    async with Transport(_target(plan.target, place, origin), 2) as transport:
        for _ in range(_MOST_PAGES):
            exchange = await engine.send(request, scope=SCOPE, transport=transport)
            following = _following(next_address(form, exchange, plan.target.limits.depth), origin, exchange)
            if following is None:
                return
            request = following


def _names(place: Klanttaken) -> list[str]:
    return sorted({secret.header for secret in place.secrets})


def _target(target: Target, place: Klanttaken, origin: str) -> Target:
    return Target(origin, target.profile, secrets=place.secrets, tls=target.tls, limits=target.limits)


def _following(address: str, origin: str, exchange: Exchange) -> Request | None:
    """The request for the next page; none for one elsewhere: credentials stay where they belong."""
    if not address:
        return None
    try:
        path, query = within(origin, exchange.request.path + address if address.startswith("?") else address)
    except ElsewhereError:
        return None
    return Request("GET", path, query, _ACCEPT)
