"""`conformance list`: what the suite knows, one line each."""

from __future__ import annotations

from argparse import Namespace

from conformance.loading.profiles import find_profile, load_profile, profile_names
from conformance.loading.suite import load_suite


def run(options: Namespace) -> int:
    """Print one kind of thing."""
    if options.what == "faults":
        from conformance.reference.faults import FAULTS  # noqa: PLC0415 - a large catalogue, only when used

        for fault in FAULTS.values():
            print(f"{fault.id:<45} {', '.join(fault.breaks):<18} {fault.sentence}")
        return 0
    suite = load_suite()
    if options.what == "scenarios":
        for scenario in suite.scenarios.values():
            print(f"{scenario.id:<60} {', '.join(scenario.verifies):<18} {scenario.title.nl}")
    elif options.what == "requirements":
        for requirement in suite.requirements.values():
            verified = sum(requirement.id in scenario.verifies for scenario in suite.scenarios.values())
            how = "not tested" if requirement.not_tested else f"{verified} scenarios"
            print(
                f"{requirement.id} {requirement.level:<6} {requirement.capability:<22} {how:<13} {requirement.title.nl}"
            )
    else:
        for name in profile_names():
            profile = load_profile(find_profile(name), suite.vocabulary).profile
            print(
                f"{name:<20} {profile.title.nl} ({len(profile.actions)} actions, {len(profile.operations)} operations)"
            )
    return 0
