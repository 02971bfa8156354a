"""`conformance detect`: look at an endpoint and say which profile fits, and why."""

from __future__ import annotations

import asyncio
import json
from argparse import Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from conformance.commands.credentials import given_headers
from conformance.contract.parsing import Unreadable, parse_json
from conformance.detecting.matching import NOWHERE, Seen, best_first, is_web_page, looks, match, request
from conformance.detecting.published import PLACES, Published, published
from conformance.errors import UserError
from conformance.loading.catalogue import load_vocabulary
from conformance.loading.profiles import find_profile, load_profile, profile_names
from conformance.loading.targets import check_base_url
from conformance.loading.yamlfile import parse_yaml
from conformance.model.exchange import Exchange
from conformance.model.profile import Profile
from conformance.model.sign import Answered, Fit, Look, Match
from conformance.model.target import Target
from conformance.not_begun import no_answer
from conformance.resources import scenarios_folder
from conformance.transport import Transport
from conformance.wire import MISSING

FITS, NOTHING_FITS, CANNOT_TELL = 0, 1, 3
_AT_ONCE = 4
_SIGN = {Answered.YES: "+", Answered.NO: "-", Answered.UNSEEN: "?"}
_FIT = {
    "nl": {Fit.FITS: "past", Fit.PARTLY: "past deels", Fit.UNKNOWN: "niet te zeggen", Fit.NOT: "past niet"},
    "en": {Fit.FITS: "fits", Fit.PARTLY: "fits in part", Fit.UNKNOWN: "cannot be told", Fit.NOT: "does not fit"},
}


def run(options: Namespace) -> int:
    """Print every profile with what speaks for and against it; the exit code tells whether one fits."""
    check_base_url(options.base_url, "--base-url")
    vocabulary = load_vocabulary(scenarios_folder() / "vocabulary.yaml")
    names = options.profiles or profile_names()
    profiles = [load_profile(find_profile(name), vocabulary).profile for name in names]
    profiles = [profile for profile in profiles if profile.recognise]
    target = Target(options.base_url.rstrip("/"), "", secrets=given_headers(options))
    found = asyncio.run(_detect(profiles, target))
    if options.json:
        print(json.dumps(_as_json(options.base_url, found), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_as_text(found, options.language)))
    return {Fit.FITS: FITS, Fit.UNKNOWN: CANNOT_TELL}.get(found[0].fit, NOTHING_FITS)


async def _detect(profiles: Sequence[Profile], target: Target) -> tuple[Match, ...]:
    """Look at the address as given; when it has no path, also where each profile usually lives."""
    places: dict[str, list[Profile]] = {"": list(profiles)}
    if not urlsplit(target.base_url).path.strip("/"):
        for profile in profiles:
            places.setdefault(profile.base_path, []).append(profile)
    async with Transport(target, _AT_ONCE) as transport:
        first = await transport.send(request(NOWHERE))
        if first.response is None:
            assert first.failure is not None
            raise no_answer(first.failure, target.base_url, secure=target.base_url.startswith("https:"))
        seen = {place: await _look(transport, place, here, target) for place, here in places.items()}
    _refuse_what_is_no_api(list(seen.values()), target)
    return best_first(match(profile, seen[place]) for place, here in places.items() for profile in here)


async def _look(transport: Transport, place: str, profiles: Sequence[Profile], target: Target) -> Seen:
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(look: Look) -> tuple[Look, Exchange]:
        async with gate:
            return look, await transport.send(request(Look(place + look.path, look.query, look.body)))

    wanted = (*looks(profiles), *PLACES)
    exchanges = dict(await asyncio.gather(*(one(look) for look in wanted)))
    address = target.base_url + place
    described = _published(exchanges, urlsplit(address).path, target.limits.depth)
    return Seen(address, exchanges, lambda body: _json(body, target.limits.depth), described)


def _json(body: bytes, depth: int) -> Any:
    value = parse_json(body, depth)
    return MISSING if isinstance(value, Unreadable) else value


def _published(exchanges: dict[Look, Exchange], base_path: str, depth: int) -> Published | None:
    """The first description that can be read, if there is one."""
    for look in PLACES:
        response = exchanges[look].response
        if response is not None and response.status == 200 and not is_web_page(response) and not response.cut:
            found = published(_document(look, response.body, depth), base_path)
            if found is not None:
                return found
    return None


def _document(look: Look, body: bytes, depth: int) -> Any:
    if look.path.endswith(".json"):
        return _json(body, depth)
    try:
        return parse_yaml(body.decode(), Path(look.path)).data
    except (UserError, UnicodeDecodeError):
        return MISSING


def _refuse_what_is_no_api(places: Iterable[Seen], target: Target) -> None:
    """A wrong address or a missing key says nothing about profiles; then say that instead."""
    responses = [each.response for seen in places for each in seen.exchanges.values() if each.response is not None]
    if all(response.status in (401, 403) for response in responses):
        what = "these credentials are not accepted" if target.secrets else "everything here wants credentials"
        raise UserError(target.base_url, f"{what} (answer 401 or 403)", 'give --header "Authorization: …"')
    if all(is_web_page(response) or response.status == 404 for response in responses):
        what, fix = "there is no API here", "give the address where the API begins, such as https://host/path/v1"
        pages = any(is_web_page(response) and response.status < 300 for response in responses)
        raise UserError(target.base_url, f"{what}: {'web pages' if pages else 'every answer was 404'}", fix)


def _as_text(found: Sequence[Match], language: str) -> list[str]:
    lines = [_conclusion(found, language), ""]
    for each in found:
        lines.append(f"{each.profile}: {_FIT[language][each.fit]} ({_count(each, language)})  {each.address}")
        for seen in each.observations:
            told = getattr(seen.predicted, language), getattr(seen.seen, language)
            lines.append(f"  {_SIGN[seen.answered]} {told[0]} ({told[1]})")
    return lines


def _count(each: Match, language: str) -> str:
    yes, no, unseen = (each.count(answered) for answered in Answered)
    nl = f"{yes} van {yes + no} kenmerken" + (f", {unseen} niet te zien" if unseen else "")
    en = f"{yes} of {yes + no} signs" + (f", {unseen} could not be seen" if unseen else "")
    return nl if language == "nl" else en


def _conclusion(found: Sequence[Match], language: str) -> str:
    fitting = [each.profile for each in found if each.fit is Fit.FITS]
    best, nl = found[0], language == "nl"
    if len(fitting) == 1:
        return f"Dit eindpunt spreekt {best.profile}." if nl else f"This endpoint speaks {best.profile}."
    if fitting:
        names = ", ".join(fitting)
        return f"Niet te onderscheiden: {names} passen alle." if nl else f"Cannot be told apart: {names} all fit."
    if best.fit is Fit.PARTLY:
        tail = f"{best.profile}, {_count(best, language)}"
        return f"Geen profiel past helemaal; het dichtst bij komt {tail}." if nl else (
            f"No profile fits wholly; the nearest is {tail}.")  # fmt: skip
    if best.fit is Fit.UNKNOWN:
        return "Hier is te weinig te zien om het te zeggen." if nl else "Too little can be seen here to tell."
    return "Geen enkel profiel past." if nl else "No profile fits."


def _as_json(base_url: str, found: Sequence[Match]) -> dict[str, Any]:
    fitting = [each.profile for each in found if each.fit is Fit.FITS]
    return {
        "base_url": base_url,
        "fits": fitting,
        "nearest": found[0].profile if found[0].fit in (Fit.FITS, Fit.PARTLY) else None,
        "conclusion": {language: _conclusion(found, language) for language in ("nl", "en")},
        "profiles": [
            {
                "profile": each.profile,
                "address": each.address,
                "fit": each.fit,
                "score": round(each.score, 3),
                "observations": [
                    {
                        "answered": one.answered,
                        "predicted": {"nl": one.predicted.nl, "en": one.predicted.en},
                        "seen": {"nl": one.seen.nl, "en": one.seen.en},
                    }
                    for one in each.observations
                ],
            }
            for each in found
        ],
    }
