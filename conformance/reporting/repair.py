"""What to repair first: findings that say the same put together, and causes before what follows from them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from conformance.model.finding import Finding, Kind
from conformance.model.report import Report, RequirementRow
from conformance.model.verdict import Blame, Verdict

#: How a message says that the same was seen elsewhere too.
_PLACES = re.compile(r" \(en op \d+ andere plek(ken)?\)$")

#: Whose turn it is first: what the product has to mend, then what keeps it from being judged.
_ORDER = (Blame.PRODUCT, Blame.CONFIGURATION, Blame.ENVIRONMENT, Blame.SPECIFICATION, Blame.SUITE)


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing to mend.

    `findings` all say it, the first as the example; `row` is the requirement when the report has it.
    `blocked` are the requirements that cannot be judged well before this is mended, in the order in
    which they turned up. `waived` is true when somebody allows the requirement to fail for now.
    """

    findings: tuple[Finding, ...]
    row: RequirementRow | None
    blocked: tuple[str, ...]
    waived: bool

    @property
    def first(self) -> Finding:
        """The finding that stands for all."""
        return self.findings[0]


def repairs(report: Report) -> tuple[Repair, ...]:
    """All there is to mend, most pressing first; what merely follows from another is in its `blocked`."""
    bad = [finding for finding in report.findings if finding.verdict in (Verdict.FAILED, Verdict.CANT_TELL)]
    roots = _roots(bad)
    rows = {row.id: row for row in report.requirements}
    groups: dict[tuple[str, Blame, str], list[Finding]] = {}
    blocked: dict[str, list[str]] = {}
    for finding in bad:
        root = roots.get(finding.cause, finding.requirement)
        if root == finding.requirement:
            groups.setdefault(_what(root, finding), []).append(finding)
        else:
            blocked.setdefault(root, []).append(finding.requirement)
    found = [_repair(group, rows.get(group[0].requirement), blocked.get(key[0], [])) for key, group in groups.items()]
    return tuple(sorted(found, key=_urgency))


def _what(root: str, finding: Finding) -> tuple[str, Blame, str]:
    """What makes findings one thing to mend. Changing outcomes are one: what lies behind them is seldom several."""
    if finding.kind is Kind.INSTABILITY:
        return "", finding.blame, finding.kind
    return root, finding.blame, _PLACES.sub("", finding.message.nl)


def by_actor(found: Iterable[Repair]) -> tuple[tuple[Blame, tuple[Repair, ...]], ...]:
    """The same repairs per party that has to act, waived ones left out."""
    due = [repair for repair in found if not repair.waived]
    parties = [(blame, tuple(repair for repair in due if repair.first.blame is blame)) for blame in _ORDER]
    return tuple((blame, its) for blame, its in parties if its)


def unstable(report: Report) -> tuple[Finding, ...]:
    """The findings that say that an outcome changed between attempts."""
    return tuple(finding for finding in report.findings if finding.kind is Kind.INSTABILITY)


def _roots(bad: Iterable[Finding]) -> dict[str, str]:
    """Per requirement with a finding, the requirement whose mending comes first: often itself.

    One with a finding of its own waits for nothing. Of requirements that wait for each other, each is
    its own root: better shown twice than not at all.
    """
    bad = tuple(bad)
    named = {finding.requirement for finding in bad}
    own = {finding.requirement for finding in bad if finding.cause not in named - {finding.requirement}}
    causes = {finding.requirement: finding.cause for finding in bad if finding.requirement not in own}
    return {requirement: _end(requirement, causes) for requirement in named}


def _end(requirement: str, causes: dict[str, str]) -> str:
    """The end of the chain of causes; where the chain is a ring, the last one before it closes."""
    seen = [requirement]
    while (cause := causes.get(seen[-1])) and cause not in seen:
        seen.append(cause)
    return seen[-1]


def _repair(group: list[Finding], row: RequirementRow | None, blocked: list[str]) -> Repair:
    return Repair(
        findings=tuple(group),
        row=row,
        blocked=tuple(dict.fromkeys(blocked)),
        waived=row is not None and row.waiver is not None and not row.counts,
    )


def _urgency(repair: Repair) -> tuple[bool, int, bool, bool, int, bool, int, str]:
    """Not waived, who has to act, seen each time, failed before unclear, most blocked, mandatory, most often, name."""
    first = repair.first
    return (
        repair.waived,
        _ORDER.index(first.blame),
        first.kind is Kind.INSTABILITY,
        first.verdict is not Verdict.FAILED,
        -len(repair.blocked),
        repair.row is None or not repair.row.counts,
        -len(repair.findings),
        first.requirement,
    )
