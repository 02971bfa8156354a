"""The embedded reference implementation of Klantinteracties, and the named faults it can be given.

`domain` holds what the standard says, `openklant` how the Open Klant 0.9.0 dialect says it over HTTP,
`faults` the defects. Import `conformance.reference.server` to run one; importing this package loads nothing.
"""
