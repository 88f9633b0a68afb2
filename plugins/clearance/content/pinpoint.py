"""Where in a page's source a part of a passage stands: a best effort, never a failure."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from clearance.model import Page, Passage, Place

NEAR, FAR = 60, 400
"""characters ahead in the source in which a short word, and a longer one, is looked for"""
LONG_WORD = 4

_WORD = re.compile(r"[^\W_]+")
_BLANK = re.compile(r"\s*")


def pinpoint(page: Page, passage: Passage, start: int) -> Place:
    """The place in the page's source of `passage.text[start]`, or the nearest place before it.

    Words of a passage mostly stand in the source in the same order. A word that does not (it is
    written with entities, say) is taken to stand right behind the one before it.
    """
    source, first_line = _source(page, passage)
    lines = _lines(source)
    line = passage.place.line - first_line
    if not 0 <= line < len(lines):
        return passage.place
    begin = lines[line] + passage.place.column - 1
    offset = _aligned(source, begin, passage.text).offset(start)
    line = bisect_right(lines, offset) - 1
    return Place(first_line + line, offset - lines[line] + 1)


def _source(page: Page, passage: Passage) -> tuple[str, int]:
    """The text that the passage comes from, and the number of its first line."""
    if passage.place.line >= page.body_line:
        return page.body, page.body_line
    return _decoded(page.source), 1


@lru_cache(maxsize=4)
def _decoded(source: bytes) -> str:
    return source.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")


@lru_cache(maxsize=4)
def _lines(source: str) -> tuple[int, ...]:
    """The offset at which each line begins."""
    return (0, *(found.end() for found in re.finditer("\n", source)))


@dataclass(frozen=True, slots=True)
class _Aligned:
    """Which words of a passage stand where in the source, in order."""

    source: str
    begin: int
    words: tuple[tuple[int, int], ...]
    places: tuple[int, ...]

    def offset(self, start: int) -> int:
        number = bisect_right(self.words, start, key=lambda word: word[0]) - 1
        if number < 0:
            return self.begin
        low, high = self.words[number]
        if start < high:
            return self.places[number] + start - low
        behind = self.places[number] + high - low
        blank = _BLANK.match(self.source, behind)
        return min(blank.end() if blank else behind, len(self.source))


@lru_cache(maxsize=8)
def _aligned(source: str, begin: int, text: str) -> _Aligned:
    words: list[tuple[int, int]] = []
    places: list[int] = []
    cursor = begin
    for word in _WORD.finditer(text):
        found = _find(source, word[0], cursor)
        if found >= 0:
            words.append(word.span())
            places.append(found)
            cursor = found + len(word[0])
    return _Aligned(source, begin, tuple(words), tuple(places))


def _find(source: str, word: str, cursor: int) -> int:
    """Where the word next stands by itself; -1 when it isn't close by."""
    end = cursor + len(word) + (FAR if len(word) >= LONG_WORD else NEAR)
    found = source.find(word, cursor, end)
    while found >= 0 and not _alone(source, found, found + len(word)):
        found = source.find(word, found + 1, end)
    return found


def _alone(source: str, start: int, end: int) -> bool:
    return not (source[start - 1 : start].isalnum() or source[end : end + 1].isalnum())
