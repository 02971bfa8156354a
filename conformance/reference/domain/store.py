"""The memory of one reference implementation: records, what refers to what, and all-or-nothing writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, Self, TypeAlias

from conformance.reference.domain.fields import Kind, Resource, Unique, Values, value_at, walk

_Key: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """One stored resource. `values` is never changed in place; `order` grows with every registration."""

    kind: str
    id: str
    order: int
    values: Values


class _Index:
    """Finds the records of one kind by a key without looking at the others."""

    __slots__ = ("_found",)

    def __init__(self) -> None:
        self._found: dict[_Key, dict[str, None]] = {}

    def add(self, keys: Iterable[_Key], record_id: str) -> None:
        for key in keys:
            self._found.setdefault(key, {})[record_id] = None

    def discard(self, keys: Iterable[_Key], record_id: str) -> None:
        for key in keys:
            holders = self._found.get(key)
            if holders is not None:
                holders.pop(record_id, None)
                if not holders:
                    del self._found[key]

    def __getitem__(self, key: _Key) -> tuple[str, ...]:
        return tuple(self._found.get(key, ()))


@dataclass(frozen=True, slots=True)
class Layout:
    """What a store keeps track of, per kind: the paths of references, and the unique combinations."""

    references: Mapping[str, tuple[str, ...]]
    uniques: Mapping[str, tuple[Unique, ...]]

    @classmethod
    def of(cls, resources: Mapping[str, Resource]) -> Self:
        """The layout for these definitions; the same for every store, so worked out once."""
        return cls(
            {kind: tuple(dict.fromkeys(_reference_paths(found))) for kind, found in resources.items()},
            {kind: found.uniques for kind, found in resources.items()},
        )


class Store:
    """Everything one instance knows. Not thread-safe: it lives on one event loop and never awaits."""

    def __init__(self, layout: Layout) -> None:
        self._records: dict[str, dict[str, Record]] = {kind: {} for kind in layout.references}
        self._orders = count(1)
        self._journal: list[tuple[str, str, Record | None]] | None = None
        self._references, self._uniques = layout.references, layout.uniques
        self._indexes: dict[tuple[str, str], _Index] = {
            (kind, name): _Index()
            for kind, paths in layout.references.items()
            for name in (*paths, *(f"unique:{unique.name}" for unique in layout.uniques[kind]))
        }

    def get(self, kind: str, record_id: str) -> Record | None:
        """The record with this id, if there is one."""
        return self._records[kind].get(record_id)

    def newest_first(self, kind: str) -> Iterator[Record]:
        """All records of a kind, the latest registration first."""
        return reversed(self._records[kind].values())

    def referring(self, kind: str, path: str, target_id: str) -> list[Record]:
        """The records of `kind` that refer to `target_id` at `path`, in order of registration."""
        records = self._records[kind]
        found = [records[record_id] for record_id in self._indexes[kind, path][(target_id,)]]
        return sorted(found, key=lambda record: record.order) if len(found) > 1 else found

    def sharing(self, unique: Unique, kind: str, values: Values) -> tuple[str, ...]:
        """The ids of records that hold the same unique combination as `values`."""
        key = _unique_key(unique, values)
        return () if key is None else self._indexes[kind, f"unique:{unique.name}"][key]

    def add(self, kind: str, record_id: str, values: Values) -> Record:
        """Store a new record."""
        return self._put(Record(kind, record_id, next(self._orders), values))

    def change(self, record: Record, values: Values) -> Record:
        """Store other values for a record that exists."""
        return self._put(replace(record, values=values))

    def remove(self, record: Record) -> None:
        """Forget a record."""
        self._note(record.kind, record.id)
        self._unindex(record)
        del self._records[record.kind][record.id]

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """Undo every write of the block when it raises. Blocks may be nested; the outermost decides."""
        if self._journal is not None:
            yield
            return
        self._journal = []
        try:
            yield
        except BaseException:
            self._undo(self._journal)
            raise
        finally:
            self._journal = None

    def _put(self, record: Record) -> Record:
        self._note(record.kind, record.id)
        before = self._records[record.kind].get(record.id)
        if before is not None:
            self._unindex(before)
        self._records[record.kind][record.id] = record
        self._index(record)
        return record

    def _note(self, kind: str, record_id: str) -> None:
        if self._journal is not None:
            self._journal.append((kind, record_id, self._records[kind].get(record_id)))

    def _undo(self, journal: list[tuple[str, str, Record | None]]) -> None:
        self._journal = None
        for kind, record_id, before in reversed(journal):
            records = self._records[kind]
            present = records.pop(record_id, None) if before is None else records.get(record_id)
            if present is not None:
                self._unindex(present)
            if before is not None:
                records[record_id] = before
                self._index(before)
                if present is None:
                    self._records[kind] = dict(sorted(records.items(), key=lambda item: item[1].order))

    def _index(self, record: Record) -> None:
        for name, keys in self._keys(record):
            self._indexes[record.kind, name].add(keys, record.id)

    def _unindex(self, record: Record) -> None:
        for name, keys in self._keys(record):
            self._indexes[record.kind, name].discard(keys, record.id)

    def _keys(self, record: Record) -> Iterator[tuple[str, list[_Key]]]:
        for path in self._references[record.kind]:
            target = value_at(record.values, path)
            if target is not None:
                targets = target if isinstance(target, list) else [target]
                yield path, [(one,) for one in targets]
        for unique in self._uniques[record.kind]:
            key = _unique_key(unique, record.values)
            if key is not None:
                yield f"unique:{unique.name}", [key]


def _reference_paths(resource: Resource) -> Iterator[str]:
    hidden: set[str] = {f.name for f in resource.fields if not f.stored}
    for path, found in walk(resource.fields):
        if found.kind in (Kind.REFERENCE, Kind.REFERENCES) and path.partition(".")[0] not in hidden:
            yield path


def _unique_key(unique: Unique, values: Values) -> _Key | None:
    if any(not value_at(values, path) for path in unique.skip):
        return None
    return tuple(value_at(values, path) for path in unique.paths)
