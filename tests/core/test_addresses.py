"""Addresses that a product gives are followed below the base URL, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conformance.addresses import ElsewhereError, within
from conformance.expressions import ExpressionError

from .world import BASE_URL


@pytest.mark.parametrize(
    ("address", "path", "query"),
    [
        ("https://example.org/api/contacten/1", "/contacten/1", ()),
        ("http://example.org/api/contacten/1", "/contacten/1", ()),
        ("https://example.org:8443/api/contacten", "/contacten", ()),
        ("https://EXAMPLE.org/api/contacten", "/contacten", ()),
        ("/api/contacten?page=2&q=a%20b&leeg=", "/contacten", (("page", "2"), ("q", "a b"), ("leeg", ""))),
        ("https://example.org/api", "", ()),
        ("https://example.org/api/", "/", ()),
        ("https://example.org/api/a%2Fb", "/a%2Fb", ()),
        ("https://example.org/api/contacten#x", "/contacten", ()),
    ],
)
def test_an_address_of_the_product_is_followed_below_the_base_url(
    address: str, path: str, query: tuple[tuple[str, str], ...]
) -> None:
    """Only its path and query count: the request goes to the host that the target names."""
    assert within(BASE_URL, address) == (path, query)
    assert within(BASE_URL + "/", address)[1] == query


@pytest.mark.parametrize(
    "address",
    [
        "https://elders.example/api/contacten",
        "https://example.org.elders.example/api/contacten",
        "https://example.org@elders.example/api/contacten",
        "//elders.example/api/contacten",
        "https://sub.example.org/api/contacten",
        "https://example.org/apiary/contacten",
        "https://example.org/admin",
        "https://example.org/api/../admin",
        "https://example.org/api/%2e%2e/admin",
        "https://example.org/api/./contacten",
        "/admin",
        "admin",
        "https://[",
        "javascript:alert(1)",
        "file:///etc/passwd",
    ],
)
def test_an_address_elsewhere_is_not_followed(address: str) -> None:
    """Credentials stay with the product that they are for."""
    with pytest.raises(ElsewhereError):
        within(BASE_URL, address)


@pytest.mark.parametrize("address", [None, "", 5, ["https://example.org/api"], {}])
def test_no_address_is_told_as_missing(address: Any) -> None:
    """The product left it out."""
    with pytest.raises(ExpressionError) as caught:
        within(BASE_URL, address)
    assert caught.value.missing


@given(st.text(max_size=30) | st.text("/.%2eE:@[]?#\\ htps", max_size=20).map("https://example.org/api/".__add__))
def test_every_address_is_below_the_base_url_or_refused(address: str) -> None:
    """Nothing else is raised, and no path climbs."""
    try:
        path, _ = within(BASE_URL, address)
    except ExpressionError:
        return
    assert path == "" or path.startswith("/")
    assert ".." not in path.split("/")
