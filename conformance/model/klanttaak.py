"""The forms in which a klanttaak lives outside this API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from conformance.model.text import Text


@dataclass(frozen=True, slots=True)
class KlanttaakForm:
    """One form: where an answer keeps its records (JSON Pointers) and the JSON Schema of each of them.

    `items` is the list in an answer, `record` the klanttaak within an item, `next` the address of the next page.
    """

    name: str
    title: Text
    items: tuple[str, ...]
    record: tuple[str, ...]
    next: tuple[str, ...]
    schema: Mapping[str, Any]
    digest: str
    file: str
