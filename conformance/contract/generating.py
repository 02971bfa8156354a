"""The only module that knows schemathesis: it makes up cases, and never sends one.

Coverage cases come from `schema.iter_coverage_cases`, which walks the schema and draws nothing at random; examples and
fuzzing come from hypothesis strategies, run with a seed, without a database and apart from the caller's code. So equal
documents and equal seeds give equal cases, in every process.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from hypothesis.strategies import SearchStrategy
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.core import NotSet

from conformance.contract.document import Contract
from conformance.contract.isolation import only_the_contract
from conformance.contract.raw import NOT_SENT, Raw

_CONFIG = {
    # Credentials are the transport's. Methods that an operation lacks are probed by ourselves: a made-up DELETE on a
    # collection could remove other people's data.
    "generation": {"with-security-parameters": False},
    "phases": {"coverage": {"unexpected-methods": []}},
}
# Keywords by which schemathesis picks documented values with a random source of its own, outside the seed.
_EXAMPLES = ("example", "examples")


class Generator:
    """Makes up cases for the operations of one contract. Not thread-safe: use it from one thread."""

    def __init__(self, contract: Contract, seed_: int) -> None:
        self._seed = seed_
        document = {key: value for key, value in contract.document.items() if key != "servers"}
        self._schema = _load(document)
        self._plain = _load(_without_examples(document))
        self._paths = {each.id: (each.path, each.method) for each in contract.operations.values()}

    def examples(self, operation_id: str) -> list[Raw]:
        """The documented examples of an operation, completed where needed."""
        operation = self._operation(self._schema, operation_id)
        found: list[Raw] = []
        with only_the_contract():
            for strategy in operation.get_strategies_from_examples():
                found += [_raw(case, "example") for case in self._draw(strategy, 1, f"{operation_id} example")]
        return found

    def coverage(self, operation_id: str) -> list[Raw]:
        """Every boundary and every violation that the schema of an operation has room for; the first one fits."""
        operation = self._operation(self._plain, operation_id)
        config = self._plain.config.generation_for(operation=operation, phase="coverage")
        modes = list(GenerationMode)
        with only_the_contract():
            cases = self._plain.iter_coverage_cases(operation, generation_modes=modes, generation_config=config)
            return [_raw(case, _scenario(case)) for case in cases]

    def fuzz(self, operation_id: str, count: int) -> list[Raw]:
        """`count` random cases, half of them fitting; fewer when the schema leaves no room."""
        operation = self._operation(self._plain, operation_id)
        found: list[Raw] = []
        for mode in GenerationMode:
            wanted = count // 2 if mode is GenerationMode.NEGATIVE else count - count // 2
            if wanted:
                with only_the_contract():
                    strategy = operation.as_strategy(generation_mode=mode)
                    drawn = self._draw(strategy, wanted, f"{operation_id} {mode.value}")
                found += [_raw(case, "random") for case in drawn]
        return found

    def _operation(self, schema: Any, operation_id: str) -> Any:
        path, method = self._paths[operation_id]
        return schema[path][method]

    def _draw(self, strategy: SearchStrategy[Any], count: int, label: str) -> list[Any]:
        drawn: list[Any] = []

        @seed(int.from_bytes(hashlib.sha256(f"{self._seed} {label}".encode()).digest()[:8], "big"))
        @settings(
            max_examples=count, database=None, deadline=None, phases=[Phase.generate], print_blob=False,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(strategy)
        def collect(case: Any) -> None:
            drawn.append(case)

        # Nothing fits, or nothing can be wrong: an operation without parameters has no negative case.
        with contextlib.suppress(Unsatisfiable):
            collect()
        return drawn[:count]


def _load(document: Mapping[str, Any]) -> Any:
    return schemathesis.openapi.from_dict(dict(document), config=SchemathesisConfig.from_dict(_CONFIG))


def _without_examples(node: Any, inside_properties: bool = False) -> Any:
    if isinstance(node, list):
        return [_without_examples(item) for item in node]
    if not isinstance(node, Mapping):
        return node
    return {
        key: _without_examples(value, key == "properties" and not inside_properties)
        for key, value in node.items()
        if inside_properties or key not in _EXAMPLES
    }


def _scenario(case: Any) -> str:
    data: Any = case.meta.phase.data if case.meta is not None else None
    return str(data.scenario.value) if data is not None else "coverage"


def _raw(case: Any, scenario: str) -> Raw:
    meta = case.meta
    data: Any = meta.phase.data if meta is not None else None
    location = getattr(getattr(data, "parameter_location", None), "value", "") or ""
    pointer = getattr(data, "location", None) or ""
    parameter = getattr(data, "parameter", None) or ""
    return Raw(
        negative=meta is not None and meta.generation.mode is GenerationMode.NEGATIVE,
        scenario=scenario,
        target=pointer if location == "body" else parameter,
        location=location,
        path=dict(case.path_parameters or {}),
        query=dict(case.query or {}),
        headers={str(name): str(value) for name, value in (case.headers or {}).items()},
        body=NOT_SENT if isinstance(case.body, NotSet) else case.body,
        media_type=case.media_type,
    )
