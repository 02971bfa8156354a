"""Products that have less than the whole API: what they do not claim, or may do without, is no failure."""

from __future__ import annotations

from pathlib import Path

import pytest

from conformance.reference.openklant.messages import BASE_PATH

from .runs import Ran, call, target
from .servers import Answer, Heard, Line, Product, Reference

ALL = {
    "partijen", "rekeningnummers", "categorieen", "categorie-relaties", "partij-identificatoren",
    "vertegenwoordigingen", "digitaleadressen", "actoren", "klantcontacten", "actorklantcontacten",
    "maak-klantcontact", "betrokkenen", "internetaken", "onderwerpobjecten", "bijlagen",
}  # fmt: skip
OPTIONAL = {"rekeningnummers", "categorieen", "categorie-relaties", "maak-klantcontact"}


class Lacking:
    """The reference without some of its collections: whoever asks for them is told that there is no such address."""

    def __init__(self, *collections: str, faults: tuple[str, ...] = ()) -> None:
        self.collections, self.reference = collections, Reference(faults)

    async def behave(self, heard: Heard, line: Line) -> None:
        """404 for what is not there; the rest is the product's."""
        collection = heard.target.removeprefix(BASE_PATH).strip("/").partition("?")[0].split("/")[0]
        gone = collection in self.collections
        await line.answer(Answer.problem(404) if gone else await self.reference.answer(heard))


def judged(folder: Path, product: Lacking, *arguments: str) -> Ran:
    """One run, of both phases unless told otherwise."""
    with Product(product.behave) as running:
        file = target(folder, running.base_url, run_seconds=300)
        output = folder / "out"
        return call("run", "--target", file, "--budget", "300", "--output", output, *arguments, folder=output)


@pytest.mark.parametrize(
    ("claimed", "has"),
    [
        ("partij", {"partijen", *OPTIONAL}),
        ("klantcontact", {"klantcontacten", "actoren", "actorklantcontacten"}),
        ("kern", {"partijen", "klantcontacten", "internetaken", "actoren", "actorklantcontacten", "betrokkenen"}),
    ],
)
def test_a_product_is_judged_on_what_it_claims_though_it_has_nothing_else(
    tmp_path: Path, claimed: str, has: set[str]
) -> None:
    """A claim still gets a verdict, and what could not be shown says which class is lacking."""
    ran = judged(tmp_path, Lacking(*(ALL - has)), "--class", claimed)
    assert ran.code == 0, ran.out
    rows = {row["id"]: row for row in ran.report["requirements"]}
    assert rows["API-30"]["verdict"] == "passed"
    assert ran.report["conformant"] is True
    shown = [row["reason"]["en"] for row in rows.values() if row["verdict"] == "inapplicable" and row["reason"]]
    assert any("which this product neither claims nor has" in each for each in shown)


def test_a_product_that_has_nothing_of_what_it_claims_is_at_another_address(tmp_path: Path) -> None:
    """The suite looks at more than one place before it says so."""
    ran = judged(tmp_path, Lacking(*ALL), "--class", "klantcontact")
    assert ran.code == 2, ran.err
    assert "this address does not exist there (answer 404)" in ran.err
    assert "/klantcontacten" in ran.err


def test_what_is_claimed_must_be_there(tmp_path: Path) -> None:
    """A product that claims what it lacks gets no excuse for it."""
    ran = judged(
        tmp_path, Lacking("digitaleadressen"), "--class", "digitaal-adres", "--scenario", "digitaal-adres/bij-partij"
    )
    assert ran.code == 1
    assert ran.scenario("digitaal-adres/bij-partij")["verdict"] == "cantTell"


def test_a_product_without_what_only_a_may_asks_for_is_judged_on_the_rest(tmp_path: Path) -> None:
    """No bank accounts, no categories, no registration in one message: everything else passes."""
    ran = judged(tmp_path, Lacking(*OPTIONAL))
    assert ran.code == 0, ran.out
    rows = {row["id"]: row for row in ran.report["requirements"]}
    assert {row["verdict"] for row in rows.values()} <= {"passed", "inapplicable", "untested"}
    assert rows["EXT-02"]["verdict"] == "inapplicable"
    assert "maak-klantcontact" in rows["EXT-02"]["reason"]["nl"]


def test_a_defect_in_what_is_claimed_is_still_found_without_the_rest(tmp_path: Path) -> None:
    """Lacking something hides nothing of what is there."""
    product = Lacking(*(ALL - {"partijen", "klantcontacten"}), faults=("klantcontact-onderwerp-wijzigbaar-met-patch",))
    ran = judged(tmp_path, product, "--class", "klantcontact", "--phase", "scenarios")
    assert ran.code == 1
    assert {row["id"]: row["verdict"] for row in ran.report["requirements"]}["KCT-11"] == "failed"
