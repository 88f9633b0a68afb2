from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.guidelines.sample import FILES, ROOT, changed

from clearance.guidelines.schemas import schemas, write_schemas
from clearance.strict_yaml import parse

WRITTEN = ROOT / "docs/schemas"


def schema_for(name: str) -> str:
    return "rule-pack.schema.json" if name.startswith("rules/") else f"{Path(name).stem}.schema.json"


def complaints(name: str, text: str) -> list[str]:
    schema = json.loads(schemas()[schema_for(name)])
    return [error.message for error in Draft202012Validator(schema).iter_errors(parse(text, name).value)]


def test_the_written_schemas_are_current() -> None:
    """When this fails: `.venv/bin/python -c "from pathlib import Path; from clearance.guidelines.schemas
    import write_schemas; write_schemas(Path('docs/schemas'))"`."""
    assert {name: (WRITTEN / name).read_text(encoding="utf-8") for name in schemas()} == schemas()


def test_schemas_are_written_over_what_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "schemas"
    write_schemas(folder)
    (folder / "roster.schema.json").write_text("old", encoding="utf-8")
    write_schemas(folder)
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == schemas()


@pytest.mark.parametrize("name", sorted(schemas()))
def test_a_schema_is_one(name: str) -> None:
    schema = json.loads(schemas()[name])
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_good_file_pleases_its_schema(name: str) -> None:
    assert complaints(name, FILES[name]) == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        pytest.param("roster.yml", "office: Officer", "offise: Officer", id="a misspelt key"),
        pytest.param("roster.yml", "until: 2025-11-02", "until:", id="a key without a value"),
        pytest.param("roster.yml", "role: author", "role: autor", id="an unknown role"),
        pytest.param("roster.yml", "id: ann", "id: Ann", id="a wrong id"),
        pytest.param("department.yml", '"(708) 555-0100"', "911", id="a phone number without quotes"),
        pytest.param("retention.yml", "keep: 7", "keep: forever", id="neither years nor permanent"),
        pytest.param("rules/words.yml", "PB901", "901", id="a wrong code"),
    ],
)
def test_editors_complain_where_loading_would(name: str, old: str, new: str) -> None:
    assert complaints(name, changed(name, old, new)[name])


def values(node: Any) -> Iterator[dict[str, Any]]:
    """Every schema of a single value, in whatever it is nested."""
    if isinstance(node, dict):
        if node.get("type") in {"string", "integer", "boolean"} and "enum" not in node:
            yield node
        for key, inner in node.items():
            yield from values(inner) if key != "anyOf" else ()
    elif isinstance(node, list):
        for inner in node:
            yield from values(inner)


@pytest.mark.parametrize("name", sorted(schemas()))
def test_every_value_says_what_is_expected(name: str) -> None:
    assert [node for node in values(json.loads(schemas()[name])) if "description" not in node] == []
