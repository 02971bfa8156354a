"""Starting and stopping."""

from __future__ import annotations

import httpx
import pytest

from conformance.reference.server import RunningReference, app, serve


def count(base_url: str, token: str = "geheim") -> int:
    """How many partijen a register holds; -1 without access."""
    reply = httpx.get(f"{base_url}/partijen", headers={"Authorization": f"Token {token}"})
    return int(reply.json()["count"]) if reply.status_code == 200 else -1


def test_an_instance_serves_while_its_block_lasts() -> None:
    """On a free port of the loopback interface, with an empty register."""
    with serve() as base_url:
        assert base_url.startswith("http://127.0.0.1:")
        assert base_url.endswith("/klantinteracties/api/v1")
        assert count(base_url) == 0
    with pytest.raises(httpx.ConnectError):
        count(base_url)


def test_two_instances_share_nothing() -> None:
    """Not even when they run at the same time."""
    with serve() as one, serve() as other:
        message = {"soortPartij": "persoon", "indicatieActief": True}
        httpx.post(f"{one}/partijen", json=message, headers={"Authorization": "Token geheim"})
        assert (count(one), count(other)) == (1, 0)


def test_the_token_can_be_chosen() -> None:
    """And there may be more of them."""
    with RunningReference(token="ander", other_tokens=["tweede"]) as running:
        assert count(running.base_url, "ander") == count(running.base_url, "tweede") == 0
        assert count(running.base_url) == -1


def test_a_connection_is_kept_open() -> None:
    """Answers of one client travel over one connection, and closing it hinders nobody."""
    with serve() as base_url, httpx.Client(headers={"Authorization": "Token geheim"}) as client:
        streams = {client.get(f"{base_url}/partijen").extensions["network_stream"] for _ in range(3)}
        assert len(streams) == 1


def test_an_unknown_dialect_is_refused() -> None:
    """Before anything runs."""
    with pytest.raises(ValueError, match=r"openklant-0\.9"):
        app(dialect="vng-crud")
