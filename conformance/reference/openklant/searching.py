"""A search: select, put in order, cut into pages."""

from __future__ import annotations

from itertools import chain
from typing import Any
from urllib.parse import urlencode

from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Values
from conformance.reference.domain.store import Record
from conformance.reference.domain.violations import Violation
from conformance.reference.http import problems
from conformance.reference.http.messages import Call
from conformance.reference.http.searching import criteria, select
from conformance.reference.openklant import expanding
from conformance.reference.openklant.messages import PATHS
from conformance.reference.openklant.telling import Teller

PAGE_SIZE, MAX_PAGE_SIZE = 100, 500
_MOST_DIGITS = 9


def search(core: Core, call: Call) -> Values:
    """One page of what a search finds; raises 400 for bad criteria and 404 for a page that is not there."""
    tests = criteria(core, call)
    tree = expanding.wanted(call)
    size = _page_size(call)
    found = select(core, call, tests)
    page = _page(call, len(found), size)
    teller = Teller(core, call)
    cut = found[(page - 1) * size : page * size]
    envelope: dict[str, Any] = {
        "count": len(found),
        "next": _link(call, page + 1) if page * size < len(found) else None,
        "previous": _link(call, page - 1) if page > 1 else None,
        "results": [_tell(teller, record, tree) for record in cut],
    }
    for hook in core.seams.paging:
        envelope = hook(call, envelope)
    return envelope


def _tell(teller: Teller, record: Record, tree: expanding.Tree) -> Values:
    told = teller.tell(record)
    return expanding.expand(teller, record, told, tree) if record.kind in expanding.EXPANDABLE else told


def _page_size(call: Call) -> int:
    raw = call.parameter("pageSize")
    if raw is None:
        return PAGE_SIZE
    if not _is_number(raw):
        raise problems.invalid([Violation("pageSize", "invalid", "Hier hoort een getal groter dan nul.")])
    return min(int(raw), MAX_PAGE_SIZE)


def _page(call: Call, total: int, size: int) -> int:
    raw = call.parameter("page")
    if raw is None:
        return 1
    if not _is_number(raw) or (int(raw) > 1 and (int(raw) - 1) * size >= total):
        raise problems.not_found("Deze pagina bestaat niet.")
    return int(raw)


def _is_number(raw: str) -> bool:
    return raw.isascii() and raw.isdigit() and len(raw) <= _MOST_DIGITS and int(raw) > 0


def _link(call: Call, page: int) -> str:
    query = chain(((k, v) for k, v in call.query if k != "page"), [("page", str(page))])
    return f"{call.base}/{PATHS[call.kind]}?{urlencode(list(query))}"
