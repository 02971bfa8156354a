"""Faults that are made from a contract instead of thought up: every member, check, parameter and header, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from conformance.reference.dialect import Dialect
from conformance.reference.faults.operators import answers, calls, messages
from conformance.reference.faults.operators.facts import Facts, Member, Operator, Parameter


def operators(facts: Iterable[Facts], spoken: Dialect) -> Mapping[str, Operator]:
    """Every operator for these operations, by the name of its fault; equal facts give equal names."""
    known = tuple(facts)
    made = [operator for each in known for operator in (*answers.operators(each), *calls.operators(each, spoken))]
    return {operator.fault.id: operator for operator in (*made, *messages.operators(known, spoken))}


__all__ = ["Facts", "Member", "Operator", "Parameter", "operators"]
