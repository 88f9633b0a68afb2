"""iCalendar (RFC 5545, with the names of RFC 7986) of what takes place at a time.

Time. Instants stand in UTC, which every program shows in its user's own zone. A VTIMEZONE would be
needed only for an event that recurs at one local time; each of ours happens once.

Revisions. SEQUENCE must start at 0 and only grow. It is the seconds from publication to the last change,
so that nobody has to keep a counter. DTSTAMP and LAST-MODIFIED are that change, never the time of the build.

Withdrawn. Leaving an event out would leave it in the subscribers' calendars: it stays as cancelled. Without a
METHOD the standard demands DTSTART, so the start that was published stays; title, place, text and link go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import NAMESPACE_URL, uuid5

from clearance.feeds import checked
from clearance.feeds.content_lines import component, text
from clearance.feeds.entry import Feed, withdrawn_label
from clearance.feeds.instants import utc
from clearance.feeds.text import block, line

MEDIA_TYPE = "text/calendar"
_PRODUCT = "-//Clearance//Calendar//EN"
_MOST = 2**31 - 1
"""the largest INTEGER of RFC 5545"""


@dataclass(frozen=True, slots=True)
class Event:
    """A post's event. `id`, `url`, `published` and `updated` are those of the post's entry.

    Without an `end` the event is at one instant. An end that isn't after the start is a ValueError.
    """

    id: str
    url: str
    title: str
    place: str
    summary: str
    start: datetime
    end: datetime | None
    published: datetime
    updated: datetime
    language: str

    def __post_init__(self) -> None:
        checked.said(title=self.title)
        checked.uri(self.id)
        checked.web_address(self.url)
        checked.language(self.language)
        for moment in (self.start, self.published, self.updated):
            checked.aware(moment)
        if self.end is not None and checked.aware(self.end) <= self.start:
            raise ValueError("expected an event to end after its start")


@dataclass(frozen=True, slots=True)
class Cancelled:
    """What remains of an event whose post was withdrawn: which one, when it was to be, when it went.

    `start` and `published` are those of the event that subscribers have.
    """

    id: str
    start: datetime
    published: datetime
    withdrawn: datetime

    def __post_init__(self) -> None:
        checked.uri(self.id)
        for moment in (self.start, self.published, self.withdrawn):
            checked.aware(moment)


def calendar(feed: Feed, events: Iterable[Event], cancelled: Iterable[Cancelled] = ()) -> bytes:
    """The calendar as UTF-8, in lines of at most 75 octets that end in CRLF; events by start, then by id.

    ValueError when there is neither an event nor a cancelled one (RFC 5545, section 3.6, wants one), or two
    of one id. `feed.url` is where the calendar itself stands.
    """
    both: list[Event | Cancelled] = [*events, *cancelled]
    found = sorted(both, key=lambda one: one.id)
    if not found:
        raise ValueError("expected at least one event for a calendar, got none")
    for one, next_one in pairwise(found):
        if one.id == next_one.id:
            raise ValueError(f"expected one event of each id, got two of {one.id}")
    in_time = sorted(found, key=lambda one: one.start)
    return component("VCALENDAR", _calendar(feed), (_event(one, feed.language) for one in in_time))


def uid(identifier: str) -> str:
    """The UID of an entry's id: a UUID, as RFC 7986 (section 5.3) wants; the same id gives the same UID."""
    return str(uuid5(NAMESPACE_URL, identifier))


def _calendar(feed: Feed) -> Iterator[str]:
    yield "VERSION:2.0"
    yield f"PRODID:{_PRODUCT}"
    for name in ("NAME", "X-WR-CALNAME"):  # the standard's name, and the one that most programs read
        yield text(name, line(feed.title))
    yield f"URL:{feed.home}"
    yield f"SOURCE;VALUE=URI:{feed.url}"


def _event(event: Event | Cancelled, language: str) -> bytes:
    lines = _live(event) if isinstance(event, Event) else _cancelled(event, language)
    return component("VEVENT", lines)


def _live(event: Event) -> Iterator[str]:
    yield from _revised(event.id, event.start, event.published, max(event.published, event.updated))
    yield f"CREATED:{_utc(event.published)}"
    if event.end is not None:
        yield f"DTEND:{_utc(event.end)}"
    yield text("SUMMARY", line(event.title), event.language)
    for name, words in (("LOCATION", line(event.place)), ("DESCRIPTION", block(event.summary))):
        if words:
            yield text(name, words, event.language)
    yield f"URL:{event.url}"
    yield "STATUS:CONFIRMED"


def _cancelled(event: Cancelled, language: str) -> Iterator[str]:
    yield from _revised(event.id, event.start, event.published, event.withdrawn)
    yield text("SUMMARY", withdrawn_label(language), language)
    yield "STATUS:CANCELLED"


def _revised(identifier: str, start: datetime, published: datetime, changed: datetime) -> Iterator[str]:
    """What every event has. It takes no time in a subscriber's own calendar: TRANSPARENT."""
    revision = min(max(int((changed - published).total_seconds()), 0), _MOST)
    yield f"UID:{uid(identifier)}"
    yield f"DTSTAMP:{_utc(changed)}"
    yield f"LAST-MODIFIED:{_utc(changed)}"
    yield f"SEQUENCE:{revision}"
    yield f"DTSTART:{_utc(start)}"
    yield "TRANSP:TRANSPARENT"


def _utc(moment: datetime) -> str:
    return utc(moment).replace("-", "").replace(":", "")
