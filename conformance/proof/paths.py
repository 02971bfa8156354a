"""Which operation of a contract a request is about."""

from __future__ import annotations

from collections.abc import Iterable

from conformance.contract.document import Contract, Operation


class Paths:
    """The operations of one contract, by method and path."""

    def __init__(self, contract: Contract) -> None:
        self._known: dict[tuple[str, int], list[tuple[list[str], Operation]]] = {}
        for operation in contract.operations.values():
            parts = segments(operation.path)
            self._known.setdefault((operation.method, len(parts)), []).append((parts, operation))

    def operation(self, method: str, path: str) -> Operation | None:
        """The operation that this path is of; a fixed path goes before one with a parameter."""
        parts = segments(path)
        candidates = self._known.get((method, len(parts)), [])
        fitting = [(template, found) for template, found in candidates if _fits(template, parts)]
        return min(fitting, key=lambda each: sum("{" in part for part in each[0]))[1] if fitting else None


def segments(path: str) -> list[str]:
    """The parts of a path."""
    return path.strip("/").split("/")


def _fits(template: Iterable[str], parts: Iterable[str]) -> bool:
    return all("{" in wanted or wanted == part for wanted, part in zip(template, parts, strict=True))
