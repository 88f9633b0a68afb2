"""A verdict on a text as bytes, and back: what is kept in a cache and what workers send.

The page's own bytes are not among them; whoever asks for a verdict has them. What comes back
equals what went in, to the last field, or is None. The form is Python's own (`marshal`), which is
read several times as fast as JSON, and only from whom it is believed: a worker of this process's,
or a file under this user's seal.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from functools import partial
from typing import Any, Literal
from zoneinfo import ZoneInfo

from clearance.content.vocabulary import Kind, Offense, Purpose, Subject
from clearance.feeds import alert as cap
from clearance.model import (
    Alert,
    Change,
    Declaration,
    Event,
    Finding,
    Page,
    Place,
    Reference,
    Severity,
    TextVerdict,
    Unreadable,
)
from clearance.strict_yaml import decode as decode_text

Plain = Any
"""values that Python can write down: texts, numbers, tuples and mappings of them"""

_PLAIN = (
    "body_line",
    "title",
    "description",
    "draft",
    "slug",
    "pin",
    "attest",
    "incident",
    "case",
    "requested_by",
    "authors",
    "categories",
    "tags",
    "chain",
    "formerly",
    "lang",
    "translation_of",
)
_INSTANTS = ("created", "updated", "expires", "requested")
_MALFORMED = (KeyError, IndexError, TypeError, ValueError, EOFError, AttributeError, OverflowError)
"""what reading something else than a verdict ends in"""
_PAGE, _UNREADABLE = "page", "unreadable"


def encode(verdict: TextVerdict | Unreadable) -> bytes:
    """The verdict as bytes, for `decode`."""
    plain = _from_unreadable(verdict) if isinstance(verdict, Unreadable) else _from_verdict(verdict)
    return marshal.dumps(plain)


def decode(
    entry: bytes, *, path: str, source: Callable[[], bytes], digest: str, zone: ZoneInfo
) -> TextVerdict | Unreadable | None:
    """The verdict on the page at `path`, of the bytes that `source` gives, with their `digest`.

    They are asked for when the page's text is.

    None when the entry is no verdict, or when a date of the page is another instant by now: the
    rules of time zones change.
    """
    try:
        what, *told = marshal.loads(entry)  # noqa: S302 - see above
        if what == _UNREADABLE:
            return _to_unreadable(told)
        return _to_verdict(told, path, source, digest, zone)
    except _MALFORMED:
        return None


class Places(Mapping[str, Place]):
    """Where the keys of a front matter stand: each place is made when somebody asks for it."""

    __slots__ = ("_told",)

    def __init__(self, told: Mapping[str, tuple[int, int]]) -> None:
        self._told = told

    def __getitem__(self, key: str) -> Place:
        return Place(*self._told[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._told)

    def __len__(self) -> int:
        return len(self._told)

    def __repr__(self) -> str:
        return repr(dict(self))


# --- to plain values -----------------------------------------------------------------------


def _from_unreadable(page: Unreadable) -> Plain:
    return _UNREADABLE, page.path, page.digest, page.message, page.place.line, page.place.column


def _from_verdict(verdict: TextVerdict) -> Plain:
    return (
        _PAGE,
        _from_page(verdict.page),
        tuple(
            (one.target, one.path, one.loads, one.place.line, one.place.column) for one in verdict.references
        ),
        dict(verdict.files),
        tuple(map(_from_finding, verdict.findings)),
        tuple(map(_from_finding, verdict.further)),
        verdict.lasting,
    )


def _from_page(page: Page) -> Plain:
    return (
        tuple(getattr(page, name) for name in _PLAIN),
        tuple(_from_instant(getattr(page, name)) for name in _INSTANTS),
        tuple(map(_from_declaration, page.media)),
        page.event and (_from_instant(page.event.start), _from_instant(page.event.end), page.event.place),
        tuple((_from_instant(one.date), one.note, one.minor) for one in page.changes),
        page.alert and _from_alert(page.alert),
        {key: (place.line, place.column) for key, place in page.places.items()},
    )


def _from_alert(one: Alert) -> Plain:
    words = one.event, one.category, one.urgency, one.severity, one.certainty, one.area
    said = None if one.response is None else str(one.response)
    return (*map(str, words), _from_instant(one.expires), one.instruction, said, one.same, one.polygon)


def _from_declaration(one: Declaration) -> Plain:
    words = (one.kind, one.subject, one.offense, one.purpose, one.wanted_for)
    said = tuple(None if word is None else str(word) for word in words)
    return one.path, *said, one.place.line, one.place.column


def _from_finding(one: Finding) -> Plain:
    label = one.code, one.name, one.clause, str(one.severity)
    return *label, one.path, one.line, one.column, one.message, one.remedy


def _from_instant(moment: datetime | None) -> Plain:
    """As seconds of UTC, with what a clock in the department shows then or, else, the offset."""
    if moment is None:
        return None
    seconds = int(moment.timestamp())
    if isinstance(moment.tzinfo, ZoneInfo):
        return seconds, moment.replace(tzinfo=None).isoformat()
    offset = moment.utcoffset() or timedelta()
    return seconds, int(offset.total_seconds())


# --- from plain values ---------------------------------------------------------------------


def _to_unreadable(told: Plain) -> Unreadable:
    path, digest, message, line, column = told
    return Unreadable(path, digest, message, Place(line, column))


def _to_verdict(
    told: Plain, path: str, source: Callable[[], bytes], digest: str, zone: ZoneInfo
) -> TextVerdict | None:
    head, links, files, findings, further, lasting = told
    page = _to_page(head, path, source, digest, zone)
    if page is None:
        return None
    return TextVerdict(
        page=page,
        references=tuple(
            Reference(target, local, loads, Place(line, column))
            for target, local, loads, line, column in links
        ),
        files=files,
        findings=_to_findings(findings),
        further=_to_findings(further),
        lasting=lasting,
    )


def _to_page(told: Plain, path: str, source: Callable[[], bytes], digest: str, zone: ZoneInfo) -> Page | None:
    plain, written, media, announced, notes, warning, places = told
    fields: dict[str, Any] = dict(zip(_PLAIN, plain, strict=True))
    instants: list[Any] = [one and _to_instant(one, zone) for one in written]
    begin, end, place = announced or (None, None, "")
    times: list[Any] = [one and _to_instant(one, zone) for one in (begin, end)]
    changes = [(_to_instant(date, zone), note, minor) for date, note, minor in notes]
    alert = warning and _to_alert(warning, zone)
    if False in [*instants, *times, *(date for date, *_ in changes), alert]:
        return None
    later = partial(_texts, source, path, fields["body_line"])
    return Page(
        path=path,
        source=b"",
        digest=digest,
        body="",
        media=tuple(map(_to_declaration, media)),
        event=Event(times[0], times[1], place) if announced else None,
        changes=tuple(Change(date, note, minor=minor) for date, note, minor in changes if date),
        alert=alert or None,
        places=Places(places),
        later=later,
        **fields,
        **dict(zip(_INSTANTS, instants, strict=True)),
    )


def _texts(source: Callable[[], bytes], path: str, line: int) -> tuple[bytes, str]:
    """A page's bytes, and the text that begins at a line, as `content.page` takes it."""
    data = source()
    text = decode_text(data, path).replace("\r\n", "\n").replace("\r", "\n")
    return data, text.split("\n", line - 1)[line - 1]


def _to_alert(told: Plain, zone: ZoneInfo) -> Alert | Literal[False]:
    event, category, urgency, severity, certainty, area, expires, instruction, response, same, polygon = told
    ends: Any = expires and _to_instant(expires, zone)
    if ends is False:
        return False
    return Alert(
        event=event,
        category=cap.Category(category),
        urgency=cap.Urgency(urgency),
        severity=cap.Severity(severity),
        certainty=cap.Certainty(certainty),
        area=area,
        expires=ends,
        instruction=instruction,
        response=response and cap.Response(response),
        same=same,
        polygon=polygon,
    )


def _to_declaration(told: Plain) -> Declaration:
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


def _to_findings(told: Sequence[Plain]) -> tuple[Finding, ...]:
    return tuple(
        Finding(code, name, clause, Severity(severity), path, line, column, message, remedy)
        for code, name, clause, severity, path, line, column, message, remedy in told
    )


def _to_instant(told: tuple[int, Any], zone: ZoneInfo) -> datetime | Literal[False]:
    """The instant; False where a clock in the zone would show something else by now."""
    seconds, shown = told
    if isinstance(shown, int):
        return datetime.fromtimestamp(seconds, timezone(timedelta(seconds=shown)))
    moment = datetime.fromtimestamp(seconds, zone)
    same = moment.fold == 0 and moment.replace(tzinfo=None).isoformat() == shown
    return moment if same else False
