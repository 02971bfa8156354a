"""A recorded klantcontact no longer changes (KCT-11), except that text may be added (KCT-12)."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from .conftest import Register
from .problem import refused

CHANGES: dict[str, Any] = {
    "onderwerp": "Iets anders",
    "kanaal": "balie",
    "plaatsgevondenOp": "2026-05-02T08:00:00Z",
    "taal": "fry",
    "vertrouwelijk": True,
    "indicatieContactGelukt": False,
    "nummer": "1234567890",
    "referentienummer": "1234567890",
    "inhoud": "Een andere vraag",
}


@pytest.fixture
def contact(make: Register) -> dict[str, Any]:
    """A klantcontact of which everything is known."""
    return make.klantcontact(
        inhoud="Een vraag", plaatsgevondenOp="2026-05-01T10:00:00+02:00", indicatieContactGelukt=True
    )


@pytest.mark.parametrize("method", ["PATCH", "PUT"])
@pytest.mark.parametrize("field", CHANGES)
def test_a_change_is_refused_and_changes_nothing(
    api: httpx.Client, contact: dict[str, Any], field: str, method: str
) -> None:
    """By either way of changing, with the field named."""
    message = {field: CHANGES[field]} | ({} if method == "PATCH" else {k: v for k, v in contact.items() if k != field})
    refused(api.request(method, contact["url"], json=message), 400, field)
    assert api.get(contact["url"]).json() == contact


@pytest.mark.parametrize("inhoud", ["", "Een", "Vraag", "een vraag"])
def test_recorded_text_cannot_be_taken_away(api: httpx.Client, contact: dict[str, Any], inhoud: str) -> None:
    """Shortening, emptying and rewriting are all changes."""
    refused(api.patch(contact["url"], json={"inhoud": inhoud}), 400, "inhoud")
    assert api.get(contact["url"]).json()["inhoud"] == "Een vraag"


def test_text_may_be_added_and_the_rest_stays(api: httpx.Client, contact: dict[str, Any]) -> None:
    """The old text stays in front."""
    added = api.patch(contact["url"], json={"inhoud": "Een vraag. En het antwoord."})
    assert added.status_code == 200
    assert added.json() == contact | {"inhoud": "Een vraag. En het antwoord."}
    assert api.get(contact["url"]).json() == added.json()


def test_sending_back_what_is_there_is_no_change(api: httpx.Client, contact: dict[str, Any]) -> None:
    """Also when the same moment is written in another zone."""
    assert api.put(contact["url"], json=contact).json() == contact
    same_moment = api.patch(contact["url"], json={"plaatsgevondenOp": "2026-05-01T03:00:00-05:00"})
    assert same_moment.json() == contact


def test_what_is_not_recorded_may_still_be_filled_in(api: httpx.Client, contact: dict[str, Any]) -> None:
    """The reply to a question may come later."""
    changed = api.patch(contact["url"], json={"reactie": "Het antwoord"})
    assert changed.json() == contact | {"reactie": "Het antwoord"}


def test_an_unknown_outcome_stays_unknown(api: httpx.Client, make: Register) -> None:
    """Unknown is a recorded value too."""
    contact = make.klantcontact()
    refused(api.patch(contact["url"], json={"indicatieContactGelukt": True}), 400, "indicatieContactGelukt")
    assert api.get(contact["url"]).json()["indicatieContactGelukt"] is None
