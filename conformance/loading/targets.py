"""Target files: where a product is and how to get in. Secrets come from the environment, never from the file."""

from __future__ import annotations

import base64
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from conformance.errors import UserError, UserErrors, did_you_mean
from conformance.loading.klanttaken import check_form
from conformance.loading.schema import check
from conformance.loading.yamlfile import YamlFile, read_yaml
from conformance.model.suite import Suite
from conformance.model.target import Klanttaken, Limits, Product, Secret, Target, Tls, Waiver

#: RFC 9110, token.
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_SECRETS = ("secret", "token", "password", "wachtwoord", "key", "api_key", "value", "bearer", "basic", "user")
_VARIABLE_NAME = re.compile(r"[A-Z_][A-Z0-9_]{0,63}")


def load_target(file: Path, environment: Mapping[str, str]) -> Target:
    """The target of one file, with its secrets filled in from `environment`."""
    source = read_yaml(file)
    _refuse_secrets(source)
    check(source, "target")
    data = source.data
    check_base_url(data["base_url"], str(source.place("base_url")))
    waivers = tuple(_waiver(source, index, entry) for index, entry in enumerate(data.get("waivers", ())))
    return Target(
        base_url=data["base_url"].rstrip("/"),
        profile=data["profile"],
        product=Product(**_product(source)),
        secrets=tuple(_secrets(source, environment)),
        tls=Tls(**_tls(source)),
        claims=tuple(data.get("claims", ())),
        waivers=waivers,
        limits=Limits(**data.get("limits", {})),
        klanttaken=_klanttaken(source, environment) if "klanttaken" in data else None,
    )


def _klanttaken(source: YamlFile, environment: Mapping[str, str]) -> Klanttaken:
    entry = source.data["klanttaken"]
    check_base_url(entry["url"].partition("?")[0], str(source.place("klanttaken", "url")))
    check_form(entry["form"], str(source.place("klanttaken", "form")))
    return Klanttaken(entry["url"], entry["form"], tuple(_proof(source, environment, "klanttaken")))


def _refuse_secrets(source: YamlFile) -> None:
    """Before anything else, and without repeating it: a secret in the file."""
    for group in (("auth",), ("headers",), ("klanttaken", "auth")):
        data: Any = source.data
        for name in group:
            data = data.get(name) if isinstance(data, dict) else None
        for key, value in data.items() if isinstance(data, dict) else ():
            if key in _SECRETS if group[-1] == "auth" else not isinstance(value, dict):
                fix = "write secret_env: NAME" if group[-1] == "auth" else f"write {key}: {{env: NAME}}"
                what = "a secret never stands in this file"
                raise UserError(source.place(*group, key), what, f"put it in an environment variable, and {fix}")


def check_base_url(url: str, where: str) -> None:
    """Refuse an address that no request can go to, and one that carries a secret."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise UserError(where, "this is not an address", "write it as https://host/path") from None
    if "@" in parts.netloc:
        raise UserError(
            where, "the address carries a user name or password", "use auth: {scheme: basic, secret_env: …}"
        )
    if not usable or any(char.isspace() or not char.isprintable() for char in url):
        raise UserError(where, f"{url!r} is not an address", "write it as https://host/path")
    if parts.query or parts.fragment:
        raise UserError(where, "the address has a query or fragment", "give only where the API begins")


def check_claims(target: Target, suite: Suite, where: str) -> None:
    """The claimed classes and waived requirements must exist. `where` is the target's file, or how it was given."""
    mistakes = [
        UserError(
            _place(where, "claims", index), f"there is no class {claim!r}", did_you_mean(claim, suite.capabilities)
        )
        for index, claim in enumerate(target.claims)
        if claim not in suite.capabilities
    ]
    mistakes += [
        UserError(
            _place(where, "waivers", index, "requirement"),
            f"there is no requirement {waiver.requirement}",
            did_you_mean(waiver.requirement, suite.requirements) or "see `conformance list requirements`",
        )
        for index, waiver in enumerate(target.waivers)
        if waiver.requirement not in suite.requirements
    ]
    if mistakes:
        raise UserErrors(mistakes)


def _place(where: str, *path: str | int) -> str:
    """The line in the target's file, when it is one."""
    return str(read_yaml(Path(where)).place(*path)) if Path(where).is_file() else where


def _product(source: YamlFile) -> dict[str, str]:
    product: Mapping[str, Any] = source.data.get("product", {})
    if isinstance(product.get("version"), float):
        place = source.place("product", "version")
        raise UserError(place, "version is read as a number, in which 1.10 is 1.1", 'put it in quotes: version: "1.10"')
    return {key: str(value) for key, value in product.items()}


def _tls(source: YamlFile) -> dict[str, str]:
    files: Mapping[str, str] = source.data.get("tls", {})
    found = {key: source.file.parent / value for key, value in files.items()}
    for key, file in found.items():
        if not file.is_file():
            raise UserError(source.place("tls", key), f"there is no file {file}", "the path counts from this file")
    if "key" in found and "certificate" not in found:
        raise UserError(source.place("tls", "key"), "a key without its certificate", "add certificate: FILE")
    return {key: str(file) for key, file in found.items()}


def _secrets(source: YamlFile, environment: Mapping[str, str]) -> list[Secret]:
    secrets = [*_proof(source, environment)]
    for name, entry in source.data.get("headers", {}).items():
        path = ("headers", name, "env")
        secret = Secret(name, _variable(source, entry["env"], environment, *path), entry["env"])
        secrets.append(_one_line(source, secret, *path))
    for secret in secrets:
        if not _HEADER_NAME.fullmatch(secret.header):
            at = ("headers", secret.header) if secret.header in source.data.get("headers", {}) else ("auth", "header")
            raise UserError(source.place(*at), f"{secret.header!r} is not the name of a header", "such as X-Api-Key")
    return secrets


def _proof(source: YamlFile, environment: Mapping[str, str], *group: str) -> Iterator[Secret]:
    """The header that `auth` amounts to, at the top of the file or within a group."""
    auth = (source.data[group[0]] if group else source.data).get("auth", {"scheme": "none"})
    if auth["scheme"] == "none":
        return
    if "secret_env" not in auth:
        raise UserError(source.place(*group, "auth"), "the secret has no source", "add secret_env: NAME_OF_A_VARIABLE")
    value = _variable(source, auth["secret_env"], environment, *group, "auth", "secret_env")
    if auth["scheme"] == "basic" and ":" not in value:
        what = f"{auth['secret_env']} holds no user name and password"
        raise UserError(source.place(*group, "auth", "secret_env"), what, "set it to user:password")
    secret = replace(_credential(auth, value), variable=auth["secret_env"])
    yield _one_line(source, secret, *group, "auth", "secret_env")


def _variable(source: YamlFile, name: str, environment: Mapping[str, str], *path: str | int) -> str:
    value, place = environment.get(name, "").strip(), source.place(*path)
    if not value and not _VARIABLE_NAME.fullmatch(name):
        # It may be the secret itself, put here by mistake: then it is not repeated.
        what = f"{path[-1]} is not the name of a variable that is set"
        raise UserError(place, what, "write the name of an environment variable, in capitals; never the secret itself")
    if not value:
        raise UserError(place, f"the environment variable {name} is not set", f"export {name}=… before the run")
    return value


def _one_line(source: YamlFile, secret: Secret, *path: str | int) -> Secret:
    if not (secret.value.isascii() and secret.value.isprintable()):
        what = "the variable holds characters that no header can carry"
        raise UserError(source.place(*path), what, "a header is one line of letters, digits and signs (ASCII)")
    return secret


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
