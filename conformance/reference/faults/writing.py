"""Ways to spoil what is accepted and what is stored. Each gives an installer for the seams."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from conformance.reference.domain import checks
from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action, Kind, Values, value_at, with_value
from conformance.reference.domain.store import Record
from conformance.reference.domain.violations import Violation
from conformance.reference.faults.fault import Installer
from conformance.reference.http.messages import Call, Operation
from conformance.reference.seams import ALL_ACTIONS, Seams

When: TypeAlias = Callable[[Core, Change], bool]
NEW, PUT, PATCH = (Action.REGISTER,), (Action.REPLACE,), (Action.AMEND,)
CHANGES = (Action.REPLACE, Action.AMEND)


def always(core: Core, change: Change) -> bool:
    """Every write."""
    return True


def redefined(kind: str, path: str, on: Iterable[Action] = ALL_ACTIONS, /, **changes: Any) -> Installer:
    """A field with another definition."""
    actions = tuple(on)
    return lambda seams: seams.redefine(kind, path, on=actions, **changes)


def optional(kind: str, path: str, instead: Any, on: Iterable[Action] = NEW) -> Installer:
    """A required field that may be left out of a registration; then it is `instead`."""
    return redefined(kind, path, on, required=False, default=lambda: instead)


def unlimited(kind: str, path: str) -> Installer:
    """A text without an upper limit."""
    return redefined(kind, path, longest=None)


def limited(kind: str, path: str, longest: int) -> Installer:
    """A text with another limit."""
    return redefined(kind, path, longest=longest)


def anything(kind: str, path: str) -> Installer:
    """A field that takes whatever it gets."""
    return redefined(kind, path, kind=Kind.ANYTHING)


def unchecked(kind: str, path: str) -> Installer:
    """A reference to something that need not exist."""
    return redefined(kind, path, exists=False)


def pardoned(
    kind: str, path: str, when: When, on: Iterable[Action] = ALL_ACTIONS, codes: Iterable[str] = ("invalid",)
) -> Installer:
    """A violation that is overlooked when `when` says so."""
    actions, known = frozenset(on), frozenset(codes)

    def overlook(core: Core, change: Change, found: Violation) -> bool:
        mine = change.kind == kind and change.action in actions and found.path == path and found.code in known
        return mine and when(core, change)

    return lambda seams: seams.pardoning.append(overlook)


def rules_off(*names: str) -> Installer:
    """Rules that are not applied."""
    return lambda seams: seams.rules_off.update(names)


def duplicates(kind: str, *uniques: str) -> Installer:
    """Combinations that may occur twice."""

    def install(seams: Seams) -> None:
        for unique in uniques:
            seams.uncheck(kind, unique)

    return install


def refused(kind: str, path: str, when: When, on: Iterable[Action] = NEW) -> Installer:
    """A write that is refused without reason."""
    actions = frozenset(on)

    def complain(core: Core, change: Change) -> None:
        if change.kind == kind and change.action in actions and when(core, change):
            change.complain(path, "invalid", "Dit wordt hier niet aanvaard.")

    return lambda seams: seams.deriving.append(complain)


def altered(
    kind: str,
    path: str,
    change_value: Callable[[Any], Any],
    on: Iterable[Action] = ALL_ACTIONS,
    when: When = always,
) -> Installer:
    """A value that is stored differently from how it was sent."""
    actions = frozenset(on)

    def spoil(core: Core, change: Change) -> None:
        if change.kind != kind or change.action not in actions or not when(core, change):
            return
        value = value_at(change.values, path)
        if value is not None or "." not in path:
            change.values = with_value(change.values, path, change_value(value))

    return lambda seams: seams.storing.append(spoil)


def lost(kind: str, path: str, left: Any = "", on: Iterable[Action] = NEW, when: When = always) -> Installer:
    """A value that is not stored."""
    return altered(kind, path, lambda value: left, on, when)


def cut(kind: str, path: str, at: int) -> tuple[Installer, Installer]:
    """A text that is cut instead of refused."""
    return unlimited(kind, path), altered(kind, path, lambda value: value[:at] if value else value)


def told_but_lost(kind: str, path: str, left: Any = "", when: When = always) -> Installer:
    """A value that comes back in the answer to the registration, but is not stored."""

    def install(seams: Seams) -> None:
        sent: dict[str, Any] = {}

        def forget(core: Core, change: Change) -> None:
            if change.kind == kind and change.action is Action.REGISTER and when(core, change):
                sent[change.id] = value_at(change.values, path)
                change.values = with_value(change.values, path, left)

        def remember(core: Core, call: Call, record: Record, told: Values) -> Values:
            if record.kind == kind and call.operation is Operation.CREATE and record.id in sent:
                return with_value(told, path, sent[record.id])
            return told

        seams.storing.append(forget)
        seams.telling.append(remember)

    return install


def unchanged(kind: str, *fields: str, on: Iterable[Action] = PATCH) -> Installer:
    """Fields whose new value is ignored without a word."""
    actions = frozenset(on)

    def restore(core: Core, change: Change) -> None:
        if change.kind == kind and change.action in actions and change.before is not None:
            names = fields or tuple(change.before.values)
            change.values = change.values | {name: change.before.values.get(name) for name in names}

    return lambda seams: seams.storing.append(restore)


def wiped(kind: str, field: str, left: Any, on: Iterable[Action] = PATCH) -> Installer:
    """A field that loses its value when a change does not mention it."""
    return altered(kind, field, lambda value: left, on, lambda core, change: field not in change.sent)


def changeable(kind: str, *fields: str, on: Iterable[Action] = CHANGES) -> Installer:
    """Fixed fields that can be changed after all."""
    actions = tuple(on)

    def install(seams: Seams) -> None:
        for field in fields:
            seams.redefine(kind, field, on=actions, fixed=False, grows=False)

    return install


def kept_though_refused(kind: str, on: Iterable[Action] = NEW) -> Installer:
    """A write that is refused and stored all the same."""
    actions = frozenset(on)

    def keep(core: Core, change: Change) -> None:
        if change.kind != kind or change.action not in actions:
            return
        if change.before is not None:
            current = core.store.get(kind, change.before.id)
            if current is not None:
                core.store.change(current, change.values)
            return
        empty = {f.name: f.empty() for f in change.resource.fields if f.stored}
        core.store.add(kind, change.id, empty | change.values)

    return lambda seams: seams.refusing.append(keep)


def after(kind: str, do: Callable[[Core, Change, Record], None], on: Iterable[Action] = NEW) -> Installer:
    """Something nobody asked for that happens after an accepted write."""
    actions = frozenset(on)

    def finish(core: Core, change: Change, record: Record) -> Record:
        if change.kind == kind and change.action in actions:
            do(core, change, record)
        return core.store.get(record.kind, record.id) or record

    return lambda seams: seams.finishing.append(finish)


def sent_id(change: Change) -> Any:
    """The id in a message, by whatever name a dialect has for it."""
    return change.body.get("uuid", change.body.get("id"))


def renamed(kind: str, *actions: Action) -> Installer:
    """A write that takes over the id in the message."""

    def finish(core: Core, change: Change, record: Record) -> Record:
        wanted = sent_id(change)
        if change.kind != kind or change.action not in actions or not isinstance(wanted, str):
            return record
        if wanted == record.id or core.store.get(kind, wanted) is not None:
            return record
        core.store.remove(record)
        return core.store.add(kind, wanted, record.values)

    return lambda seams: seams.finishing.append(finish)


def own_ids(*kinds: str) -> Installer:
    """A registration that takes over the id in the message."""

    def take(core: Core, change: Change) -> None:
        wanted = sent_id(change)
        if change.kind not in kinds or change.before is not None or not isinstance(wanted, str):
            return
        if checks.UUID.match(wanted) and core.store.get(change.kind, wanted.lower()) is None:
            change.id = wanted.lower()

    return lambda seams: seams.deriving.append(take)
