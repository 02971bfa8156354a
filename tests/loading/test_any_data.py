"""Whatever an author puts together from the words that exist: it is read, or told as a mistake with a place."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conformance.errors import UserError
from conformance.loading.yamlfile import read_yaml

from .loaders import SMALL, catalogue, profile, scenario, target

SLOW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
WORDS = [
    *("title", "nl", "en", "verifies", "KCT-01", "given", "rows", "steps", "as", "by", "with", "without", "expect"),
    *(
        "outcome",
        "created",
        "refused",
        "contains",
        "exactly",
        "same_as",
        "absent",
        "blames",
        "each",
        "total",
        "looks_like",
    ),
    *(
        "registreer_klantcontact",
        "zoek_klantcontacten",
        "klantcontact",
        "onderwerp",
        "$contact",
        "$row.wat",
        "${uniek}",
    ),
    *("$contact.id", "${tekst}", "$", "id", "wat", "", "klantcontact_met_actor"),
]
scalars = st.none() | st.booleans() | st.integers(-5, 500) | st.sampled_from(WORDS) | st.text(max_size=4)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(WORDS) | st.integers().map(str), inner, max_size=3)
    ),
    max_leaves=6,
)


def paths(data: Any, here: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place in a value."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [here, *(path for key, value in inner for path in paths(value, (*here, key)))]


def changed(data: Any, path: tuple[str | int, ...], value: Any) -> Any:
    """A copy of the value with something else in one place."""
    copy = json.loads(json.dumps(data))
    if not path:
        return value
    inner = copy
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return copy


@cache
def right(name: str) -> Any:
    """The data of a file of the small suite."""
    return read_yaml(SMALL / name).data


CASES: list[tuple[str, str, Callable[[Path, Path], None]]] = [
    ("scenario", "scenarios/klantcontact/vastleggen.yaml", scenario),
    ("scenario", "scenarios/klantcontact/zoeken.yaml", scenario),
    ("target", "target.yaml", target),
    ("profile", "profile/profile.yaml", profile),
    ("contract", "profile/contract.yaml", profile),
    ("vocabulary", "scenarios/vocabulary.yaml", catalogue),
    ("situations", "scenarios/situations.yaml", catalogue),
    ("rulings", "scenarios/rulings.yaml", catalogue),
    ("requirements", "scenarios/klantcontact/requirements.yaml", catalogue),
    ("capabilities", "scenarios/capabilities.yaml", catalogue),
]


@pytest.mark.parametrize(("kind", "name", "load"), CASES, ids=[name for _, name, _ in CASES])
@SLOW
@given(draw=st.data())
def test_something_else_in_one_place_is_read_or_told(
    tmp_path: Path, kind: str, name: str, load: Callable[[Path, Path], None], draw: st.DataObject
) -> None:
    """A file that was right, with any value in any one place: never another exception than a mistake of its author."""
    data = right(name)
    path = draw.draw(st.sampled_from(paths(data)))
    file = tmp_path / kind / "file.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(changed(data, path, draw.draw(values))), encoding="utf-8")
    try:
        load(file, tmp_path / "copy")
    except UserError as error:
        told = error
    else:
        return
    assert told.where
    assert told.what
