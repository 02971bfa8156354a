"""The whole suite from its folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from conformance.errors import Place, UserError, UserErrors
from conformance.loading import catalogue
from conformance.loading.scenarios import Situation, load_scenario, load_situations
from conformance.model.requirement import Capability, Requirement, Ruling
from conformance.model.scenario import Scenario
from conformance.model.suite import Suite
from conformance.model.vocabulary import Vocabulary
from conformance.resources import relative, scenarios_folder

#: The situation that registers one of everything, for the contract phase to work on.
OBJECTS = "een_van_elk"
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
    situations = load_situations(folder / "situations.yaml", vocabulary, requirements)
    scenarios = _scenarios(folder, vocabulary, requirements, situations)
    objects = situations[OBJECTS].steps if OBJECTS in situations else ()
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
                raise UserError(Place(file), f"{identifier} is defined in two classes", "keep one of them")
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


def scenario_files(folder: Path) -> list[Path]:
    """The files that hold scenarios, in a fixed order."""
    return sorted(
        file
        for file in folder.glob("*/**/*.yaml")
        if file.name not in NOT_SCENARIOS and not any(part.startswith(".") for part in file.parts)
    )


def _double_titles(scenarios: Mapping[str, Scenario]) -> list[UserError]:
    seen: dict[str, Scenario] = {}
    mistakes = []
    for scenario in scenarios.values():
        other = seen.setdefault(scenario.title.nl, scenario)
        if other.file != scenario.file:
            what = f"the title {scenario.title.nl!r} is also that of {other.file}"
            mistakes.append(UserError(Place(relative(Path(scenario.file)), 1), what, "say what sets it apart"))
    return mistakes
