"""Reads a broken file of the gallery as the kind of file that it is, among files that are right."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from conformance.errors import UserError
from conformance.loading.profiles import load_profile
from conformance.loading.scenarios import load_scenario, load_situations
from conformance.loading.suite import load_suite
from conformance.loading.targets import check_claims, load_target
from conformance.model.suite import Suite

SMALL = Path(__file__).parent / "small"
GALLERY = Path(__file__).parent / "gallery"
ENVIRONMENT = {"PRODUCT_TOKEN": "geheim", "TOKEN_IN_TWO_LINES": "een\ntwee"}


@cache
def small_suite() -> Suite:
    """The suite of a few words."""
    return load_suite(SMALL / "scenarios")


def scenario(file: Path, _: Path) -> None:
    """Read a scenario of the small suite."""
    suite = small_suite()
    situations = load_situations(SMALL / "scenarios/situations.yaml", suite.vocabulary, suite.requirements)
    load_scenario(file, file.parent, suite.vocabulary, suite.requirements, situations)


def target(file: Path, _: Path) -> None:
    """Read a target, with the classes and requirements of the small suite."""
    check_claims(load_target(file, ENVIRONMENT), small_suite(), str(file))


def profile(file: Path, folder: Path) -> None:
    """Read a profile with this file in place of one of the small profile."""
    shutil.copytree(SMALL / "profile", folder, dirs_exist_ok=True)
    shutil.copy(file, folder / f"{file.parent.name}.yaml")
    load_profile(folder, small_suite().vocabulary)


def catalogue(file: Path, folder: Path) -> None:
    """Read a suite with this file in place of one of the small suite."""
    shutil.copytree(SMALL / "scenarios", folder, dirs_exist_ok=True)
    kind = file.parent.name
    shutil.copy(
        file, folder / "klantcontact" / "requirements.yaml" if kind == "requirements" else folder / f"{kind}.yaml"
    )
    load_suite(folder)


KINDS: Mapping[str, Callable[[Path, Path], None]] = {
    "yaml": scenario,
    "scenario": scenario,
    "target": target,
    "profile": profile,
    "contract": profile,
    "requirements": catalogue,
    "rulings": catalogue,
    "vocabulary": catalogue,
    "capabilities": catalogue,
    "situations": catalogue,
}


def message(kind: str, name: str, folder: Path) -> str:
    """What the author of a broken file reads; `folder` is empty and for use. Call it from the gallery."""
    file = Path(kind) / f"{name}.yaml"
    try:
        KINDS[kind](file, folder)
    except UserError as error:
        text = str(error)
        for copy in (f"{folder}/klantcontact/{kind}.yaml", f"{folder}/{kind}.yaml"):
            text = text.replace(copy, str(file))
        return text.replace(f"{folder}/", "")
    return "(nothing is wrong)"
