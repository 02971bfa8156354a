"""Our contract of the functions API and its management against the two published descriptions.

Those are not part of this repository: see test_published_facts.py for where they are looked for. Two documents became
one contract: each operation is looked up below the path that its own document has, and the six operations that exist
in both have `beheer` before their operationId on the management side.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .differences import Difference, differences, intended
from .documents import FOLDER_VARIABLE, Document, contract, published
from .facts import Table, table

PROFILE = "vng-functies-00.01.00"
#: Per published description the path that its operations have below the common base, and how many there are.
PUBLISHED = {
    "vng-functies-00.01.00.yaml": ("/klantinteracties/v00", 35),
    "vng-beheer-00.01.00.yaml": ("/beheer_klantinteracties/v00", 32),
}
MEANT = Path(__file__).with_name("intended_functies.yaml")


@pytest.fixture(scope="module")
def found() -> list[Difference]:
    """Every difference between what the two documents state together and our contract."""
    stated: Table = {}
    for name, (path, _) in PUBLISHED.items():
        description = published(name)
        if description is None:
            pytest.skip(f"{name} is not here: set {FOLDER_VARIABLE} to the folder that holds it")
        stated |= table(_placed(description, path, twice=path.startswith("/beheer")))
    ours = table(_one_found(contract(PROFILE)))
    return differences(_without_document(stated), _without_document(ours))


def _placed(description: Document, path: str, *, twice: bool) -> Document:
    """The document with its operations where they stand in our contract."""
    paths: dict[str, Any] = {}
    for name, item in description.root["paths"].items():
        if "post" not in item:
            continue
        operation = dict(item["post"])
        if twice and str(operation["operationId"]).startswith("raadpleeg"):
            operation["operationId"] = f"beheer{operation['operationId']}"
        paths[path + name] = {"post": operation}
    return Document({**description.root, "paths": paths})


def _one_found(document: Document) -> Document:
    """The document in which a search answers with the one thing it found, as the published ones say it."""
    components = document.root["components"]
    schemas = {
        name: schema["anyOf"][0] if name.endswith("Gevonden") else schema
        for name, schema in components["schemas"].items()
    }
    return Document({**document.root, "components": {**components, "schemas": schemas}})


def _without_document(facts: Table) -> Table:
    return {place: value for place, value in facts.items() if place[0] != "document"}


def test_every_published_operation_of_functies_is_in_the_contract() -> None:
    """Counted by hand in the published descriptions; one path of the first has no operation at all."""
    places = [operation.path for operation in contract(PROFILE).operations()]
    counts = {path: sum(place.startswith(f"{path}/") for place in places) for path, _ in PUBLISHED.values()}
    assert counts == dict(PUBLISHED.values())


def test_every_search_may_answer_with_one_thing_or_with_a_list_of_them() -> None:
    """R-13: the published descriptions say one, where a search can find several (T-13)."""
    document = contract(PROFILE)
    searches = [operation for operation in document.operations() if "/_zoek_" in operation.path]
    assert len(searches) == 8
    for search in searches:
        answer = document.follow(search.node["responses"]["200"]["content"]["application/json"]["schema"])
        one, many = answer["anyOf"]
        assert many == {"type": "array", "items": one}, search.identifier


def test_contract_of_functies_states_the_published_facts_except_where_intended(found: list[Difference]) -> None:
    """Each difference is one that is listed, with the ruling it rests on."""
    meant = intended(MEANT)
    unmeant = [str(one) for one in found if not any(entry.covers(one) for entry in meant)]
    assert not unmeant, "\n".join(["not the published facts:", *unmeant])


def test_every_intended_difference_of_functies_still_exists(found: list[Difference]) -> None:
    """An entry that meets no difference, or one of its places, has to go."""
    idle = [f"{where}: {entry.what} ({entry.reason})" for entry in intended(MEANT) for where in entry.idle(found)]
    assert not idle, "\n".join(["no longer a difference:", *idle])
