"""A target that is right: where the product is, and secrets that stay secret."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conformance.errors import UserError
from conformance.loading.targets import check_base_url, load_target
from conformance.model.target import Limits, Target

from .loaders import SMALL


def target(folder: Path, text: str, **environment: str) -> Target:
    """The target of a file with this text after its address and profile."""
    file = folder / "target.yaml"
    file.write_text(f"base_url: https://example.org/api/\nprofile: openklant-0.9\n{text}", encoding="utf-8")
    return load_target(file, environment)


def test_a_target_says_what_its_file_says() -> None:
    """Also what it leaves out."""
    found = load_target(SMALL / "target.yaml", {"PRODUCT_TOKEN": "geheim"})
    assert (found.base_url, found.profile) == ("https://staging.example.org/api", "openklant-0.9")
    assert (found.product.name, found.product.supplier, found.product.version) == (
        "Voorbeeldproduct",
        "Voorbeeld B.V.",
        "1.4.2",
    )
    assert found.claims == ("klantcontact",)
    assert [(waiver.requirement, waiver.until) for waiver in found.waivers] == [("KCT-01", "2027-01-01")]
    assert found.limits == Limits()


@pytest.mark.parametrize(
    ("auth", "header", "value"),
    [
        ("{scheme: token, secret_env: S}", "Authorization", "Token kim:pas"),
        ("{scheme: bearer, secret_env: S}", "Authorization", "Bearer kim:pas"),
        ("{scheme: basic, secret_env: S}", "Authorization", "Basic " + base64.b64encode(b"kim:pas").decode()),
        ("{scheme: header, secret_env: S}", "Authorization", "kim:pas"),
        ("{scheme: header, secret_env: S, header: X-Api-Key}", "X-Api-Key", "kim:pas"),
    ],
)
def test_a_scheme_makes_a_header_of_the_secret(tmp_path: Path, auth: str, header: str, value: str) -> None:
    """The secret comes from the environment; spaces around it are not part of it."""
    (secret,) = target(tmp_path, f"auth: {auth}\n", S=" kim:pas\n").secrets
    assert (secret.header, secret.value) == (header, value)


def test_a_scheme_that_stands_in_the_variable_is_not_written_twice(tmp_path: Path) -> None:
    """People copy the whole header."""
    (secret,) = target(tmp_path, "auth: {scheme: token, secret_env: S}\n", S="Token abc").secrets
    assert secret.value == "Token abc"


def test_no_scheme_and_more_headers(tmp_path: Path) -> None:
    """Each header has its own variable."""
    assert target(tmp_path, "auth: {scheme: none}\n").secrets == ()
    assert target(tmp_path, "").secrets == ()
    secrets = target(tmp_path, "headers: {X-Api-Key: {env: A}, X-Other: {env: B}}\n", A="1", B="2").secrets
    assert [(secret.header, secret.value) for secret in secrets] == [("X-Api-Key", "1"), ("X-Other", "2")]


def test_a_password_may_hold_any_letter(tmp_path: Path) -> None:
    """In a basic credential it is encoded before it becomes a header."""
    (secret,) = target(tmp_path, "auth: {scheme: basic, secret_env: S}\n", S="kim:wachtwoörd").secrets
    assert base64.b64decode(secret.value.removeprefix("Basic ")).decode() == "kim:wachtwoörd"


def test_a_secret_is_not_in_the_text_of_a_target(tmp_path: Path) -> None:
    """What is printed or logged by accident shows nothing."""
    found = target(tmp_path, "auth: {scheme: token, secret_env: S}\n", S="s3cr3t")
    assert found.secrets[0].value == "Token s3cr3t"
    assert "s3cr3t" not in f"{found!r} {found} {found.secrets!r}"


def test_files_for_tls_count_from_the_target(tmp_path: Path) -> None:
    """So that a target works from every folder."""
    (tmp_path / "ca.pem").touch()
    assert target(tmp_path, "tls: {ca: ca.pem}\n").tls.ca == str(tmp_path / "ca.pem")
    with pytest.raises(UserError, match="a key without its certificate"):
        target(tmp_path, "tls: {key: ca.pem}\n")


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:8000",
        "https://example.org",
        "https://example.org/api/v1",
        "http://[::1]:8000/api",
        "http://127.0.0.1/",
    ],
)
def test_an_address_that_can_be_called_is_taken(url: str) -> None:
    """Nothing is raised."""
    check_base_url(url, "here")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "//example.org",
        "ftp://example.org",
        "https://",
        "https:///api",
        "http://[::1",
        "http://a:b",
        "http://a:0",
        "http://exa mple.org",
        "http://example.org/\n",
        "http://kim:geheim@example.org",
        "http://@example.org",
        "http://a/?x=1",
        "http://a#b",
    ],
)
def test_an_address_that_cannot_be_called_is_told(url: str) -> None:
    """With where it was given, and never with the password in it."""
    with pytest.raises(UserError) as caught:
        check_base_url(url, "here")
    assert caught.value.where == "here"
    assert caught.value.fix
    assert "geheim" not in str(caught.value)


@given(st.text(max_size=60) | st.text("htps:/[]@.%?#0 :é\\", max_size=30).map("http://".__add__))
def test_every_address_is_taken_or_told(url: str) -> None:
    """No text makes it fail in another way."""
    try:
        check_base_url(url, "here")
    except UserError as error:
        told = str(error)
    else:
        return
    assert told.startswith("here: ")
