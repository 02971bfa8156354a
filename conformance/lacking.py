"""Pure: what a product may lack without failing for it. Classes it does not claim, and what only a MAY asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from conformance.model.profile import Profile
from conformance.model.suite import Suite
from conformance.model.text import Text

#: Statuses by which a product says that it has no such resource at all.
NOT_THERE = frozenset({404, 405, 501})


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a product may lack an operation, and whether it claims the class that the operation belongs to."""

    reason: Text
    claimed: bool


def lacking(profile: Profile, suite: Suite, claims: Iterable[str]) -> Mapping[str, Lack]:
    """The operations that a product with these claims (all classes when there are none) may lack."""
    return dict(_reasons(profile, suite, suite.closure(tuple(claims))))


def _reasons(profile: Profile, suite: Suite, claimed: frozenset[str]) -> Iterator[tuple[str, Lack]]:
    classes: dict[str, set[str]] = {}
    for name, collections in profile.capabilities.items():
        for collection in collections:
            classes.setdefault(collection.lower(), set()).add(name)
    for operation in profile.operations.values():
        about = classes.get(operation.collection, set())
        if about and not about & claimed:
            yield operation.id, Lack(_unclaimed(suite, min(about)), False)
        elif requirement := profile.optional.get(operation.collection):
            yield operation.id, Lack(_optional(operation.collection, requirement), True)


def _unclaimed(suite: Suite, name: str) -> Text:
    title = suite.capabilities[name].title
    return Text(
        f"hiervoor is ook klasse ‘{name}’ nodig ({title.nl}); dit product claimt die niet en heeft die niet",
        f"this also needs class ‘{name}’ ({title.en}), which this product neither claims nor has",
    )


def _optional(collection: str, requirement: str) -> Text:
    return Text(
        f"dit product heeft geen {collection}; de standaard laat dat vrij ({requirement})",
        f"this product has no {collection}; the standard leaves that open ({requirement})",
    )
