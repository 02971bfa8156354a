"""The whole suite from its folder."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from conformance.errors import Place, UserError, UserErrors, did_you_mean
from conformance.loading import catalogue
from conformance.loading.scenarios import Situation, load_scenario, load_situations
from conformance.loading.yamlfile import read_yaml
from conformance.model.requirement import Capability, Requirement, Ruling
from conformance.model.scenario import Scenario
from conformance.model.suite import Suite
from conformance.model.vocabulary import Vocabulary
from conformance.resources import relative, scenarios_folder

#: The situation that registers one of everything, for the contract phase to work on.
OBJECTS = ("een_van_elk", "een_waarde_van_elke_lijst")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: Files in the root and in a class folder that are not scenarios.
NOT_SCENARIOS = ("requirements.yaml", "rulings.yaml", "capabilities.yaml", "vocabulary.yaml", "situations.yaml")


def load_suite(root: Path | None = None) -> Suite:
    """Everything in a scenarios folder. Raises UserErrors with all mistakes of all files at once."""
    folder = root or scenarios_folder()
    if not (folder / "capabilities.yaml").is_file():
        raise UserError(Place(folder), "this is not a scenarios folder", "it must hold capabilities.yaml")
    capabilities = catalogue.load_capabilities(folder / "capabilities.yaml")
    rulings = catalogue.load_rulings(folder / "rulings.yaml")
    vocabulary = catalogue.load_vocabulary(folder / "vocabulary.yaml")
    requirements = _requirements(folder, capabilities, rulings)
    _check_causes(folder / "vocabulary.yaml", vocabulary, requirements)
    situations = load_situations(folder / "situations.yaml", vocabulary, requirements)
    _check_places(folder, capabilities)
    scenarios = _scenarios(folder, vocabulary, requirements, situations)
    objects = tuple(step for name in OBJECTS if name in situations for step in situations[name].steps)
    return Suite(requirements, rulings, capabilities, vocabulary, scenarios, objects)


def _requirements(
    folder: Path, capabilities: Mapping[str, Capability], rulings: Mapping[str, Ruling]
) -> dict[str, Requirement]:
    found: dict[str, Requirement] = {}
    for name in capabilities:
        file = folder / name / "requirements.yaml"
        if not file.is_file():
            continue
        for identifier, requirement in catalogue.load_requirements(file, name, rulings).items():
            if identifier in found:
                source = read_yaml(file)
                index = [entry["id"] for entry in source.data].index(identifier)
                what = f"{identifier} is defined in class {found[identifier].capability} too"
                raise UserError(source.place(index, "id"), what, "keep one of them")
            found[identifier] = requirement
    return found


def _scenarios(
    folder: Path,
    vocabulary: Vocabulary,
    requirements: Mapping[str, Requirement],
    situations: Mapping[str, Situation],
) -> dict[str, Scenario]:
    found: dict[str, Scenario] = {}
    mistakes: list[UserError] = []
    for file in scenario_files(folder):
        try:
            loaded = load_scenario(file, folder, vocabulary, requirements, situations)
            found.update({scenario.id: scenario for scenario in loaded})
        except UserErrors as error:
            mistakes.extend(error.errors)
        except UserError as error:
            mistakes.append(error)
    mistakes.extend(_double_titles(found))
    if mistakes:
        raise UserErrors(mistakes)
    return found


def _check_causes(file: Path, vocabulary: Vocabulary, requirements: Mapping[str, Requirement]) -> None:
    """The requirement that an action points to when it does not work must exist."""
    wrong = {
        name: word.requirement for name, word in vocabulary.actions.items() if word.requirement not in requirements
    }
    if wrong:
        source = read_yaml(file)
        raise UserErrors(
            UserError(
                source.place("actions", name, "requirement"),
                f"requirement {identifier} does not exist",
                did_you_mean(identifier, requirements) or "see `conformance list requirements`",
            )
            for name, identifier in wrong.items()
        )


def _check_places(folder: Path, capabilities: Mapping[str, Capability]) -> None:
    """A scenario that stands where nobody looks would never be run."""
    mistakes = []
    for file in _files(folder, "yaml", "yml"):
        path = file.relative_to(folder)
        if path.parts[0] not in capabilities:
            fix = did_you_mean(path.parts[0], capabilities) or "move it to the folder of a class, or add the class"
            mistakes.append(UserError(Place(file), f"{path.parts[0]!r} is not a class of capabilities.yaml", fix))
        elif path.suffix == ".yml":
            mistakes.append(UserError(Place(file), "the suite reads files that end in .yaml", "rename it"))
        elif not all(_NAME.fullmatch(part) for part in path.with_suffix("").parts):
            fix = "use small letters, digits and hyphens, such as zonder-onderwerp.yaml"
            mistakes.append(UserError(Place(file), f"{path.stem!r} cannot be part of a scenario's id", fix))
    if mistakes:
        raise UserErrors(mistakes)


def scenario_files(folder: Path) -> list[Path]:
    """The files that hold scenarios, in a fixed order."""
    return [file for file in _files(folder, "yaml") if file.name not in NOT_SCENARIOS]


def _files(folder: Path, *endings: str) -> list[Path]:
    """Files below the folder; what is hidden in it is left alone, but the folder itself may be hidden (.venv)."""
    found = (file for ending in endings for file in folder.glob(f"*/**/*.{ending}"))
    return sorted(file for file in found if not any(part.startswith(".") for part in file.relative_to(folder).parts))


def _double_titles(scenarios: Mapping[str, Scenario]) -> list[UserError]:
    seen: dict[str, Scenario] = {}
    mistakes = []
    for scenario in scenarios.values():
        other = seen.setdefault(scenario.title.nl, scenario)
        if other.file != scenario.file:
            what = f"the title {scenario.title.nl!r} is also that of {other.file}"
            mistakes.append(UserError(Place(relative(Path(scenario.file)), 1), what, "say what sets it apart"))
    return mistakes
