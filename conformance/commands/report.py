"""`conformance report`: the report of a recorded run, also of one that was cut off."""

from conformance.commands.rejudge import run

__all__ = ["run"]
