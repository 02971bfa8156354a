"""The report for programs: JSON as `schemas/report.schema.json` describes it, always in the same order."""

from __future__ import annotations

import base64
import codecs
import json
import re
from dataclasses import asdict
from typing import Any

from conformance.model.exchange import Exchange, Pairs
from conformance.model.finding import Finding, Made
from conformance.model.report import ClassRow, EvidenceItem, Report, RequirementRow, ScenarioRow
from conformance.model.text import Text
from conformance.model.verdict import Verdict
from conformance.reporting.overview import SUITE

#: The version of the form of the report. It goes up when a reader of the old form could be misled.
FORMAT = 2

#: The bytes of a body that the report holds; the evidence log has all that was read.
BODY_LIMIT = 65_536

# Characters that are no part of readable text. They occur within strings only, where an escape means the
# same; written out they could turn the text of a report around or split its lines.
_UNREADABLE = re.compile(
    "[\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\uffff"
    "\U000e0000-\U000e0fff]"
)


def render(report: Report) -> str:
    """The report as JSON text, ending with a line break."""
    text = json.dumps(_report(report), ensure_ascii=False, indent=2)
    return _UNREADABLE.sub(lambda found: json.dumps(found[0])[1:-1], text) + "\n"


def _report(report: Report) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "conformant": report.conformant,
        "incomplete": _text(report.incomplete),
        "narrowed": report.narrowed,
        "suite": {"name": SUITE, "version": report.suite_version},
        "profile": {"id": report.profile, "digest": report.profile_digest},
        "target": {
            "base_url": report.base_url,
            "product": asdict(report.product),
            "claims": list(report.claims),
        },
        "seed": report.seed,
        "started": report.started,
        "finished": report.finished,
        "seconds": report.seconds,
        "requests": report.requests,
        "phases": list(report.phases),
        "command": report.command or None,
        "classes": [_class(row) for row in report.classes],
        "requirements": [_requirement(row) for row in report.requirements],
        "scenarios": [_scenario(row) for row in report.scenarios],
        "findings": [_finding(finding) for finding in report.findings],
        "residue": [_made(made) for made in report.residue],
        "contract": asdict(report.contract) if report.contract else None,
        "rulings": [asdict(ruling) for ruling in report.rulings],
        "warnings": [asdict(text) for text in report.warnings],
        "evidence": [_evidence(item) for item in report.evidence],
    }


def _made(made: Made) -> dict[str, Any]:
    marks = [{"field": name, "value": value} for name, value in made.marks]
    return {**asdict(made), "reason": asdict(made.reason), "marks": marks}


def _text(text: Text | None) -> dict[str, Any] | None:
    return asdict(text) if text else None


def _class(row: ClassRow) -> dict[str, Any]:
    return {
        "id": row.capability.id,
        "title": asdict(row.capability.title),
        "includes": list(row.capability.includes),
        "conformant": row.conformant,
        "counts": {verdict.value: row.counts.get(verdict, 0) for verdict in Verdict},
    }


def _requirement(row: RequirementRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "level": row.level.value,
        "capability": row.capability,
        "verdict": row.verdict.value,
        "blame": row.blame.value if row.blame else None,
        "counts": row.counts,
        "scenarios": list(row.scenarios),
        "title": asdict(row.title),
        "statement": asdict(row.statement),
        "source": list(row.source),
        "reason": _text(row.reason),
        "disputed": row.disputed,
        "waived": _waived(row),
        "rulings": list(row.rulings),
        "unexpressed": [asdict(one) for one in row.unexpressed],
    }


def _waived(row: RequirementRow) -> dict[str, str] | None:
    waiver = row.waiver
    return {"until": waiver.until, "by": waiver.by, "reason": waiver.reason} if waiver else None


def _scenario(row: ScenarioRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": asdict(row.title),
        "verifies": list(row.verifies),
        "verdict": row.verdict.value,
        "blame": row.blame.value if row.blame else None,
        "reason": _text(row.reason),
        "seconds": row.seconds,
        "attempts": row.attempts,
        "unstable": row.unstable,
        "file": row.file,
        "line": row.line,
        "exchanges": list(row.exchanges),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "requirement": finding.requirement,
        "verdict": finding.verdict.value,
        "blame": finding.blame.value,
        "kind": finding.kind.value,
        "message": asdict(finding.message),
        "expected": asdict(finding.expected),
        "actual": asdict(finding.actual),
        "hint": asdict(finding.hint),
        "spot": asdict(finding.spot),
        "exchanges": list(finding.exchanges),
        "cause": finding.cause or None,
    }


def _evidence(item: EvidenceItem) -> dict[str, Any]:
    return {"number": item.number, **_exchange(item.exchange), "curl": item.curl}


def _exchange(exchange: Exchange) -> dict[str, Any]:
    request, response, failure = exchange.request, exchange.response, exchange.failure
    return {
        "started": exchange.started,
        "elapsed": exchange.elapsed,
        "request": {
            "method": request.method,
            "path": request.path,
            "query": _pairs(request.query),
            "headers": _pairs(request.headers),
            "credentials": request.credentials.value,
            "body": None if request.body is None else _body(request.body, cut=False),
        },
        "response": response
        and {
            "status": response.status,
            "headers": _pairs(response.headers),
            "body": _body(response.body, cut=response.cut),
        },
        "failure": failure and {"kind": failure.kind.value, "detail": failure.detail},
    }


def _pairs(pairs: Pairs) -> list[list[str]]:
    return [[name, value] for name, value in pairs]


def _body(body: bytes, *, cut: bool) -> dict[str, Any]:
    """A body of which at most the first 64 KiB are kept: as text when it is text, otherwise in base64."""
    kept, cut = body[:BODY_LIMIT], cut or len(body) > BODY_LIMIT
    try:
        # A character that the cut splits falls away; a wrong byte anywhere else does not.
        encoding, content = "utf-8", codecs.getincrementaldecoder("utf-8")().decode(kept, final=not cut)
    except UnicodeDecodeError:
        encoding, content = "base64", base64.b64encode(kept).decode("ascii")
    return {"encoding": encoding, "content": content, "bytes": len(body), "cut": cut}
