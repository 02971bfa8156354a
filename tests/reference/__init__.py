"""The reference implementation and its faults."""
