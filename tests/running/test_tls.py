"""TLS is always verified: what does not fit is said before anything is sent over it."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest
import trustme

from conformance.reference.server import serve

from .runs import VARIABLE, Ran, run
from .servers import Product, Reference

AUTH = f"auth: {{scheme: token, secret_env: {VARIABLE}}}\n"


@pytest.fixture
def authority() -> trustme.CA:
    """An authority that no system knows."""
    return trustme.CA()


def served_by(authority: trustme.CA, name: str = "127.0.0.1") -> ssl.SSLContext:
    """A server's side of TLS, with a certificate for one name."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def trusting(authority: trustme.CA, folder: Path, more: str = "") -> str:
    """The part of a target file that names the authority, as a path relative to that file."""
    authority.cert_pem.write_to_path(folder / "ca.pem")
    return AUTH + f"tls: {{ca: ca.pem{more}}}\n"


def assert_refused(ran: Ran, product: Product, *words: str) -> None:
    """Exit code 2, one message, a report, and not one request that arrived."""
    assert ran.code == 2, ran.err
    for word in words:
        assert word in ran.err
    assert "Traceback" not in ran.err
    assert product.heard == []


def test_an_unknown_authority_is_refused_with_what_to_give(authority: trustme.CA, tmp_path: Path) -> None:
    """A self-made certificate needs its authority in the target file."""
    with Product(Reference().behave, tls=served_by(authority)) as product:
        ran = run(tmp_path, product.base_url)
    assert_refused(ran, product, "the TLS connection failed", "certificate verify failed", "tls.ca")
    assert ran.report["conformant"] is None


def test_a_certificate_for_another_name_is_refused(authority: trustme.CA, tmp_path: Path) -> None:
    """Also when its authority is trusted."""
    with Product(Reference().behave, tls=served_by(authority, "elders.example.org")) as product:
        ran = run(tmp_path, product.base_url, more=trusting(authority, tmp_path))
    assert_refused(ran, product, "the TLS connection failed", "mismatch", "mend the certificate")


def test_the_authority_of_the_target_file_makes_the_run_work(authority: trustme.CA, tmp_path: Path) -> None:
    """The same server, and now it is trusted."""
    with Product(Reference().behave, tls=served_by(authority)) as product:
        ran = run(tmp_path, product.base_url, more=trusting(authority, tmp_path))
    assert ran.code == 0, ran.err
    assert ran.scenario()["verdict"] == "passed"


@pytest.fixture
def strict(authority: trustme.CA) -> ssl.SSLContext:
    """A server that lets nobody in without a certificate of the same authority."""
    context = served_by(authority)
    context.verify_mode = ssl.CERT_REQUIRED
    authority.configure_trust(context)
    return context


def test_a_client_certificate_lets_the_run_in(authority: trustme.CA, strict: ssl.SSLContext, tmp_path: Path) -> None:
    """Mutual TLS, with certificate and key in files of their own."""
    own = authority.issue_cert("toets@example.org")
    own.cert_chain_pems[0].write_to_path(tmp_path / "toets.pem")
    own.private_key_pem.write_to_path(tmp_path / "toets.key")
    with Product(Reference().behave, tls=strict) as product:
        more = trusting(authority, tmp_path, ", certificate: toets.pem, key: toets.key")
        ran = run(tmp_path, product.base_url, more=more)
    assert ran.code == 0, ran.err


def test_a_missing_client_certificate_is_called_that(
    authority: trustme.CA, strict: ssl.SSLContext, tmp_path: Path
) -> None:
    """With TLS 1.3 the server only ends the connection; the reader still learns which setting answers it."""
    with Product(Reference().behave, tls=strict) as product:
        ran = run(tmp_path, product.base_url, more=trusting(authority, tmp_path))
    assert_refused(ran, product, "does it want a client certificate?", "tls.certificate")


def test_plain_http_to_a_tls_port_and_the_other_way_round_are_recognised(authority: trustme.CA, tmp_path: Path) -> None:
    """A forgotten s, or one too many."""
    with Product(Reference().behave, tls=served_by(authority)) as product:
        (tmp_path / "plain").mkdir()
        plain = run(tmp_path / "plain", product.base_url.replace("https:", "http:"))
    assert_refused(plain, product, "does it want https?")
    with serve() as base_url:
        secure = run(tmp_path, base_url.replace("http:", "https:"))
    assert_refused(secure, product, "the TLS connection failed", "does the server speak https on this port?")


@pytest.mark.parametrize(
    ("tls", "words"),
    [
        ("{ca: weg.pem}", ["target.yaml:5: there is no file", "weg.pem"]),
        ("{ca: leeg.pem}", ["leeg.pem: cannot be used as an authority", "PEM file"]),
        ("{ca: ca.pem, certificate: weg.pem, key: een.key}", ["target.yaml:5: there is no file", "weg.pem"]),
        ("{ca: ca.pem, certificate: een.pem, key: ander.key}", ["ander.key", "belong together"]),
        ("{ca: ca.pem, certificate: een.pem, key: slot.key}", ["slot.key", "without a password"]),
    ],
    ids=["no-ca", "ca-is-no-pem", "no-certificate", "other-key", "locked-key"],
)
def test_a_file_that_tls_cannot_use_is_named(authority: trustme.CA, tls: str, words: list[str], tmp_path: Path) -> None:
    """Nothing was started, so nothing is left: no evidence, no report, and no question for a password."""
    from cryptography.hazmat.primitives import serialization as form

    one, other = authority.issue_cert("een@example.org"), authority.issue_cert("ander@example.org")
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    one.cert_chain_pems[0].write_to_path(tmp_path / "een.pem")
    one.private_key_pem.write_to_path(tmp_path / "een.key")
    other.private_key_pem.write_to_path(tmp_path / "ander.key")
    key = form.load_pem_private_key(one.private_key_pem.bytes(), None)
    lock = form.BestAvailableEncryption(b"fictief")
    locked = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, lock)
    (tmp_path / "slot.key").write_bytes(locked)
    (tmp_path / "leeg.pem").write_text("geen certificaat\n")
    with Product(Reference().behave, tls=served_by(authority)) as product:
        ran = run(tmp_path, product.base_url, more=f"{AUTH}tls: {tls}\n")
    assert_refused(ran, product, *words)
    assert not ran.folder.exists()
