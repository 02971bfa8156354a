"""A judge that is broken on purpose: the proof fails, and says which kind of expectation and which requirements."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conformance import play
from conformance.commands import prove
from conformance.contract.judging import assess
from conformance.contract.scenario import conform
from conformance.model.finding import Finding, Kind
from conformance.proof.agreed import load_agreed
from conformance.proof.runner import KINDS
from conformance.proof.trials import Trials

from .conftest import PROFILE

_JUDGES = ("judge_outcome", "judge_record", "judge_found", "judge_blames", "judge_disclosure", "judge_unreadable")
_FAULTS = 2


def ignoring(patch: pytest.MonkeyPatch, kind: str) -> None:
    """From now on no judge sees a departure of this kind."""
    for name in _JUDGES:
        patch.setattr(play, name, _blind(getattr(play, name), kind))

    def half_blind(*arguments: Any, **more: Any) -> tuple[list[Finding], list[str]]:
        findings, applied = conform(*arguments, **more)
        return [each for each in findings if each.kind != kind], applied

    patch.setattr("conformance.plan.conform", half_blind)

    def assessed(*arguments: Any) -> Any:
        found = assess(*arguments)
        return type(found)(tuple(each for each in found.issues if each.check != kind), found.applied)

    patch.setattr("conformance.contract.ledger.assess", assessed)


def _blind(judge: Callable[..., list[Finding]], kind: str) -> Callable[..., list[Finding]]:
    return lambda *arguments, **more: [each for each in judge(*arguments, **more) if each.kind != kind]


def noticed_only_by(kind: str, trials: Trials) -> list[str]:
    """Faults that nothing else notices, as agreed on after the last whole proof; the quick ones first."""
    known = load_agreed(PROFILE, trials.names())
    found = [name for name, kinds in known.noticed.items() if kinds == {kind} and name not in known.explained]
    return sorted(found, key=lambda name: (name not in trials.operators, len(known.also[name]), name))


@pytest.mark.parametrize("kind", KINDS)
def test_a_proof_fails_when_a_kind_of_expectation_is_ignored(
    kind: str, trials: Trials, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a sound judge the same proof succeeds; with the broken one it names the kind and the fault."""
    assert kind in set(Kind)
    faults = noticed_only_by(kind, trials)[:_FAULTS]
    assert len(faults) == _FAULTS, f"no faults that only {kind} notices"
    options = Namespace(
        profile=PROFILE, faults=faults, every=1, sockets=False, workers=0, accept=False, steady=None, output=tmp_path
    )
    assert prove.run(options) == 0, capsys.readouterr().out
    capsys.readouterr()
    ignoring(monkeypatch, kind)
    assert prove.run(options) == 1
    told = capsys.readouterr().out
    assert all(f"{fault}: no longer noticed by {kind}" in told for fault in faults)
