"""Runs against products that misbehave, and what the suite says, writes and leaves behind."""
