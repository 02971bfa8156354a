"""One frozen report in, one writer per format. Rendering is pure; only `write` touches the disk."""

from conformance.reporting.files import write

__all__ = ["write"]
