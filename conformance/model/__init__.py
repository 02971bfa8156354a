"""Frozen values of the suite. Nothing in here reads, writes, connects or waits."""
