"""Pure: klanttaken that live outside this API, held against the JSON Schema of their form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import jsonschema_rs

from conformance.contract.differences import Difference, differences
from conformance.contract.ledger import Judgement
from conformance.contract.parsing import JSON, Unreadable, parse_json
from conformance.model.exchange import Exchange
from conformance.model.finding import Finding, Kind, Spot
from conformance.model.klanttaak import KlanttaakForm
from conformance.model.text import Text
from conformance.model.verdict import Blame, Verdict

REQUIREMENT = "KLT-05"
SCOPE = "klanttaken"
#: Why nothing is said about klanttaken in a run whose target names no place for them.
NO_PLACE = Text(
    "dit doel noemt geen plaats waar klanttaken staan (klanttaken in het doelbestand); de API zelf heeft ze niet",
    "this target names no place where klanttaken live (klanttaken in the target file); the API itself has none",
)
_SHAPE_HINT = Text(
    "Pas de klanttaak aan de vorm aan die het doel noemt, of noem in het doelbestand de vorm die zij heeft.",
    "Make the klanttaak fit the form that the target names, or name in the target file the form that it has.",
)
_PLACE_HINT = Text(
    "Controleer klanttaken.url, klanttaken.form en klanttaken.auth in het doelbestand.",
    "Check klanttaken.url, klanttaken.form and klanttaken.auth in the target file.",
)
_LATER_HINT = Text("Probeer het later opnieuw.", "Try again later.")
_UNAVAILABLE = (429, 500, 502, 503, 504)
_MOST_EXCHANGES = 6


@dataclass(slots=True)
class _Defect:
    """One departure, in however many klanttaken."""

    first: Difference
    records: int = 0
    exchanges: list[int] = field(default_factory=list)


def records(form: KlanttaakForm, body: JSON) -> list[JSON] | None:
    """The klanttaken in an answer: of its list, or the answer itself when it is one; None when it holds none."""
    items = _get(body, form.items)
    if isinstance(items, list):
        found = [_get(item, form.record) for item in items]
        return None if any(each is None for each in found) else found
    single = _get(body, form.record) if isinstance(body, dict) else None
    return None if single is None or (not form.record and form.items and single is body) else [single]


def _get(body: JSON, pointer: tuple[str, ...]) -> JSON:
    for part in pointer:
        body = body.get(part) if isinstance(body, dict) else None
    return body


def next_address(form: KlanttaakForm, exchange: Exchange, depth: int) -> str:
    """The address of the next page, or an empty text."""
    response = exchange.response
    body = parse_json(response.body, depth) if response is not None and response.status == 200 else None
    found = None if isinstance(body, Unreadable) or not form.next else _get(body, form.next)
    return found if isinstance(found, str) else ""


def judge_klanttaken(form: KlanttaakForm, exchanges: Sequence[Exchange], depth: int) -> Judgement:
    """What every recorded answer shows. No klanttaak at all cannot be judged."""
    validator = jsonschema_rs.Draft202012Validator(dict(form.schema), validate_formats=True)
    defects: dict[tuple[str, str], _Defect] = {}
    number = 0
    for exchange in exchanges:
        found = _records_of(form, exchange, depth)
        if isinstance(found, Finding):
            return Judgement((found,))
        number += len(found)
        for record in found:
            for each in differences(validator, record):
                defect = defects.setdefault((each.where, each.expected.en), _Defect(each))
                defect.records += 1
                defect.exchanges.append(exchange.number)
    if not number:
        return Judgement((_cannot(form, exchanges[-1], *_NONE, Blame.CONFIGURATION),) if exchanges else ())
    findings = tuple(_finding(form, defect, number) for defect in defects.values())
    return Judgement(findings, (), ((REQUIREMENT, number),))


_NONE = Text("minstens één klanttaak", "at least one klanttaak"), Text("een lege lijst", "an empty list")


def _records_of(form: KlanttaakForm, exchange: Exchange, depth: int) -> list[JSON] | Finding:
    response = exchange.response
    if response is None:
        detail = exchange.failure.detail if exchange.failure else ""
        told = Text(detail, detail)
        return _cannot(form, exchange, Text("een antwoord", "an answer"), told, Blame.ENVIRONMENT)
    if response.status != 200:
        blame = Blame.ENVIRONMENT if response.status in _UNAVAILABLE else Blame.CONFIGURATION
        return _cannot(form, exchange, Text("200", "200"), Text(str(response.status), str(response.status)), blame)
    body = Unreadable(Text("afgekapt", "cut off")) if response.cut else parse_json(response.body, depth)
    if isinstance(body, Unreadable):
        return _cannot(form, exchange, Text("JSON", "JSON"), body.reason, Blame.CONFIGURATION)
    found = records(form, body)
    if found is None:
        place = "/" + "/".join((*form.items, "*", *form.record))
        wanted = Text(f"klanttaken op {place}", f"klanttaken at {place}")
        got = Text("een antwoord van een andere vorm", "an answer of another form")
        return _cannot(form, exchange, wanted, got, Blame.CONFIGURATION)
    return found


def _spot(form: KlanttaakForm) -> Spot:
    return Spot(operation=form.name, file=form.file, line=1)


def _cannot(form: KlanttaakForm, exchange: Exchange, expected: Text, actual: Text, blame: Blame) -> Finding:
    message = Text("De klanttaken konden niet worden beoordeeld.", "The klanttaken could not be judged.")
    hint = _LATER_HINT if blame is Blame.ENVIRONMENT else _PLACE_HINT
    numbers = (exchange.number,)
    kind = Kind.NO_ANSWER if exchange.response is None else Kind.PRECONDITION
    return Finding(
        REQUIREMENT, Verdict.CANT_TELL, blame, kind, message, expected, actual, hint, _spot(form), numbers
    )  # fmt: skip


def _finding(form: KlanttaakForm, defect: _Defect, number: int) -> Finding:
    where, each = defect.first.where or "/", defect.first
    message = Text(
        f"{where} van een klanttaak voldoet niet aan de vorm ‘{form.title.nl}’ ({defect.records} van {number}).",
        f"{where} of a klanttaak does not fit the form ‘{form.title.en}’ ({defect.records} of {number}).",
    )
    numbers = tuple(dict.fromkeys(defect.exchanges))[:_MOST_EXCHANGES]
    return Finding(
        REQUIREMENT, Verdict.FAILED, Blame.PRODUCT, Kind.SHAPE, message, each.expected, each.actual, _SHAPE_HINT,
        _spot(form), numbers,
    )  # fmt: skip
