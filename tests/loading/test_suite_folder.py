"""A folder of scenarios: everything in it is read, and nothing is left out in silence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conformance.errors import UserError
from conformance.loading.suite import load_suite
from conformance.model.exchange import Credentials
from conformance.model.requirement import Level

from .loaders import SMALL, small_suite

ZOEKEN = "klantcontact/zoeken.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small suite, to break."""
    return Path(shutil.copytree(SMALL / "scenarios", tmp_path / "scenarios"))


def told(folder: Path) -> str:
    """What is told of the suite in a folder, with places relative to it."""
    with pytest.raises(UserError) as caught:
        load_suite(folder)
    return str(caught.value).replace(f"{folder}/", "")


def test_a_suite_holds_all_that_its_files_say() -> None:
    """Classes, requirements, rulings, words and scenarios, in the order of their files."""
    suite = small_suite()
    assert list(suite.capabilities) == ["klantcontact", "api"]
    assert suite.capabilities["klantcontact"].includes == ("api",)
    assert [requirement.id for requirement in suite.requirements.values()][:3] == ["KCT-01", "KCT-02", "KCT-03"]
    assert suite.requirements["KCT-03"].level is Level.SHOULD
    assert suite.requirements["KCT-04"].not_tested is not None
    assert suite.requirements["API-07"].capability == "api"
    assert (suite.rulings["R-01"].open, suite.rulings["R-02"].open) == (False, True)
    assert list(suite.scenarios) == [
        "klantcontact/vastleggen/gelukt",
        "klantcontact/vastleggen/mislukt",
        "klantcontact/zoeken",
    ]


def test_a_row_is_a_scenario_of_its_own() -> None:
    """It has its own name, values and line; the steps of the starting situation come first."""
    scenario = small_suite().scenarios["klantcontact/vastleggen/mislukt"]
    assert scenario.row == {"uitkomst": "nee"}
    assert scenario.line == 6
    assert [step.action for step in scenario.steps] == [
        "registreer_actor",
        "registreer_klantcontact",
        "registreer_klantcontact",
        "vraag_klantcontact_op",
    ]
    assert [step.expect.stated for step in scenario.steps] == [False, False, True, True]
    assert [step.verifies for step in scenario.steps] == [(), (), ("KCT-01",), ("KCT-02",)]
    assert scenario.steps[3].line == 11


def test_a_claimed_class_brings_along_what_it_stands_on() -> None:
    """Claiming nothing claims everything."""
    suite = small_suite()
    assert suite.closure(("klantcontact",)) == {"klantcontact", "api"}
    assert suite.closure(("api",)) == {"api"}
    assert suite.closure(()) == {"klantcontact", "api"}


def test_a_suite_in_a_hidden_folder_is_read_like_any_other(folder: Path, tmp_path: Path) -> None:
    """The package may be installed below .venv; only what is hidden inside the suite is left alone."""
    hidden = tmp_path / ".venv" / "suite"
    shutil.copytree(folder, hidden)
    shutil.copytree(hidden / "klantcontact", hidden / "klantcontact" / ".backup")
    assert list(load_suite(hidden).scenarios) == list(small_suite().scenarios)


def test_a_scenario_outside_a_class_is_told(folder: Path) -> None:
    """Its requirements would be counted nowhere."""
    shutil.copytree(folder / "klantcontact", folder / "klantcontacten")
    assert "klantcontacten/requirements.yaml: 'klantcontacten' is not a class of capabilities.yaml" in told(folder)
    assert "fix: did you mean 'klantcontact'?" in told(folder)


def test_a_scenario_with_another_ending_is_told(folder: Path) -> None:
    """It would never be run."""
    (folder / ZOEKEN).rename(folder / "klantcontact/zoeken.yml")
    assert told(folder) == "klantcontact/zoeken.yml: the suite reads files that end in .yaml\n  fix: rename it"


def test_a_file_name_that_cannot_be_an_id_is_told(folder: Path) -> None:
    """Ids appear in reports, on command lines and in other systems."""
    (folder / ZOEKEN).rename(folder / "klantcontact/Zoeken op onderwerp.yaml")
    assert "'Zoeken op onderwerp' cannot be part of a scenario's id" in told(folder)


def test_two_scenarios_with_one_title_are_told(folder: Path) -> None:
    """A reader of the report could not tell them apart."""
    shutil.copy(folder / ZOEKEN, folder / "klantcontact/zoeken-nog-eens.yaml")
    assert "the title 'Een klantcontact wordt gevonden' is also that of" in told(folder)


def test_mistakes_in_several_scenarios_are_told_at_once(folder: Path) -> None:
    """Nobody has to mend them one run at a time."""
    for name in ("vastleggen", "zoeken"):
        file = folder / f"klantcontact/{name}.yaml"
        file.write_text(file.read_text().replace("registreer_klantcontact", "registreer_klantcontct"))
    text = told(folder)
    assert "klantcontact/vastleggen.yaml:8: unknown action" in text
    assert "klantcontact/zoeken.yaml:4: unknown action" in text


def test_a_folder_without_classes_is_no_suite(tmp_path: Path) -> None:
    """The message says what makes it one."""
    assert "this is not a scenarios folder\n  fix: it must hold capabilities.yaml" in told(tmp_path)


def test_every_way_to_write_a_step_is_read(folder: Path) -> None:
    """Each key of a step and of an expectation ends up in the scenario as it was meant."""
    (folder / ZOEKEN).write_text(
        """
title: {nl: Alles, en: Everything}
verifies: [KCT-01]
steps:
  - registreer_klantcontact: {onderwerp: Afval}
    with: {inhoud: Vraag}
    without: gelukt
    by: impostor
    expect: [refused, unauthenticated]
  - registreer_klantcontact: {}
    as: eerste
  - registreer_klantcontact:
    by: nobody
    verifies: [KCT-02]
    expect:
      outcome: created
      gelukt: ja
      as_sent: true
      same_as: $eerste
      apart_from: [inhoud]
      differs: {onderwerp: $eerste.onderwerp}
      text_holds: {inhoud: [a, b]}
      absent: [notitie]
      present: [id]
      looks_like: {id: uuid}
      any_present: [onderwerp, inhoud]
  - zoek_klantcontacten: {}
    expect:
      contains: $eerste
      excludes: [$eerste]
      exactly: []
      each: {gelukt: nee}
      distinct: true
      total: 0
      each_present: [id]
      in_order: plaatsgevonden_op
  - registreer_klantcontact: {}
    expect: {outcome: [refused], blames: [onderwerp]}
""",
        encoding="utf-8",
    )
    first, kept, second, third, fourth = load_suite(folder).scenarios["klantcontact/zoeken"].steps
    assert first.arguments == {"onderwerp": "Afval", "with": {"inhoud": "Vraag"}}
    assert (first.without, first.credentials, kept.save_as) == (("gelukt",), Credentials.FALSE, "eerste")
    assert first.expect.outcomes == ("refused", "unauthenticated")
    assert second.credentials is Credentials.NONE
    assert second.verifies == ("KCT-02",)
    expect = second.expect
    assert (expect.outcomes, expect.values, expect.as_sent, expect.same_as) == (
        ("created",),
        {"gelukt": "ja"},
        True,
        "eerste",
    )
    assert (expect.apart_from, expect.differs) == (("inhoud",), {"onderwerp": "$eerste.onderwerp"})
    assert (expect.text_holds, expect.absent, expect.present) == ({"inhoud": ["a", "b"]}, ("notitie",), ("id",))
    assert (expect.looks_like, expect.any_present) == ({"id": "uuid"}, ("onderwerp", "inhoud"))
    expect = third.expect
    assert (expect.contains, expect.excludes, expect.exactly) == (("$eerste",), ("$eerste",), ())
    assert (expect.each, expect.distinct, expect.total) == ({"gelukt": "nee"}, True, 0)
    assert (expect.each_present, expect.in_order) == (("id",), "plaatsgevonden_op")
    assert (fourth.expect.outcomes, fourth.expect.blames) == (("refused",), ("onderwerp",))


def test_the_form_of_a_message_is_read(folder: Path) -> None:
    """A step may send its message in a form that the API does not take."""
    file = folder / ZOEKEN
    file.write_text(file.read_text().replace("    as: contact\n", "    as: contact\n    sent_as: list\n"))
    assert load_suite(folder).scenarios["klantcontact/zoeken"].steps[0].sent_as == "list"
