"""From records to findings: only what was seen, repeated and seen again becomes a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from conformance.contract import texts
from conformance.contract.document import Contract
from conformance.contract.issues import Assessment, ContractIssue, Place, Rule
from conformance.contract.judging import DEPTH, assess
from conformance.contract.mapping import Requirements
from conformance.contract.records import Record
from conformance.model.exchange import Request
from conformance.model.finding import Finding, Kind, Spot
from conformance.model.text import Text
from conformance.model.verdict import Blame, Verdict

#: How often a suspicion is repeated at most before it is let go.
TRIES = 3
_MOST_EXCHANGES = 6  # named in one finding
_MOST_PLACES = 8  # told in one finding
_NOTHING = Request("", "")

#: An operation, a rule, and the place: what makes two issues the same defect.
Key = tuple[str, Rule, str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the contract phase found.

    `findings` were seen twice. `observations` were seen once and not again, or could not be repeated: they are
    no verdict. `observed` counts per requirement how often one of its rules was really applied.
    """

    findings: tuple[Finding, ...] = ()
    observations: tuple[Finding, ...] = ()
    observed: tuple[tuple[str, int], ...] = ()


@dataclass(slots=True)
class _Suspicion:
    """One possible defect: where it was seen, which of those were repeated, and with what result."""

    issue: ContractIssue
    seen: list[int] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    confirmed: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A judged record without its exchange, so that a long phase does not keep every answer in memory."""

    record: Record
    found: Assessment


class Ledger:
    """Judges records. Pure: the same records give the same judgement, in whatever order they come in."""

    def __init__(self, contract: Contract, requirements: Requirements, depth: int = DEPTH) -> None:
        self.contract, self.requirements, self.depth = contract, requirements, depth
        self._entries: list[_Entry] = []

    def add(self, record: Record) -> Assessment:
        """Judge one record and remember what it says."""
        found = assess(self.contract, record.operation, record.exchange, record.expectation, self.depth)
        bare = replace(record.exchange, request=_NOTHING, response=None, failure=None)
        self._entries.append(_Entry(replace(record, exchange=bare), found))
        return found

    def wanting(self) -> list[tuple[int, int]]:
        """What to repeat next, as (number of the exchange, how often its suspicion was repeated before).

        One for every suspicion that is still open; the next time another request that raised it, if there is one.
        """
        wanted: dict[int, int] = {}
        for suspicion in self._suspicions().values():
            tried = len(suspicion.repeated)
            if not suspicion.confirmed and tried < TRIES and not any(each in wanted for each in suspicion.seen):
                wanted[suspicion.seen[tried % len(suspicion.seen)]] = tried
        return list(wanted.items())

    def judgement(self) -> Judgement:
        """The findings so far."""
        suspicions = self._suspicions()
        return Judgement(tuple(self._findings(suspicions)), tuple(self._observations(suspicions)), self._observed())

    def _ordered(self) -> list[_Entry]:
        return sorted(self._entries, key=lambda entry: entry.record.order)

    def _suspicions(self) -> dict[Key, _Suspicion]:
        suspicions: dict[Key, _Suspicion] = {}
        repeats = []
        for entry in self._ordered():
            if entry.record.replay_of is not None:
                repeats.append(entry)
                continue
            for issue in entry.found.issues:
                if self._requirement(entry.record.operation, _place(issue)) is not None:
                    suspicion = suspicions.setdefault(_key(entry.record, issue), _Suspicion(issue))
                    suspicion.seen.append(entry.record.number)
        for entry in repeats:
            _repeat(suspicions, entry)
        return suspicions

    def _observed(self) -> tuple[tuple[str, int], ...]:
        counts: dict[str, int] = {}
        for entry in self._entries:
            if entry.record.replay_of is None:
                for place in entry.found.applied:
                    requirement = self._requirement(entry.record.operation, place)
                    if requirement is not None:
                        counts[requirement] = counts.get(requirement, 0) + 1
        return tuple(sorted(counts.items()))

    def _requirement(self, operation: str, place: Place) -> str | None:
        return self.requirements.requirement(self.contract.operations.get(operation), place)

    def _about(self, operation: str, issue: ContractIssue) -> str:
        return self._requirement(operation, _place(issue)) or self.requirements.fallback

    def _findings(self, suspicions: Mapping[Key, _Suspicion]) -> Iterator[Finding]:
        groups: dict[tuple[str, Rule, str], list[_Suspicion]] = {}
        for (operation, rule, _), suspicion in suspicions.items():
            if suspicion.confirmed:
                groups.setdefault((operation, rule, self._about(operation, suspicion.issue)), []).append(suspicion)
        for (operation, rule, requirement), group in groups.items():
            issue = group[0].issue
            silent = rule is Rule.NO_ANSWER
            yield Finding(
                requirement=requirement,
                verdict=Verdict.CANT_TELL if silent else Verdict.FAILED,
                blame=Blame.ENVIRONMENT if silent else Blame.PRODUCT,
                kind=issue.check,
                message=texts.more(issue.message, len(group) - 1),
                expected=_places(group, "expected"),
                actual=_places(group, "actual"),
                hint=texts.hint(rule),
                spot=Spot(operation=operation),
                exchanges=_evidence(group),
            )

    def _observations(self, suspicions: Mapping[Key, _Suspicion]) -> Iterator[Finding]:
        for (operation, rule, _), suspicion in suspicions.items():
            if not suspicion.confirmed:
                issue = suspicion.issue
                yield Finding(
                    requirement=self._about(operation, issue),
                    verdict=Verdict.CANT_TELL,
                    blame=Blame.ENVIRONMENT if rule is Rule.NO_ANSWER else Blame.PRODUCT,
                    kind=Kind.INSTABILITY,
                    message=texts.unsteady(issue.message),
                    expected=issue.expected,
                    actual=issue.actual,
                    hint=texts.UNSTEADY_HINT,
                    spot=Spot(operation=operation),
                    exchanges=tuple(suspicion.seen[:_MOST_EXCHANGES]),
                )


def judge_recorded(
    contract: Contract, requirements: Requirements, records: Iterable[Record], depth: int = DEPTH
) -> Judgement:
    """The judgement on a recorded phase: the function that the phase itself uses, so that they cannot differ."""
    ledger = Ledger(contract, requirements, depth)
    for record in records:
        ledger.add(record)
    return ledger.judgement()


def _repeat(suspicions: Mapping[Key, _Suspicion], entry: _Entry) -> None:
    original = entry.record.replay_of
    assert original is not None
    again = {_key(entry.record, issue) for issue in entry.found.issues}
    for key, suspicion in suspicions.items():
        if original in suspicion.seen:
            suspicion.repeated.append(original)
            if key in again:
                suspicion.confirmed.append((original, entry.record.number))


def _place(issue: ContractIssue) -> Place:
    return issue.rule, issue.where, issue.keyword


def _key(record: Record, issue: ContractIssue) -> Key:
    # A server error has no place of its own; what the request tried is the nearest thing to a cause.
    return record.operation, issue.rule, record.target if issue.rule is Rule.SERVER_ERROR else issue.place


def _places(group: list[_Suspicion], name: str) -> Text:
    told = list(dict.fromkeys(_told(each.issue, getattr(each.issue, name)) for each in group))
    rest = len(told) - _MOST_PLACES
    more = Text(f"; en nog {rest}", f"; and {rest} more") if rest > 0 else Text("", "")
    shown = told[:_MOST_PLACES]
    return Text("; ".join(each.nl for each in shown) + more.nl, "; ".join(each.en for each in shown) + more.en)


def _told(issue: ContractIssue, text: Text) -> Text:
    return Text(f"{issue.place}: {text.nl}", f"{issue.place}: {text.en}") if issue.place else text


def _evidence(group: list[_Suspicion]) -> tuple[int, ...]:
    """The exchanges that show it, each followed by its repetition; the clearest one last."""
    pairs = [suspicion.confirmed[0] for suspicion in group[: _MOST_EXCHANGES // 2]]
    return tuple(dict.fromkeys(number for pair in reversed(pairs) for number in pair))
