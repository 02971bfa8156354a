"""Whether the links in an answer lead where they say (API-11), as far as the answer itself can tell.

A link is judged if it is there; one that is missing is no failure, and names are read without regard to case (R-15).
The link to itself ends in the id beside it, one of a relation in what the member of that name holds. Of a link without
such a member, a template or a link of the collection itself nothing is known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

_LINKS = "_links"
_SELF = "self"


@dataclass(frozen=True, slots=True)
class Link:
    """One link: where it stands (JSON pointer), the ids it may end in, and what it ends in."""

    where: str
    wanted: tuple[str, ...]
    ends: str

    @property
    def right(self) -> bool:
        """Whether it leads to what it names."""
        return self.ends.casefold() in (each.casefold() for each in self.wanted)


def links(value: Any, where: str = "") -> Iterator[Link]:
    """Every link in a body of which the body says what it must lead to."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from links(item, f"{where}/{index}")
    if not isinstance(value, Mapping):
        return
    if isinstance(value.get(_LINKS), Mapping):
        yield from _of(value, where)
    for name, item in value.items():
        if name != _LINKS:
            yield from links(item, f"{where}/{name}")


def _of(thing: Mapping[str, Any], where: str) -> Iterator[Link]:
    members = {name.casefold(): member for name, member in thing.items()}
    for name, link in thing[_LINKS].items():
        wanted = _ids(members.get("id" if name.casefold() == _SELF else name.casefold()))
        for each in link if isinstance(link, list) else [link]:
            href = each.get("href") if isinstance(each, Mapping) and not each.get("templated") else None
            if wanted and isinstance(href, str):
                yield Link(f"{where}/{_LINKS}/{name}/href", wanted, _last(href))


def _ids(member: Any) -> tuple[str, ...]:
    found = member if isinstance(member, list) else [member]
    return tuple(each for each in found if isinstance(each, str) and each)


def _last(href: str) -> str:
    try:
        path = urlsplit(href).path
    except ValueError:
        path = href
    return unquote(path.rstrip("/").rpartition("/")[2])
