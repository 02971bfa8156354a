"""A dialect that nobody foresaw, added from YAML alone and judged over a socket.

What it says otherwise is only told in the two files below. The product that speaks it is the reference behind a
translation of names: it knows nothing of profiles.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest

from conformance.reference.openklant.messages import BASE_PATH

from .runs import VARIABLE, Ran, call
from .servers import TOKEN, Answer, Behaviour, Heard, Line, Product, Reference

OWN_PATH = "/contacten-api/v3"
#: The names that this dialect has for members of messages and for search parameters.
NAMES = {"onderwerp": "betreft", "inhoud": "tekst"}
DOMAIN_NAMES = {own: name for name, own in NAMES.items()}
#: What it has no member for.
ABSENT = "metadata"

#: What it has words for: registering, refusing, searching by its own parameters, paging, all in one message.
EXPRESSED = (
    "klantcontact/vastleggen",
    "klantcontact/zonder-onderwerp",
    "klantcontact/lengte-van-onderwerp",
    "klantcontact/onveranderlijk-bij-deels-wijzigen/alles-tegelijk",
    "klantcontact/zoeken-op-inhoud/onderwerp",
    "klantcontact/zoeken-op-inhoud/inhoud",
    "klantcontact/in-tijdsvolgorde/een-per-pagina",
    "klantcontact/in-een-keer",
)
NOT_EXPRESSED = ("api/extra-gegevens-klantcontact/metadata",)

PROFILE = """\
extends: openklant-0.9
title: {nl: Contacten 3, en: Contacts 3}
api_version: 3.0.0
remove:
  - /actions/zoek_klantcontacten/query/onderwerp
  - /actions/zoek_klantcontacten/query/inhoud
  - /records/klantcontact/fields/metadata
  - /contract_requirements/fields/klantcontacten/~1onderwerp
  - /contract_requirements/fields/klantcontacten/~1inhoud
  - /contract_requirements/fields/klantcontacten/~1metadata
  - /contract_requirements/fields/maak-klantcontact/~1klantcontact~1onderwerp
  - /contract_requirements/fields/maak-klantcontact/~1klantcontact~1inhoud
replace:
  /base_path: /contacten-api/v3
  /records/klantcontact/fields/onderwerp: /betreft
  /records/klantcontact/fields/inhoud: /tekst
  /records/gesprek/fields/onderwerp: /klantcontact/betreft
  /records/gesprek/fields/inhoud: /klantcontact/tekst
  /recognise/9/items: /gevonden
add:
  /actions/zoek_klantcontacten/collection: {items: /gevonden, next: /next, total: /count}
  /actions/zoek_klantcontacten/query/betreft: onderwerp
  /actions/zoek_klantcontacten/query/tekst: inhoud
  /contract_requirements/fields/klantcontacten/~1betreft: KCT-16
  /contract_requirements/fields/klantcontacten/~1tekst: KCT-17
  /contract_requirements/fields/maak-klantcontact/~1klantcontact~1betreft: KCT-16
  /contract_requirements/fields/maak-klantcontact/~1klantcontact~1tekst: KCT-17
  /unable/klantcontact.metadata: {nl: Deze API heeft geen vrije kenmerken., en: This API has no free attributes.}
"""
CONTRACT = """\
extends: openklant-0.9
info: {title: Contacten, version: 3.0.0}
remove:
  - /components/schemas/KlantcontactVelden/properties/onderwerp
  - /components/schemas/KlantcontactVelden/properties/inhoud
  - /components/schemas/KlantcontactVelden/properties/metadata
  - /components/schemas/KlantcontactWijzigen/properties/onderwerp
replace:
  /servers/0/url: /contacten-api/v3
  /components/schemas/Klantcontact/required/6: betreft
  /components/schemas/KlantcontactSchrijven/required/1: betreft
  /paths/~1klantcontacten/get/parameters/name=onderwerp/name: betreft
  /paths/~1klantcontacten/get/parameters/name=inhoud/name: tekst
  /components/schemas/KlantcontactLijst:
    type: object
    required: [count, gevonden]
    properties:
      count: {type: integer}
      next: {type: [string, 'null'], format: uri}
      previous: {type: [string, 'null'], format: uri}
      gevonden: {type: array, items: {$ref: '#/components/schemas/KlantcontactMetExpand'}}
add:
  /components/schemas/KlantcontactVelden/properties/betreft: {type: string, maxLength: 200}
  /components/schemas/KlantcontactVelden/properties/tekst: {type: string, maxLength: 1000}
  /components/schemas/KlantcontactWijzigen/properties/betreft: {minLength: 1}
"""


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    """A message with other names for its members, without the one that this dialect does not have."""
    if isinstance(value, dict):
        return {names.get(key, key): _renamed(item, names) for key, item in value.items() if key != ABSENT}
    return [_renamed(item, names) for item in value] if isinstance(value, list) else value


def _domain(heard: Heard) -> Heard:
    """A request in the words of the reference."""
    path, _, query = heard.target.partition("?")
    pairs = [
        (DOMAIN_NAMES.get(name, f"geen_{name}" if name in NAMES else name), value.replace(OWN_PATH, BASE_PATH))
        for name, value in parse_qsl(query, True)
    ]
    target = path.replace(OWN_PATH, BASE_PATH, 1) + (f"?{urlencode(pairs)}" if pairs else "")
    try:
        body = json.dumps(_renamed(json.loads(heard.body), DOMAIN_NAMES)).encode()
    except ValueError:
        body = heard.body
    return replace(heard, target=target, body=body, headers={**heard.headers, "content-length": str(len(body))})


def _own(heard: Heard, answer: Answer) -> Answer:
    """An answer in the words of this dialect."""
    headers = tuple(
        (name, "3.0.0" if name.lower() == "api-version" else value.replace(BASE_PATH, OWN_PATH))
        for name, value in answer.headers
    )
    if not answer.body:
        return replace(answer, headers=headers)
    told = _renamed(json.loads(answer.body.replace(BASE_PATH.encode(), OWN_PATH.encode())), NAMES)
    for blamed in told.get("invalidParams", ()):
        blamed["name"] = ".".join(NAMES.get(part, part) for part in blamed["name"].split("."))
    if heard.target.partition("?")[0].endswith("/klantcontacten") and "results" in told:
        told["gevonden"] = told.pop("results")
    if isinstance(following := told.get("next"), str):
        path, _, query = following.partition("?")
        told["next"] = f"{path}?{urlencode([(NAMES.get(name, name), value) for name, value in parse_qsl(query, True)])}"
    return replace(answer, headers=headers, body=json.dumps(told).encode())


def spoken(faults: tuple[str, ...] = ()) -> Behaviour:
    """A good product that speaks this dialect, or one with these faults."""
    reference = Reference(faults)

    async def behaviour(heard: Heard, line: Line) -> None:
        await line.answer(_own(heard, await reference.answer(_domain(heard))))

    return behaviour


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dialect as a folder of one's own."""
    folder = tmp_path_factory.mktemp("eigen") / "contacten-3.0"
    folder.mkdir()
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    (folder / "contract.yaml").write_text(CONTRACT, encoding="utf-8")
    return folder


def run_of(profile: Path, product: Product, folder: Path, *more: str) -> Ran:
    """One run against a product that is up."""
    os.environ.setdefault(VARIABLE, TOKEN)
    target, output = folder / "target.yaml", folder / "out"
    target.write_text(
        f"base_url: {product.base_url}\nprofile: {profile}\nauth: {{scheme: token, secret_env: {VARIABLE}}}\n",
        encoding="utf-8",
    )
    return call("run", "--target", target, "--output", output, "--quiet", *more, folder=output)


def judged(profile: Path, behaviour: Behaviour, folder: Path, *more: str) -> Ran:
    """One run against a product that behaves like this."""
    with Product(behaviour, base_path=OWN_PATH) as product:
        return run_of(profile, product, folder, *more)


def chosen(*scenarios: str) -> list[str]:
    """The options to judge just these scenarios."""
    return ["--phase", "scenarios", *(word for name in scenarios for word in ("--scenario", name))]


def test_it_is_judged_without_a_line_of_python(profile: Path, tmp_path: Path) -> None:
    """Every scenario that it has words for passes; the others say why they do not apply."""
    ran = judged(profile, spoken(), tmp_path, *chosen(*EXPRESSED, *NOT_EXPRESSED))
    told = {row["id"]: (row["verdict"], row["reason"]) for row in ran.report["scenarios"]}
    assert {name: told[name] for name in EXPRESSED} == dict.fromkeys(EXPRESSED, ("passed", None)), ran.out
    reason = {"nl": "Deze API heeft geen vrije kenmerken.", "en": "This API has no free attributes."}
    assert {name: told[name] for name in NOT_EXPRESSED} == dict.fromkeys(NOT_EXPRESSED, ("inapplicable", reason))
    assert ran.report["profile"]["id"] == "contacten-3.0"
    assert ran.report["warnings"] == []


def test_what_it_sends_is_in_its_own_words(profile: Path, tmp_path: Path) -> None:
    """The names of the version that it extends are nowhere on the line, and neither is what it does not have."""
    with Product(spoken(), base_path=OWN_PATH) as product:
        run_of(profile, product, tmp_path, *chosen(*EXPRESSED, *NOT_EXPRESSED))
        sent = [heard.target + heard.body.decode() for heard in product.heard]
    assert all(target.startswith(OWN_PATH) for target in sent)
    assert any('"betreft"' in each for each in sent)
    assert any("betreft=" in each for each in sent)
    assert not [each for each in sent if '"onderwerp"' in each or "onderwerp=" in each or ABSENT in each]


def test_a_fault_is_found_in_it_and_told_in_its_words(profile: Path, tmp_path: Path) -> None:
    """The same fault, the same requirement, as in the version that it extends."""
    ran = judged(profile, spoken(("klantcontact-onderwerp-te-lang-aanvaard",)), tmp_path, *chosen(*EXPRESSED))
    assert ran.code == 1, ran.out
    failed = {row["id"] for row in ran.report["requirements"] if row["verdict"] == "failed"}
    assert failed == {"KCT-16", "API-31"}
    told = [finding["message"]["en"] for finding in ran.report["findings"]]
    assert any("the answer does not follow the schema at /betreft" in each for each in told)


def test_a_product_that_keeps_the_old_names_fails_it(profile: Path, tmp_path: Path) -> None:
    """So passing is no accident: only the address is its own."""
    good = Reference()

    async def old(heard: Heard, line: Line) -> None:
        await line.answer(await good.answer(replace(heard, target=heard.target.replace(OWN_PATH, BASE_PATH, 1))))

    ran = judged(profile, old, tmp_path, *chosen(*EXPRESSED))
    assert ran.code == 1, ran.out
    assert [row["id"] for row in ran.report["scenarios"] if row["verdict"] == "passed"] == []


def test_its_contract_is_tried_too(profile: Path, tmp_path: Path) -> None:
    """With requests made up from the difference: what comes back fits the flattened contract."""
    ran = judged(profile, spoken(), tmp_path, "--phase", "contract", "--class", "klantcontact", "--budget", "30")
    assert ran.report["findings"] == [], ran.out
    assert ran.report["contract"]["requests"] > 20
