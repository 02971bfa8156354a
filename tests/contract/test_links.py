"""Links in an answer, held against what the answer itself says."""

from __future__ import annotations

from typing import Any

import pytest

from conformance.contract.links import links

ID, OTHER = "0A1b", "2c3d"


def thing(**linked: Any) -> dict[str, Any]:
    """A thing with an id, a reference, and links."""
    return {"id": ID, "wasPartij": OTHER, "_links": dict(linked)}


def wrong(body: Any) -> list[str]:
    """Where a link leads elsewhere."""
    return [link.where for link in links(body) if not link.right]


@pytest.mark.parametrize(
    "body",
    [
        thing(self={"href": f"https://example.org/v1/{ID.lower()}/?a=1"}, WASPARTIJ={"href": f"/x/{OTHER}"}),
        thing(curies=[{"href": "https://example.org/{rel}", "templated": True}], onbekend={"href": "/x/elders"}),
        {"_links": {"self": {"href": "/v1/dingen"}}, "_embedded": {"dingen": [thing()]}},
        thing(self=None),
    ],
)
def test_a_link_that_leads_right_or_says_too_little_is_let_be(body: Any) -> None:
    """Case, a trailing slash and a host make no difference; a missing link is no failure (R-15)."""
    assert wrong(body) == []


def test_a_link_that_leads_elsewhere_is_told_where_it_stands() -> None:
    """To itself and of a relation, also within a collection."""
    body = {"_embedded": {"dingen": [thing(self={"href": f"/x/{OTHER}"}, wasPartij={"href": f"/x/{ID}"})]}}
    assert wrong(body) == ["/_embedded/dingen/0/_links/self/href", "/_embedded/dingen/0/_links/wasPartij/href"]
