"""Scenarios under plain pytest: its own options, its own reports, its own exit codes."""
