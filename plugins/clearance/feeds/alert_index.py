"""A feed of the alerts in effect: what alerting systems ask for again and again, to find the CAP documents.

As the National Weather Service and FEMA's IPAWS do it: Atom, an entry for each message with the fields by
which a receiver chooses, and a link to the message itself. What is over has no entry.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from xml.etree.ElementTree import Element, SubElement

from clearance.feeds import atom, cap, checked
from clearance.feeds.alert import Info, Status
from clearance.feeds.entry import Feed
from clearance.feeds.instants import local, utc
from clearance.feeds.text import block, line
from clearance.feeds.xml import document, leaf

_CANCELED = "Alert canceled"


class Kind(StrEnum):
    """What a message does to those before it."""

    ALERT = "Alert"
    UPDATE = "Update"
    CANCEL = "Cancel"


@dataclass(frozen=True, slots=True)
class Listed:
    """One message. `url` is where its document stands; one without `info` takes back others, in no words."""

    id: str
    url: str
    sent: datetime
    kind: Kind
    info: Info | None = None
    status: Status = Status.ACTUAL

    def __post_init__(self) -> None:
        checked.uri(self.id)
        checked.web_address(self.url)
        checked.aware(self.sent)
        if (self.kind is Kind.CANCEL) is not (self.info is None):
            raise ValueError("expected a text of every message but a cancellation")


def alert_index(feed: Feed, listed: Iterable[Listed]) -> bytes:
    """The feed as UTF-8, the newest message first."""
    messages = sorted(listed, key=lambda one: (one.sent, one.id), reverse=True)
    root = Element("feed", {"xmlns": atom.ATOM, "xmlns:cap": cap.CAP})
    root.set("xml:lang", feed.language)
    atom.head(root, feed, utc(max([feed.updated, *(one.sent for one in messages)])))
    for message in messages:
        _entry(SubElement(root, "entry"), feed, message)
    return document(root)


def _entry(entry: Element, feed: Feed, message: Listed) -> None:
    info = message.info
    if info and info.language != feed.language:
        entry.set("xml:lang", info.language)
    leaf(entry, "id", message.id)
    leaf(entry, "title", line(info.headline) if info else _CANCELED)
    leaf(entry, "updated", utc(message.sent))
    leaf(entry, "link", attributes={"rel": "alternate", "type": cap.MEDIA_TYPE, "href": message.url})
    if info and info.web:
        leaf(entry, "link", attributes={"rel": "related", "type": "text/html", "href": info.web})
    leaf(entry, "summary", block(info.description) if info else _CANCELED)
    leaf(entry, "cap:status", message.status)
    leaf(entry, "cap:msgType", message.kind)
    if info:
        _fields(entry, info)


def _fields(entry: Element, info: Info) -> None:
    leaf(entry, "cap:category", " ".join(info.categories))
    leaf(entry, "cap:event", line(info.event))
    leaf(entry, "cap:urgency", info.urgency)
    leaf(entry, "cap:severity", info.severity)
    leaf(entry, "cap:certainty", info.certainty)
    leaf(entry, "cap:expires", local(info.expires))
    leaf(entry, "cap:areaDesc", "; ".join(line(area.description) for area in info.areas))
