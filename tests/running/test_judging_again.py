"""A recorded run is judged again from its log alone: the same report, without network, and only from an honest log."""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conformance.resources import profiles_folder

from .runs import Ran, call, run
from .servers import Product, Reference

FILES = ("report.json", "index.html", "junit.xml", "summary.md")
FAULTS = ("taak-status-niet-wijzigbaar", "taak-toelichting-niet-bewaard")


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """A run with passed and failed scenarios, against a product that is gone by now."""
    with Product(Reference(FAULTS).behave) as product:
        ran = run(tmp_path_factory.mktemp("run"), product.base_url, "--scenario", "interne-taak")
    assert ran.code == 1
    return ran


@pytest.fixture
def copy(recorded: Ran, tmp_path: Path) -> Path:
    """A copy of the run's folder, to do anything with."""
    return Path(shutil.copytree(recorded.folder, tmp_path / "copy"))


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """No socket can be made."""

    def refuse(*arguments: Any, **named: Any) -> None:
        raise AssertionError("a socket was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


@pytest.mark.usefixtures("no_network")
def test_judging_again_gives_the_same_report_byte_for_byte(recorded: Ran, tmp_path: Path) -> None:
    """All formats, the same exit code, and not one socket."""
    again = call("rejudge", recorded.folder, "--output", tmp_path / "again", folder=tmp_path / "again")
    assert again.code == recorded.code
    for name in FILES:
        assert (again.folder / name).read_bytes() == (recorded.folder / name).read_bytes(), name
    assert again.err == ""


def test_the_contract_phase_is_judged_again_with_the_same_outcome(tmp_path: Path) -> None:
    """Its findings come from the recorded exchanges too, not from generating requests once more."""
    with Product(Reference(["te-lange-tekst-geeft-500"]).behave) as product:
        ran = run(
            tmp_path, product.base_url, "--phase", "contract", "--class", "onderwerpobject", "--budget", "90", "--quiet"
        )
    before = {name: (ran.folder / name).read_bytes() for name in FILES}
    again = call("rejudge", ran.folder, folder=ran.folder)
    assert again.code == ran.code
    assert again.report["contract"]["requests"] > 20
    assert {name: (ran.folder / name).read_bytes() for name in FILES} == before


@pytest.mark.usefixtures("no_network")
def test_a_report_that_was_thrown_away_is_made_again(recorded: Ran, copy: Path) -> None:
    """`conformance report` needs the evidence and nothing else."""
    for name in FILES:
        (copy / name).unlink()
    assert call("report", copy).code == recorded.code
    assert (copy / "report.json").read_bytes() == (recorded.folder / "report.json").read_bytes()


def test_a_verdict_that_was_altered_in_the_report_is_told_and_put_right(recorded: Ran, copy: Path) -> None:
    """The evidence decides, not the report that lies beside it."""
    report = json.loads((copy / "report.json").read_text(encoding="utf-8"))
    failed = next(row for row in report["requirements"] if row["verdict"] == "failed")
    failed["verdict"] = "passed"
    (copy / "report.json").write_text(json.dumps(report), encoding="utf-8")
    again = call("rejudge", copy, folder=copy)
    assert again.err == f"{failed['id']}: was passed, is now failed\n"
    assert again.report == recorded.report


def test_another_profile_judges_the_same_evidence_and_says_what_changed(recorded: Ran, tmp_path: Path) -> None:
    """A newer ruling: only 404 is a refusal. Every verdict that changes is named."""
    profile = Path(shutil.copytree(profiles_folder() / "openklant-0.9", tmp_path / "openklant-0.9"))
    text = (profile / "profile.yaml").read_text(encoding="utf-8")
    refused = "refused: [400, 409, 422]"
    assert text.count(f"\n  {refused}\n") == 1
    (profile / "profile.yaml").write_text(text.replace(refused, "refused: [404]", 1), encoding="utf-8")
    again = call("rejudge", recorded.folder, "--profile", profile, "--output", tmp_path / "n", folder=tmp_path / "n")
    before = {row["id"]: row["verdict"] for row in recorded.report["requirements"]}
    after = {row["id"]: row["verdict"] for row in again.report["requirements"]}
    changed = [f"{name}: was {before[name]}, is now {after[name]}" for name in before if before[name] != after[name]]
    assert again.err.splitlines() == sorted(changed)
    assert any(each.endswith("was passed, is now failed") for each in changed)
    assert "ander profiel dan waarmee de ronde liep" in again.report["warnings"][0]["nl"]


def alter_status(lines: list[bytes]) -> list[bytes]:
    """One answer becomes a success."""
    place = next(i for i, line in enumerate(lines) if b'"status":400' in line)
    return [*lines[:place], lines[place].replace(b'"status":400', b'"status":201'), *lines[place + 1 :]]


@pytest.mark.parametrize(
    "alter",
    [
        alter_status,
        lambda lines: [*lines[:20], *lines[21:]],
        lambda lines: [*lines[:20], lines[21], lines[20], *lines[22:]],
        lambda lines: [*lines[:-1], lines[-2], lines[-1]],
        lambda lines: [lines[0].replace(b'"seed":1', b'"seed":2'), *lines[1:]],
    ],
    ids=["altered", "removed", "swapped", "doubled", "other-seed"],
)
def test_a_log_that_was_changed_is_refused(alter: Callable[[list[bytes]], list[bytes]], copy: Path) -> None:
    """Its checksum tells; the report that lies there is not touched."""
    log = copy / "evidence.ndjson"
    lines = log.read_bytes().splitlines(keepends=True)
    altered = alter(lines)
    assert altered != lines
    log.write_bytes(b"".join(altered))
    before = (copy / "report.json").read_bytes()
    again = call("rejudge", copy)
    assert again.code == 2
    assert "the log was changed after the run: its checksum does not match" in again.err
    assert "use the original log" in again.err
    assert (copy / "report.json").read_bytes() == before


def test_a_log_without_its_end_never_gives_a_full_report(copy: Path) -> None:
    """Whoever cuts off the checksum gets a report that says it is incomplete."""
    log = copy / "evidence.ndjson"
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[:-1]))
    again = call("rejudge", copy, folder=copy)
    assert again.report["conformant"] is not True
    assert "afgebroken" in again.report["incomplete"]["nl"]


RUN = b'{"event":"run","format":1}\n'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be read: No such file"),
        (b"", "not an evidence log"),
        (b"\n\n", "not an evidence log"),
        (b"{}\n", "this line is no event"),
        (b"geen json\n", "evidence.ndjson:1: this line is not JSON"),
        (b"\xff\xfe\n", "evidence.ndjson:1: this line is not JSON"),
        (b"[" * 100_000 + b"\n", "evidence.ndjson:1: this line is not JSON"),
        (b'{"event":"run","format":99}\n', "format 1"),
        (RUN, "cannot be understood"),
        (RUN + b'{"event":"exchange"}\n', "cannot be understood"),
        (RUN + b"{oeps\n" + RUN, "evidence.ndjson:2: this line is not JSON"),
    ],
    ids=["none", "empty", "blank", "no-event", "text", "bytes", "deep", "newer", "bare", "bare-exchange", "damaged"],
)
def test_what_is_no_log_is_refused_with_its_place(content: bytes | None, words: str, tmp_path: Path) -> None:
    """A wrong folder or a damaged file is a message, not a traceback."""
    if content is not None:
        (tmp_path / "evidence.ndjson").write_bytes(content)
    for command in ("report", "rejudge"):
        again = call(command, tmp_path)
        assert again.code == 2, again.err
        assert words in again.err
        assert "evidence.ndjson" in again.err
        assert not (tmp_path / "report.json").exists()


def test_a_line_with_a_damaged_exchange_in_an_unfinished_log_is_refused(copy: Path) -> None:
    """Fields of the wrong kind, where no checksum tells any more."""
    log = copy / "evidence.ndjson"
    lines = log.read_bytes().splitlines(keepends=True)[:-1]
    place = next(i for i, line in enumerate(lines) if b'"event":"exchange"' in line)
    lines[place] = lines[place].replace(b'"elapsed":', b'"verstreken":')
    log.write_bytes(b"".join(lines))
    again = call("rejudge", copy)
    assert again.code == 2
    assert "damaged" in again.err


def test_a_log_of_the_first_format_can_still_be_judged(recorded: Ran, copy: Path) -> None:
    """It knows nothing of registrations under way, and says why something stayed in English only."""
    log = copy / "evidence.ndjson"
    events = [json.loads(line) for line in log.read_bytes().splitlines()[:-1]]
    older = [event for event in events if event["event"] != "sending"]
    older[0] |= {"format": 1}
    del older[0]["command"]
    for event in older:
        if event["event"] == "removed":
            event |= {"gone": False, "reason": "answer 405"}
    log.write_text("".join(json.dumps(event) + "\n" for event in older), encoding="utf-8")
    again = call("report", copy, folder=copy)
    assert {row["id"]: row["verdict"] for row in again.report["requirements"]} == {
        row["id"]: row["verdict"] for row in recorded.report["requirements"]
    }
    assert again.report["command"] is None
    assert {made["reason"]["nl"] for made in again.report["residue"]} == {"answer 405"}
