"""Where in a page's source the parts of its rendered HTML come from: a best effort, never a failure.

Rendered texts mostly stand in the source word for word and in the same order. They are the
anchors; a tag lies between the anchors around it, and is looked for there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from clearance.content.markup import COMMENT, Event, Start, Text
from clearance.model import Page, Place

NEAR = 5_000
"""characters; how far a tag is looked for between two anchors"""
SURE = 16
"""characters; a text of this length may lie anywhere ahead, a shorter one only close by"""
REACH = 100
"""characters ahead for each character of a shorter text"""
BUDGET = 1_000_000_000
"""characters that may be looked through for one page, so that hostile pages end in time"""
LONGEST = 60
MOST_ATTRIBUTES = 8

_SMALL = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


class Locator:
    """Looks up texts in the body of a page. Offsets count characters of `page.body`."""

    def __init__(self, page: Page) -> None:
        self._text = _small(page.body)
        self._first_line = page.body_line
        self._breaks = [found.start() for found in re.finditer("\n", page.body)]
        self._budget = BUDGET

    def place(self, offset: int) -> Place:
        line = bisect_right(self._breaks, offset - 1)
        begin = self._breaks[line - 1] + 1 if line else 0
        return Place(self._first_line + line, offset - begin + 1)

    def find(self, wanted: str, start: int, reach: int | None = None) -> int | None:
        """The first offset from `start` on, at most `reach` characters on; capitals don't matter."""
        end = len(self._text) if reach is None else min(start + reach, len(self._text))
        if not wanted or start >= end or self._budget <= 0:
            return None
        found = self._text.find(_small(wanted), start, end)
        self._budget -= (end if found < 0 else found) - start
        return None if found < 0 else found

    def find_word(self, wanted: str, start: int, reach: int) -> int | None:
        """As `find`, but not inside a longer word. For short texts: it is slower."""
        word, end = _small(wanted), min(start + reach, len(self._text))
        found = self._text.find(word, start, end) if word else -1
        while found >= 0 and not self._stands_alone(word, found, end):
            found = self._text.find(word, found + 1, end)
        return None if found < 0 else found

    def _stands_alone(self, word: str, at: int, end: int) -> bool:
        """Whether no letter or digit stands at either end, where the text is looked through up to `end`."""
        behind = at + len(word)
        joined_before = at > 0 and word[0].isalnum() and _is_of_a_word(self._text[at - 1])
        joined_behind = behind < end and word[-1].isalnum() and _is_of_a_word(self._text[behind])
        return not (joined_before or joined_behind)

    def find_value(self, value: str, start: int) -> int | None:
        """A value as written, first from `start` on and then (a link defined above) from the top."""
        wanted = _first_line(value)
        found = self.find(wanted, start)
        return self.find(wanted, 0) if found is None else found


def _small(text: str) -> str:
    """With small letters for the capitals A to Z; every offset stays what it was."""
    return text.lower() if text.isascii() else text.translate(_SMALL)


def _is_of_a_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def offsets(events: list[Event], locator: Locator) -> list[int]:
    """For each event the offset in the body at which it stands; where unknown, where the last text ended."""
    placed: list[int] = []
    pending: list[Event] = []
    previous = 0
    for event in events:
        anchor = _anchor(event.text, previous, locator) if isinstance(event, Text) else None
        if anchor is None:
            pending.append(event)
            continue
        placed += [*_between(pending, previous, anchor.start, locator), anchor.start]
        previous, pending = anchor.stop, []
    return [*placed, *_between(pending, previous, None, locator)]


def _anchor(text: str, start: int, locator: Locator) -> range | None:
    """What part of the body the text's first line is."""
    wanted = _first_line(text)
    found = locator.find(wanted, start) if len(wanted) >= SURE else None
    if found is None:
        wanted = max(wanted.split(), key=len, default="") if len(wanted) >= SURE else wanted
        found = locator.find_word(wanted, start, REACH * len(wanted))
    return None if found is None else range(found, found + len(wanted))


def _between(events: list[Event], start: int, anchor: int | None, locator: Locator) -> Iterator[int]:
    end = start + NEAR if anchor is None else min(start + NEAR, anchor)
    for event in events:
        if not isinstance(event, Start):
            yield start
            continue
        found = [
            at for wanted in _traces(event) if (at := locator.find(wanted, start, end - start)) is not None
        ]
        if found:
            yield min(found)
            start = locator.find(">", min(found), end - min(found)) or min(found) + 1
        else:
            yield start if anchor is None or not event.text.strip() else anchor


def _traces(start: Start) -> Iterator[str]:
    """What of an element might stand in the source. One with a text of its own is close to that anchor."""
    if start.tag == COMMENT:
        yield from ("<!--", _first_line(start.text))
        return
    yield f"<{start.tag}"
    if not start.text.strip():
        yield from (_first_line(value) for value in islice(start.attributes.values(), MOST_ATTRIBUTES))


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0][:LONGEST].strip()
