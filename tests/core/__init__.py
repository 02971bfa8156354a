"""The core: what becomes of a scenario, a profile and an answer, without any network."""
