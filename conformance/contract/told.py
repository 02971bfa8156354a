"""What the judge of contracts expects and gets, in words of its own: values of a product never pass through here."""

from __future__ import annotations

from collections.abc import Iterable

from conformance.model.exchange import FailureKind
from conformance.model.text import Text, Told, both

PRESENT = Text("aanwezig", "present")
MISSING = Text("(ontbreekt)", "(missing)")
ANY_OTHER = Text("een ander antwoord", "any other answer")
AN_ANSWER = Text("een antwoord", "an answer")
ACCEPTED = Text("aanvaard", "accepted")
NO_BODY = Text("geen inhoud", "no body")
A_BODY = Text("inhoud zonder mediatype", "a body without a media type")
A_MESSAGE = Text("een bericht", "a message")
NO_MESSAGE = Text("geen bericht", "no message")
NO_MEDIA_TYPE = Text("geen mediatype", "no media type")
A_PARAMETER = Text("een beschreven parameter", "a described parameter")
A_NAMED_FIELD = Text("een genoemd veld", "a named field")
NO_NAMED_FIELD = Text("geen genoemd veld", "no named field")
A_TEXT = Text("een tekst", "a text")
A_LIST = Text("een lijst", "a list")
A_PROBLEM = Text(
    "een object met title, status, detail, instance en code",
    "an object with title, status, detail, instance and code",
)
A_NAMED_PART = Text("een object met name, code en reason", "an object with name, code and reason")

_FAILURES = {
    FailureKind.CONNECT: Text("geen verbinding", "no connection"),
    FailureKind.TLS: Text("geen beveiligde verbinding", "no secure connection"),
    FailureKind.TIMEOUT: Text("geen antwoord op tijd", "no answer in time"),
    FailureKind.DEADLINE: Text("geen volledig antwoord op tijd", "no complete answer in time"),
    FailureKind.PROTOCOL: Text("geen geldig HTTP-antwoord", "no valid HTTP answer"),
    FailureKind.STOPPED: Text("de ronde is gestopt", "the run was stopped"),
}


def failure(kind: FailureKind) -> Text:
    """Why no answer came."""
    return _FAILURES[kind]


def either(names: Iterable[str], before: str = "") -> Text:
    """One name or another, each as it is written."""
    names = tuple(names)
    return Text(before + " of ".join(names), before + " or ".join(names))


def one_of(values: Told) -> Text:
    """One of these values."""
    told = both(values)
    return Text(f"een van {told.nl}", f"one of {told.en}")


def same_status(status: int) -> Text:
    """The status code that the answer itself has."""
    return Text(f"{status}, zoals in het HTTP-antwoord", f"{status}, as in the HTTP answer")


def after(start: str, rest: Text) -> Text:
    """A value and what follows it."""
    return Text(f"{start} {rest.nl}", f"{start} {rest.en}")
