"""The command line: parses, dispatches, and turns every user mistake into one clear message and exit code 2."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from conformance import __version__
from conformance.errors import UserError, did_you_mean

WRONG_INPUT, SUITE_FAILED = 2, 4
#: As when the system ends a program whose output nobody reads: never the code for conformant.
UNREAD = 141
PHASES = ("scenarios", "contract")
#: Options that may be given more than once are kept in a list of another name.
_OPTIONS = {"classes": "--class", "scenarios": "--scenario", "requirements": "--requirement", "faults": "--fault"}

EPILOG = """exit codes: 0 conformant · 1 not conformant · 2 the call or a file is wrong ·
3 could not be judged · 4 the suite itself failed"""


def parser() -> argparse.ArgumentParser:
    """All commands and options."""
    top = argparse.ArgumentParser(
        "conformance", description="Conformance test suite for Klantinteracties", epilog=EPILOG
    )
    top.add_argument("--version", action="version", version=__version__)
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _run(commands.add_parser("run", help="judge a product, or the embedded reference implementation", epilog=EPILOG))
    for name, help_text in (
        ("report", "make the report of a recorded run, also of one that was cut off"),
        ("rejudge", "recompute every verdict of a recorded run, without network"),
    ):
        command = commands.add_parser(name, help=help_text, epilog=EPILOG)
        command.add_argument("folder", metavar="DIR", help="the folder of a run (it holds evidence.ndjson)")
        command.add_argument("--output", metavar="DIR", help="write the report here instead of into the run's folder")
        command.add_argument("--profile", metavar="NAME", help="judge with this profile instead of the recorded one")
        _language(command)
    _reference(commands.add_parser("reference", help="serve the reference implementation in the foreground"))
    _detect(commands.add_parser("detect", help="look at an endpoint and say which profile fits, and why"))
    _prove(commands.add_parser("prove", help="show that the checks can fail: every fault against every scenario"))
    coverage = commands.add_parser(
        "coverage", help="what stands behind each requirement: scenarios, faults, operations"
    )
    coverage.add_argument("--output", metavar="DIR", help="write coverage.md, .csv and .json here")
    coverage.add_argument("--run", metavar="DIR", help="also say what of the contract this recorded run never tried")
    lint = commands.add_parser("lint", help="check scenarios, profiles and targets")
    lint.add_argument("paths", metavar="PATH", nargs="*", help="files or folders (default: all that the suite has)")
    listing = commands.add_parser("list", help="show what the suite knows")
    listing.add_argument("what", choices=("scenarios", "requirements", "profiles", "faults"))
    return top


def _language(command: argparse.ArgumentParser) -> None:
    command.add_argument("--language", choices=("nl", "en"), default="nl", help="of the summary on screen (nl)")


def _run(command: argparse.ArgumentParser) -> None:
    where = command.add_argument_group("what is judged")
    where.add_argument("--target", metavar="FILE", help="a target.yaml")
    where.add_argument(
        "--profile", metavar="NAME", help="the API version (see `conformance list profiles`), or a folder"
    )
    where.add_argument("--base-url", metavar="URL", help="where the API begins; without it the reference is judged")
    where.add_argument(
        "--header",
        metavar="'NAME: VALUE'",
        action="append",
        default=[],
        help="a header with credentials; CONFORMANCE_HEADER in the environment does the same",
    )
    which = command.add_argument_group("selection")
    which.add_argument(
        "--class",
        dest="classes",
        metavar="NAME",
        action="append",
        default=[],
        help="judge this conformance class instead of those claimed",
    )
    narrowed = "; no contract phase unless --phase asks for it, no certificate"
    which.add_argument(
        "--scenario", dest="scenarios", metavar="ID", action="append", default=[],
        help=f"only this scenario, or all below this path{narrowed}",
    )  # fmt: skip
    which.add_argument(
        "--requirement", dest="requirements", metavar="ID", action="append", default=[],
        help=f"only this requirement{narrowed}",
    )  # fmt: skip
    which.add_argument("--phase", choices=PHASES, help="run only this phase")
    how = command.add_argument_group("how")
    how.add_argument("--concurrency", metavar="N", type=_positive, default=8, help="scenarios at once (8)")
    how.add_argument("--seed", metavar="N", type=int, default=1, help="seed of the contract phase (1)")
    how.add_argument("--budget", metavar="N", type=_positive, help="most requests in the contract phase (1900)")
    how.add_argument(
        "--output", metavar="DIR", help="folder for evidence and report (default: reports/<profile>-<time>)"
    )
    how.add_argument("--allure", action="store_true", help="write allure-results into the output folder")
    how.add_argument(
        "--fault",
        dest="faults",
        metavar="ID",
        action="append",
        default=[],
        help="a fault of the embedded reference implementation",
    )
    how.add_argument("--quiet", action="store_true", help="no progress, only the summary")
    _language(command)


def _reference(command: argparse.ArgumentParser) -> None:
    command.add_argument("--profile", metavar="NAME", default="openklant-0.9", help="the API to speak (openklant-0.9)")
    command.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    command.add_argument("--port", type=int, default=8010, help="port to listen on (8010)")
    command.add_argument("--token", default="geheim", help="what callers must show (geheim)")
    command.add_argument("--fault", dest="faults", metavar="ID", action="append", default=[], help="with this fault")


def _detect(command: argparse.ArgumentParser) -> None:
    command.add_argument("--base-url", metavar="URL", required=True, help="where the API begins, or only its host")
    command.add_argument(
        "--header", metavar="'NAME: VALUE'", action="append", default=[], help="a header with credentials, as for run"
    )
    command.add_argument(
        "--profile",
        dest="profiles",
        metavar="NAME",
        action="append",
        default=[],
        help="try only this profile, by name or folder (all that come with the suite)",
    )
    command.add_argument("--json", action="store_true", help="as JSON, for a program")
    _language(command)


def _prove(command: argparse.ArgumentParser) -> None:
    command.add_argument("--profile", metavar="NAME", default="openklant-0.9", help="of this API (openklant-0.9)")
    command.add_argument("--fault", dest="faults", metavar="ID", action="append", default=[], help="only this fault")
    command.add_argument("--every", metavar="N", type=_positive, default=1, help="only one fault in N")
    command.add_argument("--sockets", action="store_true", help="over real sockets instead of in process")
    command.add_argument(
        "--workers", metavar="N", type=_positive, help="processes at once (as many as there are cores)"
    )
    command.add_argument("--accept", action="store_true", help="agree from now on with what this whole proof shows")
    command.add_argument(
        "--steady", metavar="N", type=_positive, help="instead: N runs without faults, in every order and at any speed"
    )
    command.add_argument(
        "--output", metavar="DIR", default="reports/proof", help="folder for the matrix (reports/proof)"
    )


def _positive(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 100_000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1")
    return int(text)


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options; one that does not exist is told with the one that was probably meant."""
    whole = parser()
    options, unknown = whole.parse_known_args(arguments)
    if unknown:
        word = unknown[0].partition("=")[0]
        help_ = f"see `conformance {options.command} --help`"
        fix = did_you_mean(word, [_OPTIONS.get(name, f"--{name.replace('_', '-')}") for name in vars(options)], help_)
        whole.error(f"unrecognized arguments: {' '.join(unknown)}\n  fix: {fix}")
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the result is the exit code."""
    options = _parsed(arguments)
    module = import_module(f"conformance.commands.{'listing' if options.command == 'list' else options.command}")
    try:
        code: int = module.run(options)
    except UserError as error:
        print(error, *getattr(error, "__notes__", ()), sep="\n", file=sys.stderr)
        return WRONG_INPUT
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:
        return UNREAD
    except Exception as error:
        if os.environ.get("CONFORMANCE_DEBUG"):
            raise
        print(f"the suite itself failed: {type(error).__name__}: {error}\n"
              "  fix: report this to its makers; CONFORMANCE_DEBUG=1 shows where", file=sys.stderr)  # fmt: skip
        return SUITE_FAILED
    return code
