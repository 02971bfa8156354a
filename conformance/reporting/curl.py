"""A shell command that repeats one request: pasted into a POSIX shell it sends the same bytes.

Everything in the command is printable, so that it survives a terminal, a web page and a clipboard:
what is not printable travels as octal escapes of `printf`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from conformance.model.exchange import Credentials, Pairs, Request

#: What goes out as a proof of access that cannot be right: the same as the suite itself sends.
INVALID_CREDENTIAL = "0" * 40

#: The longest body, in bytes, that goes on the command line itself; systems differ in what they allow.
_INLINE = 8_000

#: The bytes that one `printf` prints: escaped fourfold they stay below 128 KiB, Linux's longest argument.
_PIECE = 30_000

#: curl asks permission first above this many bytes (`Expect: 100-continue`), which the suite never does.
_EXPECT = 1_000_000

_SECRET = frozenset({"authorization", "proxy-authorization", "cookie"})
_COUNTED = frozenset({"content-length", "transfer-encoding"})
_LENGTH_ALWAYS = frozenset({"POST", "PUT", "PATCH"})
_PATH_SAFE = "/?:@!$&'()*+,;=-._~"


def curl(request: Request, base_url: str, credential_headers: Iterable[str] = ("Authorization",)) -> str:
    """The command that repeats `request` against `base_url`, without any secret in it.

    Each header in `credential_headers` becomes a shell variable that holds the whole value of the
    header (`Authorization` → `$AUTHORIZATION`). Without credentials no such header is sent; with false
    ones an obviously invalid value.
    """
    names = tuple(credential_headers)
    url = _url(base_url, request)
    parts = [f"curl -sS -i{_switches(request, url)} {_quoted(url)}"]
    parts += _credentials(names, request.credentials)
    parts += _headers(request, {name.lower() for name in names} | _SECRET)
    feed, data = _body(request)
    return feed + " \\\n  ".join(parts + data)


def _url(base_url: str, request: Request) -> str:
    """The absolute URL. User information in the base URL is a secret and is left out."""
    base = re.sub(r"(?<=://)[^/@]*@", "", base_url).rstrip("/")
    path = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", request.path)
    path = "/" + quote(path.encode("utf-8", "surrogatepass"), safe=_PATH_SAFE + "%").lstrip("/")
    pairs = "&".join(f"{_component(name)}={_component(value)}" for name, value in request.query)
    return base + path + (("&" if "?" in path else "?") + pairs if pairs else "")


def _component(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def _switches(request: Request, url: str) -> str:
    """The options that keep curl from being clever, each only where it is needed."""
    method = request.method.upper()
    switches = " -g" if re.search(r"[\[\]{}]", url) else ""
    switches += " --compressed" if _value(request.headers, "accept-encoding") else ""
    if method == "HEAD" and not request.body:
        return switches + " --head"
    return switches if method == "GET" and not request.body else f"{switches} -X {_quoted(request.method)}"


def _credentials(names: Iterable[str], credentials: Credentials) -> list[str]:
    """The headers that prove access: a variable, nothing, or a value that cannot be right."""
    if credentials is Credentials.NONE:
        return []
    if credentials is Credentials.FALSE:
        return [f"-H {_quoted(f'{name}: {_invalid(name)}')}" for name in names]
    return [_variable(name) for name in names]


def _invalid(name: str) -> str:
    """A wrong value for a header; in `Authorization` it needs a scheme to count as a credential."""
    return f"Token {INVALID_CREDENTIAL}" if name.lower() == "authorization" else INVALID_CREDENTIAL


def _variable(name: str) -> str:
    return f"-H {with_variable(name)}"


def with_variable(name: str) -> str:
    """A header as one shell word, with a variable for its value: letters, digits and underscores, no digit first."""
    variable = re.sub("^(?=[0-9])|[^A-Z0-9_]", "_", name.upper())
    start = f'"{name}: ' if re.fullmatch("[A-Za-z0-9_-]+", name) else _quoted(f"{name}: ") + '"'
    return f'{start}${variable}"'


def _headers(request: Request, hidden: set[str]) -> list[str]:
    """The headers of the request itself, and those that undo what curl adds unasked."""
    kept = [
        (name, value) for name, value in request.headers if name.lower() not in hidden | _COUNTED | {"accept-encoding"}
    ]
    # A header without a value is written with a semicolon; with a colon curl would leave it out.
    lines = [f"{name}: {value}" if value else f"{name};" for name, value in kept]
    if _sends(request) and _value(request.headers, "content-type") is None:
        lines.append("Content-Type:")
    if len(request.body or b"") > _EXPECT:
        lines.append("Expect:")
    return [f"-H {_quoted(line)}" for line in lines]


def _body(request: Request) -> tuple[str, list[str]]:
    """What comes before curl to feed it, and the option that makes it send the body."""
    body = request.body
    if not body:
        return "", ["--data-raw ''"] if _sends(request) else []
    text = _printable(body)
    if text is None or len(body) > _INLINE:
        return _feed(body), ["--data-binary @-"]
    return "", [f"--data-raw {_quoted(text)}"]


def _feed(body: bytes) -> str:
    """Commands that print exactly `body`, each short enough where `printf` is not built in."""
    pieces = [body[start : start + _PIECE] for start in range(0, len(body), _PIECE)]
    lines = [f"printf {_format(piece)}" for piece in pieces]
    return f"{lines[0]} |\n" if len(lines) == 1 else "{\n" + "\n".join(lines) + "\n} |\n"


def _sends(request: Request) -> bool:
    """Whether the request says how long its body is, be it zero."""
    return bool(request.body) or request.method.upper() in _LENGTH_ALWAYS


def _printable(body: bytes) -> str | None:
    """The body as text when all of it can be read and pasted; otherwise None."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if text.replace("\n", "").isprintable() else None


def _quoted(text: str) -> str:
    """One shell word that is exactly `text`."""
    if text.replace("\n", "").isprintable():
        return text if re.fullmatch(r"[A-Za-z0-9_./:@%+-]+", text) else "'" + text.replace("'", "'\\''") + "'"
    return f'"$(printf {_format(text.encode("utf-8", "surrogatepass"))})"'


def _format(data: bytes) -> str:
    """A `printf` format that prints exactly `data`: octal for all that a shell or `printf` could change."""
    plain = (chr(byte) if 0x20 <= byte < 0x7F and byte not in b"\\'%!" else f"\\{byte:03o}" for byte in data)
    return "'" + re.sub("^-", "\\\\055", "".join(plain)) + "'"


def _value(headers: Pairs, wanted: str) -> str | None:
    return next((value for name, value in headers if name.lower() == wanted), None)
