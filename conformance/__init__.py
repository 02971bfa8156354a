"""Conformance test suite for implementations of the Dutch municipal standard Klantinteracties."""

__version__ = "0.1.0"
