"""A village's feed, post, event and alert, each part of which a test may change."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from clearance.feeds import alert
from clearance.feeds.calendar import Cancelled, Event
from clearance.feeds.entry import Category, Entry, Feed, Withdrawn

ZONE = ZoneInfo("America/Chicago")
NOON = datetime(2026, 3, 3, 12, tzinfo=ZONE)
"""18:00 in UTC"""
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SITE = "https://police.example/"
POST = "tag:police.example,2026-03-03:posts/mill-street"

_Value = TypeVar("_Value", Feed, Entry, Event, Cancelled, alert.Info, alert.Message)

_FEED = Feed(
    title="Notices of the Village Police",
    home=SITE,
    url=f"{SITE}feed.atom",
    id="tag:police.example,2026-01-01:notices",
    language="en-US",
    updated=NOON - 60 * DAY,
    author="Village Police",
)
_ENTRY = Entry(
    url=f"{SITE}posts/mill-street/",
    id=POST,
    title="Mill Street is closed",
    summary="Where to drive instead.",
    content="<p>Take <em>Oak</em> Street.</p>",
    published=NOON,
    updated=NOON,
    categories=(Category("traffic", "Traffic"),),
    language="en-US",
    expires=NOON + DAY,
)
_EVENT = Event(
    id=POST,
    url=f"{SITE}posts/mill-street/",
    title="Coffee with an officer",
    place="Village Hall, 1 Oak Street",
    summary="Bring questions.",
    start=NOON + DAY,
    end=NOON + DAY + HOUR,
    published=NOON,
    updated=NOON,
    language="en-US",
)
_CANCELLED = Cancelled(id=POST, start=NOON + DAY, published=NOON, withdrawn=NOON + HOUR)
POINTS = tuple(
    alert.Point(*pair) for pair in ((41.85, -87.9), (41.86, -87.9), (41.86, -87.8), (41.85, -87.9))
)
_INFO = alert.Info(
    language="en-US",
    categories=(alert.Category.MET, alert.Category.SAFETY),
    event="Flood",
    urgency=alert.Urgency.IMMEDIATE,
    severity=alert.Severity.SEVERE,
    certainty=alert.Certainty.OBSERVED,
    expires=NOON + 6 * HOUR,
    sender_name="Village Police",
    headline="Mill Street is under water",
    description="The creek is over its banks.",
    areas=(
        alert.Area(
            "Mill Street from Oak to Elm",
            polygons=(POINTS,),
            circles=(alert.Circle(POINTS[0], 1.5),),
            geocodes=(alert.Geocode("SAME", "017031"),),
        ),
    ),
    instruction="Stay away from the creek.",
    web=f"{SITE}posts/flood/",
    contact="(708) 555-0100",
    responses=(alert.Response.AVOID,),
    onset=NOON,
)

_MESSAGE = alert.Message(alert.Reference("police.example", "0", NOON), (_INFO,), incident="2026-0412")


def _changed(value: _Value, changes: dict[str, Any]) -> _Value:
    return replace(value, **changes)


def feed(**changes: Any) -> Feed:
    return _changed(_FEED, changes)


def entry(**changes: Any) -> Entry:
    return _changed(_ENTRY, changes)


def withdrawn(name: str = "gone", when: datetime = NOON) -> Withdrawn:
    return Withdrawn(f"tag:police.example,2026-03-01:posts/{name}", when)


def event(**changes: Any) -> Event:
    return _changed(_EVENT, changes)


def cancelled(**changes: Any) -> Cancelled:
    return _changed(_CANCELLED, changes)


def info(**changes: Any) -> alert.Info:
    return _changed(_INFO, changes)


def named(number: int, sent: datetime = NOON) -> alert.Reference:
    return alert.Reference("police.example", alert.identifier("2026-0412", str(number)), sent)


def message(number: int = 1, sent: datetime = NOON, **changes: Any) -> alert.Message:
    return _changed(_MESSAGE, {"name": named(number, sent), **changes})
