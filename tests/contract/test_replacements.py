"""A replacement has the surroundings of the thing that it replaces, so that only its one departure can be refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from conformance.contract.document import Contract
from conformance.contract.grounding import Ground
from conformance.contract.own import Own
from conformance.contract.raw import Raw

IDS = [f"0b0e0e0a-0000-4000-8000-00000000000{number}" for number in range(9)]
MESSAGE = {"content": {"application/json": {"schema": {"type": "object"}}}}
ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "maxLength": 40}}
CHANGE = {"requestBody": MESSAGE, "responses": {"200": {"description": "goed"}}}
CONTRACT = Contract.of(
    {
        "openapi": "3.1.0",
        "info": {"title": "Proef", "version": "1.0.0"},
        "paths": {
            "/partijen/{id}": {
                "parameters": [ID],
                "put": {"operationId": "vervang"} | CHANGE,
                "patch": {"operationId": "wijzig"} | CHANGE,
            },
        },
    }
)
#: The last three may be changed: a persoon, an organisatie and a contactpersoon who worked for the first partij.
ANSWERS = {
    IDS[6]: {"id": IDS[6], "nummer": 9000000006, "soort": "persoon"},
    IDS[7]: {"id": IDS[7], "nummer": "9000000007", "soort": "organisatie"},
    IDS[8]: {"id": IDS[8], "nummer": 9000000008, "soort": "contactpersoon", "deel": {"werkte": IDS[0]}},
}


def sent(operation: str, body: dict[str, Any], turn: int) -> tuple[str, Any]:
    """What becomes of a body: the id that it goes to, and the message."""
    ground = Ground(CONTRACT, Own({"partijen": IDS}, 1), {"werkte": "partijen"}, bare=True, answers=ANSWERS)
    made = ground.request(CONTRACT.operations[operation], Raw(True, "proef", "", "body", {}, {}, {}, body, None), turn)
    assert made is not None
    return made[0].path.split("/")[-1], json.loads(made[0].body or b"null")


@pytest.mark.parametrize("operation", ["vervang", "wijzig"])
@pytest.mark.parametrize(("soort", "id_"), [("persoon", IDS[6]), ("organisatie", IDS[7]), ("contactpersoon", IDS[8])])
@pytest.mark.parametrize("turn", range(4))
def test_a_change_goes_to_a_thing_of_the_same_sort(operation: str, soort: str, id_: str, turn: int) -> None:
    """Whether a thing may become one of another sort is a question of its own."""
    assert sent(operation, {"soort": soort}, turn)[0] == id_


def test_a_change_that_names_no_sort_goes_to_each_in_turn() -> None:
    """Nothing is known that makes one of them fit better."""
    assert {sent("wijzig", {"naam": None}, turn)[0] for turn in range(9)} == set(IDS[6:])


def test_a_replacement_names_the_number_that_its_thing_has() -> None:
    """A number that may not change would be refused, whatever else is wrong; a partial change need not name it."""
    assert sent("vervang", {"soort": "persoon", "nummer": 9123456789}, 1)[1]["nummer"] == 9000000006
    assert sent("wijzig", {"soort": "persoon", "nummer": 9123456789}, 1)[1]["nummer"] == 9123456789


@pytest.mark.parametrize("departs", [None, "x", 12, "9123456789", 91234567890, [9123456789]])
def test_a_number_that_departs_stays_as_it_is(departs: Any) -> None:
    """Otherwise the departure would be gone."""
    assert sent("vervang", {"soort": "persoon", "nummer": departs}, 1)[1]["nummer"] == departs


def test_a_replacement_keeps_a_reference_of_its_thing() -> None:
    """Not every partij can stand in that place; where there is nothing to keep one of our own comes."""
    kept = sent("vervang", {"soort": "contactpersoon", "deel": {"werkte": "partij"}}, 3)[1]
    assert kept["deel"]["werkte"] == IDS[0]
    assert sent("vervang", {"soort": "persoon", "deel": {"werkte": "partij"}}, 3)[1]["deel"]["werkte"] in IDS


@pytest.mark.parametrize("departs", [None, 5, "x" * 41, ["partij"]])
def test_a_reference_that_departs_stays_as_it_is(departs: Any) -> None:
    """Only an id of our own is another one of our own; text that is too long is none."""
    message = sent("vervang", {"soort": "contactpersoon", "deel": {"werkte": departs}}, 3)[1]
    assert type(message["deel"]["werkte"]) is type(departs)
    assert message["deel"]["werkte"] != IDS[0]
