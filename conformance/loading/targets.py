"""Target files: where a product is and how to get in. Secrets come from the environment, never from the file."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from conformance.errors import UserError, did_you_mean
from conformance.loading.schema import check
from conformance.loading.yamlfile import YamlFile, read_yaml
from conformance.model.suite import Suite
from conformance.model.target import Limits, Product, Secret, Target, Tls, Waiver


def load_target(file: Path, environment: Mapping[str, str]) -> Target:
    """The target of one file, with its secrets filled in from `environment`."""
    source = read_yaml(file)
    check(source, "target")
    data = source.data
    check_base_url(data["base_url"], str(source.place("base_url")))
    product = {key: str(value) for key, value in data.get("product", {}).items()}
    waivers = tuple(_waiver(source, index, entry) for index, entry in enumerate(data.get("waivers", ())))
    tls = {key: str(file.parent / value) for key, value in data.get("tls", {}).items()}
    return Target(
        base_url=data["base_url"].rstrip("/"),
        profile=data["profile"],
        product=Product(**product),
        secrets=tuple(_secrets(source, environment)),
        tls=Tls(**tls),
        claims=tuple(data.get("claims", ())),
        waivers=waivers,
        limits=Limits(**data.get("limits", {})),
    )


def check_base_url(url: str, where: str) -> None:
    """Refuse an address that no request can go to, and one that carries a secret."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UserError(where, f"{url!r} is not an address", "write it as https://host/path")
    if parts.username or parts.password:
        raise UserError(
            where, "the address carries a user name or password", "use auth: {scheme: basic, secret_env: …}"
        )
    if parts.query or parts.fragment:
        raise UserError(where, "the address has a query or fragment", "give only where the API begins")


def check_claims(target: Target, suite: Suite, where: str) -> None:
    """The claimed classes and waived requirements must exist."""
    for claim in target.claims:
        if claim not in suite.capabilities:
            raise UserError(where, f"there is no class {claim!r}", did_you_mean(claim, suite.capabilities))
    for waiver in target.waivers:
        if waiver.requirement not in suite.requirements:
            raise UserError(
                where,
                f"the waiver for {waiver.requirement} names no known requirement",
                did_you_mean(waiver.requirement, suite.requirements),
            )


def _secrets(source: YamlFile, environment: Mapping[str, str]) -> list[Secret]:
    secrets = []
    auth = source.data.get("auth", {"scheme": "none"})
    if auth["scheme"] != "none":
        if "secret_env" not in auth:
            raise UserError(source.place("auth"), "the secret has no source", "add secret_env: NAME_OF_A_VARIABLE")
        value = _variable(source, auth["secret_env"], environment, "auth", "secret_env")
        secrets.append(_credential(auth, value))
    for name, entry in source.data.get("headers", {}).items():
        secrets.append(Secret(name, _variable(source, entry["env"], environment, "headers", name, "env")))
    return secrets


def _variable(source: YamlFile, name: str, environment: Mapping[str, str], *path: str | int) -> str:
    value = environment.get(name, "").strip()
    if not value:
        raise UserError(
            source.place(*path), f"the environment variable {name} is not set", f"export {name}=… before the run"
        )
    if any(char in value for char in "\r\n\0"):
        raise UserError(source.place(*path), f"{name} holds a line break", "a header is one line")
    return value


def _credential(auth: Mapping[str, Any], value: str) -> Secret:
    scheme = auth["scheme"]
    if scheme == "header":
        return Secret(auth.get("header", "Authorization"), value)
    if scheme == "basic":
        return Secret("Authorization", "Basic " + base64.b64encode(value.encode()).decode())
    return Secret("Authorization", f"{scheme.title()} {value.removeprefix(scheme.title() + ' ')}")


def _waiver(source: YamlFile, index: int, entry: Mapping[str, str]) -> Waiver:
    try:
        dt.date.fromisoformat(entry["until"])
    except ValueError:
        place = source.place("waivers", index, "until")
        raise UserError(place, f"{entry['until']!r} is not a day", "write it as YYYY-MM-DD") from None
    return Waiver(entry["requirement"], entry["until"], entry["by"], entry["reason"])
