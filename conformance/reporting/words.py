"""How the report says things: one word or sentence per value, in Dutch and in English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from conformance.model.exchange import Credentials, FailureKind
from conformance.model.finding import Kind
from conformance.model.report import ClassRow
from conformance.model.requirement import Level
from conformance.model.text import Text
from conformance.model.verdict import VERDICT_NAMES, Blame, Verdict

Language = Literal["nl", "en"]

VERDICT: Mapping[Verdict, Text] = VERDICT_NAMES

SYMBOL: Mapping[Verdict, str] = {
    Verdict.PASSED: "✓",
    Verdict.FAILED: "✗",
    Verdict.CANT_TELL: "?",
    Verdict.UNTESTED: "○",
    Verdict.INAPPLICABLE: "–",
}

#: The verdict with which an answer to "does it conform?" shares its symbol and its colour.
LIKE: Mapping[bool | None, Verdict] = {True: Verdict.PASSED, False: Verdict.FAILED, None: Verdict.CANT_TELL}

CONFORMANT: Mapping[bool | None, Text] = {
    True: Text("conform", "conformant"),
    False: Text("niet conform", "not conformant"),
    None: Text("niet vast te stellen", "cannot be established"),
}

#: The verdicts that say that something of a class was looked at, or should have been.
_ABOUT_IT = (Verdict.PASSED, Verdict.FAILED, Verdict.CANT_TELL)


def class_verdict(row: ClassRow) -> tuple[Verdict, Text]:
    """The sign and the words for a class; one that this API cannot show anything of is not unclear.

    Of a class that was merely not tried it is not known what the API can show.
    """
    beyond = row.counts.get(Verdict.INAPPLICABLE, 0) > row.counts.get(Verdict.UNTESTED, 0)
    if row.conformant is None and beyond and not any(map(row.counts.get, _ABOUT_IT)):
        return Verdict.INAPPLICABLE, VERDICT[Verdict.INAPPLICABLE]
    return LIKE[row.conformant], CONFORMANT[row.conformant]


LEVEL: Mapping[Level, Text] = {
    Level.MUST: Text("verplicht", "must"),
    Level.SHOULD: Text("aanbevolen", "should"),
    Level.MAY: Text("optioneel", "may"),
}

#: Who has to act, as a short name.
ACTOR: Mapping[Blame, Text] = {
    Blame.PRODUCT: Text("leverancier", "supplier"),
    Blame.CONFIGURATION: Text("wie de toets instelt", "who sets up the test"),
    Blame.ENVIRONMENT: Text("beheer van de omgeving", "who runs the environment"),
    Blame.SUITE: Text("makers van de toets", "makers of the test suite"),
    Blame.SPECIFICATION: Text("beheerder van de standaard", "owner of the standard"),
}

#: What those who have to act are asked to do.
TASK: Mapping[Blame, Text] = {
    Blame.PRODUCT: Text("Voor de leverancier: pas het product aan", "For the supplier: change the product"),
    Blame.CONFIGURATION: Text(
        "Voor wie de toets instelt: pas de instellingen aan",
        "For whoever sets up the test: change the settings",
    ),
    Blame.ENVIRONMENT: Text(
        "Voor het beheer van de omgeving: herstel netwerk of server",
        "For whoever runs the environment: mend the network or server",
    ),
    Blame.SUITE: Text(
        "Voor de makers van de toets: dit ligt niet aan het product",
        "For the makers of the test suite: this is not the product's doing",
    ),
    Blame.SPECIFICATION: Text(
        "Voor de beheerder van de standaard: hier is een besluit nodig",
        "For the owner of the standard: a decision is needed here",
    ),
}

KIND: Mapping[Kind, Text] = {
    Kind.OUTCOME: Text("andere uitkomst", "different outcome"),
    Kind.VALUE: Text("andere waarde", "different value"),
    Kind.MEMBERS: Text("verkeerde zoekresultaten", "wrong search results"),
    Kind.BLAMES: Text("fout noemt het verkeerde gegeven", "error names the wrong field"),
    Kind.SHAPE: Text("wijkt af van het contract", "departs from the contract"),
    Kind.HEADER: Text("header ontbreekt of is onjuist", "header missing or wrong"),
    Kind.PROBLEM: Text("foutbericht voldoet niet", "error message does not comply"),
    Kind.SERVER_ERROR: Text("serverfout", "server error"),
    Kind.UNDOCUMENTED: Text("antwoord staat niet in het contract", "answer is not in the contract"),
    Kind.ACCEPTED_INVALID: Text("ongeldig verzoek aangenomen", "invalid request accepted"),
    Kind.REFUSED_VALID: Text("geldig verzoek geweigerd", "valid request refused"),
    Kind.UNREADABLE: Text("antwoord onleesbaar", "answer unreadable"),
    Kind.NO_ANSWER: Text("geen antwoord", "no answer"),
    Kind.PRECONDITION: Text("voorbereiding mislukt", "preparation failed"),
    Kind.INSTABILITY: Text("wisselende uitkomst", "changing outcome"),
    Kind.SUITE: Text("fout in de toets", "fault in the test suite"),
}

FAILURE: Mapping[FailureKind, Text] = {
    FailureKind.CONNECT: Text("geen verbinding", "no connection"),
    FailureKind.TLS: Text("geen beveiligde verbinding (TLS)", "no secure connection (TLS)"),
    FailureKind.TIMEOUT: Text("geen antwoord binnen de tijd", "no answer in time"),
    FailureKind.PROTOCOL: Text("antwoord is geen geldige HTTP", "answer is not valid HTTP"),
    FailureKind.DEADLINE: Text("tijd voor de hele toets was op", "time for the whole run was up"),
    FailureKind.STOPPED: Text("toets is gestopt", "run was stopped"),
}

CREDENTIALS: Mapping[Credentials, Text] = {
    Credentials.OWN: Text("met geldig toegangsbewijs (niet getoond)", "with valid credentials (not shown)"),
    Credentials.NONE: Text("zonder toegangsbewijs", "without credentials"),
    Credentials.FALSE: Text("met ongeldig toegangsbewijs", "with invalid credentials"),
}

REQUEST = (Text("verzoek", "request"), Text("verzoeken", "requests"))
RECORD = (
    Text("testrecord bleef achter", "test record was left behind"),
    Text("testrecords bleven achter", "test records were left behind"),
)
PERHAPS = (
    Text("registratie bleef misschien achter", "registration was perhaps left behind"),
    Text("registraties bleven misschien achter", "registrations were perhaps left behind"),
)
MORE = (
    Text("ander punt om te herstellen", "other thing to repair"),
    Text("andere punten om te herstellen", "other things to repair"),
)
SCENARIO = (Text("scenario", "scenario"), Text("scenario's", "scenarios"))
WAITING = (
    Text("eis wacht hierop", "requirement waits for this"),
    Text("eisen wachten hierop", "requirements wait for this"),
)

_MONTHS = {
    "nl": (
        *("januari", "februari", "maart", "april", "mei", "juni"),
        *("juli", "augustus", "september", "oktober", "november", "december"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}


_PHASES = {"scenarios": Text("scenario's", "scenarios"), "contract": Text("contract", "contract")}


def phase(name: str) -> Text:
    """A part of the run."""
    return _PHASES.get(name, Text(name, name))


def number(value: float, digits: int = 0) -> Text:
    """A number with separators as each language writes them: 1.234,5 and 1,234.5."""
    english = f"{value:,.{digits}f}"
    return Text(english.translate(str.maketrans(",.", ".,")), english)


def duration(seconds: float) -> Text:
    """A time span: milliseconds below a second, minutes from two minutes on."""
    if seconds < 1:
        return Text(f"{seconds * 1000:.0f} ms", f"{seconds * 1000:.0f} ms")
    if seconds < 120:
        shown = number(seconds, 1)
        return Text(f"{shown.nl} s", f"{shown.en} s")
    minutes, rest = divmod(round(seconds), 60)
    return Text(f"{minutes} min {rest} s", f"{minutes} min {rest} s")


def moment(stamp: str) -> Text:
    """An RFC 3339 time for people; what cannot be read as one stays as it is."""
    try:
        when = datetime.fromisoformat(stamp)
    except ValueError:
        return Text(stamp, stamp)
    clock = f"{when:%H:%M} UTC" if (when.utcoffset() is not None and not when.utcoffset()) else f"{when:%H:%M}"
    day = {code: f"{when.day} {names[when.month - 1]} {when.year}" for code, names in _MONTHS.items()}
    return Text(f"{day['nl']}, {clock}", f"{day['en']}, {clock}")


def count(amount: int, one: Text, many: Text | None = None) -> Text:
    """`amount` with the word in the right number, such as "1 eis" or "2 eisen"."""
    noun, digits = (one if amount == 1 or many is None else many), number(amount)
    return Text(f"{digits.nl} {noun.nl}", f"{digits.en} {noun.en}")


def sentence(text: Text) -> Text:
    """The text with a capital at its start."""
    return Text(text.nl[:1].upper() + text.nl[1:], text.en[:1].upper() + text.en[1:])


def of(text: Text, language: Language) -> str:
    """`text` in one language."""
    return text.nl if language == "nl" else text.en
