"""What a dialect is: one way in which the domain core speaks over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from conformance.reference.domain.core import Core
from conformance.reference.domain.definitions import RESOURCES
from conformance.reference.domain.fields import Resource
from conformance.reference.domain.store import Layout
from conformance.reference.http.filters import Param
from conformance.reference.http.messages import Answer, Call, Route
from conformance.reference.http.problems import Problem
from conformance.reference.seams import Seams


@dataclass(frozen=True, slots=True)
class Dialect:
    """One API version as the reference speaks it.

    base_path   where the API begins, without a slash at the end
    routes      every path under it, without a slash at the beginning; its last segment may be `{key}`
    perform     does what a call asks; every refusal is a Problem
    headers     what every answer carries
    resources   the definitions of the domain as this version has them: lengths, required, readonly
    parameters  what can be searched by, per kind
    rules_off   names of rules of the domain that this version does not have
    scheme      the scheme of the header Authorization
    told        writes a refusal out
    fill        puts into a fresh register what is there before anybody registers anything
    """

    name: str
    base_path: str
    routes: Mapping[str, Route]
    perform: Callable[[Core, Call], Answer]
    headers: Mapping[str, str] = field(default_factory=dict)
    resources: Mapping[str, Resource] = field(default_factory=lambda: RESOURCES)
    parameters: Mapping[str, Mapping[str, Param]] = field(default_factory=dict)
    rules_off: frozenset[str] = frozenset()
    scheme: str = "Token"
    told: Callable[[Problem], Answer] = Problem.answer
    fill: Callable[[Core], None] | None = None
    layout: Layout = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "layout", Layout.of(self.resources))

    def seams(self) -> Seams:
        """Where faults may take hold of one instance; a core is made from it."""
        return Seams.of(self.resources, self.parameters, self.layout, self.rules_off)

    def credentials(self, token: str) -> tuple[str, str]:
        """The header that lets a caller in."""
        return ("Authorization", f"{self.scheme} {token}")


def by_parameter(params: Mapping[str, Iterable[Param]]) -> Mapping[str, Mapping[str, Param]]:
    """Search parameters of each kind by their names."""
    return {kind: {param.name: param for param in found} for kind, found in params.items()}
