"""Takes the secrets of a target out of all that a product says back, however it writes them."""

from __future__ import annotations

import base64
import binascii
import re

from conformance.model.target import Secret

HIDDEN = "***"
#: Shorter ones would be found everywhere, and hiding them there would change what is judged. A proof of access may not
#: be so short; the value of another header is then hidden only where it can be nothing else.
SHORTEST = 4
#: Headers that prove access by their name alone.
_PROOFS = re.compile(r"authori[sz]ation|cookie|key|token|secret|password|auth", re.IGNORECASE)
#: Up to this length a secret can be part of an ordinary word; then it is hidden only where it stands by itself.
_WORDLIKE = 12
_BEFORE = r"(?:(?<![A-Za-z0-9])|(?<=%[0-9A-Fa-f]{2})|(?<=\\[nrt])|(?<=\\u[0-9A-Fa-f]{4}))"
_AFTER = r"(?![A-Za-z0-9])"
_ESCAPING = re.compile(r"[%\\&+]")
_ENTITIES = {"&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos"}


class Redactor:
    """Replaces every form in which the secrets could come back in an answer."""

    def __init__(self, secrets: tuple[Secret, ...]) -> None:
        parts = sorted({part for secret in secrets for part in _parts(secret.value)}, key=len, reverse=True)
        self._plain = re.compile("|".join(map(_plain, parts)) or "(?!)")
        self._escaped = re.compile("|".join(map(_escaped, parts)) or "(?!)", re.IGNORECASE)
        short = [secret for secret in secrets if len(secret.value) < SHORTEST]
        self._short = frozenset(secret.value for secret in short)
        self._named = re.compile("|".join(map(_after_its_name, short)) or "(?!)", re.IGNORECASE)
        #: The most characters that one secret takes up, escaped once.
        self.longest = max((10 * len(part) for part in parts), default=0)

    def text(self, value: str) -> str:
        """The text without secrets."""
        pattern = self._escaped if _ESCAPING.search(value) else self._plain
        found = pattern.sub(HIDDEN, value)
        return self._named.sub(lambda match: match[0][: -len(match[match.lastindex or 0])] + HIDDEN, found)

    def header(self, value: str) -> str:
        """The value of a header without secrets; a short one can be told here from anything else."""
        return HIDDEN if value.strip() in self._short else self.text(value)

    def name(self, value: str) -> str:
        """The name of a header without secrets, also where it was written in small letters."""
        return self._escaped.sub(HIDDEN, value)

    def body(self, value: bytes) -> bytes:
        """The bytes without secrets; every other byte stays what it was."""
        text = value.decode("utf-8", "surrogateescape")
        return self.text(text).encode("utf-8", "surrogateescape")


def _parts(value: str) -> set[str]:
    """The header value, its credential apart from the scheme, and what a basic credential holds."""
    credential = value.partition(" ")[2]
    found = {value, credential or value, *_inside(value)}
    return {part for part in found if len(part) >= SHORTEST}


def _inside(value: str) -> tuple[str, ...]:
    """What a basic credential holds: the pair, and the password, or the user when there is no password."""
    scheme, _, credential = value.partition(" ")
    if scheme.lower() != "basic":
        return ()
    try:
        pair = base64.b64decode(credential, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ()
    user, _, password = pair.partition(":")
    return pair, password or user


def too_short(secret: Secret) -> bool:
    """Whether this proves access and is so short that it could not be kept out of the evidence."""
    if not _PROOFS.search(secret.header):
        return False
    scheme, _, credential = secret.value.partition(" ")
    return min(map(len, (credential or scheme, *_inside(secret.value)))) < SHORTEST


def _after_its_name(secret: Secret) -> str:
    """A short value directly after the name of its header, as in a line of headers or in JSON."""
    return rf"""{re.escape(secret.header)}["']?\s*[:=]\s*["']?({re.escape(secret.value)}){_AFTER}"""


def _plain(part: str) -> str:
    literal = re.escape(part)
    # The look-behind stands after the literal: so the search can look for the literal itself, which is fast.
    return literal if len(part) > _WORDLIKE else f"{literal}(?<![A-Za-z0-9]{literal}){_AFTER}"


def _escaped(part: str) -> str:
    written = "".join(map(_ways, part))
    return written if len(part) > _WORDLIKE else f"{_BEFORE}{written}{_AFTER}"


def _ways(char: str) -> str:
    """One character as it is, percent-encoded, and escaped for JSON and for HTML, once or several times over."""
    percent = "".join(f"%(?:25)*{byte:02x}" for byte in char.encode())
    ways = [re.escape(char), percent, rf"\\+u{ord(char):04x}"]
    if not char.isalnum():
        ways += [rf"\\+{re.escape(char)}", f"&(?:amp;)*#0*{ord(char)};", f"&(?:amp;)*#x0*{ord(char):x};"]
    if char in _ENTITIES:
        ways.insert(0, f"&(?:amp;)*{_ENTITIES[char]};")
    if char == " ":
        ways.append(r"\+")
    return f"(?:{'|'.join(ways)})"
