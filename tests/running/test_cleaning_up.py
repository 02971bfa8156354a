"""What a run registers it removes again: newest first, also after a failure, a Ctrl-C or a lost product."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import threading
from pathlib import Path

import pytest

from .runs import ONE, Ran, call, process, run, target
from .servers import Answer, Heard, Line, Product, Reference, changed

TAKEN = "interne-taak/bij-een-klantcontact"


def created(ran: Ran) -> list[str]:
    """The ids of what was registered, in order."""
    return [event["id"] for event in ran.events if event["event"] == "created"]


def removals(product: Product) -> list[str]:
    """The ids that the product was asked to remove, in order."""
    return [heard.target.rsplit("/", 1)[1] for heard in product.heard if heard.method == "DELETE"]


def test_data_is_removed_in_reverse_order(tmp_path: Path) -> None:
    """What refers to something goes before it."""
    reference = Reference()
    with Product(reference.behave) as product:
        ran = run(tmp_path, product.base_url, "--scenario", TAKEN)
    assert ran.code == 0
    assert len(created(ran)) > 5
    assert removals(product) == created(ran)[::-1]
    assert reference.left() == {}


def test_data_is_removed_after_a_failure_too(tmp_path: Path) -> None:
    """Of both attempts, each in reverse order."""
    reference = Reference(["taak-tweede-bij-contact-geweigerd"])
    with Product(reference.behave) as product:
        ran = run(tmp_path, product.base_url, "--scenario", TAKEN)
    made = created(ran)
    half = len(made) // 2
    assert ran.scenario(TAKEN)["verdict"] != "passed"
    assert removals(product) == [*made[:half][::-1], *made[half:][::-1]]
    assert reference.left() == {}


def test_what_a_scenario_removes_itself_is_not_removed_again(tmp_path: Path) -> None:
    """A second removal would be a 404 in the product's log."""
    with Product(Reference().behave) as product:
        ran = run(tmp_path, product.base_url, "--scenario", "partij/verwijderen")
    assert ran.code == 0
    assert sorted(removals(product)) == sorted(created(ran))


def test_what_cannot_be_removed_is_listed_and_changes_no_verdict(tmp_path: Path) -> None:
    """A product that lets nobody remove a partij."""
    refuse = changed(lambda heard, answer: Answer.problem(405) if heard.method == "DELETE" else None)
    with Product(refuse) as product:
        ran = run(tmp_path, product.base_url)
    assert ran.code == 0
    assert ran.scenario()["verdict"] == "passed"
    assert [(made["record"], made["reason"]["nl"], made["removed"]) for made in ran.report["residue"]] == [
        ("partij", "antwoord 405 op het verwijderen", False),
        ("partij", "antwoord 405 op het verwijderen", False),
    ]
    assert sorted(made["id"] for made in ran.report["residue"]) == sorted(created(ran))
    assert "2 testrecords bleven achter" in ran.out
    for made in ran.report["residue"]:
        assert made["id"] in (ran.folder / "index.html").read_text(encoding="utf-8")


def test_what_is_refused_while_something_older_refers_to_it_goes_in_a_later_round(tmp_path: Path) -> None:
    """The first removal is refused with 409; after the others are gone it is asked again."""
    reference, refused = Reference(), 0

    async def stubborn(heard: Heard, line: Line) -> None:
        nonlocal refused
        if heard.method == "DELETE" and not refused:
            refused += 1
            await line.answer(Answer.problem(409))
        else:
            await reference.behave(heard, line)

    with Product(stubborn) as product:
        ran = run(tmp_path, product.base_url)
    assert refused == 1
    assert ran.report["residue"] == []
    assert reference.left() == {}


class Held:
    """A good product that never answers the first time a partij is read, and tells when that is."""

    def __init__(self) -> None:
        self.reference, self.reached, self._held = Reference(), threading.Event(), False

    async def behave(self, heard: Heard, line: Line) -> None:
        """Hold the first reading; everything else is served."""
        one_thing = "-" in heard.target.rpartition("/")[2]  # an id; never what a run asks first
        if heard.method == "GET" and one_thing and not self._held:
            self._held = True
            self.reached.set()
            await line.hang()
        await self.reference.behave(heard, line)


def interrupted(folder: Path, with_signal: signal.Signals, held: Held, *chosen: str) -> Ran:
    """A run in a process of its own that gets a signal while it waits for an answer."""
    output = folder / "out"
    with Product(held.behave) as product:
        file = target(folder, product.base_url, request_seconds=1)
        child = process(
            "-m", "conformance", "run", "--target", file, *chosen, "--output", output, cwd=folder,
        )  # fmt: skip
        assert held.reached.wait(60)
        os.kill(child.pid, with_signal)
        out, err = child.communicate(timeout=60)
    return Ran(child.returncode, out, err, output)


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, Held]:
    """A run that somebody stopped with Ctrl-C."""
    held = Held()
    return interrupted(tmp_path_factory.mktemp("stopped"), signal.SIGINT, held, "--scenario", "interne-taak"), held


def test_ctrl_c_removes_all_data(stopped: tuple[Ran, Held]) -> None:
    """Attempts finish the request that they wait for, and then clean up."""
    ran, held = stopped
    assert created(ran)
    assert held.reference.left() == {}
    assert ran.report["residue"] == []


def test_ctrl_c_leaves_a_report_that_says_it_is_incomplete(stopped: tuple[Ran, Held]) -> None:
    """No verdict about the product, exit code 3, and no traceback."""
    ran, _ = stopped
    assert ran.code == 3, ran.err
    assert ran.report["conformant"] is None
    assert ran.report["incomplete"]["nl"] == "de ronde is gestopt voordat alles was geprobeerd"
    assert "de ronde is gestopt" in ran.out
    assert "Traceback" not in ran.err + ran.out
    assert ran.events[-1]["event"] == "end"


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, Held]:
    """A run of one scenario that was killed with -9 while it waited for an answer."""
    held = Held()
    ran = interrupted(tmp_path_factory.mktemp("killed"), signal.SIGKILL, held, "--scenario", ONE)
    assert ran.code == -signal.SIGKILL
    return ran, held


def test_after_a_kill_every_line_of_the_log_is_whole(killed: tuple[Ran, Held]) -> None:
    """Each line is an event; only the last one, the end, is missing."""
    ran, _ = killed
    raw = (ran.folder / "evidence.ndjson").read_bytes()
    assert raw.endswith(b"\n")
    assert {event["event"] for event in ran.events} >= {"run", "attempt", "exchange", "created"}
    assert "end" not in {event["event"] for event in ran.events}


def test_after_a_kill_a_report_can_be_made_that_lists_what_was_left(killed: tuple[Ran, Held]) -> None:
    """Exactly the records that are still in the register, although the product is gone by now."""
    ran, held = killed
    again = call("report", ran.folder, folder=ran.folder)
    report = again.report
    assert again.code == 3, again.err
    assert report["conformant"] is None
    assert "afgebroken" in report["incomplete"]["nl"]
    assert "afgebroken" in again.out
    assert len(report["residue"]) == sum(held.reference.left().values()) > 0
    assert {made["reason"]["en"] for made in report["residue"]} == {"the run stopped before cleaning up"}


def test_after_a_kill_a_log_that_was_torn_in_its_last_line_still_gives_a_report(
    killed: tuple[Ran, Held], tmp_path: Path
) -> None:
    """A disk that was full, or a machine that lost its power."""
    raw = (killed[0].folder / "evidence.ndjson").read_bytes()
    (tmp_path / "evidence.ndjson").write_bytes(raw[:-9])
    again = call("report", tmp_path, folder=tmp_path)
    assert again.code == 3, again.err
    assert again.report["incomplete"]


def test_a_killed_run_cannot_be_continued_in_the_same_folder(killed: tuple[Ran, Held]) -> None:
    """Evidence of two runs never mixes."""
    before = (killed[0].folder / "evidence.ndjson").read_bytes()
    again = call("run", "--output", killed[0].folder, "--scenario", ONE)
    assert again.code == 2
    assert "a run was recorded here already" in again.err
    assert (killed[0].folder / "evidence.ndjson").read_bytes() == before


def test_ctrl_c_in_the_contract_phase_removes_all_data_too(tmp_path: Path) -> None:
    """The objects that it works on, and what its requests registered besides."""
    held = Held()
    ran = interrupted(tmp_path, signal.SIGINT, held, "--phase", "contract", "--class", "onderwerpobject")
    assert ran.code == 3, ran.err
    assert "Traceback" not in ran.err
    assert created(ran)
    assert held.reference.left() == {}
    assert ran.report["residue"] == []
    assert ran.report["incomplete"]


def test_ctrl_c_before_anything_was_sent_leaves_nothing(tmp_path: Path) -> None:
    """Stopped while the first request waits: a report without scenarios, and no traceback."""
    reached = threading.Event()

    async def hold(heard: Heard, line: Line) -> None:
        reached.set()
        await line.hang()

    with Product(hold) as product:
        file = target(tmp_path, product.base_url, request_seconds=1)
        child = process(
            "-m", "conformance", "run", "--target", file, "--phase", "scenarios", "--output", "out", cwd=tmp_path,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert reached.wait(60)
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=60)
    assert child.returncode in (2, 3), err
    assert "Traceback" not in err + out
    assert json.loads((tmp_path / "out" / "report.json").read_text())["incomplete"]


def test_a_disk_without_room_ends_the_run_and_leaves_no_data(tmp_path: Path) -> None:
    """What can no longer be recorded is no longer tried; removing goes on; every line of the log is whole."""
    with Product(Reference().behave) as product:
        file = target(tmp_path, product.base_url)
        child = process(
            "-m", "conformance", "run", "--target", file, "--scenario", TAKEN, "--output", "out", cwd=tmp_path,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (12_000, 12_000)),
        )  # fmt: skip
        out, err = child.communicate(timeout=60)
    methods = [heard.method for heard in product.heard]
    raw = (tmp_path / "out" / "evidence.ndjson").read_bytes()
    assert child.returncode == 2, err
    assert "has room" in err
    assert "Traceback" not in out + err
    assert 0 < methods.count("POST") == methods.count("DELETE")
    assert 6_000 < len(raw) < 12_000
    assert {json.loads(line)["event"] for line in raw.splitlines()} >= {"run", "exchange"}
