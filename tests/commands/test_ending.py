"""How a run ends: its exit code, its folder, and what is on the screen."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from running.runs import ONE, VARIABLE, call, run, target
from running.servers import TOKEN, Answer, Heard, Product, Reference, changed
from syrupy.assertion import SnapshotAssertion

from conformance.resources import profiles_folder

ALL = ("--phase", "scenarios", "--scenario", ONE)


def settled(text: str, folder: Path) -> str:
    """The screen without what differs from run to run."""
    text = text.replace(str(folder), "MAP")
    counted = "verplichte|mandatory|gehaald|passed|niet getoetst|not tested|niet van|not app|verzoeken|requests"
    text = re.sub(rf"\b\d+(?= ({counted}))", "N", text)
    text = re.sub(r"\d+([.,]\d+)* (ms|s)\b", "TIJD", text)
    text = re.sub(r"kitproef-\w+", "UNIEK", text)
    return re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID", text)


@pytest.fixture
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen of a hundred columns."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("LINES", "40")


@pytest.mark.usefixtures("wide")
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_screen_of_a_run_that_found_something(language: str, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """The verdict first, then what to repair first; progress apart, on standard error."""
    with Product(Reference(["partij-opvragen-mengt-namen"]).behave) as product:
        ran = run(tmp_path, product.base_url, "--scenario", ONE, "--language", language)
    assert ran.code == 1
    shown = settled(ran.out, tmp_path)
    assert snapshot == "\n".join(line for line in shown.splitlines() if not re.match(r"  \? |  … ", line))
    assert re.search(r"^scenarios (\d+)/\1, not passed [1-9]\d*$", ran.err, re.MULTILINE)


def test_quiet_is_without_progress_and_with_a_summary(tmp_path: Path) -> None:
    """For logs."""
    with Product(Reference().behave) as product:
        ran = run(tmp_path, product.base_url, "--quiet", "--scenario", ONE)
    assert ran.code == 0
    assert ran.err == ""
    assert "index.html" in ran.out


def test_without_an_address_the_reference_is_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also from a folder of one's own, where the report then lands; credentials for others are not sent to it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CONFORMANCE_HEADER", "Authorization: Token van-een-ander")
    ran = call("run", *ALL)
    assert ran.code == 0, ran.err
    (folder,) = (tmp_path / "reports").iterdir()
    assert re.fullmatch(r"openklant-0\.9-\d{8}-\d{6}", folder.name)
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert report["target"]["product"]["name"] == "Referentie-implementatie"


def test_a_fault_of_the_reference_is_caught(tmp_path: Path) -> None:
    """Exit code 1: the product is not conformant."""
    ran = call("run", *ALL, "--fault", "partij-opvragen-mengt-namen", "--output", tmp_path / "o", folder=tmp_path / "o")
    assert ran.code == 1
    assert ran.scenario()["verdict"] == "failed"


def test_a_folder_that_holds_a_run_is_left_as_it_is(tmp_path: Path) -> None:
    """Not the evidence, not the report: a second run has to go elsewhere."""
    with Product(Reference().behave) as product:
        first = run(tmp_path, product.base_url)
        before = {file.name: file.read_bytes() for file in first.folder.iterdir()}
        asked = len(product.heard)
        second = run(tmp_path, product.base_url, "--scenario", "partij/verwijderen")
    assert first.code == 0
    assert second.code == 2
    assert second.err == (
        f"{first.folder / 'evidence.ndjson'}: a run was recorded here already\n  fix: choose another --output\n"
    )
    assert {file.name: file.read_bytes() for file in first.folder.iterdir()} == before
    assert len(product.heard) == asked


def test_an_output_that_is_no_folder_is_said(tmp_path: Path) -> None:
    """Before anything is sent."""
    (tmp_path / "out").write_text("een bestand\n", encoding="utf-8")
    with Product(Reference().behave) as product:
        ran = run(tmp_path, product.base_url)
    assert ran.code == 2
    assert "cannot be written" in ran.err
    assert "choose another --output" in ran.err
    assert product.heard == []


def test_a_header_of_the_call_goes_before_that_of_the_target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It replaces the one with the same name, and several can be given."""
    monkeypatch.setenv(VARIABLE, "verlopen")
    headers = ("--header", f"authorization:Token {TOKEN}", "--header", "X-Organisatie: 123 : 456")
    with Product(Reference().behave) as product:
        ran = run(tmp_path, product.base_url, *headers, "--scenario", ONE)
    assert ran.code == 0, ran.err
    for heard in product.heard:
        assert heard.headers["authorization"] == f"Token {TOKEN}"
        assert heard.headers["x-organisatie"] == "123 : 456"
    assert not any(b"verlopen" in file.read_bytes() for file in ran.folder.iterdir())


def test_a_header_on_the_call_goes_before_the_one_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The nearest wins; without one on the call the environment's is used."""
    monkeypatch.setenv("CONFORMANCE_HEADER", "Authorization: Token verlopen")
    with Product(Reference().behave) as product:
        address = ("run", "--base-url", product.base_url, *ALL)
        near = call(*address, "--header", f"Authorization: Token {TOKEN}", "--output", tmp_path / "1")
        monkeypatch.setenv("CONFORMANCE_HEADER", f"Authorization: Token {TOKEN}")
        far = call(*address, "--output", tmp_path / "2")
    assert (near.code, far.code) == (0, 0), near.err + far.err


@pytest.mark.parametrize(
    "header", ["Authorization", "Authorization:", ": Token x", "Een: a\r\nTwee: b", "", "Mijn kop: x"]
)
def test_a_header_that_is_none_is_refused(header: str, tmp_path: Path) -> None:
    """Without repeating it: it may hold a secret."""
    with Product(Reference().behave) as product:
        ran = call("run", "--base-url", product.base_url, *ALL, "--header", header, "--output", tmp_path / "out")
    assert ran.code == 2
    assert "header" in ran.err
    assert "Twee: b" not in ran.err
    assert product.heard == []
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("profile: openklant-0.9\n", ["target.yaml:1: ", "base_url"]),
        ("base_url: http://127.0.0.1:1/\nprofle: openklant-0.9\n", ["target.yaml:2: ", "did you mean 'profile'?"]),
        ("base_url: http://127.0.0.1:1/\nprofile: [\n", ["target.yaml:"]),
        (
            "base_url: http://127.0.0.1:1/\nprofile: openklant-0.9\nauth: {scheme: token, secret_env: NERGENS_GEZET}\n",
            ["target.yaml:3: ", "NERGENS_GEZET is not set", "export NERGENS_GEZET"],
        ),
        (
            "base_url: http://127.0.0.1:1/\nprofile: openklant-0.9\nclaims: [partijen]\n",
            ["target.yaml", "no class 'partijen'", "did you mean 'partij'?"],
        ),
        ("base_url: http://127.0.0.1:1/\nprofile: openklant-9.0\n", ["no such profile", "openklant-0.9"]),
    ],
    ids=["missing-key", "misspelt-key", "no-yaml", "no-secret", "no-class", "no-profile"],
)
def test_a_target_file_with_a_mistake_is_said_with_its_line(text: str, words: list[str], tmp_path: Path) -> None:
    """Exit code 2, and no folder for a run that never was."""
    file = tmp_path / "target.yaml"
    file.write_text(text, encoding="utf-8")
    ran = call("run", "--target", file, "--output", tmp_path / "out")
    assert ran.code == 2, ran.out
    for word in words:
        assert word in ran.err
    assert "Traceback" not in ran.err
    assert not (tmp_path / "out").exists()


def test_a_profile_that_names_an_operation_which_the_contract_lacks_is_said_with_its_line(tmp_path: Path) -> None:
    """By run and by lint alike, with the operation that was probably meant."""
    folder = Path(shutil.copytree(profiles_folder() / "openklant-0.9", tmp_path / "eigen" / "openklant-0.9"))
    profile = folder / "profile.yaml"
    text = profile.read_text(encoding="utf-8")
    profile.write_text(text.replace("operation: partijenCreate", "operation: partijenCreat"), encoding="utf-8")
    line = 1 + next(i for i, row in enumerate(profile.read_text().splitlines()) if "partijenCreat" in row)
    for arguments in (("run", "--profile", folder, "--output", tmp_path / "out"), ("lint", folder)):
        ran = call(*arguments)
        assert ran.code == 2
        assert re.search(rf"profile\.yaml:{line}: .*'partijenCreat' does not exist", ran.err), ran.err
        assert "did you mean 'partijenCreate'" in ran.err
    assert not (tmp_path / "out").exists()


def test_a_profile_of_ones_own_can_be_used(tmp_path: Path) -> None:
    """A folder with profile.yaml and contract.yaml."""
    folder = Path(shutil.copytree(profiles_folder() / "openklant-0.9", tmp_path / "eigen"))
    with Product(Reference().behave) as product:
        ran = run(tmp_path, product.base_url, "--profile", str(folder), "--scenario", ONE)
    assert ran.code == 0, ran.err
    assert ran.report["profile"]["id"] == "eigen"
    alone = call("run", "--profile", folder, "--output", tmp_path / "alone")
    assert alone.code == 2
    assert "the reference implementation has no dialect 'eigen'" in alone.err


def test_another_version_of_the_api_is_a_warning(tmp_path: Path) -> None:
    """The product may call itself a little newer than the profile; the report says so."""

    def newer(heard: Heard, answer: Answer) -> Answer:
        headers = tuple((n, "0.10.0" if n.lower() == "api-version" else v) for n, v in answer.headers)
        return Answer(answer.status, answer.body, headers)

    with Product(changed(newer)) as product:
        ran = run(tmp_path, product.base_url)
    assert "API-versie 0.10.0" in ran.report["warnings"][0]["nl"]
    assert "API-versie 0.10.0" in ran.out


@pytest.mark.parametrize("broken", ["engine", "composing"])
def test_a_flaw_of_the_suite_ends_with_four_and_blames_nobody_else(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No traceback for a user, and never the exit code of a product that is not conformant."""
    from conformance.engine import Engine
    from conformance.session import Session

    def flaw(*arguments: object, **named: object) -> None:
        raise ZeroDivisionError("een fout van de suite")

    monkeypatch.setattr(*((Engine, "_hopeless") if broken == "engine" else (Session, "report")), flaw)
    monkeypatch.delenv("CONFORMANCE_DEBUG", raising=False)
    with Product(Reference().behave) as product:
        ran = run(tmp_path, product.base_url)
    assert ran.code in (3, 4)
    assert ran.code == 4 or ran.report["conformant"] is None
    assert "Traceback" not in ran.out + ran.err


def test_a_target_can_be_pointed_elsewhere_for_once(tmp_path: Path) -> None:
    """--base-url goes before the address in the file."""
    with Product(Reference().behave) as product:
        file = target(tmp_path, "http://127.0.0.1:1/klantinteracties/api/v1")
        output = tmp_path / "out"
        ran = call(
            "run", "--target", file, "--base-url", product.base_url + "/", *ALL, "--output", output, folder=output
        )
    assert ran.code == 0, ran.err
    assert ran.report["target"]["base_url"] == product.base_url
