"""JSON Schemas (draft 2020-12) of the guideline files, so that editors complete and check as one types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from clearance.guidelines.folder import FILES, Folder
from clearance.guidelines.packs import Pack


class _WithoutNulls(GenerateJsonSchema):
    """An absent key is left out: the loader refuses a key without a value, so the schema does too."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        if schema.get("default") is None:
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of one model. Descriptions complete the sentence "expected …"."""
    return model.model_json_schema(schema_generator=_WithoutNulls)


def schemas() -> dict[str, str]:
    """The text of each schema by file name, such as `roster.schema.json`."""
    models = {name: Folder.model_fields[name].annotation for name in FILES} | {"rule-pack": Pack}
    return {
        f"{name}.schema.json": _text(model)
        for name, model in models.items()
        if isinstance(model, type) and issubclass(model, BaseModel)
    }


def write_schemas(folder: Path) -> None:
    """Write every schema into the folder, over what is there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")


def _text(model: type[BaseModel]) -> str:
    schema = {"$schema": GenerateJsonSchema.schema_dialect} | schema_of(model)
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
