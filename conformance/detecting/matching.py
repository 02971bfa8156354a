"""Pure: what was seen of an endpoint, held against what profiles predict. Nothing here trusts a version number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from conformance.detecting.published import Published, published_signs
from conformance.detecting.telling import joined, predicted, told_form, told_state
from conformance.model.exchange import Exchange, Request, Response
from conformance.model.profile import Profile
from conformance.model.sign import Answered, Fit, Look, Match, Observation, Sign
from conformance.model.text import Text
from conformance.wire import MISSING, get

#: What no API has: an endpoint that answers there as it does elsewhere says nothing by answering.
NOWHERE = Look("/kitproef-bestaat-niet")
_UNKNOWN = ("kitproef", "1")
_ACCEPT = ("Accept", "application/json, application/hal+json, application/problem+json, */*;q=0.1")
_MOST_ITEMS = 50

Read = Callable[[bytes], Any]
"""The JSON value of a body, or MISSING when it is none."""


class State(StrEnum):
    """What an answer says about a path."""

    THERE = "there"
    GONE = "gone"
    SHUT = "shut"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything that was asked of one address, and how to read it."""

    address: str
    exchanges: Mapping[Look, Exchange]
    read: Read
    published: Published | None = None

    def response(self, look: Look) -> Response | None:
        """The answer, if there was one."""
        exchange = self.exchanges.get(look)
        return exchange.response if exchange else None

    def state(self, look: Look) -> State:
        """What the answer says about the path. A web page, a redirect or a server error says nothing."""
        response = self.response(look)
        if response is None or is_web_page(response):
            return State.UNCLEAR
        if response.status in (404, 410):
            return State.GONE
        if response.status in (401, 403):
            return State.SHUT
        there = response.status < 300 or response.status in (400, 405, 406, 409, 415, 422)
        return State.THERE if there else State.UNCLEAR


def is_web_page(response: Response) -> bool:
    """Whether a person is addressed instead of a program."""
    return "html" in response.media_type or response.body.lstrip()[:1] == b"<"


def request(look: Look) -> Request:
    """The request for a look."""
    headers: tuple[tuple[str, str], ...] = (_ACCEPT,)
    if look.body is None:
        return Request("GET", look.path, look.query, headers)
    return Request("POST", look.path, look.query, (*headers, ("Content-Type", "application/json")), look.body.encode())


def looks(profiles: Iterable[Profile]) -> tuple[Look, ...]:
    """Every request that the signs of these profiles need, each once, with what they are compared with."""
    found = dict.fromkeys([NOWHERE])
    for profile in profiles:
        for sign in profile.recognise:
            found[sign.look] = None
            if sign.parameter:
                found[_beside(sign)] = None
    return tuple(found)


def _beside(sign: Sign) -> Look:
    """The same search with a parameter that nobody knows."""
    return Look(sign.look.path, (_UNKNOWN,))


def match(profile: Profile, seen: Seen) -> Match:
    """One profile held against what was seen."""
    found = [_observe(sign, seen) for sign in profile.recognise]
    if seen.published is not None:
        found += published_signs(profile, seen.published)
    return Match(profile.id, profile.title, seen.address, _fit(found), tuple(found))


def _fit(found: Sequence[Observation]) -> Fit:
    yes, no = (sum(each.answered is answer for each in found) for answer in (Answered.YES, Answered.NO))
    if not no and yes * 2 >= len(found) > 0:
        return Fit.FITS
    if not yes + no or (not no and yes * 2 < len(found)):
        return Fit.UNKNOWN
    return Fit.PARTLY if yes >= no else Fit.NOT


def best_first(matches: Iterable[Match]) -> tuple[Match, ...]:
    """The best first; per profile only the address where it fits best."""
    found: dict[str, Match] = {}
    for each in sorted(matches, key=_rank):
        found.setdefault(each.profile, each)
    return tuple(found.values())


def _rank(each: Match) -> tuple[int, float, int]:
    return [*Fit].index(each.fit), -each.score, -each.count(Answered.YES)


def _observe(sign: Sign, seen: Seen) -> Observation:
    answered, told = _answer(sign, seen)
    return Observation(predicted(sign), answered, told)


def _answer(sign: Sign, seen: Seen) -> tuple[Answered, Text]:
    if sign.exists is not None:
        return _existence(sign, seen)
    if sign.parameter:
        return _parameter(sign, seen)
    response = seen.response(sign.look)
    state = seen.state(sign.look)
    if sign.headers and response is not None and state is not State.UNCLEAR:
        wrong = [name for name, pattern in sign.headers.items() if not re.search(pattern, response.header(name) or "")]
        return _said(not wrong), told_state(response, seen.exchanges.get(sign.look))
    if state is State.GONE:
        return Answered.NO, told_state(response, seen.exchanges.get(sign.look))
    if response is None or response.status >= 300 or state is not State.THERE:
        return Answered.UNSEEN, told_state(response, seen.exchanges.get(sign.look))
    return _form(sign, seen.read(response.body))


def _said(true: bool) -> Answered:
    return Answered.YES if true else Answered.NO


def _existence(sign: Sign, seen: Seen) -> tuple[Answered, Text]:
    response = seen.response(sign.look)
    state, nowhere = seen.state(sign.look), seen.state(NOWHERE)
    told = told_state(response, seen.exchanges.get(sign.look))
    known: bool | None = None
    if state is State.GONE:
        known = False
    elif (state is State.THERE and nowhere is not State.THERE) or (state is State.SHUT and nowhere is State.GONE):
        known = True
    elif seen.published is not None:
        known = seen.published.has(sign.look.path)
        told = Text("volgens de gepubliceerde beschrijving", "according to the published description")
    return (Answered.UNSEEN if known is None else _said(known is sign.exists)), told


def _parameter(sign: Sign, seen: Seen) -> tuple[Answered, Text]:
    with_it, beside = seen.response(sign.look), seen.response(_beside(sign))
    if with_it and beside and beside.status == 400 and with_it.status in (200, 400):
        told = Text(
            f"antwoord {with_it.status}; een verzonnen parameter geeft 400",
            f"answer {with_it.status}; a made-up parameter gives 400",
        )
        return _said((with_it.status == 200) is sign.known), told
    if seen.published is not None and seen.published.has(sign.look.path):
        known = sign.parameter in seen.published.parameters(sign.look.path)
        told = Text("volgens de gepubliceerde beschrijving", "according to the published description")
        return _said(known is sign.known), told
    if with_it and beside and with_it.status == beside.status == 200:
        ignores = Text("ook een verzonnen parameter geeft 200", "a made-up parameter gives 200 too")
        return Answered.UNSEEN, ignores
    return Answered.UNSEEN, told_state(with_it, seen.exchanges.get(sign.look))


def _form(sign: Sign, body: Any) -> tuple[Answered, Text]:
    if body is MISSING:
        return Answered.NO, Text("het antwoord is geen JSON", "the answer is no JSON")
    if sign.items is None:
        return _said(not (wrong := [*_wrong(sign, body)])), told_form(body, wrong)
    items = get(body, sign.items)
    if not isinstance(items, list):
        where = "/" + "/".join(sign.items)
        return Answered.NO, Text(f"geen lijst op {where}", f"no list at {where}")
    if not items:
        return Answered.UNSEEN, Text("de lijst is leeg", "the list is empty")
    wrong = list(dict.fromkeys(text for item in items[:_MOST_ITEMS] for text in _wrong(sign, item)))
    return _said(not wrong), told_form(items[0], wrong)


def _wrong(sign: Sign, body: Any) -> Iterator[Text]:
    shapes = {"object": Mapping, "list": list}
    if sign.shape and not isinstance(body, shapes[sign.shape]):
        yield Text("een andere vorm", "another form")
    for pointer in sign.holds:
        if get(body, pointer) is MISSING:
            yield Text(f"zonder {joined([pointer])}", f"without {joined([pointer])}")
    for pointer in sign.lacks:
        if get(body, pointer) is not MISSING:
            yield Text(f"met {joined([pointer])}", f"with {joined([pointer])}")
