"""The links and tables of a page as a screen reader tells them: by name, and by headers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clearance.content.locate import Locator
from clearance.content.markup import COMMENT, End, Event, Start, Text
from clearance.model import Link, Table

MATTERS = frozenset({"a", "table"})
"""a page without any of these elements has neither links nor tables"""
_FOLLOWED = frozenset({*MATTERS, "tr", "td", "th"})
_LAYOUT = frozenset({"none", "presentation"})
_LINE_NUMBERS = "highlighttable"
"""a program's lines beside their numbers, as Pygments lays them out"""


def structure(
    placed: Iterable[tuple[Event, int]], locator: Locator
) -> tuple[tuple[Link, ...], tuple[Table, ...]]:
    """Every `<a href>` and every table of data, each in the order in which they end.

    What stands in a table inside another is counted with the inner one. A link's name is its label,
    or else its words with those of its pictures, or else its title (accname 1.2, 4.3.2).
    """
    reading = _Reading(locator)
    for event, offset in placed:
        if isinstance(event, Text):
            reading.said.append(event.text)
        elif isinstance(event, End):
            if event.tag in _FOLLOWED:
                reading.end()
        elif event.tag in _FOLLOWED:
            reading.begin(event, offset)
        elif event.tag != COMMENT and event.attributes.get("alt"):
            reading.said.append(event.attributes["alt"])
    return tuple(reading.links), tuple(reading.tables)


@dataclass(slots=True)
class _Cells:
    """Of an open table: the cells of its present row and of its longest one, and its headers."""

    row: int = 0
    longest: int = 0
    headers: int = 0


class _Reading:
    """What was said so far, and the elements and tables that are still open."""

    def __init__(self, locator: Locator) -> None:
        self.said: list[str] = []
        self.links: list[Link] = []
        self.tables: list[Table] = []
        self._open: list[tuple[Start, int, int]] = []
        self._cells: list[_Cells] = []
        self._locator = locator

    def begin(self, start: Start, offset: int) -> None:
        self._open.append((start, offset, len(self.said)))
        if start.tag == "table":
            self._cells.append(_Cells())

    def end(self) -> None:
        start, offset, begun = self._open.pop()
        if start.tag == "a":
            self._end_link(start, offset, begun)
        elif start.tag == "table":
            self._end_table(start, offset, self._cells.pop())
        elif self._cells:
            self._end_cell(start.tag, self._cells[-1], begun)

    def _end_table(self, start: Start, offset: int, cells: _Cells) -> None:
        if start.attributes.get("role") not in _LAYOUT and start.attributes.get("class") != _LINE_NUMBERS:
            self.tables.append(Table(cells.longest, cells.headers, self._locator.place(offset)))

    def _end_cell(self, tag: str, cells: _Cells, begun: int) -> None:
        if tag == "tr":
            cells.row = 0
            return
        cells.row += 1
        cells.longest = max(cells.longest, cells.row)
        cells.headers += tag == "th" and any(map(_says, self.said[begun:]))

    def _end_link(self, start: Start, offset: int, begun: int) -> None:
        target = start.attributes.get("href")
        if target is None:
            return
        names = (
            start.attributes.get("aria-label", ""),
            "".join(self.said[begun:]),
            start.attributes.get("title", ""),
        )
        name = next((" ".join(each.split()) for each in names if _says(each)), "")
        self.links.append(Link(name, target, self._locator.place(offset)))


def _says(text: str) -> bool:
    return any(map(str.isalnum, text))
