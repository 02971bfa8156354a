"""How facts about fields combine: all at once (`allOf`), or one of several (`anyOf`, `oneOf`)."""

from __future__ import annotations

from typing import Any, TypeAlias

Facts: TypeAlias = dict[str, Any]
Fields: TypeAlias = dict[str, Facts]

BESIDE = " | "
ABSENT = "-"


def both(one: Fields, other: Fields) -> Fields:
    """Combine fields that hold at the same time."""
    return {name: _both(one.get(name, {}), other.get(name, {})) for name in {**one, **other}}


def either(one: Fields, other: Fields) -> Fields:
    """Combine fields of two alternatives: a field is required only if it is so in both."""
    return {name: _either(one.get(name, {}), other.get(name, {})) for name in {**one, **other}}


def _both(one: Facts, other: Facts) -> Facts:
    merged = one | other
    if "nullable" in one and "nullable" in other:
        merged["nullable"] = one["nullable"] and other["nullable"]
    if one.get("required") or other.get("required"):
        merged["required"] = True
    if "choice" in one and "choice" in other:
        merged["choice"] = f"{one['choice']}; {other['choice']}"
    return merged


def _either(one: Facts, other: Facts) -> Facts:
    if not one or not other:
        return {}
    merged = {key: _alternatives(key, one.get(key), other.get(key)) for key in {**one, **other}}
    return {key: value for key, value in merged.items() if value is not None}


def _alternatives(key: str, one: Any, other: Any) -> Any:
    if one == other:
        return one
    if key == "required":
        return None
    if key == "nullable":
        return bool(one or other)
    if key == "enum" and one and other:
        return sorted({*one, *other})
    shown = [part for value in (one, other) for part in str(ABSENT if value is None else value).split(BESIDE)]
    return BESIDE.join(dict.fromkeys(shown))
