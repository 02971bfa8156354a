"""The sentences of findings, in both languages, and values as people read them."""

from __future__ import annotations

import json
from typing import Any

from conformance.contract.told import failure as no_answer
from conformance.model.captured import Captured, Found
from conformance.model.exchange import FailureKind
from conformance.model.text import Text, Told, both
from conformance.wire import MISSING

LONGEST = 160
LONGEST_DIFFERENCE = 300


def shown(value: Any) -> Text:
    """A value as JSON on one line, cut at a length that still can be read; a text in two languages as it is."""
    if isinstance(value, Text):
        return value
    if value is MISSING:
        return LACKS
    if isinstance(value, Captured):
        return both(value.id) if value.id else NO_ID
    if isinstance(value, Found):
        return Text(f"{len(value.items)} gevonden", f"{len(value.items)} found")
    if isinstance(value, list | tuple):
        return _listed([shown(item) for item in value[:8]], more=len(value) > 8)
    return _as_json(value)


def _as_json(value: Any) -> Text:
    text = json.dumps(value, ensure_ascii=False, default=str)
    if len(text) <= LONGEST:
        return both(text)
    return Text(f"{text[:LONGEST]}… ({len(text)} tekens)", f"{text[:LONGEST]}… ({len(text)} characters)")


def _listed(items: list[Text], *, more: bool) -> Text:
    end = ", …]" if more else "]"
    return Text("[" + ", ".join(item.nl for item in items) + end, "[" + ", ".join(item.en for item in items) + end)


LACKS = Text("(ontbreekt)", "(missing)")
NO_ID = Text("(geen id)", "(no id)")
NOTHING = Text("(niets)", "(nothing)")
A_VALUE = Text("(een waarde)", "(a value)")
ONCE = Text("(elk item één keer)", "(each item once)")
IN_ORDER = Text("(nieuwste of oudste eerst)", "(newest or oldest first)")
AN_ANSWER = Text("een antwoord", "an answer")
WITHIN_LIMIT = Text("een antwoord binnen de grens", "an answer within the limit")
CUT_OFF = Text("afgekapt", "cut off")
EMPTY_BODY = Text("een leeg antwoord", "an empty body")
NO_LIST = Text("geen lijst", "no list")
NO_DATA = Text("een antwoord zonder gegevens", "an answer without data")
OUR_DATA = Text("vastgelegde gegevens", "registered data")
THE_RECORDED = Text("het verzoek dat is vastgelegd", "the request that was recorded")
_FORMS = {
    "uuid": Text("(een UUID)", "(a UUID)"),
    "digits": Text("(alleen cijfers)", "(digits only)"),
    "digits_up_to_ten": Text("(hoogstens tien cijfers)", "(at most ten digits)"),
    "moment": Text("(een tijdstip met tijdzone)", "(a moment with a time zone)"),
    "date": Text("(een datum)", "(a date)"),
}


def failure(kind: FailureKind, detail: str) -> Text:
    """Why no answer came, with what the network said."""
    told = no_answer(kind)
    return Text(f"{told.nl} ({detail})", f"{told.en} ({detail})") if detail else told


def form(name: str) -> Text:
    """What a value must look like."""
    return _FORMS.get(name) or Text(f"({name})", f"({name})")


def other_than(value: Any) -> Text:
    """Anything but this value."""
    told = shown(value)
    return Text(f"(niet {told.nl})", f"(not {told.en})")


def text_with(value: Any) -> Text:
    """A text in which this occurs."""
    told = shown(value)
    return Text(f"(tekst met {told.nl} erin)", f"(text that holds {told.en})")


def none_with(value: Any) -> Text:
    """No item that has this value."""
    told = shown(value)
    return Text(f"(geen item met {told.nl})", f"(no item with {told.en})")


def one_of_these(names: tuple[str, ...]) -> Text:
    """At least one of these attributes."""
    listed = ", ".join(names)
    return Text(f"(een waarde voor een van {listed})", f"(a value for one of {listed})")


def outcome_differs(action: Text, expected: Text, status: int) -> Text:
    """An action ended otherwise than it must."""
    return Text(
        f"{action.nl}: verwacht werd ‘{expected.nl}’, het antwoord was {status}",
        f"{action.en}: expected ‘{expected.en}’, the answer was {status}",
    )


def found_nothing(action: Text) -> Text:
    """What was asked for by searching was not found."""
    return Text(f"{action.nl}: het zoeken vond niets", f"{action.en}: the search found nothing")


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


def wrongly_found(label: Told) -> Text:
    """A search returned what it must not."""
    told = both(label)
    return Text(f"het zoekresultaat bevat ten onrechte {told.nl}", f"the search result wrongly contains {told.en}")


def named(attribute: str, value: Any) -> Text:
    """An attribute with its value."""
    told = shown(value)
    return Text(f"‘{attribute}’ {told.nl}", f"‘{attribute}’ {told.en}")


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
ONE_THING = Text(
    "het antwoord is één ding; of er meer voldeden is daaraan niet te zien (R-13)",
    "the answer is one thing; whether others matched too cannot be seen from it (R-13)",
)
ONE_THING_HINT = Text(
    "De beschrijving laat één ding of een lijst toe (R-13); met een lijst is deze eis te beoordelen.",
    "The description allows one thing or a list (R-13); with a list this requirement can be judged.",
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


def no_place(name: str) -> Text:
    """The profile has no way to say something that a scenario says."""
    return Text(f"{name} heeft geen plaats in het profiel", f"{name} has no place in the profile")


SUITE_HINT = Text("Meld dit bij de makers van de suite.", "Report this to the makers of the suite.")
OTHER_REQUEST = Text(
    "deze suite stuurt iets anders dan er is vastgelegd", "this suite sends something else than was recorded"
)


def other_value(part: str, recorded: Any, now: Any) -> Text:
    """A part of a request that is not what it was."""
    return Text(
        f"{part}: vastgelegd is {recorded!r}, deze suite stuurt {now!r}"[:LONGEST_DIFFERENCE],
        f"{part}: {recorded!r} was recorded, this suite sends {now!r}"[:LONGEST_DIFFERENCE],
    )


OTHER_REQUEST_HINT = Text(
    "Beoordeel het bewijs met de versie van de suite die het vastlegde.",
    "Judge the evidence with the version of the suite that recorded it.",
)
