"""Three reports to write in every format: one good, one bad and hostile, one that broke off.

Everything in them is fictitious; the hostile parts are what a careless or malicious product could answer.
"""

from __future__ import annotations

from dataclasses import replace

from conformance.model.exchange import Exchange, Failure, FailureKind, Request, Response
from conformance.model.finding import Finding, Kind, Made, Spot
from conformance.model.report import (
    ClassRow,
    ContractSummary,
    EvidenceItem,
    Report,
    RequirementRow,
    ScenarioRow,
    Unexpressed,
)
from conformance.model.requirement import Capability, Level
from conformance.model.target import Product
from conformance.model.text import Text, both
from conformance.model.verdict import Blame, Verdict
from conformance.reporting.curl import curl

BASE_URL = "https://staging.example.org/klantinteracties/api/v1"

#: Markup that would show in the page, run, load something or break out of an attribute.
HOSTILE = (
    '<script>window.broken = true</script><img src=x onerror="window.broken = true">'
    "'\"--></title></style><b id=injected>vet</b> {{ 7 * 7 }} javascript:alert(1)"
)

#: Characters that hide, move or turn text: NUL, escape codes, bidi marks, zero width, piled accents.
UNSEEN = "a\x00b\x1b[2Jc\u202edlo\u2066h\u200bz\ufeffe" + "\u0301" * 12 + "\r\x07\ud800"

#: Why one scenario of a requirement has no place in this profile.
NO_CHANGES = Text("In dit profiel is niets te wijzigen.", "In this profile nothing can be changed.")

PARTIJ = Capability("partij", Text("Partij", "Partij"))
KLANTCONTACT = Capability("klantcontact", Text("Klantcontact", "Klantcontact"), includes=("partij",))
TAAK = Capability("interne-taak", Text("Interne taak", "Interne taak"), includes=("klantcontact",))

#: Title and what the provider does, in Dutch and in English.
_TEXTS = {
    "PAR-01": (
        ("Partij registreren", "legt een nieuwe partij vast"),
        ("Register a partij", "records a new partij"),
    ),
    "PAR-19": (
        ("Persoon zonder BSN", "aanvaardt een persoon zonder BSN"),
        ("Person without BSN", "accepts a person without BSN"),
    ),
    "KCT-01": (
        ("Klantcontact registreren", "legt een klantcontact vast"),
        ("Register a klantcontact", "records a klantcontact"),
    ),
    "KCT-11": (
        ("Klantcontact staat vast", "laat een klantcontact zoals het is"),
        ("Klantcontact is final", "leaves a klantcontact as it is"),
    ),
    "KCT-18": (
        ("Tijdstip met zone", "aanvaardt alleen een tijdstip met zone"),
        ("Time with zone", "accepts only a time with a zone"),
    ),
    "ITK-01": (
        ("Interne taak registreren", "legt een interne taak vast"),
        ("Register an interne taak", "records an interne taak"),
    ),
    "ITK-09": (("Twee statussen", "kent twee statussen"), ("Two statuses", "knows two statuses")),
    "API-07": (
        ("Fout wijst het veld aan", "noemt bij een fout het veld"),
        ("Error names the field", "names the field in an error"),
    ),
}


def requirement(name: str, verdict: Verdict, capability: str, **fields: object) -> RequirementRow:
    """A requirement in the report, mandatory and counting unless `fields` say otherwise."""
    (nl, does_nl), (en, does_en) = _TEXTS[name]
    row = RequirementRow(
        id=name,
        capability=capability,
        level=Level.MUST,
        title=Text(nl, en),
        statement=Text(f"De provider {does_nl}.", f"The provider {does_en}."),
        source=("F0001", "OAS-CRUD"),
        verdict=verdict,
        blame=None,
        scenarios=(),
        reason=None,
        waiver=None,
        disputed=False,
        rulings=(),
        counts=True,
    )
    return replace(row, **fields)  # type: ignore[arg-type]


def scenario(name: str, verifies: tuple[str, ...], verdict: Verdict, **fields: object) -> ScenarioRow:
    """A scenario in the report, tried once."""
    row = ScenarioRow(
        id=name,
        title=Text(f"Scenario {name}", f"Scenario {name}"),
        verifies=verifies,
        verdict=verdict,
        blame=None,
        seconds=0.25,
        attempts=1,
        unstable=False,
        file=f"scenarios/{name}.yaml",
        line=1,
        exchanges=(),
        reason=None,
    )
    return replace(row, **fields)  # type: ignore[arg-type]


def item(number: int, request: Request, response: Response | None, failure: Failure | None = None) -> EvidenceItem:
    """An exchange with the command that repeats it."""
    exchange = Exchange(request, response, failure, started=number / 10, elapsed=0.034, number=number)
    return EvidenceItem(number, exchange, curl(request, BASE_URL))


def conform() -> Report:
    """A product that passes everything."""
    passed = Verdict.PASSED
    return Report(
        conformant=True,
        classes=(
            ClassRow(PARTIJ, True, {passed: 2}),
            ClassRow(KLANTCONTACT, True, {passed: 2, Verdict.INAPPLICABLE: 1}),
        ),
        requirements=(
            requirement("PAR-01", passed, "partij", scenarios=("partij/registreren",)),
            requirement("PAR-19", passed, "partij", scenarios=("partij/registreren",)),
            requirement("KCT-01", passed, "klantcontact", scenarios=("klantcontact/registreren",)),
            requirement(
                "KCT-11",
                passed,
                "klantcontact",
                scenarios=("klantcontact/onveranderlijk", "klantcontact/blijft-staan"),
                unexpressed=(Unexpressed("klantcontact/blijft-staan", NO_CHANGES),),
            ),
            requirement(
                "KCT-18",
                Verdict.INAPPLICABLE,
                "klantcontact",
                reason=Text("Dit profiel kent geen tijdstip.", "This profile has no time."),
                counts=False,
                level=Level.SHOULD,
            ),
        ),
        scenarios=(
            scenario("partij/registreren", ("PAR-01", "PAR-19"), passed, exchanges=(1, 2)),
            scenario("klantcontact/registreren", ("KCT-01",), passed, exchanges=(3,)),
            scenario("klantcontact/onveranderlijk", ("KCT-11",), passed, exchanges=(4, 5)),
            scenario("klantcontact/blijft-staan", ("KCT-11",), Verdict.INAPPLICABLE, reason=NO_CHANGES),
        ),
        findings=(),
        residue=(),
        evidence=(),
        rulings=(),
        suite_version="0.1.0",
        profile="openklant-0.9",
        profile_digest="sha256:0f1e2d3c4b5a",
        base_url=BASE_URL,
        product=Product("Voorbeeldproduct", "Voorbeeld B.V.", "1.4.2"),
        claims=("partij", "klantcontact"),
        phases=("scenarios", "contract"),
        narrowed=False,
        seed=42,
        started="2026-11-24T05:52:10Z",
        finished="2026-11-24T05:52:47Z",
        seconds=37.4,
        requests=1234,
        contract=ContractSummary(requests=1200, budget=2000, operations=61, seconds=21.5, preparing=54, removing=210),
        incomplete=None,
        command="conformance run --base-url https://staging.example.org/klantinteracties/api/v1 --seed 42",
    )


def incomplete() -> Report:
    """A run that lost its connection: nothing failed, but little could be judged."""
    lost = Text("Geen verbinding met het product.", "No connection with the product.")
    refused = Failure(FailureKind.CONNECT, "connection refused")
    finding = Finding(
        requirement="PAR-01",
        verdict=Verdict.CANT_TELL,
        blame=Blame.ENVIRONMENT,
        kind=Kind.NO_ANSWER,
        message=lost,
        expected=both("201"),
        actual=Text("geen antwoord", "no answer"),
        hint=Text("Kijk of het product aanstaat en bereikbaar is.", "See whether the product is up and reachable."),
        spot=Spot("partij/registreren", 1, "registreer_persoon", "", "scenarios/partij/registreren.yaml", 4),
        exchanges=(1,),
    )
    unclear, untested = Verdict.CANT_TELL, Verdict.UNTESTED
    environment = Blame.ENVIRONMENT
    return replace(
        conform(),
        conformant=None,
        classes=(ClassRow(PARTIJ, None, {unclear: 1, untested: 1}), ClassRow(TAAK, None, {untested: 1})),
        requirements=(
            requirement("PAR-01", unclear, "partij", blame=environment, reason=lost, scenarios=("partij/registreren",)),
            requirement("PAR-19", untested, "partij"),
            requirement("ITK-01", untested, "interne-taak"),
        ),
        scenarios=(
            scenario("partij/registreren", ("PAR-01",), unclear, blame=environment, reason=lost, exchanges=(1,)),
            scenario("interne-taak/registreren", ("ITK-01",), untested, seconds=0.0, attempts=0),
        ),
        findings=(finding,),
        residue=(
            Made("registreer_persoon", "partij", "0b5ae2c4", reason=Text("de ronde stopte", "the run stopped")),
            Made(
                "registreer_persoon",
                "partij",
                "",
                reason=Text("er kwam geen antwoord", "no answer came"),
                certain=False,
                marks=(("contactnaam.achternaam", "kitproef-0123456789abc"),),
            ),
        ),
        evidence=(item(1, Request("POST", "/partijen", body=b"{}"), None, refused),),
        product=Product(),
        claims=("partij", "interne-taak"),
        phases=("scenarios",),
        narrowed=True,
        seconds=3.0,
        requests=1,
        contract=None,
        incomplete=Text("het product was niet meer bereikbaar.", "the product could no longer be reached."),
        warnings=(Text("Het certificaat verloopt over 3 dagen.", "The certificate expires in 3 days."),),
    )
