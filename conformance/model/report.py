"""The compliance report as one frozen value; every format is written from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from conformance.model.exchange import Exchange
from conformance.model.finding import Finding, Made
from conformance.model.requirement import Capability, Level, Ruling
from conformance.model.target import Product, Waiver
from conformance.model.text import Text
from conformance.model.verdict import Blame, Verdict


@dataclass(frozen=True, slots=True)
class Unexpressed:
    """A scenario that would have judged a requirement too, and why this profile cannot express it."""

    scenario: str
    reason: Text


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """One requirement in the report. `counts` is true when it decides on `conformant`.

    With anything in `unexpressed` it was judged in part. What was not judged at all has its reason instead.
    """

    id: str
    capability: str
    level: Level
    title: Text
    statement: Text
    source: tuple[str, ...]
    verdict: Verdict
    blame: Blame | None
    scenarios: tuple[str, ...]
    reason: Text | None
    waiver: Waiver | None
    disputed: bool
    rulings: tuple[str, ...]
    counts: bool
    unexpressed: tuple[Unexpressed, ...] = ()


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """One scenario in the report; `steps` are the YAML steps as written, with their lines."""

    id: str
    title: Text
    verifies: tuple[str, ...]
    verdict: Verdict
    blame: Blame | None
    seconds: float
    attempts: int
    unstable: bool
    file: str
    line: int
    exchanges: tuple[int, ...]
    reason: Text | None


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One claimed conformance class, with the number of requirements per verdict."""

    capability: Capability
    conformant: bool | None
    counts: Mapping[Verdict, int]


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """An exchange that a finding points at, with the command that repeats it."""

    number: int
    exchange: Exchange
    curl: str


@dataclass(frozen=True, slots=True)
class ContractSummary:
    """What the contract phase did; absent when it did not run.

    `requests` counts against `budget`. Besides came those for `preparing` objects, for `removing` what was registered,
    and those sent `again` because the product turned them away at first.
    """

    requests: int
    budget: int
    operations: int
    seconds: float
    preparing: int = 0
    removing: int = 0
    again: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a reader needs. Times are RFC 3339 in UTC; `incomplete` says why the run did not end."""

    conformant: bool | None
    classes: tuple[ClassRow, ...]
    requirements: tuple[RequirementRow, ...]
    scenarios: tuple[ScenarioRow, ...]
    findings: tuple[Finding, ...]
    residue: tuple[Made, ...]
    evidence: tuple[EvidenceItem, ...]
    rulings: tuple[Ruling, ...]
    suite_version: str
    profile: str
    profile_digest: str
    base_url: str
    product: Product
    claims: tuple[str, ...]
    phases: tuple[str, ...]
    narrowed: bool
    seed: int
    started: str
    finished: str
    seconds: float
    requests: int
    contract: ContractSummary | None
    incomplete: Text | None
    warnings: tuple[Text, ...] = ()
    #: What to type to repeat the run, without secrets; empty when that is not known.
    command: str = ""
