"""Faults that are made from the contract: the same names every time, and each changes what its name says."""

from __future__ import annotations

from pathlib import Path

import pytest

from conformance.model.target import Secret, Target
from conformance.model.verdict import Verdict
from conformance.plan import Plan, Selection
from conformance.proof.agreed import load_agreed
from conformance.proof.matrix import Fate
from conformance.proof.runner import prove, try_fault
from conformance.proof.trials import Trials
from conformance.reference.dialects import TOKEN, dialect
from conformance.reference.faults import FAULTS
from conformance.reference.faults.operators import Operator
from conformance.reference.server import serve
from conformance.session import Session

from .conftest import PROFILE

#: In CI one fault in so many is tried, of catalogue and operators alike; the whole proof is one command away.
EVERY = 97


def kinds(trials: Trials) -> dict[str, list[Operator]]:
    """The operators by what they do."""
    found: dict[str, list[Operator]] = {}
    for name, operator in trials.operators.items():
        found.setdefault(name.partition(":")[0], []).append(operator)
    return found


def test_every_operation_has_operators_of_every_kind_that_fits_it(trials: Trials) -> None:
    """Nobody had to think of them: they follow from the contract."""
    found = kinds(trials)
    operations = trials.basis.contract.operations
    for name in ("status", "zonder-bewijs", "vals-bewijs", "kop-weg-api-version", "fout-als-json"):
        assert {each.operations for each in found[name]} == {(operation,) for operation in operations}
    searching = [
        (each.id, one.name) for each in operations.values() for one in each.parameters if one.location == "query"
    ]
    ignored = {operator.fault.id for operator in found["genegeerd"]}
    assert {
        f"genegeerd:{operation}:{name}" for operation, name in searching if operations[operation].method == "GET"
    } == ignored
    for name in (
        "verplicht-ongetoetst",
        "lengte-ongetoetst",
        "lijst-ongetoetst",
        "veld-weg",
        "veld-soort",
        "code-onbekend",
    ):
        assert found[name], name


def test_names_do_not_depend_on_chance_and_none_is_one_of_the_catalogue(trials: Trials) -> None:
    """Two proofs can be compared line by line."""
    assert list(trials.operators) == list(Trials(PROFILE).operators)
    assert not set(trials.operators) & set(FAULTS)
    for name, operator in trials.operators.items():
        assert operator.fault.breaks, name
        assert operator.fault.zin.endswith("."), name
        assert operator.fault.sentence.endswith("."), name


def test_part_of_the_matrix_is_as_agreed(trials: Trials) -> None:
    """Each of these is killed or explained, and fails nothing but what it breaks and what is known to follow."""
    names = trials.names()[::EVERY]
    matrix = prove(PROFILE, names)
    assert [row.fault for row in matrix.having(Fate.SURVIVED)] == []
    assert matrix.mistakes == ()
    assert [row.error for row in matrix.rows if row.error] == []
    assert len(matrix.rows) > 25


def test_what_is_explained_is_little_and_names_faults_that_exist(trials: Trials) -> None:
    """Two in a hundred at most, each with its reason in two languages."""
    explained = load_agreed(PROFILE, trials.names()).explained
    assert len(explained) <= len(trials.names()) * 0.02
    assert all(reason.nl and reason.en for reason in explained.values())


@pytest.mark.parametrize("kind", ["verplicht-ongetoetst", "genegeerd", "zonder-bewijs"])
def test_over_real_sockets_an_operator_does_the_same(kind: str, trials: Trials) -> None:
    """One of each that the scenarios catch: the row that is made in process is the row that sockets give."""
    agreed = load_agreed(PROFILE, trials.names())
    name = next(each.fault.id for each in kinds(trials)[kind] if each.fault.id not in agreed.explained)
    near, far = try_fault(PROFILE, name, contract=False), try_fault(PROFILE, name, sockets=True, contract=False)
    assert (near.failed, near.unsure, near.kinds) == (far.failed, far.unsure, far.kinds)


@pytest.mark.parametrize(
    "name", ["status:actorenCreate", "onbekende-parameter:actorenList", "lengte-ongetoetst:actoren:/naam:ACT-07"]
)
def test_over_real_sockets_the_contract_phase_finds_the_same(name: str, trials: Trials, tmp_path: Path) -> None:
    """What it finds in process, for the operations of the fault, is what it finds in a run."""
    operator = trials.operators[name]
    near = trials.contract.judgement([operator.fault], operator.operations)
    with serve([operator.fault], TOKEN, dialect=PROFILE) as base_url:
        secret = Secret(*dialect(PROFILE).credentials(TOKEN))
        target = Target(base_url, PROFILE, secrets=(secret,))
        selection = Selection(classes=("actor",), phases=("contract",))
        with Session(Plan(trials.basis, target, selection, (), 1, 4, 250), tmp_path) as session:
            session.contract(lambda _sent, _budget: None)
            session.close()
            far = session.report().findings
    found = {each.requirement for each in near.findings if each.verdict is Verdict.FAILED}
    assert found
    mine = [each for each in far if each.spot.operation in operator.operations]
    assert {each.requirement for each in mine if each.verdict is Verdict.FAILED} == found
