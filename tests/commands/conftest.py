"""What every test here shares."""

from __future__ import annotations

from running.conftest import suite_is_read_once

__all__ = ["suite_is_read_once"]
