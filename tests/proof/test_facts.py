"""What the operators are told of a contract: the members that an answer can have at all."""

from __future__ import annotations

from conformance.plan import load_basis
from conformance.proof.facts import facts_of


def _told(profile: str) -> dict[str, set[str]]:
    """Per operation the members of its answers, as far as no rehearsal is needed to know them."""
    return {facts.id: {each.pointer for each in facts.told} for facts in facts_of(load_basis(profile), ())}


def test_a_part_that_no_message_can_fill_makes_no_faults() -> None:
    """No function registers an external identification; nothing could ever show that a part of it is missing."""
    told = _told("vng-functies-00.01.00")
    assert not [each for each in told["registreerpersoon"] if each.startswith("/externeIdentificatie/")]
    assert not [each for each in told["zoekpersoon"] if "/externeIdentificatie/" in each]


def test_a_part_stays_when_a_message_names_it_or_its_things_have_an_operation_of_their_own() -> None:
    """Also where a list goes by another name than what fills it."""
    told = _told("vng-functies-00.01.00")
    assert "/digitaalAdres/*/adres" in told["registreerpersoon"]
    assert "/soortenExternId/*/soortPartij" in told["haalreferentielijstenop"]
    assert "/kanalen/*/code" in told["haalreferentielijstenop"]


def test_an_answer_to_a_registration_has_no_lists_of_what_refers_to_it() -> None:
    """Nothing can refer yet to what was just registered; when it is read there may be something."""
    told = _told("openklant-0.9")
    assert not [each for each in told["partijenCreate"] if each.startswith("/betrokkenen/*")]
    assert "/betrokkenen/*/uuid" in told["partijenRetrieve"]
