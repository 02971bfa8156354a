"""The files in these folders are read by tests; they are no scenarios to run."""

collect_ignore = ["small", "gallery"]
