"""Profiles: profile.yaml and contract.yaml of one API version, checked against each other."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conformance.errors import Place, UserError, UserErrors, did_you_mean
from conformance.loading.catalogue import text
from conformance.loading.extending import read_whole
from conformance.loading.profile_words import mistakes_in, needs
from conformance.loading.schema import check
from conformance.loading.signs import mistakes_in_signs, signs
from conformance.loading.yamlfile import YamlFile
from conformance.model.profile import (
    Action,
    Choice,
    Collection,
    Field,
    FieldKind,
    Operation,
    Outcome,
    Parameter,
    Profile,
    Record,
)
from conformance.model.unable import Unable
from conformance.model.vocabulary import Vocabulary
from conformance.resources import profiles_folder, relative

_METHODS = ("get", "put", "post", "delete", "patch")


@dataclass(frozen=True, slots=True)
class LoadedProfile:
    """A profile with the OpenAPI document that it refers to."""

    profile: Profile
    contract: Mapping[str, Any]


def profile_names() -> list[str]:
    """The profiles that come with the suite."""
    return sorted(file.parent.name for file in profiles_folder().glob("*/profile.yaml"))


def find_profile(name: str) -> Path:
    """The folder of a profile: one that comes with the suite, or a folder of one's own."""
    for folder in (profiles_folder() / name, Path(name)):
        if (folder / "profile.yaml").is_file():
            return folder
    raise UserError(f"profile {name!r}", "there is no such profile", did_you_mean(name, profile_names()))


def load_profile(folder: Path, vocabulary: Vocabulary) -> LoadedProfile:
    """Both files of a profile. Raises UserErrors for every name that does not fit."""
    source = read_whole(folder, "profile.yaml")
    check(source, "profile")
    contract = read_whole(folder, "contract.yaml")
    operations = _operations(contract)
    mistakes = [
        *mistakes_in(source, vocabulary, operations),
        *mistakes_in_signs(source),
        *_unknown_collections(source, operations),
        *_unknown_operations(source, operations),
    ]
    if mistakes:
        raise UserErrors(mistakes)
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in (*source.sources, *contract.sources)))
    return LoadedProfile(_profile(folder, source.data, operations, digest.hexdigest()), contract.data)


def _unknown_collections(source: YamlFile, operations: Mapping[str, Operation]) -> list[UserError]:
    """What is said to be optional without being there."""
    known = {each.collection for each in operations.values()}
    return [
        UserError(source.place("optional", name), f"the contract has no {name!r}", did_you_mean(name, known))
        for name in source.data.get("optional", {})
        if name not in known
    ]


def _unknown_operations(source: YamlFile, operations: Mapping[str, Operation]) -> list[UserError]:
    """Messages to what is not there."""
    otherwise = "see contract.yaml for its operationIds"
    return [
        UserError(
            source.place("samples", name),
            f"the contract's operation {name!r} does not exist",
            did_you_mean(name, operations) or otherwise,
        )
        for name in source.data.get("samples", {})
        if name not in operations
    ]


def _operations(contract: YamlFile) -> dict[str, Operation]:
    data = contract.data
    if not isinstance(data, dict) or not isinstance(data.get("paths"), dict):
        raise UserError(Place(contract.file, 1), "this is not an OpenAPI document", "it must have paths")
    found: dict[str, Operation] = {}
    for path, item in data["paths"].items():
        for method, entry in item.items() if isinstance(item, dict) else ():
            if method in _METHODS and isinstance(entry, dict) and "operationId" in entry:
                name = str(entry["operationId"])
                if name in found:
                    place = contract.place("paths", path, method, "operationId")
                    raise UserError(place, f"operation {name!r} is defined twice", "give it its own operationId")
                found[name] = Operation(name, method.upper(), path, str(entry.get("x-collection", "")))
    return found


def _pointer(value: str) -> tuple[str, ...]:
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in value.split("/")[1:])


def _field(attribute: str, entry: Any) -> Field:
    if isinstance(entry, str):
        return Field(attribute, _pointer(entry))
    return Field(
        attribute,
        _pointer(entry["at"]),
        FieldKind(entry.get("as", "plain")),
        entry.get("values", {}),
        entry.get("only", "both"),
        entry.get("record", ""),
        entry.get("single", False),
        entry.get("none") == "absent",
        _pointer(entry.get("answer", "")),
        {_pointer(key): value for key, value in entry.get("along", {}).items()},
        entry.get("listed", ""),
        entry.get("codes", {}),
    )


def _parameter(name: str, entry: Any) -> Parameter:
    if isinstance(entry, str):
        return Parameter(name, entry)
    kind = FieldKind(entry.get("as", "plain"))
    return Parameter(name, entry["from"], entry.get("values", {}), entry.get("attribute", ""), kind)


def _action(name: str, entry: Mapping[str, Any]) -> Action:
    query = tuple(_parameter(key, value) for key, value in entry.get("query", {}).items())
    by = entry.get("operation_by")
    choice = Choice(by["attribute"], by["operations"]) if by else None
    return Action(
        name=name,
        operation=choice.first if choice else entry["operation"],
        sends=entry.get("sends", ""),
        reads=entry.get("reads", ""),
        path=entry.get("path", {}),
        query=query,
        undo=entry.get("undo", ""),
        based_on=entry.get("based_on", ""),
        follow=entry.get("follow", ""),
        statuses={key: tuple(value) for key, value in entry.get("outcomes", {}).items()},
        defaults=entry.get("defaults", {}),
        collection=_collection(entry["collection"]) if "collection" in entry else None,
        body={_pointer(key): _parameter(key, value) for key, value in entry.get("body", {}).items()},
        constants={_pointer(key): value for key, value in entry.get("constants", {}).items()},
        one_of=entry.get("one_of", False),
        choice=choice,
        implied=entry.get("implied", {}),
        keeps=tuple(entry.get("keeps", ())),
        needs={key: tuple(needs(step)) for key, step in entry.get("needs", {}).items()},
    )


def _collection(entry: Mapping[str, Any]) -> Collection:
    places = {key: _pointer(entry[key]) for key in ("items", "next", "total") if key in entry}
    return Collection(
        **places,
        absent_is_empty=entry.get("absent_is_empty", False),
        single=entry.get("single", False),
        empty=tuple(entry.get("empty", ())),
    )


def _profile(folder: Path, data: Mapping[str, Any], operations: Mapping[str, Operation], digest: str) -> Profile:
    records = {
        name: Record(name, {key: _field(key, at) for key, at in entry["fields"].items()}, entry.get("headers", {}))
        for name, entry in data["records"].items()
    }
    return Profile(
        id=folder.name,
        title=text(data["title"]),
        api_version=data["api_version"],
        base_path=data["base_path"],
        authentication=data["authentication"],
        reference_key=data.get("reference_key", ""),
        outcomes={name: Outcome(name, tuple(statuses)) for name, statuses in data["outcomes"].items()},
        records=records,
        actions={name: _action(name, entry) for name, entry in data["actions"].items()},
        collection=_collection(data["collection"]),
        unable=Unable({name: text(reason) for name, reason in data.get("unable", {}).items()}),
        capabilities={name: tuple(segments) for name, segments in data.get("capabilities", {}).items()},
        contract_requirements=data.get("contract_requirements", {}),
        preflight=_several(data["preflight"]),
        untried={name: text(reason) for name, reason in data.get("untried", {}).items()},
        operations=operations,
        digest=digest,
        file=relative(folder / "profile.yaml"),
        recognise=signs(data.get("recognise", ())),
        media_type=data.get("media_type", "application/json"),
        optional=data.get("optional", {}),
        samples={name: _several(each) for name, each in data.get("samples", {}).items()},
    )


def _several(given: Any) -> tuple[Any, ...]:
    return tuple(given) if isinstance(given, list) else (given,)
