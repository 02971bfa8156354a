"""YAML files to frozen values; every mistake with its file and line."""
