"""What a run is about: the files it stands on, the product, and what was selected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from conformance.binding import Binding
from conformance.contract.document import Contract
from conformance.contract.klanttaken import REQUIREMENT
from conformance.contract.mapping import Requirements
from conformance.contract.parsing import Unreadable as UnreadableBody
from conformance.contract.parsing import parse_json
from conformance.contract.scenario import conform
from conformance.errors import UserError, did_you_mean
from conformance.lacking import lacking
from conformance.loading.klanttaken import load_forms
from conformance.loading.profiles import find_profile, load_profile
from conformance.loading.suite import load_suite
from conformance.model.exchange import Exchange
from conformance.model.finding import Finding, Spot
from conformance.model.klanttaak import KlanttaakForm
from conformance.model.profile import Profile
from conformance.model.requirement import Level
from conformance.model.scenario import Scenario
from conformance.model.suite import Suite
from conformance.model.target import Target
from conformance.play import Conform, Parse, Unreadable

PHASES = ("scenarios", "contract")
DEFAULT_BUDGET = 1900


@dataclass(frozen=True, slots=True)
class Selection:
    """What the caller asked for; empty means everything."""

    classes: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    phases: tuple[str, ...] = PHASES

    @property
    def narrowed(self) -> bool:
        """Whether less than the claimed classes is tried, so that no certificate can come of it."""
        return bool(self.scenarios or self.requirements) or "scenarios" not in self.phases


@dataclass(frozen=True, slots=True)
class Basis:
    """The suite and a profile, ready to judge with: what a run and a re-judging share."""

    suite: Suite
    profile: Profile
    contract: Contract
    requirements: Requirements
    #: The forms of a klanttaak outside this API.
    klanttaken: Mapping[str, KlanttaakForm] = field(default_factory=dict)

    def binding(self, base_url: str, claims: Iterable[str] = ()) -> Binding:
        """The translation for one address, of a product that claims these classes; all of them when none is named."""
        may_lack = lacking(self.profile, self.suite, claims)
        return Binding(self.profile, self.suite.vocabulary, base_url, may_lack)

    def conform(self) -> Conform:
        """The judge of forms for this profile."""

        def judge(operation: str, exchange: Exchange, spot: Spot) -> tuple[list[Finding], list[str]]:
            return conform(self.contract, self.requirements, operation, exchange, spot=spot)

        return judge


def load_basis(profile: str, scenarios: Path | None = None) -> Basis:
    """Read the suite and one profile. Raises UserError."""
    suite = load_suite(scenarios)
    loaded = load_profile(find_profile(profile), suite.vocabulary)
    contract = Contract.of(loaded.contract, f"{loaded.profile.file.rpartition('/')[0]}/contract.yaml")
    if scenarios is None:  # a folder of one's own need not have the whole catalogue
        _mays(loaded.profile, suite)
    where = f"{loaded.profile.file}: contract_requirements"
    requirements = Requirements.of(loaded.profile.contract_requirements, suite.requirements, where)
    return Basis(suite, loaded.profile, contract, requirements, load_forms())


def _mays(profile: Profile, suite: Suite) -> None:
    """A product may do without something only where a MAY says so."""
    mays = [name for name, each in suite.requirements.items() if each.level is Level.MAY]
    for collection, name in profile.optional.items():
        if name not in mays:
            what = f"{name!r} is no MAY of the catalogue, so {collection} is not optional"
            raise UserError(f"{profile.file}: optional", what, did_you_mean(name, mays))


def parser(depth: int) -> Parse:
    """Reads bodies for the judges; raises Unreadable with the reason."""

    def parse(body: bytes) -> Any:
        value = parse_json(body, depth)
        if isinstance(value, UnreadableBody):
            raise Unreadable(value.reason)
        return value

    return parse


@dataclass(frozen=True, slots=True)
class Plan:
    """One run, decided before anything is sent."""

    basis: Basis
    target: Target
    selection: Selection
    scenarios: tuple[Scenario, ...]
    seed: int = 1
    concurrency: int = 8
    budget: int = DEFAULT_BUDGET
    #: What was typed, without secrets.
    command: str = ""

    @property
    def claims(self) -> tuple[str, ...]:
        """The classes to judge: those asked for, else those claimed, else all."""
        return self.selection.classes or self.target.claims or tuple(self.basis.suite.capabilities)


def select(suite: Suite, target: Target, selection: Selection) -> tuple[Scenario, ...]:
    """The scenarios to run. Raises UserError for a name that does not exist, and when nothing is left."""
    _known("--class", selection.classes, suite.capabilities)
    _known("--requirement", selection.requirements, suite.requirements)
    claimed = suite.closure(selection.classes or target.claims)
    for name in selection.requirements:
        if (own := suite.requirements[name].capability) not in claimed:
            what = f"{name} belongs to class {own!r}, which this run does not judge"
            raise UserError("--requirement", what, f"add --class {own}")
    found = [
        scenario
        for scenario in suite.scenarios.values()
        if any(suite.requirements[name].capability in claimed for name in scenario.verifies)
        and (not selection.requirements or set(scenario.verifies) & set(selection.requirements))
        and (not selection.scenarios or any(_matches(scenario.id, name) for name in selection.scenarios))
    ]
    for name in selection.scenarios:
        if not any(_matches(known, name) for known in suite.scenarios):
            fix = did_you_mean(name, suite.scenarios, "see `conformance list scenarios`")
            raise UserError("--scenario", f"there is no scenario {name!r}", fix)
    elsewhere = target.klanttaken is not None and REQUIREMENT in selection.requirements
    if not found and "scenarios" in selection.phases and not elsewhere:
        raise UserError("selection", "no scenario is left", "the options exclude each other; take one away")
    return tuple(found)


def _matches(scenario: str, name: str) -> bool:
    return scenario == name or scenario.startswith(name.rstrip("/") + "/")


def _known(option: str, names: Iterable[str], known: Mapping[str, object]) -> None:
    for name in names:
        if name not in known:
            every = f"known: {', '.join(known)}" if option == "--class" else "see `conformance list requirements`"
            raise UserError(option, f"{name!r} does not exist", did_you_mean(name, known, every))
