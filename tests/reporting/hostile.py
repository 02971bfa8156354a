"""The bad sample: failures of every party, causes and what follows from them, and hostile content."""

from __future__ import annotations

from dataclasses import replace

from conformance.model.exchange import Credentials, Failure, FailureKind, Request, Response
from conformance.model.finding import Finding, Kind, Made, Spot
from conformance.model.report import ClassRow, EvidenceItem, Report, RequirementRow, ScenarioRow
from conformance.model.requirement import Level, Ruling
from conformance.model.target import Product, Waiver
from conformance.model.text import Text, both
from conformance.model.verdict import Blame, Verdict

from .samples import HOSTILE, KLANTCONTACT, PARTIJ, TAAK, UNSEEN, conform, item, requirement, scenario

FAILED, UNCLEAR, PASSED = Verdict.FAILED, Verdict.CANT_TELL, Verdict.PASSED
_JSON = (("Content-Type", "application/json"), ("Accept", "application/json"))


def not_conform() -> Report:
    """A product with many faults that answers with markup, escape codes and megabytes."""
    return replace(
        conform(),
        conformant=False,
        classes=(
            ClassRow(PARTIJ, False, {FAILED: 2}),
            ClassRow(KLANTCONTACT, False, {PASSED: 1, FAILED: 2, UNCLEAR: 1}),
            ClassRow(TAAK, None, {UNCLEAR: 2}),
        ),
        requirements=_requirements(),
        scenarios=_scenarios(),
        findings=_findings(),
        residue=(
            Made("registreer_persoon", "partij", "0b5ae2c4", removed=True),
            Made("registreer_klantcontact", "klantcontact", "77aa01", reason=both(f"405 {HOSTILE}")),
            Made(
                "registreer_actor",
                "actor",
                "",
                reason=both(UNSEEN),
                certain=False,
                marks=(("naam", HOSTILE), (UNSEEN, "kitproef-0123456789abc")),
            ),
        ),
        evidence=_evidence(),
        rulings=(
            Ruling(
                id="R-03",
                title=Text("Mag een tijdstip zonder zone?", "May a time come without a zone?"),
                decision=Text("Voorlopig niet; de bronnen spreken elkaar tegen.", "Not for now; the sources disagree."),
                clauses=("SIM Klantcontact", "OAS-CRUD date-time"),
                open=True,
                date="2026-10-01",
                by="",
            ),
        ),
        product=Product("Voorbeeld <i>product</i>", "Voorbeeld & Zn.", "2.0"),
        claims=("partij", "klantcontact", "interne-taak"),
        command=f"conformance run --scenario '{HOSTILE}{UNSEEN}' --seed 42",
        warnings=(Text("Er is geen tweede toegangsbewijs opgegeven.", "No second proof of access was given."),),
    )


def _requirements() -> tuple[RequirementRow, ...]:
    final = ("klantcontact/onveranderlijk", "klantcontact/vervangen")
    waiver = Waiver("PAR-19", "2027-01-01", "Voorbeeldgemeente", "volgt in versie 2.1")
    waiting = Text("Wacht op PAR-01.", "Waits for PAR-01.")
    return (
        requirement("PAR-01", FAILED, "partij", blame=Blame.PRODUCT, scenarios=("partij/registreren",)),
        requirement("PAR-19", FAILED, "partij", blame=Blame.PRODUCT, waiver=waiver, counts=False),
        requirement("KCT-01", UNCLEAR, "klantcontact", blame=Blame.PRODUCT, reason=waiting),
        requirement("KCT-11", FAILED, "klantcontact", blame=Blame.PRODUCT, scenarios=final),
        requirement(
            "KCT-18",
            FAILED,
            "klantcontact",
            level=Level.SHOULD,
            blame=Blame.SPECIFICATION,
            disputed=True,
            counts=False,
            rulings=("R-03",),
            scenarios=("klantcontact/tijdstip",),
        ),
        requirement("ITK-01", UNCLEAR, "interne-taak", blame=Blame.PRODUCT, reason=waiting),
        requirement("ITK-09", UNCLEAR, "interne-taak", blame=Blame.ENVIRONMENT, scenarios=("interne-taak/status",)),
        requirement("API-07", FAILED, "klantcontact", blame=Blame.PRODUCT),
    )


def _scenarios() -> tuple[ScenarioRow, ...]:
    product = Blame.PRODUCT
    return (
        scenario("partij/registreren", ("PAR-01",), FAILED, blame=product, exchanges=(1,)),
        scenario("partij/zonder-bsn", ("PAR-19",), FAILED, blame=product, exchanges=(2,)),
        scenario("klantcontact/registreren", ("KCT-01",), UNCLEAR, blame=product, reason=Text("Wacht.", "Waits.")),
        scenario("klantcontact/onveranderlijk", ("KCT-11",), FAILED, blame=product, exchanges=(3, 4)),
        scenario("klantcontact/vervangen", ("KCT-11",), FAILED, blame=product, exchanges=(5,)),
        scenario("klantcontact/tijdstip", ("KCT-18",), FAILED, blame=Blame.SPECIFICATION, unstable=True, attempts=3),
        scenario("interne-taak/registreren", ("ITK-01",), UNCLEAR, blame=product),
        scenario("interne-taak/status", ("ITK-09",), UNCLEAR, blame=Blame.ENVIRONMENT, exchanges=(6,)),
    )


def _findings() -> tuple[Finding, ...]:
    crash = Text("Het product liep vast op een geldig verzoek.", "The product broke down on a valid request.")
    changed = Text("Het klantcontact is na vastlegging toch gewijzigd.", "The klantcontact changed after recording.")
    refuse = Text(
        "Weiger elke wijziging van een vastgelegd klantcontact met 405 of 409.",
        "Refuse every change of a recorded klantcontact with 405 or 409.",
    )
    waits = Text("Kon niet beginnen: er was geen partij.", "Could not start: there was no partij.")
    return (
        _finding("ITK-01", UNCLEAR, "interne-taak/registreren", waits, kind=Kind.PRECONDITION, cause="KCT-01"),
        _finding(
            "KCT-11",
            FAILED,
            "klantcontact/onveranderlijk",
            changed,
            refuse,
            UNSEEN,
            HOSTILE,
            exchanges=(3, 4),
        ),
        _finding("KCT-11", FAILED, "klantcontact/vervangen", changed, refuse, "Vraag", HOSTILE * 9, exchanges=(5,)),
        _finding(
            "PAR-01",
            FAILED,
            "partij/registreren",
            crash,
            kind=Kind.SERVER_ERROR,
            expected="201",
            actual="500",
            exchanges=(1,),
        ),
        _finding("KCT-01", UNCLEAR, "klantcontact/registreren", waits, kind=Kind.PRECONDITION, cause="PAR-01"),
        _finding(
            "PAR-19",
            FAILED,
            "partij/zonder-bsn",
            Text("BSN was verplicht.", "BSN was required."),
            exchanges=(2,),
        ),
        _finding(
            "KCT-18",
            FAILED,
            "klantcontact/tijdstip",
            Text("Een tijdstip zonder zone werd aanvaard.", "A time without a zone was accepted."),
            blame=Blame.SPECIFICATION,
            kind=Kind.ACCEPTED_INVALID,
        ),
        _finding(
            "ITK-09",
            UNCLEAR,
            "interne-taak/status",
            Text("Er kwam binnen 30 seconden geen antwoord.", "No answer came within 30 seconds."),
            blame=Blame.ENVIRONMENT,
            kind=Kind.NO_ANSWER,
            exchanges=(6,),
        ),
        replace(
            _finding(
                "API-07",
                FAILED,
                "",
                Text("De fout noemt geen veld.", "The error names no field."),
                exchanges=(7,),
            ),
            spot=Spot(operation="klantcontactenCreate"),
        ),
        _finding(
            "KCT-18",
            PASSED,
            "klantcontact/tijdstip",
            Text("In 1 van 3 pogingen was de uitkomst anders.", "The outcome differed in 1 of 3 attempts."),
            kind=Kind.INSTABILITY,
        ),
    )


def _finding(
    requirement: str,
    verdict: Verdict,
    where: str,
    message: Text,
    hint: Text = Text("Vergelijk het antwoord met de eis.", "Compare the answer with the requirement."),  # noqa: B008
    expected: str = "geweigerd",
    actual: str = "200",
    *,
    blame: Blame = Blame.PRODUCT,
    kind: Kind = Kind.VALUE,
    exchanges: tuple[int, ...] = (),
    cause: str = "",
) -> Finding:
    spot = Spot(where, 2, "wijzig_klantcontact", "", f"scenarios/{where}.yaml", 7)
    return Finding(
        requirement, verdict, blame, kind, message, both(expected), both(actual), hint, spot, exchanges, cause
    )


def _evidence() -> tuple[EvidenceItem, ...]:
    page = f"<html>{HOSTILE}</html>".encode()
    unseen = UNSEEN.encode("utf-8", "replace")
    stored = b'{"uuid":"77aa01","onderwerp":"Iets anders","nummer":"KC-1","tags":[],"onderwerp":"tweemaal"}'
    html = (("Content-Type", "text/html"), ("X-Hostile", HOSTILE))
    return (
        item(
            1,
            Request("POST", "/partijen", (), _JSON, b'{"soortPartij":"persoon"}'),
            Response(500, html, page),
        ),
        item(
            2,
            Request("POST", "/partijen", (), _JSON, b'{"naam":"d\'\xc3\x89clair"}'),
            Response(400, _JSON, b'{"a":['),
        ),
        item(3, Request("GET", "/klantcontacten/77aa01", (("expand", "a b&c"),)), Response(200, _JSON, stored)),
        item(
            4,
            Request("PATCH", "/klantcontacten/77aa01", (), _JSON, b"\x00\xff%s"),
            Response(200, _JSON, unseen),
        ),
        item(5, Request("PUT", "/klantcontacten/77aa01"), Response(200, _JSON, b"x" * 250_000, cut=True)),
        item(6, Request("GET", "/internetaken"), None, Failure(FailureKind.TIMEOUT, "30 s")),
        item(7, Request("POST", "/klantcontacten", credentials=Credentials.FALSE), Response(204)),
    )
