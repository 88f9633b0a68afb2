"""iCalendar (RFC 5545, with the names of RFC 7986) of what takes place at a time.

Written by the `icalendar` library: it folds and escapes as the standard wants, and is kept up.

Time. Instants stand in UTC, which every program shows in its user's own zone. A VTIMEZONE would be
needed only for an event that recurs at one local time; each of ours happens once.

Revisions. SEQUENCE must start at 0 and only grow. It is the seconds from publication to the last change,
so that nobody has to keep a counter. DTSTAMP and LAST-MODIFIED are that change, never the time of the build.

Withdrawn. Leaving an event out would leave it in the subscribers' calendars: it stays as cancelled. Without a
METHOD the standard demands DTSTART, so the start that was published stays; title, place, text and link go.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from uuid import NAMESPACE_URL, uuid5

import icalendar

from clearance.feeds import checked
from clearance.feeds.entry import Feed, withdrawn_label
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
    made = _calendar(feed)
    for one in sorted(found, key=lambda one: one.start):
        made.add_component(_live(one) if isinstance(one, Event) else _cancelled(one, feed.language))
    written: bytes = made.to_ical()
    return written


def uid(identifier: str) -> str:
    """The UID of an entry's id: a UUID, as RFC 7986 (section 5.3) wants; the same id gives the same UID."""
    return str(uuid5(NAMESPACE_URL, identifier))


def _calendar(feed: Feed) -> icalendar.Calendar:
    made = icalendar.Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    for name in ("name", "x-wr-calname"):  # the standard's name, and the one that most programs read
        made.add(name, icalendar.vText(line(feed.title)))
    made.add("url", feed.home)
    made.add("source", feed.url, parameters={"VALUE": "URI"})
    return made


def _live(event: Event) -> icalendar.Event:
    made = _revised(event.id, event.start, event.published, max(event.published, event.updated))
    spoken = {"LANGUAGE": event.language}
    made.add("created", _utc(event.published))
    if event.end is not None:
        made.add("dtend", _utc(event.end))
    made.add("summary", line(event.title), parameters=spoken)
    for name, text in (("location", line(event.place)), ("description", block(event.summary))):
        if text:
            made.add(name, text, parameters=spoken)
    made.add("url", event.url)
    made.add("status", "CONFIRMED")
    return made


def _cancelled(event: Cancelled, language: str) -> icalendar.Event:
    made = _revised(event.id, event.start, event.published, event.withdrawn)
    made.add("summary", withdrawn_label(language), parameters={"LANGUAGE": language})
    made.add("status", "CANCELLED")
    return made


def _revised(identifier: str, start: datetime, published: datetime, changed: datetime) -> icalendar.Event:
    """What every event has. It takes no time in a subscriber's own calendar: TRANSPARENT."""
    made = icalendar.Event()
    made.add("uid", uid(identifier))
    made.add("dtstart", _utc(start))
    made.add("dtstamp", _utc(changed))
    made.add("last-modified", _utc(changed))
    made.add("sequence", min(max(int((changed - published).total_seconds()), 0), _MOST))
    made.add("transp", "TRANSPARENT")
    return made


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
