"""The values of a public alert, by the names of OASIS CAP 1.2. What CAP forbids is a ValueError when made.

Two things are stricter here than in CAP: an alert names an area, and says when it ends.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import quote

from clearance.feeds import checked
from clearance.feeds.text import block

_FEWEST_POINTS = 4
_RESTRICTED = re.compile(r"[\s,<&]")


class Status(StrEnum):
    ACTUAL = "Actual"
    EXERCISE = "Exercise"
    TEST = "Test"


class Category(StrEnum):
    GEO = "Geo"
    MET = "Met"
    SAFETY = "Safety"
    SECURITY = "Security"
    RESCUE = "Rescue"
    FIRE = "Fire"
    HEALTH = "Health"
    ENV = "Env"
    TRANSPORT = "Transport"
    INFRA = "Infra"
    CBRNE = "CBRNE"
    OTHER = "Other"


class Response(StrEnum):
    SHELTER = "Shelter"
    EVACUATE = "Evacuate"
    PREPARE = "Prepare"
    EXECUTE = "Execute"
    AVOID = "Avoid"
    MONITOR = "Monitor"
    ASSESS = "Assess"
    ALL_CLEAR = "AllClear"
    NONE = "None"


class Urgency(StrEnum):
    IMMEDIATE = "Immediate"
    EXPECTED = "Expected"
    FUTURE = "Future"
    PAST = "Past"
    UNKNOWN = "Unknown"


class Severity(StrEnum):
    EXTREME = "Extreme"
    SEVERE = "Severe"
    MODERATE = "Moderate"
    MINOR = "Minor"
    UNKNOWN = "Unknown"


class Certainty(StrEnum):
    OBSERVED = "Observed"
    LIKELY = "Likely"
    POSSIBLE = "Possible"
    UNLIKELY = "Unlikely"
    UNKNOWN = "Unknown"


@dataclass(frozen=True, slots=True)
class Point:
    """WGS 84, in degrees; north and east are positive."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (abs(self.latitude) <= 90 and abs(self.longitude) <= 180):  # noqa: PLR2004 - degrees; not if NaN
            raise ValueError(f"expected degrees of WGS 84, got {self.latitude}, {self.longitude}")


@dataclass(frozen=True, slots=True)
class Circle:
    center: Point
    kilometers: float

    def __post_init__(self) -> None:
        if not (self.kilometers >= 0 and math.isfinite(self.kilometers)):
            raise ValueError(f"expected a radius in kilometers, got {self.kilometers}")


@dataclass(frozen=True, slots=True)
class Geocode:
    """A place by somebody's code, such as SAME 017031."""

    system: str
    value: str

    def __post_init__(self) -> None:
        checked.said(system=self.system, value=self.value)


@dataclass(frozen=True, slots=True)
class Area:
    """Where, in words; and in figures, if anybody measured it. The last point of a polygon is its first."""

    description: str
    polygons: tuple[tuple[Point, ...], ...] = ()
    circles: tuple[Circle, ...] = ()
    geocodes: tuple[Geocode, ...] = ()

    def __post_init__(self) -> None:
        checked.said(description=self.description)
        for points in self.polygons:
            if len(points) < _FEWEST_POINTS or points[0] != points[-1]:
                raise ValueError("expected a polygon of at least four points, the last one its first")


@dataclass(frozen=True, slots=True)
class Info:
    """What the alert says, in one language. `event` names the kind of event in a word or two."""

    language: str
    categories: tuple[Category, ...]
    event: str
    urgency: Urgency
    severity: Severity
    certainty: Certainty
    expires: datetime
    sender_name: str
    headline: str
    description: str
    areas: tuple[Area, ...]
    instruction: str = ""
    web: str | None = None
    contact: str = ""
    responses: tuple[Response, ...] = ()
    onset: datetime | None = None

    def __post_init__(self) -> None:
        checked.language(self.language)
        checked.said(event=self.event, sender_name=self.sender_name, headline=self.headline)
        checked.aware(self.expires)
        if self.onset is not None:
            checked.aware(self.onset)
        if self.web is not None:
            checked.web_address(self.web)
        if not self.categories or not self.areas:
            raise ValueError("expected at least one category and one area")


@dataclass(frozen=True, slots=True)
class Reference:
    """The name of a message, which every later one repeats: who sent it, its identifier, and when.

    `sender` names the department for ever, such as its domain. `sent` keeps the offset that it was
    sent with: receivers compare the text.
    """

    sender: str
    identifier: str
    sent: datetime

    def __post_init__(self) -> None:
        for name in (self.sender, self.identifier):
            _unrestricted(name)
        checked.aware(self.sent)


@dataclass(frozen=True, slots=True)
class Message:
    """One message to the public.

    `note` names the exercise, if it is one. `incident` is the department's own number of what
    happened, and joins the messages about it.
    """

    name: Reference
    infos: tuple[Info, ...]
    status: Status = Status.ACTUAL
    note: str = ""
    incident: str = ""

    def __post_init__(self) -> None:
        if not self.infos:
            raise ValueError("expected the text of the alert in at least one language")
        if len({info.language for info in self.infos}) < len(self.infos):
            raise ValueError("expected one text for each language")
        if any(info.expires <= self.name.sent for info in self.infos):
            raise ValueError("expected an alert to expire after it was sent")
        if self.incident:
            _unrestricted(self.incident)
        named(self.status, self.note)


def named(status: Status, note: str) -> None:
    """ValueError when an exercise isn't named."""
    if status is Status.EXERCISE and not block(note):
        raise ValueError("expected a note that names the exercise")


def identifier(*parts: str) -> str:
    """An identifier of these parts, such as the incident's number and the message's own.

    CAP allows no white space, comma, `<` or `&`: those and others stand percent-encoded. Different
    parts give different identifiers.
    """
    if not parts or not all(parts):
        raise ValueError("expected parts for an identifier, each of them with a text")
    return ":".join(quote(part, safe="", errors="surrogatepass") for part in parts)


def _unrestricted(name: str) -> None:
    if not name or _RESTRICTED.search(name) or not name.isascii() or not name.isprintable():
        raise ValueError(f"expected a name without white space, comma, '<' or '&', in ASCII, got {name!a}")
