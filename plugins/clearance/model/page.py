"""A Markdown page as its front matter and bytes say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from clearance.model.judging import START, Place


@dataclass(frozen=True, slots=True)
class Declaration:
    """What the front matter says of one media file, under `clearance.media`."""

    path: str
    kind: str
    subject: str | None = None
    offense: str | None = None
    purpose: str | None = None
    wanted_for: str | None = None
    place: Place = START


@dataclass(frozen=True, slots=True)
class Event:
    """What a post announces: it takes place from `start` to `end`, or at `start`."""

    start: datetime
    end: datetime | None
    place: str


@dataclass(frozen=True, slots=True)
class Alert:
    """What a post tells alerting systems, in the words of OASIS CAP 1.2, under `clearance.alert`.

    `expires` is the post's own where the alert says none. `same` are codes of counties, as NOAA's radios
    know them; points are latitude and longitude, in degrees, the last one the first.
    """

    event: str
    category: str
    urgency: str
    severity: str
    certainty: str
    area: str
    expires: datetime | None = None
    instruction: str = ""
    response: str | None = None
    same: tuple[str, ...] = ()
    polygon: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What the front matter tells readers of one change to the page, under `clearance.changes`."""

    date: datetime
    note: str
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown file under `content/`, read strictly. A post is a page under `content/posts/`.

    `places` maps a front matter key (`title`, `clearance.attest`, `clearance.media.map.png`)
    to where it stands; `body` starts at line `body_line` of the file.
    """

    path: str
    source: bytes
    digest: str
    body: str
    body_line: int
    title: str = ""
    created: datetime | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    description: str = ""
    tags: tuple[str, ...] = ()
    draft: bool = False
    slug: str | None = None
    pin: bool = False
    attest: str | None = None
    media: tuple[Declaration, ...] = ()
    incident: str | None = None
    case: str | None = None
    """an id of the case that the post tells of, from which nobody without a secret learns which one"""
    requested_by: str | None = None
    requested: datetime | None = None
    """when the request reached the chain of command's first member"""
    chain: tuple[str, ...] = ()
    expires: datetime | None = None
    event: Event | None = None
    formerly: tuple[str, ...] = ()
    """addresses at which the page stood before, such as `posts/2025/flood/`, as text"""
    changes: tuple[Change, ...] = ()
    alert: Alert | None = None
    lang: str = ""
    """the page's language, where it is another than the department's: a tag such as `es` (BCP 47)"""
    translation_of: str = ""
    """path of the page that this one says in another language"""
    places: Mapping[str, Place] = field(default_factory=dict)
    later: Callable[[], tuple[bytes, str]] | None = field(default=None, compare=False, repr=False)
    """gives `source` and `body` when they are asked for; what was passed for them is dropped"""

    def __post_init__(self) -> None:
        if self.later is not None:
            object.__delattr__(self, "source")
            object.__delattr__(self, "body")

    if not TYPE_CHECKING:  # which knows all names without it

        def __getattr__(self, name: str) -> bytes | str:
            """Called only for what isn't there yet."""
            if name not in {"source", "body"} or self.later is None:
                raise AttributeError(name)
            source, body = self.later()
            object.__setattr__(self, "source", source)
            object.__setattr__(self, "body", body)
            return source if name == "source" else body

    @property
    def is_post(self) -> bool:
        return self.path.startswith("content/posts/")

    def place(self, key: str) -> Place:
        """Where a front matter key stands, or the top of the file when it is absent."""
        return self.places.get(key, Place())


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A page whose bytes could not be read as a post: it is never clean."""

    path: str
    digest: str
    message: str
    place: Place = START
