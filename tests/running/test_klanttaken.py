"""Klanttaken that live outside the API: read where the target says so, and held against their form."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from .runs import Ran, call, run
from .servers import Answer, Heard, Line, Product, Reference, always

SECRET = "sleutel-van-de-objecten"
PLACE = "/objecten/api/v2/objects"
GOOD: dict[str, Any] = {
    "titel": "Lever uw jaarrekening aan",
    "status": "open",
    "soort": "portaalformulier",
    "identificatie": {"type": "kvk", "value": "69599084"},
    "verwerker_taak_id": "4b2f5f0e-2e0f-4d8d-9c57-0e5f0f3a1c11",
    "eigenaar": "proefprocessen",
    "verloopdatum": "2027-01-01T12:00:00Z",
    "koppeling": {"registratie": "zaak", "uuid": "4b2f5f0e-2e0f-4d8d-9c57-0e5f0f3a1c12"},
    "portaalformulier": {"formulier": {"soort": "id", "value": "jaarrekening"}, "data": {}},
}


def changed(**members: Any) -> dict[str, Any]:
    """A good klanttaak with other members; None takes one away."""
    record = deepcopy(GOOD) | members
    return {name: value for name, value in record.items() if value is not None}


def listed(*records: Any, following: str | None = None) -> dict[str, Any]:
    """A page as the Objects API gives it."""
    return {"next": following, "results": [{"uuid": str(i), "record": {"data": r}} for i, r in enumerate(records)]}


class Register:
    """A product, with klanttaken beside it on the same host that want another token."""

    def __init__(self, *pages: Any) -> None:
        self.reference, self.pages = Reference(), pages

    async def behave(self, heard: Heard, line: Line) -> None:
        """Klanttaken to who has their token; everything else is the product's."""
        path, _, query = heard.target.partition("?")
        if path != PLACE:
            await line.answer(await self.reference.answer(heard))
        elif heard.headers.get("authorization") != f"Token {SECRET}":
            await line.answer(Answer.problem(403))
        else:
            number = int(query.partition("page=")[2] or "1")
            page = self.pages[number - 1]
            await line.answer(page if isinstance(page, Answer) else Answer.json(200, page))


def place(product: Product, form: str = "externe-klanttaak-2", query: str = "", *, auth: bool = True) -> str:
    """The part of a target file that says where klanttaken are."""
    origin = product.base_url.removesuffix(product.base_path)
    proof = "\n  auth: {scheme: token, secret_env: CONFORMANCE_TEST_KLANTTAKEN}" if auth else ""
    return (
        "auth: {scheme: token, secret_env: CONFORMANCE_TEST_TOKEN}\n"
        f"klanttaken:\n  url: {origin}{PLACE}{query}\n  form: {form}{proof}\n"
    )


@pytest.fixture(autouse=True)
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    """The secret comes from the environment."""
    monkeypatch.setenv("CONFORMANCE_TEST_KLANTTAKEN", SECRET)


def judged(folder: Path, register: Register, more: Callable[[Product], str] = place) -> Ran:
    """A run that is about klanttaken only."""
    folder.mkdir(exist_ok=True)
    with Product(register.behave) as product:
        return run(folder, product.base_url, "--requirement", "KLT-05", more=more(product))


def row(ran: Ran) -> dict[str, Any]:
    """The row of the requirement."""
    found: dict[str, Any] = next(each for each in ran.report["requirements"] if each["id"] == "KLT-05")
    return found


def findings(ran: Ran) -> list[dict[str, Any]]:
    """What was found about it."""
    return [each for each in ran.report["findings"] if each["requirement"] == "KLT-05"]


def test_good_klanttaken_pass_on_every_page(tmp_path: Path) -> None:
    """Only read, with their own token; the next page is followed."""
    register = Register(listed(GOOD, changed(status="afgerond"), following=f"{PLACE}?page=2"), listed(GOOD))
    with Product(register.behave) as product:
        ran = run(tmp_path, product.base_url, "--requirement", "KLT-05", more=place(product))
    assert row(ran)["verdict"] == "passed"
    asked = [heard for heard in product.heard if heard.target.startswith(PLACE)]
    assert [heard.target for heard in asked] == [PLACE, f"{PLACE}?page=2"]
    assert {heard.method for heard in asked} == {"GET"}
    assert not [heard for heard in product.heard if heard not in asked and SECRET in str(heard.headers)]
    assert SECRET not in ran.everything


@pytest.mark.parametrize(
    ("record", "where", "expected"),
    [
        (changed(status="ingetrokken"), "/status", "enum"),
        (changed(soort="formtaak"), "/soort", "enum"),
        (changed(titel=None), "/titel", "present"),
        (changed(verwerker_taak_id=None), "/verwerker_taak_id", "present"),
        (changed(eigenaar=7), "/eigenaar", "type"),
        (changed(verloopdatum="morgen"), "/verloopdatum", "format"),
        (changed(koppeling={"registratie": "zaken"}), "/koppeling/registratie", "enum"),
    ],
    ids=["status", "soort", "titel", "verwerker", "eigenaar", "verloopdatum", "koppeling"],
)
def test_a_klanttaak_of_another_form_fails_with_its_place(
    record: dict[str, Any], where: str, expected: str, tmp_path: Path
) -> None:
    """One bad one among good ones: the finding says which member, how many, and what was expected."""
    ran = judged(tmp_path, Register(listed(GOOD, record, GOOD)))
    assert row(ran)["verdict"] == "failed"
    (found,) = findings(ran)
    assert found["message"]["en"].startswith(f"{where} of a klanttaak does not fit")
    assert "(1 of 3)" in found["message"]["en"]
    assert found["expected"]["en"].startswith(expected)
    assert found["blame"] == "product"


@pytest.mark.parametrize(
    ("form", "record"),
    [
        (
            "taak-1",
            {
                "identificatie": {"type": "bsn", "value": "999993847"},
                "title": "Vul aan",
                "data": {},
                "status": "ingediend",
                "formulier": {"type": "id", "value": "aanvulling"},
                "verwerker_taak_id": "1",
            },
        ),
        (
            "oip-klanttaak-1",
            {
                "titel": "Vul aan",
                "status": "ingetrokken",
                "soort": "externformulier",
                "betrokkene": {
                    "source": "digid",
                    "levelOfAssurance": "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract",
                    "authorizee": {"legalSubject": {"identifierType": "bsn", "identifier": "999993847"}},
                },
                "portaalformulier": {},
                "verwerker_taak_id": "1",
                "eigenaar": "proef",
                "doorlooptijd": "P14D",
            },
        ),
    ],
)
def test_each_form_knows_its_own_words(form: str, record: dict[str, Any], tmp_path: Path) -> None:
    """What one form asks, another refuses: the target says which one it is."""
    register = Register(listed(record))
    own = judged(tmp_path / "own", register, lambda product: place(product, form))
    other = judged(tmp_path / "other", register, place)
    assert row(own)["verdict"] == "passed"
    assert row(other)["verdict"] == "failed"


def test_a_klanttaak_that_is_no_object_in_a_wrapping_is_read_too(tmp_path: Path) -> None:
    """Open VTB gives tasks themselves; one single answer is one klanttaak."""
    record = {"titel": "Betaal", "status": "open", "einddatumHandelingsTermijn": "2027-01-01", "details": {}}
    form = "open-vtb-taken-0.1"
    register = Register({"results": [record]}, {"results": [{**record, "status": "gesloten"}]})
    good = judged(tmp_path / "good", register, lambda product: place(product, form))
    bad = judged(tmp_path / "bad", register, lambda product: place(product, form, "?page=2"))
    single = judged(tmp_path / "single", Register({"record": {"data": GOOD}}))
    assert [row(ran)["verdict"] for ran in (good, bad, single)] == ["passed", "failed", "passed"]


@pytest.mark.parametrize(
    ("page", "blame"),
    [
        (listed(), "configuration"),
        ({"anders": []}, "configuration"),
        ({"results": [{"data": GOOD}]}, "configuration"),
        (Answer(200, b"<html></html>", (("content-type", "text/html"),)), "configuration"),
        (Answer.problem(404), "configuration"),
        (Answer.problem(503, ("retry-after", "0")), "environment"),
    ],
    ids=["none", "other-list", "other-wrapping", "web-page", "404", "503"],
)
def test_what_says_nothing_about_klanttaken_is_no_failure(page: Any, blame: str, tmp_path: Path) -> None:
    """A wrong address or form, or nobody at home: cannot tell, and who has to act."""
    ran = judged(tmp_path, Register(page))
    assert (row(ran)["verdict"], row(ran)["blame"]) == ("cantTell", blame)


def test_a_missing_token_is_a_matter_of_the_target_file(tmp_path: Path) -> None:
    """The product's own token is not sent there."""
    ran = judged(tmp_path, Register(listed(GOOD)), lambda product: place(product, auth=False))
    assert (row(ran)["verdict"], row(ran)["blame"]) == ("cantTell", "configuration")
    assert "403" in findings(ran)[0]["actual"]["en"]


def test_without_a_place_it_is_inapplicable_with_that_reason(tmp_path: Path) -> None:
    """Never passed by not looking."""
    with Product(Reference().behave) as product:
        ran = run(tmp_path, product.base_url, "--scenario", "onderwerpobject/klanttaak")
    assert row(ran)["verdict"] == "inapplicable"
    assert "names no place where klanttaken live" in row(ran)["reason"]["en"]


def test_a_next_page_elsewhere_is_not_opened(tmp_path: Path) -> None:
    """The token of the klanttaken stays where it belongs."""
    with Product(always(Answer.json(200, listed(GOOD)))) as other:
        elsewhere = f"http://localhost:{other.port}{PLACE}?page=2"
        ran = judged(tmp_path, Register(listed(GOOD, following=elsewhere)))
    assert row(ran)["verdict"] == "passed"
    assert other.heard == []


def test_a_recorded_run_gives_the_same_verdict_without_network(tmp_path: Path) -> None:
    """The evidence holds what was read; the command to repeat it names the place, not the product."""
    ran = judged(tmp_path, Register(listed(changed(status="weg"))))
    again = call("rejudge", ran.folder, "--output", tmp_path / "again", folder=tmp_path / "again")
    assert row(again) == row(ran)
    assert findings(again) == findings(ran)
    number = findings(ran)[0]["exchanges"][-1]
    evidence = next(each for each in again.report["evidence"] if each["number"] == number)
    assert PLACE in evidence["curl"]
    assert "/klantinteracties/api/v1" not in evidence["curl"]


@pytest.mark.parametrize(
    ("klanttaken", "words"),
    [
        ("{url: http://127.0.0.1:1/x, form: externe-klantaak-2}", ["no form 'externe-klantaak-2'", "did you mean"]),
        ("{url: ftp://127.0.0.1/x, form: taak-1}", ["target.yaml:4"]),
        ("{form: taak-1}", ["url"]),
        ("{url: http://127.0.0.1:1/x, form: taak-1, auth: {scheme: token, token: geheim}}", ["a secret never stands"]),
        ("{url: http://127.0.0.1:1/x, form: taak-1, auth: {scheme: token, secret_env: NIET_GEZET}}", ["NIET_GEZET"]),
        ("{url: 'http://u:w@127.0.0.1/x', form: taak-1}", ["carries a user name or password"]),
    ],
    ids=["form", "address", "no-url", "secret", "variable", "password"],
)
def test_a_mistake_in_the_target_file_is_said_with_its_line(klanttaken: str, words: list[str], tmp_path: Path) -> None:
    """Before anything is sent, and by `conformance lint` too."""
    ran = run(tmp_path, "http://127.0.0.1:1/klantinteracties/api/v1", more=f"klanttaken: {klanttaken}\n")
    lint = call("lint", tmp_path / "target.yaml")
    for each in (ran, lint):
        assert each.code == 2
        assert all(word in each.err for word in words), each.err
        assert "u:w@" not in each.err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("schema: {type: object, required: titel}", ["this is no JSON Schema"]),
        ("schema: {type: array}", [".yaml:2"]),
        ("schema: {type: object}\nrecords: /results", ["records"]),
        ("schema: {type: object, properties: {a: {$ref: '#/weg'}}}", ["this is no JSON Schema"]),
    ],
)
def test_a_form_that_is_wrong_is_found_by_lint(text: str, words: list[str], tmp_path: Path) -> None:
    """A new form is a file of YAML; its mistakes have a line."""
    file = tmp_path / "eigen.yaml"
    file.write_text(f"title: {{nl: Eigen vorm, en: Own form}}\n{text}\n", encoding="utf-8")
    ran = call("lint", file)
    assert ran.code == 2
    assert all(word in ran.err for word in words), ran.err


def test_json_of_the_reports_stays_readable(tmp_path: Path) -> None:
    """A hostile klanttaak ends no report."""
    ran = judged(tmp_path, Register(listed({"titel": "\u202e<script>", "status": ["open"] * 500})))
    assert row(ran)["verdict"] == "failed"
    assert json.loads((ran.folder / "report.json").read_text(encoding="utf-8"))["findings"]
