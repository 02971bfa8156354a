"""The report holds the command that repeats the run: complete, to be pasted into a shell, without any secret."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from running.runs import ONE, VARIABLE, Ran, call, run, target
from running.servers import TOKEN, Heard, Line, Product, Reference

SEARCHED = f"{Path(sys.executable).parent}:{os.environ['PATH']}"


def pasted(command: str, folder: Path, **variables: str) -> Ran:
    """The command as somebody would repeat it, with an output folder of its own."""
    output = folder / "again"
    done = subprocess.run(
        ["sh", "-c", f"{command} --output {shlex.quote(str(output))}"],
        cwd=folder,
        env={"PATH": SEARCHED, "HOME": str(folder), **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr, output)


def verdicts(ran: Ran) -> dict[str, str]:
    """The verdict of each requirement."""
    return {row["id"]: row["verdict"] for row in ran.report["requirements"]}


@pytest.mark.parametrize("given", ["target", "header", "environment"])
def test_the_command_in_the_report_repeats_the_run(given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However the credentials were given; in the files for people it stands as well."""
    variables = {"target": VARIABLE, "header": "AUTHORIZATION", "environment": "CONFORMANCE_HEADER"}
    value = {"target": TOKEN, "header": f"Token {TOKEN}", "environment": f"Authorization: Token {TOKEN}"}[given]
    monkeypatch.setenv(VARIABLE, TOKEN)
    chosen = ["--phase", "scenarios", "--scenario", ONE, "--seed", "7", "--concurrency", "3"]
    with Product(Reference(["partij-opvragen-mengt-namen"]).behave) as product:
        address = ["--base-url", product.base_url, "--profile", "openklant-0.9"]
        if given == "target":
            address = ["--target", str(target(tmp_path, product.base_url))]
        elif given == "header":
            address += ["--header", f"Authorization:Token {TOKEN}"]
        else:
            monkeypatch.setenv("CONFORMANCE_HEADER", value)
        ran = call("run", *address, *chosen, "--output", tmp_path / "out", folder=tmp_path / "out")
        command = ran.report["command"]
        again = pasted(command, tmp_path, **{variables[given]: value})
    assert ran.code == again.code == 1, again.err
    assert TOKEN not in command
    assert f"${variables[given]}" in command
    assert verdicts(again) == verdicts(ran)
    assert again.report["command"] == command
    assert command in (ran.folder / "summary.md").read_text(encoding="utf-8")


def test_a_run_of_the_reference_is_repeated_with_its_faults(tmp_path: Path) -> None:
    """Without address there is nobody to prove anything to."""
    chosen = ("--phase", "scenarios", "--scenario", ONE, "--fault", "partij-opvragen-mengt-namen")
    ran = call("run", *chosen, "--output", tmp_path / "out", folder=tmp_path / "out")
    command = ran.report["command"]
    assert command == f"conformance run --phase scenarios --scenario {ONE} --fault partij-opvragen-mengt-namen --seed 1"
    assert pasted(command, tmp_path).code == ran.code == 1


def test_a_value_with_signs_of_the_shell_is_one_word_in_the_command(tmp_path: Path) -> None:
    """A folder with a space and a quote in its name, and a header with a dollar in its value."""
    folder = tmp_path / "map 'van' $HOME"
    folder.mkdir()
    headers: list[str] = []
    good = Reference()

    async def behave(heard: Heard, line: Line) -> None:
        headers.append(heard.headers["x-sleutel"])
        await line.answer(await good.answer(heard))

    with Product(behave) as product:
        ran = run(folder, product.base_url, "--header", "X-Sleutel: a$b`c", "--scenario", ONE)
        again = pasted(ran.report["command"], folder, **{VARIABLE: TOKEN, "X_SLEUTEL": "a$b`c"})
    assert (ran.code, again.code) == (0, 0), again.err
    assert set(headers) == {"a$b`c"}
    assert "a$b" not in json.dumps(ran.report)
