"""What a rule says of a page, and the states that a page can be in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum


def sha256(data: bytes) -> str:
    """The digest of a file's bytes."""
    return hashlib.sha256(data).hexdigest()


class Severity(StrEnum):
    BLOCK = "block"
    """must be mended; no approval lifts it"""
    HOLD = "hold"
    """a supervisor must accept this code by name, for these bytes"""
    NOTE = "note"
    """told to the reviewer"""


class State(StrEnum):
    DRAFT = "draft"
    PENDING = "pending"
    STALE = "stale"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    LIVE = "live"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


PUBLISHED = frozenset({State.LIVE, State.EXPIRED})
"""States in which the public can read the page; an expired one under a banner."""

WAITING = frozenset({State.PENDING, State.STALE, State.APPROVED})
"""States of a page that wants out and may not: uncleared.

An approved page waits where the department's own records don't hold, or another page stands in
its way."""


@dataclass(frozen=True, slots=True)
class Place:
    line: int = 1
    column: int = 1


START = Place()
"""of the file"""


@dataclass(frozen=True, slots=True)
class Violation:
    """What a rule yields: where and what. The engine stamps code and path on it."""

    message: str
    place: Place = START


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong, as every report shows it. Never repeats a private text that it found."""

    code: str
    name: str
    clause: str
    severity: Severity
    path: str
    line: int
    column: int
    message: str
    remedy: str
