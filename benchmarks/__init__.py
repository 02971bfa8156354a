"""Measurements that anyone can repeat: `python -m benchmarks`. Ratios, never absolute times."""
