"""What the templates show of an incident: plain values, local times in words and for machines."""

from __future__ import annotations

from dataclasses import dataclass

from clearance.content.languages import attributes


@dataclass(frozen=True, slots=True)
class Moment:
    """`text` is local, with the zone's short name; `iso` carries the offset."""

    text: str
    iso: str


@dataclass(frozen=True, slots=True)
class Update:
    """One update on the live page; of a withdrawn one nothing but the times.

    `key` is its id on that page, and `body` its text as HTML, which is there when the page is made.
    """

    key: str
    at: Moment
    path: str = ""
    title: str = ""
    address: str = ""
    corrected: Moment | None = None
    expired: Moment | None = None
    withdrawn: Moment | None = None
    body: str = ""
    lang: str = ""

    @property
    def tongue(self) -> str:
        """What marks an element as in the update's language."""
        return attributes(self.lang)


@dataclass(frozen=True, slots=True)
class Live:
    """An incident and its updates, newest first. `changed` is when the public last had something new."""

    id: str
    title: str
    address: str
    kind: str
    area: str
    is_open: bool
    commander: str
    opened: Moment
    closed: Moment | None
    outcome: str
    changed: Moment
    zone: str
    feed: str
    updates: tuple[Update, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """What another page says of an incident: the front page of an open one, a post of its own.

    `newer` is the newest update, where that is another page than this one.
    """

    title: str
    address: str
    kind: str
    area: str
    is_open: bool
    changed: Moment
    newer: str = ""
    newer_address: str = ""
    newer_tongue: str = ""
