"""The sentences of the contract phase in both languages: what is wrong per rule, and what to do about it."""

from __future__ import annotations

from conformance.contract.issues import Rule
from conformance.model.text import Text

_MESSAGES = {
    Rule.SERVER_ERROR: ("serverfout {status}", "server error {status}"),
    Rule.STATUS: (
        "statuscode {actual} hoort niet bij de antwoorden van deze operatie",
        "status code {actual} is not among the answers of this operation",
    ),
    Rule.MEDIA_TYPE: (
        "het antwoord heeft mediatype {actual} in plaats van {expected}",
        "the answer has media type {actual} instead of {expected}",
    ),
    Rule.UNREADABLE: (
        "het antwoord is geen leesbare JSON: {actual}",
        "the answer is not readable JSON: {actual}",
    ),
    Rule.BODY: (
        "het antwoord volgt op {where} het schema niet: verwacht {expected}, gekregen {actual}",
        "the answer does not follow the schema at {where}: expected {expected}, got {actual}",
    ),
    Rule.LINK: (
        "de link op {where} leidt naar {actual} in plaats van {expected}",
        "the link at {where} leads to {actual} instead of {expected}",
    ),
    Rule.HEADER: (
        "{where}: verwacht {expected}, gekregen {actual}",
        "{where}: expected {expected}, got {actual}",
    ),
    Rule.PROBLEM: (
        "de foutmelding klopt niet op {where}: verwacht {expected}, gekregen {actual}",
        "the error message is wrong at {where}: expected {expected}, got {actual}",
    ),
    Rule.INVALID_PARAMS: (
        "de weigering noemt in invalidParams geen enkel veld, terwijl het bericht op {where} ongeldig is",
        "the refusal names no field in invalidParams, while the message is invalid at {where}",
    ),
    Rule.NAMED_FIELD: (
        "de weigering is niet volledig over een veld, op {where}: verwacht {expected}, gekregen {actual}",
        "the refusal is not complete about a field, at {where}: expected {expected}, got {actual}",
    ),
    Rule.ACCEPTED_MESSAGE: (
        "een onbruikbaar bericht is aanvaard: {actual}",
        "a message that cannot be used was accepted: {actual}",
    ),
    Rule.ACCEPTED_FIELD: (
        "een ongeldige waarde op {where} is aanvaard: verwacht {expected}, gestuurd {actual}",
        "an invalid value at {where} was accepted: expected {expected}, sent {actual}",
    ),
    Rule.ACCEPTED_VALUE: (
        "een ongeldige zoekwaarde is aanvaard ({where}): verwacht {expected}, gestuurd {actual}",
        "an invalid search value was accepted ({where}): expected {expected}, sent {actual}",
    ),
    Rule.ACCEPTED_PARAMETER: (
        "een onbekende zoekparameter is aanvaard ({where})",
        "an unknown search parameter was accepted ({where})",
    ),
    Rule.REFUSED_EXAMPLE: (
        "een voorbeeld uit het contract is geweigerd zonder een veld te noemen: {actual}",
        "an example of the contract was refused without naming a field: {actual}",
    ),
    Rule.CREDENTIALS: (
        "zonder geldige toegangsgegevens was het antwoord {actual} in plaats van 401",
        "without valid credentials the answer was {actual} instead of 401",
    ),
    Rule.UNKNOWN_ID: (
        "een id dat niet bestaat gaf {actual}; verwacht {expected}",
        "an id that does not exist gave {actual}; expected {expected}",
    ),
    Rule.METHOD: (
        "een methode die deze bron niet kent is aanvaard: {actual}",
        "a method that this resource does not have was accepted: {actual}",
    ),
    Rule.UNKNOWN_PATH: (
        "een pad dat niet bestaat gaf {actual} in plaats van 404",
        "a path that does not exist gave {actual} instead of 404",
    ),
    Rule.NO_ANSWER: ("er kwam geen antwoord: {actual}", "no answer came: {actual}"),
}

_ANSWER = Text(
    "Vergelijk het antwoord met het contract van deze operatie.",
    "Compare the answer with the contract of this operation.",
)
_VALIDATE = Text(
    "Controleer dit gegeven voordat het verzoek wordt uitgevoerd, en weiger met 400 en invalidParams.",
    "Check this value before carrying out the request, and refuse with 400 and invalidParams.",
)
_HINTS = {
    Rule.SERVER_ERROR: Text(
        "Zoek de fout in het logboek van het product; ook op een ongeldig verzoek hoort een 4xx-antwoord.",
        "Look up the error in the product's log; an invalid request deserves a 4xx answer too.",
    ),
    Rule.HEADER: Text(
        "Zet de header op elk antwoord, ook op fouten, en laat een proxy hem doorgeven.",
        "Put the header on every answer, errors too, and let a proxy pass it on.",
    ),
    Rule.PROBLEM: Text(
        "Geef elke 4xx als application/problem+json met title, status, detail, instance en code.",
        "Give every 4xx as application/problem+json with title, status, detail, instance and code.",
    ),
    Rule.INVALID_PARAMS: Text(
        "Noem in invalidParams elk ongeldig veld met name, code en reason.",
        "Name every invalid field in invalidParams, with name, code and reason.",
    ),
    Rule.NAMED_FIELD: Text(
        "Geef elk veld in invalidParams een name, een code en een reason.",
        "Give every field in invalidParams a name, a code and a reason.",
    ),
    Rule.ACCEPTED_MESSAGE: Text(
        "Weiger onleesbare JSON met 400 en een ander mediatype met 415.",
        "Refuse unreadable JSON with 400 and another media type with 415.",
    ),
    Rule.ACCEPTED_FIELD: _VALIDATE,
    Rule.ACCEPTED_VALUE: _VALIDATE,
    Rule.ACCEPTED_PARAMETER: Text(
        "Weiger onbekende zoekparameters met 400, anders lijkt een tikfout op een leeg filter.",
        "Refuse unknown search parameters with 400, or a typing error looks like no filter at all.",
    ),
    Rule.REFUSED_EXAMPLE: Text(
        "Aanvaard het voorbeeld, of zeg in invalidParams welk veld niet voldoet.",
        "Accept the example, or say in invalidParams which field does not do.",
    ),
    Rule.CREDENTIALS: Text(
        "Controleer de toegangsgegevens bij elke operatie, voor al het andere.",
        "Check the credentials at every operation, before anything else.",
    ),
    Rule.UNKNOWN_ID: Text("Antwoord 404 als de resource niet bestaat.", "Answer 404 when the resource does not exist."),
    Rule.METHOD: Text("Antwoord 405 op andere methoden.", "Answer 405 to other methods."),
    Rule.UNKNOWN_PATH: Text("Antwoord 404 op onbekende paden.", "Answer 404 to unknown paths."),
    Rule.NO_ANSWER: Text(
        "Ga na of het product, een proxy of het netwerk de verbinding verbrak of te traag was.",
        "Find out whether the product, a proxy or the network broke the connection or was too slow.",
    ),
}

UNSTEADY = Text(
    "gezien, maar bij herhaling niet opnieuw: {nl}",
    "seen, but not again when repeated: {en}",
)
UNSTEADY_HINT = Text(
    "Herhaal het verzoek; komt het niet terug, dan hangt het af van volgorde, drukte of eerder vastgelegde gegevens.",
    "Repeat the request; if it does not come back, it depends on order, load or data that was there before.",
)


def message(rule: Rule, where: str, expected: Text, actual: Text) -> Text:
    """The sentence that says what is wrong."""
    nl, en = _MESSAGES[rule]
    status = actual.en.partition(" ")[0]
    return Text(
        nl.format(where=where or "het geheel", expected=expected.nl, actual=actual.nl, status=status),
        en.format(where=where or "the whole", expected=expected.en, actual=actual.en, status=status),
    )


def more(text: Text, others: int) -> Text:
    """The sentence, with the number of other places where the same was found."""
    if not others:
        return text
    places = "plek" if others == 1 else "plekken", "place" if others == 1 else "places"
    return Text(f"{text.nl} (en op {others} andere {places[0]})", f"{text.en} (and at {others} other {places[1]})")


def hint(rule: Rule) -> Text:
    """What to do about it."""
    return _HINTS.get(rule, _ANSWER)


def unsteady(text: Text) -> Text:
    """The sentence for something that did not come back when the request was repeated."""
    return Text(UNSTEADY.nl.format(nl=text.nl), UNSTEADY.en.format(en=text.en))
