"""What people read is in their language: the words of the suite in Dutch and English, values as they came."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

from .runs import run
from .servers import Answer, Heard, Product, changed

#: English that the suite uses for what it expects and gets; none of it is a word of the standard.
ENGLISH = re.compile(
    r"\b(missing|present|any|other|answer|one of|or|the|with|without|body|more|no|not|found|accepted|media type|"
    r"characters|passed|failed|registered|refused|succeeded|exist|value|empty|cut|recorded|complete|within|connection)\b"
)


def spoiled(heard: Heard, answer: Answer) -> Answer | None:
    """A product that drops fields, answers with text, breaks JSON and gives errors without form."""
    if heard.method == "GET" and "/actoren/" in heard.target and answer.body:
        body = json.loads(answer.body)
        body.pop("naam", None)
        return replace(answer, body=json.dumps(body).encode())
    if heard.method == "GET" and "/partijen/" in heard.target and answer.status == 200:
        return replace(answer, body=answer.body[:-5])
    if heard.method == "PATCH":
        return replace(answer, headers=(("content-type", "text/plain"),))
    if answer.status == 400:
        return Answer(400, b"[]", (("content-type", "application/problem+json"),))
    return Answer(500, b"") if heard.method == "PUT" else None


def own_words(text: str) -> str:
    """What is no value: outside JSON strings, names of JSON Schema keywords and media types."""
    return re.sub(r'"(?:[^"\\]|\\.)*"?|\b[a-z]+/[a-z+.-]+|type \w+', "", text)


def test_no_english_stands_in_what_a_dutch_reader_compares(tmp_path: Path) -> None:
    """Expected and actual of every finding, of scenarios and of the contract phase, and why something stayed."""
    with Product(changed(spoiled)) as product:
        ran = run(
            tmp_path, product.base_url, "--phase", "contract", "--class", "actor", "--class", "klantcontact",
            "--budget", "400", "--quiet",
        )  # fmt: skip
        (tmp_path / "more").mkdir()
        more = run(tmp_path / "more", product.base_url, "--scenario", "actor", "--scenario", "partij", "--quiet")
    findings = [*ran.report["findings"], *more.report["findings"]]
    told = {finding[part]["nl"] for finding in findings for part in ("expected", "actual", "message", "hint")}
    assert len(findings) > 60
    assert len(told) > 40
    assert {text for text in told if ENGLISH.search(own_words(text))} == set()


def test_a_value_is_the_same_in_both_languages(tmp_path: Path) -> None:
    """Words that a product sent are evidence, also when they are English."""

    def english(heard: Heard, answer: Answer) -> Answer | None:
        if heard.method != "GET" or "/klantcontacten/" not in heard.target:
            return None
        return replace(answer, body=json.dumps(json.loads(answer.body) | {"onderwerp": "missing value"}).encode())

    with Product(changed(english)) as product:
        ran = run(tmp_path, product.base_url, "--scenario", "klantcontact", "--quiet")
    values = [f["actual"] for f in ran.report["findings"] if "missing value" in f["actual"]["en"]]
    assert values
    assert all(value["nl"] == value["en"] for value in values)
