"""The embedded reference implementation of Klantinteracties, and the named faults it can be given.

`domain` holds what the standard says, `http` what its dialects share, `dialects` which there are, the packages beside
them how each one says it over HTTP, `faults` the defects. Importing this package loads nothing.
"""
