"""A verdict on a text as bytes, and back: what is kept in a cache and what workers send.

The page's own bytes are not among them; whoever asks for a verdict has them. What comes back
equals what went in, to the last field, or is None.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from clearance.content.vocabulary import Kind, Offense, Purpose, Subject
from clearance.model import (
    Declaration,
    Finding,
    Page,
    Place,
    Reference,
    Severity,
    TextVerdict,
    Unreadable,
)
from clearance.strict_yaml import decode as decode_text

Json = Any

_PLAIN = (
    "body_line",
    "title",
    "description",
    "draft",
    "slug",
    "pin",
    "attest",
    "incident",
    "requested_by",
)
_LISTS = ("authors", "categories", "tags", "chain", "formerly")
_INSTANTS = ("created", "updated", "expires")
_MALFORMED = (KeyError, IndexError, TypeError, ValueError, AttributeError, OverflowError, RecursionError)
"""what reading something else than a verdict ends in"""


def encode(verdict: TextVerdict | Unreadable) -> bytes:
    """The verdict as JSON in UTF-8."""
    told = _from_unreadable(verdict) if isinstance(verdict, Unreadable) else _from_verdict(verdict)
    return json.dumps(told, ensure_ascii=True, separators=(",", ":")).encode()


def decode(
    entry: bytes, *, path: str, source: Callable[[], bytes], digest: str, zone: ZoneInfo
) -> TextVerdict | Unreadable | None:
    """The verdict on the page at `path`, of the bytes that `source` gives, with their `digest`.

    They are asked for when the page's text is.

    None when the entry is no verdict, or when a date of the page is another instant by now: the
    rules of time zones change.
    """
    try:
        told = json.loads(entry)
        if "unreadable" in told:
            return _to_unreadable(told["unreadable"])
        page = _to_page(told["page"], path, source, digest, zone)
        return None if page is None else _to_verdict(told, page)
    except _MALFORMED:
        return None


# --- to JSON -------------------------------------------------------------------------------


def _from_unreadable(page: Unreadable) -> Json:
    return {"unreadable": [page.path, page.digest, page.message, page.place.line, page.place.column]}


def _from_verdict(verdict: TextVerdict) -> Json:
    return {
        "page": _from_page(verdict.page),
        "references": [
            [one.target, one.path, one.loads, one.place.line, one.place.column] for one in verdict.references
        ],
        "files": dict(verdict.files),
        "findings": [_from_finding(finding) for finding in verdict.findings],
        "further": [_from_finding(finding) for finding in verdict.further],
        "lasting": verdict.lasting,
    }


def _from_page(page: Page) -> Json:
    return {
        **{name: getattr(page, name) for name in (*_PLAIN, *_LISTS)},
        **{name: _from_instant(getattr(page, name)) for name in _INSTANTS},
        "media": [_from_declaration(one) for one in page.media],
        "places": {key: [place.line, place.column] for key, place in page.places.items()},
    }


def _from_declaration(one: Declaration) -> Json:
    said = [one.path, one.kind, one.subject, one.offense, one.purpose, one.wanted_for]
    return [*said, one.place.line, one.place.column]


def _from_finding(one: Finding) -> Json:
    label = [one.code, one.name, one.clause, one.severity]
    return [*label, one.path, one.line, one.column, one.message, one.remedy]


def _from_instant(moment: datetime | None) -> Json:
    """As seconds of UTC, with what a clock in the department shows then or, else, the offset."""
    if moment is None:
        return None
    seconds = int(moment.timestamp())
    if isinstance(moment.tzinfo, ZoneInfo):
        return [seconds, moment.replace(tzinfo=None).isoformat()]
    offset = moment.utcoffset() or timedelta()
    return [seconds, int(offset.total_seconds())]


# --- from JSON -----------------------------------------------------------------------------


def _to_unreadable(told: Json) -> Unreadable:
    path, digest, message, line, column = told
    return Unreadable(path, digest, message, Place(line, column))


def _to_verdict(told: Json, page: Page) -> TextVerdict:
    return TextVerdict(
        page=page,
        references=tuple(
            Reference(target, path, loads, Place(line, column))
            for target, path, loads, line, column in told["references"]
        ),
        files=told["files"],
        findings=_to_findings(told["findings"]),
        further=_to_findings(told["further"]),
        lasting=told["lasting"],
    )


def _to_page(
    told: Mapping[str, Json], path: str, source: Callable[[], bytes], digest: str, zone: ZoneInfo
) -> Page | None:
    fields = {name: told[name] for name in _PLAIN}
    fields |= {name: tuple(told[name]) for name in _LISTS}
    fields |= {name: _to_instant(told[name], zone) for name in _INSTANTS}
    if any(fields[name] is None and told[name] is not None for name in _INSTANTS):
        return None
    fields["media"] = tuple(_to_declaration(one) for one in told["media"])
    fields["places"] = {key: Place(line, column) for key, (line, column) in told["places"].items()}
    later = partial(_texts, source, path, int(told["body_line"]))
    return Page(path=path, source=b"", digest=digest, body="", later=later, **fields)


def _texts(source: Callable[[], bytes], path: str, line: int) -> tuple[bytes, str]:
    """A page's bytes, and the text that begins at a line, as `content.page` takes it."""
    data = source()
    text = decode_text(data, path).replace("\r\n", "\n").replace("\r", "\n")
    return data, text.split("\n", line - 1)[line - 1]


def _to_declaration(told: Json) -> Declaration:
    path, kind, subject, offense, purpose, wanted_for, line, column = told
    return Declaration(
        path=path,
        kind=Kind(kind),
        subject=subject and Subject(subject),
        offense=offense and Offense(offense),
        purpose=purpose and Purpose(purpose),
        wanted_for=wanted_for and Offense(wanted_for),
        place=Place(line, column),
    )


def _to_findings(told: Sequence[Json]) -> tuple[Finding, ...]:
    return tuple(
        Finding(code, name, clause, Severity(severity), path, line, column, message, remedy)
        for code, name, clause, severity, path, line, column, message, remedy in told
    )


def _to_instant(told: Json, zone: ZoneInfo) -> datetime | None:
    if told is None:
        return None
    seconds, shown = told
    if isinstance(shown, int):
        return datetime.fromtimestamp(seconds, timezone(timedelta(seconds=shown)))
    moment = datetime.fromtimestamp(seconds, UTC).astimezone(zone)
    same = moment.fold == 0 and moment.replace(tzinfo=None).isoformat() == shown
    return moment if same else None
