"""Criteria, for faults that still look for them here."""

from conformance.reference.http.filters import Hop, Match, Param, Test

__all__ = ["Hop", "Match", "Param", "Test"]
