"""The forms of a klanttaak outside this API: a JSON Schema each, as data."""

from __future__ import annotations

import hashlib
from pathlib import Path

import jsonschema_rs

from conformance.errors import UserError, did_you_mean
from conformance.loading.catalogue import text
from conformance.loading.schema import check
from conformance.loading.signs import pointer
from conformance.loading.yamlfile import read_yaml
from conformance.model.klanttaak import KlanttaakForm
from conformance.resources import profiles_folder, relative


def form_names() -> list[str]:
    """The forms that come with the suite."""
    return sorted(file.stem for file in forms_folder().glob("*.yaml"))


def check_form(name: str, where: str) -> None:
    """Refuse a form that does not exist."""
    if name not in form_names():
        fix = did_you_mean(name, form_names()) or "see profiles/klanttaak"
        raise UserError(where, f"there is no form {name!r} of a klanttaak", fix)


def load_forms() -> dict[str, KlanttaakForm]:
    """Every form, by name. Raises UserError for a file that is not right."""
    return {file.stem: load_form(file) for file in sorted(forms_folder().glob("*.yaml"))}


def load_form(file: Path) -> KlanttaakForm:
    """One form. Raises UserError, also for a schema that is none."""
    source = read_yaml(file)
    check(source, "klanttaak")
    data = source.data
    try:
        jsonschema_rs.meta.validate(data["schema"])
        jsonschema_rs.Draft202012Validator(data["schema"])
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError) as error:
        path = [part for part in getattr(error, "instance_path", ()) if isinstance(part, str | int)]
        told = str(error).splitlines()[0]
        raise UserError(source.place("schema", *path), f"this is no JSON Schema: {told}", "see 2020-12") from None
    return KlanttaakForm(
        file.stem,
        text(data["title"]),
        pointer(data.get("items", "")),
        pointer(data.get("record", "")),
        pointer(data["next"]) if "next" in data else (),
        data["schema"],
        hashlib.sha256(file.read_bytes()).hexdigest(),
        relative(file),
    )


def forms_folder() -> Path:
    """Where the forms that come with the suite are."""
    return profiles_folder() / "klanttaak"
