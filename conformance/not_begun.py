"""Why a run does not begin and what to do about it: on the terminal in English, in a report in both languages."""

from __future__ import annotations

from conformance.errors import UserError
from conformance.model.exchange import Failure, FailureKind
from conformance.model.profile import Profile
from conformance.model.text import Text

_UP = Text("kijk of het product werkt; probeer het dan opnieuw", "check that the product is up; then try again")
_START = Text("start het product, of verbeter base_url", "start the product, or correct base_url")
_WANTS_TLS = Text(
    "controleer het product en wat ervoor staat; wil het https?",
    "check the product and what stands before it; does it want https?",
)
_WANTS_CERTIFICATE = Text(
    "controleer het product en wat ervoor staat; wil het een clientcertificaat? geef tls.certificate en tls.key",
    "check the product and what stands before it; does it want a client certificate? give tls.certificate and tls.key",
)
_OTHER_CERTIFICATE = Text(
    "de server wil een ander clientcertificaat: tls.certificate en tls.key in het doelbestand",
    "the server wants another client certificate: tls.certificate and tls.key in the target file",
)
_NO_TLS = Text("spreekt de server https op deze poort?", "does the server speak https on this port?")
_AUTHORITY = Text(
    "noem de uitgever in tls.ca van het doel, of herstel het certificaat; de suite slaat deze controle nooit over",
    "name the authority in the target's tls.ca, or mend the certificate; the suite never skips the check",
)
_FOLLOWS_NOT = Text(
    "neem het adres waarnaar verwezen wordt als base_url; de suite volgt geen doorverwijzing, zodat de sleutel blijft "
    "waar hij hoort",
    "use the address it redirects to as base_url; the suite does not follow redirects, to keep the credentials where "
    "they belong",
)
_OTHER_PROFILE = Text(
    "kies het profiel dat past: conformance list profiles, of laat conformance detect het vinden",
    "choose the profile that fits: conformance list profiles, or let conformance detect find it",
)


def no_answer(failure: Failure, where: str, *, secure: bool) -> UserError:
    """What to do about a first request that got no answer; `secure` when it went to an https address."""
    detail = failure.detail
    match failure.kind:
        case FailureKind.TLS:
            what = Text(f"de TLS-verbinding mislukte: {detail}", f"the TLS connection failed: {detail}")
            return _error(where, what, _tls_fix(detail.lower()))
        case FailureKind.CONNECT:
            return _error(where, Text(f"daar antwoordt niets: {detail}", f"nothing answers there: {detail}"), _START)
        case FailureKind.PROTOCOL:
            what = Text(f"geen goed antwoord: {detail}", f"no proper answer: {detail}")
            return _error(where, what, _WANTS_CERTIFICATE if secure else _WANTS_TLS)
        case FailureKind.DEADLINE:
            return _error(where, Text("er kwam op tijd geen volledig antwoord", detail), _UP)
    return _error(where, Text(f"geen volledig antwoord: {detail}", f"no complete answer: {detail}"), _UP)


def _tls_fix(detail: str) -> Text:
    if "certificate" not in detail:
        return _NO_TLS
    return _OTHER_CERTIFICATE if "alert" in detail else _AUTHORITY


def redirected(where: str, to: str | None) -> UserError:
    """The first answer sends us elsewhere."""
    nl, en = (to or "elders"), (to or "elsewhere")
    return _error(where, Text(f"de server verwijst door naar {nl!r}", f"the server redirects to {en!r}"), _FOLLOWS_NOT)


def not_let_in(where: str, status: int, profile: Profile, *, given: bool) -> UserError:
    """The credentials are wrong; or there are none, when they were not `given`."""
    what = Text("het product wil een sleutel, en die is er niet", "the product wants credentials, none were given")
    if given:
        what = Text("deze sleutel wordt niet aanvaard", "these credentials are not accepted")
    header = f'--header "Authorization: {profile.authentication.title()} …"'
    fix = Text(f"geef {header}, of auth in het doelbestand", f"give {header} or auth in the target file")
    return _error(where, Text(f"{what.nl} (antwoord {status})", f"{what.en} (answer {status})"), fix)


def not_there(where: str, status: int, profile: Profile) -> UserError:
    """There is nothing at the address."""
    fix = Text(
        f"base_url moet eindigen waar de API begint; bij dit profiel is dat meestal {profile.base_path}",
        f"base_url must end where the API begins; this profile usually lives at {profile.base_path}",
    )
    what = (f"dit adres bestaat daar niet (antwoord {status})", f"this address does not exist there (answer {status})")
    return _error(where, Text(*what), fix)


def web_page(where: str, profile: Profile) -> UserError:
    """There is something for people at the address."""
    path = profile.base_path
    fix = Text(f"base_url eindigt meestal op {path}", f"base_url usually ends in {path}")
    return _error(where, Text("dit is een webpagina, geen API", "this is a web page, not an API"), fix)


def other_form(where: str, profile: Profile) -> UserError:
    """There is an API at the address, but it does not look like this profile."""
    what = Text(
        f"het antwoord heeft niet de vorm van profiel {profile.id}",
        f"the answer is not in the form of profile {profile.id}",
    )
    return _error(where, what, _OTHER_PROFILE)


def _error(where: str, what: Text, fix: Text) -> UserError:
    return UserError(where, what.en, fix.en, nl=(what.nl, fix.nl))
