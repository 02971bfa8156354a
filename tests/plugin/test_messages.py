"""What somebody reads who runs scenarios under plain pytest and something is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from running.runs import target
from running.servers import Answer, Product, Reference, always
from syrupy.assertion import SnapshotAssertion

from .conftest import Pytest

VOLATILE = (
    (r"http://127\.0\.0\.1:\d+", "http://HOST"),
    (r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID"),
    (r"kitproef-[0-9a-f]+", "UNIEK"),
    (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", "MOMENT"),
    (r'"(referentie)?nummer":"\d+"', '"nummer":"NUMMER"'),
)


def settled(text: str) -> str:
    """The text without what differs from run to run."""
    for pattern, word in VOLATILE:
        text = re.sub(pattern, word, text)
    return text


def explanation(stdout: str) -> str:
    """The part about the one scenario that failed."""
    _, _, rest = stdout.partition("= FAILURES =")
    return settled(rest.partition("\n")[2].partition("= short test summary")[0]).rstrip("=\n")


TIJDSTIP = """\
title: {nl: Het tijdstip van verwerking blijft, en: The moment of processing stays}
verifies: [ITK-10]
given: [open_taak]
steps:
  - wijzig_interne_taak: {interne_taak: $taak, status: verwerkt, afgehandeld_op: "${nu}"}
    expect: {afgehandeld_op: "${nu}"}
"""
VOORBEREIDING = """\
title: {nl: Een taak komt op id terug, en: A taak comes back by id}
verifies: [ITK-02]
given: [klantcontact_en_medewerker]
steps:
  - registreer_interne_taak: {klantcontact: $contact, actoren: [$medewerker]}
    as: taak
  - vraag_interne_taak_op: {interne_taak: $taak}
    expect: {same_as: $taak}
"""


def explained(plain: Pytest, small: Path, scenario: str, fault: str) -> str:
    """What plain pytest says about one scenario of one's own, against the reference with one fault."""
    (small / "interne-taak" / "eigen.yaml").write_text(scenario, encoding="utf-8")
    with Product(Reference([fault]).behave) as product:
        file = target(small.parent, product.base_url)
        found = plain("--target", file, where=str(small / "interne-taak" / "eigen.yaml"))
    assert found.code == pytest.ExitCode.TESTS_FAILED, found.out
    assert "Traceback" not in found.out
    text = explanation(found.out).replace(str(small), "MAP")
    assert ".py:" not in text
    return text


def test_a_failure_shows_step_expectation_exchange_and_curl(
    plain: Pytest, small: Path, snapshot: SnapshotAssertion
) -> None:
    """All that a developer needs to repeat it and to look it up."""
    text = explained(plain, small, TIJDSTIP, "taak-tijdstip-niet-bewaard")
    shown = ("expected:", "actual:", "who acts: product", "> PATCH /internetaken/", "< 200", "curl -sS -i -X PATCH")
    for part in (*shown, "MAP/interne-taak/eigen.yaml:5", f"5 | {TIJDSTIP.splitlines()[4]}"):
        assert part in text
    assert text == snapshot


def test_what_cannot_be_judged_says_why_and_who_acts(plain: Pytest, small: Path, snapshot: SnapshotAssertion) -> None:
    """A preparation that the product refuses is not the requirement that failed."""
    text = explained(plain, small, VOORBEREIDING, "taak-toelichting-verplicht")
    assert "verdict: cantTell" in text
    assert text == snapshot


def test_all_other_plugins_may_be_there_too(process: Pytest, tmp_path: Path) -> None:
    """Everything that is installed is loaded, schemathesis' plugin as well, and rewrites nothing."""
    settings = tmp_path / "pytest.ini"
    settings.write_text("[pytest]\n", encoding="utf-8")
    with Product(Reference(["taak-tijdstip-niet-bewaard"]).behave) as product:
        file = target(tmp_path, product.base_url)
        where = "interne-taak/tijdstip-van-verwerking.yaml"
        found = process("--target", file, "-c", settings, "--trace-config", where=where, cwd=tmp_path)
    assert found.code == pytest.ExitCode.TESTS_FAILED
    assert "schemathesis" in found.out.split("active plugins")[1]
    assert "curl -sS -i -X PATCH" in explanation(found.out)
    assert "ExceptionGroup" not in found.out


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        (always(Answer.problem(401)), "these credentials are not accepted (answer 401)"),
        (always(Answer(200, b"<html></html>")), "this is a web page, not an API"),
    ],
    ids=["401", "web-page"],
)
def test_a_wrong_product_ends_at_once_with_what_to_change(
    behaviour: object, words: str, plain: Pytest, tmp_path: Path
) -> None:
    """As on the command line: exit code 2, not a list of failures."""
    with Product(behaviour) as product:  # type: ignore[arg-type]
        found = plain("--target", target(tmp_path, product.base_url))
    assert found.code == 2
    assert words in found.out
    assert "fix:" in found.out
    assert "Traceback" not in found.out
    assert len(product.heard) == 1


def test_a_wrong_target_file_is_said_with_its_line(plain: Pytest, tmp_path: Path) -> None:
    """Nothing is started."""
    (tmp_path / "target.yaml").write_text("base_url: http://127.0.0.1:1/\nprofle: openklant-0.9\n", encoding="utf-8")
    found = plain("--target", tmp_path / "target.yaml")
    assert found.code == 2
    assert "did you mean 'profile'?" in found.out
    assert "target.yaml:" in found.out


def test_a_wrong_scenario_is_said_with_its_line(process: Pytest, small: Path) -> None:
    """A folder of one's own with a mistake in it."""
    file = small / "interne-taak" / "status.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("registreer_interne_taak", "registreer_interne_tak", 1), encoding="utf-8")
    found = process()
    assert found.code == 2
    assert re.search(r"interne-taak/status\.yaml:\d+: .*registreer_interne_tak'", found.out)
    assert "did you mean 'registreer_interne_taak'" in found.out
    assert "Traceback" not in found.out


def test_yaml_files_that_are_no_scenarios_are_left_alone(plain: Pytest, tmp_path: Path) -> None:
    """The plugin is there in every pytest of whoever installed the suite; it must not get in the way."""
    (tmp_path / "iets.yaml").write_text("steps: [1, 2]\n", encoding="utf-8")
    (tmp_path / "test_iets.py").write_text("def test_iets():\n    assert True\n", encoding="utf-8")
    found = plain("--rootdir", tmp_path, where=str(tmp_path))
    assert found.code == 0
    assert "1 passed" in found.out
