"""What is wrong with a value, in plain words, told from the same JSON Schema that editors use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from clearance.guidelines.folder import Folder, Location, Problem
from clearance.guidelines.schemas import schema_of
from clearance.nearest import did_you_mean

Schema = Mapping[str, Any]

MAX_SHOWN = 60


def problems(error: ValidationError) -> Iterator[Problem]:
    """Each thing wrong: its location in the folder, and what was expected there."""
    root = _root()
    details = error.errors(include_url=False)
    misspelt = {detail["loc"][:-1] for detail in details if detail["type"] == "extra_forbidden"}
    for detail in details:
        if not _echo(detail, misspelt):
            yield detail["loc"], _message(detail, root)


@cache
def _root() -> Schema:
    return schema_of(Folder)


def _echo(detail: ErrorDetails, misspelt: set[Location]) -> bool:
    """Whether another error says it better: the wrong key where one is missing, the wrong item of a list."""
    if detail["type"] == "missing":
        return detail["loc"][:-1] in misspelt
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _message(detail: ErrorDetails, root: Schema) -> str:
    location, value, context = detail["loc"], detail["input"], detail.get("ctx", {})
    node = _node(root, location)
    match detail["type"]:
        case "value_error":
            text = str(context["error"])
        case "extra_forbidden":
            text = _unknown("unknown key ", location[-1], _node(root, location[:-1])["properties"])
        case "enum" if isinstance(value, str):
            text = _unknown("unknown value ", value, node["enum"])
        case "missing":
            text = f"the key {location[-1]!r} is missing; expected {_expected(node)}"
        case "too_short":
            text = f"the list is too short; expected at least {context['min_length']}"
        case "string_too_long":
            text = f"the text is too long; expected at most {context['max_length']} characters"
        case "string_type" if not isinstance(value, list | dict):
            text = f"{_shown(value)} is not text; put it in quotes. Expected {_expected(node)}"
        case _:
            text = f"{_shown(value)} does not fit here; expected {_expected(node)}"
    return text


def _unknown(what: str, value: object, known: Iterable[str]) -> str:
    hint = did_you_mean(str(value), known) or "."
    return f"{what}{_shown(value)}{hint} Expected one of: {', '.join(known)}"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "a group of keys"
    text = repr(value)
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"


def _node(root: Schema, location: Location) -> Schema:
    """The schema of what stands at a location. Parts that pydantic adds for its unions are passed over."""
    node = root
    for part in location:
        node = _resolved(root, _inner(node, part))
    return node


def _inner(node: Schema, part: str | int) -> Schema:
    if isinstance(part, int):
        found = node.get("items")
    else:
        found = node.get("properties", {}).get(part) or node.get("additionalProperties")
    return found if isinstance(found, Mapping) else node


def _resolved(root: Schema, node: Schema) -> Schema:
    return root["$defs"][node["$ref"].rpartition("/")[2]] if "$ref" in node else node


def _expected(node: Schema) -> str:
    if "enum" in node:
        return f"one of: {', '.join(node['enum'])}"
    if "properties" in node:
        return f"the keys {', '.join(node['properties'])}"
    return str(node.get("description", "a list, each item after a hyphen"))
