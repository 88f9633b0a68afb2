"""How often pages and feeds were read, from a web server's or CDN's own logs: counts alone.

Plain or gzip, read line by line, in the formats of `log_lines`. Who asked is never looked at, let alone
kept, so the same person twice is two views.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from clearance.content.address import FEEDS
from clearance.errors import CannotJudge
from clearance.monitor.log_lines import Asked, read

_BOT = re.compile(
    r"bot|crawl|spider|slurp|curl|wget|python|java/|go-http|monitor|preview|scan|headless|feed|fetch|http://|https://",
    re.IGNORECASE,
)
"""in the name that a program gives itself: nobody's browser has it there"""
_LONGEST = 65_536
"""bytes of one line"""
_SEEN = frozenset({HTTPStatus.OK, HTTPStatus.NOT_MODIFIED})
_GZIP = b"\x1f\x8b"
BLOCKS = 8
"""quarters of the year and of the one before, oldest first"""


@dataclass
class Views:
    """What was counted. `blocks` are the views of pages in each quarter of two years, oldest first."""

    pages: Counter[str] = field(default_factory=Counter)
    """of the year alone, by address"""
    blocks: list[int] = field(default_factory=lambda: [0] * BLOCKS)
    feeds: Counter[str] = field(default_factory=Counter)
    """requests of the year alone, by programs that people follow the notices with"""
    lines: int = 0
    broken: int = 0
    outside: int = 0
    """of other years"""
    programs: int = 0
    """that look at pages by themselves: search engines and the like"""
    nameless: int = 0
    """views whose log does not say by which program, so that none could be left out"""
    others: int = 0
    """files of a page, failures, and whatever else is no view of a page"""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What is counted: `addresses` of the site's pages, its base path, and where each of the quarters begins.

    `starts` has one day more than there are quarters: the end, which is not counted.
    """

    addresses: frozenset[str]
    base: str
    starts: tuple[date, ...]
    zone: ZoneInfo


def count(files: Iterable[Path], frame: Frame) -> Views:
    """Read all of these logs. Raises CannotJudge for a file that can't be read; broken lines are counted."""
    views = Views()
    for file in files:
        with _opened(file) as stream:
            for line in _lines(stream):
                _take(line, frame, views)
    return views


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    try:
        with file.open("rb") as raw:
            packed = raw.peek(2)[:2] == _GZIP
            if packed:
                with gzip.GzipFile(fileobj=raw) as unpacked:
                    yield unpacked  # type: ignore[misc]  # reads bytes, as a file does
            else:
                yield raw
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise CannotJudge("is cut short or damaged; expected a whole gzip file", path=str(file)) from None
    except OSError as error:
        raise CannotJudge(f"can't be read: {error.strerror}", path=str(file)) from None


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Each line, of a longer one the beginning, which then is broken."""
    whole = True
    while chunk := stream.readline(_LONGEST):
        if whole:
            yield chunk
        whole = chunk.endswith(b"\n")


def _take(line: bytes, frame: Frame, views: Views) -> None:
    if not line.strip():
        return
    views.lines += 1
    asked = read(line, frame.zone)
    if asked is None:
        views.broken += 1
        return
    day = asked.day
    views.first, views.last = min(day, views.first or day), max(day, views.last or day)
    block = _block(day, frame.starts)
    if block is None:
        views.outside += 1
        return
    place = _place(asked, frame.base)
    if place is None or asked.status not in _SEEN:
        views.others += 1
    elif place.startswith(FEEDS):
        if block >= BLOCKS // 2:
            views.feeds[place if len(views.feeds) < len(frame.addresses) + 1000 else FEEDS] += 1
    elif place in frame.addresses:
        _view(place, block, asked.program, views)
    else:
        views.others += 1


def _view(place: str, block: int, program: str | None, views: Views) -> None:
    if program is not None and (program in {"", "-"} or _BOT.search(program)):
        views.programs += 1
        return
    views.nameless += program is None
    views.blocks[block] += 1
    if block >= BLOCKS // 2:
        views.pages[place] += 1


def _block(day: date, starts: tuple[date, ...]) -> int | None:
    if not starts[0] <= day < starts[-1]:
        return None
    return sum(day >= start for start in starts) - 1


def _place(asked: Asked, base: str) -> str | None:
    """The address that was read, without what follows `?`; None for what reads nothing."""
    if asked.method != "GET":
        return None
    try:
        path = unquote(urlsplit(asked.address).path)
    except ValueError:
        return None
    if not path.startswith(base):
        return None
    return path.removeprefix(base).removesuffix("index.html")


def quarters(begins: date) -> tuple[date, ...]:
    """The first days of eight times three months, the year before `begins` and that from it; and the end."""
    months = [begins.year * 12 + begins.month - 1 + 3 * number for number in range(-4, 5)]
    return tuple(date(month // 12, month % 12 + 1, 1) for month in months)


def label(start: date) -> str:
    """Such as `2026-01 to 03`."""
    last = (start.replace(day=1) + timedelta(days=80)).replace(day=1)
    return f"{start:%Y-%m} to {last:%m}"


def told(views: Views) -> Mapping[str, int]:
    """How the lines of the logs were used, in words: each line is in one of these."""
    counted = sum(views.blocks) + sum(views.feeds.values())
    return {
        "views of pages": sum(views.blocks),
        "requests of feeds": sum(views.feeds.values()),
        "left out: programs such as search engines": views.programs,
        "left out: other years": views.outside,
        "left out: pictures, styles, failures and the like": views.others
        + (views.lines - counted - views.programs - views.outside - views.others - views.broken),
        "left out: lines that could not be read": views.broken,
    }
