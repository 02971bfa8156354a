"""The report for programs: as its schema says, without loss, without characters that mislead."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from conformance.model.exchange import Request, Response
from conformance.model.finding import Kind
from conformance.model.report import Report
from conformance.model.requirement import Level
from conformance.model.verdict import Blame, Verdict
from conformance.reporting import json_report

from .hostile import not_conform
from .samples import HOSTILE, UNSEEN, conform, item

SCHEMA = json.loads((Path(__file__).parents[2] / "conformance" / "schemas" / "report.schema.json").read_text("utf-8"))


def _parsed(report: Report) -> Any:
    return json.loads(json_report.render(report))


def _errors(document: object) -> list[str]:
    checker = Draft202012Validator.FORMAT_CHECKER
    return [error.message for error in Draft202012Validator(SCHEMA, format_checker=checker).iter_errors(document)]


def test_the_schema_itself_is_valid() -> None:
    """A schema that is none would accept anything."""
    Draft202012Validator.check_schema(SCHEMA)


def test_every_sample_is_as_the_schema_says(sample: Report) -> None:
    """What is written is what is promised."""
    assert _errors(_parsed(sample)) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("conformant",), "yes"),
        (("format",), 3),
        (("requirements", 0, "verdict"), "ok"),
        (("requirements", 0, "waived"), True),
        (("findings", 0, "message"), "only one language"),
        (("findings", 0, "unknown"), "extra"),
        (("evidence", 0, "response", "body", "encoding"), "latin-1"),
        (("evidence", 0, "request", "query"), [["a"]]),
    ],
)
def test_the_schema_refuses_what_is_wrong(path: tuple[str | int, ...], value: object) -> None:
    """The schema has teeth: one wrong value anywhere is noticed."""
    document = _parsed(not_conform())
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value

    assert _errors(document)


def test_the_schema_misses_no_part() -> None:
    """Leaving out any part of the report is noticed."""
    document = _parsed(not_conform())

    for name in document:
        assert _errors({key: value for key, value in document.items() if key != name}), name


@pytest.mark.parametrize(("name", "kind"), [("verdict", Verdict), ("level", Level), ("blame", Blame), ("kind", Kind)])
def test_the_schema_knows_every_value(name: str, kind: type[Enum]) -> None:
    """The lists in the schema and those in the code are the same."""
    assert SCHEMA["$defs"][name]["enum"] == [member.value for member in kind]


def test_rendering_twice_gives_the_same_text(sample: Report) -> None:
    """Two reports of the same run can be compared line by line."""
    assert json_report.render(sample) == json_report.render(sample)


def test_hostile_values_come_through_unchanged_though_the_text_is_harmless() -> None:
    """A program gets exactly what the product sent; a person who opens the file sees escapes."""
    text = json_report.render(not_conform())
    finding = next(f for f in json.loads(text)["findings"] if f["requirement"] == "KCT-11")

    assert (finding["expected"]["nl"], finding["actual"]["en"]) == (UNSEEN, HOSTILE)
    assert not set(text) & set("\u202e\u2066\u200b\ufeff\x1b\x00\r\ud800")
    text.encode("utf-8")


def test_a_character_outside_the_first_plane_that_nobody_sees_is_escaped_too() -> None:
    """Tag characters can hide a whole sentence."""
    report = replace(conform(), profile="a\U000e0041b")
    text = json_report.render(report)

    assert "\U000e0041" not in text
    assert json.loads(text)["profile"]["id"] == "a\U000e0041b"


@pytest.mark.parametrize(
    ("body", "cut", "encoding", "content"),
    [
        (b"", False, "utf-8", b""),
        ("é".encode(), False, "utf-8", "é".encode()),
        (b"\xff\x00", False, "base64", b"\xff\x00"),
        (b"ab\xc3", True, "utf-8", b"ab"),
        (b"ab\xc3", False, "base64", b"ab\xc3"),
        (b"a" * 65_535 + "é".encode(), False, "utf-8", b"a" * 65_535),
    ],
)
def test_a_body_keeps_its_bytes(body: bytes, cut: bool, encoding: str, content: bytes) -> None:
    """Text stays text, other bytes become base64, and only what the limit splits is lost."""
    evidence = item(1, Request("GET", "/partijen"), Response(200, (), body, cut))
    written = _parsed(replace(conform(), evidence=(evidence,)))["evidence"][0]["response"]["body"]

    kept = written["content"].encode() if encoding == "utf-8" else base64.b64decode(written["content"])
    assert (written["encoding"], kept, written["bytes"]) == (encoding, content, len(body))
    assert written["cut"] is (cut or len(body) > json_report.BODY_LIMIT)
