"""Proof that the checks can fail: every fault of the reference implementation against every scenario."""
