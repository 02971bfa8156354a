"""The sentences of findings, in both languages, and values as people read them."""

from __future__ import annotations

import json
from typing import Any

from conformance.model.captured import Captured, Found
from conformance.model.text import Text
from conformance.wire import MISSING

LONGEST = 160


def shown(value: Any) -> str:
    """A value as JSON on one line, cut at a length that still can be read."""
    if value is MISSING:
        return "(missing)"
    if isinstance(value, Captured):
        return value.id or "(no id)"
    if isinstance(value, Found):
        return f"{len(value.items)} found"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(shown(item) for item in value[:8]) + (", …]" if len(value) > 8 else "]")
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}… ({len(text)} characters)"


def outcome_differs(action: Text, expected: Text, status: int) -> Text:
    """An action ended otherwise than it must."""
    return Text(
        f"{action.nl}: verwacht werd ‘{expected.nl}’, het antwoord was {status}",
        f"{action.en}: expected ‘{expected.en}’, the answer was {status}",
    )


OUTCOME_HINT = Text(
    "Vergelijk het verzoek met de eis: moet het product dit aanvaarden of juist weigeren?",
    "Compare the request with the requirement: must the product accept this, or refuse it?",
)
VALUE_HINT = Text(
    "Ga na waar het product deze waarde verandert, weglaat of van een ander gegeven neemt.",
    "Find out where the product changes this value, drops it, or takes it from another record.",
)
SEARCH_HINT = Text(
    "Ga na of het product dit zoekargument toepast, en samen met de andere.",
    "Find out whether the product applies this search argument, and together with the others.",
)
BLAMES_HINT = Text(
    "Noem in invalidParams elk veld dat niet klopt, met zijn naam of pad.",
    "Name in invalidParams every field that is wrong, by its name or path.",
)
READ_HINT = Text(
    "Antwoord met JSON in de vorm van het contract, ook achter een proxy.",
    "Answer with JSON in the form of the contract, behind a proxy too.",
)
SERVER_HINT = Text(
    "Zoek de fout in het logboek van het product; een verzoek mag nooit een serverfout geven.",
    "Look up the error in the product's log; no request may lead to a server error.",
)


def value_differs(attribute: str) -> Text:
    """An attribute has another value than it must have."""
    return Text(f"‘{attribute}’ heeft niet de verwachte waarde", f"‘{attribute}’ does not have the expected value")


def value_kept(attribute: str) -> Text:
    """An attribute has a value that it must not have."""
    return Text(f"‘{attribute}’ heeft een waarde die niet mag", f"‘{attribute}’ has a value that is not allowed")


def not_found(label: str) -> Text:
    """A search did not return what it must."""
    return Text(f"het zoekresultaat mist {label}", f"the search result misses {label}")


def wrongly_found(label: str) -> Text:
    """A search returned what it must not."""
    return Text(f"het zoekresultaat bevat ten onrechte {label}", f"the search result wrongly contains {label}")


def item_differs(attribute: str) -> Text:
    """A search returned an item that does not meet the argument."""
    return Text(
        f"een gevonden item voldoet niet aan ‘{attribute}’", f"an item was found that does not meet ‘{attribute}’"
    )


def not_in_order(attribute: str) -> Text:
    """A search result is not in the order that it must be in."""
    return Text(
        f"het zoekresultaat staat niet op volgorde van ‘{attribute}’", f"the result is not in order of ‘{attribute}’"
    )


FOUND_TWICE = Text("het zoekresultaat bevat iets dubbel", "the search result contains something twice")
TOTAL_DIFFERS = Text("het genoemde totaal klopt niet", "the stated total is not right")
TOO_MANY = Text("er zijn meer resultaten dan de suite leest", "there are more results than the suite reads")
TOO_MANY_HINT = Text(
    "Draai tegen een omgeving met minder gegevens; dit zoekargument is niet uniek te maken.",
    "Run against an environment with less data; this search argument cannot be made unique.",
)
UNREADABLE = Text("het antwoord is niet te lezen", "the answer cannot be read")
CUT = Text("het antwoord is groter dan de suite leest", "the answer is larger than the suite reads")
CUT_HINT = Text(
    "Verklein het antwoord of deel het op in pagina's; de grens is limits.body_bytes.",
    "Make the answer smaller or page it; the bound is limits.body_bytes.",
)
NO_ANSWER = Text("er kwam geen volledig antwoord", "no complete answer came")
NO_ANSWER_HINT = Text(
    "Ga na of het product draait en bereikbaar is, en draai dit scenario daarna opnieuw.",
    "Check that the product runs and can be reached, then run this scenario again.",
)
GATEWAY_HINT = Text(
    "Het product of een tussenstation was tijdelijk niet beschikbaar; draai opnieuw als het rustig is.",
    "The product or something before it was unavailable for a while; run again when it is quiet.",
)
NO_RIGHT = Text("deze inloggegevens mogen dit niet", "these credentials may not do this")
NO_RIGHT_HINT = Text(
    "Geef de inloggegevens van de toets het recht om alles uit de geclaimde klassen te doen.",
    "Give the credentials of the test the right to do everything in the claimed classes.",
)
REDIRECTED = Text(
    "het product verwijst door; de suite volgt dat niet", "the product redirects; the suite does not follow"
)
REDIRECT_HINT = Text(
    "Geef als base_url het adres waarnaar wordt doorverwezen.",
    "Give the address that it redirects to as base_url.",
)
ELSEWHERE_HINT = Text(
    "Stel het externe adres van het product goed in: verwijzingen in antwoorden moeten onder base_url liggen.",
    "Set the product's external address right: addresses in answers must lie below base_url.",
)
LACKING = Text("een waarde die een volgende stap nodig heeft ontbreekt", "a value that a next step needs is missing")


def precondition(action: Text, status: int) -> Text:
    """A step that prepares the scenario did not do what it usually does."""
    return Text(
        f"de voorbereiding lukte niet: {action.nl} gaf {status}",
        f"the preparation did not succeed: {action.en} gave {status}",
    )


PRECONDITION_HINT = Text(
    "Los eerst op wat bij deze voorbereidende stap misgaat; daarna kan deze eis worden beoordeeld.",
    "First mend what goes wrong in this preparing step; then this requirement can be judged.",
)
DISCLOSED = Text("de weigering geeft toch gegevens prijs", "the refusal gives away data all the same")
BLAMES = Text("de weigering wijst het foute gegeven niet aan", "the refusal does not point at what is wrong")
SUITE_ERROR = Text("de suite kon deze stap niet uitvoeren", "the suite could not carry out this step")
SUITE_HINT = Text("Meld dit bij de makers van de suite.", "Report this to the makers of the suite.")
OTHER_REQUEST = Text(
    "deze suite stuurt iets anders dan er is vastgelegd", "this suite sends something else than was recorded"
)
OTHER_REQUEST_HINT = Text(
    "Beoordeel het bewijs met de versie van de suite die het vastlegde.",
    "Judge the evidence with the version of the suite that recorded it.",
)
