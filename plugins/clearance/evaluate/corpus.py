"""Reads a corpus of labelled posts: our own JSON lines, HateCheck's CSV, Presidio's JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from clearance.errors import CannotJudge
from clearance.evaluate.sample import Sample

MAX_BYTES = 100_000_000
MAX_FIELD = 1_000_000
"""characters of one field of a CSV file"""

_EXPECTED = (
    "expected JSON lines with `id`, `label` and `body`; a CSV with the columns `case_id`, "
    "`functionality`, `label_gold` and `test_case`; or a JSON list with `full_text` and `spans`"
)
_CLAUSE = r"^1021\.5\([a-f]\)$"
_ABUSE, _PRIVACY = "1021.5(a)", "1021.5(b)"
_COLUMNS = frozenset({"case_id", "functionality", "label_gold", "test_case"})
_ENTITIES: Mapping[str, str] = {
    "CREDIT_CARD": "payment-card",
    "EMAIL_ADDRESS": "personal-email",
    "IBAN_CODE": "bank-account",
    "PHONE_NUMBER": "personal-phone",
    "US_BANK_NUMBER": "bank-account",
    "US_DRIVER_LICENSE": "drivers-license",
    "US_SSN": "ssn",
}
"""Presidio's names of what the rules look for; other entities are no violation by themselves"""
_NEITHER = frozenset({"DATE_TIME", "STREET_ADDRESS"})
"""a birthday or any day, a home or an office: a text with it and nothing else to find is not scored"""

Text = Annotated[str, Field(max_length=1_000_000)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Entry = TypeVar("Entry", bound=BaseModel)


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)


class _Post(_Entry):
    id: Name
    label: Literal["clean", "violation"]
    title: Text = ""
    body: Text
    clause: Annotated[str, Field(pattern=_CLAUSE)] | None = None
    kind: Name | None = None
    span: Text | None = None
    difficulty: Annotated[str, Field(max_length=100)] = ""

    @model_validator(mode="after")
    def _says_what_is_wrong(self) -> _Post:
        if (self.label == "violation") != (self.clause is not None):
            raise ValueError("a violation, and no other post, needs its `clause`")
        return self


class _Case(_Entry):
    case_id: Name
    functionality: Name
    label_gold: Literal["hateful", "non-hateful"]
    test_case: Text


class _Span(_Entry):
    entity_type: Name
    entity_value: Text


class _Sentence(_Entry):
    full_text: Text
    spans: list[_Span]


def read_corpus(path: Path) -> tuple[Sample, ...]:
    """The labelled posts of a file, in its order. What kind of corpus it is, its content says.

    Raises CannotJudge, with the line, for a file that is missing, empty, too large, not text, of
    no known form, or that holds one id twice.
    """
    text = _text(path)
    samples = tuple(_reader(text, path)(text, path))
    if not samples:
        raise CannotJudge(f"there are no posts in this file; {_EXPECTED}", path=str(path))
    seen: set[str] = set()
    for sample in samples:
        if sample.id in seen:
            raise _refusal(
                f"the id {sample.id[:40]!r} stands twice; each post needs its own", path, sample.line
            )
        seen.add(sample.id)
    return samples


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise CannotJudge(f"the corpus can't be read ({reason})", path=str(path)) from None
    if len(data) > MAX_BYTES:
        raise CannotJudge(f"the corpus is larger than {MAX_BYTES:,} bytes", path=str(path))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refusal("this is not UTF-8 text; expected a corpus in UTF-8", path, line) from None


def _reader(text: str, path: Path) -> Callable[[str, Path], Iterator[Sample]]:
    begin = text.lstrip()[:1]
    if begin == "{":
        return _posts
    if begin == "[":
        return _sentences
    if _COLUMNS.issubset(text.partition("\n")[0].strip().split(",")):
        return _cases
    raise CannotJudge(f"this is no corpus; {_EXPECTED}", path=str(path))


def _refusal(message: str, path: Path, line: int) -> CannotJudge:
    return CannotJudge(message, path=str(path), line=line)


def _checked(model: type[Entry], value: object, path: Path, line: int) -> Entry:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        reason = first["msg"].removeprefix("Value error, ")
        message = f"`{where}`: {reason}" if where else reason
        raise _refusal(f"this is no labelled post: {message}", path, line) from None


def _loaded(text: str, path: Path, line: int) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        message = f"this is not JSON: {error.msg}"
        raise CannotJudge(message, path=str(path), line=line + error.lineno - 1, column=error.colno) from None
    except RecursionError:
        raise _refusal("this is nested too deep", path, line) from None


def _posts(text: str, path: Path) -> Iterator[Sample]:
    for line, written in enumerate(text.split("\n"), 1):
        if written.strip():
            post = _checked(_Post, _loaded(written, path, line), path, line)
            yield Sample(
                id=post.id,
                title=post.title,
                body=post.body,
                clauses=frozenset({post.clause} if post.clause else ()),
                kinds=(post.kind,) if post.kind else (),
                difficulty=post.difficulty,
                spans=(post.span,) if post.span else (),
                line=line,
            )


def _cases(text: str, path: Path) -> Iterator[Sample]:
    csv.field_size_limit(MAX_FIELD)
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        for row in rows:
            case = _checked(_Case, row, path, rows.line_num)
            clauses = frozenset({_ABUSE} if case.label_gold == "hateful" else ())
            yield Sample(case.case_id, "", case.test_case, clauses, (case.functionality,), line=rows.line_num)
    except csv.Error as error:
        raise _refusal(f"this is not CSV: {error}", path, rows.line_num) from None


def _sentences(text: str, path: Path) -> Iterator[Sample]:
    loaded = _loaded(text, path, 1)
    for number, value in enumerate(loaded if isinstance(loaded, list) else (), 1):
        sentence = _checked(_Sentence, value, path, 1)
        found = {span.entity_type for span in sentence.spans}
        kinds = tuple(sorted({_ENTITIES[entity] for entity in found & _ENTITIES.keys()}))
        yield Sample(
            id=f"sentence-{number}",
            title="",
            body=sentence.full_text,
            clauses=frozenset({_PRIVACY} if kinds else ()),
            kinds=kinds,
            spans=tuple(s.entity_value for s in sentence.spans if s.entity_type in _ENTITIES),
            scored=bool(kinds) or not found & _NEITHER,
        )
