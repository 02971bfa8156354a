"""From a message to values: every field checked on its own, all violations gathered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from conformance.reference.domain import checks
from conformance.reference.domain.fields import Action, Field, Kind, Values, value_at
from conformance.reference.domain.violations import Violation

_REQUIRED = ("required", "Dit veld is verplicht.")
_NULL = ("null", "Dit veld mag niet leeg (null) zijn.")
_BLANK = ("blank", "Dit veld mag niet leeg zijn.")
_INVALID = ("invalid", "Deze waarde is ongeldig.")

ReadReference = Callable[[Any], str]
Exists = Callable[[str, str], bool]


class BadReference(Exception):
    """A reference that is not written the way the dialect writes references."""

    def __init__(self, code: str, reason: str, part: str = "") -> None:
        self.violation = Violation(part, code, reason)
        super().__init__(reason)


@dataclass(slots=True)
class Cleaner:
    """Cleans one message. `read_reference` is the dialect's; `exists` asks the store."""

    read_reference: ReadReference
    exists: Exists
    violations: list[Violation] = field(default_factory=list)

    def clean(
        self, fields: tuple[Field, ...], body: Values, action: Action, before: Values | None, prefix: str = ""
    ) -> Values:
        """The sent values that are right, defaults on registration; unknown names are ignored (API-18)."""
        values: Values = {}
        for f in fields:
            path = prefix + f.name
            if f.name not in body or f.readonly:
                self._left_out(f, path, action, body, before, values)
            elif body[f.name] is None and f.kind is not Kind.VARIANT:
                self._null(f, path, values)
            else:
                for value in self._value(f, path, body, action, before):
                    values[f.name] = value
        return values

    def _complain(self, path: str, what: tuple[str, str]) -> None:
        self.violations.append(Violation(path, *what))

    def _left_out(
        self, f: Field, path: str, action: Action, body: Values, before: Values | None, values: Values
    ) -> None:
        if f.required and not f.readonly and action is not Action.AMEND:
            self._complain(path, _REQUIRED)
        elif action is Action.REGISTER and f.kind is Kind.VARIANT:
            values.update((f.name, v) for v in self._variant(f, path, {}, body, action, before))
        elif action is Action.REGISTER:
            values[f.name] = f.empty()

    def _null(self, f: Field, path: str, values: Values) -> None:
        if not f.nullable:
            self._complain(path, _NULL)
        else:
            values[f.name] = [] if f.kind in (Kind.REFERENCES, Kind.CHILDREN) else None

    def _value(self, f: Field, path: str, body: Values, action: Action, before: Values | None) -> Iterator[Any]:
        raw = body[f.name]
        match f.kind:
            case Kind.GROUP:
                yield from self._group(f, path, raw, action, before)
            case Kind.VARIANT:
                yield from self._variant(f, path, raw, body, action, before)
            case Kind.REFERENCE:
                yield from self._reference(f, path, raw)
            case Kind.REFERENCES:
                yield from self._references(f, path, raw)
            case Kind.CHILDREN:
                yield from self._children(f, path, raw)
            case Kind.TEXTS:
                yield from self._texts(f, path, raw)
            case Kind.ANYTHING:
                yield raw
            case _:
                yield from self._scalar(f, path, raw)

    def _group(self, f: Field, path: str, raw: Any, action: Action, before: Values | None) -> Iterator[Values]:
        if not isinstance(raw, dict):
            self._complain(path, _INVALID)
            return
        old = (before or {}).get(f.name) if action is Action.AMEND and f.merges else None
        parts = self.clean(f.parts, raw, Action.AMEND if old else Action.REGISTER, old, path + ".")
        yield (old or {}) | parts

    def _variant(
        self, f: Field, path: str, raw: Any, body: Values, action: Action, before: Values | None
    ) -> Iterator[Values]:
        soort_before = (before or {}).get(f.by)
        soort = body.get(f.by, soort_before)
        if not isinstance(soort, str) or soort not in f.variants:
            return  # the field that says which soort it is has its own violation
        if not isinstance(raw, dict):
            self._complain(path, _NULL if raw is None else _INVALID)
            return
        self._foreign_parts(f, path, raw, soort)
        merging = action is Action.AMEND and f.merges and soort == soort_before
        old = (before or {}).get(f.name) if merging else None
        parts = f.variants[soort]
        yield (old or {}) | self.clean(parts, raw, Action.AMEND if old else Action.REGISTER, old, path + ".")

    def _foreign_parts(self, f: Field, path: str, raw: Values, soort: str) -> None:
        """A filled part of another soort: two identities on one resource (PAR-15)."""
        own = {part.name for part in f.variants[soort]}
        others = {part.name for parts in f.variants.values() for part in parts} - own
        for name in sorted(others.intersection(raw)):
            if raw[name] not in (None, "", {}):
                self._complain(f"{path}.{name}", ("invalid", f"Dit gegeven hoort niet bij soort {soort}."))

    def _reference(self, f: Field, path: str, raw: Any) -> Iterator[str]:
        try:
            target = self.read_reference(raw)
        except BadReference as bad:
            self.violations.append(bad.violation.under(path))
            return
        if f.exists and not self.exists(f.target, target):
            self._complain(path, ("does_not_exist", "Dit object bestaat niet."))
        yield target

    def _references(self, f: Field, path: str, raw: Any) -> Iterator[list[str]]:
        if not isinstance(raw, list):
            self._complain(path, ("not_a_list", "Hier hoort een lijst."))
            return
        found = [t for i, one in enumerate(raw) for t in self._reference(f, f"{path}.{i}", one)]
        if len(set(found)) < len(found):
            self._complain(path, ("invalid", "Hetzelfde object staat meer dan eens in de lijst."))
        yield found

    def _children(self, f: Field, path: str, raw: Any) -> Iterator[list[Values]]:
        if not isinstance(raw, list):
            self._complain(path, ("not_a_list", "Hier hoort een lijst."))
            return
        children = []
        for i, child in enumerate(raw):
            if isinstance(child, dict):
                children.append(self._child(f, f"{path}.{i}", child))
            else:
                self._complain(f"{path}.{i}", _INVALID)
        yield children

    def _child(self, f: Field, path: str, raw: Values) -> Values:
        values = self.clean(f.parts, raw, Action.REGISTER, None, path + ".")
        if raw.get("uuid") is not None:
            identity = raw["uuid"]
            if isinstance(identity, str) and checks.UUID.match(identity):
                return values | {"id": identity.lower()}
            self._complain(path + ".uuid", _INVALID)
        return values

    def _texts(self, f: Field, path: str, raw: Any) -> Iterator[Values]:
        if not isinstance(raw, dict):
            self._complain(path, _INVALID)
            return
        entry = Field("", Kind.TEXT, longest=f.longest)
        yield {key: v for key, value in raw.items() for v in self._text(entry, f"{path}.{key}", value)}

    def _scalar(self, f: Field, path: str, raw: Any) -> Iterator[Any]:
        match f.kind:
            case Kind.TEXT:
                yield from self._text(f, path, raw)
            case Kind.BOOLEAN:
                yield from self._boolean(path, raw)
            case Kind.INTEGER:
                yield from self._integer(f, path, raw)
            case Kind.CHOICE:
                yield from self._choice(f, path, raw)
            case Kind.MOMENT:
                yield from self._moment(path, raw)
            case Kind.DATE:
                yield from self._date(path, raw)

    def _text(self, f: Field, path: str, raw: Any) -> Iterator[str]:
        complaint = text_complaint(f, raw)
        if complaint is None:
            yield raw
        else:
            self._complain(path, complaint)

    def _boolean(self, path: str, raw: Any) -> Iterator[bool]:
        if isinstance(raw, bool):
            yield raw
        else:
            self._complain(path, ("invalid", "Hier hoort true of false."))

    def _integer(self, f: Field, path: str, raw: Any) -> Iterator[int]:
        if not isinstance(raw, int) or isinstance(raw, bool):
            self._complain(path, ("invalid", "Hier hoort een geheel getal."))
        elif f.least is not None and raw < f.least:
            self._complain(path, ("min_value", f"Dit getal is minstens {f.least}."))
        elif f.most is not None and raw > f.most:
            self._complain(path, ("max_value", f"Dit getal is hoogstens {f.most}."))
        else:
            yield raw

    def _choice(self, f: Field, path: str, raw: Any) -> Iterator[str]:
        if isinstance(raw, str) and (raw in f.choices or not f.choices):
            yield raw
        else:
            self._complain(path, ("invalid_choice", "Kies een van: " + ", ".join(f.choices) + "."))

    def _moment(self, path: str, raw: Any) -> Iterator[str]:
        at = checks.moment(raw) if isinstance(raw, str) else None
        if at is not None:
            yield checks.written(at)
        else:
            self._complain(path, ("invalid", "Hier hoort een datum met tijd en tijdzone, zoals RFC 3339."))

    def _date(self, path: str, raw: Any) -> Iterator[str]:
        if isinstance(raw, str) and checks.datum(raw) is not None:
            yield raw
        else:
            self._complain(path, ("invalid", "Hier hoort een datum: JJJJ-MM-DD."))


def text_complaint(f: Field, raw: Any) -> tuple[str, str] | None:
    """What is wrong with a text for this field, as (code, reason)."""
    if not isinstance(raw, str):
        return ("invalid", "Hier hoort een tekst.")
    if "\0" in raw:
        return ("null_characters_not_allowed", "NUL-tekens zijn niet toegestaan.")
    if not raw or (not f.blank and not raw.strip()):
        return None if f.blank else _BLANK
    return _length_complaint(f, raw) or _form_complaint(f, raw)


def _length_complaint(f: Field, raw: str) -> tuple[str, str] | None:
    if f.longest is not None and len(raw) > f.longest:
        return ("max_length", f"Hoogstens {f.longest} tekens toegestaan.")
    if len(raw) < f.shortest:
        return ("min_length", f"Minstens {f.shortest} tekens nodig.")
    return None


def _form_complaint(f: Field, raw: str) -> tuple[str, str] | None:
    if f.pattern is not None and not f.pattern.match(raw):
        return ("invalid", "Deze waarde heeft niet de juiste vorm.")
    reason = f.check(raw) if f.check is not None else None
    return ("invalid", reason) if reason else None


def fixed_violations(fields: tuple[Field, ...], before: Values, after: Values) -> Iterator[Violation]:
    """Fixed values that changed, and texts that lost what they held (KCT-11, KCT-12)."""
    for f in fields:
        old, new = value_at(before, f.name), value_at(after, f.name)
        if f.fixed and old != new:
            yield Violation(f.name, "immutable", "Dit gegeven ligt na registratie vast.")
        if f.grows and not (isinstance(new, str) and new.startswith(old or "")):
            yield Violation(f.name, "immutable", "De vastgelegde tekst mag alleen worden aangevuld.")
