"""Each profile on the reference that speaks it: conformant in both phases, and nothing left out without a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from conformance.reference.dialects import DEFAULT, DIALECTS

from .runs import call

#: Enough to try every operation; the whole budget, and the profile that a run takes by itself, are for the main job.
BUDGET = 500


@pytest.mark.parametrize("profile", sorted(DIALECTS.keys() - {DEFAULT}))
def test_the_reference_is_conformant_in_its_own_dialect(profile: str, tmp_path: Path) -> None:
    """What the profile cannot express is inapplicable, and says why; everything else passes."""
    output = tmp_path / "out"
    ran = call("run", "--profile", profile, "--budget", BUDGET, "--quiet", "--output", output, folder=output)
    report = ran.report
    assert ran.code == 0, ran.out + ran.err
    assert report["conformant"] is True
    assert [found for found in report["findings"] if found["verdict"] == "failed"] == []
    assert not report["incomplete"]
    silent = [row["id"] for row in report["requirements"] if row["verdict"] == "inapplicable" and not row["reason"]]
    assert silent == []
