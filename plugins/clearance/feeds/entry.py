"""The values that feeds are made of. Their text is as it was written; each format cleans and escapes it.

An empty title, an instant without an offset, a relative address, or an id that is no URI is a ValueError
when the value is made, so that no document can hold one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from clearance.feeds import checked
from clearance.feeds.text import line
from clearance.model import PUBLISHED, State

_EXPIRED = {"en": "Expired", "es": "Vencido"}
_WITHDRAWN = {"en": "Withdrawn", "es": "Retirado"}


@dataclass(frozen=True, slots=True)
class Category:
    """`term` for programs, the same for ever; `label` for people."""

    term: str
    label: str


@dataclass(frozen=True, slots=True)
class Feed:
    """What holds for a whole feed. `url` is where this document itself stands: each format has its own.

    `updated` is when title, addresses or author last changed, at the earliest when the feed was
    founded; a document shows this or the last change of what it holds, whichever is later.
    """

    title: str
    home: str
    url: str
    id: str
    language: str
    updated: datetime
    author: str
    icon: str | None = None

    def __post_init__(self) -> None:
        checked.said(title=self.title, author=self.author)
        checked.web_address(self.home)
        checked.web_address(self.url)
        checked.uri(self.id)
        checked.language(self.language)
        checked.aware(self.updated)
        if self.icon is not None:
            checked.web_address(self.icon)


@dataclass(frozen=True, slots=True)
class Entry:
    """One post that the public may read; only a live or an expired one.

    `id` is made once and never changes, even when the post moves (see `checked.tag_uri`). `updated` is
    when the post's words or files last changed, or when it came back after a withdrawal; a new approval of
    the same bytes doesn't move it. `content` is HTML as it was judged, its links absolute: nothing is taken
    out of it. None when subscribers get the summary alone. `expires` is when an expired post ceased to hold,
    or a live one will.
    """

    url: str
    id: str
    title: str
    summary: str
    content: str | None
    published: datetime
    updated: datetime
    categories: tuple[Category, ...]
    language: str
    expires: datetime | None = None
    state: State = State.LIVE

    def __post_init__(self) -> None:
        checked.said(title=self.title)
        checked.web_address(self.url)
        checked.uri(self.id)
        checked.language(self.language)
        for moment in (self.published, self.updated, self.expires):
            if moment is not None:
                checked.aware(moment)
        if self.state not in PUBLISHED:
            raise ValueError(f"expected a live or an expired post, got one that is {self.state}")

    @property
    def expired(self) -> bool:
        return self.state is State.EXPIRED

    @property
    def changed(self) -> datetime:
        """When a subscriber last had something new to see: publication, a change, or the end of validity."""
        ended = self.expires if self.expired and self.expires is not None else self.updated
        return max(self.published, self.updated, ended)

    @property
    def shown_title(self) -> str:
        """One line. An expired post says so first, since lists cut long titles at the end."""
        title = line(self.title)
        return f"{expired_label(self.language)}: {title}" if self.expired else title


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What remains of a post that was taken back: which one, and when. Nothing of what it said."""

    id: str
    when: datetime

    def __post_init__(self) -> None:
        checked.uri(self.id)
        checked.aware(self.when)


def expired_label(language: str) -> str:
    """`Expired`, in English or Spanish."""
    return _worded(_EXPIRED, language)


def withdrawn_label(language: str) -> str:
    """`Withdrawn`, in English or Spanish."""
    return _worded(_WITHDRAWN, language)


def _worded(words: dict[str, str], language: str) -> str:
    return words.get(language.partition("-")[0].lower(), words["en"])


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Newest first, those of one instant by id. Two entries of one id are a ValueError."""
    found = sorted(entries, key=lambda entry: entry.id)
    for one, next_one in pairwise(found):
        if one.id == next_one.id:
            raise ValueError(f"expected one entry of each id, got two of {one.id}")
    return tuple(sorted(found, key=lambda entry: entry.published, reverse=True))


def still_withdrawn(entries: Iterable[Entry], withdrawn: Iterable[Withdrawn]) -> tuple[Withdrawn, ...]:
    """The withdrawn posts that didn't come back, the latest withdrawal of each, newest first.

    A post came back when its entry changed after it was withdrawn (RFC 6721, section 3); an entry that didn't
    is both published and withdrawn, and that is a ValueError.
    """
    latest: dict[str, Withdrawn] = {}
    for one in sorted(withdrawn, key=lambda one: one.when):
        latest[one.id] = one
    for entry in entries:
        gone = latest.pop(entry.id, None)
        if gone is not None and entry.changed <= gone.when:
            raise ValueError(f"expected no entry of a post that is withdrawn, got {entry.id}")
    by_id = sorted(latest.values(), key=lambda one: one.id)
    return tuple(sorted(by_id, key=lambda one: one.when, reverse=True))


def last_change(feed: Feed, entries: Iterable[Entry], withdrawn: Iterable[Withdrawn] = ()) -> datetime:
    """When the feed last had something new, of all that it holds."""
    return max([feed.updated, *(entry.changed for entry in entries), *(one.when for one in withdrawn)])
