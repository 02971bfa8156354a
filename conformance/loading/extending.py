"""A profile told as a difference on another one: what it replaces, adds and removes, each checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conformance.errors import Place, UserError, UserErrors, did_you_mean
from conformance.loading.schema import check
from conformance.loading.yamlfile import PathKey, YamlFile, read_yaml
from conformance.resources import profiles_folder

#: How many profiles may stand behind each other; more than this nobody can follow.
LONGEST_CHAIN = 5
_WAYS = ("remove", "replace", "add")


@dataclass(frozen=True, slots=True)
class Flattened(YamlFile):
    """A file with all that it takes over. `places` says where each value was said; `sources` are the files read."""

    places: Mapping[PathKey, Place]
    sources: tuple[Path, ...]

    def place(self, *path: str | int) -> Place:
        """Where a value was said last: in the file itself, or in the one that it extends."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(self.file, 1))


def read_whole(folder: Path, name: str) -> Flattened:
    """One of the two files of a profile, with what it takes over. Raises UserErrors for every step that does not fit.

    A profile without a contract of its own has the contract of the profile that it extends.
    """
    return _whole(folder, name, ())


def _whole(folder: Path, name: str, behind: tuple[Path, ...]) -> Flattened:
    if not (folder / name).exists() and name != "profile.yaml":
        parent = _parent(read_yaml(folder / "profile.yaml"), folder, behind)
        if parent is not None:
            return _whole(parent, name, (*behind, folder))
    source = read_yaml(folder / name)
    parent = _parent(source, folder, behind)
    if parent is None:
        places = {path: Place(source.file, line) for path, line in source.lines.items()}
        return Flattened(source.file, source.data, source.lines, places, (source.file,))
    check(source, "extension")
    return _Difference(source, _whole(parent, name, (*behind, folder))).applied()


def _parent(source: YamlFile, folder: Path, behind: tuple[Path, ...]) -> Path | None:
    if not isinstance(source.data, Mapping) or "extends" not in source.data:
        return None
    name, place = str(source.data["extends"]), source.place("extends")
    if len(behind) >= LONGEST_CHAIN - 1:
        raise UserError(
            place, f"more than {LONGEST_CHAIN} profiles extend each other", "extend one nearer to the start"
        )
    around = [one for one in (profiles_folder() / name, folder.parent / name) if (one / "profile.yaml").is_file()]
    if not around:
        known = {one.parent.name for one in profiles_folder().glob("*/profile.yaml")}
        raise UserError(place, f"there is no profile {name!r} to extend", did_you_mean(name, known))
    if around[0].resolve() in {one.resolve() for one in (*behind, folder)}:
        raise UserError(place, f"{name!r} extends this profile itself", "let one of them stand on its own")
    return around[0]


class _Difference:
    """One file and the whole that it changes."""

    def __init__(self, source: YamlFile, base: Flattened) -> None:
        self._source, self._base = source, base
        self._data, self._places = deepcopy(base.data), dict(base.places)

    def applied(self) -> Flattened:
        """The whole after the changes: first what goes, then what is replaced, then what is new."""
        own = {key: value for key, value in self._source.data.items() if key not in ("extends", *_WAYS)}
        for key, value in own.items():
            self._put((key,), value, (key,))
        mistakes = []
        for way in _WAYS:
            for pointer, at in self._told(way):
                try:
                    self._change(way, pointer, at)
                except UserError as mistake:
                    mistakes.append(mistake)
        if mistakes:
            raise UserErrors(mistakes)
        sources = (self._source.file, *self._base.sources)
        return Flattened(self._source.file, self._data, self._source.lines, self._places, sources)

    def _told(self, way: str) -> Iterator[tuple[str, PathKey]]:
        for index, pointer in enumerate(self._source.data.get(way, ())):
            yield pointer, (way, index if way == "remove" else pointer)

    def _change(self, way: str, pointer: str, at: PathKey) -> None:
        *parents, last = (part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])
        path, holder = self._holder(pointer, parents, at)
        if way == "add":
            key = self._new_key(pointer, holder, last, at)
            return self._put((*path, key), self._source.data["add"][pointer], at)
        key = self._key(pointer, holder, last, at)
        if way == "remove":
            return self._drop(holder, path, key)
        value = self._source.data["replace"][pointer]
        if holder[key] == value and type(holder[key]) is type(value):
            raise self._wrong(at, f"{pointer} is already so in {self._base_name}", "take it out")
        return self._put((*path, key), value, at)

    def _holder(self, pointer: str, parents: list[str], at: PathKey) -> tuple[PathKey, Any]:
        path: PathKey = ()
        holder = self._data
        for part in parents:
            key = self._key(pointer, holder, part, at)
            path, holder = (*path, key), holder[key]
        return path, holder

    def _key(self, pointer: str, holder: Any, part: str, at: PathKey) -> str | int:
        """The key by which a part of a pointer finds something in what holds it."""
        if isinstance(holder, Mapping) and part in holder:
            return part
        if isinstance(holder, list) and (found := _index(holder, part)) is not None:
            return found
        near = did_you_mean(part, holder) if isinstance(holder, Mapping) else ""
        what = f"{pointer} is not in {self._base_name}: it has no {part!r} there"
        raise self._wrong(at, what, near or "check the pointer")

    def _new_key(self, pointer: str, holder: Any, part: str, at: PathKey) -> str | int:
        if isinstance(holder, list) and part == "-":
            return len(holder)
        if not isinstance(holder, dict):
            raise self._wrong(at, f"nothing can be added at {pointer}", "its parent must be a mapping, or end in /-")
        if part in holder:
            raise self._wrong(at, f"{pointer} is there already in {self._base_name}", "move it to replace")
        return part

    def _put(self, path: PathKey, value: Any, at: PathKey) -> None:
        holder = self._data
        for key in path[:-1]:
            holder = holder[key]
        if isinstance(holder, list) and path[-1] == len(holder):
            holder.append(value)
        else:
            holder[path[-1]] = value
        self._forget(path)
        for known, line in self._source.lines.items():
            if known[: len(at)] == at:
                self._places[(*path, *known[len(at) :])] = Place(self._source.file, line)

    def _drop(self, holder: Any, path: PathKey, key: str | int) -> None:
        """A list closes up, so the places of what came after are no longer known to the line."""
        del holder[key]
        self._forget(path if isinstance(holder, list) else (*path, key))

    def _forget(self, path: PathKey) -> None:
        for known in [one for one in self._places if one[: len(path)] == path]:
            del self._places[known]

    @property
    def _base_name(self) -> str:
        return repr(str(self._source.data["extends"]))

    def _wrong(self, at: PathKey, what: str, fix: str) -> UserError:
        return UserError(self._source.place(*at), what, fix)


def _index(items: list[Any], part: str) -> int | None:
    """Which item is meant: by its number, or by what one of its members is (`name=page`)."""
    member, equals, value = part.partition("=")
    if equals:
        return next((n for n, one in enumerate(items) if isinstance(one, Mapping) and one.get(member) == value), None)
    return int(part) if part.isdigit() and int(part) < len(items) else None
