"""What is agreed on about a profile's faults, as files beside this module; and what no longer agrees with it.

`<profile>/explained.yaml` is written by hand: faults that nothing can catch, with the reason; `extends` names a profile
whose reasons hold as well. `<profile>/follows.json` is made by `conformance prove --accept` and looked through before
it is kept: what else follows from a fault, and which kinds of expectation notice it. A proof that finds otherwise fails
and says where.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from conformance.errors import UserError
from conformance.loading.yamlfile import read_yaml
from conformance.model.text import Text
from conformance.proof.matrix import Agreed, Fate, FaultRow

HERE = Path(__file__).parent


def load_agreed(profile: str, faults: Iterable[str]) -> Agreed:
    """What is agreed on for a profile; nothing when it has no files. Raises UserError."""
    known = tuple(faults)
    also: dict[str, frozenset[str]] = {}
    noticed: dict[str, frozenset[str]] = {}
    listed = HERE / profile / "follows.json"
    for group in json.loads(listed.read_text(encoding="utf-8")) if listed.is_file() else ():
        for name in set(group["faults"]) & set(known):
            also[name], noticed[name] = frozenset(group["also"]), frozenset(group["noticed"])
    return Agreed(_explained(profile, known), also, noticed)


def _explained(profile: str, known: Sequence[str], *, whole: bool = True) -> dict[str, Text]:
    """The reason for each of these faults that has one: those of the profile that this one extends count too.

    Every name must be that of a fault, unless the profile need not have the `whole`.
    """
    explained: dict[str, Text] = {}
    file = HERE / profile / "explained.yaml"
    reasons = dict((read_yaml(file).data if file.is_file() else None) or {})
    if base := reasons.pop("extends", ""):
        explained |= _explained(base, known, whole=False)
    for pattern, reason in reasons.items():
        found = [name for name in known if fnmatchcase(name, pattern)]
        if whole and not found:
            raise UserError(str(file), f"no fault is called {pattern!r}", "take the line away or mend the name")
        explained |= dict.fromkeys(found, Text(reason["nl"], reason["en"]))
    return explained


def mistakes(agreed: Agreed, rows: Iterable[FaultRow]) -> Iterator[str]:
    """What each row shows that was not agreed on."""
    if not agreed.noticed:
        yield "nothing is agreed on yet for this profile: look through the matrix of a whole proof and say --accept"
        return
    for row in rows:
        if row.error:
            continue
        if row.fate is Fate.KILLED and row.fault in agreed.explained:
            yield f"{row.fault}: explained as something that nothing can catch, yet {_names(row.seen)} failed"
        more = [name for name in row.collateral if name not in agreed.also.get(row.fault, frozenset())]
        if more:
            where = ", ".join(row.scenarios[:3]) or "the contract phase"
            yield f"{row.fault}: also fails {_names(more)}, which does not follow from {_names(row.expected)} ({where})"
        lost = agreed.noticed.get(row.fault, frozenset()) - set(row.kinds)
        if lost:
            yield f"{row.fault}: no longer noticed by {_names(sorted(lost))}; breaks {_names(row.expected)}"


def _names(names: Iterable[str]) -> str:
    return ", ".join(names) or "nothing"


def accept(profile: str, rows: Iterable[FaultRow]) -> Path:
    """Write down what follows from these faults, and who noticed, as agreed on from now on. Gives the file."""
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for row in rows:
        groups.setdefault((tuple(sorted(row.collateral)), row.kinds), []).append(row.fault)
    listed = [
        {"also": list(also), "noticed": list(noticed), "faults": sorted(names)}
        for (also, noticed), names in sorted(groups.items())
    ]
    file = HERE / profile / "follows.json"
    file.parent.mkdir(exist_ok=True)
    text = ",\n".join(json.dumps(group, ensure_ascii=False) for group in listed)
    file.write_text(f"[\n{text}\n]\n", encoding="utf-8", newline="\n")
    return file
