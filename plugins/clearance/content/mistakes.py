"""What pydantic found wrong with a front matter, in an author's words and with its place."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from clearance.content.front_matter import AlertKeys, Change, ClearanceKeys, Dates, FrontMatter, Media
from clearance.content.instants import EXPECTED
from clearance.errors import CannotJudge
from clearance.nearest import nearest
from clearance.strict_yaml import Document

_SHOWN = 60
_WANTED = {
    "string_type": "expected text",
    "bool_type": "expected true or false",
    "dict_type": "expected a file name with its kind, such as `map.png: {kind: map}`",
    "model_type": "expected keys with values",
    "model_attributes_type": "expected keys with values",
}


def first_mistake(error: ValidationError, document: Document, path: str) -> CannotJudge:
    """The mistake that stands first in the file; a missing key last, for it may be another's misspelling."""
    details = error.errors(include_url=False)
    told = [(detail["type"] == "missing", _tell(detail, document, path)) for detail in details]
    return min(told, key=lambda entry: (entry[0], entry[1].line, entry[1].column))[1]


def mistake(message: str, dotted: str, document: Document, path: str) -> CannotJudge:
    """A mistake in the value of one key, at the place of that key or of the nearest one around it."""
    while dotted and dotted not in document.places:
        dotted = dotted.rpartition(".")[0]
    place = document.place(dotted)
    told = f"{dotted[:_SHOWN]}: {message}" if dotted else message
    return CannotJudge(told, path=path, line=place.line, column=place.column)


def _tell(detail: ErrorDetails, document: Document, path: str) -> CannotJudge:
    dotted = ".".join(str(part) for part in detail["loc"])
    return mistake(_message(detail), dotted, document, path)


def _message(detail: ErrorDetails) -> str:
    location, found, context = detail["loc"], detail["input"], detail.get("ctx", {})
    match detail["type"]:
        case "extra_forbidden":
            text = _unknown("key", location[-1], _model_at(location[:-1]).model_fields)
        case "missing":
            text = f"the key `{location[-1]}` is missing"
        case "enum":
            text = _unknown("value", found, _choices(str(context["expected"])))
        case "value_error":
            text = str(context["error"])
        case "tuple_type":
            text = f"expected a list, such as [{_shown(found)}]"
        case _ if location == ("date",):
            text = EXPECTED
        case kind:
            text = f"{_WANTED[kind]}, found {_kind_of(found)}"
            text += (
                "; put it in quotes"
                if kind == "string_type" and isinstance(found, bool | int | float)
                else ""
            )
    return text


def _unknown(what: str, found: object, known: Iterable[str]) -> str:
    words = list(known)
    near = nearest(str(found), words)
    hint = f"; did you mean `{near}`?" if near else "."
    return f"unknown {what} `{_shown(found)}`{hint} Expected one of: {', '.join(words)}"


def _choices(expected: str) -> list[str]:
    """The words of pydantic's `'photo', 'map' or 'logo'`."""
    return expected.replace(" or ", ", ").replace("'", "").split(", ")


def _model_at(location: tuple[str | int, ...]) -> type[BaseModel]:
    match location:
        case ("date",):
            return Dates
        case ("clearance",):
            return ClearanceKeys
        case ("clearance", "alert"):
            return AlertKeys
        case ("clearance", "media", _):
            return Media
        case ("clearance", "changes", _):
            return Change
    return FrontMatter


def _shown(value: object) -> str:
    if isinstance(value, dict | list):
        return _kind_of(value)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _kind_of(value: object) -> str:
    match value:
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case list():
            return "a list"
    return "keys with values"
