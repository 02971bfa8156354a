"""The shipped suite and profiles, read once, and the words that they may use."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from conformance.loading.expectations import EXPECT_WORDS
from conformance.loading.marks import STEP_KEYS
from conformance.loading.profiles import LoadedProfile, find_profile, load_profile, profile_names
from conformance.loading.suite import load_suite, scenario_files
from conformance.loading.yamlfile import read_yaml
from conformance.model.suite import Suite
from conformance.resources import scenarios_folder
from conformance.testdata import GENERATORS

FILES = scenario_files(scenarios_folder())
SHARED = [scenarios_folder() / "situations.yaml"]


@cache
def suite() -> Suite:
    """The shipped suite."""
    return load_suite()


@cache
def profiles() -> dict[str, LoadedProfile]:
    """The shipped profiles, by name."""
    return {name: load_profile(find_profile(name), suite().vocabulary) for name in profile_names()}


@cache
def data(file: Path) -> Any:
    """What stands in a file."""
    return read_yaml(file).data


def short(file: Path) -> str:
    """A file as its id, for the names of tests."""
    return file.relative_to(scenarios_folder()).with_suffix("").as_posix()


@cache
def vocabulary_words() -> frozenset[str]:
    """Every word that a scenario is written in."""
    words = suite().vocabulary
    attributes = (attribute for record in words.records.values() for attribute in record)
    arguments = (argument for name in words.actions for argument in words.arguments(name))
    return frozenset(
        {
            *words.records,
            *words.actions,
            *words.outcomes,
            *attributes,
            *arguments,
            *EXPECT_WORDS,
            *STEP_KEYS,
            *GENERATORS,
        }
    )


def wire_names(contract: Any) -> Iterator[str]:
    """The names of properties and parameters in an OpenAPI document."""
    if isinstance(contract, dict):
        properties = contract.get("properties")
        yield from properties if isinstance(properties, dict) else ()
        if "in" in contract and isinstance(contract.get("name"), str):
            yield contract["name"]
    for inner in contract.values() if isinstance(contract, dict) else contract if isinstance(contract, list) else ():
        yield from wire_names(inner)


@cache
def wire_only() -> frozenset[str]:
    """Names that an API has and the vocabulary has not."""
    return (
        frozenset(name for loaded in profiles().values() for name in wire_names(loaded.contract)) - vocabulary_words()
    )


def texts(value: Any) -> Iterator[str]:
    """Every key and every text in a value."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value
