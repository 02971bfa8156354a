"""A failed scenario as a developer wants to read it: the step, expected next to actual, the exchange, a curl."""

from __future__ import annotations

from pathlib import Path

from conformance.model.exchange import Exchange
from conformance.model.finding import Finding, ScenarioResult
from conformance.model.scenario import Scenario
from conformance.reporting.curl import curl
from conformance.reporting.visible import visible
from conformance.resources import suite_root
from conformance.session import Session

LONGEST_BODY = 2000


def explain(scenario: Scenario, result: ScenarioResult, session: Session) -> str:
    """The whole explanation of one scenario that did not pass."""
    lines = [f"{scenario.id}: {scenario.title.en}", f"verdict: {result.verdict}"]
    if result.reason:
        lines.append(result.reason.en)
    for finding in result.findings[:5]:
        lines += ["", *_finding(finding, session)]
    exchanges = session.log.exchanges(number for f in result.findings[:5] for number in f.exchanges)
    headers = tuple(secret.header for secret in session.plan.target.secrets) or ("Authorization",)
    for exchange in exchanges:
        lines += [
            "",
            *_exchange(exchange),
            "",
            "to repeat it:",
            curl(exchange.request, session.plan.target.base_url, headers),
        ]
    return "\n".join(lines)


def _finding(finding: Finding, session: Session) -> list[str]:
    requirement = session.plan.basis.suite.requirements.get(finding.requirement)
    statement = requirement.statement.en if requirement else ""
    return [
        f"{finding.requirement}: {finding.message.en}",
        f"  required: {statement}",
        *_step(finding.spot.file, finding.spot.line),
        f"  expected: {visible(finding.expected.en)}",
        f"  actual:   {visible(finding.actual.en)}",
        f"  who acts: {finding.blame}",
        f"  hint:     {finding.hint.en}",
    ]


def _step(file: str, line: int) -> list[str]:
    """The YAML of the step with its line numbers, until the next step begins."""
    path = Path(file) if Path(file).is_absolute() else suite_root() / file
    if not line or not path.is_file():
        return []
    text = path.read_text(encoding="utf-8").splitlines()
    end = line
    while end < len(text) and text[end].strip() and not text[end].lstrip().startswith("- "):
        end += 1
    return [
        f"  {file}:{line}",
        *(f"  {number:>5} | {text[number - 1]}" for number in range(line, min(end, line + 12) + 1)),
    ]


def _exchange(exchange: Exchange) -> list[str]:
    request, response = exchange.request, exchange.response
    query = "?" + "&".join(f"{name}={value}" for name, value in request.query) if request.query else ""
    lines = [f"> {request.method} {request.path}{query}"]
    if request.body:
        lines.append("> " + _body(request.body))
    if response is None:
        detail = exchange.failure.detail if exchange.failure else ""
        return [*lines, f"< no answer: {detail}"]
    return [*lines, f"< {response.status} {response.media_type}", "< " + _body(response.body)]


def _body(body: bytes) -> str:
    text = visible(body.decode("utf-8", "replace"))
    return text if len(text) <= LONGEST_BODY else f"{text[:LONGEST_BODY]}… ({len(body)} bytes)"
