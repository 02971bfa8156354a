"""Looking at refusals."""

from __future__ import annotations

import re

import httpx

_URN = re.compile(r"^urn:uuid:[0-9a-f-]{36}$")


def refused(reply: httpx.Response, status: int, *fields: str) -> None:
    """The reply is a problem of this status, and names exactly these fields."""
    assert reply.status_code == status, reply.text
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.headers["api-version"] == "0.9.0"
    told = reply.json()
    assert told["status"] == status
    assert told["title"]
    assert told["detail"]
    assert told["code"]
    assert _URN.match(told["instance"])
    params = told.get("invalidParams", [])
    assert all(param["code"] and param["reason"] for param in params)
    assert sorted({param["name"] for param in params}) == sorted(fields)
