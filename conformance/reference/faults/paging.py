"""Faults in collections and their pages (API-12, API-13)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from conformance.reference.domain.fields import Values
from conformance.reference.faults.fault import Fault, Installer, fault
from conformance.reference.faults.telling import answered, paged
from conformance.reference.http import problems
from conformance.reference.http.messages import Answer, Call, Operation
from conformance.reference.seams import Seams


def _with_headers(answer: Answer, status: int, content: Any) -> Answer:
    return Answer(status, content, headers=answer.headers)


def _empty(call: Call, answer: Answer) -> bool:
    return call.operation is Operation.LIST and answer.status == 200 and answer.content["count"] == 0


def _sized(call: Call) -> bool:
    return call.parameter("pageSize") is not None


def _page(call: Call) -> int:
    return int(call.parameter("page") or 1)


def _skipping(call: Call, envelope: Values) -> Values:
    return envelope | {"results": envelope["results"][1:]} if _page(call) > 1 else envelope


def _repeating(seams: Seams) -> None:
    last: dict[tuple[tuple[str, str], ...], Any] = {}

    def repeat(call: Call, envelope: Values) -> Values:
        results = envelope["results"]
        if not _sized(call) or not results:
            return envelope
        search = tuple(item for item in call.query if item[0] != "page")
        previous = last.get(search) if _page(call) > 1 else None
        last[search] = results[-1]
        return envelope if previous is None else envelope | {"results": [previous, *results[1:]]}

    seams.paging.append(repeat)


def _next(change: Callable[[list[tuple[str, str]]], list[tuple[str, str]]]) -> Installer:
    def alter(call: Call, envelope: Values) -> Values:
        if envelope["next"] is None:
            return envelope
        parts = urlsplit(envelope["next"])
        return envelope | {"next": parts._replace(query=urlencode(change(parse_qsl(parts.query)))).geturl()}

    return paged(lambda call: True, alter)


def _always_next(call: Call, envelope: Values) -> Values:
    if envelope["next"] is not None or not envelope["results"]:
        return envelope
    query = [(k, v) for k, v in call.query if k != "page"] + [("page", str(_page(call) + 1))]
    here = envelope["results"][0]["url"].rpartition("/")[0]
    return envelope | {"next": f"{here}?{urlencode(query)}"}


FAULTS: tuple[Fault, ...] = (
    fault(
        "leeg-zoekresultaat-geeft-404",
        "Zoeken zonder resultaat geeft 404.",
        "A search that finds nothing gives 404.",
        "API-12",
        answered(
            _empty,
            lambda answer: replace(problems.not_found("Niets gevonden.").answer(), headers=answer.headers),
        ),
    ),
    fault(
        "leeg-zoekresultaat-geeft-204",
        "Zoeken zonder resultaat geeft 204 zonder inhoud.",
        "A search that finds nothing gives 204 without content.",
        "API-12",
        answered(_empty, lambda answer: _with_headers(answer, 204, None)),
    ),
    fault(
        "leeg-zoekresultaat-zonder-verzameling",
        "Zoeken zonder resultaat geeft null in plaats van een lege verzameling.",
        "A search that finds nothing gives null instead of an empty collection.",
        "API-12",
        answered(_empty, lambda answer: replace(answer, content=answer.content | {"results": None})),
    ),
    fault(
        "pagina-slaat-over",
        "Elke volgende pagina slaat een resultaat over.",
        "Every next page skips a result.",
        "API-13",
        paged(_sized, _skipping),
    ),
    fault(
        "pagina-herhaalt",
        "Elke volgende pagina herhaalt een resultaat van de vorige in plaats van haar eerste.",
        "Every next page repeats a result of the previous one instead of its first.",
        "API-13",
        _repeating,
    ),
    fault(
        "aantal-telt-alleen-pagina",
        "Het totaal telt alleen de resultaten op de pagina.",
        "The total counts only the results on the page.",
        "API-13",
        paged(_sized, lambda call, envelope: envelope | {"count": len(envelope["results"])}),
    ),
    fault(
        "laatste-pagina-heeft-volgende",
        "De laatste pagina verwijst naar een volgende die niet bestaat.",
        "The last page refers to a next one that does not exist.",
        "API-13",
        paged(_sized, _always_next),
    ),
    fault(
        "volgende-pagina-verliest-zoekvraag",
        "De verwijzing naar de volgende pagina mist de zoekparameters.",
        "The link to the next page lacks the search parameters.",
        "API-13",
        _next(lambda query: [item for item in query if item[0] in ("page", "pageSize")]),
    ),
    fault(
        "volgende-pagina-ontbreekt",
        "Er is nooit een verwijzing naar een volgende pagina.",
        "There is never a link to a next page.",
        "API-13",
        paged(_sized, lambda call, envelope: envelope | {"next": None}),
    ),
    fault(
        "aantal-als-tekst",
        "Het totaal van een zoekresultaat is een tekst in plaats van een getal.",
        "The total of a search result is a text instead of a number.",
        "API-31 API-12 API-13",
        paged(lambda call: True, lambda call, envelope: envelope | {"count": str(envelope["count"])}),
    ),
)
