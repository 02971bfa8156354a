"""Signs and what was seen of them, in the words of people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from conformance.model.exchange import Exchange, Response
from conformance.model.sign import Sign
from conformance.model.text import Text


def joined(pointers: Iterable[tuple[str, ...]]) -> str:
    """Members by their JSON Pointers."""
    return ", ".join("/" + "/".join(pointer) for pointer in pointers)


def predicted(sign: Sign) -> Text:
    """What the sign predicts, as one sentence."""
    look, path = str(sign.look), sign.look.path
    if sign.exists is not None:
        return Text(f"{path} bestaat", f"{path} exists") if sign.exists else Text(
            f"{path} bestaat niet", f"{path} does not exist")  # fmt: skip
    if sign.parameter:
        nl, en = ("bekend", "known") if sign.known else ("onbekend", "unknown")
        return Text(
            f"zoekparameter {sign.parameter} van {path} is {nl}", f"search parameter {sign.parameter} of {path} is {en}"
        )
    if sign.headers:
        told = ", ".join(f"{name}: {pattern}" for name, pattern in sign.headers.items())
        return Text(f"{look} antwoordt met {told}", f"{look} answers with {told}")
    return _form(sign, look)


def _form(sign: Sign, look: str) -> Text:
    nl, en = [], []
    if sign.shape:
        nl.append("is een lijst" if sign.shape == "list" else "is een object")
        en.append("is a list" if sign.shape == "list" else "is an object")
    if sign.holds:
        nl.append(f"heeft {joined(sign.holds)}")
        en.append(f"has {joined(sign.holds)}")
    if sign.lacks:
        nl.append(f"heeft geen {joined(sign.lacks)}")
        en.append(f"has no {joined(sign.lacks)}")
    each = ("elk item van ", "each item of ") if sign.items is not None else ("", "")
    return Text(f"{each[0]}{look} {', '.join(nl)}", f"{each[1]}{look} {', '.join(en)}")


def told_state(response: Response | None, exchange: Exchange | None) -> Text:
    """What came of a request, as briefly as can be."""
    if response is not None:
        page = "html" in response.media_type
        return Text(
            f"antwoord {response.status}" + (", een webpagina" if page else ""),
            f"answer {response.status}" + (", a web page" if page else ""),
        )
    if exchange is None or exchange.failure is None:
        return Text("niet gevraagd", "not asked")
    return Text(f"geen antwoord: {exchange.failure.detail}", f"no answer: {exchange.failure.detail}")


def told_form(body: Any, wrong: Sequence[Text]) -> Text:
    """What an answer looks like: what is wrong with it, or else what it is."""
    if wrong:
        return Text(", ".join(text.nl for text in wrong), ", ".join(text.en for text in wrong))
    if isinstance(body, Mapping):
        return Text("een object dat die leden heeft", "an object with those members")
    return Text("een lijst", "a list") if isinstance(body, list) else Text("een waarde", "a value")
