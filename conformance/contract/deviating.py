"""One deviation at a time: a generated body tells what can be wrong, a fitting one is what it is put into."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

from conformance.contract.document import Contract, Operation
from conformance.contract.issues import Rule
from conformance.contract.judging import DEPTH
from conformance.contract.raw import NOT_SENT
from conformance.contract.requests import breaches
from conformance.model.exchange import Pairs, Request


def message_headers(operation: Operation) -> Pairs:
    """The headers of a message to an operation."""
    return (("Content-Type", operation.media),)


def written(value: Any) -> bytes | None:
    """A value as JSON; None when JSON has no way to write it."""
    try:
        return json.dumps(value, allow_nan=False, separators=(",", ":")).encode()
    except (ValueError, TypeError, RecursionError):
        return None


def alone(
    contract: Contract, operation: Operation, body: Any, template: Any, full: Any = NOT_SENT
) -> Iterator[Any]:  # fmt: skip
    """`template` with each proven deviation of `body` in turn; `full` is a message that has every part.

    Were they sent together, the refusal of one would hide that another goes unnoticed.
    """
    request = Request(operation.method, operation.path, (), message_headers(operation), written(body))
    for breach in breaches(contract, operation, request, DEPTH):
        if breach.certain and breach.rule is Rule.ACCEPTED_FIELD and breach.where:
            yield graft(template, body, breach.where, full, missing=breach.keyword == "required")


def graft(template: Any, body: Any, where: str, full: Any = NOT_SENT, *, missing: bool = False) -> Any:
    """`template` with what `body` has at a JSON pointer, or without it when that is `missing`.

    Where `template` has no such place, the part that holds it comes from `full`; when that has none either, the
    nearest part of `body` comes along, with whatever else is in it.
    """
    parts = [part.replace("~1", "/").replace("~0", "~") for part in where.split("/")[1:]]
    result = copy.deepcopy(template)
    holder, source, whole = result, body, full
    for part in parts[:-1]:
        source, whole = _inside(source, part), _alike(whole, part)
        inner = _inside(holder, part)
        if not isinstance(inner, dict | list) or type(inner) is not type(source):
            fits = isinstance(whole, dict | list) and type(whole) is type(source)
            inner = copy.deepcopy(whole if fits else source)
            _put(holder, part, inner)
            if not fits:
                return result
        holder = inner
    if missing and isinstance(holder, dict):
        holder.pop(parts[-1], None)
    else:
        _put(holder, parts[-1], copy.deepcopy(_inside(source, parts[-1])))
    return result


def transplant(base: Any, changed: Any, template: Any) -> Any:
    """`template` with everything in which `changed` differs from `base`; nothing is taken away."""
    if not (isinstance(base, dict) and isinstance(changed, dict) and isinstance(template, dict)):
        return changed
    result = dict(template)
    for name, value in changed.items():
        if name not in base:
            result[name] = value
        elif base[name] != value or type(base[name]) is not type(value):
            result[name] = transplant(base[name], value, template.get(name, base[name]))
    return result


def _inside(holder: Any, part: str) -> Any:
    if isinstance(holder, dict):
        return holder.get(part)
    if isinstance(holder, list) and part.isdigit() and int(part) < len(holder):
        return holder[int(part)]
    return None


def _alike(holder: Any, part: str) -> Any:
    """What stands there; of a list that is shorter, its last item."""
    if isinstance(holder, list) and holder and part.isdigit():
        return holder[min(int(part), len(holder) - 1)]
    return _inside(holder, part)


def _put(holder: Any, part: str, value: Any) -> None:
    if isinstance(holder, dict):
        holder[part] = value
    elif isinstance(holder, list) and part.isdigit() and int(part) < len(holder):
        holder[int(part)] = value
    elif isinstance(holder, list):
        holder.append(value)
