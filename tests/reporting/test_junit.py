"""The report for build servers: a form that every reader accepts, with counts that add up."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from conformance.model.finding import Spot
from conformance.model.report import Report
from conformance.model.text import both
from conformance.model.verdict import Verdict
from conformance.reporting import junit

from .hostile import not_conform
from .samples import conform, incomplete

#: Attributes that a test suite must have, of which Ant's schema asks the most.
SUITE = {"id", "name", "package", "timestamp", "hostname", "tests", "failures", "errors", "skipped", "time"}

#: What a test case may hold, with the attributes that each schema knows.
OUTCOMES = {"failure": {"type", "message"}, "error": {"type", "message"}, "skipped": {"message"}}


def _suites(report: Report) -> list[Element]:
    root = ET.fromstring(junit.render(report))
    assert (root.tag, root.attrib) == ("testsuites", {})
    return list(root)


def _cases(report: Report) -> dict[str, Element]:
    return {case.attrib["name"]: case for suite in _suites(report) for case in suite.iter("testcase")}


def test_the_form_is_what_both_schemas_allow(sample: Report) -> None:
    """Order, attributes and types, as Ant and Jenkins both want them."""
    for index, suite in enumerate(_suites(sample)):
        assert set(suite.attrib) == SUITE
        assert suite.attrib["id"] == str(index)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", suite.attrib["timestamp"])
        tags = [child.tag for child in suite]
        assert (tags[0], tags[-2:]) == ("properties", ["system-out", "system-err"])
        assert set(tags[1:-2]) <= {"testcase"}
        for case in suite.iter("testcase"):
            assert set(case.attrib) == {"classname", "name", "time"}
            assert len(case) <= 1
            assert all(set(child.attrib) == OUTCOMES[child.tag] for child in case)


def test_the_counts_add_up(sample: Report) -> None:
    """A build server shows these numbers."""
    for suite in _suites(sample):
        for count, tag in (
            ("tests", "testcase"),
            ("failures", "failure"),
            ("errors", "error"),
            ("skipped", "skipped"),
        ):
            assert int(suite.attrib[count]) == len(list(suite.iter(tag))), count


def test_each_verdict_has_its_own_outcome() -> None:
    """A failure is the product's, an error is what could not be judged, skipped is what was left out."""
    cases = _cases(not_conform())
    outcomes = {name: next((child.tag for child in case), "passed") for name, case in cases.items()}

    assert outcomes["partij/registreren"] == "failure"
    assert outcomes["interne-taak/status"] == "error"
    assert outcomes["klantcontactenCreate"] == "failure"
    assert cases["klantcontactenCreate"].attrib["classname"] == "contract"
    assert next(iter(_cases(incomplete())["interne-taak/registreren"])).tag == "skipped"


def test_a_scenario_that_fails_on_waived_requirements_alone_is_skipped_with_the_reason() -> None:
    """A known failure does not turn a build red; once the waiver is over it does."""
    report = not_conform()
    waived = next(iter(_cases(report)["partij/zonder-bsn"]))
    assert (waived.tag, waived.attrib["message"]) == ("skipped", "waived: PAR-19: BSN was required.")

    counting = tuple(replace(row, counts=True) for row in report.requirements)
    assert next(iter(_cases(replace(report, requirements=counting))["partij/zonder-bsn"])).tag == "failure"


def test_a_contract_phase_without_findings_is_one_passed_case() -> None:
    """Its being there shows that the phase ran; without the phase it is not there."""
    assert len(_cases(conform())["all operations"]) == 0
    assert "all operations" not in _cases(replace(conform(), contract=None))


def test_what_a_passed_scenario_shows_about_the_contract_is_not_lost() -> None:
    """The scenario stays green; the operation that answered in the wrong form is red, told once."""
    spot = Spot("partij/registreren", 1, "registreer_persoon", "partijenCreate", "scenarios/partij/registreren.yaml", 4)
    shape = replace(not_conform().findings[3], requirement="API-07", spot=spot)
    report = replace(conform(), findings=(shape, replace(shape, spot=replace(spot, line=9))))
    cases = _cases(report)

    assert len(cases["partij/registreren"]) == 0
    failure = next(iter(cases["partijenCreate"]))
    assert (failure.tag, (failure.text or "").count("API-07")) == ("failure", 1)
    assert "registreren.yaml:4 (registreer_persoon) and 1 more" in (failure.text or "")


def test_no_character_is_illegal_in_xml() -> None:
    """XML 1.0 has no way to write most control characters, not even escaped."""
    text = junit.render(not_conform())

    assert not re.search("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    assert "[U+001B]" in text


def test_an_endless_detail_is_cut_with_a_note() -> None:
    """The limit is named."""
    report = not_conform()
    finding = replace(report.findings[3], actual=both("y" * 50_000))
    scenario = next(row for row in report.scenarios if row.id == "partij/registreren")
    only = replace(report, findings=(finding,), scenarios=(replace(scenario, verdict=Verdict.FAILED),))
    text = next(iter(_cases(only)["partij/registreren"])).text or ""

    assert text.endswith("characters shown]")
    assert len(text) < junit.DETAIL_LIMIT + 100
