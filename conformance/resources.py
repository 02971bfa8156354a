"""Where the suite's own scenarios and profiles are: in a checkout beside the package, in a wheel inside it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def suite_root() -> Path:
    """The folder that holds `scenarios/` and `profiles/`."""
    inside = _PACKAGE / "suite"
    return inside if inside.is_dir() else _PACKAGE.parent


def scenarios_folder() -> Path:
    """The scenarios that come with the suite."""
    return suite_root() / "scenarios"


def profiles_folder() -> Path:
    """The profiles that come with the suite."""
    return suite_root() / "profiles"


def relative(file: Path) -> str:
    """A path as people know it: from the suite's root, or from where they stand; the full path otherwise."""
    for base in (suite_root(), Path.cwd()):
        if file.resolve().is_relative_to(base):
            return file.resolve().relative_to(base).as_posix()
    return str(file)
