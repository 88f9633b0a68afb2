"""The front matter: where it stands in a file, what it may hold, and its JSON Schema."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import datetime
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)

from clearance.content.alert_places import Codes, Polygon
from clearance.content.instants import EXPECTED, PATTERN, read_instant
from clearance.content.languages import PATTERN as LANGUAGES
from clearance.content.languages import read_language
from clearance.content.vocabulary import Kind, Offense, Purpose, Subject
from clearance.errors import CannotJudge
from clearance.feeds import alert, text

MAX_CHARACTERS = 100_000
_FENCE = re.compile(r"---[ \t]*\Z")
_MKDOCS_FENCE = re.compile(r"\.\.\.[ \t]*\Z")
_SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
_CASE = r"^c1-[0-9a-f]{16}-[0-9a-f]{32}$"
_ADDRESS = r"^(?:\w(?:[\w.~-]*[\w~-])?/)+$"


def split(text: str, path: str) -> tuple[str, str, int]:
    """The front matter, the body, and the line of the file at which the body begins.

    `text` has line feeds only. Raises CannotJudge unless the first line is `---` and a later
    line closes it. What MkDocs would fence differently (`...` as the end, a last line without
    line feed) is refused, for it would publish what was taken for front matter here.
    """
    lines = text.split("\n")
    if not _FENCE.match(lines[0]):
        raise CannotJudge("a page must begin with a line of three hyphens: ---", path=path, line=1, column=1)
    for number, line in enumerate(lines[1:-1], start=1):
        if _FENCE.match(line):
            return _front(lines[1:number], path), "\n".join(lines[number + 1 :]), number + 2
        if _MKDOCS_FENCE.match(line):
            message = "three dots end the front matter for some readers; end it with ---"
            raise CannotJudge(message, path=path, line=number + 1, column=1)
    message = "the front matter is not closed; end it with a line of three hyphens and a line break"
    raise CannotJudge(message, path=path, line=1, column=1)


def _front(lines: list[str], path: str) -> str:
    front = "\n".join(lines)
    if len(front) > MAX_CHARACTERS:
        message = f"the front matter has {len(front):,} characters; {MAX_CHARACTERS:,} is the limit"
        raise CannotJudge(message, path=path, line=2, column=1)
    return front


def _one_line(value: str) -> str:
    if not value.strip():
        raise ValueError("is empty; write a text")
    if any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in value):
        raise ValueError("must be one line, without control characters")
    if value != value.strip():
        raise ValueError("begins or ends with a space; remove it")
    return value


def _no_doubles(values: tuple[str, ...]) -> tuple[str, ...]:
    for value, times in Counter(values).items():
        if times > 1:
            raise ValueError(f"{value[:60]!r} stands twice; keep one")
    return values


def _slug(value: str) -> str:
    if not re.match(_SLUG.replace("$", r"\Z"), value):
        raise ValueError("may hold small letters, digits and single hyphens between them only")
    return value


def _case(value: str) -> str:
    if not re.match(_CASE.replace("$", r"\Z"), value):
        raise ValueError(
            "must be what `clearance case` prints for this post, never the number of a case itself"
        )
    return value


def _address(value: str) -> str:
    if not re.match(_ADDRESS.replace("$", r"\Z"), value):
        raise ValueError(
            "must be an address inside the site with a slash at its end, such as posts/2025/flood/"
        )
    return value


def _said(value: str) -> str:
    if not text.line(value):
        raise ValueError("has nothing that can be read; write a text")
    return value


def _instant(value: object, info: ValidationInfo) -> datetime:
    if not isinstance(value, str):
        raise ValueError(EXPECTED)  # noqa: TRY004 - pydantic turns a ValueError into a report, not a TypeError
    return read_instant(value, (info.context or {})["zone"])


def _dates(value: object) -> object:
    return {"created": value} if isinstance(value, str) else value


Line = Annotated[
    str, AfterValidator(_one_line), WithJsonSchema({"type": "string", "pattern": r"^\S(.*\S)?$"})
]
Lines = Annotated[
    tuple[Line, ...],
    Field(strict=False, json_schema_extra={"uniqueItems": True}),
    AfterValidator(_no_doubles),
]
Slug = Annotated[str, AfterValidator(_slug), WithJsonSchema({"type": "string", "pattern": _SLUG})]
Case = Annotated[str, AfterValidator(_case), WithJsonSchema({"type": "string", "pattern": _CASE})]
Addresses = Annotated[
    tuple[
        Annotated[str, AfterValidator(_address), WithJsonSchema({"type": "string", "pattern": _ADDRESS})], ...
    ],
    Field(strict=False, json_schema_extra={"uniqueItems": True}),
    AfterValidator(_no_doubles),
]
_INSTANT_SCHEMA = WithJsonSchema(
    {"type": "string", "pattern": re.sub(r"\?P<[a-z]+>", "", PATTERN), "description": EXPECTED}
)
InstantText = Annotated[str, _INSTANT_SCHEMA]
Instant = Annotated[datetime, PlainValidator(_instant), _INSTANT_SCHEMA]
Language = Annotated[
    str, AfterValidator(read_language), WithJsonSchema({"type": "string", "pattern": LANGUAGES})
]
Said = Annotated[Line, AfterValidator(_said)]
_Booking = Subject | Offense | Purpose | None


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Dates(Strict):
    created: Instant
    updated: Instant | None = None


class Media(Strict):
    """One media file. The fields after `kind` say why a booking photo may be shown (1021.5.2)."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"kind": {"not": {"const": Kind.BOOKING_PHOTO.value}}}},
            "then": {"properties": dict.fromkeys(("subject", "offense", "purpose", "wanted_for"), False)},
        }
    )

    kind: Annotated[Kind, Field(strict=False)]
    subject: Annotated[Subject | None, Field(strict=False)] = None
    offense: Annotated[Offense | None, Field(strict=False)] = None
    purpose: Annotated[Purpose | None, Field(strict=False)] = None
    wanted_for: Annotated[Offense | None, Field(strict=False)] = None

    @field_validator("subject", "offense", "purpose", "wanted_for")
    @classmethod
    def _only_for_booking_photos(cls, value: _Booking, info: ValidationInfo) -> _Booking:
        kind = info.data.get("kind", Kind.BOOKING_PHOTO)
        if kind is not Kind.BOOKING_PHOTO:
            raise ValueError(f"is only for a file of kind booking-photo, and this one is of kind {kind}")
        return value


class EventKeys(Strict):
    """When and where something takes place that a post announces; without an `end` it is at one instant."""

    start: Instant
    end: Instant | None = None
    place: Line

    @field_validator("end")
    @classmethod
    def _after_its_start(cls, value: datetime | None, info: ValidationInfo) -> datetime | None:
        start = info.data.get("start")
        if value is not None and start is not None and value <= start:
            raise ValueError("lies before the start, or at the same time")
        return value


class Change(Strict):
    """What a reader is told of a change to a page that was approved before."""

    date: Instant
    note: Line
    minor: bool = False


class AlertKeys(Strict):
    """What alerting systems are told of a post, in the words of OASIS CAP 1.2 (sections 3.2.2 and 3.2.4)."""

    event: Said
    category: Annotated[alert.Category, Field(strict=False)]
    urgency: Annotated[alert.Urgency, Field(strict=False)]
    severity: Annotated[alert.Severity, Field(strict=False)]
    certainty: Annotated[alert.Certainty, Field(strict=False)]
    area: Said
    expires: Instant | None = None
    instruction: Said | None = None
    response: Annotated[alert.Response | None, Field(strict=False)] = None
    same: Codes = ()
    polygon: Polygon = ()


class ClearanceKeys(Strict):
    attest: Line | None = None
    media: dict[str, Media] = Field(default_factory=dict)
    incident: Line | None = None
    case: Case | None = None
    requested_by: Line | None = None
    requested: Instant | None = None
    chain: Lines = ()
    expires: Instant | None = None
    event: EventKeys | None = None
    changes: Annotated[tuple[Change, ...], Field(strict=False)] = ()
    formerly: Addresses = ()
    alert: AlertKeys | None = None
    translation_of: Line | None = None


class FrontMatter(Strict):
    """What may stand between the fences. Validation needs the context `{"zone": ZoneInfo}`."""

    title: Line
    date: Annotated[Dates, BeforeValidator(_dates, json_schema_input_type=InstantText | Dates)] | None = None
    authors: Lines = ()
    categories: Lines = ()
    description: str = ""
    tags: Lines = ()
    draft: bool = False
    slug: Slug | None = None
    pin: bool = False
    lang: Language | None = None
    clearance: ClearanceKeys = ClearanceKeys()


def page_schema() -> dict[str, object]:
    """The JSON Schema (2020-12) of the front matter, of posts and of other pages, for editors."""
    page = FrontMatter.model_json_schema()
    definitions = page.pop("$defs")
    post = {"minItems": 1}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Front matter",
        "anyOf": [
            {
                "title": "A post, under content/posts/",
                "$ref": "#/$defs/FrontMatter",
                "required": ["title", "date", "authors", "categories"],
                "properties": {"authors": post, "categories": post},
            },
            {"title": "Any other page", "$ref": "#/$defs/FrontMatter"},
        ],
        "$defs": _without_null({**definitions, "FrontMatter": page}),
    }


def _without_null(schema: Any) -> Any:  # noqa: ANN401 - a JSON Schema is any JSON
    """An absent key is fine, a key without a value isn't: pydantic says both by the type null."""
    if isinstance(schema, list):
        return [_without_null(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _without_null(value) for key, value in schema.items() if (key, value) != ("default", None)}
    choices = [choice for choice in kept.pop("anyOf", []) if choice != {"type": "null"}]
    return (
        {**kept, **choices[0]} if len(choices) == 1 else {**kept, **({"anyOf": choices} if choices else {})}
    )
