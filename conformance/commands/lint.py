"""`conformance lint`: check the suite's own files, or files of one's own, without running anything."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from conformance.errors import Place, UserError
from conformance.loading.klanttaken import forms_folder, load_form
from conformance.loading.profiles import find_profile, profile_names
from conformance.loading.scenarios import load_scenario, load_situations
from conformance.loading.suite import NOT_SCENARIOS, load_suite
from conformance.loading.targets import check_claims, load_target
from conformance.model.suite import Suite
from conformance.plan import load_basis


def run(options: Namespace) -> int:
    """Check every path; print every mistake with its place, and a count at the end."""
    mistakes: list[UserError] = []
    suite = load_suite()
    paths = [Path(path) for path in options.paths] or [
        *(find_profile(name) for name in profile_names()),
        forms_folder(),
    ]
    for path in paths:
        try:
            _check(path, suite)
        except UserError as error:
            mistakes.append(error)
    for mistake in mistakes:
        print(mistake, file=sys.stderr)
    print(
        f"{len(suite.scenarios)} scenarios, {len(suite.requirements)} requirements, {len(paths)} paths checked: "
        + (f"{len(mistakes)} wrong" if mistakes else "all right")
    )
    return 2 if mistakes else 0


def _check(path: Path, suite: Suite) -> None:
    if path.is_dir():
        _check_folder(path, suite)
    elif not path.is_file():
        raise UserError(Place(path), "there is no such file", "check the path")
    elif path.name in ("profile.yaml", "contract.yaml"):
        load_basis(str(path.parent))
    elif path.suffix not in (".yaml", ".yml"):
        raise UserError(Place(path), "this is not a YAML file", "lint checks scenarios, profiles and targets")
    elif root := next((up for up in path.resolve().parents if (up / "capabilities.yaml").is_file()), None):
        _check_scenario(path.resolve(), root)
    else:
        _check_loose(path, suite)


def _check_folder(path: Path, suite: Suite) -> None:
    if (path / "profile.yaml").is_file():
        load_basis(str(path))
    elif (path / "capabilities.yaml").is_file():
        load_suite(path)
    elif files := sorted(file for file in path.rglob("*.yaml") if file.name != "contract.yaml"):
        for file in files:
            _check(file, suite)
    else:
        raise UserError(Place(path), "there is nothing to check here", "give a scenarios folder, a profile or a target")


def _check_scenario(path: Path, root: Path) -> None:
    if path.name in NOT_SCENARIOS:
        load_suite(root)
        return
    suite = load_suite(root)
    situations = load_situations(root / "situations.yaml", suite.vocabulary, suite.requirements)
    load_scenario(path, root, suite.vocabulary, suite.requirements, situations)


def _check_loose(path: Path, suite: Suite) -> None:
    """A file outside a suite: a form of a klanttaak, a scenario of one's own, or else a target."""
    from conformance.loading.yamlfile import read_yaml  # noqa: PLC0415

    data = read_yaml(path).data
    if isinstance(data, dict) and "schema" in data:
        load_form(path)
        return
    if isinstance(data, dict) and "steps" in data:
        load_scenario(path, path.parent, suite.vocabulary, suite.requirements, {})
        return
    target = load_target(path, os.environ)
    check_claims(target, suite, str(path))
    find_profile(target.profile)
