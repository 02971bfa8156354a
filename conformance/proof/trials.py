"""One fault at a time against everything that could catch it, and what came of it."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, cached_property
from typing import Any

from conformance.contract.klanttaken import REQUIREMENT as KLANTTAKEN
from conformance.contract.ledger import Judgement
from conformance.engine import Engine
from conformance.model.finding import Finding, ScenarioResult
from conformance.model.scenario import Scenario
from conformance.model.target import Secret, Target
from conformance.model.text import Text
from conformance.model.verdict import Verdict
from conformance.plan import Basis, Selection, load_basis, parser, select
from conformance.proof.contract_tries import ContractTries
from conformance.proof.facts import facts_of
from conformance.proof.matrix import Fate, FaultRow
from conformance.proof.rehearsal import Outcome, Rehearsal
from conformance.reference.dialects import TOKEN, dialect
from conformance.reference.faults import FAULTS, Fault
from conformance.reference.faults.operators import Operator, operators
from conformance.rollup import Judged, requirement_rows
from conformance.transport import Transport

#: Of the faults that the scenarios catch, one in so many is tried with the contract phase as well.
CONTRACT_EVERY = 25
_MOST_SCENARIOS = 12


class NoLog:
    """Takes the place of the evidence log: a proof keeps only its outcome."""

    def write(self, event: str, **fields: Any) -> None:
        """Forget the event."""


class Trials:
    """Everything that is needed to try faults of one profile: made once in each process."""

    def __init__(self, profile: str) -> None:
        self.basis = load_basis(profile)
        target = Target("http://reference", profile)
        self.rehearsal = Rehearsal(self.basis, select(self.basis.suite, target, Selection()))
        self.contract = ContractTries(self.basis)
        self.operators: Mapping[str, Operator] = operators(facts_of(self.basis, self.rehearsal.lines), dialect(profile))

    def names(self) -> tuple[str, ...]:
        """Every fault for this profile: those of the catalogue, then those that the operators make."""
        mine = (name for name, fault in FAULTS.items() if self.basis.profile.id in fault.dialects)
        return (*mine, *self.operators)

    @cached_property
    def judged(self) -> tuple[str, ...]:
        """The requirements that this API can show anything of: the others no fault could make fail.

        Klanttaken live outside the API and its reference; `tests/running/test_klanttaken.py` makes that one fail.
        """
        attempts = {line.scenario.id: (line.result,) for line in self.rehearsal.lines}
        verdicts = _verdicts(self.basis, Judged(attempts, (), {}))
        known, beyond = self.basis.suite.requirements, {KLANTTAKEN}
        beyond |= {name for name, verdict in verdicts.items() if verdict is Verdict.INAPPLICABLE}
        return tuple(name for name in verdicts if name not in beyond and not known[name].not_tested)

    def row(self, name: str, *, sockets: bool = False, contract: bool | None = None) -> FaultRow:
        """What one fault does; an empty name means none.

        The contract phase is tried when `contract` says so; when it is None, for faults that the scenarios leave alive
        and for some of the others.
        """
        operator = self.operators.get(name)
        fault = operator.fault if operator else FAULTS.get(name)
        sentence = Text(fault.zin, fault.sentence) if fault else Text("Geen enkel defect.", "No fault at all.")
        expected = self._expected(fault.breaks if fault else ())
        try:
            found = self._outcome(fault, operator, sockets)
            row = _row(self.basis, name, sentence, expected, found, bool(operator))
            if contract or (contract is None and (row.fate is not Fate.KILLED or _chosen(name))):
                row = self._with_contract(row, fault, operator)
        except Exception as error:  # noqa: BLE001 - one fault that breaks the suite must not hide the others
            return FaultRow(name, sentence, expected, (), made=bool(operator), error=f"{type(error).__name__}: {error}")
        return row

    def _expected(self, breaks: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in breaks if name in self.judged)

    def _outcome(self, fault: Fault | None, operator: Operator | None, sockets: bool) -> Outcome:
        faults = [fault] if fault else []
        if sockets:
            where = self.rehearsal.touched(operator.operations, operator.on) if operator else self.rehearsal.touched()
            lines = self.rehearsal.lines
            found = _over_a_socket(self.basis, faults, [lines[index].scenario for index in where])
            known = {line.scenario.id: line.result for line in lines}
            return Outcome(tuple((known | {each.scenario: each for each in found}).values()), True)
        if operator is None:
            return self.rehearsal.outcome(faults)
        return self.rehearsal.outcome(faults, operator.operations, operator.on)

    def _with_contract(self, row: FaultRow, fault: Fault | None, operator: Operator | None) -> FaultRow:
        faults = [fault] if fault else []
        judgement = self.contract.judgement(faults, operator.operations if operator else ())
        return _contracted(self.basis, row, judgement)


@cache
def trials(profile: str) -> Trials:
    """The trials of a profile: made once in each process."""
    return Trials(profile)


def _chosen(name: str) -> bool:
    return zlib.crc32(name.encode()) % CONTRACT_EVERY == 0


def _over_a_socket(basis: Basis, faults: Sequence[Fault], scenarios: Sequence[Scenario]) -> list[ScenarioResult]:
    from conformance.reference.server import serve  # noqa: PLC0415

    with serve(faults, TOKEN, dialect=basis.profile.id) as base_url:
        return asyncio.run(_play(basis, base_url, scenarios))


async def _play(basis: Basis, base_url: str, scenarios: Sequence[Scenario]) -> list[ScenarioResult]:
    secret = Secret(*dialect(basis.profile.id).credentials(TOKEN))
    target = Target(base_url, basis.profile.id, secrets=(secret,))
    async with Transport(target) as transport:
        engine = Engine(
            basis.binding(base_url), transport, NoLog(), basis.conform(), parser(target.limits.depth),
            nonce="00000000", start=datetime(2026, 1, 1, 12, tzinfo=UTC),
        )  # fmt: skip
        return [await engine.attempt(scenario, 1) for scenario in scenarios]


def _row(
    basis: Basis, name: str, sentence: Text, expected: tuple[str, ...], outcome: Outcome, made: bool
) -> FaultRow:  # fmt: skip
    """What the scenarios say about one fault."""
    observed: dict[str, int] = {}
    attempts = {}
    for result in outcome.results:
        attempts[result.scenario] = (result,)
        for requirement, number in result.observed:
            observed[requirement] = observed.get(requirement, 0) + number
    judged = Judged(attempts, (), observed)
    verdicts = _verdicts(basis, judged)
    findings: list[Finding] = [each for each in judged.findings() if each.verdict is Verdict.FAILED]
    home = not name or made or basis.profile.id == FAULTS[name].dialects[0]
    return FaultRow(
        fault=name,
        sentence=sentence,
        expected=expected,
        failed=tuple(one for one, verdict in verdicts.items() if verdict is Verdict.FAILED),
        unsure=tuple(one for one, verdict in verdicts.items() if verdict is Verdict.CANT_TELL),
        kinds=tuple(sorted({str(each.kind) for each in findings})),
        scenarios=tuple(sorted({each.spot.scenario for each in findings}))[:_MOST_SCENARIOS],
        silent=not outcome.changed and not home,
        made=made,
    )


def _verdicts(basis: Basis, judged: Judged) -> dict[str, Verdict]:
    suite = basis.suite
    claimed, unable = suite.closure(()), basis.profile.unable
    rows = requirement_rows(suite, judged, claimed, unable, (), narrowed=False, today="2026-01-01")
    return {row.id: row.verdict for row in rows}


def _contracted(basis: Basis, row: FaultRow, judgement: Judgement) -> FaultRow:
    """The row, with what the contract phase says besides."""
    failed = [each for each in judgement.findings if each.verdict is Verdict.FAILED]
    known = basis.suite.requirements
    names = {each.requirement for each in failed if each.requirement in known}
    return FaultRow(
        fault=row.fault, sentence=row.sentence, expected=row.expected, failed=row.failed, unsure=row.unsure,
        by_contract=tuple(name for name in known if name in names),
        tried=True,
        kinds=tuple(sorted({*row.kinds, *(str(each.kind) for each in failed)})),
        scenarios=row.scenarios, silent=row.silent and not failed, made=row.made,
    )  # fmt: skip
