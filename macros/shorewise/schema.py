"""The JSON Schemas of the files, for editors that complete keys and underline mistakes while one types."""

import json
from collections.abc import Mapping

from pydantic import BaseModel

from .glossary import FOLDERS, SHARED_FILES
from .model import About

_DRAFT = "http://json-schema.org/draft-07/schema#"  # What the YAML language server reads best.


def schemas() -> dict[str, str]:
    """File name -> JSON Schema, one for each kind of file."""
    single = {**FOLDERS, "about": About}
    shared = {name: _mapping(model) for name, model in SHARED_FILES.items()}
    return {
        f"{name}.schema.json": json.dumps({"$schema": _DRAFT, **schema}, indent=2, ensure_ascii=False) + "\n"
        for name, schema in {**{name: _schema(model) for name, model in single.items()}, **shared}.items()
    }


def _schema(model: type[BaseModel]) -> dict:
    return _draft_7(model.model_json_schema(by_alias=True, ref_template="#/definitions/{model}"))


def _mapping(model: type[BaseModel]) -> dict:
    entry = _schema(model)
    definitions = {**entry.pop("definitions", {}), model.__name__: entry}
    return {
        "title": f"{model.__name__} by id",
        "type": "object",
        "propertyNames": {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        "additionalProperties": {"$ref": f"#/definitions/{model.__name__}"},
        "definitions": definitions,
    }


def _draft_7(schema: dict) -> dict:
    return {("definitions" if key == "$defs" else key): value for key, value in schema.items()}


def editor_settings(folder: str) -> Mapping[str, str]:
    """Schema file -> the files it describes, as `yaml.schemas` in .vscode/settings.json wants it."""
    return {
        **{f"./{folder}/{name}.schema.json": f"glossary/{name}/*.yaml" for name in FOLDERS},
        **{f"./{folder}/{name}.schema.json": f"glossary/{name}.yaml" for name in (*SHARED_FILES, "about")},
    }
