"""A message that fits, per operation: the surroundings in which one deviation at a time is sent."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import jsonschema_rs

from conformance.contract.document import Contract, Operation
from conformance.contract.harmless import MARK, freshen
from conformance.contract.raw import NOT_SENT, Raw
from conformance.contract.spoiling import spoiled
from conformance.contract.validators import REQUEST, validator

_WORD = MARK.rstrip("-")


class Samples:
    """Bodies per operation. Best are bodies that the product has accepted before (`given`, by operationId).

    `full` are messages that fit and name everything that the contract has a place for: one per operation, or one for
    each sort of thing that has places of its own.
    """

    def __init__(
        self, contract: Contract, given: Mapping[str, Any], seed: int, full: Mapping[str, Sequence[Any]] | None = None
    ) -> None:
        self.contract, self._given, self._seed, self._full = contract, given, seed, full or {}
        self._made: dict[str, Any] = {}

    def has_full(self, operation: Operation) -> bool:
        """Whether there is a message with everything in it."""
        return bool(self.full(operation))

    def full(self, operation: Operation) -> Sequence[Any]:
        """The messages with everything in them; none when the profile has none that fit its contract.

        Whoever extends a profile may have changed the contract under a message.
        """
        if operation.message is None or operation.id not in self._full:
            return ()
        judge = self._validator(operation)
        return tuple(each for each in self._full[operation.id] if _fits(each, judge))

    def spoiled(self, operation: Operation) -> Iterator[Raw]:
        """The full messages with one departure at a time."""
        if judge := self._validator(operation) if self.has_full(operation) else None:
            for message in self.full(operation):
                yield from spoiled(message, judge)

    def template(self, operation: Operation, positives: Iterable[Raw], turn: int) -> Any:
        """A body that fits the operation, its unique numbers fresh for this turn. For PATCH: nothing at all."""
        if operation.message is None:
            return NOT_SENT
        if operation.method == "PATCH":
            return {}
        if operation.id not in self._made:
            self._made[operation.id] = self._find(operation, positives)
        return self.fresh(self._made[operation.id], turn)

    def fresh(self, message: Any, turn: int) -> Any:
        """The message with numbers that were not used before."""
        return freshen(copy.deepcopy(message), self._seed, turn)

    def _find(self, operation: Operation, positives: Iterable[Raw]) -> Any:
        register = next(
            (each.id for each in self.contract.operations.values()
             if each.method == "POST" and each.collection == operation.collection), "",
        )  # fmt: skip
        judge = self._validator(operation)
        for name in (operation.id,) if self.has_full(operation) else (operation.id, register):
            # What registers a thing need not be what changes it, where those are operations on paths of their own.
            if name in self._given and (name == operation.id or not operation.group or _fits(self._given[name], judge)):
                return self._given[name]
        assert operation.message is not None
        if self.has_full(operation):
            full = self.full(operation)[0]
            return minimal(full, judge) if judge else full
        if operation.message.examples:
            return operation.message.examples[0]
        bodies = [raw.body for raw in positives if isinstance(raw.body, dict)]
        fitting = [body for body in bodies if judge is None or judge.is_valid(body)]
        if not fitting:
            return {}
        smallest = min(fitting, key=len)
        return recognisable(minimal(smallest, judge), judge) if judge else smallest

    def _validator(self, operation: Operation) -> jsonschema_rs.Validator | None:
        assert operation.message is not None
        pointer = next((each for each in operation.message.media.values() if each is not None), None)
        return validator(self.contract, pointer, REQUEST) if pointer else None


def _fits(body: Any, judge: jsonschema_rs.Validator | None) -> bool:
    return judge is None or judge.is_valid(body)


def minimal(body: dict[str, Any], judge: jsonschema_rs.Validator) -> dict[str, Any]:
    """The body without the properties that it fits without: each of those is a reason less to be refused."""
    kept = dict(body)
    for name in list(body):
        without = {key: value for key, value in kept.items() if key != name}
        if judge.is_valid(without):
            kept = without
    return kept


def recognisable(body: dict[str, Any], judge: jsonschema_rs.Validator) -> dict[str, Any]:
    """The body with our mark in every text where it still fits."""

    def words(value: Any, put: Any) -> None:
        if isinstance(value, str):
            put(_WORD)
            if not judge.is_valid(result):
                put(value)
        elif isinstance(value, dict):
            for name, each in value.items():
                words(each, lambda new, holder=value, key=name: holder.__setitem__(key, new))

    result = copy.deepcopy(body)
    for name, each in result.items():
        words(each, lambda new, key=name: result.__setitem__(key, new))
    return result
